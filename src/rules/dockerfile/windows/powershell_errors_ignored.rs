use crate::rules::prelude::*;
use crate::syntax::dockerfile::CommandLine;
use crate::syntax::value::program_name;

rule!("powershell-errors-ignored", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut shell: Option<&Step<'_>> = None;
    for step in stage.steps() {
        if step.is(Keyword::Shell) {
            shell = Some(step).filter(|step| is_careless(step));
            continue;
        }
        let Some(CommandLine::Shell(line)) =
            step.instruction.command_line().filter(|_| step.is(Keyword::Run))
        else {
            continue;
        };
        let Some(setting) = shell.filter(|_| goes_on(&line.text)) else { continue };
        out.report(setting.instruction.name.span, "the shell goes on after a command that failed")
            .label(step.instruction.name.span, "in this step, for one")
            .help("start its command with `$ErrorActionPreference = 'Stop';`");
        shell = None;
    }
}

/// Whether a SHELL is PowerShell without a word about errors.
fn is_careless(step: &Step<'_>) -> bool {
    let Some(CommandLine::Exec(words)) = step.instruction.command_line() else { return false };
    let program = words.first().map_or(String::new(), |word| program_name(&word.text));
    let is_powershell = matches!(program.as_str(), "powershell" | "pwsh");
    is_powershell && words.iter().all(|word| !mentions_errors(&word.text))
}

fn mentions_errors(text: &str) -> bool {
    text.to_ascii_lowercase().contains("erroraction")
}

/// Whether commands follow one that may fail.
fn goes_on(text: &str) -> bool {
    let mut parts: Vec<&str> = text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.pop();
    !mentions_errors(text) && parts.iter().any(|part| !part.starts_with('$') && !part.contains(['{', '(']))
}
