use crate::rules::prelude::*;

rule!("invalid-label-key", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for pair in step.pairs() {
        let name = pair.name.text.trim_matches(['"', '\'']);
        if name.contains('$') || name.contains(file.escape) || is_valid(name) {
            continue;
        }
        out.report(pair.name.span, format!("`{}` is no well-formed name of a label", shown(name)))
            .help("use small letters, digits, and single `.`, `-`, `_` or `/` between them");
    }
}

fn is_valid(name: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
        && name.bytes().last().is_some_and(is_word)
        && name.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-' | b'_' | b'/'))
        && !name.contains("..")
        && !name.contains("--")
}
