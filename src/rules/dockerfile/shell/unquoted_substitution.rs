use crate::facts::packages::PackageManager;
use crate::facts::programs;
use crate::rules::prelude::*;
use crate::syntax::shell::Command;
use crate::syntax::value::file_name;

rule!("unquoted-substitution", Fault(FaultCheck { codes: &[2046], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let inner = fault.text.trim_start_matches('$').trim_matches(['(', ')', '`', ' ']);
    let first = inner.split_whitespace().next().unwrap_or("");
    // An option that is only there under a condition is meant to vanish.
    let program = file_name(first);
    if inner.contains("&& echo ")
        || programs::PRINTS_ONE_WORD.contains(&program)
        || programs::prints_options(program)
    {
        return;
    }
    let holds =
        |command: &&Command<'_>| command.span.start < fault.span.start && fault.span.end <= command.span.end;
    // Package managers get lists.
    let is_list =
        |command: &Command<'_>| PackageManager::of(command.name()).is_some() || command.is("apt-mark");
    if step.run().iter().filter(holds).any(is_list) {
        return;
    }
    out.report(
        fault.span,
        format!("the output of `{}` is split at blanks and its patterns are replaced", fault.brief()),
    )
    .help("put it in double quotes")
    .fix(Safety::Unsafe, "quote it", fault.fix());
}
