use crate::facts::downloads;
use crate::facts::programs;
use crate::finding::Edit;
use crate::model::dockerfile::fetch::verifies;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::shell::Word;
use crate::syntax::value::url::{host, is_local};

rule!("clear-text-download", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let text = dockerfile.text;
    let commands = step.run();
    // A sum or signature shows what was changed on the way.
    if !commands.iter().any(verifies) {
        for command in commands.iter().filter(|command| programs::TAKES_ADDRESSES.contains(&command.name())) {
            let words = command.arguments().iter().enumerate();
            words
                .filter(|(index, word)| !is_header(command.arguments(), *index, word))
                .for_each(|(_, word)| report(&word.text, word.span, text, out));
        }
    }
    if step.instruction.keyword == Keyword::Add
        && step.instruction.flag("checksum").is_none()
        && let Arguments::Paths { sources, .. } = &step.instruction.arguments
    {
        sources.iter().for_each(|word| report(&word.text, word.span, text, out));
    }
}

/// Whether a word is a proxy, header or other value that only looks like what is fetched.
fn is_header(words: &[Word<'_>], index: usize, word: &Word<'_>) -> bool {
    let options = [
        "-x",
        "--proxy",
        "-H",
        "--header",
        "-e",
        "--referer",
        "-A",
        "-d",
        "--data",
        "proxy",
        "https-proxy",
        "--preproxy",
    ];
    let before = index.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|before| options.contains(&before.text.as_ref()) || before.text.ends_with("proxy"))
        || word.text.starts_with("--proxy")
        || word.text.contains("insteadOf")
}

fn report(word: &str, at: Span, text: &str, out: &mut Findings<'_>) {
    let value =
        if word.starts_with("--") { word.split_once('=').map_or("", |(_, value)| value) } else { word };
    let Some(scheme) = downloads::CLEAR_TEXT_SCHEMES.iter().find(|scheme| value.starts_with(**scheme)) else {
        return;
    };
    let host = host(value);
    if is_local(host) || host.starts_with("example.") {
        return;
    }
    let offset = text.get(at.range()).and_then(|raw| raw.find("http://"));
    let has_https = *scheme == "http://" && !downloads::WITHOUT_HTTPS.contains(&host);
    let fix = offset.filter(|_| has_https).map(|offset| {
        let start = at.start + offset as u32;
        vec![Edit { span: Span { start, end: start + 4, ..at }, text: "https".into() }]
    });
    let name = scheme.trim_end_matches("://");
    out.report(at, format!("what comes from `{}` over {name} can be changed on the way", shown(host)))
        .help("download it over https, or check its sum")
        .fix(Safety::Unsafe, "use https", fix);
}
