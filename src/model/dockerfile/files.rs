//! The files of a step: large ones that it leaves in its layer, and the modes that it gives. Only paths that are known
//! count. Judges nothing.

use super::Step;
use crate::facts::{files, programs};
use crate::model::limits::{MAX_LARGE_FILES, MAX_REMOVALS};
use crate::source::Span;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::shell::{Command, Operator, Word};
use crate::syntax::value::FileMode;

/// A mode that a step gives to files.
pub struct GivenMode {
    /// The mode as written.
    pub text: String,
    /// Where it is given.
    pub at: Span,
    /// What it gives.
    pub mode: FileMode,
}

fn given(text: &str, at: Span) -> Option<GivenMode> {
    Some(GivenMode { text: text.to_owned(), at, mode: FileMode::parse(text)? })
}

/// The modes that `chmod` and `--chmod` of a step give.
pub fn modes(step: &Step<'_>) -> Vec<GivenMode> {
    let mut out = Vec::new();
    if let Some(flag) = step.instruction.flag("chmod")
        && let Some(value) = &flag.value
    {
        out.extend(given(&value.text, flag.span));
    }
    if step.instruction.keyword != Keyword::Run {
        return out;
    }
    for command in step.script().commands.iter().filter(|command| command.is("chmod")) {
        // `chmod -x file` has a mode that looks like an option.
        let words = command.arguments().iter().filter(|word| word.literal);
        let is_mode = |text: &str| !matches!(text, "-R" | "-v" | "-f" | "-c") && !text.starts_with("--");
        let Some(word) = words.into_iter().find(|word| is_mode(&word.text)) else { continue };
        if stays(step, command, word) {
            out.extend(given(&word.text, word.span));
        }
    }
    out
}

/// Whether files that are known get the mode, and the same step does not remove them again.
fn stays(step: &Step<'_>, chmod: &Command<'_>, mode: &Word<'_>) -> bool {
    let removals = || step.script().commands.iter().filter(|command| command.is("rm")).take(MAX_REMOVALS);
    let is_removed = |path: &str| {
        removals().any(|rm| rm.arguments().iter().any(|word| word.text.trim_end_matches(['/', '*']) == path))
    };
    let files = chmod.operands().filter(|word| word.span != mode.span && word.literal);
    files.into_iter().any(|word| !is_removed(word.text.trim_end_matches('/')))
}

/// A file that a layer has.
pub struct Kept {
    /// Its path, from the root of the image where the folder is known.
    pub path: String,
    /// What adds it.
    pub at: Span,
    /// The index of the step.
    pub step: usize,
}

/// The large files that a step leaves.
pub fn added(step: &Step<'_>, folder: Option<&str>) -> Vec<Kept> {
    let is_large = |path: &str| files::LARGE.iter().any(|end| path.ends_with(end));
    let kept = |path: String, at: Span| Kept { path, at, step: step.index };
    if let Arguments::Paths { sources, destination, .. } = &step.instruction.arguments
        && step.instruction.keyword == Keyword::Copy
        && step.instruction.onbuild.is_none()
    {
        let [source] = sources.as_slice() else { return Vec::new() };
        let target = destination.text.as_ref();
        let name = source.text.rsplit('/').next().unwrap_or("");
        let is_folder = target.ends_with('/') || target == ".";
        let path = if is_folder {
            format!("{}/{name}", target.trim_end_matches(['/', '.']))
        } else {
            target.to_owned()
        };
        let path = if target == "." || target == "./" { Some(name.to_owned()) } else { Some(path) };
        let path = path.filter(|path| is_large(path) && !path.contains(['$', '*']));
        return path
            .and_then(|path| absolute(&path, folder))
            .map(|path| kept(path, source.span))
            .into_iter()
            .collect();
    }
    let moves = step.run().iter().any(|command| programs::changes_folder(command.name()));
    let folder = folder.filter(|_| !moves);
    let targets = step.mount_targets();
    let mut out = Vec::new();
    let fetches = step
        .run()
        .iter()
        .filter(|command| programs::is_download_tool(command.name()) && !command.conditional);
    for command in fetches.take(MAX_LARGE_FILES) {
        let flags = ["-o", "-O", "--output", "--output-document"];
        let mut words = command.arguments().windows(2);
        let named = words.find_map(|pair| match pair {
            [flag, file] if flags.contains(&flag.text.as_ref()) && file.literal && is_large(&file.text) => {
                Some(file)
            }
            _ => None,
        });
        let written = command.redirections.iter().find(|redirection| redirection.operator == Operator::Write);
        let word =
            named.or(written.map(|redirection| &redirection.target).filter(|word| is_large(&word.text)));
        let address = command
            .arguments()
            .iter()
            .find(|word| word.literal && is_large(&word.text) && word.text.contains("://"));
        let saves =
            command.is("wget") && !command.has_flag("-P") || command.has_flag("-O") && command.is("curl");
        let name = address.filter(|_| saves && word.is_none()).and_then(|word| word.text.rsplit('/').next());
        let Some(path) = word.map(|word| word.text.as_ref()).or(name) else { continue };
        let removed = step
            .run()
            .iter()
            .any(|other| matches!(other.name(), "rm" | "mv") && other.span.start > command.span.start);
        let path = absolute(path, folder)
            .filter(|path| !removed && !targets.iter().any(|target| path.starts_with(target.as_str())));
        out.extend(path.map(|path| kept(path, command.name_span())));
    }
    out
}

/// A path from the root of the image; `None` when it is relative to a folder that is not known.
pub fn absolute(path: &str, folder: Option<&str>) -> Option<String> {
    let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
    if path.starts_with('/') {
        Some(path.to_owned())
    } else {
        folder.map(|folder| format!("{folder}/{path}"))
    }
}
