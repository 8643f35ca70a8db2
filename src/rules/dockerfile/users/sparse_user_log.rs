use crate::finding::Edit;
use crate::rules::prelude::*;

rule!("sparse-user-log", Instruction(check));

/// The files are as large as the highest number; above this one they are felt.
const LARGEST: u64 = 99_999;

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run {
        return;
    }
    for command in step.script().commands.iter().filter(|command| command.is("useradd")) {
        let id = command.option("--uid").or_else(|| command.option("-u")).and_then(|id| id.parse().ok());
        let Some(id) = id.filter(|id: &u64| *id > LARGEST) else { continue };
        if command.has_flag("-l") || command.has_flag("--no-log-init") {
            continue;
        }
        let at = command.name_span();
        let edit = Edit { span: at.after(), text: " --no-log-init".into() };
        out.report(at, format!("`useradd` writes huge log files for the user {id}"))
            .help("add `--no-log-init`")
            .fix(
                Safety::Safe,
                "leave the log files alone",
                (!step.instruction.is_exec()).then(|| vec![edit]),
            );
    }
}
