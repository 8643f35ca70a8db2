//! What is refused about the devices that a service asks for. Looks at no device.

use super::Out;
use super::see::See;
use crate::model::refusal::RefusalKind;
use crate::source::shown;
use crate::syntax::value::{clean_path, is_within};

/// Folders of a host in which no device is.
const WITHOUT_DEVICES: &[&str] =
    &["/bin", "/boot", "/dev/fd", "/dev/shm", "/etc", "/lib", "/proc", "/sbin", "/sys", "/usr"];

pub(super) fn check(service: See<'_>, out: &mut Out) {
    let reserved = service.at_path(&["deploy", "resources", "reservations", "devices"]);
    let requests = reserved.into_iter().chain(service.get("gpus")).flat_map(See::items);
    for request in requests.filter(|request| request.text_of("driver") == Some("cdi")) {
        let count = request.entry("count").filter(|count| count.value.number() != Some(0.0));
        let options = request.entry("options").filter(|_| request.has("options"));
        for entry in count.into_iter().chain(options).filter(|entry| !entry.value.is_unknown()) {
            let message = format!("`{}` is not for devices of the driver `cdi`", shown(entry.name));
            out.say(RefusalKind::ConflictingKeys, entry.key, message).help =
                Some("name them by `device_ids`".to_owned());
        }
    }
    // A privileged container has all devices, and none is looked at.
    if service.get("privileged").is_some_and(|on| on.is_true() || on.is_unknown()) {
        return;
    }
    for device in service.get("devices").into_iter().flat_map(See::items) {
        let Some(source) = device.get("source") else { continue };
        let path = source.text().map(clean_path).unwrap_or_default();
        if WITHOUT_DEVICES.iter().any(|folder| is_within(&path, folder)) {
            out.say(RefusalKind::InvalidValue, source.at, format!("`{}` is not a device", shown(&path)));
        }
    }
}
