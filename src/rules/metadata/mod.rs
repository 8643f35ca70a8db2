//! Rules about the lines of a file, its directives, and what an image says about itself: labels, ports, volumes. Holds
//! what several of them look at, not what they say.

use crate::model::dockerfile::{Dockerfile, Step};
use crate::syntax::dockerfile::{Comment, Keyword, Pair, Word};

family! {
    anonymous_volume,
    blank_continuation_line,
    comment_after_continuation,
    commented_out_instruction,
    continuation_swallows_instruction,
    deprecated_maintainer,
    duplicate_label,
    duplicate_port,
    empty_label,
    floating_syntax_frontend,
    host_port_in_expose,
    inconsistent_instruction_casing,
    invalid_label_key,
    invalid_label_value,
    invalid_port,
    misplaced_directive,
    missing_label,
    missing_workdir,
    misspelled_directive,
    onbuild_in_final_stage,
    relative_volume,
    remote_shell_port,
    reserved_label_prefix,
    sensitive_volume,
    superseded_label,
    syntax_version_too_old,
    system_directory_as_workdir,
    unknown_label,
    uppercase_expose_protocol,
    write_to_declared_volume,
    wrong_escape_character,
}

/// The items of EXPOSE whose value is known, with it.
fn exposed<'s, 't>(step: &'s Step<'t>) -> impl Iterator<Item = (&'s Word<'t>, &'s str)> {
    let items = if step.instruction.keyword == Keyword::Expose { step.items() } else { &[] };
    // A variable may hold several ports, or none.
    let is_one = |value: &str| !value.is_empty() && !value.contains(char::is_whitespace);
    items.iter().enumerate().filter_map(move |(index, item)| {
        step.resolved(index).known().filter(|value| is_one(value)).map(|value| (item, value))
    })
}

/// The name of a label without quotes.
fn label_name<'p>(pair: &'p Pair<'_>) -> &'p str {
    pair.name.text.trim_matches(['"', '\''])
}

/// The first and last port of `80` or `8000-8010`.
fn port_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some((first, last))
}

/// The comments at the top of the file that are directives.
fn leading<'f>(file: &'f Dockerfile<'_>) -> &'f [Comment] {
    let is_directive =
        |comment: &&Comment| file.directives.iter().any(|directive| directive.span == comment.span);
    let count = file.comments.iter().take(8).take_while(is_directive).count();
    file.comments.get(..count).unwrap_or(&[])
}

/// A comment of the form `# name=value`.
fn directive(comment: &str) -> Option<(&str, &str)> {
    let (name, value) = comment.strip_prefix('#')?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    (!value.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some((name, value))
}
