//! What a service of a Compose file waits for before it starts. Does not look at what it waits for.

use super::leaf::{Fields, Leaf};
use super::part::{Field, Part};
use super::way::Step;
use crate::source::Span;

/// A service that another one waits for.
#[derive(Debug)]
pub struct Dependency<'t> {
    /// Its name.
    pub service: &'t str,
    /// The token that names it.
    pub at: Span,
    /// The last step on the way to the service.
    pub step: Option<Step>,
    /// `condition:`; `None` for the short form, where starting is enough.
    pub condition: Option<Leaf<'t>>,
}

impl<'t> Dependency<'t> {
    pub(super) fn read_all(fields: &Fields<'t>) -> Vec<Dependency<'t>> {
        let Some(value) = fields.value("depends_on") else { return Vec::new() };
        match value.is_mapping() {
            true => value.entries().into_iter().map(Dependency::read).collect(),
            false => value.items().into_iter().filter_map(Dependency::read_name).collect(),
        }
    }

    fn read(field: Field<'t>) -> Dependency<'t> {
        let condition = field.value.get("condition").and_then(Leaf::read);
        Dependency { service: field.name, at: field.key.span(), step: field.value.step(), condition }
    }

    fn read_name(item: Part<'t>) -> Option<Dependency<'t>> {
        let leaf = Leaf::read(item).filter(|leaf| leaf.known() == Some(leaf.raw))?;
        Some(Dependency { service: leaf.raw, at: leaf.span, step: leaf.step, condition: None })
    }
}
