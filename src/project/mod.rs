//! Links between documents: which Dockerfile a service builds. The engine loads what documents refer to; nothing here
//! touches the file system or reports on context files.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::model::compose;

/// A Dockerfile and the folder that a service builds it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// The path of the Dockerfile.
    pub dockerfile: PathBuf,
    /// The folder.
    pub context: PathBuf,
}

/// What the services of a Compose file in `folder` build, as far as it is known.
pub fn builds(file: &compose::File<'_>, folder: &Path) -> Vec<Build> {
    let paths = |service: &compose::Service<'_>| {
        let build = service.build.as_ref()?;
        let path = |path: String| normal(&folder.join(path));
        Some(Build { dockerfile: path(build.dockerfile_path()?), context: path(build.context_path()?) })
    };
    file.services.iter().filter_map(paths).collect()
}

/// Where paths belong. Empty for files in memory, whose paths are relative to nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// The absolute path of the working directory, from which relative paths start.
    pub here: PathBuf,
    /// The absolute path of the folder above which nothing is looked for.
    pub root: PathBuf,
    /// The same of what is named elsewhere: the folders of the repositories that it is in, or its own.
    pub others: BTreeSet<PathBuf>,
    /// The absolute path of the folder that the patterns of the configuration are relative to.
    pub base: PathBuf,
}

impl Places {
    /// One path for each file, however it was written: relative to the working directory for what lies in its root,
    /// else absolute.
    pub fn shortest(&self, path: &Path) -> PathBuf {
        if is_below(path) {
            return normal(path);
        }
        let absolute = self.absolute(path);
        if self.here.as_os_str().is_empty() {
            return absolute;
        }
        let is_inside = |folder: &&Path| self.holds(folder) && absolute.starts_with(folder);
        let shared = self.here.ancestors().enumerate().find(|(_, folder)| is_inside(folder));
        let below = shared.and_then(|(ups, folder)| Some((ups, absolute.strip_prefix(folder).ok()?)));
        match below {
            Some((ups, below)) => std::iter::repeat_n(Path::new(".."), ups).chain([below]).collect(),
            None => absolute,
        }
    }

    /// The folders that hold a file, the nearest first, up to the root.
    pub fn folders(&self, path: &Path) -> Vec<PathBuf> {
        if is_below(path) {
            let below = normal(path).ancestors().skip(1).map(Path::to_owned).collect::<Vec<_>>();
            let above = self.here.ancestors().skip(1).take_while(|folder| self.holds(folder));
            let above = above.enumerate().map(|(index, _)| std::iter::repeat_n("..", index + 1).collect());
            return below.into_iter().chain(above).collect();
        }
        let absolute = self.absolute(path);
        let folders = absolute.ancestors().skip(1).take_while(|folder| self.holds(folder));
        folders.map(|folder| self.shortest(folder)).collect()
    }

    /// Whether a path lies in a root by its words.
    pub fn contain(&self, path: &Path) -> bool {
        let absolute = self.absolute(path);
        !absolute.starts_with("..") && self.holds(&absolute)
    }

    /// Whether one of the folders that hold a file, up to the root, has a path that ends like this one.
    pub fn is_below(&self, path: &Path, end: &Path) -> bool {
        let absolute = self.absolute(path);
        let mut folders = absolute.ancestors().skip(1).take_while(|folder| self.holds(folder));
        folders.any(|folder| folder.ends_with(end))
    }

    /// A path as the patterns of the configuration see it.
    pub fn in_base(&self, path: &Path) -> PathBuf {
        let absolute = self.absolute(path);
        absolute.strip_prefix(&self.base).map(Path::to_owned).unwrap_or(absolute)
    }

    /// Whether an absolute path lies in a root.
    fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.root) || path.ancestors().any(|folder| self.others.contains(folder))
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        normal(&self.here.join(path))
    }
}

/// Whether a path leads down from where it starts, as most do.
fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// A path without `.` and, where that is possible by name alone, without `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_path_however_it_is_written() {
        let [here, root, base] = ["/r/a/b", "/r", "/r/a"].map(PathBuf::from);
        let others = [PathBuf::from("/else/r")].into();
        let places = Places { here, root, others, base };
        for (written, shortest, in_base) in [
            ("./c/../Dockerfile", "Dockerfile", "b/Dockerfile"),
            ("../b/Dockerfile", "Dockerfile", "b/Dockerfile"),
            ("/r/a/b/Dockerfile", "Dockerfile", "b/Dockerfile"),
            ("/r/a/x", "../x", "x"),
            ("../../x", "../../x", "/r/x"),
            ("/else/x", "/else/x", "/else/x"),
        ] {
            assert_eq!(places.shortest(Path::new(written)), Path::new(shortest), "{written}");
            assert_eq!(places.in_base(Path::new(written)), Path::new(in_base), "{written}");
        }
        for path in ["x", "/r/a/b/x", "../b/x"] {
            assert_eq!(places.folders(Path::new(path)), ["", "..", "../.."].map(PathBuf::from), "{path}");
        }
        assert_eq!(places.folders(Path::new("c/x")), ["c", "", "..", "../.."].map(PathBuf::from));
        assert_eq!(places.folders(Path::new("/else/r/c/x")), ["/else/r/c", "/else/r"].map(PathBuf::from));
        assert!(places.folders(Path::new("/else/x")).is_empty());
        for (path, contains) in
            [("../x", true), ("../../../x", false), ("/else/r/x", true), ("/else/x", false)]
        {
            assert_eq!(places.contain(Path::new(path)), contains, "{path}");
        }
        assert!(!Places::default().contain(Path::new("../x")));
        assert_eq!(Places::default().folders(Path::new("./a/x")), ["a", ""].map(PathBuf::from));
    }
}
