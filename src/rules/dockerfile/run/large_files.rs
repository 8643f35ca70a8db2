//! The large files that a step leaves in its layer, as far as their paths are known. Knows no rule.

use crate::facts::files;
use crate::model::dockerfile::Step;
use crate::source::Span;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::shell::Operator;

/// So many files of a stage are remembered.
pub(super) const MANY: usize = 64;

/// A file that a layer has.
pub(super) struct Kept {
    /// Its path, from the root of the image where the folder is known.
    pub(super) path: String,
    /// What adds it.
    pub(super) at: Span,
    /// The index of the step.
    pub(super) step: usize,
}

/// The large files that a step leaves.
pub(super) fn added(step: &Step<'_>, folder: Option<&str>) -> Vec<Kept> {
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
    let moves = step.run().iter().any(|command| matches!(command.name(), "cd" | "pushd"));
    let folder = folder.filter(|_| !moves);
    let targets = step.mount_targets();
    let mut out = Vec::new();
    let fetches =
        step.run().iter().filter(|command| matches!(command.name(), "curl" | "wget") && !command.conditional);
    for command in fetches.take(MANY) {
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
pub(super) fn absolute(path: &str, folder: Option<&str>) -> Option<String> {
    let path = path.strip_prefix("./").unwrap_or(path).trim_end_matches('/');
    if path.starts_with('/') {
        Some(path.to_owned())
    } else {
        folder.map(|folder| format!("{folder}/{path}"))
    }
}
