//! What Compose and the engine take without a word though it changes nothing, or not what its words say. Only what
//! hangs on nothing but the files. Reports nothing.

use super::see::{Named, See};
use super::{Project, is_external, seccomp};
use crate::finding::Label;
use crate::source::{Span, shown};
use crate::syntax::value::ram_bytes;

/// Something that is taken and has no effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// What it is.
    pub kind: IgnoredKind,
    /// The token that has no effect.
    pub at: Span,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: &'static str,
    /// The other place that matters.
    pub label: Option<Label>,
    /// Whether another file may say what gives it its effect.
    pub hangs_on_absence: bool,
}

/// The kinds of what is ignored; each has a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IgnoredKind {
    /// A setting.
    Setting,
    /// The unit of a size, which is not written.
    Unit,
    /// A seccomp profile without rules.
    Profile,
}

/// The size of a page of memory, the least that is given, in bytes.
const PAGE: i64 = 4096;

/// What is ignored of a project.
pub(super) fn ignored(project: &Project<'_, '_>) -> Vec<Ignored> {
    let mut found = Found(Vec::new());
    let has_deployment = project.services.iter().any(|service| service.value.has("deploy"));
    for service in project.running().map(|service| service.value) {
        volumes_from(service, &mut found);
        restart(service, &mut found);
        users(service, &mut found);
        logging(service, &mut found);
        environment(service, &mut found);
        health(service, &mut found);
        sizes(service, &mut found);
        memory_filesystems(service, &mut found);
        if !has_deployment {
            owners(service, project, &mut found);
        }
        if let Some((option, path)) = seccomp::empty(service, project) {
            let message = format!("the profile `{}` has no rules: all calls are allowed", shown(path));
            found.say(
                IgnoredKind::Profile,
                option.at,
                message,
                "write a profile with `defaultAction` and `syscalls`",
            );
        }
    }
    networks(project, &mut found);
    volumes(project, &mut found);
    found.0.retain(|ignored| !ignored.at.is_empty());
    found.0
}

/// What was found.
struct Found(Vec<Ignored>);

impl Found {
    fn say(
        &mut self,
        kind: IgnoredKind,
        at: Span,
        message: impl Into<String>,
        help: &'static str,
    ) -> &mut Ignored {
        let message = message.into();
        self.0.push_mut(Ignored { kind, at, message, help, label: None, hangs_on_absence: false })
    }

    fn setting(&mut self, at: Span, message: impl Into<String>, help: &'static str) -> &mut Ignored {
        self.say(IgnoredKind::Setting, at, message, help)
    }
}

fn volumes_from(service: See<'_>, found: &mut Found) {
    for item in service.get("volumes_from").into_iter().flat_map(See::items) {
        if item.text().is_some_and(|text| text.ends_with(":ro")) {
            let help = "mount the volumes one by one under `volumes`, with `:ro`";
            found.setting(item.at, "`ro` is dropped here: the volumes can be written", help);
        }
    }
}

/// A number of attempts that is none counts as none given.
fn restart(service: See<'_>, found: &mut Found) {
    let Some(policy) = service.get("restart") else { return };
    let Some((text, count)) = policy.text().and_then(|text| Some((text, text.strip_prefix("on-failure:")?)))
    else {
        return;
    };
    if count.parse::<i64>().is_err() {
        let message = format!("`{}` has no number of attempts: it restarts for ever", shown(text));
        found.setting(policy.at, message, "write `on-failure:N`");
    }
}

/// Words of another engine, which has more modes.
const PODMAN: &[&str] = &["auto", "keep-id", "nomap", "private", "ns", "container"];

fn users(service: See<'_>, found: &mut Found) {
    let Some(mode) = service.get("userns_mode") else { return };
    let Some(text) = mode.text().filter(|text| !matches!(*text, "" | "host")) else { return };
    if !PODMAN.contains(&text.split(':').next().unwrap_or("")) {
        let message = format!("`{}` is no mode of user namespaces, and changes nothing", shown(text));
        found.setting(mode.at, message, "write `host`, or remove the key");
    }
}

fn logging(service: See<'_>, found: &mut Found) {
    let Some(logging) = service.get("logging") else { return };
    let options = logging.get("options");
    let option = |name: &str| options.and_then(|options| options.entry(name));
    match logging.text_of("driver") {
        Some("none") => {
            if let Some(first) = options.and_then(|options| options.entries().next()) {
                found.setting(first.key, "the log driver `none` has no options", "remove them");
            }
        }
        Some("json-file") if option("max-size").is_none() => {
            if let Some(count) = option("max-file") {
                let message = "`max-file` does nothing without `max-size`: the log grows for ever";
                found.setting(count.key, message, "add `max-size`").hangs_on_absence = true;
            }
        }
        _ => {}
    }
    let size = option("max-size").map(|size| size.value);
    if let Some((size, text)) = size.and_then(|size| Some((size, size.text()?)))
        && text.parse::<u64>().is_ok_and(|bytes| bytes > 0 && bytes < PAGE as u64)
    {
        unit(size, text, found);
    }
}

fn environment(service: See<'_>, found: &mut Found) {
    for variable in service.get("environment").into_iter().flat_map(See::entries) {
        if variable.name.split_once(": ").is_some_and(|(name, _)| is_name(name)) {
            let message = "a variable with `: ` in its name, and without a value";
            found.setting(variable.key, message, "write `NAME=value` in a list");
        }
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn health(service: See<'_>, found: &mut Found) {
    let Some(check) = service.get("healthcheck") else { return };
    for key in ["interval", "timeout", "retries"] {
        let Some(value) = check.get(key) else { continue };
        let is_zero =
            value.number() == Some(0.0) || value.text().is_some_and(|text| matches!(text, "0s" | "0ms"));
        if is_zero {
            let message = format!("`{key}` of 0 counts as not written: the default applies");
            found.setting(value.at, message, "write a value above 0, or remove the key");
        }
    }
}

/// Sizes in bytes that are too small to be meant so.
fn sizes(service: See<'_>, found: &mut Found) {
    let Some(size) = service.get("shm_size") else { return };
    let bytes = size.text().and_then(ram_bytes).or_else(|| size.number().map(|number| number as i64));
    let private = service.text_of("ipc").is_none_or(|mode| matches!(mode, "" | "private" | "shareable"));
    if !private {
        let message = "`shm_size` is ignored: the memory is not that of this container";
        found.setting(size.at, message, "set it where the memory belongs, or remove `ipc`");
    } else if let Some(bytes) = bytes.filter(|bytes| (1..PAGE).contains(bytes)) {
        unit(size, &bytes.to_string(), found);
    }
}

fn unit(size: See<'_>, bytes: &str, found: &mut Found) {
    let message = format!("`{}` is a size in bytes", shown(bytes));
    found.say(IgnoredKind::Unit, size.at, message, "write the unit: `64m`");
}

fn memory_filesystems(service: See<'_>, found: &mut Found) {
    for item in service.get("tmpfs").into_iter().flat_map(See::items) {
        let Some((path, options)) = item.text().and_then(|text| text.split_once(',')) else { continue };
        if !path.contains(':') && options.contains('=') {
            let message = "the options are a part of the path: a colon goes before them";
            found.setting(item.at, message, "write `PATH:OPTION,OPTION`");
        }
    }
    for mount in service.get("volumes").into_iter().flat_map(See::items) {
        if let Some(size) = mount.at_path(&["tmpfs", "size"])
            && let Some(bytes) =
                size.number().or_else(|| size.text().and_then(ram_bytes).map(|bytes| bytes as f64))
            && bytes >= 1.0
            && bytes < PAGE as f64
        {
            unit(size, &bytes.to_string(), found);
        }
    }
}

/// Owner and mode of secrets and configs that are files: the container gets the file of the host as it is.
fn owners(service: See<'_>, project: &Project<'_, '_>, found: &mut Found) {
    for (key, declared) in [("secrets", &project.secrets), ("configs", &project.configs)] {
        for used in service.get(key).into_iter().flat_map(See::items) {
            let source = used.text_of("source").and_then(|name| declared.get(name));
            if !source.is_some_and(|source| source.has("file")) {
                continue;
            }
            let keys = ["uid", "gid", "mode"];
            if let Some(entry) = keys.iter().find_map(|key| used.entry(key).filter(|_| used.has(key))) {
                let message =
                    format!("`{}` is ignored: the file is mounted as it is on the host", entry.name);
                found.setting(entry.key, message, "change owner and mode of the file on the host");
            }
        }
    }
}

fn networks(project: &Project<'_, '_>, found: &mut Found) {
    for network in project.networks.values().copied().filter(|network| !is_external(*network)) {
        if network.text_of("driver").is_none_or(|driver| matches!(driver, "" | "bridge"))
            && let Some(mtu) = network.get("driver_opts").and_then(|options| options.entry("mtu"))
        {
            let message = "the driver has no option `mtu`, and takes it in silence";
            found.setting(mtu.key, message, "write `com.docker.network.driver.mtu`");
        }
        subnets(network, found);
    }
}

fn subnets(network: See<'_>, found: &mut Found) {
    let has_v6 = network.get("enable_ipv6").map_or(Some(false), switch);
    let has_v4 = network.get("enable_ipv4").map_or(Some(true), switch);
    let pools = network.at_path(&["ipam", "config"]).into_iter().flat_map(See::items);
    for subnet in pools.filter_map(|pool| pool.get("subnet")) {
        let Some(text) = subnet.text() else { continue };
        if text.contains(':') && has_v6 == Some(false) {
            let message = "the subnet is not used: the network has no IPv6";
            found.setting(subnet.at, message, "add `enable_ipv6: true`").hangs_on_absence = true;
        } else if text.contains('.') && !text.contains(':') && has_v4 == Some(false) {
            let message = "the subnet is not used: the network has no IPv4";
            found.setting(subnet.at, message, "remove `enable_ipv4: false`");
        }
    }
}

/// Whether a switch is on; `None` when that is not known.
fn switch(value: See<'_>) -> Option<bool> {
    (!value.is_unknown()).then(|| value.is_true())
}

/// Volumes that are one and the same under two keys, with options of which only those of one can count.
fn volumes(project: &Project<'_, '_>, found: &mut Found) {
    let mut named: std::collections::HashMap<&str, &Named<'_>> = std::collections::HashMap::new();
    for volume in project.volumes.iter().filter(|volume| !is_external(volume.value)) {
        let Some(name) = volume.value.text_of("name") else { continue };
        match named.get(name) {
            Some(other) if options(other.value) != options(volume.value) => {
                let message = format!("the volume `{}` has other options elsewhere", shown(name));
                let label = Label { span: other.key, text: "the same volume".to_owned() };
                found.setting(volume.key, message, "use one key for both").label = Some(label);
            }
            Some(_) => {}
            None => drop(named.insert(name, volume)),
        }
    }
}

/// What a volume is made with, where it is known.
fn options(volume: See<'_>) -> Vec<(&str, Option<&str>)> {
    let driver = volume.entry("driver").into_iter();
    let options = volume.get("driver_opts").into_iter().flat_map(See::entries);
    driver.chain(options).map(|entry| (entry.name, entry.value.text())).collect()
}
