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
