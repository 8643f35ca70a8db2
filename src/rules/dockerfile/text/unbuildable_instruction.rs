use crate::model::dockerfile::Resolved;
use crate::model::dockerfile::quotes::has_variable;
use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Word;
use crate::syntax::value::{FileMode, is_digest, is_platform};

rule!("unbuildable-instruction", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let words = if step.is(step.instruction.keyword) { step.expanded() } else { Vec::new() };
    let open_quote =
        |word: &Word<'_>| references(&word.text, file.escape).open_quote.map(|at| word.part(at..at + 1));
    if let Some(at) = words.into_iter().chain(step.from_words()).find_map(open_quote) {
        out.report(at, "this quote is never closed")
            .help(format!("close it, or write `{}` before it", file.escape));
    }
    match step.instruction.keyword {
        Keyword::From => from(step, file, out),
        Keyword::Volume if step.is(Keyword::Volume) => volume(step, out),
        Keyword::Copy | Keyword::Add if step.is(step.instruction.keyword) => copy(step, out),
        _ => {}
    }
}

fn from(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(value) = step.instruction.flag("platform").and_then(|flag| flag.value.as_ref()) else { return };
    // What a variable is set to from outside is not known.
    let platform = file.supposed(value, "linux", "linux");
    if let Some(platform) = platform.filter(|platform| !is_platform(platform)) {
        out.report(value.span, format!("`{}` is no platform", shown(&platform)))
            .help("write it as `os/architecture`, such as `linux/arm64`");
    }
}

fn volume(step: &Step<'_>, out: &mut Findings<'_>) {
    let empty = step.items().iter().enumerate().find(|(index, _)| step.resolved(*index).known() == Some(""));
    if let Some((_, item)) = empty {
        out.report(item.span, "the volume has no path").help("name a folder, or remove the item");
    }
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
    let is_linked =
        instruction.flag("link").is_some_and(|flag| flag.value.as_ref().is_none_or(|v| v.text == "true"));
    let is_named =
        |owner: &str| !owner.contains('$') && User::parse(owner).is_some_and(|user| user.has_names());
    if let Some(owner) = value("chown").filter(|owner| is_linked && is_named(&owner.text)) {
        out.report(owner.span, "names of users and groups are not looked up with `--link`")
            .help("write the numbers of the user and the group, or leave `--link` out");
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
        } else if let Some(checksum) = flag.value.as_ref().filter(|value| !value.text.contains('$'))
            && is_download(step.resolved(0).prefix())
            && !is_digest(&checksum.text)
        {
            out.report(checksum.span, format!("`{}` is no digest", shown(&checksum.text)))
                .help("write `sha256:` and 64 digits from 0 to f");
        }
    }
}

/// Whether a source is a file on a web server, and no repository of Git.
fn is_download(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(".git")
}

fn is_remote(text: &str) -> bool {
    ["https://", "http://", "git@", "git://", "ssh://"].iter().any(|start| text.starts_with(start))
}
