//! Ports of servers. Source: written by hand from IANA's registry of service names and ports, 2026-11.
//! Does not know what listens.

/// Ports of servers for remote logins.
pub const REMOTE_LOGIN: &[(u16, &str)] =
    &[(22, "SSH"), (23, "Telnet"), (3389, "RDP"), (5800, "VNC"), (5900, "VNC")];
