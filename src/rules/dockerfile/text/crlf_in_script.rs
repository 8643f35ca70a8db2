use crate::finding::Edit;
use crate::model::dockerfile::Shell;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{CommandLine, Heredoc};

rule!("crlf-in-script", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if file.is_windows(step) || step.instruction.broken {
        return;
    }
    // A heredoc by itself is the script of its step. Of a file, only a `#!` line says that a shell will read it.
    let script = match step.instruction.command_line() {
        Some(CommandLine::Shell(word)) if step.shell != Shell::Other => Some(word.span),
        _ => None,
    };
    for heredoc in &step.instruction.heredocs {
        let body = file.text.get(heredoc.body.range()).unwrap_or("");
        let is_script = script == Some(heredoc.opener) || body.starts_with("#!");
        if !is_script || !body.contains("\r\n") {
            continue;
        }
        out.report(
            heredoc.opener,
            "lines of this script end in CR LF, which its shell takes for a part of the words",
        )
        .help("end the lines in LF, and keep them so with `eol=lf` in `.gitattributes`")
        .fix(Safety::Safe, "end the lines in LF", unix(heredoc, body));
    }
}

fn unix(heredoc: &Heredoc<'_>, body: &str) -> Option<Vec<Edit>> {
    Some(vec![Edit { span: heredoc.body, text: body.replace("\r\n", "\n") }])
}
