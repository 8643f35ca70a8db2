//! The ports of EXPOSE, as far as their values are known. Does not say which are wise.

use super::Step;
use crate::syntax::dockerfile::{Keyword, Word};
use crate::syntax::value::PortRange;

/// An item of EXPOSE with what it says: `[HOST:]PORT[/PROTOCOL]`.
pub struct Exposed<'e, 's> {
    /// The item as written.
    pub item: &'e Word<'s>,
    /// Its value.
    pub value: &'e str,
    /// The port of the container, as text.
    pub port: &'e str,
    /// The protocol, if one is named.
    pub protocol: Option<&'e str>,
}

impl Exposed<'_, '_> {
    /// What follows a port of the host, if one is named.
    pub fn without_host(&self) -> Option<&str> {
        self.value.rsplit_once(':').map(|(_, port)| port)
    }

    /// Whether what stands before the ports is one that BuildKit reads and leaves: nothing, a range of ports that fits
    /// those of the container, an address and such a range.
    pub fn has_valid_host(&self) -> bool {
        let ports = self.value.split('/').next().unwrap_or("");
        let Some((host, port)) = ports.rsplit_once(':') else { return true };
        let (address, host) = host.rsplit_once(':').unwrap_or(("", host));
        let address = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
        let is_address = address.is_empty() || address.parse::<std::net::IpAddr>().is_ok();
        let fits = match (PortRange::parse(host), PortRange::parse(port)) {
            (Some(host), Some(port)) => port.width() == 0 || host.width() == port.width(),
            (None, _) => host.is_empty(),
            (Some(_), None) => true,
        };
        is_address && fits
    }

    /// The ports, if they are valid.
    pub fn range(&self) -> Option<PortRange> {
        PortRange::parse(self.port)
    }
}

/// The items of EXPOSE whose value is known.
pub fn exposed<'e, 's>(step: &'e Step<'s>) -> impl Iterator<Item = Exposed<'e, 's>> {
    let items = if step.instruction.keyword == Keyword::Expose { step.items() } else { &[] };
    // A variable may hold several ports, or none.
    let is_one = |value: &str| !value.is_empty() && !value.contains(char::is_whitespace);
    items.iter().enumerate().filter_map(move |(index, item)| {
        let value = step.resolved(index).known().filter(|value| is_one(value))?;
        let (ports, protocol) =
            value.split_once('/').map_or((value, None), |(ports, protocol)| (ports, Some(protocol)));
        let port = ports.rsplit_once(':').map_or(ports, |(_, port)| port);
        Some(Exposed { item, value, port, protocol })
    })
}
