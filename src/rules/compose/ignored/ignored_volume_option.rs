use crate::model::compose::{File, Service, VolumeMount};
use crate::rules::prelude::*;

rule!("ignored-volume-option", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for mount in &service.volumes {
        for option in mount.ignored_options() {
            let text = option.known().unwrap_or_default();
            let state = if mount.read_only { "" } else { ", the mount is writable" };
            let draft = out.report(option.span, format!("the option `{}` is dropped{state}", shown(text)));
            match VolumeMount::forbids_writing(text) && !mount.read_only {
                true => draft.help("write `ro`"),
                false => draft
                    .help("remove it: there are `ro`, `rw`, `nocopy`, `z`, `Z`, and `rslave` and its like"),
            };
        }
    }
}
