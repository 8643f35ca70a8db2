use crate::finding::list_of;
use crate::rules::prelude::*;

rule!("tmpfs-executable", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for tmpfs in &container.storage.tmpfs {
        let allowed: Vec<&str> =
            [(tmpfs.exec, "programs"), (tmpfs.suid, "setuid bits"), (tmpfs.dev, "devices")]
                .into_iter()
                .filter_map(|(on, what)| on.then_some(what))
                .collect();
        if allowed.is_empty() {
            continue;
        }
        let (kind, help) = if tmpfs.volume {
            ("volume", "add what is missing of `noexec,nosuid,nodev` to `o`")
        } else {
            ("tmpfs", "remove the option: without it the engine sets `noexec,nosuid,nodev`")
        };
        out.report(
            tmpfs.at,
            format!("{kind} `{}` in memory allows {}", shown(&tmpfs.name), list_of(&allowed)),
        )
        .help(help);
    }
}
