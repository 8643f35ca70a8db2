use crate::model::dockerfile::Resolved;
use crate::model::dockerfile::quotes::{has_variable, open_quote};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Word};
use crate::syntax::value::{FileMode, ImageReference, is_platform};

rule!("unbuildable-instruction", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let words = if step.is(step.instruction.keyword) { step.expanded() } else { Vec::new() };
    if let Some((word, at)) =
        words.into_iter().find_map(|word| Some((word, open_quote(&word.text, file.escape)?)))
    {
        out.report(word.part(at..at + 1), "this quote is never closed")
            .help(format!("close it, or write `{}` before it", file.escape));
    }
    match step.instruction.keyword {
        Keyword::From => from(step, file, out),
        Keyword::Copy | Keyword::Add if step.is(step.instruction.keyword) => copy(step, out),
        _ => {}
    }
}

fn from(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.resolved(0).known() == Some("") {
        out.report(step.instruction.name.span, "the base image has an empty name")
            .help("name an image, or `scratch`");
    }
    let image = step.resolved(0).known().and_then(ImageReference::parse);
    let capital = image.filter(|image| is_stage_missing(step, file) && image.has_capitals());
    if let (Some(image), Arguments::From { image: word, .. }) = (capital, &step.instruction.arguments) {
        out.report(
            word.span,
            format!("`{}` is no name of an image: it has capitals", shown(&image.repository)),
        )
        .help("write it in lower case");
    }
    let Some(value) = step.instruction.flag("platform").and_then(|flag| flag.value.as_ref()) else { return };
    if !value.text.contains('$') && !is_platform(&value.text) {
        out.report(value.span, format!("`{}` is no platform", shown(&value.text)))
            .help("write it as `os/architecture`, such as `linux/arm64`");
    }
}

/// Whether a FROM names no stage but an image.
fn is_stage_missing(step: &Step<'_>, file: &Dockerfile<'_>) -> bool {
    file.stage_of(step).is_some_and(|stage| matches!(stage.base, Base::Image(_)))
}

fn copy(step: &Step<'_>, out: &mut Findings<'_>) {
    let instruction = &step.instruction;
    let Some((sources, _)) = step.paths() else { return };
    let value = |name: &str| instruction.flag(name).and_then(|flag| flag.value.as_ref());
    if let Some(from) = value("from").filter(|from| has_variable(&from.text)) {
        out.report(from.span, "variables are not replaced in `--from`")
            .help("name a stage with FROM that uses the variable, and copy from that stage");
    }
    if let Some(mode) =
        value("chmod").filter(|mode| !mode.text.contains('$') && !FileMode::is_valid(&mode.text))
    {
        out.report(mode.span, format!("`{}` is no mode of a file", shown(&mode.text)))
            .help("write up to four octal digits, such as `755`");
    }
    if instruction.keyword == Keyword::Copy {
        let remote = sources.iter().enumerate().find(|(index, _)| is_remote(step.resolved(*index).prefix()));
        if let Some((_, source)) = remote {
            out.report(source.span, "COPY reads nothing from the network").help("use ADD");
        }
    } else if let Some(flag) = instruction.flag("checksum") {
        let local = |(index, _): &(usize, &Word<'_>)| match step.resolved(*index) {
            Resolved::Known(text) => {
                !is_remote(text) && !text.contains(".git") && !text.contains("github.com")
            }
            _ => false,
        };
        if sources.len() > 1 || sources.iter().enumerate().any(|source| local(&source)) {
            out.report(flag.span, "a checksum is for one source that is downloaded")
                .help("leave the checksum out, or add the source by itself");
        }
    }
}

fn is_remote(text: &str) -> bool {
    ["https://", "http://", "git@", "git://", "ssh://"].iter().any(|start| text.starts_with(start))
}
