//! The credentials among a container's variables: which ones the file gives away, and how. Says nothing about them.

use super::{Container, Origin, Role, Setting, Variable, VariableKind};
use crate::model::secrets::names;

/// A credential that stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Credential<'c> {
    /// The variable that holds it.
    pub variable: &'c Variable,
    /// How it stands there.
    pub kind: CredentialKind,
}

/// How a credential stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialKind {
    /// As a value of its own.
    Written,
    /// As what applies when nobody sets another.
    Fallback,
    /// As one that everybody knows, by either way.
    WellKnown,
}

impl Container<'_> {
    /// The variables by whose name and value the file holds a credential.
    pub fn credentials(&self) -> impl Iterator<Item = Credential<'_>> {
        let credential = |variable| Some(Credential { variable, kind: self.credential(variable)? });
        self.environment.variables.iter().filter_map(credential)
    }

    fn credential(&self, variable: &Variable) -> Option<CredentialKind> {
        let (name, value) = (variable.name.as_str(), variable.text()?);
        if variable.origin == Origin::Reference
            || !names::is_credential_name(name)
            || names::is_stand_in(name, value)
        {
            return None;
        }
        // What an image has is not yet what a container runs with, and a build ends.
        let runs = self.identity.role != Role::Image && variable.kind == VariableKind::Environment;
        match variable.value {
            _ if runs && names::is_well_known(value) => Some(CredentialKind::WellKnown),
            _ if !names::is_credential_value(value) => None,
            Setting::Default(_) => Some(CredentialKind::Fallback),
            _ => Some(CredentialKind::Written),
        }
    }
}
