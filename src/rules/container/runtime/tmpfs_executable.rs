use crate::rules::prelude::*;

rule!("tmpfs-executable", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for tmpfs in &container.tmpfs {
        let allowed: Vec<&str> =
            [(tmpfs.exec, "programs"), (tmpfs.suid, "setuid bits"), (tmpfs.dev, "devices")]
                .into_iter()
                .filter_map(|(on, what)| on.then_some(what))
                .collect();
        let Some((last, rest)) = allowed.split_last() else { continue };
        let list =
            if rest.is_empty() { (*last).to_owned() } else { format!("{} and {last}", rest.join(", ")) };
        let (kind, help) = if tmpfs.volume {
            ("volume", "add what is missing of `noexec,nosuid,nodev` to `o`")
        } else {
            ("tmpfs", "remove the option: without it the engine sets `noexec,nosuid,nodev`")
        };
        out.report(tmpfs.at, format!("{kind} `{}` in memory allows {list}", shown(&tmpfs.name))).help(help);
    }
}
