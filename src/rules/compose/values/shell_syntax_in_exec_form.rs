use crate::facts::programs::SHELLS;
use crate::model::compose::{Command, File, Form, Leaf, Service};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;
use crate::syntax::value::program_name;

rule!("shell-syntax-in-exec-form", Service(check), Trap(|trap, out| say(trap, TrapKind::ShellSyntax, out)));

/// Words that mean something to a shell and, by themselves, nothing to most programs.
const OPERATORS: &[&str] = &["&&", "||", "|", ">", ">>", "2>&1", ">/dev/null", "2>/dev/null"];

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for command in &service.commands {
        if let Some(at) = command.cut() {
            out.report(at, "no shell reads this: the command ends here")
                .help("write a list: `[sh, -c, \"…\"]`");
        }
        if let Some(word) = misread(command) {
            let text = word.known().unwrap_or(word.raw);
            out.report(word.span, format!("no shell reads `{}`: it is an argument", shown(text)))
                .help(help(command));
        }
    }
}

/// The first word of a list that only a shell would understand, when none is run.
fn misread<'c, 't>(command: &'c Command<'t>) -> Option<&'c Leaf<'t>> {
    let words = command.words.iter().filter(|_| command.form == Form::Words);
    let is_other =
        |word: &&Leaf<'t>| !word.known().is_none_or(|word| SHELLS.contains(&program_name(word).as_str()));
    // Only what nobody but the program itself reads is certain to keep its variables.
    let is_certain = command.key != "command";
    let is_misread = |word: &&Leaf<'t>| {
        let is_operator = word.known().is_some_and(|word| OPERATORS.contains(&word));
        is_operator || (is_certain && word.container_variable().is_some())
    };
    words.take_while(is_other).find(is_misread)
}

fn help(command: &Command<'_>) -> &'static str {
    match command.key {
        "test" => "write `CMD-SHELL` and the command as one text",
        _ => "write `[sh, -c, \"…\"]` with the command as one text",
    }
}
