//! The one way from a file to what rules and people see of it: bytes, text, document, effective view. Runs no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::api::{Given, Input, Options};
use super::build_context::{Surroundings, surroundings};
use super::compose::{Place, folder as compose_folder};
use super::detect::{self, Detected, Rest, detect};
use super::gaps;
use super::inline::{inline_dockerfiles, source_of};
use super::report::{Notice, NoticeKind};
use super::store::Store;
use crate::discover::{Named, Skip, by_name};
use crate::finding::Problem;
use crate::model::compose::Standing;
use crate::model::{Format, compose, dockerfile, kube};
use crate::source::{LineEnds, ReadError, Source, SourceId, decode};
use crate::suppress::{self, Directives};
use crate::syntax::dockerfile as dockerfile_syntax;
use crate::workload::{self, Builds, Document, View, Workloads};

/// What came of reading an input.
pub(super) enum Read {
    /// A text that may be of a format that is linted, with what the file's name promises.
    Text(Box<Source>, Option<Named>),
    /// It cannot be read, or was not to be; with the flag that would change that.
    Failed(Notice, Option<&'static str>),
    /// Its name says that it is nothing that is linted.
    NotOurs,
}

/// What belongs to a view and is not asked about by rules.
pub(super) struct Aside {
    /// What the parser and the model noticed.
    pub(super) problems: Vec<Problem>,
    /// The directives in comments and annotations.
    pub(super) directives: Directives,
    /// The files that findings may point into besides.
    pub(super) context: Vec<Arc<Source>>,
    /// The file whose unit this one belongs to: the Compose file that builds a Dockerfile, or in whose project
    /// another Compose file is.
    pub(super) unit: Option<PathBuf>,
    /// What could not be looked at.
    pub(super) notices: Vec<Notice>,
    /// How many objects of which kinds were not held against a schema, because there is none.
    pub(super) without_schema: BTreeMap<String, usize>,
    /// Which templates the documents were rendered from, as they say themselves.
    pub(super) rendered: kube::Rendered,
}

impl Aside {
    /// What every view has; nothing else.
    fn of(problems: Vec<Problem>, directives: Directives) -> Aside {
        let (context, notices, without_schema, rendered) = Default::default();
        Aside { problems, directives, context, unit: None, notices, without_schema, rendered }
    }
}

/// What the user says about a file, else what its name promises.
fn promise(input: &Input) -> Option<Named> {
    match input.format {
        Some(Format::Dockerfile) => Some(Named::Dockerfile),
        Some(Format::Compose) => Some(Named::Compose),
        Some(Format::Kubernetes) => Some(Named::Kubernetes),
        None => by_name(&input.path),
    }
}

/// Reads an input as text.
pub(super) fn read(id: SourceId, input: &Input, store: &Store<'_>) -> Read {
    let named = promise(input);
    let is_found = input.given == Given::Found;
    let is_ours = matches!(named, Some(Named::Dockerfile | Named::Compose | Named::Kubernetes));
    let failed = |is_incomplete, text: String| {
        let kind = match is_incomplete {
            true => NoticeKind::NotChecked,
            false => NoticeKind::Skipped(Skip::Unreadable),
        };
        Read::Failed(Notice { path: input.path.clone(), line: None, kind, text }, None)
    };
    let bytes = match store.read(input) {
        Ok(bytes) => bytes,
        Err(error @ ReadError::TooLarge(_)) => {
            let (kind, text) = (NoticeKind::NotChecked, error.to_string());
            let notice = Notice { path: input.path.clone(), line: None, kind, text };
            return Read::Failed(notice, Some("--max-file-size"));
        }
        // It was there when the folder was listed.
        Err(error @ ReadError::Missing) => return failed(!is_found, error.to_string()),
        Err(error) => return failed(is_ours || !is_found, error.to_string()),
    };
    let Ok(decoded) = decode(bytes) else {
        return match named {
            None => Read::NotOurs,
            Some(_) => failed(is_ours || !is_found, "it is not text".to_owned()),
        };
    };
    let line_ends = match named {
        Some(Named::Dockerfile | Named::MaybeDockerfile) => LineEnds::Lf,
        _ => LineEnds::LfOrCr,
    };
    if named.is_none() && is_found {
        return Read::NotOurs;
    }
    Read::Text(Box::new(Source::new(id, &input.path, decoded, line_ends)), named)
}

/// What is wanted of a file.
pub(super) struct Wish<'w> {
    /// A file that belongs to the project of another is wanted for itself.
    pub(super) alone: bool,
    /// Whether anybody asks which variables are set beside a Compose project.
    pub(super) variables: &'w dyn Fn() -> bool,
}

/// Calls `then` with what a text says, if it is of a format that is linted. What cannot be linted of it is returned
/// besides. `wish` says what is wanted of it.
pub(super) fn open<R>(
    source: &Source,
    named: Option<Named>,
    store: &Store<'_>,
    options: &Options,
    wish: Wish<'_>,
    then: impl FnOnce(&View<'_>, Aside) -> R,
) -> (Option<R>, Option<Rest>) {
    let is_included = || store.entry_of(&source.path).is_some();
    let Detected { document, rest } = detect(source, named, &options.limits, &is_included);
    (document.and_then(|document| view(source, document, store, options, wish, then)), rest)
}

fn view<R>(
    source: &Source,
    document: detect::Document<'_>,
    store: &Store<'_>,
    options: &Options,
    wish: Wish<'_>,
    then: impl FnOnce(&View<'_>, Aside) -> R,
) -> Option<R> {
    let today = options.today();
    let limits = &options.limits;
    Some(match document {
        detect::Document::Dockerfile => {
            let file = dockerfile_syntax::parse(source.id, &source.text, limits);
            let directives = suppress::in_dockerfile(&file, today, limits);
            let mut model = dockerfile::Dockerfile::with_images(file, limits, &options.settings.images);
            model.read_scripts();
            let Surroundings { context, ignore_file, composed_by } =
                surroundings(&source.path, &model, store);
            model.context = context;
            let view = View {
                source,
                workloads: workload::image::workloads(&model),
                document: Document::Dockerfile(&model),
            };
            let context = ignore_file.into_iter().collect();
            let aside = Aside::of(model.problems().to_vec(), directives);
            then(&view, Aside { context, unit: composed_by, ..aside })
        }
        detect::Document::Compose(mut tree) => {
            let problems = std::mem::take(&mut tree.problems);
            let directives = suppress::in_yaml(&tree, today);
            let (files, standing) = match store.compose_place(&source.path) {
                Place::Entry(files, standing) => (files, standing),
                Place::Member(entry) if !wish.alone => {
                    // What is found in it is found in the project of that file.
                    let view =
                        View { source, workloads: Workloads::none(), document: Document::Compose(None) };
                    return Some(then(&view, Aside { unit: Some(entry), ..Aside::of(problems, directives) }));
                }
                Place::Member(_) => (vec![file_name(&source.path)], Standing::Perhaps),
            };
            let base = compose_folder(&source.path);
            let mut parts = Some((then, directives, problems));
            let mut out = None;
            store.with_project(base, (&files, standing), Some(&tree), &mut |composition, texts| {
                let mut file = compose::lower(composition);
                if !composition.wanted.is_empty() && (wish.variables)() {
                    let folders = texts.iter().map(|text| compose_folder(&text.path)).chain([base]).collect();
                    file.given = store.given_variables(&folders);
                }
                let (builds, mut context) = builds_of(source, &file, store);
                context.extend(texts.iter().cloned());
                let view = View {
                    source,
                    workloads: workload::compose::workloads(&file, &builds),
                    document: Document::Compose(Some(&file)),
                };
                let notices = gaps::notices(source, composition);
                out = parts.take().map(|(then, directives, problems)| {
                    then(&view, Aside { context, notices, ..Aside::of(problems, directives) })
                });
            });
            return out;
        }
        detect::Document::Kubernetes(mut tree) => {
            let problems = std::mem::take(&mut tree.problems);
            let objects = kube::objects(&tree);
            let minors = kube::minors(&options.settings);
            let custom = kube::custom_kinds(&objects, minors);
            let mut definitions = kube::Definitions::default();
            if !custom.is_empty() {
                let kinds = custom.keys().cloned().collect();
                definitions.add(&kube::Definitions::of(&objects), &kinds);
                store.add_definitions(&source.path, &kinds, &mut definitions);
            }
            let (is_kustomized, is_patch) = store.kustomized(&source.path);
            let has_pods = objects.iter().any(|object| !object.pods.is_empty());
            let filled = if has_pods { store.filled_images(&source.path) } else { BTreeSet::new() };
            let of_use = kube::Use {
                is_patch,
                is_kustomized,
                is_test: options.places.is_below(&source.path, Path::new(kube::TESTS)),
                filled: &filled,
                definitions: &definitions,
                ..kube::Use::of(minors, &source.text)
            };
            let without_schema =
                custom.into_iter().filter(|(kind, _)| !kube::has_schema(kind, &definitions)).collect();
            let view = View {
                source,
                workloads: workload::kube::workloads(&objects, of_use),
                document: Document::Kubernetes(&objects, of_use),
            };
            let directives = suppress::in_yaml(&tree, today);
            let rendered = kube::Rendered::of(&tree);
            then(&view, Aside { without_schema, rendered, ..Aside::of(problems, directives) })
        }
    })
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The Dockerfiles that the services of a file build, and their texts.
fn builds_of(source: &Source, file: &compose::File<'_>, store: &Store<'_>) -> (Builds, Vec<Arc<Source>>) {
    let folder = source.path.parent().unwrap_or(Path::new(""));
    let mut paths: Vec<PathBuf> =
        file.dockerfiles().map(|path| crate::project::normal(&folder.join(path))).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut builds = Builds::new(folder);
    let mut context = Vec::new();
    for path in paths {
        match store.image(&path) {
            Some((text, facts)) => {
                builds.add(path, facts);
                context.push(text);
            }
            None if store.is_missing(&path) => builds.add_missing(path),
            None => {}
        }
    }
    for (at, inline) in inline_dockerfiles(file) {
        let Some(inline) = inline else { continue };
        if let Some(text) = source_of(&inline, source) {
            let facts = store.facts_of(&text).placed(|span| inline.span(span.range()));
            builds.add_inline(at, Arc::new(facts));
        }
    }
    (builds, context)
}
