//! The CustomResourceDefinitions around a file: of the kustomizations and the chart in whose folders it lies, and of
//! the files that the configuration names. Holds nothing against them.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::store::Store;
use crate::engine::limits::MAX_DEFINITION_FILES;
use crate::model::kube::{self, Definitions};
use crate::schema::is_like;
use crate::source::LineEnds;
use crate::syntax::yaml;

/// The folder of a chart that has definitions.
const CHART_FOLDER: &str = "crds";

impl Store<'_> {
    /// Adds what is defined around a file about some kinds, `group/version/Kind`. What is nearer counts first, and what
    /// the configuration names last.
    pub(super) fn add_definitions(&self, path: &Path, kinds: &BTreeSet<String>, out: &mut Definitions) {
        for folder in self.folders(&self.path(path)) {
            out.add(&self.defined.get(&folder, || Arc::new(self.definitions_of(&folder))), kinds);
        }
        let base = &self.options().places.base;
        for pattern in &self.options().settings.definitions {
            let pattern = base.join(pattern);
            let found = self.defined.get(&pattern, || Arc::new(self.all_in(self.matching(&pattern))));
            out.add(&found, kinds);
        }
    }

    /// The definitions of the kustomization and the chart in a folder.
    fn definitions_of(&self, folder: &Path) -> Definitions {
        let names = self.list(folder).unwrap_or_default();
        let is_chart = names.iter().any(|name| name == "Chart.yaml");
        let kustomization = self.kustomization(folder);
        let mut open: VecDeque<PathBuf> =
            kustomization.map(|known| known.parts.clone()).unwrap_or_default().into();
        if is_chart {
            open.extend(self.matching(&folder.join(CHART_FOLDER)));
        }
        let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
        let mut files = Vec::new();
        while let Some(path) = open.pop_front() {
            if seen.len() >= MAX_DEFINITION_FILES || !seen.insert(path.clone()) {
                continue;
            }
            match self.kustomization(&path) {
                Some(known) => open.extend(known.parts.iter().cloned()),
                None => files.push(path),
            }
        }
        self.all_in(files)
    }

    fn all_in(&self, files: Vec<PathBuf>) -> Definitions {
        let mut out = Definitions::default();
        files.iter().for_each(|path| out.add_all(&self.definitions_in(path)));
        out
    }

    /// The definitions in a file; none if it cannot be read.
    fn definitions_in(&self, path: &Path) -> Arc<Definitions> {
        self.definitions.get(&self.path(path), || {
            let Some(source) = self.context(path, LineEnds::LfOrCr) else { return Arc::default() };
            let has = source.text.contains("CustomResourceDefinition");
            let read = || {
                let tree = yaml::parse(source.id, &source.text, self.limits());
                Definitions::of(&kube::objects(&tree))
            };
            let found = if has { read() } else { Definitions::default() };
            self.drop_context(path);
            Arc::new(found)
        })
    }

    /// The files that a pattern stands for: `*` is any part of a name, `**` any folders, and a folder all below it.
    fn matching(&self, pattern: &Path) -> Vec<PathBuf> {
        let parts: Vec<_> = pattern.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let mut out = Vec::new();
        let mut open = vec![(PathBuf::new(), 0)];
        for _ in 0..MAX_DEFINITION_FILES {
            let Some((path, at)) = open.pop() else { break };
            let names = || self.list(&path);
            match parts.get(at).map(AsRef::as_ref) {
                None => match names() {
                    Some(names) => open.extend(names.iter().map(|name| (path.join(name), at))),
                    None => out.push(path),
                },
                Some("**") => {
                    let folders = names().unwrap_or_default();
                    let folders = folders.iter().map(|name| path.join(name));
                    open.extend(
                        folders.filter(|folder| self.list(folder).is_some()).map(|folder| (folder, at)),
                    );
                    open.push((path, at + 1));
                }
                Some(part) if part.contains(['*', '?']) => {
                    let names = names().unwrap_or_default();
                    let like = names.iter().filter(|name| is_like(name, part));
                    open.extend(like.map(|name| (path.join(name), at + 1)));
                }
                Some(part) => open.push((path.join(part), at + 1)),
            }
        }
        out.sort_unstable();
        out
    }
}
