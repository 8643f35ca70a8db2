//! What is refused about mounts and volumes.

use std::collections::{HashMap, HashSet};

use super::see::See;
use super::{Out, Project, texts};
use crate::model::refusal::RefusalKind;
use crate::source::shown;
use crate::syntax::value::ram_bytes;

/// The mounts of a service.
pub(super) fn mounts(service: See<'_>, project: &Project<'_>, out: &mut Out) {
    for item in service.get("tmpfs").into_iter().flat_map(See::items) {
        let Some(text) = item.text() else { continue };
        let (target, options) = text.split_once(':').unwrap_or((text, ""));
        if let Some(what) = texts::target(target) {
            out.say(RefusalKind::InvalidValue, item.at, format!("`{}` is not {what}", shown(target)));
        } else if let Some(option) = texts::tmpfs_option(options) {
            let message = format!("`{}` is no option of a memory filesystem", shown(option));
            out.say(RefusalKind::InvalidValue, item.at, message);
        }
    }
    for mount in service.get("volumes").into_iter().flat_map(See::items) {
        self::mount(mount, out);
    }
    for (key, all) in [("secrets", &project.secrets), ("configs", &project.configs)] {
        for used in service.get(key).into_iter().flat_map(See::items) {
            file(used, service, (key, all), out);
        }
    }
}

fn mount(mount: See<'_>, out: &mut Out) {
    let kind = mount.text_of("type").unwrap_or("");
    if let Some(target) = mount.get("target") {
        out.text(target, texts::target);
    }
    let invalid = RefusalKind::InvalidValue;
    match kind {
        "bind" if mount.get("source").is_none() => {
            out.say(RefusalKind::MissingKey, mount.at, "a mount of the type `bind` needs a `source`");
        }
        "bind" => {
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
            let path = mount.at_path(&["volume", "subpath"]);
            if let Some(path) = path.filter(|path| path.text().is_some_and(|text| text.starts_with('/'))) {
                out.say(invalid, path.at, "`subpath` is not a relative path");
            }
        }
        _ => {}
    }
}

/// The use of a secret or config.
fn file(used: See<'_>, service: See<'_>, (key, all): (&str, &HashMap<&str, See<'_>>), out: &mut Out) {
    if let Some(target) = used.get("target").filter(|target| target.text() == Some("/")) {
        out.say(RefusalKind::InvalidValue, target.at, "`/` is not a place for a file");
    }
    let Some(source) = used.get("source") else { return };
    let Some(object) = source.text().and_then(|name| all.get(name)) else { return };
    let is_made = object.has("environment") || object.has("content");
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

/// The volumes that services use.
pub(super) fn definitions(project: &Project<'_>, out: &mut Out) {
    let mut used: HashSet<&str> = HashSet::new();
    for service in project.running() {
        for mount in service.value.get("volumes").into_iter().flat_map(See::items) {
            used.extend(mount.text_of("source").filter(|_| mount.text_of("type") == Some("volume")));
        }
    }
    for volume in project.volumes.iter().filter(|volume| used.contains(volume.name)) {
        let is_external = volume.value.get("external").is_some_and(|on| on.is_true() || on.is_unknown());
        let is_local = volume.value.get("driver").is_none_or(|driver| driver.text() == Some("local"));
        if !is_external && is_local {
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
    let has = |key: &str| {
        options.value.get(key).is_some_and(|value| value.is_unknown() || value.text() != Some(""))
    };
    for option in options.value.entries() {
        if !matches!(option.name, "type" | "o" | "device" | "size") {
            let message = format!("the driver `local` has no option `{}`", shown(option.name));
            out.say(RefusalKind::UnknownKey, option.key, message).help =
                Some("it has `type`, `device`, `o` and `size`".to_owned());
        }
    }
    if let Some(size) = options.value.get("size")
        && size.text().is_some_and(|text| ram_bytes(text).is_none())
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
}
