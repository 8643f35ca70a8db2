use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Shell, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{CommandLine, Keyword};
use crate::syntax::shell::{Quoting, Word};
use crate::syntax::value::file_name;

rule!("needless-shell-wrapper", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(command) =
        step.run().first().filter(|_| !step.script().incomplete && step.shell != Shell::Other)
    else {
        return;
    };
    let [program, flag, text] = command.words.as_slice() else { return };
    let own = dockerfile.shell_words(step);
    // The shell that a RUN has anyway.
    let name = own.first().map_or("sh", |word| file_name(&word.text));
    let options = own.get(1).map_or("-c", |word| word.text.as_ref());
    let is_same = program.basename() == name && flag.text == "-c" && options == "-c" && own.len() <= 2;
    let is_all =
        command.wrappers.is_empty() && command.assignments.is_empty() && command.redirections.is_empty();
    let is_alone = step.run().iter().skip(1).all(|inner| inner.nested || step.instruction.is_exec());
    if !is_same || !is_all || !is_alone || command.nested {
        return;
    }
    let fix = unwrapped(step, text, dockerfile).map(|text| {
        let line = step.instruction.rest_of_command();
        let start = step.instruction.line.sub(line).whole().start;
        vec![Edit { span: crate::source::Span { start, ..step.instruction.span }, text }]
    });
    out.report(
        program.span,
        format!("`{}` starts the shell that RUN has started already", shown(&program.text)),
    )
    .help("write the commands behind RUN")
    .fix(Safety::Unsafe, "leave the second shell out", fix);
}

/// The commands as they would stand behind RUN; `None` when they would mean something else there.
fn unwrapped(step: &Step<'_>, text: &Word<'_>, dockerfile: &Dockerfile<'_>) -> Option<String> {
    let inner = text.text.as_ref();
    let is_plain = match step.instruction.command_line()? {
        CommandLine::Exec(_) => true,
        CommandLine::Shell(_) => text.quoting == Quoting::Single,
    };
    let has_trap = inner.contains(['\n', '\r', dockerfile.escape])
        || inner.trim_start().starts_with(['[', '<', '-'])
        || inner.contains("<<");
    (is_plain && !has_trap && !inner.trim().is_empty() && step.is(Keyword::Run))
        .then(|| inner.trim().to_owned())
}
