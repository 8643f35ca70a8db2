//! The arguments of the command line. Holds no logic beyond their form.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use crate::emit::OutputFormat;
use crate::model::Format;
use crate::settings::Date;

/// A fast, precise linter for Dockerfiles, Compose files and Kubernetes manifests.
#[derive(Debug, Parser)]
#[command(name = "plimsoll", version, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check files and folders (the default command)
    Check(Check),
    /// Show the page of a rule, by its name or by another linter's identifier
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Show what plimsoll makes of a file: the effective settings of its containers
    Inspect(Inspect),
    /// Turn the configuration of hadolint, dclint or compose-lint into a plimsoll.toml, on standard output
    Migrate(Migrate),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))]
pub(super) struct Check {
    /// Files and folders; `-` reads standard input [default: .]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name of what standard input holds, which decides its format; implies `-`
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// What the named files are, whatever they are called
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    pub(super) format: Option<NamedFormat>,
    /// Check what `.gitignore` and `.ignore` name, too
    #[arg(long)]
    pub(super) no_ignore_files: bool,

    /// Run these rules only: names, other linters' identifiers, presets, categories, topics, frameworks, `all`
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) select: Option<Vec<String>>,
    /// Leave these rules out, in addition to what the configuration leaves out
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) ignore: Vec<String>,
    /// Run these rules whatever the configuration says, and let no comment suppress them
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    pub(super) enforce: Vec<String>,
    #[command(flatten)]
    pub(super) configuration: Configuration,
    /// Who looks for faults in the shell text of RUN
    #[arg(long, value_enum, default_value_t = ShellBackend::Builtin, value_name = "WHO", help_heading = "Rules")]
    pub(super) shell_analysis: ShellBackend,
    /// The day that ends of life are judged by, instead of the day of the data
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, hide = true)]
    pub(super) today: Option<Date>,
    /// Report what comments suppress, too
    #[arg(long, help_heading = "Rules")]
    pub(super) no_suppressions: bool,

    /// Apply fixes that do not change what the file means
    #[arg(long, help_heading = "Fixes")]
    pub(super) fix: bool,
    /// With --fix or --diff: fixes that change behaviour as intended, too
    #[arg(long, requires = "fixing", help_heading = "Fixes")]
    pub(super) unsafe_fixes: bool,
    /// Print what fixes would change and nothing else, write nothing, and exit with 1 if that is something
    #[arg(long, help_heading = "Fixes")]
    pub(super) diff: bool,

    /// The form of the report on standard output
    #[arg(long, value_name = "FORMAT", env = "PLIMSOLL_OUTPUT_FORMAT", help_heading = "Output")]
    pub(super) output_format: Option<OutputFormat>,
    /// Write a report to a file, too; may be repeated
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output, help_heading = "Output")]
    pub(super) output: Vec<(OutputFormat, PathBuf)>,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(super) color: Color,
    /// Print findings only, no summary
    #[arg(short, long, help_heading = "Output")]
    pub(super) quiet: bool,
    /// Name what was passed over, with the reason, and the configuration, on standard error
    #[arg(short, long, help_heading = "Output")]
    pub(super) verbose: bool,

    /// The lowest severity that fails the run: critical, high, medium, low, info or never [default: high]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on, help_heading = "Result")]
    pub(super) fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found (but with 2 when something was not checked)
    #[arg(long, help_heading = "Result")]
    pub(super) exit_zero: bool,
    /// A folder without any file to check is no mistake
    #[arg(long, help_heading = "Result")]
    pub(super) allow_empty: bool,
    /// For hooks, which name whatever changed: leave out what the configuration excludes, and what is of no format that
    /// is linted or a template, even when it is named
    #[arg(long, help_heading = "Result")]
    pub(super) force_exclude: bool,

    /// How many threads work [default: one for each core]
    #[arg(long, value_name = "N", help_heading = "Limits")]
    pub(super) threads: Option<usize>,
    /// The largest file that is read, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 16 * 1024 * 1024, help_heading = "Limits")]
    pub(super) max_file_size: u64,
    /// The deepest nesting of YAML that is read
    #[arg(long, value_name = "LEVELS", default_value_t = 128, value_parser = clap::value_parser!(u32).range(1..=200), help_heading = "Limits")]
    pub(super) max_depth: u32,
    /// The most nodes or words of one file that are read
    #[arg(long, value_name = "NODES", default_value_t = 2_000_000, help_heading = "Limits")]
    pub(super) max_nodes: u32,
    /// The most nodes that aliases of one YAML file may repeat, beyond a tenth of its own
    #[arg(long, value_name = "NODES", default_value_t = 100_000, help_heading = "Limits")]
    pub(super) max_aliases: u32,
}

impl Check {
    /// The paths, with those that are implied.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let stdin = PathBuf::from("-");
        let is_implied = self.stdin_filename.is_some() && !self.paths.contains(&stdin);
        let here = (self.paths.is_empty() && !is_implied).then(|| PathBuf::from("."));
        self.paths.iter().cloned().chain(here).chain(is_implied.then_some(stdin)).collect()
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NamedFormat {
    /// A Dockerfile
    Dockerfile,
    /// A Compose file
    Compose,
    /// Kubernetes manifests
    Kubernetes,
}

impl From<NamedFormat> for Format {
    fn from(format: NamedFormat) -> Format {
        match format {
            NamedFormat::Dockerfile => Format::Dockerfile,
            NamedFormat::Compose => Format::Compose,
            NamedFormat::Kubernetes => Format::Kubernetes,
        }
    }
}

/// Who looks for faults in shell texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellBackend {
    /// The analyser that is built in
    Builtin,
    /// An installed ShellCheck: slower, and the original
    Shellcheck,
    /// Nobody: rules that ask an analyser find nothing
    Off,
}

/// The severity that fails a run; `None` for never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FailOn(pub(super) Option<crate::finding::Severity>);

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule's name, or another linter's identifier such as DL3002
    pub(super) name: String,
}

#[derive(Debug, Args)]
pub(super) struct Rules {
    /// Only these: names, other linters' identifiers, presets, categories, topics, frameworks
    #[arg(value_name = "RULES")]
    pub(super) selectors: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Which configuration counts.
#[derive(Debug, Args)]
pub(super) struct Configuration {
    /// Use this configuration instead of the nearest plimsoll.toml
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Rules")]
    pub(super) isolated: bool,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// The file
    pub(super) path: PathBuf,
    #[command(flatten)]
    pub(super) configuration: Configuration,
}

#[derive(Debug, Args)]
pub(super) struct Migrate {
    /// The configuration [default: that of hadolint, dclint or compose-lint in the working directory]
    #[arg(value_name = "FILE")]
    pub(super) path: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

fn fail_on(word: &str) -> Result<FailOn, String> {
    if word == "never" {
        return Ok(FailOn(None));
    }
    let severity = crate::finding::Severity::parse(word).map(|severity| FailOn(Some(severity)));
    severity.ok_or_else(|| "use critical, high, medium, low, info or never".into())
}

fn date(word: &str) -> Result<Date, String> {
    Date::parse(word).ok_or_else(|| "write a day as in 2026-08-22".into())
}

fn output(word: &str) -> Result<(OutputFormat, PathBuf), String> {
    let (format, path) = word.split_once('=').ok_or("write FORMAT=PATH, as in sarif=plimsoll.sarif")?;
    let format = OutputFormat::parse(format).ok_or_else(|| {
        let known: Vec<&str> = OutputFormat::ALL.iter().map(|format| format.as_str()).collect();
        format!("there is no format `{format}`: use {}", known.join(", "))
    })?;
    if path.is_empty() {
        return Err("the path is missing after `=`".into());
    }
    Ok((format, path.into()))
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [OutputFormat] {
        &OutputFormat::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

/// The commands that may stand first; anything else there is an argument of `check`.
const COMMANDS: &[&str] =
    &["check", "explain", "rules", "inspect", "migrate", "completions", "-h", "--help", "-V", "--version"];

/// Puts `check` before arguments that name no command.
pub(super) fn with_default_command(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.collect();
    let names_command =
        arguments.get(1).and_then(|first| first.to_str()).is_some_and(|first| COMMANDS.contains(&first));
    if !names_command {
        arguments.insert(1.min(arguments.len()), "check".into());
    }
    arguments
}
