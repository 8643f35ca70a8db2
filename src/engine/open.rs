//! The one way from a file to what rules and people see of it: bytes, text, document, effective view. Runs no rule.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::api::{Input, Options};
use super::build_context::{Surroundings, surroundings};
use super::detect::{Detected, detect};
use super::report::{Notice, NoticeKind};
use super::store::Store;
use crate::discover::{Named, by_name};
use crate::finding::Problem;
use crate::model::{compose, dockerfile, images, kube};
use crate::settings::Date;
use crate::source::{LineEnds, ReadError, Source, SourceId, decode};
use crate::suppress::{self, Directives};
use crate::syntax::dockerfile as dockerfile_syntax;
use crate::workload::{self, Builds, Document, View};

/// What came of reading an input.
pub(super) enum Read {
    /// A text that may be of a format that is linted, with what the file's name promises.
    Text(Box<Source>, Option<Named>),
    /// It cannot be read, or was not to be.
    Failed(Notice),
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
    /// The file whose unit this one belongs to: the Compose file that builds a Dockerfile.
    pub(super) unit: Option<PathBuf>,
}

/// Reads an input as text.
pub(super) fn read(id: SourceId, input: &Input, store: &Store<'_>) -> Read {
    let named = by_name(&input.path);
    let is_ours = matches!(named, Some(Named::Dockerfile | Named::Compose));
    let failed =
        |kind, text: String| Read::Failed(Notice { path: input.path.clone(), line: None, kind, text });
    let bytes = match store.read(input) {
        Ok(bytes) => bytes,
        // It was there when the folder was listed.
        Err(error @ ReadError::Missing) if !input.named => {
            return failed(NoticeKind::Skipped, error.to_string());
        }
        Err(error) if is_ours || input.named => return failed(NoticeKind::NotChecked, error.to_string()),
        Err(error) => return failed(NoticeKind::Skipped, error.to_string()),
    };
    let Ok(decoded) = decode(bytes) else {
        let text = "it is not text".to_owned();
        return match named {
            _ if is_ours => failed(NoticeKind::NotChecked, text),
            Some(_) if input.named => failed(NoticeKind::NotChecked, text),
            Some(_) => failed(NoticeKind::Skipped, text),
            None => Read::NotOurs,
        };
    };
    let line_ends = match named {
        Some(Named::Dockerfile | Named::MaybeDockerfile) => LineEnds::Lf,
        _ => LineEnds::LfOrCr,
    };
    if named.is_none() && !input.named {
        return Read::NotOurs;
    }
    Read::Text(Box::new(Source::new(id, &input.path, decoded, line_ends)), named)
}

/// The day that expiry is judged by.
pub(super) fn today(options: &Options) -> Date {
    options.settings.today.unwrap_or(images::DATA_DATE)
}

/// Calls `then` with what a text says; `None` when it is of no format that is linted.
pub(super) fn open<R>(
    source: &Source,
    named: Option<Named>,
    store: &Store<'_>,
    options: &Options,
    then: impl FnOnce(&View<'_>, Aside) -> R,
) -> Option<R> {
    let today = today(options);
    let limits = &options.limits;
    Some(match detect(source, named, limits)? {
        Detected::Dockerfile => {
            let file = dockerfile_syntax::parse(source.id, &source.text, limits);
            let directives = suppress::in_dockerfile(&file, today);
            let mut model = dockerfile::Dockerfile::with_images(file, limits, &options.settings.images);
            model.read_scripts();
            let Surroundings { context, ignore_file, composed_by } =
                surroundings(&source.path, &model, store);
            model.context = context;
            let view = View {
                source,
                workloads: workload::image::workloads(&model),
                images: workload::image::images(&model),
                document: Document::Dockerfile(&model),
            };
            let (problems, context) = (model.problems().to_vec(), ignore_file.into_iter().collect());
            then(&view, Aside { problems, directives, context, unit: composed_by })
        }
        Detected::Compose(tree) => {
            let directives = suppress::in_yaml(&tree, today);
            let file = compose::lower(&tree);
            let (builds, context) =
                file.as_ref().map(|file| builds_of(source, file, store)).unwrap_or_default();
            let workloads = file.as_ref().map(|file| workload::compose::workloads(file, &builds));
            let view = View {
                source,
                workloads: workloads.unwrap_or_default(),
                images: Vec::new(),
                document: Document::Compose(file.as_ref()),
            };
            then(&view, Aside { problems: tree.problems.clone(), directives, context, unit: None })
        }
        Detected::Kubernetes(tree) => {
            let objects = kube::objects(&tree);
            let view = View {
                source,
                workloads: workload::kube::workloads(&objects),
                images: Vec::new(),
                document: Document::Kubernetes(&objects, kube::minors(&options.settings)),
            };
            let directives = suppress::in_yaml(&tree, today);
            then(
                &view,
                Aside { problems: tree.problems.clone(), directives, context: Vec::new(), unit: None },
            )
        }
    })
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
        if let Some((text, facts)) = store.image(&path) {
            builds.add(path, facts);
            context.push(text);
        }
    }
    (builds, context)
}
