//! Addresses of the form `scheme://user@host:port/path`: their hosts. Checks no scheme.

/// What is between the scheme and the path of an address: the host, with a user and a port.
pub fn authority(address: &str) -> &str {
    address.split('/').nth(2).unwrap_or("")
}

/// An address without its query and its fragment.
pub fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or("")
}

/// The host of an address.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or("");
    if host.starts_with('[') { host } else { host.split(':').next().unwrap_or("") }
}

/// Whether a host is this machine or in a network of one's own, or not known.
pub fn is_local(host: &str) -> bool {
    let private = ["127.", "10.", "192.168.", "169.254.", "["];
    let second = host.strip_prefix("172.").and_then(|rest| rest.split('.').next()?.parse::<u8>().ok());
    !host.contains('.')
        || host.contains(['$', '{', '<'])
        || private.iter().any(|start| host.starts_with(start))
        || second.is_some_and(|second| (16..32).contains(&second))
        || [".local", ".internal", ".lan", ".localhost", ".test", ".onion", ".home"]
            .iter()
            .any(|end| host.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found() {
        assert_eq!(host("https://user:pass@example.com:8080/a/b?c"), "example.com");
        for name in
            ["localhost", "10.0.0.1", "172.20.1.2", "registry", "a.local", "$HOST", "mirror.${ZONE}.org"]
        {
            assert!(is_local(name), "{name}");
        }
        for name in ["example.com", "172.32.0.1", "8.8.8.8"] {
            assert!(!is_local(name), "{name}");
        }
    }
}
