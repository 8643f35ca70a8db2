//! Short forms become long ones. What is written stays the origin of what it becomes.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::builder::Builder;
use super::merge::{implied, name_slot, started};
use super::merged::{Item, Kind, NodeId, Slot};
use super::short;
use super::table::{State, Table};
use crate::model::refusal::RefusalKind;
use crate::syntax::value::clean_path;

/// What becomes of a value at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Its entries are looked at; a text is an entry of this key.
    Below(&'static str),
    /// Its entries are looked at.
    Inside,
    EnvFile,
    StringOrList,
    Gpus,
    Names,
    Volume,
    Device,
    FileMount,
    Ulimit,
    Printed,
    KeyValue,
    DependsOn,
    Ports,
    Ssh,
    Schedule,
    External,
}

static FORMS: LazyLock<Table<Form>> = LazyLock::new(|| {
    use Form::{
        Below, DependsOn, Device, EnvFile, External, FileMount, Gpus, Inside, KeyValue, Names, Ports,
        Printed, Schedule, Ssh, StringOrList, Ulimit, Volume,
    };
    Table::new(&[
        ("container.env_file", EnvFile),
        ("container.label_file", StringOrList),
        ("container.gpus", Gpus),
        ("container.networks", Names),
        ("container.models", Names),
        ("container.volumes.*", Volume),
        ("container.dns", StringOrList),
        ("container.devices.*", Device),
        ("container.secrets.*", FileMount),
        ("container.configs.*", FileMount),
        ("container.ulimits.*", Ulimit),
        ("services.*", Inside),
        ("jobs.*", Inside),
        ("workload.build.secrets.*", FileMount),
        ("workload.build.provenance", Printed),
        ("workload.build.sbom", Printed),
        ("workload.build.additional_contexts", KeyValue),
        ("workload.depends_on", DependsOn),
        ("workload.extends", Below("service")),
        ("workload.ports", Ports),
        ("workload.build", Below("context")),
        ("workload.build.ssh", Ssh),
        ("workload.build.ulimits.*", Ulimit),
        ("jobs.*.triggers.schedule.*", Schedule),
        ("services.*.develop.watch.*.ignore", StringOrList),
        ("services.*.develop.watch.*.include", StringOrList),
        ("volumes.*", External),
        ("networks.*", External),
        ("secrets.*", External),
        ("configs.*", External),
    ])
});

/// A document in long forms.
pub(super) fn canonical<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    Canonical { builder }.node(root, FORMS.root())
}

struct Canonical<'b, 't> {
    builder: &'b mut Builder<'t>,
}

impl<'t> Canonical<'_, 't> {
    fn node(&mut self, id: NodeId, state: State) -> NodeId {
        match FORMS.value(state) {
            Some(form) => self.form(form, id, state),
            None => self.inside(id, state),
        }
    }

    /// The same with its entries and items in long forms.
    fn inside(&mut self, id: NodeId, state: State) -> NodeId {
        if state.is_none() {
            return id;
        }
        let mut changed = false;
        let kind = match self.builder.merged.kind(id).clone() {
            Kind::Map(mut slots) => {
                for slot in &mut slots {
                    let value = self.node(slot.value, FORMS.key(state, &slot.key));
                    changed |= value != slot.value;
                    slot.value = value;
                }
                Kind::Map(slots)
            }
            Kind::List(mut items) => {
                for item in &mut items {
                    let value = self.node(item.value, FORMS.item(state));
                    changed |= value != item.value;
                    item.value = value;
                }
                Kind::List(items)
            }
            _ => return id,
        };
        if changed { self.builder.merged.with(kind, id) } else { id }
    }

    fn refuse(&mut self, id: NodeId, message: impl Into<String>) -> NodeId {
        self.builder.refuse_node(RefusalKind::InvalidValue, id, id, message);
        self.builder.merged.with(Kind::Unknown, id)
    }

    /// A value of a type that Compose refuses here.
    fn wrong(&mut self, id: NodeId, what: &str) -> NodeId {
        let message = format!("{} is no {what}", self.builder.merged.words(id));
        self.builder.refuse_node(RefusalKind::WrongType, id, id, message);
        self.builder.merged.with(Kind::Unknown, id)
    }

    fn implied(&mut self, of: NodeId, key: &'static str, kind: Kind<'t>) -> Slot<'t> {
        implied(self.builder, of, key, kind)
    }

    /// A long form with one entry, whose value is what was written.
    fn single(&mut self, id: NodeId, key: &'static str, more: Vec<Slot<'t>>) -> NodeId {
        let merged = &mut self.builder.merged;
        let kind = merged.kind(id).clone();
        let value = merged.form(kind, id);
        let at = merged.node(id).origin;
        let mut slots = vec![Slot { key: Cow::Borrowed(key), at, value, way: None }];
        slots.extend(more);
        merged.form(Kind::Map(slots), id)
    }

    /// A long form of texts, each `None` left out.
    fn long(&mut self, id: NodeId, fields: Vec<(&'static str, Option<Kind<'t>>)>) -> NodeId {
        let mut slots = Vec::with_capacity(fields.len());
        for (key, kind) in fields {
            if let Some(kind) = kind {
                slots.push(self.implied(id, key, kind));
            }
        }
        self.builder.merged.form(Kind::Map(slots), id)
    }

    fn form(&mut self, form: Form, id: NodeId, state: State) -> NodeId {
        let kind = self.builder.merged.kind(id).clone();
        match (form, kind) {
            (Form::Inside, Kind::Map(_)) | (Form::Below(_), Kind::Map(_)) => self.inside(id, state),
            (Form::Inside, _) => id,
            (Form::Below(key), Kind::Text(_) | Kind::Unknown) => self.single(id, key, Vec::new()),
            (Form::Below(key), _) => self.wrong(id, if key == "context" { "build" } else { "service" }),
            (Form::EnvFile, Kind::Text(_) | Kind::Unknown) => {
                let file = self.env_file(id);
                self.builder.merged.form(Kind::List(vec![Item { value: file, way: None }]), id)
            }
            (Form::EnvFile, Kind::List(items)) => self.each(id, items, |this, item| this.env_file(item)),
            (Form::EnvFile, _) => self.wrong(id, "list of files"),
            (Form::StringOrList, Kind::Text(_) | Kind::Unknown) => {
                self.builder.merged.form(Kind::List(vec![Item { value: id, way: None }]), id)
            }
            (Form::Printed, Kind::Text(_) | Kind::Unknown) => id,
            (Form::StringOrList, _) => id,
            (Form::Gpus, Kind::Text(_)) => {
                let all = self.long(id, vec![("count", Some(Kind::Text(Cow::Borrowed("all"))))]);
                self.builder.merged.form(Kind::List(vec![Item { value: all, way: None }]), id)
            }
            (Form::Gpus, Kind::List(_)) => self.inside(id, state),
            (Form::Gpus, Kind::Unknown) => id,
            (Form::Gpus, _) => self.wrong(id, "list of devices"),
            (Form::Names, Kind::List(items)) => {
                let slots: Vec<_> = items
                    .iter()
                    .filter_map(|item| name_slot(self.builder, item.value, false, item.way))
                    .collect();
                // Of the same names one is left.
                let mut seen = std::collections::HashSet::new();
                let slots = slots.into_iter().filter(|slot| seen.insert(slot.key.clone())).collect();
                self.builder.merged.form(Kind::Map(slots), id)
            }
            (Form::Names, _) => id,
            (Form::Volume, Kind::Text(text)) => self.volume(id, &text),
            (Form::Device, Kind::Text(text)) => self.device(id, &text),
            (Form::FileMount, Kind::Text(_)) => self.single(id, "source", Vec::new()),
            (Form::Schedule, Kind::Text(_)) => self.single(id, "cron", Vec::new()),
            (
                Form::Volume | Form::Device | Form::FileMount | Form::Ulimit | Form::Schedule,
                Kind::Map(_) | Kind::Unknown,
            ) => id,
            (Form::Volume, _) => self.wrong(id, "volume"),
            (Form::Device, _) => self.wrong(id, "device"),
            (Form::FileMount, _) => self.wrong(id, "name of a file"),
            (Form::Schedule, _) => self.wrong(id, "schedule"),
            (Form::Ulimit, Kind::Int(_)) => id,
            (Form::Ulimit, _) => self.wrong(id, "limit"),
            (Form::Printed, _) => match self.builder.merged.printed(id).map(Cow::into_owned) {
                Some(text) => self.builder.merged.form(Kind::Text(Cow::Owned(text)), id),
                None => id,
            },
            (Form::KeyValue, Kind::List(items)) => self.key_values(id, items),
            (Form::KeyValue, Kind::Map(_) | Kind::Unknown) => id,
            (Form::KeyValue, _) => self.wrong(id, "mapping"),
            (Form::DependsOn, Kind::Map(slots)) => self.depends_on(id, slots),
            (Form::DependsOn, Kind::List(items)) => {
                let slots =
                    items.iter().filter_map(|item| name_slot(self.builder, item.value, true, item.way));
                let slots = slots.collect();
                self.builder.merged.form(Kind::Map(slots), id)
            }
            (Form::DependsOn, Kind::Unknown) => id,
            (Form::DependsOn, _) => self.wrong(id, "list of services"),
            (Form::Ports, Kind::List(items)) => self.ports(id, items),
            (Form::Ports, Kind::Unknown) => id,
            (Form::Ports, _) => self.wrong(id, "list of ports"),
            (Form::Ssh, Kind::List(items)) => self.ssh(id, items),
            (Form::Ssh, Kind::Map(_) | Kind::Unknown) => id,
            (Form::Ssh, _) => self.wrong(id, "list of keys"),
            (Form::External, Kind::Null | Kind::Unknown) => id,
            (Form::External, Kind::Map(slots)) => self.external(id, slots),
            (Form::External, _) => {
                let message = format!("{} stands where a mapping is wanted", self.builder.merged.words(id));
                self.builder.refuse_node(RefusalKind::WrongType, id, id, message);
                self.builder.merged.with(Kind::Unknown, id)
            }
        }
    }

    /// A list with each item turned into something.
    fn each(
        &mut self,
        id: NodeId,
        mut items: Vec<Item>,
        mut turn: impl FnMut(&mut Self, NodeId) -> NodeId,
    ) -> NodeId {
        let mut changed = false;
        for item in &mut items {
            let value = turn(self, item.value);
            changed |= value != item.value;
            item.value = value;
        }
        if changed { self.builder.merged.with(Kind::List(items), id) } else { id }
    }

    fn env_file(&mut self, id: NodeId) -> NodeId {
        let required = |this: &mut Self| this.implied(id, "required", Kind::Bool(true));
        match self.builder.merged.kind(id).clone() {
            Kind::Text(_) | Kind::Unknown => {
                let required = required(self);
                self.single(id, "path", vec![required])
            }
            // Compose makes a list of the long form when it merges it, and takes each entry for a path.
            Kind::Pair(slot) => {
                let text = self.builder.merged.printed(id).unwrap_or_default().into_owned();
                let path = self.implied(slot.value, "path", Kind::Text(Cow::Owned(text)));
                let required = required(self);
                self.builder.merged.with(Kind::Map(vec![path, required]), id)
            }
            Kind::Map(mut slots) if !slots.iter().any(|slot| slot.key == "required") => {
                slots.push(required(self));
                self.builder.merged.with(Kind::Map(slots), id)
            }
            _ => id,
        }
    }

    fn volume(&mut self, id: NodeId, text: &str) -> NodeId {
        let volume = match short::volume(text) {
            Ok(volume) => volume,
            Err(reason) => return self.refuse(id, reason),
        };
        let own = |text: &str| Kind::Text(Cow::Owned(text.to_owned()));
        let kind = if volume.is_bind { "bind" } else { "volume" };
        let bind = volume.is_bind || volume.propagation.is_some() || volume.selinux.is_some();
        let bind = bind.then(|| {
            let mut slots = Vec::new();
            for (key, value) in [("selinux", volume.selinux), ("propagation", volume.propagation)] {
                slots.extend(value.map(|value| self.implied(id, key, own(value))));
            }
            if volume.is_bind {
                slots.push(self.implied(id, "create_host_path", Kind::Bool(true)));
            }
            Kind::Map(slots)
        });
        let named = (!volume.is_bind && !volume.is_bare) || volume.nocopy;
        let options = named.then(|| {
            let nocopy = volume.nocopy.then(|| self.implied(id, "nocopy", Kind::Bool(true)));
            Kind::Map(nocopy.into_iter().collect())
        });
        let target = if volume.target.is_empty() { String::new() } else { clean_path(volume.target) };
        self.long(
            id,
            vec![
                ("type", Some(Kind::Text(Cow::Borrowed(kind)))),
                ("source", (!volume.source.is_empty()).then(|| own(volume.source))),
                ("target", Some(own(&target))),
                ("read_only", volume.read_only.then_some(Kind::Bool(true))),
                ("bind", bind),
                ("volume", options),
            ],
        )
    }

    fn device(&mut self, id: NodeId, text: &str) -> NodeId {
        let parts: Vec<&str> = text.split(':').collect();
        let (source, target, permissions) = match parts.as_slice() {
            [source] => (*source, "", "rwm"),
            [source, target] => (*source, *target, "rwm"),
            [source, target, permissions] => (*source, *target, *permissions),
            _ => return self.refuse(id, "a device has three parts at most"),
        };
        let target = if target.is_empty() { source } else { target };
        let own = |text: &str| Some(Kind::Text(Cow::Owned(text.to_owned())));
        self.long(
            id,
            vec![("source", own(source)), ("target", own(target)), ("permissions", own(permissions))],
        )
    }

    fn key_values(&mut self, id: NodeId, items: Vec<Item>) -> NodeId {
        let mut slots: Vec<Slot<'t>> = Vec::with_capacity(items.len());
        for item in items {
            let slot = match self.builder.merged.kind(item.value).clone() {
                Kind::Pair(slot) => Slot { way: item.way, ..*slot },
                Kind::Text(text) => match text.split_once('=') {
                    Some((key, value)) => {
                        let value = Kind::Text(Cow::Owned(value.to_owned()));
                        let at = self.builder.merged.node(item.value).origin;
                        let value = self.builder.merged.form(value, item.value);
                        Slot { key: Cow::Owned(key.to_owned()), at, value, way: item.way }
                    }
                    None => {
                        return self.refuse(item.value, format!("`{text}` is not of the form `key=value`"));
                    }
                },
                Kind::Unknown => continue,
                _ => {
                    self.wrong(item.value, "text");
                    continue;
                }
            };
            slots.push(slot);
        }
        let mut last = std::collections::HashMap::new();
        for (index, slot) in slots.iter().enumerate() {
            last.insert(slot.key.clone(), index);
        }
        let slots: Vec<_> = slots
            .iter()
            .enumerate()
            .filter(|(index, slot)| last.get(&slot.key) == Some(index))
            .map(|(_, slot)| slot.clone())
            .collect();
        self.builder.merged.form(Kind::Map(slots), id)
    }

    fn depends_on(&mut self, id: NodeId, mut slots: Vec<Slot<'t>>) -> NodeId {
        let mut changed = false;
        for slot in &mut slots {
            let Kind::Map(mut fields) = self.builder.merged.kind(slot.value).clone() else {
                slot.value = self.wrong(slot.value, "condition");
                changed = true;
                continue;
            };
            let started = started(self.builder, slot.value);
            let defaults = self.builder.merged.slots(started).to_vec();
            let missing: Vec<_> = defaults
                .into_iter()
                .filter(|other| !fields.iter().any(|field| field.key == other.key))
                .collect();
            if !missing.is_empty() {
                fields.extend(missing);
                slot.value = self.builder.merged.with(Kind::Map(fields), slot.value);
                changed = true;
            }
        }
        if changed { self.builder.merged.with(Kind::Map(slots), id) } else { id }
    }

    fn ports(&mut self, id: NodeId, items: Vec<Item>) -> NodeId {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let text = match self.builder.merged.kind(item.value).clone() {
                Kind::Map(_) | Kind::Unknown => {
                    out.push(item);
                    continue;
                }
                Kind::Int(port) => port.to_string(),
                Kind::Text(text) => text.into_owned(),
                _ => {
                    self.wrong(item.value, "port");
                    continue;
                }
            };
            match short::ports(&text) {
                Err(reason) => {
                    let value = self.refuse(item.value, reason);
                    out.push(Item { value, ..item });
                }
                Ok(ports) => {
                    for port in ports {
                        let text = |text: String| Some(Kind::Text(Cow::Owned(text)));
                        let fields = vec![
                            ("mode", text("ingress".to_owned())),
                            ("host_ip", text(port.host_ip)),
                            ("target", Some(Kind::Int(i64::from(port.target)))),
                            ("published", text(port.published)),
                            ("protocol", text(port.protocol)),
                        ];
                        let fields = fields
                            .into_iter()
                            .filter(|(_, kind)| !matches!(kind, Some(Kind::Text(text)) if text.is_empty()));
                        let fields = fields.collect();
                        out.push(Item { value: self.long(item.value, fields), way: item.way });
                    }
                }
            }
        }
        self.builder.merged.with(Kind::List(out), id)
    }

    fn ssh(&mut self, id: NodeId, items: Vec<Item>) -> NodeId {
        let mut slots = Vec::with_capacity(items.len());
        for item in items {
            let Some(text) = self.builder.merged.text(item.value).map(str::to_owned) else {
                if !self.builder.merged.is_unknown(item.value) {
                    self.wrong(item.value, "key");
                }
                continue;
            };
            let kind = match text.split_once('=') {
                Some((_, path)) => Kind::Text(Cow::Owned(path.to_owned())),
                None if text == "default" => Kind::Null,
                None => {
                    self.refuse(item.value, "a key needs a path: `name=path`");
                    continue;
                }
            };
            let key = text.split('=').next().unwrap_or("").to_owned();
            let at = self.builder.merged.node(item.value).origin;
            let value = self.builder.merged.form(kind, item.value);
            slots.push(Slot { key: Cow::Owned(key), at, value, way: item.way });
        }
        self.builder.merged.form(Kind::Map(slots), id)
    }

    /// `external: {name: x}` is the old way to say `name: x` and `external: true`.
    fn external(&mut self, id: NodeId, mut slots: Vec<Slot<'t>>) -> NodeId {
        let Some(external) = slots.iter().find(|slot| slot.key == "external").map(|slot| slot.value) else {
            return id;
        };
        if !matches!(self.builder.merged.kind(external), Kind::Map(_)) {
            return id;
        }
        let given = self.builder.merged.slot(external, "name").cloned();
        let own = slots.iter().find(|slot| slot.key == "name").map(|slot| slot.value);
        let on = self.builder.merged.form(Kind::Bool(true), external);
        for slot in slots.iter_mut().filter(|slot| slot.key == "external") {
            slot.value = on;
        }
        match (given, own) {
            (Some(given), Some(own)) => {
                let merged = &self.builder.merged;
                if merged.printed(given.value) != merged.printed(own)
                    && !merged.is_unknown(given.value)
                    && !merged.is_unknown(own)
                {
                    let message = "`name` and `external.name` are different";
                    self.builder.refuse_node(RefusalKind::ConflictingKeys, given.value, own, message);
                }
            }
            (Some(given), None) => slots.push(given),
            (None, _) => {}
        }
        self.builder.merged.with(Kind::Map(slots), id)
    }
}

/// A document without empty servers of names.
pub(super) fn without_empty<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    let mut root_slots = builder.merged.slots(root).to_vec();
    let mut changed = false;
    for top in root_slots.iter_mut().filter(|slot| slot.key == "services" || slot.key == "jobs") {
        let mut services = builder.merged.slots(top.value).to_vec();
        let mut any = false;
        for service in &mut services {
            let Some(dns) = builder.merged.get(service.value, "dns") else { continue };
            let items = builder.merged.items(dns);
            let is_empty = |item: &&Item| {
                builder.merged.is_null(item.value) || builder.merged.text(item.value) == Some("")
            };
            let kept: Vec<Item> = items.iter().filter(|item| !is_empty(item)).copied().collect();
            if kept.len() == items.len() {
                continue;
            }
            let list = builder.merged.with(Kind::List(kept), dns);
            let mut fields = builder.merged.slots(service.value).to_vec();
            for field in fields.iter_mut().filter(|field| field.key == "dns") {
                field.value = list;
            }
            service.value = builder.merged.with(Kind::Map(fields), service.value);
            any = true;
        }
        if any {
            top.value = builder.merged.with(Kind::Map(services), top.value);
            changed = true;
        }
    }
    if changed { builder.merged.with(Kind::Map(root_slots), root) } else { root }
}
