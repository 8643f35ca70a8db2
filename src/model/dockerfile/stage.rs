//! Stages and the instructions in them. Knows what an instruction says; the file knows how stages hang together.

use std::sync::OnceLock;

use super::assigned::Assigned;
use super::mount::Mount;
use super::resolve::Resolved;
use super::rights::drops_rights;
use crate::model::images::ImageFacts;
use crate::source::Span;
use crate::syntax::dockerfile::{Argument, Arguments, Instruction, Keyword, Pair, Word, mount_options};
use crate::syntax::shell::{Command, Script};

/// A stage: a FROM and what follows it.
#[derive(Debug)]
pub struct Stage<'s> {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its name as written.
    pub name: Option<Word<'s>>,
    /// What it starts from.
    pub base: Base<'s>,
    /// Whether a build may end with it: the last stage, and named ones that no other stage uses.
    pub is_output: bool,
    /// Whether its layers and settings are part of an output stage: it is one, or one is built from it.
    pub is_shipped: bool,
    /// Whether it is the last stage, which a build without a target ends with, or that one is built from it.
    pub is_final: bool,
    /// The shell at its end, for stages that are built from it.
    pub shell: Shell,
    /// Whether its base, its platform or its shell is one of Windows.
    pub is_windows: bool,
    /// Whether a WORKDIR of its chain has an absolute path, or one that is not known.
    pub(super) has_workdir: bool,
    /// Whether its containers give up the rights of root by themselves, so that its user says nothing.
    pub drops_rights: bool,
    pub(super) steps: Vec<Step<'s>>,
    /// The place of the last step of each keyword that it has.
    pub(super) lasts: Vec<(Keyword, usize)>,
    /// The stage at the end of its chain.
    pub(super) root: usize,
    /// What is known about the image at the end of its chain.
    pub(super) base_facts: ImageFacts,
    /// Whom the image that it starts from runs as, where a user says so.
    pub(super) base_user: Option<String>,
    /// The keywords of what it is built from, and of its own instructions.
    pub(super) inherited: Keywords,
    pub(super) own: Keywords,
}

/// A set of keywords.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Keywords(u32);

impl Keywords {
    pub(super) fn insert(&mut self, keyword: Keyword) {
        self.0 |= 1 << keyword as u32;
    }

    pub(super) fn with(self, other: Keywords) -> Keywords {
        Keywords(self.0 | other.0)
    }

    fn contains(self, keyword: Keyword) -> bool {
        self.0 & (1 << keyword as u32) != 0
    }
}

/// What a stage starts from.
#[derive(Debug)]
pub enum Base<'s> {
    /// An earlier stage.
    Stage(usize),
    /// Nothing.
    Scratch,
    /// An image from elsewhere.
    Image(Resolved<'s>),
}

/// The script of an instruction without a command line.
static NO_SCRIPT: Script<'static> =
    Script { commands: Vec::new(), incomplete: false, over_limit: false, errors: Vec::new() };

/// The script of a command line that was not read.
static UNREAD_SCRIPT: Script<'static> =
    Script { commands: Vec::new(), incomplete: true, over_limit: false, errors: Vec::new() };

/// An instruction in its stage.
#[derive(Debug)]
pub struct Step<'s> {
    /// The instruction.
    pub instruction: Box<Instruction<'s>>,
    /// The stage that it is in; `None` before the first FROM.
    pub stage: Option<usize>,
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its words after variables were replaced: one for each that BuildKit expands, in order; see
    /// [`Step::resolved`].
    pub(super) values: Vec<Resolved<'s>>,
    /// The shell that its command lines are for.
    pub shell: Shell,
    /// Whether a WORKDIR before it in the chain has an absolute path, or one that is not known.
    pub has_workdir: bool,
    pub(super) script: Option<Box<Script<'s>>>,
    pub(super) assigned: OnceLock<Box<Assigned>>,
}

/// A shell, as far as its language matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// `sh`, `ash`, `dash`, or the default of Linux images.
    Posix,
    /// `bash`.
    Bash,
    /// Any other shell of the Bourne family (`zsh`, `ksh`).
    Bourne,
    /// Anything else: `powershell`, `cmd`, an interpreter, or not known.
    Other,
}

impl Shell {
    /// The shell of a program, by its name or path.
    pub(super) fn named(program: &str) -> Shell {
        match program.rsplit(['/', '\\']).next().unwrap_or("") {
            "sh" | "ash" | "dash" | "busybox" => Shell::Posix,
            "bash" => Shell::Bash,
            "zsh" | "ksh" | "mksh" => Shell::Bourne,
            _ => Shell::Other,
        }
    }
}

impl<'s> Stage<'s> {
    /// Its instructions, its FROM first.
    pub fn steps(&self) -> &[Step<'s>] {
        &self.steps
    }

    /// Its FROM.
    pub fn from(&self) -> Option<&Step<'s>> {
        self.steps.first()
    }

    /// The image or stage that its FROM names, as written.
    pub fn image(&self) -> Option<&Word<'s>> {
        match &self.from()?.instruction.arguments {
            Arguments::From { image, .. } => Some(image),
            _ => None,
        }
    }

    /// The token that stands for the stage: the image of its FROM.
    pub fn anchor(&self) -> Option<Span> {
        self.image().map(|image| image.span).or_else(|| Some(self.from()?.instruction.name.span))
    }

    /// The last instruction of a keyword that applies to this stage itself, not to images built from it.
    pub fn last(&self, keyword: Keyword) -> Option<&Step<'s>> {
        let (_, index) = self.lasts.iter().find(|(known, _)| *known == keyword)?;
        self.steps.get(*index)
    }

    /// The instructions of a keyword that a later one of this stage replaces, each with the last one.
    pub fn replaced(&self, keyword: Keyword) -> impl Iterator<Item = (&Step<'s>, &Step<'s>)> {
        self.last(keyword).into_iter().flat_map(move |last| {
            let steps = self.steps.iter().take_while(|step| step.index < last.index);
            steps.filter(move |step| step.is(keyword)).map(move |step| (step, last))
        })
    }

    pub(super) fn push(&mut self, step: Step<'s>) {
        let keyword = step.instruction.keyword;
        if step.instruction.onbuild.is_none() {
            self.own.insert(keyword);
        }
        if step.is(keyword) {
            let index = self.steps.len();
            match self.lasts.iter_mut().find(|(known, _)| *known == keyword) {
                Some((_, last)) => *last = index,
                None => self.lasts.push((keyword, index)),
            }
        }
        self.has_workdir |= step.is(Keyword::Workdir) && step.resolved(0).known().is_none_or(is_absolute);
        self.drops_rights |= drops_rights(&step.instruction);
        self.steps.push(step);
    }

    /// Whether the stages that it is built from have an instruction of a keyword, be it broken or not.
    pub fn inherits(&self, keyword: Keyword) -> bool {
        self.inherited.contains(keyword)
    }

    /// Whether it has an instruction of a keyword of its own, be it broken or not.
    pub fn has(&self, keyword: Keyword) -> bool {
        self.own.contains(keyword)
    }

    /// Whether the stage has the name, in any case.
    pub fn is_named(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|own| own.text.eq_ignore_ascii_case(name))
    }
}

/// A place that names a stage or image as a source: `COPY --from`, `ADD --from`, `RUN --mount=from=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySource {
    /// The stage or image; variables are not replaced there.
    pub name: String,
    /// Its place.
    pub span: Span,
    /// The index of a stage, where a number is one: not in a mount, which takes it for an image.
    pub index: Option<i64>,
}

impl CopySource {
    /// Whether the name has a registry, a folder, a tag, a digest or a variable, and is no stage's.
    pub fn is_image(&self) -> bool {
        self.name.contains(['/', ':', '@', '.', '$'])
    }
}

impl<'s> Step<'s> {
    pub(super) fn new(instruction: Box<Instruction<'s>>, index: usize) -> Step<'s> {
        Step {
            instruction,
            stage: None,
            index,
            values: Vec::new(),
            shell: Shell::Posix,
            has_workdir: false,
            script: None,
            assigned: OnceLock::new(),
        }
    }

    /// The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK. A shell whose language is not read here gives an
    /// incomplete script without commands, and so does everything before
    /// [`Dockerfile::read_scripts`](super::Dockerfile).
    pub fn script(&self) -> &Script<'s> {
        match &self.script {
            Some(script) => script,
            None if self.instruction.command_line().is_none() => &NO_SCRIPT,
            None => &UNREAD_SCRIPT,
        }
    }

    /// The commands of a RUN, also of one behind ONBUILD; none for other instructions.
    pub fn run(&self) -> &[Command<'s>] {
        if self.instruction.keyword == Keyword::Run { &self.script().commands } else { &[] }
    }

    /// The variables that a RUN sets for itself.
    pub fn assigned(&self) -> &Assigned {
        self.assigned.get_or_init(|| Box::new(Assigned::of(self.run(), &self.mounts())))
    }

    /// The mounts of a RUN.
    pub fn mounts(&self) -> Vec<Mount<'_>> {
        mount_options(&self.instruction).map(Mount::new).collect()
    }

    /// Whether it is an instruction of a keyword for this stage itself, not behind ONBUILD, and BuildKit accepts it.
    pub fn is(&self, keyword: Keyword) -> bool {
        self.instruction.keyword == keyword && self.instruction.onbuild.is_none() && !self.instruction.broken
    }

    /// The word of an index after variables were replaced; unknown for instructions that BuildKit does not expand.
    ///
    /// The words are, in order: of FROM the image; of ARG and ENV the values; of LABEL the values; of ADD and COPY the
    /// sources and the destination; of EXPOSE and VOLUME the items; of USER, WORKDIR and STOPSIGNAL the text.
    pub fn resolved(&self, index: usize) -> &Resolved<'s> {
        self.values.get(index).unwrap_or(&Resolved::Unknown)
    }

    /// The text of USER, WORKDIR, STOPSIGNAL or MAINTAINER.
    pub fn text(&self) -> Option<&Word<'s>> {
        match &self.instruction.arguments {
            Arguments::Text(word) => Some(word),
            _ => None,
        }
    }

    /// The pairs of ENV or LABEL.
    pub fn pairs(&self) -> &[Pair<'s>] {
        match &self.instruction.arguments {
            Arguments::Pairs { pairs, .. } => pairs,
            _ => &[],
        }
    }

    /// The variables of ARG.
    pub fn variables(&self) -> &[Argument<'s>] {
        match &self.instruction.arguments {
            Arguments::Arg(arguments) => arguments,
            _ => &[],
        }
    }

    /// The items of EXPOSE or VOLUME.
    pub fn items(&self) -> &[Word<'s>] {
        match &self.instruction.arguments {
            Arguments::List { items, .. } if self.instruction.almost_array().is_none() => items,
            _ => &[],
        }
    }

    /// The sources and the destination of ADD or COPY.
    pub fn paths(&self) -> Option<(&[Word<'s>], &Word<'s>)> {
        match &self.instruction.arguments {
            Arguments::Paths { sources, destination, .. } if self.instruction.almost_array().is_none() => {
                Some((sources, destination))
            }
            _ => None,
        }
    }

    /// The words of FROM, in which BuildKit replaces global arguments: the platform, if one is named, and the image.
    pub fn from_words(&self) -> impl Iterator<Item = &Word<'s>> {
        let image = match &self.instruction.arguments {
            Arguments::From { image, .. } => Some(image),
            _ => None,
        };
        let platform = image.and_then(|_| self.instruction.flag("platform")?.value.as_ref());
        platform.into_iter().chain(image)
    }

    /// The words in which BuildKit replaces variables, FROM left aside: it knows other variables.
    pub fn expanded(&self) -> Vec<&Word<'s>> {
        let flags =
            self.instruction.flags.iter().filter(|flag| matches!(flag.name.text.as_ref(), "chown" | "chmod"));
        let mut out: Vec<&Word<'s>> = flags.filter_map(|flag| flag.value.as_ref()).collect();
        match &self.instruction.arguments {
            Arguments::Arg(arguments) => {
                out.extend(arguments.iter().filter_map(|argument| argument.value.as_ref()))
            }
            Arguments::Pairs { pairs, .. } => {
                out.extend(pairs.iter().flat_map(|pair| [&pair.name, &pair.value]))
            }
            Arguments::Paths { sources, destination, .. } => out.extend(sources.iter().chain([destination])),
            Arguments::List { items, .. } => out.extend(items),
            Arguments::Text(word) if self.instruction.keyword != Keyword::Maintainer => out.push(word),
            _ => {}
        }
        out
    }

    /// The targets of its mounts, but for secrets and SSH agents.
    pub fn mount_targets(&self) -> Vec<String> {
        let mounts = mount_options(&self.instruction).map(Mount::new);
        let folders = mounts.filter(|mount| !mount.is("secret") && !mount.is("ssh"));
        folders.filter_map(|mount| mount.target().map(|target| target.value.to_string())).collect()
    }

    /// The stages and images that it copies or mounts from.
    pub fn sources(&self) -> Vec<CopySource> {
        let mut out = Vec::new();
        if matches!(self.instruction.keyword, Keyword::Copy | Keyword::Add)
            && let Some(value) = self.instruction.flag("from").and_then(|flag| flag.value.as_ref())
        {
            out.push(CopySource {
                name: value.text.to_string(),
                span: value.span,
                index: value.text.parse().ok(),
            });
        }
        if self.instruction.keyword == Keyword::Run {
            for options in mount_options(&self.instruction) {
                let from = options.iter().rev().find(|option| option.key == "from");
                out.extend(from.map(|option| CopySource {
                    name: option.value.to_string(),
                    span: option.span,
                    index: None,
                }));
            }
        }
        out
    }
}

/// Whether a path is absolute on Linux or Windows.
pub fn is_absolute(path: &str) -> bool {
    let mut bytes = path.bytes();
    let (first, second) = (bytes.next(), bytes.next());
    matches!(first, Some(b'/' | b'\\'))
        || (first.is_some_and(|byte| byte.is_ascii_alphabetic()) && second == Some(b':'))
}
