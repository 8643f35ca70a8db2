use crate::facts::paths::{Reach, reaches};
use crate::rules::prelude::*;

rule!("runtime-socket-mount", Mount(check));

fn check(mount: &Mount, workload: &Workload<'_>, out: &mut Findings<'_>) {
    let message = match &mount.source {
        MountSource::Host(path) => match reaches(path) {
            Some(Reach::Socket) => format!("{workload} mounts the control socket of the container runtime"),
            Some(Reach::Folder) => {
                format!("{workload} mounts `{}`, which holds the runtime's control socket", shown(path))
            }
            None => return,
        },
        MountSource::Anonymous if mount.target.as_deref().and_then(reaches) == Some(Reach::Socket) => {
            format!("{workload} expects the control socket of the container runtime")
        }
        _ => return,
    };
    out.report(mount.at, message)
        .help("put a proxy that allows only the calls that are needed between the container and the socket");
}
