use crate::rules::prelude::*;

rule!("unlimited-tmpfs", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for tmpfs in container.storage.tmpfs.iter().filter(|tmpfs| !tmpfs.sized) {
        out.report(
            tmpfs.at,
            format!("`{}` of {container} may fill half of the host's memory", shown(&tmpfs.name)),
        )
        .help("add `size=`, such as `size=64m`");
    }
}
