use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("weak-checksum", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| matches!(command.name(), "md5sum" | "sha1sum")) {
        if command.has_flag("-c") || command.has_flag("--check") {
            let hash = command.name().trim_end_matches("sum").to_ascii_uppercase();
            out.report(command.name_span(), format!("{hash} does not show that a file was exchanged"))
                .help("compare SHA-256 sums with `sha256sum -c`");
        }
    }
}
