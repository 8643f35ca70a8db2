use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};
use crate::syntax::value::file_name;

rule!("npm-install-ignores-lockfile", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for command in step.run().iter().filter(|command| command.is("npm")) {
        let mut operands = command.operands();
        let Some(word) = operands.next().filter(|word| matches!(word.text.as_ref(), "install" | "i")) else {
            continue;
        };
        let is_whole = operands.next().is_none() && !command.has_flag("-g") && !command.has_flag("--global");
        if !is_whole || command.has_flag("--package-lock-only") || command.has_flag("--no-package-lock") {
            continue;
        }
        let Some(lock) = dockerfile.before(step).find_map(lock_of) else { continue };
        let fix = (!step.instruction.is_exec()).then(|| vec![Edit { span: word.span, text: "ci".into() }]);
        out.report(word.span, "`npm install` may change what the lock file says")
            .label(lock, "the lock file is copied here")
            .help("run `npm ci`")
            .fix(Safety::Unsafe, "run `npm ci`", fix);
    }
}

fn lock_of(step: &Step<'_>) -> Option<crate::source::Span> {
    let Arguments::Paths { sources, .. } = &step.instruction.arguments else { return None };
    let is_lock = |text: &str| matches!(file_name(text), "package-lock.json" | "npm-shrinkwrap.json");
    let lock = sources.iter().filter(|_| step.instruction.keyword == Keyword::Copy);
    lock.into_iter().find(|word| is_lock(&word.text)).map(|word| word.span)
}
