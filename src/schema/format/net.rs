//! Addresses: IP, networks, URLs. Knows no names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

fn address(text: &str) -> Option<IpAddr> {
    let address: IpAddr = text.parse().ok()?;
    let is_mapped = matches!(address, IpAddr::V6(address) if address.to_ipv4_mapped().is_some());
    (!is_mapped).then_some(address)
}

pub(super) fn ip(text: &str) -> bool {
    address(text).is_some()
}

pub(super) fn ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn ipv6(text: &str) -> bool {
    matches!(address(text), Some(IpAddr::V6(_)))
}

/// Whether a text is an address in any notation.
pub(super) fn any_ip(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}

/// An address that is neither unspecified, loopback nor link-local.
pub(super) fn ordinary_ip(text: &str) -> bool {
    address(text).is_some_and(|address| match address {
        IpAddr::V4(v4) => {
            let is_local_group = matches!(v4.octets(), [224, 0, 0, _]);
            !v4.is_unspecified() && !v4.is_loopback() && !v4.is_link_local() && !is_local_group
        }
        IpAddr::V6(v6) => {
            let is_local_group =
                v6.is_multicast() && v6.octets().get(1).is_some_and(|scope| scope & 0xf == 2);
            !v6.is_unspecified() && !v6.is_loopback() && !v6.is_unicast_link_local() && !is_local_group
        }
    })
}

pub(super) fn cidr(text: &str) -> bool {
    let read = || {
        let (base, bits) = text.split_once('/')?;
        let is_number =
            bits.bytes().all(|byte| byte.is_ascii_digit()) && (bits == "0" || !bits.starts_with('0'));
        let bits: u32 = bits.parse().ok().filter(|_| is_number)?;
        let (number, width) = match address(base)? {
            IpAddr::V4(v4) => (u128::from(v4.to_bits()), Ipv4Addr::BITS),
            IpAddr::V6(v6) => (v6.to_bits(), Ipv6Addr::BITS),
        };
        let behind = width.checked_sub(bits)?;
        // All bits behind the prefix are 0; a prefix of 0 bits leaves 128 of them.
        Some(number == 0 || number.trailing_zeros() >= behind)
    };
    read().unwrap_or(false)
}

pub(super) fn webhook_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split('/').next().unwrap_or("");
    !host.is_empty() && !host.starts_with(':') && !host.contains('@') && !text.contains(['?', '#'])
}

pub(super) fn host_ports(text: &str) -> bool {
    text.split(',').all(|member| member.matches(':').count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_have_no_bits_behind_their_prefix() {
        for text in ["10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/32", "1.2.3.4/32"] {
            assert!(cidr(text), "{text}");
        }
        for text in
            ["10.0.0.1/8", "10.0.0.0", "10.0.0.0/08", "10.0.0.0/33", "::ffff:1.2.3.0/120", "10.0.0.0/+8"]
        {
            assert!(!cidr(text), "{text}");
        }
    }
}
