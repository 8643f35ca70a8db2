use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("short-key-id", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| matches!(command.name(), "gpg" | "gpg2" | "apt-key")) {
        let mut words = command.arguments().iter();
        if !words.any(|word| {
            matches!(word.text.as_ref(), "--recv-keys" | "--recv-key" | "--recv" | "--receive-keys")
        }) {
            continue;
        }
        for word in words.filter(|word| word.literal && is_short(&word.text)) {
            out.report(
                word.span,
                format!("`{}` is so short that anybody can make another key with it", shown(&word.text)),
            )
            .help("give the whole fingerprint of 40 digits");
        }
    }
}

fn is_short(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}
