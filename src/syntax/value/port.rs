//! Ports in one line: `[IP:][HOST:]CONTAINER[/PROTOCOL]` as Compose reads them, and ranges. Does not expand ranges.

use std::fmt;

/// A published port or range of ports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortMapping {
    /// The address of the host, without brackets; `None` for all of them.
    pub host_ip: Option<String>,
    /// The port or range of the host; `None` when the engine chooses one.
    pub published: Option<String>,
    /// The port or range of the container.
    pub target: String,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: String,
}

impl PortMapping {
    /// Reads the short form; `None` when no part or too many parts are there, or a port has other characters than
    /// digits and a dash.
    pub fn parse(text: &str) -> Option<PortMapping> {
        let (rest, protocol) = text.rsplit_once('/').unwrap_or((text, "tcp"));
        let (rest, target) =
            rest.rsplit_once(':').map_or((None, rest), |(rest, target)| (Some(rest), target));
        let (host_ip, published) = match rest {
            None => (None, None),
            Some(rest) => match rest.rsplit_once(':') {
                Some((ip, port)) => (Some(ip), Some(port)),
                None => (None, Some(rest)),
            },
        };
        let host_ip = host_ip.map(|ip| ip.trim_start_matches('[').trim_end_matches(']'));
        let is_port = |port: &str| {
            let digits = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            port.split_once('-').map_or(digits(port), |(from, to)| digits(from) && digits(to))
        };
        let published = published.filter(|port| !port.is_empty());
        if !is_port(target) || !published.is_none_or(is_port) {
            return None;
        }
        Some(PortMapping {
            host_ip: host_ip.filter(|ip| !ip.is_empty()).map(str::to_owned),
            published: published.map(str::to_owned),
            target: target.to_owned(),
            protocol: protocol.to_ascii_lowercase(),
        })
    }
}

/// Ports from a first to a last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortRange {
    /// The first port.
    pub first: u16,
    /// The last port, which is not before the first.
    pub last: u16,
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.width() {
            0 => write!(f, "{}", self.first),
            _ => write!(f, "{}-{}", self.first, self.last),
        }
    }
}

impl PortRange {
    /// Reads `80` or `8000-8010`.
    pub fn parse(text: &str) -> Option<PortRange> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        (first <= last).then_some(PortRange { first, last })
    }

    /// Whether a port is one of them.
    pub fn contains(self, port: u16) -> bool {
        (self.first..=self.last).contains(&port)
    }

    /// How many ports follow the first.
    pub fn width(self) -> u16 {
        self.last - self.first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_in_order() {
        assert_eq!(PortRange::parse("80"), Some(PortRange { first: 80, last: 80 }));
        assert_eq!(PortRange::parse("8000-8010").map(PortRange::width), Some(10));
        assert!(PortRange::parse("20-30").is_some_and(|range| range.contains(22) && !range.contains(31)));
        for text in ["", "-", "90-80", "65536", "a"] {
            assert_eq!(PortRange::parse(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_ranges_and_protocols_are_told_apart() {
        let port = |text: &str| {
            PortMapping::parse(text)
                .map(|port| (port.host_ip, port.published, port.target, port.protocol))
                .map(|(ip, published, target, protocol)| {
                    format!(
                        "{} {} {target} {protocol}",
                        ip.unwrap_or_default(),
                        published.unwrap_or_default()
                    )
                })
        };
        assert_eq!(port("80").as_deref(), Some("  80 tcp"));
        assert_eq!(port("8080:80/UDP").as_deref(), Some(" 8080 80 udp"));
        assert_eq!(port("127.0.0.1:8080-8081:80-81").as_deref(), Some("127.0.0.1 8080-8081 80-81 tcp"));
        assert_eq!(port("[::1]:6000:6000").as_deref(), Some("::1 6000 6000 tcp"));
        assert_eq!(port("127.0.0.1::80").as_deref(), Some("127.0.0.1  80 tcp"));
        assert_eq!(port("web:80"), None);
        assert_eq!(port(""), None);
    }
}
