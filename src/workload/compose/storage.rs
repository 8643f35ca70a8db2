//! What is mounted into the services of a Compose file, and their memory filesystems. Has no opinions on either.

use std::collections::HashMap;

use crate::model::compose::{
    self, File, FileSource, FileUse, Leaf, Service, Source, TmpfsMount, Volume, VolumeMount, in_home,
};
use crate::source::{Span, Spanned};
use crate::syntax::value::{MountFlags, clean_path, has_drive};
use crate::workload::{Device, DeviceRule, Mount, MountSource, Propagation, Tmpfs};

/// What services refer to by name.
pub(super) struct Named<'f, 't> {
    volumes: HashMap<&'t str, &'f Volume<'t>>,
    secrets: HashMap<&'t str, &'f FileSource<'t>>,
    configs: HashMap<&'t str, &'f FileSource<'t>>,
}

impl<'f, 't> Named<'f, 't> {
    /// What a file declares.
    pub(super) fn new(file: &'f File<'t>) -> Named<'f, 't> {
        Named {
            volumes: file.volumes.iter().map(|volume| (volume.name, volume)).collect(),
            secrets: file.secrets.iter().map(|secret| (secret.name, secret)).collect(),
            configs: file.configs.iter().map(|config| (config.name, config)).collect(),
        }
    }

    /// Whether a secret or config has a name.
    pub(super) fn is_file_source(&self, name: &str) -> bool {
        self.secrets.contains_key(name) || self.configs.contains_key(name)
    }
}

/// What is mounted into a service from outside its image.
pub(super) fn mounts(named: &Named<'_, '_>, service: &Service<'_>) -> Vec<Mount> {
    let mut mounts: Vec<Mount> = service.volumes.iter().map(|mount| volume_mount(named, mount)).collect();
    let secret = |used| file_mount(&named.secrets, used, "/run/secrets/");
    let config = |used| file_mount(&named.configs, used, "/");
    mounts.extend(service.secrets.iter().filter_map(secret));
    mounts.extend(service.configs.iter().filter_map(config));
    if let Some(socket) = service.use_api_socket.as_ref().filter(|leaf| leaf.switch() == Some(true)) {
        let path = "/var/run/docker.sock".to_owned();
        mounts.push(Mount {
            source: MountSource::Host(path.clone()),
            target: Some(path),
            at: socket.span,
            via: socket.step.into(),
            read_only: false,
            propagation: None,
            relabelled: None,
        });
    }
    mounts
}

fn volume_mount(named: &Named<'_, '_>, mount: &VolumeMount<'_>) -> Mount {
    let mut at = mount.at;
    let source = match &mount.source {
        Source::Path(leaf) => path_source(leaf),
        Source::Anonymous => MountSource::Anonymous,
        Source::Other => MountSource::Other,
        Source::Unknown => MountSource::Opaque,
        Source::Named(leaf) => match leaf.known() {
            None => MountSource::Opaque,
            Some(name) => match named.volumes.get(name).copied().and_then(bound_device) {
                Some(device) => {
                    at = device.span;
                    path_source(device)
                }
                None => MountSource::Volume(name.to_owned()),
            },
        },
    };
    let target = mount.target.as_ref().and_then(Leaf::known).map(clean_path);
    Mount {
        source,
        target,
        at,
        via: mount.step.into(),
        read_only: mount.read_only,
        propagation: mount.options.iter().chain(&mount.propagation).rev().find_map(propagation),
        relabelled: mount
            .options
            .iter()
            .chain(&mount.selinux)
            .find(|option| is_relabel(option))
            .map(|at| at.span),
    }
}

fn propagation(option: &Leaf<'_>) -> Option<Spanned<Propagation>> {
    let value = match option.known()? {
        "shared" | "rshared" => Propagation::Shared,
        "slave" | "rslave" => Propagation::Slave,
        "private" | "rprivate" => Propagation::Private,
        _ => return None,
    };
    Some(Spanned::new(value, option.span))
}

fn is_relabel(option: &Leaf<'_>) -> bool {
    matches!(option.known(), Some("z" | "Z"))
}

/// The devices of the host that a service gets; not those that a driver offers by name.
pub(super) fn devices(service: &Service<'_>) -> Vec<Device> {
    let device = |device: &compose::Device<'_>| {
        let path = device.source.known().filter(|path| path.starts_with('/'))?;
        let permissions = device.permissions.as_ref().map_or(Some("rwm"), Leaf::known)?;
        Some(Device {
            path: clean_path(path),
            usable: permissions.contains(['r', 'w']),
            at: device.source.span,
            via: device.source.step.into(),
        })
    };
    service.devices.iter().filter_map(device).collect()
}

/// What the device cgroup of a service allows.
pub(super) fn device_rules(service: &Service<'_>) -> Vec<DeviceRule> {
    let items = service.device_cgroup_rules.iter().flat_map(|list| &list.items);
    let rule = |item: &Leaf<'_>| {
        Some(DeviceRule { text: item.known()?.trim().to_owned(), at: item.span, via: item.step.into() })
    };
    items.filter_map(rule).collect()
}

/// The folder of the host that a named volume is, when it is a bind mount by another name.
fn bound_device<'v, 't>(volume: &'v Volume<'t>) -> Option<&'v Leaf<'t>> {
    let device = volume.option("device").filter(|_| volume.is_local())?;
    let kind = volume.option("type").map_or(Some(""), Leaf::known)?;
    let options = volume.option("o").map_or(Some(""), Leaf::known)?;
    let binds = options.split(',').any(|option| matches!(option.trim(), "bind" | "rbind"));
    (binds || matches!(kind, "bind" | "none")).then_some(device)
}

fn path_source(leaf: &Leaf<'_>) -> MountSource {
    match leaf.known() {
        None => match in_home(leaf.raw) {
            Some(rest) => MountSource::Host(clean_path(&format!("~{rest}"))),
            None => MountSource::Opaque,
        },
        Some(path) if path.starts_with(['/', '~']) => MountSource::Host(clean_path(path)),
        Some(path) if has_drive(path) || path.starts_with('\\') => MountSource::Host(path.to_owned()),
        Some(path) => MountSource::Project(clean_path(&format!("{}/{path}", leaf.folder_or_here()))),
    }
}

/// The bind mount that Compose makes of a secret or config with a file; `None` for others.
fn file_mount<'t>(
    sources: &HashMap<&'t str, &FileSource<'t>>,
    used: &FileUse<'_>,
    folder: &str,
) -> Option<Mount> {
    let name = used.source.known()?;
    let file = sources.get(name)?.file.as_ref()?;
    let target = match used.target.as_ref() {
        Some(target) => target.known().map(|target| match target.starts_with('/') {
            true => clean_path(target),
            false => clean_path(&format!("{folder}{target}")),
        }),
        None => Some(format!("{folder}{name}")),
    };
    let (source, via) = (path_source(file), file.step.into());
    let (propagation, relabelled) = (None, None);
    Some(Mount { source, target, at: file.span, via, read_only: true, propagation, relabelled })
}

/// Where a service mounts something that it can write to.
pub(super) fn writable(service: &Service<'_>) -> Option<Vec<String>> {
    if service.inherits.is_some() || service.volumes_from.is_some() {
        return None;
    }
    let volumes = service.volumes.iter().filter(|mount| !mount.read_only).map(|mount| mount.target.as_ref());
    let targets = volumes.chain(service.tmpfs.iter().map(|mount| Some(&mount.target)));
    targets.map(|target| target?.known().map(clean_path)).collect()
}

/// The memory filesystems of a service.
pub(super) fn tmpfs(named: &Named<'_, '_>, service: &Service<'_>) -> Vec<Tmpfs> {
    let mut out: Vec<Tmpfs> = service.tmpfs.iter().filter_map(tmpfs_mount).collect();
    for mount in &service.volumes {
        let Source::Named(leaf) = &mount.source else { continue };
        let volume = leaf.known().and_then(|name| named.volumes.get(name).copied());
        out.extend(volume.and_then(tmpfs_volume));
    }
    out
}

/// A memory filesystem of a service: the engine forbids what no option allows.
fn tmpfs_mount(mount: &TmpfsMount<'_>) -> Option<Tmpfs> {
    let name = clean_path(mount.target.known()?);
    let options = mount.options.as_ref();
    let text = options.map_or(Some(""), Leaf::known)?;
    let flags = MountFlags::parse(text, false);
    let at = match (options, flags.allowing()) {
        (Some(options), Some(range)) => option_span(options, range),
        _ => mount.at,
    };
    let (exec, suid, dev) = (flags.exec.on, flags.suid.on, flags.dev.on);
    let sized = is_sized(text) || mount.size.as_ref().is_some_and(|size| size.known() != Some("0"));
    Some(Tmpfs { name, exec, suid, dev, sized, at, via: mount.target.step.into(), volume: false })
}

/// A named volume that is a memory filesystem: the driver mounts it as its options say, with no defaults of its own.
fn tmpfs_volume(volume: &Volume<'_>) -> Option<Tmpfs> {
    volume.option("type").filter(|kind| volume.is_local() && kind.known() == Some("tmpfs"))?;
    let options = volume.option("o");
    let text = options.map_or(Some(""), Leaf::known)?;
    let flags = MountFlags::parse(text, true);
    let at = match (options, flags.allowing()) {
        (Some(options), Some(range)) => option_span(options, range),
        _ => volume.key,
    };
    Some(Tmpfs {
        name: volume.name.to_owned(),
        exec: flags.exec.on,
        suid: flags.suid.on,
        dev: flags.dev.on,
        sized: is_sized(text),
        at,
        via: options.and_then(|options| options.step).into(),
        volume: true,
    })
}

/// Whether options bound the size of a memory filesystem: the kernel takes 0 for no bound.
fn is_sized(options: &str) -> bool {
    let size = options.split(',').rev().find_map(|option| option.trim().strip_prefix("size="));
    size.is_some_and(|size| !size.trim_start_matches('0').is_empty())
}

/// The place of an option, unless interpolation has moved it.
fn option_span(options: &Leaf<'_>, range: std::ops::Range<usize>) -> Span {
    match options.known() == Some(options.raw) {
        true => options.span_of(range),
        false => options.span,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::tests::with;
    use super::*;

    #[test]
    fn mounts_are_told_apart_by_their_source() {
        let keys = "volumes:\n  - /var//run/docker.sock:/s:ro\n  - ./data:/data\n  - ${SOCK:-/run/x.sock}:/x\n  - db:/db\n  \
                    - /anonymous\n  - $ALL\n  - ~/.ssh:/ssh\n  - {type: bind, source: /etc, target: /e/, read_only: true}\n\
                    use_api_socket: true";
        let text = format!("services:\n  a:\n    image: x\n    {}\n", keys.replace('\n', "\n    "));
        let volumes = "volumes:\n  db:\n    driver_opts: {type: none, o: bind, device: /srv/db}\n";
        with(&(text + volumes), |workloads, slice| {
            let mounts = &workloads[0].mounts;
            let host = |path: &str| MountSource::Host(path.to_owned());
            let sources: Vec<_> = mounts.iter().map(|mount| mount.source.clone()).collect();
            let expected = [
                host("/var/run/docker.sock"),
                MountSource::Project("data".into()),
                host("/run/x.sock"),
                host("/srv/db"),
                MountSource::Anonymous,
                MountSource::Opaque,
                host("~/.ssh"),
                host("/etc"),
                host("/var/run/docker.sock"),
            ];
            assert_eq!(sources, expected);
            let places: Vec<_> = mounts.iter().map(|mount| slice(mount.at)).collect();
            assert_eq!(places[..4], ["/var//run/docker.sock", "./data", "${SOCK:-/run/x.sock}", "/srv/db"]);
            assert!(mounts[0].read_only && !mounts[1].read_only && mounts[7].read_only);
            assert_eq!(mounts[7].target.as_deref(), Some("/e"));
        });
    }

    #[test]
    fn secrets_with_a_file_are_mounts_of_that_file() {
        let text = "services:\n  a:\n    image: x\n    secrets: [s, t]\n    configs: [{source: c, target: /etc/c}]\nsecrets:\n  s: {file: ./s.txt}\n  t: {environment: T}\nconfigs:\n  c: {file: /var/run/docker.sock}\n";
        with(text, |workloads, _| {
            let mounts: Vec<_> = workloads[0]
                .mounts
                .iter()
                .map(|mount| (mount.source.clone(), mount.target.clone()))
                .collect();
            let secret = (MountSource::Project("s.txt".into()), Some("/run/secrets/s".to_owned()));
            let config = (MountSource::Host("/var/run/docker.sock".into()), Some("/etc/c".to_owned()));
            assert_eq!(mounts, [secret, config]);
        });
    }

    #[test]
    fn memory_filesystems_have_defaults_and_named_ones_have_none() {
        let text = "services:\n  a:\n    image: x\n    tmpfs:\n      - /run\n      - /tmp:size=64m,exec,mode=1777\n      - /x:$OPTS\n    volumes:\n      - {type: tmpfs, target: /cache}\n      - fast:/fast\nvolumes:\n  fast:\n    driver_opts: {type: tmpfs, o: 'size=1g,nosuid', device: tmpfs}\n";
        with(text, |workloads, slice| {
            let tmpfs: Vec<_> = workloads[0].containers[0]
                .storage
                .tmpfs
                .iter()
                .map(|tmpfs| {
                    let flags = [tmpfs.exec, tmpfs.suid, tmpfs.dev, tmpfs.volume].map(u8::from);
                    format!("{} {flags:?} {}", tmpfs.name, slice(tmpfs.at))
                })
                .collect();
            let expected = [
                "/run [0, 0, 0, 0] /run",
                "/tmp [1, 0, 0, 0] exec",
                "/cache [0, 0, 0, 0] /cache",
                "fast [1, 0, 1, 1] fast",
            ];
            assert_eq!(tmpfs, expected);
        });
    }
}
