//! One service of a Compose file. Reads its keys; does not say what they mean for a container.

use super::leaf::{Fields, Leaf, List, first_line};
use super::part::{Field, Part};
use super::relative::join;
use super::volume::Mounts;
use super::volume::{FileUse, TmpfsMount, VolumeMount};
use super::way::Step;
use crate::source::Span;
use crate::syntax::value::{PortMapping, SecurityOption, clean_path};

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
    pub image: Option<Leaf<'t>>,
    /// `build:`.
    pub build: Option<Build<'t>>,
    /// `provider:`; such a service has no container.
    pub provider: Option<Part<'t>>,
    /// `extends:`.
    pub extends: Option<Part<'t>>,
    /// `profiles:`.
    pub profiles: Option<List<'t>>,
    /// `user:`.
    pub user: Option<Leaf<'t>>,
    /// `privileged:`.
    pub privileged: Option<Leaf<'t>>,
    /// `read_only:`.
    pub read_only: Option<Leaf<'t>>,
    /// `cap_add:`.
    pub cap_add: Option<List<'t>>,
    /// `cap_drop:`.
    pub cap_drop: Option<List<'t>>,
    /// `security_opt:`, in order; see [`Service::security_option`].
    pub security_opt: Option<List<'t>>,
    /// `network_mode:`.
    pub network_mode: Option<Leaf<'t>>,
    /// `pid:`.
    pub pid: Option<Leaf<'t>>,
    /// `ipc:`.
    pub ipc: Option<Leaf<'t>>,
    /// `use_api_socket:`, which mounts the engine's socket.
    pub use_api_socket: Option<Leaf<'t>>,
    /// `mem_limit:`.
    pub mem_limit: Option<Leaf<'t>>,
    /// `deploy.resources.limits.memory:`.
    pub deploy_memory: Option<Leaf<'t>>,
    /// `environment:`.
    pub environment: Vec<Variable<'t>>,
    /// `healthcheck:`.
    pub healthcheck: Option<Healthcheck<'t>>,
    /// `ports:`.
    pub ports: Vec<Port<'t>>,
    /// `devices:`.
    pub devices: Option<List<'t>>,
    /// `volumes:` but for memory filesystems.
    pub volumes: Vec<VolumeMount<'t>>,
    /// `tmpfs:`, and `volumes:` of that type.
    pub tmpfs: Vec<TmpfsMount<'t>>,
    /// `secrets:`.
    pub secrets: Vec<FileUse<'t>>,
    /// `configs:`.
    pub configs: Vec<FileUse<'t>>,
}

impl<'t> Service<'t> {
    /// Reads a service. `is_layer` says that the project is only laid over or under others.
    pub(super) fn read(field: Field<'t>, is_layer: bool) -> Option<Service<'t>> {
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
        Some(Service {
            name,
            key,
            node,
            inherits,
            image,
            build: build.map(Build::read),
            provider: fields.value("provider"),
            extends,
            profiles: fields.list("profiles", false),
            user: fields.leaf("user"),
            privileged: fields.leaf("privileged"),
            read_only: fields.leaf("read_only"),
            cap_add: fields.list("cap_add", false),
            cap_drop: fields.list("cap_drop", false),
            security_opt: fields.list("security_opt", false),
            network_mode: fields.leaf("network_mode"),
            pid: fields.leaf("pid"),
            ipc: fields.leaf("ipc"),
            use_api_socket: fields.leaf("use_api_socket"),
            mem_limit: fields.leaf("mem_limit"),
            deploy_memory: node.at(&["deploy", "resources", "limits", "memory"]).and_then(Leaf::read),
            environment: fields.value("environment").map(Variable::read_all).unwrap_or_default(),
            healthcheck: fields.value("healthcheck").map(Healthcheck::read),
            ports: Port::read_all(&fields),
            devices: fields.list("devices", false),
            volumes: mounts.volumes,
            tmpfs: mounts.tmpfs,
            secrets: FileUse::read_all(&fields, "secrets"),
            configs: FileUse::read_all(&fields, "configs"),
        })
    }

    /// The item of `security_opt` that decides about a key, and the option in it: the last one wins.
    pub fn security_option(&self, key: &str) -> Option<(&Leaf<'t>, SecurityOption<'_>)> {
        let items = self.security_opt.as_ref()?.items.iter().rev();
        items
            .filter_map(|item| Some((item, SecurityOption::parse(item.known()?))))
            .find(|(_, option)| option.key == key)
    }
}

/// Whether a service carries a tag that changes how it is merged with others (`!reset`, `!override`).
fn replaces(node: Part<'_>) -> bool {
    let tag = node.value().and_then(|value| value.written().tag.as_ref());
    tag.is_some_and(|tag| tag.name == "!override")
}

/// The first line of a part.
fn token(part: Part<'_>) -> Span {
    part.value().map_or(part.span(), |value| first_line(value, value.span()))
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
}

impl<'t> Build<'t> {
    fn read(node: Part<'t>) -> Build<'t> {
        if !node.is_mapping() {
            let context = Leaf::read(node);
            return Build {
                node,
                context,
                dockerfile: None,
                dockerfile_inline: None,
                target: None,
                args: Vec::new(),
            };
        }
        let fields = Fields::of(node);
        Build {
            node,
            context: fields.leaf("context"),
            dockerfile: fields.leaf("dockerfile"),
            dockerfile_inline: fields.leaf("dockerfile_inline"),
            target: fields.leaf("target"),
            args: fields.value("args").map(Variable::read_all).unwrap_or_default(),
        }
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
}

impl<'t> Variable<'t> {
    /// Reads a mapping or a list of `NAME=value`.
    fn read_all(value: Part<'t>) -> Vec<Variable<'t>> {
        let read = |field: Field<'t>| Variable {
            name: field.name,
            at: field.key.span(),
            step: field.value.step(),
            value: Leaf::read(field.value),
        };
        if value.is_mapping() {
            return value.entries().into_iter().map(read).collect();
        }
        let item = |item: Part<'t>| match item.pair() {
            Some(field) => Some(read(field)),
            None => Leaf::read(item).and_then(Variable::read_item),
        };
        value.items().into_iter().filter_map(item).collect()
    }

    fn read_item(item: Leaf<'t>) -> Option<Variable<'t>> {
        let length = item.raw.find('=').unwrap_or(item.raw.len());
        let name = item.raw.get(..length).filter(|name| !name.is_empty())?;
        let value = (length < item.raw.len()).then(|| item.part(length + 1..item.raw.len()));
        Some(Variable { name, at: item.span_of(0..length), step: item.step, value })
    }
}

/// A health check.
#[derive(Debug)]
pub struct Healthcheck<'t> {
    /// What is written under `healthcheck:`.
    pub node: Part<'t>,
    /// What it does.
    pub test: Test,
    /// The token that says so.
    pub at: Span,
}

/// What a health check does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// It switches off the image's check.
    Disabled,
    /// It runs a command.
    Runs,
    /// It runs the image's command, if there is one, at other times.
    FromImage,
    /// Not known before deployment.
    Unknown,
}

impl<'t> Healthcheck<'t> {
    fn read(node: Part<'t>) -> Healthcheck<'t> {
        let fields = Fields::of(node);
        let line = token(node);
        let key = |name: &str| fields.entry(name).map_or(line, |field| field.key.span());
        if let Some(disable) = fields.leaf("disable") {
            match disable.switch() {
                Some(true) => return Healthcheck { node, test: Test::Disabled, at: disable.span },
                Some(false) => {}
                None => return Healthcheck { node, test: Test::Unknown, at: disable.span },
            }
        }
        let (test, at) = match fields.value("test") {
            _ if !node.is_mapping() => (Test::Unknown, line),
            None => (Test::FromImage, line),
            Some(test) if test.is_sequence() => match test.items().first().copied().map(Leaf::read) {
                None => (Test::FromImage, key("test")),
                Some(Some(first)) if first.known() == Some("NONE") => (Test::Disabled, first.span),
                Some(Some(first)) if first.known().is_none() => (Test::Unknown, first.span),
                Some(_) => (Test::Runs, key("test")),
            },
            Some(test) => match test.text() {
                Some("NONE") => (Test::Disabled, token(test)),
                Some("") => (Test::FromImage, key("test")),
                Some(_) => (Test::Runs, key("test")),
                None => (Test::Unknown, key("test")),
            },
        };
        Healthcheck { node, test, at }
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
