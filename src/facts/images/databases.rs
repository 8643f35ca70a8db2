//! Databases and where they keep their data. Source: written by hand from the images' own documentation, 2026-11.
//! Looks at no mount.

use super::canonical;

/// A database as an image has it.
#[derive(Debug, Clone, Copy)]
pub struct Database {
    images: &'static [&'static str],
    /// The folder that holds all its data.
    pub data: &'static str,
    /// The programs that are the server.
    pub servers: &'static [&'static str],
    /// Variables that name another folder.
    pub variables: &'static [&'static str],
    /// Options that do.
    pub options: &'static [&'static str],
    moved: Option<Moved>,
}

/// A folder that a newer version does not use any more.
#[derive(Debug, Clone, Copy)]
struct Moved {
    since: u32,
    from: &'static str,
    /// Images of the database, and what stands before its version in their tags. A tag without a number is the newest
    /// version of those marked so.
    tags: &'static [(&'static str, &'static str, bool)],
}

/// Parts of the paths of folders that a database has beside its data.
pub const BESIDE_DATA: &[&str] = &[
    "backup", "cert", "conf", "cron", "dump", "init", "import", "keyring", "log", "plugin", "run", "script",
    "secret", "sock", "ssl", "tmp",
];

const DATABASES: &[Database] = &[
    Database {
        images: &["postgres", "postgis/postgis", "pgvector/pgvector"],
        data: "/var/lib/postgresql",
        servers: &["postgres", "docker-entrypoint.sh"],
        variables: &["PGDATA"],
        options: &["data_directory", "-D"],
        moved: Some(Moved {
            since: 18,
            from: "/var/lib/postgresql/data",
            tags: &[
                ("postgres", "", true),
                ("postgis/postgis", "", false),
                ("pgvector/pgvector", "pg", false),
            ],
        }),
    },
    Database {
        images: &["mysql", "mariadb", "percona"],
        data: "/var/lib/mysql",
        servers: &["mysqld", "mariadbd", "docker-entrypoint.sh"],
        variables: &[],
        options: &["--datadir"],
        moved: None,
    },
    Database {
        images: &["mongo"],
        data: "/data/db",
        servers: &["mongod", "docker-entrypoint.sh"],
        variables: &[],
        options: &["--dbpath"],
        moved: None,
    },
    Database {
        images: &["couchdb"],
        data: "/opt/couchdb/data",
        servers: &[],
        variables: &[],
        options: &[],
        moved: None,
    },
    Database {
        images: &["cassandra"],
        data: "/var/lib/cassandra",
        servers: &["cassandra"],
        variables: &[],
        options: &[],
        moved: None,
    },
    Database {
        images: &["neo4j"],
        data: "/data",
        servers: &["neo4j"],
        variables: &[],
        options: &[],
        moved: None,
    },
    Database {
        images: &["clickhouse", "clickhouse/clickhouse-server"],
        data: "/var/lib/clickhouse",
        servers: &["clickhouse-server"],
        variables: &[],
        options: &[],
        moved: None,
    },
];

/// The database of an image; `None` for other images.
pub fn database(name: &str) -> Option<&'static Database> {
    let name = canonical(name);
    DATABASES.iter().find(|database| database.images.contains(&name))
}

impl Database {
    /// The folder of older versions at which the version of a tag does not start when something is mounted there.
    pub fn abandoned(&self, name: &str, tag: &str) -> Option<&'static str> {
        let moved = self.moved?;
        let (_, prefix, has_newest) = moved.tags.iter().find(|(image, ..)| *image == canonical(name))?;
        let words = || tag.split('-').filter_map(|word| word.strip_prefix(prefix));
        let number = |word: &str| {
            let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
            word.get(..end).filter(|number| !number.is_empty())?.parse::<u32>().ok()
        };
        let version = match prefix.is_empty() {
            true => words().next().and_then(number),
            false => words().find_map(number),
        };
        let is_newest = *has_newest && (tag.is_empty() || NEWEST.iter().any(|word| tag.starts_with(word)));
        (version.map_or(is_newest, |version| version >= moved.since)).then_some(moved.from)
    }
}

/// What tags start with that name the newest version.
const NEWEST: &[&str] = &["latest", "alpine", "bookworm", "trixie"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_tags() {
        let of =
            |name: &str, tag: &str| database(name).and_then(|known| known.abandoned(name, tag)).is_some();
        for (name, tag) in [
            ("postgres", ""),
            ("postgres", "latest"),
            ("postgres", "18"),
            ("postgres", "18.1-alpine3.22"),
            ("postgres", "alpine"),
            ("postgres", "19beta1"),
            ("postgis/postgis", "18-3.6"),
            ("pgvector/pgvector", "0.8.1-pg18-trixie"),
        ] {
            assert!(of(name, tag), "{name}:{tag}");
        }
        for (name, tag) in [
            ("postgres", "17"),
            ("postgres", "9.6"),
            ("postgres", "stable"),
            ("postgis/postgis", "latest"),
            ("pgvector/pgvector", "pg17"),
            ("pgvector/pgvector", "0.8.1"),
            ("mysql", "18"),
            ("nginx", "18"),
        ] {
            assert!(!of(name, tag), "{name}:{tag}");
        }
    }
}
