//! The effective view as a list: every field with its value in words. Prints nothing.

use std::fmt::Display;

use super::{
    Container, Environment, Field, Health, HostNamespaces, Identity, Resources, Security, Setting, Storage,
    Via, Workload,
};
use crate::finding::list_of;
use crate::source::{Span, Spanned};

/// A field with what it will be, in words. The words may hold text of unknown origin, but no value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub field: Field,
    /// What it will be, and where it was written.
    pub value: Setting<String>,
}

// Taking every group apart by its fields makes the compiler ask about a new one.

impl Workload<'_> {
    /// What applies to all its containers, in the order of [`Field::ALL`]. Lists have an entry for each item.
    pub fn entries(&self) -> Vec<Entry> {
        let Workload { subject: _, format: _, host, mounts, containers: _ } = self;
        let HostNamespaces { network, pid, ipc } = host;
        let mut entries = vec![
            entry(Field::HostNetwork, network, yes_or_no),
            entry(Field::HostPid, pid, yes_or_no),
            entry(Field::HostIpc, ipc, yes_or_no),
        ];
        entries.extend(mounts.iter().map(|mount| item(Field::Mount, mount, mount.at, mount.via)));
        entries
    }
}

impl Container<'_> {
    /// Its fields, in the order of [`Field::ALL`]. Lists have an entry for each item; an image that is not named has
    /// none.
    pub fn entries(&self) -> Vec<Entry> {
        let Container { identity, security, resources, storage, health, environment, node: _ } = self;
        let Identity { subject: _, format: _, role: _, image } = identity;
        let Security { user, privileged, privilege_escalation, cap_add, cap_drop, seccomp } = security;
        let Resources { memory_limit } = resources;
        let Storage { read_only, tmpfs } = storage;
        let Health { healthcheck } = health;
        let Environment { variables } = environment;
        let image = image.iter().map(|image| entry(Field::Image, &image.reference, ToString::to_string));
        let mut entries: Vec<Entry> = image.collect();
        entries.extend([
            entry(Field::User, user, ToString::to_string),
            entry(Field::Privileged, privileged, yes_or_no),
            entry(Field::PrivilegeEscalation, privilege_escalation, yes_or_no),
            entry(Field::CapAdd, cap_add, |list| all_of(list)),
            entry(Field::CapDrop, cap_drop, |list| all_of(list)),
            entry(Field::Seccomp, seccomp, ToString::to_string),
            entry(Field::MemoryLimit, memory_limit, ToString::to_string),
            entry(Field::ReadOnly, read_only, yes_or_no),
        ]);
        entries.extend(tmpfs.iter().map(|tmpfs| item(Field::Tmpfs, tmpfs, tmpfs.at, tmpfs.via)));
        entries.push(entry(Field::Healthcheck, healthcheck, ToString::to_string));
        entries.extend(
            variables.iter().map(|variable| item(Field::Variable, variable, variable.at, variable.via)),
        );
        entries
    }
}

fn entry<T>(field: Field, setting: &Setting<T>, words: impl FnOnce(&T) -> String) -> Entry {
    Entry { field, value: setting.as_ref().map(words) }
}

fn item(field: Field, item: &impl Display, at: Span, via: Via) -> Entry {
    Entry { field, value: Setting::Set { value: item.to_string(), at, via } }
}

fn yes_or_no(on: &bool) -> String {
    if *on { "yes".to_owned() } else { "no".to_owned() }
}

fn all_of<T: Display>(list: &[Spanned<T>]) -> String {
    let items: Vec<&T> = list.iter().map(|item| &item.value).collect();
    if items.is_empty() { "none".to_owned() } else { list_of(&items) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::compose::{Composition, lower};
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;
    use crate::workload::compose::workloads;

    #[test]
    fn every_field_has_an_entry_in_the_order_of_the_table() {
        let text = "services:\n  a:\n    image: x:1\n    tmpfs: [/t]\n    volumes: [/v:/v]\n    environment: {A: hunter2}\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let composition = Composition::of_tree(&tree);
        let file = lower(&composition);
        let workloads = workloads(&file, &crate::workload::Builds::default());
        let mut entries = workloads[0].entries();
        entries.extend(workloads[0].containers[0].entries());
        assert_eq!(entries.iter().map(|entry| entry.field).collect::<Vec<_>>(), Field::ALL);
        assert!(!format!("{entries:?}").contains("hunter2"));
    }
}
