use crate::finding::Edit;
use crate::model::dockerfile::text_lines;
use crate::rules::prelude::*;

rule!("mixed-line-endings", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let counted = || text_lines(file).filter(|line| !line.in_heredoc && !line.ending.is_empty());
    let windows = counted().filter(|line| line.ending == "\r\n").count();
    let unix = counted().filter(|line| line.ending == "\n").count();
    if windows == 0 || unix == 0 {
        return;
    }
    let (few, many, name) = if windows < unix { ("\r\n", "\n", "CR LF") } else { ("\n", "\r\n", "LF") };
    let strays = || counted().filter(|line| line.ending == few);
    let Some(first) = strays().find(|line| !line.is_blank()).or_else(|| strays().next()) else { return };
    let edit = |line: crate::model::dockerfile::TextLine<'_>| {
        let end = line.text.len();
        Edit { span: line.span(file, end..end + line.ending.len()), text: many.into() }
    };
    let content = first.text.trim_end();
    let start = content.rfind([' ', '\t']).map_or(0, |at| at + 1);
    let message = format!("{} of {} lines end in {name}", windows.min(unix), windows + unix);
    out.report(first.span(file, start..content.len()), message).help("end all lines alike").fix(
        Safety::Safe,
        "end all lines alike",
        Some(strays().map(edit).collect()),
    );
}
