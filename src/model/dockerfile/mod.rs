//! Dockerfiles: stages with their chains, what ships, what is inherited, and variables as far as the file decides them.
//!
//! Follows BuildKit (`frontend/dockerfile/dockerfile2llb`); does not judge.

mod assigned;
pub mod caches;
mod context;
pub mod directives;
pub mod fetch;
pub mod files;
pub mod folders;
pub mod hints;
mod image_names;
mod install;
pub mod layout;
pub mod meant;
mod mount;
mod mount_fault;
mod pattern;
pub mod ports;
mod pragma;
pub mod quotes;
mod references;
mod resolve;
mod rights;
mod scope;
mod shell;
mod stage;
mod undeclared;
pub mod uses;

pub use assigned::Assigned;
pub use context::{BuildContext, ContextPath, IgnoreFile, Ignores};
pub use image_names::{ImageName, image_names};
pub use install::{Install, Package, Pin, install};
pub use layout::{TextLine, text_lines};
pub use mount::Mount;
pub use mount_fault::{MountFault, mount_faults};
pub use references::{Reference, References, references, shell_references};
pub use resolve::{Resolved, Variable};
pub use rights::{has_word, sudo_user};
pub use shell::plain_words;
pub use stage::{Base, CopySource, Shell, Stage, Step, is_absolute};
pub use undeclared::{Undeclared, undeclared_in_from};

use crate::facts::images::{MAYBE_WINDOWS, WINDOWS};
use std::sync::OnceLock;

use crate::finding::Problem;
use crate::model::images::{self, ImageFacts, facts, like, sets_no_variables};
use crate::model::limits::MAX_BEFORE;
use crate::settings::OwnImage;
use crate::source::SourceId;
use crate::syntax::Limits;
use crate::syntax::dockerfile::{Arguments, CommandLine, Comment, Directive, File, Keyword, Word};
use crate::syntax::shell::of_instruction;
use crate::syntax::value::{ImageReference, program_name};
use scope::{Definition, Scopes};

/// A Dockerfile.
#[derive(Debug)]
pub struct Dockerfile<'s> {
    /// Whose text it is.
    pub source: SourceId,
    /// The whole text.
    pub text: &'s str,
    /// The escape character.
    pub escape: char,
    /// Its parser directives.
    pub directives: Vec<Directive<'s>>,
    /// Its comments.
    pub comments: Vec<Comment>,
    /// Blank lines inside of instructions.
    pub blank_continuations: Vec<crate::source::Span>,
    /// Bounds for what is read later, such as shell.
    pub limits: Limits,
    /// The folder that it is built from.
    pub context: BuildContext,
    globals: Vec<Step<'s>>,
    stages: Vec<Stage<'s>>,
    problems: Vec<Problem>,
    scopes: Scopes,
    /// The shell that a comment names for all stages.
    shell: Option<Shell>,
    /// Whether a step may change what `/bin/sh` is, by the step's index; looked up once, when it is asked for.
    sh_changes: OnceLock<Vec<bool>>,
}

impl<'s> Dockerfile<'s> {
    /// Lowers a tree.
    pub fn new(file: File<'s>, limits: &Limits) -> Dockerfile<'s> {
        Dockerfile::with_images(file, limits, &[])
    }

    /// Lowers a tree, with what a user knows about images of their own.
    pub fn with_images(file: File<'s>, limits: &Limits, own: &[OwnImage]) -> Dockerfile<'s> {
        let mut out = Dockerfile {
            source: file.source,
            text: file.text,
            escape: file.escape,
            directives: file.directives,
            comments: file.comments,
            blank_continuations: file.blank_continuations,
            limits: *limits,
            context: BuildContext::default(),
            globals: Vec::new(),
            stages: Vec::new(),
            problems: file.problems,
            scopes: Scopes::new(file.escape),
            shell: None,
            sh_changes: OnceLock::new(),
        };
        let mut named = pragma::shells(&out.comments, out.text).into_iter().peekable();
        for (index, instruction) in file.instructions.into_iter().enumerate() {
            let keyword = instruction.keyword;
            while let Some((_, shell)) = named.next_if(|(at, _)| *at < instruction.span.start) {
                match out.stages.last_mut() {
                    Some(stage) => stage.shell = shell,
                    None => out.shell = Some(shell),
                }
            }
            if keyword == Keyword::From && instruction.onbuild.is_none() {
                out.begin_stage(Step::new(instruction, index), own);
                continue;
            }
            let stage = out.stages.len().checked_sub(1);
            let values = out.scopes.enter(stage, &instruction);
            let shell = out.stages.last().map_or(Shell::Posix, |stage| stage.shell);
            let has_workdir = out.stages.last().is_some_and(|stage| stage.has_workdir);
            let step = Step { stage, values, shell, has_workdir, ..Step::new(instruction, index) };
            match out.stages.last_mut() {
                None => out.globals.push(step),
                Some(stage) => {
                    if step.is(Keyword::Shell) {
                        stage.shell = shell_of(&step);
                        stage.is_windows |= is_windows_shell(&step);
                    }
                    stage.push(step);
                }
            }
        }
        out.mark_outputs();
        out
    }

    fn begin_stage(&mut self, mut from: Step<'s>, own: &[OwnImage]) {
        let index = self.stages.len();
        from.stage = Some(index);
        let (image, name) = match &from.instruction.arguments {
            Arguments::From { image, name } => (Some(image), name.clone()),
            _ => (None, None),
        };
        let image = image.map_or(Resolved::Unknown, |image| self.scopes.global(&image.text));
        from.values = vec![image.clone()];
        let earlier = image.known().and_then(|name| self.scopes.stage_named(name, index));
        let base = match (earlier, image.known()) {
            (Some(stage), _) => Base::Stage(stage),
            (None, Some(name)) if name.eq_ignore_ascii_case("scratch") => Base::Scratch,
            _ => Base::Image(image),
        };
        let parent = match base {
            Base::Stage(parent) => self.stages.get(parent),
            _ => None,
        };
        self.scopes.begin(parent.map(|stage| stage.index));
        let platform = from.instruction.flag("platform").and_then(|flag| flag.value.as_ref());
        let platform = platform.map_or(Resolved::Unknown, |value| self.scopes.global(&value.text));
        let on_windows = platform.prefix().to_ascii_lowercase().starts_with("windows")
            || match (&base, parent) {
                (_, Some(parent)) => parent.is_windows,
                (Base::Image(image), _) => is_windows(image, WINDOWS),
                _ => false,
            };
        let shell = match (&base, parent, self.shell) {
            (_, Some(parent), _) => parent.shell,
            (_, None, Some(named)) => named,
            (Base::Image(image), ..) if is_windows(image, MAYBE_WINDOWS) => Shell::Other,
            _ if on_windows => Shell::Other,
            // Who changes the escape character writes paths of Windows.
            _ if self.escape == '`' => Shell::Other,
            _ => Shell::Posix,
        };
        let root = parent.map_or(index, |parent| parent.root);
        let reference = match &base {
            Base::Image(image) => image.known().and_then(ImageReference::parse),
            _ => None,
        };
        let base_facts = match parent {
            Some(parent) => parent.base_facts,
            None => reference.as_ref().map(|image| facts(&like(image, own))).unwrap_or_default(),
        };
        let base_user = reference.and_then(|image| images::own(&image, own)?.user.clone());
        let inherited = parent.map(|parent| parent.inherited.with(parent.own)).unwrap_or_default();
        from.shell = shell;
        if let Some(name) = &name {
            self.scopes.name(&name.text);
        }
        let stage = Stage {
            index,
            name,
            base,
            is_output: false,
            is_shipped: false,
            is_final: false,
            shell,
            is_windows: on_windows,
            has_workdir: parent.is_some_and(|parent| parent.has_workdir),
            drops_rights: parent.is_some_and(|parent| parent.drops_rights),
            steps: vec![from],
            lasts: Vec::new(),
            root,
            base_facts,
            base_user,
            inherited,
            own: Default::default(),
        };
        self.stages.push(stage);
    }

    /// Reads the commands of all command lines. Left out for files that are only asked about their settings.
    pub fn read_scripts(&mut self) {
        let (text, limits) = (self.text, self.limits);
        let in_stages = self.stages.iter_mut().flat_map(|stage| stage.steps.iter_mut());
        for step in self.globals.iter_mut().chain(in_stages) {
            let is_posix = step.shell != Shell::Other;
            let read = || Box::new(of_instruction(&step.instruction, text, is_posix, &limits));
            step.script = step.instruction.command_line().is_some().then(read);
        }
    }

    /// The instructions before the first FROM.
    pub fn globals(&self) -> &[Step<'s>] {
        &self.globals
    }

    /// The stages, in order.
    pub fn stages(&self) -> &[Stage<'s>] {
        &self.stages
    }

    /// All instructions, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step<'s>> {
        self.globals.iter().chain(self.stages.iter().flat_map(|stage| stage.steps.iter()))
    }

    /// Whether more keywords are written in lower case than in capitals.
    pub fn is_lower_case(&self) -> bool {
        let names = || self.steps().map(|step| step.instruction.name.text.as_ref());
        let lower = names().filter(|name| !name.bytes().any(|byte| byte.is_ascii_uppercase())).count();
        let upper = names().filter(|name| !name.bytes().any(|byte| byte.is_ascii_lowercase())).count();
        lower > upper
    }

    /// What BuildKit would refuse.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The stage and what it is built from, innermost last; stages only refer to earlier ones, so this ends.
    pub fn chain<'d>(&'d self, stage: &'d Stage<'s>) -> impl Iterator<Item = &'d Stage<'s>> {
        std::iter::successors(Some(stage), |stage| match stage.base {
            Base::Stage(parent) => self.stages.get(parent),
            _ => None,
        })
    }

    /// The stage that a step is in.
    pub fn stage_of(&self, step: &Step<'_>) -> Option<&Stage<'s>> {
        self.stages.get(step.stage?)
    }

    /// Whether a step makes a part of an image that is shipped.
    pub fn ships(&self, step: &Step<'_>) -> bool {
        self.stage_of(step).is_some_and(|stage| stage.is_shipped)
    }

    /// Whether a step makes a part of an image of Windows, as far as the file says so.
    pub fn is_windows(&self, step: &Step<'_>) -> bool {
        self.stage_of(step).is_some_and(|stage| stage.is_windows)
    }

    /// Whether a stage may be one of Windows: it is, or the shell that its base image comes with is not one of Linux.
    pub fn may_be_windows(&self, stage: &Stage<'_>) -> bool {
        let root = self.stages.get(stage.root).and_then(Stage::from);
        stage.is_windows || root.is_some_and(|from| from.shell == Shell::Other)
    }

    /// Whether a step makes a part of the image that a build without a target ends with. Other stages may be for tests
    /// and development.
    pub fn is_final(&self, step: &Step<'_>) -> bool {
        self.stage_of(step).is_some_and(|stage| stage.is_final)
    }

    /// The steps that a step is built on, of its own stage and of those that it is built from; the nearest first.
    pub fn before<'d>(&'d self, step: &'d Step<'s>) -> impl Iterator<Item = &'d Step<'s>> {
        let chain = self.stage_of(step).into_iter().flat_map(|stage| self.chain(stage));
        let earlier = |stage: &'d Stage<'s>| {
            let count = stage.steps.partition_point(|other| other.index < step.index);
            stage.steps.iter().take(count).rev()
        };
        chain.flat_map(earlier).take(MAX_BEFORE)
    }

    /// The words of the SHELL that a step runs in; none where no SHELL stands before it.
    pub fn shell_words<'d>(&'d self, step: &'d Step<'s>) -> &'d [Word<'s>] {
        self.before(step).find(|other| other.is(Keyword::Shell)).map_or(&[], exec_words)
    }

    /// Whether `/bin/sh` may be another shell than the image's own when a step runs, because the step or one before it
    /// names it, or because there is a SHELL.
    pub fn may_change_sh(&self, step: &Step<'s>) -> bool {
        let names_sh = |step: &Step<'_>| {
            let mut words = step.run().iter().flat_map(|command| &command.words);
            words.any(|word| word.text.contains("/bin/sh") || word.text == "dash")
        };
        let changes = self.sh_changes.get_or_init(|| {
            let count = self.steps().map(|step| step.index + 1).max().unwrap_or(0);
            let mut out = vec![false; count];
            for step in self.steps().filter(|step| names_sh(step)) {
                if let Some(changes) = out.get_mut(step.index) {
                    *changes = true;
                }
            }
            out
        });
        let changes = |step: &Step<'_>| changes.get(step.index).copied().unwrap_or(false);
        changes(step) || self.before(step).any(|other| changes(other) || other.is(Keyword::Shell))
    }

    /// Whether the SHELL that a step runs in stops at the first failure by itself.
    pub fn shell_stops(&self, step: &Step<'s>) -> bool {
        self.shell_context(step).errexit
    }

    /// What is known about the image that a step's stage is built from in the end.
    pub fn base_facts(&self, step: &Step<'_>) -> ImageFacts {
        self.stage_of(step).map_or_else(ImageFacts::default, |stage| stage.base_facts)
    }

    /// The last instruction of a keyword that is in effect at the end of a stage, inherited or its own.
    pub fn effective<'d>(&'d self, stage: &'d Stage<'s>, keyword: Keyword) -> Option<&'d Step<'s>> {
        self.chain(stage).find_map(|stage| stage.last(keyword))
    }

    /// The USER that a step runs under; none where the base image decides.
    pub fn user_before<'d>(&'d self, step: &'d Step<'s>) -> Option<&'d Step<'s>> {
        self.before(step).find(|other| other.is(Keyword::User))
    }

    /// Whom the image at the end of a stage's chain runs as, where a user says so.
    pub fn base_user(&self, stage: &Stage<'_>) -> Option<&str> {
        self.stages.get(stage.root)?.base_user.as_deref()
    }

    /// What the innermost stage of a chain is built from.
    pub fn root<'d>(&'d self, stage: &'d Stage<'s>) -> &'d Base<'s> {
        self.stages.get(stage.root).map_or(&stage.base, |root| &root.base)
    }

    /// The image that the innermost stage of a chain starts from, when it is known.
    pub fn root_image(&self, stage: &Stage<'_>) -> Option<ImageReference> {
        let stage = self.stages.get(stage.index)?;
        match self.root(stage) {
            Base::Image(image) => ImageReference::parse(image.known()?),
            _ => None,
        }
    }

    /// Whether a stage starts from nothing, or from an image that is known to set no variables, so that every variable
    /// but `PATH` is defined in this file or nowhere.
    pub fn knows_all_variables(&self, stage: &Stage<'_>) -> bool {
        let Some(stage) = self.stages.get(stage.index) else { return false };
        matches!(self.root(stage), Base::Scratch)
            || self.root_image(stage).is_some_and(|image| sets_no_variables(&image))
    }

    /// The stage that a name or number stands for in a stage's `--from`: an earlier one.
    pub fn referred(&self, name: &str, before: usize) -> Option<&Stage<'s>> {
        let by_number = name.parse().ok().filter(|number: &usize| *number < before);
        self.stages.get(self.scopes.stage_named(name, before).or(by_number)?)
    }

    /// The stage that `--from` means, wherever that stands: the last one of the name.
    pub fn source_stage(&self, source: &CopySource) -> Option<&Stage<'s>> {
        match source.index {
            Some(index) => self.stages.get(usize::try_from(index).ok()?),
            None => self.named(&source.name, self.stages.len()),
        }
    }

    /// The stage that a build target names: by name, or by number.
    pub fn target(&self, name: &str) -> Option<&Stage<'s>> {
        self.referred(name, self.stages.len())
    }

    /// The names of the arguments that are declared above the first FROM.
    pub fn global_names(&self) -> impl Iterator<Item = &str> {
        self.globals().iter().flat_map(Step::variables).map(|argument| argument.name.text.as_ref())
    }

    /// Whether an argument of a name is declared above the first FROM, and has no value there.
    pub fn is_open(&self, name: &str) -> bool {
        self.scopes.is_open(name)
    }

    /// Whether an argument of a name is declared above the first FROM.
    pub fn has_global(&self, name: &str) -> bool {
        self.scopes.has_global(name)
    }

    /// The text of a word of FROM where each argument that is declared without a value is `open`, and each that nothing
    /// declares is `undeclared`.
    pub fn supposed(&self, word: &Word<'_>, open: &str, undeclared: &str) -> Option<String> {
        self.scopes.supposed(&word.text, open, undeclared)
    }

    /// What is known of a variable right before a step.
    pub fn variable(&self, step: &Step<'_>, name: &str) -> Variable {
        self.scopes.look_up(step.stage, step.index, name)
    }

    /// Whether an ENV or ARG of its stage, or of what that is built from, defines a variable before a step, or may do
    /// so where it is too far away to look.
    pub fn defines(&self, step: &Step<'_>, name: &str) -> bool {
        !matches!(self.scopes.definition(step.stage, step.index, name), Definition::Nowhere)
    }

    /// The last stage of a name before an index.
    pub fn named(&self, name: &str, before: usize) -> Option<&Stage<'s>> {
        self.stages.get(self.scopes.stage_named(name, before)?)
    }

    fn mark_outputs(&mut self) {
        let mut used = vec![false; self.stages.len()];
        for stage in &self.stages {
            if let Base::Stage(parent) = stage.base
                && let Some(used) = used.get_mut(parent)
            {
                *used = true;
            }
            for source in stage.steps.iter().flat_map(Step::sources) {
                if let Some(used) =
                    self.referred(&source.name, stage.index).and_then(|stage| used.get_mut(stage.index))
                {
                    *used = true;
                }
            }
        }
        let last = self.stages.len().saturating_sub(1);
        for (stage, used) in self.stages.iter_mut().zip(used) {
            stage.is_output = stage.index == last || (stage.name.is_some() && !used);
            stage.is_shipped = stage.is_output;
            stage.is_final = stage.index == last;
        }
        // Stages refer to earlier ones only, so one pass from the end is enough.
        for index in (0..self.stages.len()).rev() {
            if let Some(Stage { is_shipped: true, is_final, base: Base::Stage(parent), .. }) =
                self.stages.get(index)
            {
                let (parent, is_final) = (*parent, *is_final);
                if let Some(parent) = self.stages.get_mut(parent) {
                    parent.is_shipped = true;
                    parent.is_final |= is_final;
                }
            }
        }
    }
}

/// The words of a command line in exec form; none of one in shell form.
fn exec_words<'d, 's>(step: &'d Step<'s>) -> &'d [Word<'s>] {
    match step.instruction.command_line() {
        Some(CommandLine::Exec(words)) => words,
        _ => &[],
    }
}

/// The shell that a SHELL names.
fn shell_of(step: &Step<'_>) -> Shell {
    Shell::named(exec_words(step).first().map_or("", |word| word.text.as_ref()))
}

/// Whether a SHELL names a program that only Windows has: PowerShell is `pwsh` elsewhere.
fn is_windows_shell(step: &Step<'_>) -> bool {
    let program = exec_words(step).first().map_or("", |word| word.text.as_ref());
    matches!(program_name(program).as_str(), "powershell" | "cmd")
}

/// Whether the name of an image has one of these parts.
fn is_windows(image: &Resolved<'_>, parts: &[&str]) -> bool {
    let text = match image {
        Resolved::Known(text) => text.to_ascii_lowercase(),
        Resolved::Partial { prefix, suffix } => format!("{prefix} {suffix}").to_ascii_lowercase(),
        Resolved::Unknown => return false,
    };
    parts.iter().any(|part| text.contains(part))
}
