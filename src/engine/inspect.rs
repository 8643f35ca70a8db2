//! The effective view of a file as text for people. Does not judge.

use std::fmt::{Debug, Write};
use std::path::Path;

use super::api::Options;
use super::workspace::Workspace;
use crate::source::{Files, Source, shown};
use crate::workload::{Setting, Via, Workload};

/// Describes the workloads of a file.
///
/// # Errors
/// Why there is nothing to describe.
pub fn inspect(path: &Path, files: &dyn Files, options: &Options) -> Result<String, String> {
    Workspace::new(files, options).view(path, |view| describe(view.source, &view.workloads))
}

fn describe(source: &Source, workloads: &[Workload<'_>]) -> String {
    let mut page = Page { source, out: String::new() };
    for workload in workloads {
        page.line(0, &format!("{} ({})", workload.subject.title, workload.subject.path));
        page.setting("host network", &workload.host_network);
        page.setting("host PID", &workload.host_pid);
        page.setting("host IPC", &workload.host_ipc);
        for mount in &workload.mounts {
            let target = mount.target.as_deref().unwrap_or("?");
            page.value("mount", &format!("{:?} at {target}", mount.source), page.at(mount.at.start));
        }
        for container in &workload.containers {
            page.line(1, &format!("{} ({:?})", container.subject.title, container.role).to_lowercase());
            match &container.image {
                Some(image) => page.setting("image", &image.reference),
                None => page.value("image", "built here or not named", String::new()),
            }
            page.setting("user", &container.user);
            page.setting("privileged", &container.privileged);
            page.setting("privilege escalation", &container.privilege_escalation);
            page.setting("capabilities added", &container.cap_add);
            page.setting("capabilities dropped", &container.cap_drop);
            page.setting("read-only root", &container.read_only);
            page.setting("seccomp", &container.seccomp);
            page.setting("memory limit", &container.memory_limit);
            page.setting("health check", &container.healthcheck);
            for tmpfs in &container.tmpfs {
                let flags = format!("exec {}, suid {}, dev {}", tmpfs.exec, tmpfs.suid, tmpfs.dev);
                page.value("tmpfs", &format!("{}: {flags}", tmpfs.name), page.at(tmpfs.at.start));
            }
            for variable in &container.environment {
                // Values may be secrets: only where they come from is shown.
                let value = match variable.value {
                    Setting::Set { .. } => "written",
                    Setting::Default(_) => "from elsewhere",
                    Setting::Opaque(_) => "not known before deployment",
                };
                page.value("variable", &format!("{}: {value}", variable.name), page.at(variable.at.start));
            }
        }
    }
    page.out
}

struct Page<'s> {
    source: &'s Source,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.out, "{:level$}{}", "", shown(text), level = level * 2);
    }

    fn at(&self, offset: u32) -> String {
        let at = self.source.position(offset);
        format!("{}:{}", at.line, at.char)
    }

    fn value(&mut self, name: &str, value: &str, place: String) {
        self.line(2, format!("{name:20}  {value:40}  {place}").trim_end());
    }

    fn setting<T: Debug>(&mut self, name: &str, setting: &Setting<T>) {
        match setting {
            Setting::Set { value, at, via } => {
                let place =
                    if at.source == self.source.id { self.at(at.start) } else { "another file".into() };
                let via = match via {
                    Via::Here => "",
                    Via::Alias(_) => " through an alias",
                    Via::Pod => " from the pod",
                    Via::Image(_) => " from the image",
                    Via::Stage => " from an earlier stage",
                };
                self.value(name, &plain(value), format!("{place}{via}"));
            }
            Setting::Default(value) => self.value(name, &plain(value), "default".into()),
            Setting::Opaque(_) => self.value(name, "not known before deployment", String::new()),
        }
    }
}

/// A value without the names of the types that hold it.
fn plain<T: Debug>(value: &T) -> String {
    let text = format!("{value:?}");
    match text.as_str() {
        "true" => "yes".into(),
        "false" => "no".into(),
        "[]" => "none".into(),
        _ => text,
    }
}
