//! What is refused about mounts and volumes.

use std::collections::{HashMap, HashSet};

use super::see::See;
use super::{Out, Project, is_external, ports, texts};
use crate::finding::Label;
use crate::model::refusal::RefusalKind;
use crate::source::shown;
use crate::syntax::value::{clean_path, has_drive, ram_bytes, url};

/// The mounts of a service.
pub(super) fn mounts(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    for item in service.get("tmpfs").into_iter().flat_map(See::items) {
        let Some(text) = item.text() else { continue };
        let (target, options) = text.split_once(':').unwrap_or((text, ""));
        if let Some(what) = texts::target(target).or((text.is_empty()).then_some("an absolute path")) {
            out.say(RefusalKind::InvalidValue, item.at, format!("`{}` is not {what}", shown(target)));
        } else if let Some(option) = texts::tmpfs_option(options) {
            let message = format!("`{}` is no option of a memory filesystem", shown(option));
            out.say(RefusalKind::InvalidValue, item.at, message);
        }
    }
    for mount in service.get("volumes").into_iter().flat_map(See::items) {
        self::mount(mount, ports::is_swarm(service, project), out);
    }
    for (key, all) in [("secrets", &project.secrets), ("configs", &project.configs)] {
        for used in service.get(key).into_iter().flat_map(See::items) {
            file(used, (service, ports::is_swarm(service, project)), (key, all), out);
        }
    }
}

fn mount(mount: See<'_>, is_swarm: bool, out: &mut Out) {
    let kind = mount.text_of("type").unwrap_or("");
    match mount.get("target") {
        Some(target) => out.text(target, texts::target),
        None if mount.is_written("target") => {
            out.say(RefusalKind::MissingKey, mount.at, "the `target` of a mount cannot be empty");
        }
        None => {}
    }
    let invalid = RefusalKind::InvalidValue;
    let missing = |out: &mut Out| {
        let message = format!("a mount of the type `{kind}` needs a `source`");
        out.say(RefusalKind::MissingKey, mount.at, message);
    };
    let has_source = mount.get("source").is_some_and(|source| source.text() != Some(""));
    match kind {
        "bind" => {
            // An empty one is the folder of the project.
            if mount.get("source").is_none() && !mount.is_written("source") {
                missing(out);
            }
            let recursive = mount.at_path(&["bind", "recursive"]);
            let is_forced = recursive.is_some_and(|it| matches!(it.text(), Some("readonly" | "writable")));
            if let Some(recursive) = recursive.filter(|_| is_forced && mount.get("read_only").is_none()) {
                out.say(invalid, recursive.at, "this is only for a mount with `read_only`");
            }
            if let Some(mode) = mount.at_path(&["bind", "propagation"]) {
                out.text(mode, texts::propagation);
            }
            if let Some(volume) = mount.get("volume").filter(|volume| volume.is_on("nocopy")) {
                let message = "`nocopy` is for volumes, and this is a path of the host";
                out.say(RefusalKind::ConflictingKeys, volume.at, message);
            }
        }
        "volume" => {
            if let Some(bind) = mount.get("bind").filter(|bind| bind.has("propagation")) {
                let message = "`propagation` is for paths of the host, and this is a volume";
                out.say(RefusalKind::ConflictingKeys, bind.at, message);
            }
            if let Some(path) = mount.at_path(&["volume", "subpath"]) {
                out.text(path, texts::subpath);
                if !has_source && mount.at_path(&["volume"]).is_some_and(|volume| volume.has("subpath")) {
                    out.say(invalid, path.at, "only a volume with a name has a `subpath`");
                }
            }
        }
        "image" => {
            match mount.get("source") {
                Some(source) if has_source => out.image(source),
                _ => missing(out),
            }
            if let Some(path) = mount.at_path(&["image", "subpath"]) {
                out.text(path, texts::subpath);
            }
        }
        "tmpfs" => {
            if let Some(source) = mount.entry("source").filter(|_| mount.has("source")) {
                out.say(RefusalKind::ConflictingKeys, source.key, "a memory filesystem has no `source`");
            }
        }
        "cluster" if !is_swarm => {
            let at = mount.get("type").map_or(mount.at, |kind| kind.at);
            out.say(invalid, at, "only a swarm has mounts of the type `cluster`");
        }
        _ => {}
    }
    parts(mount, kind, out);
}

/// The engine is given most mounts as one text with `:` between its parts, which then cannot have one themselves.
fn parts(mount: See<'_>, kind: &str, out: &mut Out) {
    let has = |path: &[&str]| mount.at_path(path).is_some();
    let is_text = match kind {
        "bind" => {
            let is_made = mount.at_path(&["bind", "create_host_path"]);
            is_made.is_none_or(See::is_true) && !has(&["bind", "propagation"]) && !has(&["bind", "recursive"])
        }
        "volume" => {
            mount.has("source") && !["labels", "subpath", "nocopy"].iter().any(|key| has(&["volume", key]))
        }
        _ => false,
    };
    for part in ["source", "target"].into_iter().filter_map(|key| mount.get(key)).filter(|_| is_text) {
        let is_split = |text: &str| text.contains(':') && !text.contains('\\') && !has_drive(text);
        if part.text().is_some_and(is_split) {
            out.say(RefusalKind::InvalidValue, part.at, "a path with `:` cannot be mounted");
        }
    }
}

/// The use of a secret or config.
fn file(
    used: See<'_>,
    (service, is_swarm): (See<'_>, bool),
    (key, all): (&str, &HashMap<&str, See<'_>>),
    out: &mut Out,
) {
    let Some(source) = used.get("source") else { return };
    let Some(object) = source.text().and_then(|name| all.get(name)) else { return };
    let foreign = ["driver", "template_driver"].into_iter().filter(|name| object.has(name));
    let foreign = object.is_on("external").then_some("external").into_iter().chain(foreign).next();
    if let Some(name) = foreign.and_then(|name| object.entry(name)).filter(|_| !is_swarm) {
        let message = format!("Compose has no {key} with `{}`: only a swarm has them", shown(name.name));
        let label = Label { span: source.at, text: "used here".to_owned() };
        out.say(RefusalKind::InvalidValue, name.key, message).labels.push(label);
        return;
    }
    let is_made = object.has("environment") || object.has("content");
    if let Some(target) = used.get("target")
        && let Some(text) = target.text()
        && is_root(text, key, is_made)
    {
        out.say(RefusalKind::InvalidValue, target.at, format!("`{}` is not a place for a file", shown(text)));
    }
    if !is_made {
        return;
    }
    for id in ["uid", "gid"] {
        let value = used.get(id);
        if let Some(value) =
            value.filter(|value| value.text().is_some_and(|text| text.parse::<i64>().is_err()))
        {
            out.say(RefusalKind::InvalidValue, value.at, format!("`{id}` is not a number"));
        }
    }
    if service.is_on("read_only") {
        let message = format!("with `read_only`, only `{key}` of a `file` can be put into the container");
        let other = service.entry("read_only").map_or(source.at, |entry| entry.key);
        out.conflict(source.at, message, other, "because of this");
    }
}

/// Whether a file would be the root of the container. What Compose makes itself it copies to where the text says.
fn is_root(target: &str, key: &str, is_made: bool) -> bool {
    let base = match key {
        _ if target.starts_with('/') => "",
        "secrets" => "/run/secrets/",
        _ => "/",
    };
    if is_made { target == "/" } else { clean_path(&format!("{base}{target}")) == "/" }
}

/// The volumes that services use.
pub(super) fn definitions(project: &Project<'_, '_>, out: &mut Out) {
    let mut used: HashSet<&str> = HashSet::new();
    for service in project.running() {
        for mount in service.value.get("volumes").into_iter().flat_map(See::items) {
            used.extend(mount.text_of("source").filter(|_| mount.text_of("type") == Some("volume")));
        }
    }
    for volume in project.volumes.iter().filter(|volume| used.contains(volume.name)) {
        if volume.value.get("name").is_none() && volume.value.is_written("name") {
            out.say(RefusalKind::InvalidName, volume.key, "the name is empty");
        }
        let is_local = volume.value.get("driver").is_none_or(|driver| driver.text() == Some("local"));
        if !is_external(volume.value) && is_local {
            local(volume.value, out);
        }
    }
}

fn local(volume: See<'_>, out: &mut Out) {
    if let Some(name) = volume.get("name")
        && name.text().is_some_and(|text| !texts::is_name(text))
    {
        let message = "the name has to be two or more letters, digits, `_`, `.` and `-`";
        out.say(RefusalKind::InvalidName, name.at, message);
    }
    let Some(options) = volume.entry("driver_opts") else { return };
    let has = |key: &str| options.value.get(key).is_some();
    for option in options.value.entries() {
        if !matches!(option.name, "type" | "o" | "device" | "size") {
            let message = format!("the driver `local` has no option `{}`", shown(option.name));
            out.say(RefusalKind::UnknownKey, option.key, message).help =
                Some("it has `type`, `device`, `o` and `size`".to_owned());
        }
    }
    if let Some(size) = options.value.get("size")
        && size.text().is_some_and(|text| text.starts_with('-') || ram_bytes(text).is_none())
    {
        out.say(RefusalKind::InvalidValue, size.at, "`size` is not a size");
    }
    for key in ["type", "device", "o"] {
        let Some(entry) = options.value.entry(key) else { continue };
        let missing = ["device", "type"].into_iter().find(|other| *other != key && !has(other));
        if let Some(missing) = missing {
            let message = format!("`{key}` needs the option `{missing}`");
            out.say(RefusalKind::MissingKey, entry.key, message);
            return;
        }
    }
    let text = |key: &str| options.value.text_of(key).unwrap_or("");
    let is_bound = text("o").split(',').any(|option| matches!(option, "bind" | "rbind" | "remount"));
    if text("type") == "none"
        && !is_bound
        && !options.value.get("o").is_some_and(See::is_unknown)
        && let Some(entry) = options.value.entry("o").or_else(|| options.value.entry("type"))
    {
        out.say(RefusalKind::InvalidValue, entry.value.at, "the type `none` is only for `o: bind`");
    }
    if let Some(device) = options.value.get("device").filter(|_| text("type") == "cifs") {
        let host = device.text().map(url::authority).unwrap_or("");
        let has_port = host.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty());
        if has_port {
            let message = "a share has no port in its address; write `port=` in `o`";
            out.say(RefusalKind::InvalidValue, device.at, message);
        }
    }
}
