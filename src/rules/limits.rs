//! The bounds of `rules`: how much of an input it looks at, keeps or shows. Decides nothing.

/// How many copies of a stage are kept in mind.
pub const MAX_COPIES: usize = 32;

/// How many copies back are compared.
pub const MAX_COPIES_COMPARED: usize = 32;

/// How many archives are looked for in the rest of the file.
pub const MAX_REMOTE_ARCHIVES: usize = 32;

/// How many archives of a RUN are followed.
pub const MAX_ARCHIVES: usize = 64;

/// How many clones of a RUN are followed.
pub const MAX_CLONES: usize = 64;

/// How many downloads of a RUN are followed.
pub const MAX_DOWNLOADS: usize = 64;

/// How many health checks are looked at.
pub const MAX_HEALTHCHECKS: usize = 64;

/// How many stages are looked back on for a label.
pub const MAX_LABEL_CHAIN: usize = 64;

/// How many missing labels a message names.
pub const MAX_LABELS_NAMED: usize = 4;

/// How many volumes of a stage are kept in mind.
pub const MAX_VOLUMES: usize = 64;

/// How many packages of a command are reported.
pub const MAX_DUPLICATE_PACKAGES: usize = 32;

/// How many calls of a RUN are looked at.
pub const MAX_INSTALLS: usize = 32;

/// How many instructions are looked at for the choice of a commit.
pub const MAX_CHECKOUT_STEPS: usize = 64;

/// How many lines of a RUN are reported.
pub const MAX_LONG_LINES: usize = 16;

/// How many commands of a pipe are looked at for what follows it.
pub const MAX_PIPED_COMMANDS: usize = 64;

/// How many commands of a RUN are looked at.
pub const MAX_TIMED_COMMANDS: usize = 16;

/// How many removals of a RUN, and words of each, are looked at.
pub const MAX_REMOVED_WORDS: usize = 16;

/// How many users with a group are looked at.
pub const MAX_USERS: usize = 64;

/// How many users are looked for in the file.
pub const MAX_UNUSED_USERS: usize = 32;

/// Of more references, each is not looked up before the analyser is asked.
pub const MAX_REFERENCES: usize = 256;

/// How many commands of a RUN are looked at.
pub const MAX_SECRET_COMMANDS: usize = 256;

/// How many keys of a RUN are looked at.
pub const MAX_PRIVATE_KEYS: usize = 32;

/// How many logins of a RUN are looked at.
pub const MAX_LOGINS: usize = 32;
