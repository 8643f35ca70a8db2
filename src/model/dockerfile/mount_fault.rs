//! What BuildKit refuses of the options of a mount, as `parseMount` of its Dockerfile front end reads them. Options
//! with variables are left alone.

use super::Mount;
use crate::facts::buildkit;
use crate::source::Span;
use crate::syntax::dockerfile::MountOption;
use crate::syntax::value::ram_bytes;

/// What is wrong with an option of a mount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MountFault {
    /// There is no such option.
    Key,
    /// There is no such type.
    Type,
    /// The option needs a value.
    NoValue,
    /// The value is neither true nor false.
    NotBool,
    /// The value is no size in bytes.
    NotSize,
    /// The value is no number.
    NotNumber,
    /// The value is no mode in octal digits.
    NotMode,
    /// There is no such way to share a cache.
    Sharing,
    /// Mounts of the type do not take the option.
    OtherType,
    /// Mounts of the type take the option only behind the type.
    BeforeType,
    /// The mount would lie over the root of the image.
    Root,
    /// A secret has both an identifier and a source.
    TwoNames,
    /// A secret has neither an identifier nor a source nor a target.
    Nameless,
}

/// The faults of a mount, each at its option, in order.
pub fn mount_faults(mount: &Mount<'_>) -> Vec<(Span, MountFault)> {
    let options = mount.options();
    let is_known = |option: &&MountOption<'_>| !option.key.contains('$') && !option.value.contains('$');
    let kind = mount.value("type").unwrap_or("bind").to_lowercase();
    // Until the type is named, it is a bind mount.
    let mut kind_here = "bind".to_owned();
    let mut out = Vec::new();
    for option in options.iter().filter(is_known) {
        if option.key == "type" {
            kind_here = option.value.to_lowercase();
        }
        if let Some(fault) = fault(option, &kind, &kind_here) {
            out.push((option.span, fault));
        }
    }
    let all_known = options.iter().all(|option| is_known(&option));
    let value = |keys: &[&str]| {
        options.iter().rev().find(|option| keys.contains(&option.key.as_str()) && !option.value.is_empty())
    };
    if kind == "secret" && all_known {
        let (id, source) = (value(&["id"]), value(&["source", "src"]));
        let target = value(&["target", "dst", "destination"]);
        match (id, source, target, mount.option("type")) {
            (Some(_), Some(source), ..) => out.push((source.span, MountFault::TwoNames)),
            (None, None, None, Some(kind)) => out.push((kind.span, MountFault::Nameless)),
            _ => {}
        }
    }
    out
}

fn fault(option: &MountOption<'_>, kind: &str, kind_here: &str) -> Option<MountFault> {
    let (key, value) = (option.key.as_str(), option.value.as_ref());
    let not = |is_valid: bool, fault| (!is_valid).then_some(fault);
    let is_open = kind.contains('$') || !buildkit::MOUNT_TYPES.contains(&kind);
    // Some options are looked at when the whole mount is read, others when it is their turn.
    let only = |kinds: &[&str]| not(is_open || kinds.contains(&kind), MountFault::OtherType);
    let only_behind = |kinds: &[&str]| {
        only(kinds).or_else(|| not(is_open || kinds.contains(&kind_here), MountFault::BeforeType))
    };
    if !buildkit::MOUNT_KEYS.contains(&key) {
        return Some(MountFault::Key);
    }
    if !option.has_value {
        return match key {
            "readonly" | "ro" | "readwrite" | "rw" => None,
            "required" => only_behind(&["secret", "ssh"]),
            _ => Some(MountFault::NoValue),
        };
    }
    match key {
        "type" => not(buildkit::MOUNT_TYPES.contains(&value.to_lowercase().as_str()), MountFault::Type),
        "target" | "dst" | "destination" => {
            let is_root = !value.is_empty() && value.trim_matches('/').is_empty();
            not(!is_root || matches!(kind, "secret" | "ssh"), MountFault::Root)
        }
        "readonly" | "ro" | "readwrite" | "rw" => not(is_bool(value), MountFault::NotBool),
        "required" => only_behind(&["secret", "ssh"]).or_else(|| not(is_bool(value), MountFault::NotBool)),
        "size" => only_behind(&["tmpfs"]).or_else(|| not(ram_bytes(value).is_some(), MountFault::NotSize)),
        "sharing" => {
            let is_known = matches!(value.to_ascii_lowercase().as_str(), "shared" | "private" | "locked");
            not(is_known, MountFault::Sharing).or_else(|| only(&["cache"]))
        }
        "mode" => not(u32::from_str_radix(value, 8).is_ok(), MountFault::NotMode)
            .or_else(|| only(&["cache", "secret", "ssh"])),
        "uid" | "gid" => not(value.parse::<u32>().is_ok(), MountFault::NotNumber)
            .or_else(|| only(&["cache", "secret", "ssh"])),
        "from" if !value.is_empty() => only(&["bind", "cache", "tmpfs", "ssh"]),
        _ => None,
    }
}

/// Whether a text is one that Go's `strconv.ParseBool` takes.
fn is_bool(text: &str) -> bool {
    matches!(text, "1" | "t" | "T" | "true" | "TRUE" | "True" | "0" | "f" | "F" | "false" | "FALSE" | "False")
}
