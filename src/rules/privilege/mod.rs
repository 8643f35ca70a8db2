//! Rules about the rights of a container. Holds no logic.

family! {
    dangerous_capability,
    default_capabilities,
    missing_user,
    privilege_escalation_allowed,
    privileged_container,
    root_user,
    seccomp_unconfined,
}
