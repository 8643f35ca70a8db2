//! What a user decides for single rules, beyond whether they run and how loud they are. Does not read it from
//! anywhere and knows no rule: `config` and `cli` fill it, and rules ask their pen for it.

mod date;
mod images;
mod labels;
mod minors;

pub use date::Date;
pub use images::OwnImage;
pub use labels::{LabelKind, LabelSchema};
pub use minors::Minors;

/// The decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The day that ends of life are judged by; the day of the data when nobody names one, so that a report does not
    /// change by itself.
    pub today: Option<Date>,
    /// Patterns of registries that images may come from; empty when every registry is fine.
    pub trusted_registries: Vec<String>,
    /// Ports of containers that may be published on all addresses.
    pub public_ports: Vec<u16>,
    /// Variables that are set where Compose runs; `*` at the end of one stands for whatever follows.
    pub compose_variables: Vec<String>,
    /// What labels images have; nothing is said about them when none is described.
    pub labels: LabelSchema,
    /// What is known about images that no table knows.
    pub images: Vec<OwnImage>,
    /// The versions of Kubernetes that manifests are for; the newest when nobody names any.
    pub kubernetes: Option<Minors>,
    /// The minor of Kubernetes whose Pod Security Standards count; the newest when nobody names one.
    pub pod_security: Option<u16>,
    /// Patterns of files with CustomResourceDefinitions, relative to the configuration.
    pub definitions: Vec<String>,
}

impl Settings {
    /// Whether a port that `is_used` says yes to may be published on all addresses.
    pub fn allows_public(&self, is_used: impl Fn(u16) -> bool) -> bool {
        self.public_ports.iter().any(|port| is_used(*port))
    }

    /// Whether a variable is set where Compose runs.
    pub fn sets_variable(&self, name: &str) -> bool {
        self.compose_variables.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == pattern,
        })
    }

    /// Nothing decided.
    pub const NONE: &'static Settings = &Settings {
        today: None,
        trusted_registries: Vec::new(),
        public_ports: Vec::new(),
        compose_variables: Vec::new(),
        labels: LabelSchema::NONE,
        images: Vec::new(),
        kubernetes: None,
        pod_security: None,
        definitions: Vec::new(),
    };
}
