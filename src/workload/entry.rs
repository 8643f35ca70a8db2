//! The effective view as a list: every field with its value in words. Prints nothing.

use std::fmt::Display;

use super::{
    Container, Environment, Field, Health, HostNamespaces, Identity, Network, Operation, Resources, Security,
    Setting, Storage, Via, Workload,
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
        let Workload { subject: _, format: _, host, mounts, sysctls, containers: _ } = self;
        let HostNamespaces { network, pid, ipc, uts, user, cgroup } = host;
        let mut entries = vec![
            entry(Field::HostNetwork, network, yes_or_no),
            entry(Field::HostPid, pid, yes_or_no),
            entry(Field::HostIpc, ipc, yes_or_no),
            entry(Field::HostUts, uts, yes_or_no),
            entry(Field::HostUsers, user, yes_or_no),
            entry(Field::HostCgroup, cgroup, yes_or_no),
            entry(Field::Sysctls, sysctls, |list| all_of(list)),
        ];
        entries.extend(mounts.iter().map(|mount| item(Field::Mount, mount, mount.at, mount.via)));
        entries
    }
}

impl Container<'_> {
    /// Its fields, in the order of [`Field::ALL`]. Lists have an entry for each item; an image that is not named has
    /// none.
    pub fn entries(&self) -> Vec<Entry> {
        let Container {
            identity,
            security,
            resources,
            storage,
            health,
            network,
            operation,
            environment,
            node: _,
        } = self;
        let Identity { subject: _, format: _, role: _, image, built: _ } = identity;
        let Security {
            user,
            groups,
            privileged,
            privilege_escalation,
            cap_add,
            cap_drop,
            seccomp,
            apparmor,
            selinux,
            masked_paths,
            writable_cgroups,
        } = security;
        let Resources { memory_limit, cpu_limit, pids_limit, oom_kill } = resources;
        let Storage { read_only, writable: _, tmpfs, devices, device_rules } = storage;
        let Network { ports, exposed: _ } = network;
        let Operation { restart, log_driver, hooks, told: _, waits: _, commands: _ } = operation;
        let Health { healthcheck } = health;
        let Environment { variables, from_files: _ } = environment;
        let image = image.iter().map(|image| entry(Field::Image, &image.reference, ToString::to_string));
        let mut entries: Vec<Entry> = image.collect();
        entries.extend([
            entry(Field::User, user, ToString::to_string),
            entry(Field::Groups, groups, |list| all_of(list)),
            entry(Field::Privileged, privileged, yes_or_no),
            entry(Field::PrivilegeEscalation, privilege_escalation, yes_or_no),
            entry(Field::CapAdd, cap_add, |list| all_of(list)),
            entry(Field::CapDrop, cap_drop, |list| all_of(list)),
            entry(Field::Seccomp, seccomp, ToString::to_string),
            entry(Field::AppArmor, apparmor, ToString::to_string),
            entry(Field::Selinux, selinux, yes_or_no),
            entry(Field::MaskedPaths, masked_paths, yes_or_no),
            entry(Field::WritableCgroups, writable_cgroups, yes_or_no),
            entry(Field::MemoryLimit, memory_limit, ToString::to_string),
            entry(Field::CpuLimit, cpu_limit, ToString::to_string),
            entry(Field::PidsLimit, pids_limit, ToString::to_string),
            entry(Field::OomKill, oom_kill, yes_or_no),
            entry(Field::ReadOnly, read_only, yes_or_no),
        ]);
        entries.extend(tmpfs.iter().map(|tmpfs| item(Field::Tmpfs, tmpfs, tmpfs.at, tmpfs.via)));
        entries.extend(devices.iter().map(|device| item(Field::Device, device, device.at, device.via)));
        entries.extend(device_rules.iter().map(|rule| item(Field::DeviceRule, rule, rule.at, rule.via)));
        entries.push(entry(Field::Healthcheck, healthcheck, ToString::to_string));
        entries.extend(ports.iter().map(|port| item(Field::Port, port, port.at, port.via)));
        entries.push(entry(Field::Restart, restart, ToString::to_string));
        entries.push(entry(Field::LogDriver, log_driver, Clone::clone));
        entries.extend(hooks.iter().map(|hook| match hook.user.written() {
            Some(_) => entry(Field::Hook, &hook.user, |_| hook.to_string()),
            None => entry(Field::Hook, &hook.privileged, |_| hook.to_string()),
        }));
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
        let text = "services:\n  a:\n    image: x:1\n    tmpfs: [/t]\n    volumes: [/v:/v]\n    environment: {A: hunter2}\n    \
                    ports: [80]\n    devices: [/dev/sda]\n    device_cgroup_rules: [a]\n    pre_stop: [{command: x}]\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let composition = Composition::of_tree(&tree);
        let file = lower(&composition);
        let builds = crate::workload::Builds::default();
        let workloads = workloads(&file, &builds).all();
        let mut entries = workloads[0].entries();
        entries.extend(workloads[0].containers[0].entries());
        assert_eq!(entries.iter().map(|entry| entry.field).collect::<Vec<_>>(), Field::ALL);
        assert!(!format!("{entries:?}").contains("hunter2"));
    }
}
