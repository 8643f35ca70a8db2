//! The effective view of a file as text for people. Does not judge.

use std::fmt::{Debug, Write};
use std::path::Path;

use super::detect::{Detected, detect};
use super::lint::{dockerfiles_of, models_of, project_of};
use super::load::Loader;
use crate::discover::by_name;
use crate::model::{compose, dockerfile, kube};
use crate::source::{Files, LineEnds, Source, SourceId, decode, shown};
use crate::syntax::{Limits, dockerfile as dockerfile_syntax};
use crate::workload::{self, Setting, Via, Workload};

/// Describes the workloads of a file.
///
/// # Errors
/// Why there is nothing to describe.
pub fn inspect(path: &Path, files: &dyn Files, limits: &Limits) -> Result<String, String> {
    let bytes = files.read(path).map_err(|error| error.to_string())?;
    let decoded = decode(bytes).map_err(|_| "it is not text")?;
    let loader = Loader::new(files, &[]);
    // Context files get ids from 0 on: this one takes the last.
    let source = Source::new(SourceId(u32::MAX), path, decoded, LineEnds::LfOrCr);
    match detect(&source, by_name(path), limits) {
        None => Err("it is no Dockerfile, Compose file or Kubernetes manifest".into()),
        Some(Detected::Dockerfile) => {
            let file = dockerfile_syntax::parse(source.id, &source.text, limits);
            let model = dockerfile::Dockerfile::new(file, limits);
            Ok(describe(&source, &workload::image::workloads(&model)))
        }
        Some(Detected::Compose(tree)) => {
            let Some(file) = compose::lower(&tree) else { return Ok(String::new()) };
            let context = dockerfiles_of(&source, &file, &loader);
            let models = models_of(&context, limits, &[]);
            let project = project_of(&source, &models);
            Ok(describe(&source, &workload::compose::workloads(&file, &project)))
        }
        Some(Detected::Kubernetes(tree)) => {
            let objects = kube::objects(&tree);
            Ok(describe(&source, &workload::kube::workloads(&objects)))
        }
    }
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
