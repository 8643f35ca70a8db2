use crate::facts::paths;
use crate::rules::prelude::*;
use crate::workload::{Mount, MountSource};

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Socket,
    Folder,
}

/// What a path of the host leads to. `/var/run` is `/run`; a user's runtime folder counts like the system's.
fn reaches(path: &str) -> Option<Reach> {
    let path = path.strip_prefix("/var").filter(|rest| rest.starts_with("/run")).unwrap_or(path);
    let owned;
    let path = match path.strip_prefix("/run/user/").and_then(|rest| rest.split_once('/')) {
        Some((_, rest)) => {
            owned = format!("/run/{rest}");
            &owned
        }
        None => path,
    };
    if paths::RUNTIME_SOCKETS.contains(&path) {
        return Some(Reach::Socket);
    }
    // `/` and `/var` are whole disks, which is another fault.
    let holds = |socket: &&str| socket.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    (path.starts_with("/run") && paths::RUNTIME_SOCKETS.iter().any(holds)).then_some(Reach::Folder)
}
