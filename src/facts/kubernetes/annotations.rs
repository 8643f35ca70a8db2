//! Annotations of pods that became fields and do nothing any more. Source: the change logs of Kubernetes, 2026-11.

/// Keys, or what keys start with when it ends in `/`, each with the minor that ignored it first and the field.
const DEAD: &[(&str, u16, &str)] = &[
    ("container.seccomp.security.alpha.kubernetes.io/", 27, "securityContext.seccompProfile"),
    ("pod.alpha.kubernetes.io/init-containers", 8, "initContainers"),
    ("pod.beta.kubernetes.io/init-containers", 8, "initContainers"),
    ("scheduler.alpha.kubernetes.io/affinity", 8, "affinity"),
    ("scheduler.alpha.kubernetes.io/critical-pod", 16, "priorityClassName"),
    ("scheduler.alpha.kubernetes.io/tolerations", 8, "tolerations"),
    ("seccomp.security.alpha.kubernetes.io/pod", 27, "securityContext.seccompProfile"),
];

/// The minor that ignored an annotation of a pod first, and the field that replaced it; `None` for others.
pub fn dead(key: &str) -> Option<(u16, &'static str)> {
    let is_it = |known: &str| key == known || (known.ends_with('/') && key.starts_with(known));
    DEAD.iter().find(|(known, ..)| is_it(known)).map(|(_, minor, field)| (*minor, *field))
}
