//! Networks, volumes, mounts, memory filesystems, secrets and configs of a Compose file. Does not say what is
//! dangerous.

use super::interpolate::Interpolated;
use super::leaf::{Fields, Leaf, token};
use super::part::{Field, Part};
use super::rare::Rare;
use super::short::is_volume_option;
use super::way::Step;
use crate::model::secrets::content::credentials;
use crate::source::Span;
use crate::syntax::value::{has_drive, volume_fields};
use crate::syntax::yaml::bool_word;

/// A named volume at the top of the file.
#[derive(Debug)]
pub struct Volume<'t> {
    /// Its name in this file.
    pub name: &'t str,
    /// The token of its name.
    pub key: Span,
    /// The driver; `local` when it is not written.
    pub driver: Option<Leaf<'t>>,
    /// What the driver gets.
    pub driver_opts: Vec<(&'t str, Leaf<'t>)>,
    /// Whether somebody else makes it.
    pub external: bool,
}

impl<'t> Volume<'t> {
    pub(super) fn read(field: Field<'t>) -> Volume<'t> {
        let fields = Fields::of(field.value);
        let options = fields.value("driver_opts").map(Part::entries).unwrap_or_default();
        let option = |field: Field<'t>| Some((field.name, Leaf::read(field.value)?));
        Volume {
            name: field.name,
            key: field.key.span(),
            driver: fields.leaf("driver"),
            driver_opts: options.into_iter().filter_map(option).collect(),
            external: fields
                .value("external")
                .is_some_and(|external| external.text().and_then(bool_word) != Some(false)),
        }
    }

    /// An option of the driver.
    pub fn option(&self, name: &str) -> Option<&Leaf<'t>> {
        self.driver_opts.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether it is made here by the engine's own driver, which mounts what its options say.
    pub fn is_local(&self) -> bool {
        !self.external && self.driver.as_ref().is_none_or(|driver| driver.known() == Some("local"))
    }
}

/// A network at the top of the file.
#[derive(Debug)]
pub struct Network<'t> {
    /// Its name in this file.
    pub name: &'t str,
    /// The token of its name.
    pub key: Span,
    /// `internal:`.
    pub internal: Option<Leaf<'t>>,
    /// The address of the host that it publishes on where a port names none.
    pub host_address: Option<Leaf<'t>>,
}

impl<'t> Network<'t> {
    pub(super) fn read(field: Field<'t>) -> Network<'t> {
        let option = field.value.at(&["driver_opts", "com.docker.network.bridge.host_binding_ipv4"]);
        Network {
            name: field.name,
            key: field.key.span(),
            internal: Fields::of(field.value).leaf("internal"),
            host_address: option.and_then(Leaf::read),
        }
    }
}

/// A secret or config at the top of the file.
#[derive(Debug)]
pub struct FileSource<'t> {
    /// Its name in this file.
    pub name: &'t str,
    /// The token of its name.
    pub key: Span,
    /// The file of the host that it is; a read-only bind mount in Compose.
    pub file: Option<Leaf<'t>>,
    /// The text that it is.
    pub content: Option<Leaf<'t>>,
    /// The same as it is written, over all its lines.
    written: &'t str,
}

impl<'t> FileSource<'t> {
    pub(super) fn read(field: Field<'t>) -> FileSource<'t> {
        let fields = Fields::of(field.value);
        let (file, content) = (fields.leaf("file"), fields.leaf("content"));
        let value = fields.value("content").and_then(Part::value).filter(|_| content.is_some());
        let written = value.and_then(|value| value.tree().text.get(value.node().span.range()));
        FileSource { name: field.name, key: field.key.span(), file, content, written: written.unwrap_or("") }
    }

    /// What its text gives a credential, by name, and where each credential stands.
    pub fn credentials(&self) -> Vec<(&'t str, Span)> {
        let Some(content) = &self.content else { return Vec::new() };
        let place = |at: std::ops::Range<usize>| {
            let start = content.whole.start;
            Span::new(content.whole.source, start + at.start as u32, start + at.end as u32)
        };
        credentials(self.written).into_iter().map(|(name, at)| (name, place(at))).collect()
    }
}

/// The use of a secret or config by a service.
#[derive(Debug)]
pub struct FileUse<'t> {
    /// Which one.
    pub source: Leaf<'t>,
    /// Where it appears, if that is written.
    pub target: Rare<Leaf<'t>>,
    /// `mode:` when it is a number without quotes.
    pub mode: Rare<Number<'t>>,
}

/// A number that is written without quotes.
#[derive(Debug)]
pub struct Number<'t> {
    /// The number as it is written.
    pub leaf: Leaf<'t>,
    /// Where it can be changed; `None` when others share it.
    pub room: Option<Span>,
}

impl<'t> Number<'t> {
    fn read(part: Part<'t>) -> Option<Number<'t>> {
        let leaf = Leaf::read(part).filter(|_| part.is_plain())?;
        Some(Number { leaf, room: part.written().map(|value| value.span()) })
    }
}

impl<'t> FileUse<'t> {
    pub(super) fn read_all(fields: &Fields<'t>, key: &str) -> Vec<FileUse<'t>> {
        let items = fields.value(key).filter(|items| items.is_sequence());
        let read = |item: Part<'t>| {
            if item.is_mapping() {
                let fields = Fields::of(item);
                let mode = fields.value("mode").and_then(Number::read);
                let (source, target) = (fields.leaf("source")?, fields.leaf("target").into());
                return Some(FileUse { source, target, mode: mode.into() });
            }
            Some(FileUse { source: Leaf::read(item)?, target: None.into(), mode: None.into() })
        };
        items.into_iter().flat_map(Part::items).filter_map(read).collect()
    }
}

/// What a service mounts through `volumes`, but for memory filesystems.
#[derive(Debug)]
pub struct VolumeMount<'t> {
    /// The token that names the source, or the first line of the entry.
    pub at: Span,
    /// The last step on the way to the service.
    pub step: Option<Step>,
    /// Where it comes from.
    pub source: Source<'t>,
    /// Where it appears in the container.
    pub target: Option<Leaf<'t>>,
    /// The options of the short form that are written in letters: `ro`, `z`, `rshared`, …, each with its place.
    pub options: Vec<Leaf<'t>>,
    /// `bind.propagation` of the long form.
    pub propagation: Rare<Leaf<'t>>,
    /// `bind.selinux` of the long form.
    pub selinux: Rare<Leaf<'t>>,
    /// Whether it cannot be written.
    pub read_only: bool,
    /// The mapping of the long form.
    pub node: Option<Part<'t>>,
}

/// Where a mount comes from.
#[derive(Debug, Clone)]
pub enum Source<'t> {
    /// A path of the host, as written: absolute, in the home folder, or relative to the file.
    Path(Leaf<'t>),
    /// A volume by its name.
    Named(Leaf<'t>),
    /// A new volume without a name.
    Anonymous,
    /// An image, a cluster volume, a pipe of Windows.
    Other,
    /// Not known before deployment.
    Unknown,
}

impl<'t> Source<'t> {
    /// What Compose takes the first field of the short form for.
    fn of(leaf: Leaf<'t>) -> Source<'t> {
        let is_path = |text: &str| text.starts_with(['.', '/', '~', '\\']) || has_drive(text);
        match &leaf.text {
            Interpolated::Unknown => Source::Unknown,
            text if is_path(text.prefix()) => Source::Path(leaf),
            _ if in_home(leaf.raw).is_some() => Source::Path(leaf),
            Interpolated::Partial { prefix, .. } if prefix.is_empty() => Source::Unknown,
            _ => Source::Named(leaf),
        }
    }
}

/// What follows `$HOME` in a path: a variable that every user has.
pub fn in_home(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("$HOME").or_else(|| path.strip_prefix("${HOME}"))?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest).filter(|rest| !rest.contains('$'))
}

/// Options of other engines, and those that Docker once had: what they ask for is not missed.
const HARMLESS: &[&str] = &[
    "cached",
    "delegated",
    "consistent",
    "default",
    "bind",
    "rbind",
    "U",
    "O",
    "idmap",
    "copy",
    "exec",
    "dev",
    "suid",
];

impl<'t> VolumeMount<'t> {
    /// The options of the short form that Compose drops, in order: all that it does not know, but for those that were
    /// once known or ask for what is the case anyhow.
    pub fn ignored_options(&self) -> impl Iterator<Item = &Leaf<'t>> {
        self.options.iter().filter(|option| {
            let is_ignored = |text: &str| !is_volume_option(text) && !HARMLESS.contains(&text);
            option.known().is_some_and(|text| !text.is_empty() && is_ignored(text))
        })
    }

    /// Whether an option, known or not, can only be meant to forbid writing: `readonly`, `RO`, `read-only`.
    pub fn forbids_writing(option: &str) -> bool {
        let word: String = option.chars().filter(char::is_ascii_alphabetic).collect();
        ["ro", "r", "readonly", "rro"].iter().any(|meant| word.eq_ignore_ascii_case(meant))
    }

    pub(super) fn read_short(leaf: Leaf<'t>) -> Option<VolumeMount<'t>> {
        let fields = volume_fields(leaf.raw)?;
        let (at, step) = (leaf.span, leaf.step);
        let part = |index: usize| fields.get(index).map(|range| leaf.part(range.clone()));
        let (source, target) = match fields.len() {
            0 => return None,
            1 => (None, part(0)),
            _ => (part(0), part(1)),
        };
        let mut options = Vec::new();
        if let Some(range) = fields.get(2) {
            let mut start = range.start;
            for option in leaf.raw.get(range.clone()).unwrap_or("").split(',') {
                options.push(leaf.part(start..start + option.len()));
                start += option.len() + 1;
            }
        }
        let at = source.as_ref().map_or(at, |source| source.span);
        let source = match source {
            Some(source) => Source::of(source),
            // One variable may stand for all fields.
            None if leaf.known().is_none() => Source::Unknown,
            None => Source::Anonymous,
        };
        let mut read_only = options.iter().filter_map(|option| match option.known() {
            Some("ro") => Some(true),
            Some("rw") => Some(false),
            _ => None,
        });
        let read_only = read_only.next_back().unwrap_or(false);
        let (propagation, selinux) = (None.into(), None.into());
        Some(VolumeMount { at, step, source, target, options, propagation, selinux, read_only, node: None })
    }

    pub(super) fn read_long(item: Part<'t>) -> VolumeMount<'t> {
        let fields = Fields::of(item);
        let source = fields.leaf("source");
        let at = source.as_ref().map_or_else(|| token(item), |source| source.span);
        let kind = fields.leaf("type");
        let source = match (kind.as_ref().and_then(Leaf::known), source) {
            (Some("bind"), Some(source)) => match source.text {
                Interpolated::Unknown => Source::Unknown,
                _ => Source::Path(source),
            },
            (Some("volume"), Some(source)) => Source::Named(source),
            (Some("volume"), None) => Source::Anonymous,
            (Some("image" | "cluster" | "npipe"), _) => Source::Other,
            // The type is required; without one the source tells what is meant.
            (None, Some(source)) if kind.is_none() => Source::of(source),
            _ => Source::Unknown,
        };
        let bind = |key: &str| fields.value("bind").and_then(|bind| Leaf::read(bind.get(key)?));
        VolumeMount {
            at,
            step: item.step(),
            source,
            target: fields.leaf("target"),
            options: Vec::new(),
            propagation: bind("propagation").into(),
            selinux: bind("selinux").into(),
            read_only: fields.leaf("read_only").is_some_and(|leaf| leaf.switch() == Some(true)),
            node: Some(item),
        }
    }
}

/// A memory filesystem of a service.
#[derive(Debug)]
pub struct TmpfsMount<'t> {
    /// Where it appears in the container.
    pub target: Leaf<'t>,
    /// The options of the short form; the long form has none that allow anything.
    pub options: Option<Leaf<'t>>,
    /// `tmpfs.size` of the long form.
    pub size: Option<Leaf<'t>>,
    /// `tmpfs.mode` of the long form when it is a number without quotes.
    pub mode: Option<Number<'t>>,
    /// The whole entry, at most one line.
    pub at: Span,
}

impl<'t> TmpfsMount<'t> {
    pub(super) fn read_short(leaf: Leaf<'t>) -> Option<TmpfsMount<'t>> {
        let at = leaf.span;
        let fields = volume_fields(leaf.raw)?;
        match fields.as_slice() {
            [target] => Some(TmpfsMount {
                target: leaf.part(target.clone()),
                options: None,
                size: None,
                mode: None,
                at,
            }),
            [target, options @ ..] => {
                let options = options.first()?.start..leaf.raw.len();
                let options = Some(leaf.part(options));
                Some(TmpfsMount { target: leaf.part(target.clone()), options, size: None, mode: None, at })
            }
            [] => None,
        }
    }

    /// The long form of `volumes`, when its type is `tmpfs`.
    pub(super) fn read_long(item: Part<'t>) -> Option<TmpfsMount<'t>> {
        let fields = Fields::of(item);
        fields.leaf("type").filter(|kind| kind.known() == Some("tmpfs"))?;
        let target = fields.leaf("target")?;
        let size = fields.value("tmpfs").and_then(|tmpfs| Leaf::read(tmpfs.get("size")?));
        let mode = fields.value("tmpfs").and_then(|tmpfs| Number::read(tmpfs.get("mode")?));
        Some(TmpfsMount { at: target.span, target, options: None, size, mode })
    }
}

/// What a service mounts, by all keys that mount something.
pub(super) struct Mounts<'t> {
    pub(super) volumes: Vec<VolumeMount<'t>>,
    pub(super) tmpfs: Vec<TmpfsMount<'t>>,
}

impl<'t> Mounts<'t> {
    pub(super) fn read(fields: &Fields<'t>) -> Mounts<'t> {
        let mut mounts = Mounts { volumes: Vec::new(), tmpfs: Vec::new() };
        for item in fields.list("tmpfs", true).into_iter().flat_map(|list| list.items) {
            mounts.tmpfs.extend(TmpfsMount::read_short(item));
        }
        let items = fields.value("volumes").filter(|volumes| volumes.is_sequence());
        for item in items.into_iter().flat_map(Part::items) {
            if item.is_mapping() {
                match TmpfsMount::read_long(item) {
                    Some(tmpfs) => mounts.tmpfs.push(tmpfs),
                    None => mounts.volumes.push(VolumeMount::read_long(item)),
                }
            } else if let Some(leaf) = Leaf::read(item) {
                mounts.volumes.extend(VolumeMount::read_short(leaf));
            }
        }
        mounts
    }
}
