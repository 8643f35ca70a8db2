use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::value::is_short_key_id;

rule!("short-key-id", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| matches!(command.name(), "gpg" | "gpg2" | "apt-key")) {
        let mut words = command.arguments().iter();
        if !words.any(|word| {
            matches!(word.text.as_ref(), "--recv-keys" | "--recv-key" | "--recv" | "--receive-keys")
        }) {
            continue;
        }
        for word in words.filter(|word| word.literal && is_short_key_id(&word.text)) {
            out.report(
                word.span,
                format!("`{}` is so short that anybody can make another key with it", shown(&word.text)),
            )
            .help("give the whole fingerprint of 40 digits");
        }
    }
}
