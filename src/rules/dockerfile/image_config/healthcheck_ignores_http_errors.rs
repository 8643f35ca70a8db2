use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::syntax::shell::Connector;

rule!("healthcheck-ignores-http-errors", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Healthcheck) || step.script().incomplete {
        return;
    }
    let commands = &step.script().commands;
    for (index, command) in commands.iter().enumerate().filter(|(_, command)| command.is("curl")) {
        let fails =
            ["-f", "--fail", "--fail-with-body", "--fail-early"].iter().any(|flag| command.has_flag(flag));
        // What is printed may be looked at: the answer, or the status code.
        let is_read = command.nested
            || ["-w", "--write-out"].iter().any(|flag| command.has_flag(flag))
            || commands.get(index + 1).is_some_and(|next| next.connector == Connector::Pipe)
            || command.arguments().iter().any(|word| !word.literal && word.text.starts_with('$'));
        let is_http = command
            .arguments()
            .iter()
            .all(|word| !word.text.contains("://") || word.text.starts_with("http"));
        if fails || is_read || !is_http || !command.redirections.is_empty() && commands.len() > 2 {
            continue;
        }
        let at = command.name_span();
        // Behind the program in text; among the words of a list it would need quotes.
        let edits =
            (!step.instruction.is_exec()).then(|| vec![Edit { span: at.after(), text: " --fail".into() }]);
        out.report(at, "`curl` succeeds when the server answers with an error").help("add `--fail`").fix(
            Safety::Unsafe,
            "let the check fail on an error",
            edits,
        );
    }
}
