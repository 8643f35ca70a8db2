//! Where an unknown key belongs: in a mapping around it, in it or beside it. Reports nothing.

use super::node::Node;
use super::state::Walker;
use super::types::{Shape, Type};
use super::way::Way;

impl<'t, N: Node<'t>> Walker<'t, '_, N> {
    /// Where the mapping is that has a key, in words, for one that stands at the end of a way where it does not belong:
    /// the nearest around it, else the only one in its mapping, else the only one beside that.
    pub(super) fn belongs(&self, way: Way) -> Option<String> {
        let keys = self.ways.keys(way);
        let (key, path) = keys.split_last()?;
        let mut around: Vec<&'t Type<'t>> =
            vec![self.schema.get(self.root_type).and_then(|a| self.mapping(a))?];
        for step in path {
            around.push(self.below(around.last()?, step)?);
        }
        let words = |keys: &[&str]| match keys.join(".") {
            top if top.is_empty() => "at the top of the object".to_owned(),
            path => format!("under `{path}`"),
        };
        let within = |at: usize| {
            let holder = around.get(at)?;
            let has = |name: &str| self.below(holder, name).is_some_and(|below| below.field(key).is_some());
            let mut names = holder.fields.iter().map(|field| field.name).filter(|name| has(name));
            let name = names.next().filter(|_| names.next().is_none())?;
            Some(words(&path.get(..at)?.iter().copied().chain([name]).collect::<Vec<_>>()))
        };
        let own = around.len() - 1;
        let up = (0..own).rev().find(|at| around.get(*at).is_some_and(|a| a.field(key).is_some()));
        let up = up.and_then(|at| path.get(..at)).map(words);
        up.or_else(|| within(own)).or_else(|| own.checked_sub(1).and_then(within))
    }

    /// The mapping that a type is, other names resolved.
    fn mapping(&self, a: &'t Type<'t>) -> Option<&'t Type<'t>> {
        match &a.alias {
            None => Some(a),
            Some(shape) => self.of_shape(shape),
        }
    }

    fn of_shape(&self, shape: &'t Shape<'t>) -> Option<&'t Type<'t>> {
        match shape {
            Shape::Type(id) => self.schema.get(*id).filter(|a| a.alias.is_none()),
            Shape::List { item, .. } => self.of_shape(item),
            Shape::Map(value) => self.of_shape(value),
            _ => None,
        }
    }

    /// The mapping in a field of another, or in its items.
    fn below(&self, a: &'t Type<'t>, key: &str) -> Option<&'t Type<'t>> {
        self.of_shape(&a.field(key)?.1.shape)
    }
}
