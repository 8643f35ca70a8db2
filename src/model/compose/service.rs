//! One service of a Compose file. Reads its keys; does not say what they mean for a container.

use std::collections::HashMap;

use super::command::Command;
use super::depends::Dependency;
use super::health::Healthcheck;
use super::inline;
use super::leaf::{Fields, Leaf, List, token};
use super::part::{Field, Part};
use super::rare::{Few, Rare};
use super::refusal::Removed;
use super::relative::join;
use super::volume::Mounts;
use super::volume::{FileUse, TmpfsMount, VolumeMount};
use super::way::Step;
use crate::source::Span;
use crate::syntax::joined::Joined;
use crate::syntax::value::{PortMapping, SecurityOption, clean_path, volume_fields};

/// A service.
#[derive(Debug)]
pub struct Service<'t> {
    /// Its name.
    pub name: &'t str,
    /// The token of its name.
    pub key: Span,
    /// The mapping that describes it, for reading further keys and for writing.
    pub node: Part<'t>,
    /// What else may decide what is not written here: `extends`, another file that this one only changes, or a
    /// syntax error below. `None` when what is not written is not there.
    pub inherits: Option<Span>,
    /// `image:`.
    pub image: Rare<Leaf<'t>>,
    /// `build:`.
    pub build: Rare<Build<'t>>,
    /// `provider:`; such a service has no container.
    pub provider: Rare<Part<'t>>,
    /// `extends:`.
    pub extends: Rare<Part<'t>>,
    /// `profiles:`.
    pub profiles: Rare<List<'t>>,
    /// `user:`.
    pub user: Rare<Leaf<'t>>,
    /// `privileged:`.
    pub privileged: Rare<Leaf<'t>>,
    /// `read_only:`.
    pub read_only: Rare<Leaf<'t>>,
    /// `cap_add:`.
    pub cap_add: Rare<List<'t>>,
    /// `cap_drop:`.
    pub cap_drop: Rare<List<'t>>,
    /// `security_opt:`, in order; see [`Service::security_option`].
    pub security_opt: Rare<List<'t>>,
    /// `network_mode:`.
    pub network_mode: Rare<Leaf<'t>>,
    /// `pid:`.
    pub pid: Rare<Leaf<'t>>,
    /// `ipc:`.
    pub ipc: Rare<Leaf<'t>>,
    /// `uts:`.
    pub uts: Rare<Leaf<'t>>,
    /// `userns_mode:`.
    pub userns_mode: Rare<Leaf<'t>>,
    /// `cgroup:`.
    pub cgroup: Rare<Leaf<'t>>,
    /// `group_add:`.
    pub group_add: Rare<List<'t>>,
    /// `sysctls:`.
    pub sysctls: Few<Variable<'t>>,
    /// `use_api_socket:`, which mounts the engine's socket.
    pub use_api_socket: Rare<Leaf<'t>>,
    /// `mem_limit:`.
    pub mem_limit: Rare<Leaf<'t>>,
    /// `deploy.resources.limits.memory:`.
    pub deploy_memory: Rare<Leaf<'t>>,
    /// `cpus:`.
    pub cpus: Rare<Leaf<'t>>,
    /// `deploy.resources.limits.cpus:`.
    pub deploy_cpus: Rare<Leaf<'t>>,
    /// `cpu_quota:`, of the time that `cpu_period` has.
    pub cpu_quota: Rare<Leaf<'t>>,
    /// `cpu_period:`.
    pub cpu_period: Rare<Leaf<'t>>,
    /// `pids_limit:`.
    pub pids_limit: Rare<Leaf<'t>>,
    /// `deploy.resources.limits.pids:`.
    pub deploy_pids: Rare<Leaf<'t>>,
    /// `oom_kill_disable:`.
    pub oom_kill_disable: Rare<Leaf<'t>>,
    /// `restart:`.
    pub restart: Rare<Leaf<'t>>,
    /// `deploy.restart_policy.condition:`.
    pub deploy_restart: Rare<Leaf<'t>>,
    /// `logging.driver:`.
    pub log_driver: Rare<Leaf<'t>>,
    /// `pre_start:`, `post_start:` and `pre_stop:`, and what `develop.watch` executes.
    pub hooks: Few<Hook<'t>>,
    /// `environment:`.
    pub environment: Few<Variable<'t>>,
    /// `labels:`.
    pub labels: Few<Variable<'t>>,
    /// `entrypoint:`, `command:`, and those of the health check and the hooks.
    pub commands: Few<Command<'t>>,
    /// What lower layers said about its rights and later ones took away.
    pub before: Few<Before<'t>>,
    /// `healthcheck:`.
    pub healthcheck: Rare<Healthcheck<'t>>,
    /// `depends_on:`.
    pub depends_on: Few<Dependency<'t>>,
    /// `networks:`, by name.
    pub networks: Few<&'t str>,
    /// `credential_spec.config:`.
    pub credential_config: Rare<Leaf<'t>>,
    /// `env_file:`, with variables that are not read.
    pub env_file: Rare<Part<'t>>,
    /// `volumes_from:`, which brings mounts of others.
    pub volumes_from: Rare<Part<'t>>,
    /// `ports:`.
    pub ports: Few<Port<'t>>,
    /// `devices:`.
    pub devices: Few<Device<'t>>,
    /// `device_cgroup_rules:`.
    pub device_cgroup_rules: Rare<List<'t>>,
    /// `volumes:` but for memory filesystems.
    pub volumes: Few<VolumeMount<'t>>,
    /// `tmpfs:`, and `volumes:` of that type.
    pub tmpfs: Few<TmpfsMount<'t>>,
    /// `secrets:`.
    pub secrets: Few<FileUse<'t>>,
    /// `configs:`.
    pub configs: Few<FileUse<'t>>,
}

impl<'t> Service<'t> {
    /// Reads a service. `is_layer` says that the project is only laid over or under others, `removed` what layers took
    /// from it.
    pub(super) fn read(field: Field<'t>, is_layer: bool, removed: &[&'t Removed<'t>]) -> Option<Service<'t>> {
        let node = field.value;
        if !node.is_mapping() {
            return None;
        }
        let (name, key) = (field.name, field.key.span());
        let fields = Fields::of(node);
        let extends = fields.value("extends");
        let build = fields.value("build");
        let image = fields.leaf("image");
        let whole = image.is_some() || build.is_some();
        let inherits = match extends {
            Some(extends) => Some(token(extends)),
            None => (!whole || is_layer || node.is_broken() || replaces(node)).then_some(key),
        };
        let mounts = Mounts::read(&fields);
        let deploy = |path: &[&str]| fields.value("deploy")?.at(path).and_then(Leaf::read);
        let limit = |key: &str| deploy(&["resources", "limits", key]);
        let hooks = Hook::read_all(&fields);
        Some(Service {
            name,
            key,
            node,
            inherits,
            image: image.into(),
            build: build.map(Build::read).into(),
            provider: fields.value("provider").into(),
            extends: extends.into(),
            profiles: fields.list("profiles", false).into(),
            user: fields.leaf("user").into(),
            privileged: fields.leaf("privileged").into(),
            read_only: fields.leaf("read_only").into(),
            cap_add: fields.list("cap_add", false).into(),
            cap_drop: fields.list("cap_drop", false).into(),
            security_opt: fields.list("security_opt", false).into(),
            network_mode: fields.leaf("network_mode").into(),
            pid: fields.leaf("pid").into(),
            ipc: fields.leaf("ipc").into(),
            uts: fields.leaf("uts").into(),
            userns_mode: fields.leaf("userns_mode").into(),
            cgroup: fields.leaf("cgroup").into(),
            group_add: fields.list("group_add", false).into(),
            sysctls: fields.value("sysctls").map(Variable::read_all).unwrap_or_default().into(),
            use_api_socket: fields.leaf("use_api_socket").into(),
            mem_limit: fields.leaf("mem_limit").into(),
            deploy_memory: limit("memory").into(),
            cpus: fields.leaf("cpus").into(),
            deploy_cpus: limit("cpus").into(),
            cpu_quota: fields.leaf("cpu_quota").into(),
            cpu_period: fields.leaf("cpu_period").into(),
            pids_limit: fields.leaf("pids_limit").into(),
            deploy_pids: limit("pids").into(),
            oom_kill_disable: fields.leaf("oom_kill_disable").into(),
            restart: fields.leaf("restart").into(),
            deploy_restart: deploy(&["restart_policy", "condition"]).into(),
            log_driver: fields.value("logging").and_then(|logging| Leaf::read(logging.get("driver")?)).into(),
            commands: Command::read_all(&fields, hooks.iter().map(|hook| (hook.event, hook.node))).into(),
            hooks: hooks.into(),
            environment: fields.value("environment").map(Variable::read_all).unwrap_or_default().into(),
            labels: fields.value("labels").map(Variable::read_all).unwrap_or_default().into(),
            before: Before::read_all(node, &fields, removed).into(),
            healthcheck: fields.value("healthcheck").map(Healthcheck::read).into(),
            depends_on: Dependency::read_all(&fields).into(),
            networks: names(fields.value("networks")).into(),
            credential_config: fields
                .value("credential_spec")
                .and_then(|spec| Leaf::read(spec.get("config")?))
                .into(),
            env_file: fields.value("env_file").into(),
            volumes_from: fields.value("volumes_from").into(),
            ports: Port::read_all(&fields).into(),
            devices: Device::read_all(&fields).into(),
            device_cgroup_rules: fields.list("device_cgroup_rules", false).into(),
            volumes: mounts.volumes.into(),
            tmpfs: mounts.tmpfs.into(),
            secrets: FileUse::read_all(&fields, "secrets").into(),
            configs: FileUse::read_all(&fields, "configs").into(),
        })
    }

    /// Its environment by name; of several with one name the first.
    pub fn variables_by_name(&self) -> HashMap<&'t str, &Variable<'t>> {
        self.environment.iter().rev().map(|variable| (variable.name, variable)).collect()
    }

    /// Its environment, labels and build arguments.
    pub fn variables(&self) -> impl Iterator<Item = &Variable<'t>> {
        let arguments = self.build.iter().flat_map(|build| &build.args);
        self.environment.iter().chain(&self.labels).chain(arguments)
    }

    /// The item of `security_opt` that decides about a key, and the option in it: the last one wins.
    pub fn security_option(&self, key: &str) -> Option<(&Leaf<'t>, SecurityOption<'_>)> {
        self.security_options().find(|(_, option)| option.key == key)
    }

    /// The items of `security_opt` that are known, the last one first.
    pub fn security_options(&self) -> impl Iterator<Item = (&Leaf<'t>, SecurityOption<'_>)> {
        let items = self.security_opt.iter().flat_map(|list| list.items.iter().rev());
        items.filter_map(|item| Some((item, SecurityOption::parse(item.known()?))))
    }
}

/// Whether a service carries a tag that changes how it is merged with others (`!reset`, `!override`).
fn replaces(node: Part<'_>) -> bool {
    let tag = node.value().and_then(|value| value.written().tag.as_ref());
    tag.is_some_and(|tag| tag.name == "!override")
}

/// The names that a list or the keys of a mapping are.
fn names(part: Option<Part<'_>>) -> Vec<&str> {
    let Some(part) = part else { return Vec::new() };
    match part.is_mapping() {
        true => part.entries().into_iter().map(|field| field.name).collect(),
        false => items(Some(part)).filter_map(Part::text).collect(),
    }
}

/// What a lower layer said about the rights of a service and a later one replaced or removed.
#[derive(Debug)]
pub struct Before<'t> {
    /// The key of the service.
    pub key: &'t str,
    /// The scalar or the items that stood there.
    pub items: Vec<Leaf<'t>>,
    /// What took them away.
    pub by: Span,
}

impl<'t> Before<'t> {
    fn read_all(service: Part<'t>, fields: &Fields<'t>, removed: &[&'t Removed<'t>]) -> Vec<Before<'t>> {
        let replaced = ["privileged", "read_only", "user"].into_iter().filter_map(|key| {
            let part = fields.value(key)?;
            Some(Before::new(key, part.replaced()?, part.token()))
        });
        let mut out: Vec<Before<'t>> = replaced.collect();
        for Removed { path, was, by } in removed {
            let Some(was) = was.map(|was| service.elsewhere(was)) else { continue };
            match path.as_slice() {
                [_, _, key] => out.push(Before::new(key, was, *by)),
                [_, _] => out.extend(was.entries().into_iter().map(|f| Before::new(f.name, f.value, *by))),
                _ => {}
            }
        }
        out
    }

    fn new(key: &'t str, part: Part<'t>, by: Span) -> Before<'t> {
        let items = match part.is_sequence() {
            true => part.items().into_iter().filter_map(Leaf::read).collect(),
            false => Leaf::read(part).into_iter().collect(),
        };
        Before { key, items, by }
    }
}

/// How an image is built.
#[derive(Debug)]
pub struct Build<'t> {
    /// What is written under `build:`.
    pub node: Part<'t>,
    /// The folder or address that is built.
    pub context: Option<Leaf<'t>>,
    /// The Dockerfile, relative to the context.
    pub dockerfile: Option<Leaf<'t>>,
    /// The text of a Dockerfile.
    pub dockerfile_inline: Option<Leaf<'t>>,
    /// The stage.
    pub target: Option<Leaf<'t>>,
    /// Build arguments.
    pub args: Vec<Variable<'t>>,
    /// `secrets:`.
    pub secrets: Vec<FileUse<'t>>,
    /// `privileged:`.
    pub privileged: Option<Leaf<'t>>,
    /// `network:`.
    pub network: Option<Leaf<'t>>,
    /// `entitlements:`.
    pub entitlements: Option<List<'t>>,
}

impl<'t> Build<'t> {
    fn read(node: Part<'t>) -> Build<'t> {
        let fields = Fields::of(node);
        Build {
            node,
            context: if node.is_mapping() { fields.leaf("context") } else { Leaf::read(node) },
            dockerfile: fields.leaf("dockerfile"),
            dockerfile_inline: fields.leaf("dockerfile_inline"),
            target: fields.leaf("target"),
            args: fields.value("args").map(Variable::read_all).unwrap_or_default(),
            secrets: FileUse::read_all(&fields, "secrets"),
            privileged: fields.leaf("privileged"),
            network: fields.leaf("network"),
            entitlements: fields.list("entitlements", false),
        }
    }

    /// The Dockerfile that is written here, each byte with its place; `None` when there is none, or it is not known
    /// before deployment.
    pub fn inline(&self) -> Option<Joined<'t>> {
        self.node.get("dockerfile_inline")?.value().and_then(inline::read)
    }

    /// The item of `entitlements` that grants something.
    pub fn entitlement(&self, name: &str) -> Option<&Leaf<'t>> {
        self.entitlements.iter().flat_map(|list| &list.items).find(|item| item.known() == Some(name))
    }

    /// The token that says what is built.
    pub fn at(&self) -> Span {
        let named = self.dockerfile.as_ref().or(self.context.as_ref());
        named.map_or_else(|| token(self.node), |leaf| leaf.span)
    }

    /// The path of the Dockerfile relative to the Compose file; `None` when it is inline, remote or unknown.
    pub fn dockerfile_path(&self) -> Option<String> {
        if self.dockerfile_inline.is_some() {
            return None;
        }
        let context = self.context_path()?;
        let dockerfile = self.dockerfile.as_ref().map_or(Some("Dockerfile"), Leaf::known)?;
        match dockerfile.starts_with('/') {
            true => Some(clean_path(dockerfile)),
            false => Some(clean_path(&format!("{context}/{dockerfile}"))),
        }
    }

    /// The folder that is built, relative to the Compose file; `None` when it is remote or unknown.
    pub fn context_path(&self) -> Option<String> {
        let context = self.context.as_ref().map_or(Some("."), Leaf::known)?;
        let folder = self.context.as_ref().map_or(self.node.folder(), |leaf| leaf.folder);
        let is_remote =
            context.contains("://") || context.starts_with("git@") || context.starts_with("github.com/");
        (!is_remote).then(|| join(folder, context))
    }
}

/// An environment variable, build argument or label.
#[derive(Debug)]
pub struct Variable<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// The token of its name.
    pub at: Span,
    /// The last step on the way to the service.
    pub step: Option<Step>,
    /// Its value; `None` when it is taken from the environment of whoever runs Compose.
    pub value: Option<Leaf<'t>>,
    /// The text that Compose makes of a number or date without quotes, if it is another one.
    pub printed: Rare<String>,
    /// Whether it is an item of a list that is written without quotes of YAML.
    pub is_bare_item: bool,
    /// The value of a mapping or the item of a list, when it is written without quotes and nobody shares it.
    pub room: Option<Span>,
}

impl<'t> Variable<'t> {
    /// Reads a mapping or a list of `NAME=value`.
    fn read_all(value: Part<'t>) -> Vec<Variable<'t>> {
        let read = |field: Field<'t>| Variable {
            name: field.name,
            at: field.key.span(),
            step: field.value.step(),
            value: Leaf::read(field.value),
            printed: field.value.printed().into(),
            is_bare_item: false,
            room: room(field.value),
        };
        if value.is_mapping() {
            return value.entries().into_iter().map(read).collect();
        }
        let item = |item: Part<'t>| match item.pair() {
            Some(field) => Some(read(field)),
            None => Variable::read_item(item),
        };
        value.items().into_iter().filter_map(item).collect()
    }

    fn read_item(part: Part<'t>) -> Option<Variable<'t>> {
        let item = Leaf::read(part)?;
        let length = item.raw.find('=').unwrap_or(item.raw.len());
        let name = item.raw.get(..length).filter(|name| !name.is_empty())?;
        let value = (length < item.raw.len()).then(|| item.part(length + 1..item.raw.len()));
        Some(Variable {
            name,
            at: item.span_of(0..length),
            step: item.step,
            value,
            printed: None.into(),
            is_bare_item: part.is_plain(),
            room: room(part),
        })
    }

    /// The text that Compose makes of its value, when that is another number or looks as if it were meant to be a text:
    /// one that starts with a zero or a sign, or that names a version. `0.50` is `0.5` to everybody.
    pub fn reformatted(&self) -> Option<&str> {
        let (raw, printed) = (self.value.as_ref()?.raw, self.printed.as_ref()?);
        let number = |text: &str| text.parse::<f64>().ok();
        // Digits that an exponent stands instead of may be lost.
        let is_shortened = printed.contains('e') && !raw.contains(['e', 'E']);
        let is_same = number(raw).is_some() && number(raw) == number(printed) && !is_shortened;
        let mut bytes = raw.bytes();
        let is_text = match (bytes.next(), bytes.next()) {
            (Some(b'+'), _) => true,
            (Some(b'0'), next) => next.is_some_and(|next| next.is_ascii_digit()),
            _ => self.name.to_ascii_uppercase().contains("VERSION"),
        };
        (!is_same || is_text).then_some(printed.as_str())
    }

    /// Whether its whole value stands in quotes that are a part of it, in a form in which nobody can mean them.
    pub fn is_quoted(&self) -> bool {
        let raw = self.value.as_ref().filter(|_| self.is_bare_item).map_or("", |value| value.raw);
        ['"', '\''].into_iter().any(|quote| {
            let inside = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
            inside.is_some_and(|inside| !inside.contains([quote, '\\']))
        })
    }
}

/// Where a scalar without quotes can be changed.
fn room(part: Part<'_>) -> Option<Span> {
    part.written().filter(|_| part.is_plain()).map(|value| value.span())
}

/// A command that Compose runs in a container when it starts, ends or its files change.
#[derive(Debug)]
pub struct Hook<'t> {
    /// The key under which it stands.
    pub event: &'static str,
    /// What is written.
    pub node: Part<'t>,
    /// Who it runs as.
    pub user: Option<Leaf<'t>>,
    /// Whether it has all rights of the host's root.
    pub privileged: Option<Leaf<'t>>,
    /// The image of its own that it runs in.
    pub image: Option<Leaf<'t>>,
}

impl<'t> Hook<'t> {
    fn read_all(fields: &Fields<'t>) -> Vec<Hook<'t>> {
        let events = ["pre_start", "post_start", "pre_stop"].into_iter();
        let hooks = events.flat_map(|event| items(fields.value(event)).map(move |item| (event, item)));
        let watch = items(fields.value("develop").and_then(|develop| develop.get("watch")));
        let watch = watch.filter_map(|item| Some(("exec", item.get("exec")?)));
        hooks.chain(watch).map(|(event, node)| Hook::read(event, node)).collect()
    }

    fn read(event: &'static str, node: Part<'t>) -> Hook<'t> {
        let fields = Fields::of(node);
        let (user, privileged) = (fields.leaf("user"), fields.leaf("privileged"));
        Hook { event, node, user, privileged, image: fields.leaf("image") }
    }
}

/// The items of a list; none of anything else.
fn items<'t>(list: Option<Part<'t>>) -> impl Iterator<Item = Part<'t>> {
    list.filter(|list| list.is_sequence()).into_iter().flat_map(Part::items)
}

/// A device of the host.
#[derive(Debug)]
pub struct Device<'t> {
    /// Its path on the host, or a name of the Container Device Interface.
    pub source: Leaf<'t>,
    /// What may be done: letters of `rwm`. `None` for all of it.
    pub permissions: Option<Leaf<'t>>,
}

impl<'t> Device<'t> {
    fn read_all(fields: &Fields<'t>) -> Vec<Device<'t>> {
        items(fields.value("devices")).filter_map(Device::read).collect()
    }

    fn read(node: Part<'t>) -> Option<Device<'t>> {
        if node.is_mapping() {
            let fields = Fields::of(node);
            return Some(Device { source: fields.leaf("source")?, permissions: fields.leaf("permissions") });
        }
        let leaf = Leaf::read(node)?;
        let parts = volume_fields(leaf.raw)?;
        let source = leaf.part(parts.first()?.clone());
        // The second part is the path in the container, unless it can only be letters of what is allowed.
        let permissions = parts.get(2).map(|range| leaf.part(range.clone()));
        Some(Device { source, permissions })
    }
}

/// A published port.
#[derive(Debug)]
pub struct Port<'t> {
    /// The item, or the first key of the long form; of an alias what it stands for. `node.written()` is the item
    /// itself.
    pub at: Span,
    /// The last step on the way to the service.
    pub step: Option<Step>,
    /// What is published, also where a variable's default says so (`${PORT:-80}:80`); `None` when it is not known
    /// before deployment or not a port.
    pub mapping: Option<PortMapping>,
    /// What is written.
    pub node: Part<'t>,
}

impl<'t> Port<'t> {
    fn read_all(fields: &Fields<'t>) -> Vec<Port<'t>> {
        let items = fields.value("ports").filter(|ports| ports.is_sequence());
        items.into_iter().flat_map(Part::items).filter_map(Port::read).collect()
    }

    fn read(node: Part<'t>) -> Option<Port<'t>> {
        if !node.is_mapping() {
            let leaf = Leaf::read(node)?;
            let mapping = leaf.known().and_then(PortMapping::parse);
            return Some(Port { at: leaf.span, step: leaf.step, mapping, node });
        }
        let fields = Fields::of(node);
        let text = |key: &str| match fields.leaf(key) {
            None => Some(None),
            Some(leaf) => leaf.known().map(|text| Some(text.to_owned())),
        };
        let mapping = || {
            Some(PortMapping {
                host_ip: text("host_ip")?,
                published: text("published")?,
                target: text("target")??,
                protocol: text("protocol")?.unwrap_or_else(|| "tcp".to_owned()),
            })
        };
        let at = fields.leaf("target").map_or(token(node), |target| target.span);
        Some(Port { at, step: node.step(), mapping: mapping(), node })
    }
}
