//! From a Compose file to workloads: one service, one container. Says what Docker does where nothing is written;
//! has no opinions.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Builds, Container, Healthcheck, ImageUse, Limit, Mount, MountSource, Role, Seccomp, Setting, StageFacts,
    Tmpfs, Variable, VariableKind, Via, Workload,
};
use crate::finding::Subject;
use crate::model::Format;
use crate::model::compose::{
    Build, File, FileSource, FileUse, Leaf, List, Service, Source, Test, TmpfsMount, Volume, VolumeMount,
};
use crate::source::{Span, Spanned, shown};
use crate::syntax::value::{Capability, ImageReference, MountFlags, User, clean_path, has_drive, ram_bytes};

/// The services of a file that have a container.
pub fn workloads<'t>(file: &File<'t>, builds: &Builds) -> Vec<Workload<'t>> {
    let named = Named {
        volumes: file.volumes.iter().map(|volume| (volume.name, volume)).collect(),
        secrets: file.secrets.iter().map(|secret| (secret.name, secret)).collect(),
        configs: file.configs.iter().map(|config| (config.name, config)).collect(),
    };
    let services = file.services.iter().filter(|service| service.provider.is_none());
    services.map(|service| workload(&named, service, builds)).collect()
}

/// What services refer to by name.
struct Named<'f, 't> {
    volumes: HashMap<&'t str, &'f Volume<'t>>,
    secrets: HashMap<&'t str, &'f FileSource<'t>>,
    configs: HashMap<&'t str, &'f FileSource<'t>>,
}

fn workload<'t>(named: &Named<'_, 't>, service: &Service<'t>, builds: &Builds) -> Workload<'t> {
    let subject = Arc::new(Subject {
        title: format!("service `{}`", shown(service.name)),
        path: format!("services.{}", service.name),
        anchor: service.key,
    });
    let image = image_facts(service, builds);
    let privileged = switch(service, service.privileged.as_ref());
    // A privileged container has every capability, and gains no privilege that it lacks.
    let moot = privileged.switched_on();
    let container = Container {
        subject: subject.clone(),
        format: Format::Compose,
        role: Role::Main,
        image: image_use(service),
        user: user(service, image.user),
        privilege_escalation: moot.map_or_else(|| privilege_escalation(service), Setting::Opaque),
        cap_add: cap_add(service),
        cap_drop: moot.map_or_else(|| cap_drop(service), Setting::Opaque),
        read_only: switch(service, service.read_only.as_ref()),
        seccomp: seccomp(service),
        memory_limit: memory_limit(service),
        healthcheck: healthcheck(service, image.healthcheck),
        environment: environment(service),
        tmpfs: tmpfs(named, service),
        node: Some(service.node),
        privileged,
    };
    Workload {
        subject,
        format: Format::Compose,
        host_network: is_host(service, service.network_mode.as_ref()),
        host_pid: is_host(service, service.pid.as_ref()),
        host_ipc: is_host(service, service.ipc.as_ref()),
        mounts: mounts(named, service),
        containers: vec![container],
    }
}

/// Asks the Dockerfile that a service builds; opaque for images from elsewhere and Dockerfiles that are not known.
fn image_facts(service: &Service<'_>, builds: &Builds) -> StageFacts {
    let at = service.build.as_ref().map_or(service.key, Build::at);
    let unknown = StageFacts { user: Setting::Opaque(at), healthcheck: Setting::Opaque(at) };
    let Some(build) = &service.build else { return unknown };
    let path = build.dockerfile_path();
    let Some(dockerfile) = path.and_then(|path| builds.dockerfile(path.as_ref())) else { return unknown };
    let stage = match &build.target {
        None => dockerfile.target(None),
        Some(target) => target.known().and_then(|target| dockerfile.target(Some(target))),
    };
    let Some(stage) = stage.cloned() else { return unknown };
    StageFacts { user: stage.user.via(Via::Image(at)), healthcheck: stage.healthcheck.via(Via::Image(at)) }
}

/// What is not written: the engine's default, unless something else may decide it.
fn unwritten<T>(service: &Service<'_>, default: T) -> Setting<T> {
    service.inherits.map_or(Setting::Default(default), Setting::Opaque)
}

/// A setting of a leaf; opaque when its text is unknown or means nothing here.
fn written<T>(leaf: &Leaf<'_>, value: Option<T>) -> Setting<T> {
    match value {
        Some(value) => Setting::Set { value, at: leaf.span, via: Via::from(leaf.via) },
        None => Setting::Opaque(leaf.span),
    }
}

fn switch(service: &Service<'_>, leaf: Option<&Leaf<'_>>) -> Setting<bool> {
    leaf.map_or_else(|| unwritten(service, false), |leaf| written(leaf, leaf.switch()))
}

fn is_host(service: &Service<'_>, leaf: Option<&Leaf<'_>>) -> Setting<bool> {
    leaf.map_or_else(
        || unwritten(service, false),
        |leaf| written(leaf, leaf.known().map(|mode| mode.trim() == "host")),
    )
}

fn image_use(service: &Service<'_>) -> Option<ImageUse> {
    let leaf = service.image.as_ref().filter(|_| service.build.is_none())?;
    if leaf.known().is_some_and(|text| text.trim().is_empty()) {
        return None;
    }
    let reference = written(leaf, leaf.known().and_then(ImageReference::parse));
    Some(ImageUse { reference, at: leaf.span })
}

fn user(service: &Service<'_>, image: Setting<User>) -> Setting<User> {
    let Some(leaf) = service.user.as_ref().filter(|leaf| leaf.known() != Some("")) else {
        return service.inherits.map_or(image, Setting::Opaque);
    };
    // `root:${GID}` names its user.
    let known = leaf.known().or_else(|| Some(leaf.text.prefix()).filter(|prefix| prefix.contains(':')));
    written(leaf, known.and_then(User::parse))
}

fn privilege_escalation(service: &Service<'_>) -> Setting<bool> {
    let Some((item, option)) = service.security_option("no-new-privileges") else {
        return unwritten_option(service, true);
    };
    written(item, option.switch().map(|forbidden| !forbidden))
}

fn seccomp(service: &Service<'_>) -> Setting<Seccomp> {
    let Some((item, option)) = service.security_option("seccomp") else {
        return unwritten_option(service, Seccomp::RuntimeDefault);
    };
    let profile = option.value.map(|profile| match profile {
        "unconfined" => Seccomp::Unconfined,
        "builtin" | "default" => Seccomp::RuntimeDefault,
        other => Seccomp::Custom(other.to_owned()),
    });
    written(item, profile)
}

/// What no item of `security_opt` says: opaque when there are items that are not known.
fn unwritten_option<T>(service: &Service<'_>, default: T) -> Setting<T> {
    match &service.security_opt {
        Some(list) if !list.is_known() => Setting::Opaque(list.key),
        _ => unwritten(service, default),
    }
}

/// What is added for certain; what is unknown can only add to it.
fn cap_add(service: &Service<'_>) -> Setting<Vec<Spanned<Capability>>> {
    let Some(list) = &service.cap_add else { return unwritten(service, Vec::new()) };
    let value = capabilities(list);
    match value.is_empty() && !list.is_known() {
        true => Setting::Opaque(list.key),
        false => Setting::Set { value, at: list.key, via: Via::from(list.via) },
    }
}

/// What is dropped, when it is known that nothing else is: another file adds to the list.
fn cap_drop(service: &Service<'_>) -> Setting<Vec<Spanned<Capability>>> {
    let Some(list) = &service.cap_drop else { return unwritten(service, Vec::new()) };
    let value = capabilities(list);
    let whole = list.is_known() && service.inherits.is_none();
    match whole || value.iter().any(|capability| capability.value.is_all()) {
        true => Setting::Set { value, at: list.key, via: Via::from(list.via) },
        false => Setting::Opaque(list.key),
    }
}

fn capabilities(list: &List<'_>) -> Vec<Spanned<Capability>> {
    let known = list.items.iter().filter_map(|item| Some((item, item.known()?)));
    known.map(|(item, name)| Spanned::new(Capability::parse(name), item.span)).collect()
}

fn memory_limit(service: &Service<'_>) -> Setting<Limit> {
    // The engine gets the deploy section last.
    let Some(leaf) = service.deploy_memory.as_ref().or(service.mem_limit.as_ref()) else {
        return unwritten(service, Limit::Unlimited);
    };
    let limit = leaf.known().and_then(ram_bytes).map(|bytes| match u64::try_from(bytes) {
        Ok(0) | Err(_) => Limit::Unlimited,
        Ok(bytes) => Limit::Bytes(bytes),
    });
    written(leaf, limit)
}

fn healthcheck(service: &Service<'_>, image: Setting<Healthcheck>) -> Setting<Healthcheck> {
    let Some(check) = &service.healthcheck else {
        return service.inherits.map_or(image, Setting::Opaque);
    };
    let value = match check.test {
        Test::Disabled => Healthcheck::Disabled,
        Test::Runs => Healthcheck::Present,
        Test::FromImage if service.inherits.is_none() => return image,
        Test::FromImage | Test::Unknown => return Setting::Opaque(check.at),
    };
    Setting::Set { value, at: check.at, via: Via::from(check.node.via()) }
}

fn environment(service: &Service<'_>) -> Vec<Variable> {
    let arguments = service.build.iter().flat_map(|build| &build.args);
    let variables = service.environment.iter().map(|variable| (variable, VariableKind::Environment));
    let arguments = arguments.map(|variable| (variable, VariableKind::BuildArgument));
    let read = |(variable, kind): (&crate::model::compose::Variable<'_>, VariableKind)| Variable {
        name: variable.name.to_owned(),
        value: match &variable.value {
            None => Setting::Default(String::new()),
            // `${NAME:-value}`: what applies when nobody says otherwise, not what is used.
            Some(leaf) if leaf.is_default() => Setting::Default(leaf.known().unwrap_or_default().to_owned()),
            Some(leaf) => written(leaf, leaf.known().map(str::to_owned)),
        },
        at: variable.at,
        kind,
    };
    variables.chain(arguments).map(read).collect()
}

fn mounts(named: &Named<'_, '_>, service: &Service<'_>) -> Vec<Mount> {
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
            read_only: false,
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
    Mount { source, target, at, read_only: mount.read_only }
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
        None => MountSource::Opaque,
        Some(path) if path.starts_with(['/', '~']) => MountSource::Host(clean_path(path)),
        Some(path) if has_drive(path) || path.starts_with('\\') => MountSource::Host(path.to_owned()),
        Some(path) => MountSource::Project(clean_path(path)),
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
    Some(Mount { source: path_source(file), target, at: file.span, read_only: true })
}

fn tmpfs(named: &Named<'_, '_>, service: &Service<'_>) -> Vec<Tmpfs> {
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
    Some(Tmpfs { name, exec: flags.exec.on, suid: flags.suid.on, dev: flags.dev.on, at, volume: false })
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
        at,
        volume: true,
    })
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
    use super::*;
    use crate::model::compose::lower;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    /// Looks at the workloads of a text.
    fn with<R>(text: &str, look: impl FnOnce(&[Workload<'_>], &dyn Fn(Span) -> String) -> R) -> R {
        let tree = parse(SourceId(0), text, &Limits::default());
        assert_eq!(tree.problems, []);
        let file = lower(&tree).unwrap();
        let workloads = workloads(&file, &Builds::default());
        look(&workloads, &|span| text.get(span.range()).unwrap().to_owned())
    }

    /// The only container of a service with these keys besides its image.
    fn container<R>(keys: &str, look: impl FnOnce(&Container<'_>, &dyn Fn(Span) -> String) -> R) -> R {
        let keys = keys.replace('\n', "\n    ");
        let text = format!("services:\n  a:\n    image: x:1\n    {keys}\n");
        with(&text, |workloads, slice| look(&workloads[0].containers[0], slice))
    }

    #[test]
    fn the_last_security_option_of_a_key_decides() {
        let escalation = |keys: &str| {
            container(keys, |container, slice| match &container.privilege_escalation {
                Setting::Set { value, at, .. } => format!("{value} {}", slice(*at)),
                Setting::Default(value) => format!("default {value}"),
                Setting::Opaque(at) => format!("opaque {}", slice(*at)),
            })
        };
        assert_eq!(escalation("restart: always"), "default true");
        assert_eq!(escalation("security_opt: [no-new-privileges]"), "false no-new-privileges");
        let both = "security_opt:\n  - no-new-privileges:true\n  - \"no-new-privileges=false\"";
        assert_eq!(escalation(both), "true \"no-new-privileges=false\"");
        assert_eq!(escalation("security_opt: [\"$X\"]"), "opaque security_opt");
        assert_eq!(escalation("security_opt: [seccomp:unconfined]"), "default true");
        assert_eq!(escalation("security_opt: !reset []"), "opaque security_opt");
        let seccomp = "security_opt: [seccomp=a.json, 'seccomp:unconfined']";
        container(seccomp, |container, _| assert_eq!(container.seccomp.known(), Some(&Seccomp::Unconfined)));
    }

    #[test]
    fn absence_is_unknown_where_something_else_may_decide() {
        let text =
            "services:\n  a: {extends: {service: b}, image: x}\n  b: {ports: ['80']}\n  c: {image: x}\n";
        with(text, |workloads, _| {
            let defaults: Vec<bool> =
                workloads.iter().map(|workload| workload.containers[0].privileged.is_default()).collect();
            assert_eq!(defaults, [false, false, true]);
        });
        with("services:\n  a: {provider: {type: x}}\n  b: {image: x}\n", |workloads, _| {
            assert_eq!(workloads.len(), 1);
            assert_eq!(workloads[0].subject.path, "services.b");
        });
    }

    #[test]
    fn capabilities_are_known_as_far_as_they_are_written() {
        let names = |setting: &Setting<Vec<Spanned<Capability>>>| {
            let names = |list: &Vec<Spanned<Capability>>| -> Vec<String> {
                list.iter().map(|capability| capability.value.name().to_owned()).collect()
            };
            setting.known().map(names)
        };
        let text = "services:\n  a:\n    image: x\n    extends: b\n    cap_add: [cap_net_admin, $X]\n    cap_drop: [MKNOD]\n  b:\n    image: x\n    cap_drop: [all, $X]\n";
        with(text, |workloads, _| {
            let [a, b] = [&workloads[0].containers[0], &workloads[1].containers[0]];
            assert_eq!(names(&a.cap_add), Some(vec!["NET_ADMIN".to_owned()]));
            assert_eq!(names(&a.cap_drop), None);
            assert_eq!(names(&b.cap_drop), Some(vec!["ALL".to_owned()]));
            assert_eq!(names(&b.cap_add), Some(Vec::new()));
        });
    }

    #[test]
    fn merged_settings_tell_how_they_came() {
        let text = "x-base: &base\n  privileged: \"yes\"\n  cap_add: [NET_ADMIN]\nservices:\n  a:\n    <<: *base\n    image: x\n";
        with(text, |workloads, slice| {
            let Setting::Set { value, at, via: Via::Alias(alias) } = workloads[0].containers[0].privileged
            else {
                panic!("{:?}", workloads[0].containers[0].privileged);
            };
            assert!(value);
            assert_eq!((slice(at), slice(alias)), ("\"yes\"".to_owned(), "*base".to_owned()));
        });
    }

    #[test]
    fn users_are_known_by_their_first_part() {
        let user = |keys: &str| container(keys, |container, _| container.user.known().cloned());
        assert_eq!(user("user: 0:0"), Some(User::Id(0)));
        assert_eq!(user("user: \"root:${GID}\""), Some(User::Name("root".into())));
        assert_eq!(user("user: ${UID:-1000}"), Some(User::Id(1000)));
        assert_eq!(user("user: ${UID}:${GID}"), None);
        assert_eq!(user("user:"), None);
    }

    #[test]
    fn memory_is_limited_by_either_spelling() {
        let limit = |keys: &str| container(keys, |container, _| container.memory_limit.known().copied());
        assert_eq!(limit("restart: always"), Some(Limit::Unlimited));
        assert_eq!(limit("mem_limit: 1g"), Some(Limit::Bytes(1 << 30)));
        assert_eq!(limit("mem_limit: 0"), Some(Limit::Unlimited));
        assert_eq!(limit("mem_limit: $MEM"), None);
        assert_eq!(limit("deploy: {resources: {limits: {memory: 50M}}}"), Some(Limit::Bytes(50 << 20)));
    }

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

    #[test]
    fn variables_are_read_from_mappings_and_lists() {
        let keys = "environment:\n  - A=x=y\n  - B\n  - C=$D\nbuild:\n  args: {E: 1, F: }";
        container(keys, |container, slice| {
            let variables: Vec<_> = container
                .environment
                .iter()
                .map(|variable| {
                    let value = variable.value.written().map(|(value, at)| format!("{value} {}", slice(at)));
                    (slice(variable.at), value, variable.value.is_default(), variable.kind)
                })
                .collect();
            use VariableKind::{BuildArgument, Environment};
            let expected = [
                ("A".to_owned(), Some("x=y x=y".to_owned()), false, Environment),
                ("B".to_owned(), None, true, Environment),
                ("C".to_owned(), None, false, Environment),
                ("E".to_owned(), Some("1 1".to_owned()), false, BuildArgument),
                ("F".to_owned(), None, true, BuildArgument),
            ];
            assert_eq!(variables, expected);
            assert!(container.image.is_none());
        });
    }

    #[test]
    fn health_checks_run_are_off_or_come_from_the_image() {
        let check = |keys: &str| container(keys, |container, _| container.healthcheck.known().copied());
        assert_eq!(check("restart: always"), None);
        assert_eq!(check("healthcheck: {disable: true}"), Some(Healthcheck::Disabled));
        assert_eq!(check("healthcheck: {test: [NONE]}"), Some(Healthcheck::Disabled));
        assert_eq!(check("healthcheck: {test: curl x}"), Some(Healthcheck::Present));
        assert_eq!(check("healthcheck: {test: [CMD, x], disable: false}"), Some(Healthcheck::Present));
        assert_eq!(check("healthcheck: {interval: 5s}"), None);
        assert_eq!(check("healthcheck: [x]"), None);
    }

    #[test]
    fn wrong_types_are_unknown() {
        let keys = "privileged: [a]\nuser: {b: c}\ncap_drop: ALL\nread_only: {{ x }}\nports: 80\nvolumes: {a: b}\nenvironment: 5\ntmpfs: {}\nhealthcheck: 7\nsecurity_opt: {a: b}\nmem_limit: []";
        container(keys, |container, _| {
            assert!(matches!(container.privileged, Setting::Opaque(_)));
            assert!(matches!(container.user, Setting::Opaque(_)));
            assert!(matches!(container.cap_drop, Setting::Opaque(_)));
            assert!(matches!(container.read_only, Setting::Opaque(_)));
            assert!(matches!(container.privilege_escalation, Setting::Opaque(_)));
            assert!(matches!(container.memory_limit, Setting::Opaque(_)));
            assert!(matches!(container.healthcheck, Setting::Opaque(_)));
        });
    }
}
