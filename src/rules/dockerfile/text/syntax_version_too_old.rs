use crate::model::dockerfile::directives::frontends;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Instruction;

rule!("syntax-version-too-old", Dockerfile(check));

/// Flags and the version 1.N that introduced them.
const FLAGS: &[(Keyword, &str, u32)] = &[
    (Keyword::Add, "checksum", 6),
    (Keyword::Add, "chmod", 2),
    (Keyword::Add, "exclude", 19),
    (Keyword::Add, "link", 4),
    (Keyword::Add, "unpack", 17),
    (Keyword::Copy, "chmod", 2),
    (Keyword::Copy, "exclude", 19),
    (Keyword::Copy, "link", 4),
    (Keyword::Copy, "parents", 20),
    (Keyword::Run, "mount", 2),
    (Keyword::Run, "network", 3),
    (Keyword::Run, "security", 20),
];

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some((minor, at)) = pinned(file) else { return };
    for step in file.steps() {
        for (what, needed, span) in uses(&step.instruction) {
            if needed > minor {
                out.report(
                    span,
                    format!("{what} needs the syntax 1.{needed}, and the file asks for 1.{minor}"),
                )
                .label(at, "the frontend of this version is used")
                .help(format!("write `docker/dockerfile:1.{needed}` or later at the top"));
                return;
            }
        }
    }
}

/// The minor version that the file pins its frontend to.
fn pinned(file: &Dockerfile<'_>) -> Option<(u32, Span)> {
    let frontend = frontends(file).next()?;
    Some((frontend.minor_version()?, frontend.value.span))
}

/// What an instruction uses that is newer than version 1.0.
fn uses(instruction: &Instruction<'_>) -> Vec<(String, u32, Span)> {
    let mut out = Vec::new();
    for flag in &instruction.flags {
        let known = FLAGS
            .iter()
            .find(|(keyword, name, _)| *keyword == instruction.keyword && flag.name.text == *name);
        if let Some((_, name, version)) = known {
            out.push((format!("`--{name}`"), *version, flag.span));
        }
    }
    out.extend(instruction.heredocs.first().map(|heredoc| ("a heredoc".to_owned(), 4, heredoc.opener)));
    out
}
