use crate::facts::paths::device;
use crate::rules::prelude::*;

rule!("host-device", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for used in container.storage.devices.iter().filter(|device| device.usable) {
        let Some(what) = device(&used.path) else { continue };
        out.report(used.at, format!("{container} reads and writes {what}"))
            .help("mount a folder or volume instead, or limit what it may do: `r`");
    }
}
