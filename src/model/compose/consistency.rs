//! What Compose refuses when it looks at a project as a whole: names that nothing declares, cycles, keys that exclude
//! each other. What is not known before deployment is never at fault.

use std::collections::{HashMap, HashSet};

use super::builder::Builder;
use super::loading::{NOWHERE, Sources};
use super::merged::{Kind, NodeId, Slot};
use crate::model::refusal::RefusalKind;
use crate::source::Span;

/// Checks a project, whose values have their types. `sources` knows which files there are.
pub(super) fn check<'t>(builder: &mut Builder<'t>, root: NodeId, sources: &dyn Sources<'t>) {
    let names = |builder: &Builder<'t>, key: &str| -> HashSet<String> {
        let id = builder.merged.get(root, key);
        id.map(|id| builder.merged.slots(id).iter().map(|slot| slot.key.to_string()).collect())
            .unwrap_or_default()
    };
    let mut project = Project {
        services: names(builder, "services"),
        jobs: names(builder, "jobs"),
        networks: names(builder, "networks"),
        volumes: names(builder, "volumes"),
        secrets: names(builder, "secrets"),
        configs: names(builder, "configs"),
        models: names(builder, "models"),
        dependencies: HashMap::new(),
        builder,
        root,
        sources,
    };
    project.networks.insert("default".to_owned());
    for slot in project.slots("services") {
        project.service(&slot);
    }
    for slot in project.slots("jobs") {
        project.job(&slot);
    }
    for slot in project.slots("secrets") {
        project.secret(&slot);
    }
    project.cycles();
}

struct Project<'b, 't> {
    builder: &'b mut Builder<'t>,
    root: NodeId,
    sources: &'b dyn Sources<'t>,
    services: HashSet<String>,
    jobs: HashSet<String>,
    networks: HashSet<String>,
    volumes: HashSet<String>,
    secrets: HashSet<String>,
    configs: HashSet<String>,
    models: HashSet<String>,
    /// What each service waits for, with the token that says so.
    dependencies: HashMap<String, Vec<(String, Span)>>,
}

impl<'t> Project<'_, 't> {
    fn slots(&self, key: &str) -> Vec<Slot<'t>> {
        let id = self.builder.merged.get(self.root, key);
        id.map(|id| self.builder.merged.slots(id).to_vec()).unwrap_or_default()
    }

    fn get(&self, id: NodeId, path: &[&str]) -> Option<NodeId> {
        path.iter().try_fold(id, |id, key| self.builder.merged.get(id, key))
    }

    fn text(&self, id: NodeId, path: &[&str]) -> Option<String> {
        self.get(id, path).and_then(|id| self.builder.merged.text(id)).map(str::to_owned)
    }

    fn number(&self, id: NodeId, path: &[&str]) -> Option<i64> {
        match self.builder.merged.kind(self.get(id, path)?) {
            Kind::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn is_unknown(&self, id: NodeId, path: &[&str]) -> bool {
        self.get(id, path).is_some_and(|id| self.builder.merged.is_unknown(id))
    }

    fn token(&self, id: NodeId, path: &[&str], or: Span) -> Span {
        self.get(id, path).and_then(|id| self.builder.merged.token(id)).unwrap_or(or)
    }

    /// Where a text stands in what is written for a node.
    fn part(&self, id: NodeId, text: &str, or: Span) -> Span {
        let Some(value) = self.builder.merged.node(id).origin else { return or };
        let span = value.token();
        let written = value.tree().text.get(span.range()).unwrap_or("");
        match written.find(text) {
            Some(at) => {
                Span::at(span.source, span.start as usize + at..span.start as usize + at + text.len())
            }
            None => span,
        }
    }

    fn items(&self, id: NodeId, path: &[&str]) -> Vec<NodeId> {
        let list = self.get(id, path);
        list.map(|id| self.builder.merged.items(id).iter().map(|item| item.value).collect())
            .unwrap_or_default()
    }

    fn entries(&self, id: NodeId, path: &[&str]) -> Vec<Slot<'t>> {
        self.get(id, path).map(|id| self.builder.merged.slots(id).to_vec()).unwrap_or_default()
    }

    fn place(&self, slot: &Slot<'t>, or: Span) -> Span {
        slot.at.map(|key| key.token()).or(self.builder.merged.token(slot.value)).unwrap_or(or)
    }

    fn service(&mut self, slot: &Slot<'t>) {
        let (name, id) = (slot.key.as_ref(), slot.value);
        let at = self.place(slot, NOWHERE);
        if !matches!(self.builder.merged.kind(id), Kind::Map(_)) {
            return;
        }
        let has = |this: &Self, key: &str| this.get(id, &[key]).is_some();
        // What is extended and could not be read may say the rest.
        if !has(self, "image") && !has(self, "build") && !has(self, "provider") && !has(self, "extends") {
            let message = format!("the service `{name}` has neither `image` nor `build`");
            self.builder.refuse(RefusalKind::ServiceWithoutImage, at, message);
        }
        self.build(name, id, at);
        self.networks(name, id, at);
        self.waits(name, id, at);
        self.references(name, id, at);
        self.limits(name, id, at);
        self.mounts(name, id, at);
        let first = self.items(id, &["healthcheck", "test"]).first().copied();
        if let Some(first) = first
            && let Some(text) = self.builder.merged.text(first)
            && !matches!(text, "CMD" | "CMD-SHELL" | "NONE")
        {
            let message = "the test has to start with `CMD`, `CMD-SHELL` or `NONE`";
            self.builder.refuse_node(RefusalKind::InvalidValue, first, id, message);
        }
        for watch in self.items(id, &["develop", "watch"]) {
            let action = self.text(watch, &["action"]);
            let is_moved = action.is_some_and(|action| !matches!(action.as_str(), "rebuild" | "restart"));
            if is_moved && self.get(watch, &["target"]).is_none() {
                let at = self.token(watch, &["action"], at);
                self.builder.refuse(RefusalKind::MissingKey, at, "this action needs a `target`");
            }
        }
        for file in self.items(id, &["label_file"]) {
            let path = self.builder.merged.text(file).map(|path| super::relative::join("", path));
            if let Some(path) = path
                && self.sources.has_file(&path) == Some(false)
            {
                let message = format!("there is no file `{path}`");
                self.builder.refuse_node(RefusalKind::MissingIncludedFile, file, id, message);
            }
        }
    }

    fn build(&mut self, name: &str, id: NodeId, at: Span) {
        let inline = self.text(id, &["build", "dockerfile_inline"]).is_some();
        if inline && self.text(id, &["build", "dockerfile"]).is_some() {
            let at = self.token(id, &["build", "dockerfile"], at);
            let message = "`dockerfile` and `dockerfile_inline` exclude each other";
            self.builder.refuse(RefusalKind::ConflictingKeys, at, message);
        }
        for context in self.entries(id, &["build", "additional_contexts"]) {
            let value = self.builder.merged.text(context.value).unwrap_or_default();
            let Some(target) = value.strip_prefix("service:").map(str::to_owned) else { continue };
            let at = self.builder.merged.token_or(context.value, at);
            let service = self.get(self.root, &["services", &target]);
            match service {
                None => {
                    let message = format!("there is no service `{target}`");
                    self.builder.refuse(RefusalKind::UndefinedService, at, message);
                }
                Some(service) if self.get(service, &["build"]).is_none() => {
                    let message = format!("the service `{target}` is not built");
                    self.builder.refuse(RefusalKind::UndefinedService, at, message);
                }
                Some(_) => {}
            }
        }
        let platform = self.text(id, &["platform"]);
        let platforms = self.items(id, &["build", "platforms"]);
        if let Some(platform) = platform.filter(|_| !platforms.is_empty()) {
            let is_same = |id: &NodeId| {
                let text = self.builder.merged.text(*id);
                text.is_none() || text == Some(platform.as_str())
            };
            if !platforms.iter().any(is_same) {
                let at = self.token(id, &["platform"], at);
                let message = format!("the image of `{name}` is not built for the platform `{platform}`");
                self.builder.refuse(RefusalKind::ConflictingKeys, at, message);
            }
        }
    }

    fn networks(&mut self, name: &str, id: NodeId, at: Span) {
        let used = self.entries(id, &["networks"]);
        if self.text(id, &["network_mode"]).is_some() && !used.is_empty() {
            let at = self.token(id, &["network_mode"], at);
            let message = "`network_mode` and `networks` exclude each other";
            self.builder.refuse(RefusalKind::ConflictingKeys, at, message);
        }
        for network in used {
            if !self.networks.contains(network.key.as_ref()) {
                let message =
                    format!("the network `{}` of the service `{name}` is not declared", network.key);
                let at = self.place(&network, at);
                self.builder.refuse(RefusalKind::UndefinedNetwork, at, message);
            }
        }
    }

    /// What a service waits for, written or implied.
    fn waits(&mut self, name: &str, id: NodeId, at: Span) {
        let mut waits: Vec<(String, Span)> = Vec::new();
        for dependency in self.entries(id, &["depends_on"]) {
            waits.push((dependency.key.to_string(), self.place(&dependency, at)));
        }
        let mut implied = Vec::new();
        for link in self.items(id, &["links"]) {
            let Some(text) = self.builder.merged.text(link) else { continue };
            let target = match text.split(':').collect::<Vec<_>>().as_slice() {
                [target, _] => *target,
                _ => text,
            };
            implied.push((target.to_owned(), self.builder.merged.token_or(link, at)));
        }
        for key in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
            let mode = self.text(id, &[key]).unwrap_or_default();
            if let Some(target) = mode.strip_prefix("service:") {
                implied.push((target.to_owned(), self.token(id, &[key], at)));
            }
        }
        for from in self.items(id, &["volumes_from"]) {
            let Some(text) = self.builder.merged.text(from) else { continue };
            if !text.starts_with("container:") {
                let target = text.split(':').next().unwrap_or_default().to_owned();
                implied.push((target, self.builder.merged.token_or(from, at)));
            }
        }
        for (target, at) in implied {
            if !waits.iter().any(|(known, _)| *known == target) {
                waits.push((target, at));
            }
        }
        for (target, at) in &waits {
            if self.services.contains(target) {
                continue;
            }
            let message = match self.jobs.contains(target) {
                true => format!("the service `{name}` waits for the job `{target}`"),
                false if target.is_empty() => format!("the service `{name}` needs one without a name"),
                false => format!("the service `{name}` needs `{target}`, which is not there"),
            };
            self.builder.refuse(RefusalKind::UndefinedService, *at, message);
        }
        self.dependencies.insert(name.to_owned(), waits);
    }

    fn references(&mut self, name: &str, id: NodeId, at: Span) {
        for mount in self.items(id, &["volumes"]) {
            let is_volume = self.text(mount, &["type"]).as_deref() == Some("volume");
            let Some(source) = self.text(mount, &["source"]).filter(|source| is_volume && !source.is_empty())
            else {
                continue;
            };
            if !self.volumes.contains(&source) {
                let at = self.token(mount, &["source"], self.part(mount, &source, at));
                let message = format!("the volume `{source}` of the service `{name}` is not declared");
                self.builder.refuse(RefusalKind::UndefinedVolume, at, message);
            }
        }
        let kinds: [(&[&str], RefusalKind, &str); 3] = [
            (&["configs"], RefusalKind::UndefinedConfig, "config"),
            (&["secrets"], RefusalKind::UndefinedSecret, "secret"),
            (&["build", "secrets"], RefusalKind::UndefinedSecret, "secret"),
        ];
        for (path, kind, word) in kinds {
            for used in self.items(id, path) {
                if self.is_unknown(used, &["source"]) || self.builder.merged.is_unknown(used) {
                    continue;
                }
                let source = self.text(used, &["source"]).unwrap_or_default();
                let declared = if word == "config" { &self.configs } else { &self.secrets };
                if !declared.contains(&source) {
                    let at = self.token(used, &["source"], self.builder.merged.token_or(used, at));
                    let message = format!("the {word} `{source}` of the service `{name}` is not declared");
                    self.builder.refuse(kind, at, message);
                }
            }
        }
        for model in self.entries(id, &["models"]) {
            if !self.models.contains(model.key.as_ref()) {
                let at = self.place(&model, at);
                let message = format!("the model `{}` of the service `{name}` is not declared", model.key);
                self.builder.refuse(RefusalKind::UndefinedModel, at, message);
            }
        }
    }

    fn limits(&mut self, name: &str, id: NodeId, at: Span) {
        let scale = self.number(id, &["scale"]);
        let replicas = self.number(id, &["deploy", "replicas"]);
        if let (Some(scale), Some(replicas)) = (scale, replicas)
            && scale != replicas
        {
            self.differ(id, &["scale"], &["deploy", "replicas"], at);
        }
        for (path, value) in [(&["scale"][..], scale), (&["deploy", "replicas"][..], replicas)] {
            if value.is_some_and(|value| value < 0) {
                let at = self.token(id, path, at);
                self.builder.refuse(RefusalKind::InvalidValue, at, "there cannot be fewer than none");
            }
        }
        let pairs: [(&str, &[&str], &str); 4] = [
            ("cpus", &["deploy", "resources", "limits"], "cpus"),
            ("mem_limit", &["deploy", "resources", "limits"], "memory"),
            ("mem_reservation", &["deploy", "resources", "reservations"], "memory"),
            ("pids_limit", &["deploy", "resources", "limits"], "pids"),
        ];
        for (key, section, field) in pairs {
            let Some(section_id) = self.get(id, section) else { continue };
            let Some(own) = self.get(id, &[key]) else { continue };
            let other = self.get(section_id, &[field]);
            if self.is_unknown(id, &[key]) || self.is_unknown(section_id, &[field]) {
                continue;
            }
            // A section without the limit sets it to none.
            let other = other.and_then(|id| self.builder.merged.printed(id));
            let own = self.builder.merged.printed(own);
            if own.as_deref() != Some(other.as_deref().unwrap_or("0")) {
                let path = [section, &[field]].concat();
                self.differ(id, &[key], &path, at);
            }
        }
        let count = scale.or(replicas).unwrap_or(1);
        if count > 1 && self.text(id, &["container_name"]).is_some() {
            let at = self.token(id, &["container_name"], at);
            let message = format!("`{name}` cannot have a `container_name` and run {count} times");
            self.builder.refuse(RefusalKind::FixedNameWithReplicas, at, message);
        }
    }

    fn differ(&mut self, id: NodeId, path: &[&str], other: &[&str], at: Span) {
        let message = format!("`{}` and `{}` are different", path.join("."), other.join("."));
        let label = self.get(id, other).and_then(|id| self.builder.merged.token(id));
        let labels = label.map(|label| (label, "the other one".to_owned())).into_iter().collect();
        let at = self.token(id, path, at);
        self.builder.refuse_with(RefusalKind::ConflictingLimits, at, message, labels);
    }

    fn mounts(&mut self, _name: &str, id: NodeId, at: Span) {
        let mut known: HashMap<String, Span> = HashMap::new();
        let tmpfs = self.items(id, &["tmpfs"]).into_iter().filter_map(|item| {
            let text = self.builder.merged.text(item)?;
            Some((text.split(':').next().unwrap_or("").to_owned(), item))
        });
        let mut all: Vec<(String, NodeId)> = tmpfs.collect();
        for mount in self.items(id, &["volumes"]) {
            if self.builder.merged.is_unknown(mount) || self.is_unknown(mount, &["target"]) {
                continue;
            }
            all.push((self.text(mount, &["target"]).unwrap_or_default(), mount));
        }
        for (target, node) in all {
            let place = self.token(node, &["target"], self.builder.merged.token_or(node, at));
            let Some(first) = known.get(&target).copied() else {
                known.insert(target, place);
                continue;
            };
            let message = format!("something is mounted at `{target}` already");
            let labels = vec![(first, "here".to_owned())];
            self.builder.refuse_with(RefusalKind::DuplicateMountTarget, place, message, labels);
        }
    }

    fn job(&mut self, slot: &Slot<'t>) {
        let name = slot.key.as_ref();
        let at = self.place(slot, NOWHERE);
        if self.services.contains(name) {
            let message = format!("`{name}` is a service and a job");
            self.builder.refuse(RefusalKind::ConflictingKeys, at, message);
        }
        for dependency in self.entries(slot.value, &["depends_on"]) {
            let target = dependency.key.as_ref();
            if !self.services.contains(target) && !self.jobs.contains(target) {
                let at = self.place(&dependency, at);
                let message = format!("the job `{name}` needs `{target}`, which is not there");
                self.builder.refuse(RefusalKind::UndefinedService, at, message);
            }
        }
    }

    fn secret(&mut self, slot: &Slot<'t>) {
        let id = slot.value;
        if !matches!(self.builder.merged.kind(id), Kind::Map(_)) {
            return;
        }
        let has = |key: &str| self.get(id, &[key]).is_some();
        if has("external") || has("file") || has("environment") {
            return;
        }
        let at = self.place(slot, NOWHERE);
        let message = format!("the secret `{}` has neither `file` nor `environment`", slot.key);
        self.builder.refuse(RefusalKind::MissingKey, at, message);
    }

    /// Services that wait for each other.
    fn cycles(&mut self) {
        let mut names: Vec<&String> = self.dependencies.keys().collect();
        names.sort_unstable();
        let mut done: HashSet<&str> = HashSet::new();
        let mut found = Vec::new();
        for name in names {
            let mut open: Vec<(&str, usize)> = vec![(name, 0)];
            let mut on_way: HashSet<&str> = HashSet::from([name.as_str()]);
            while let Some((name, next)) = open.last_mut() {
                let (current, index) = (*name, *next);
                *next += 1;
                let waits = self.dependencies.get(current).map(Vec::as_slice).unwrap_or_default();
                match waits.get(index).filter(|_| !done.contains(current)) {
                    None => {
                        done.insert(current);
                        on_way.remove(current);
                        open.pop();
                    }
                    Some((target, at)) if on_way.contains(target.as_str()) => {
                        found.push((format!("`{current}` and `{target}` wait for each other"), *at));
                    }
                    Some((target, _)) if !done.contains(target.as_str()) => {
                        on_way.insert(target);
                        open.push((target, 0));
                    }
                    Some(_) => {}
                }
            }
        }
        for (message, at) in found {
            self.builder.refuse(RefusalKind::ReferenceCycle, at, message);
        }
    }
}
