//! Which database a container runs, and whether its data outlives it. Has no opinions.

use super::{Container, Environment, ImageUse, Mount, Workload};
use crate::facts::images::{Database, database};
use crate::syntax::value::{file_name, is_within};

impl<'t> Workload<'t> {
    /// The container with a database that keeps its data where nothing is mounted. Nothing when that is not certain.
    pub fn unkept_database(&self) -> Option<(&Container<'t>, &'static Database)> {
        let of = |container: &'_ Container<'t>| container.database();
        let (container, database) =
            self.containers.iter().find_map(|container| Some((container, of(container)?)))?;
        let is_known =
            container.storage.writable.is_some() && self.mounts.iter().all(|mount| mount.target.is_some());
        let mounts = self.mounts.iter().filter_map(|mount| mount.target.as_deref());
        let memory = container.storage.tmpfs.iter().map(|tmpfs| tmpfs.name.as_str());
        let data = database.data;
        let covers = |path: &str| path == "/" || is_within(path, data) || is_within(data, path);
        (is_known && !mounts.chain(memory).any(covers)).then_some((container, database))
    }

    /// The container with a database, and what is mounted at the folder that its version has left, so that it does not
    /// start.
    pub fn abandoned_data(&self) -> Option<(&Container<'t>, &'static Database, &Mount)> {
        self.containers.iter().find_map(|container| {
            let ImageUse { reference, .. } = container.identity.image.as_ref()?;
            let image = reference.known()?;
            let database = container.database()?;
            // A digest without a tag may be of any version.
            let tag = image.tag.as_deref().or(image.digest.is_none().then_some(""))?;
            let path = database.abandoned(&image.name(), tag)?;
            let mount = self.mounts.iter().find(|mount| mount.target.as_deref() == Some(path))?;
            Some((container, database, mount))
        })
    }
}

impl Container<'_> {
    /// The database that it runs, with its data in the folder of its image. Nothing when the container does something
    /// else with the image, or a variable or an option names another folder, or may.
    fn database(&self) -> Option<&'static Database> {
        let database = database(&self.identity.image.as_ref()?.reference.known()?.name())?;
        let Environment { variables, from_files } = &self.environment;
        let is_moved = variables.iter().any(|variable| database.variables.contains(&variable.name.as_str()))
            || *from_files && !database.variables.is_empty()
            || database.options.iter().any(|option| self.is_told(option));
        (!is_moved && self.runs(database.servers)).then_some(database)
    }

    /// Whether the program of its image runs, by one of its names or with options only.
    fn runs(&self, programs: &[&str]) -> bool {
        let [entry, command] = &self.operation.told;
        let first = command.first().and_then(|word| word.split_ascii_whitespace().next());
        let fits = |word: &str| word.starts_with('-') || programs.contains(&file_name(word));
        entry.is_empty() && first.is_none_or(fits)
    }

    /// Whether a part of what it is told to run is this.
    fn is_told(&self, part: &str) -> bool {
        self.operation.told.iter().flatten().any(|word| word.contains(part))
    }
}
