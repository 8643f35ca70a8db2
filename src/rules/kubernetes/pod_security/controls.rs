//! The rules that say what the Pod Security Standards forbid. The model finds it; a rule is the words of a control.

use std::sync::Arc;

use crate::facts::kubernetes::NEWEST;
use crate::finding::Subject;
use crate::model::kube::{Control, Forbidden};
use crate::rules::prelude::*;

/// Declares such rules: a name, the control, what is said of the pod or container when something forbidden is written,
/// with the word in the place of `{}`, and when something is missing, and what to do.
macro_rules! control_rules {
    ($($rule:ident = $name:literal: $control:ident {
        written: $written:literal,
        $(missing: $missing:literal,)?
        help: $help:literal,
    })+) => {$(
        pub static $rule: crate::rules::Rule = crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[crate::rules::Check::Forbidden(|forbidden, subject, out| {
                if forbidden.control == Control::$control {
                    let missing = None$(.or(Some($missing)))?;
                    say(forbidden, subject, [$written, missing.unwrap_or($written)], $help, out);
                }
            })],
        );
    )+};
}

fn say(
    forbidden: &Forbidden<'_>,
    subject: &Arc<Subject>,
    [written, missing]: [&str; 2],
    help: &str,
    out: &mut Findings<'_>,
) {
    if !forbidden.minors.contains(&out.settings().pod_security.unwrap_or(NEWEST)) {
        return;
    }
    let fault = if forbidden.word.is_empty() { missing } else { written };
    let (span, absent) = (forbidden.at.unwrap_or(subject.anchor), forbidden.at.is_none());
    let place = Place { span, subject: Some(subject.clone()), absent };
    let fault = fault.replace("{}", &shown(forbidden.word).to_string());
    out.report(place, format!("{subject} {fault}")).help(help);
}

control_rules! {
    FORBIDDEN_APPARMOR_PROFILE = "forbidden-apparmor-profile": AppArmor {
        written: "has the AppArmor profile `{}`, which Baseline forbids",
        help: "write `RuntimeDefault`, or `Localhost` and a profile of the node",
    }
    FORBIDDEN_CAPABILITY = "forbidden-capability": Capability {
        written: "adds `{}`, which Baseline forbids",
        help: "remove it; names are in capitals and without `CAP_`",
    }
    FORBIDDEN_HOST_NETWORK = "forbidden-host-network": HostNetwork {
        written: "shares the network of its node, which Baseline forbids",
        help: "remove `hostNetwork`",
    }
    FORBIDDEN_HOST_PORT = "forbidden-host-port": HostPort {
        written: "takes port {} of its node, which Baseline forbids",
        help: "remove `hostPort` and `hostNetwork`: a Service reaches the container without them",
    }
    FORBIDDEN_PROC_MOUNT = "forbidden-proc-mount": ProcMount {
        written: "mounts `/proc` as `{}`, which Baseline forbids",
        help: "remove `procMount`, or give the pod users of its own: `hostUsers: false`",
    }
    FORBIDDEN_SECCOMP_PROFILE = "forbidden-seccomp-profile": Seccomp {
        written: "has the seccomp profile `{}`, which Baseline forbids",
        help: "write `RuntimeDefault`, or `Localhost` and a profile of the node",
    }
    FORBIDDEN_SELINUX_OPTIONS = "forbidden-selinux-options": SelinuxOptions {
        written: "sets `{}` for SELinux, which Baseline forbids",
        help: "remove it: `level` can be chosen freely, and `type` among those of containers",
    }
    HOST_PATH_VOLUME = "host-path-volume": HostPath {
        written: "mounts `{}` of its node",
        missing: "mounts a path of its node",
        help: "use a volume claim, or `emptyDir` for files that need not outlive the pod",
    }
    PROBE_OF_OTHER_HOST = "probe-of-other-host": ProbeHost {
        written: "makes its node send requests to `{}`",
        help: "remove `host`: requests go to the pod by default",
    }
    UNRESTRICTED_CAPABILITIES = "unrestricted-capabilities": Capabilities {
        written: "adds `{}`, which Restricted forbids",
        missing: "does not drop `ALL` capabilities, which Restricted asks for",
        help: "drop `ALL`, and add nothing but `NET_BIND_SERVICE`",
    }
    UNRESTRICTED_PRIVILEGE_ESCALATION = "unrestricted-privilege-escalation": Escalation {
        written: "may gain rights, which Restricted forbids",
        help: "set `allowPrivilegeEscalation: false`",
    }
    UNRESTRICTED_PROC_MOUNT = "unrestricted-proc-mount": MaskedProc {
        written: "mounts `/proc` as `{}`, which Restricted forbids",
        help: "remove `procMount`",
    }
    UNRESTRICTED_ROOT_USER = "unrestricted-root-user": RootUser {
        written: "runs as user 0, which Restricted forbids",
        help: "set `runAsUser` to a number above 0",
    }
    UNRESTRICTED_SECCOMP_PROFILE = "unrestricted-seccomp-profile": SeccompProfile {
        written: "has the seccomp profile `{}`, which Restricted forbids",
        missing: "has no seccomp profile, which Restricted asks for",
        help: "set `seccompProfile.type` to `RuntimeDefault`, for the pod or for the container",
    }
    UNRESTRICTED_USER = "unrestricted-user": NonRoot {
        written: "may run as root, which Restricted forbids",
        help: "set `runAsNonRoot: true`, for the pod or for the container",
    }
    UNRESTRICTED_VOLUME_TYPE = "unrestricted-volume-type": VolumeType {
        written: "has a volume of type `{}`, which Restricted forbids",
        help: "use a volume claim, a CSI driver or a volume that lives with the pod",
    }
    UNSAFE_SYSCTL = "unsafe-sysctl": Sysctl {
        written: "sets `{}`, which is not a safe sysctl",
        help: "remove it, or set it on the nodes that need it",
    }
    WINDOWS_HOST_PROCESS = "windows-host-process": HostProcess {
        written: "runs as a process of its Windows node",
        help: "remove `hostProcess`",
    }
}
