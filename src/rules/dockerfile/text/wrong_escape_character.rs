use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::DirectiveKind;

rule!("wrong-escape-character", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let other = if file.escape == '\\' { '`' } else { '\\' };
    let mut steps = file.steps().peekable();
    let mut found: Vec<Span> = Vec::new();
    while let Some(step) = steps.next() {
        // Only where the next line is no instruction was this one meant to go on.
        let is_cut = steps.peek().is_some_and(|next| next.instruction.keyword == Keyword::Unknown);
        let span = step.instruction.span;
        let text = file.text.get(span.range()).unwrap_or("").trim_end();
        if is_cut && text.ends_with(other) && step.instruction.heredocs.is_empty() {
            let end = span.start as usize + text.len();
            found.push(Span::at(file.source, end - 1..end));
        }
    }
    let Some(first) = found.first() else { return };
    let mut draft = out.report(*first, format!("`{other}` does not continue a line: `{}` does", file.escape));
    for at in found.iter().skip(1).take(8) {
        draft = draft.label(*at, "nor here");
    }
    if other == '`' {
        draft.help("write `# escape=` and a backtick at the top of the file").fix(
            Safety::Unsafe,
            "make the backtick the escape character",
            directive(file),
        );
    } else {
        draft.help("write a backtick, or remove the directive `escape`");
    }
}

/// The edit that adds the directive below the ones that there are; `None` where a backslash continues a line already.
fn directive(file: &Dockerfile<'_>) -> Option<Vec<Edit>> {
    if file.text.lines().any(|line| line.trim_end().ends_with('\\')) {
        return None;
    }
    let line = "# escape=`".to_owned();
    match file.directives.iter().rfind(|directive| directive.kind != DirectiveKind::Escape) {
        Some(last) => Some(lines::insert_below(file.text, last.span, &[line])),
        None => Some(vec![Edit { span: Span::new(file.source, 0, 0), text: format!("{line}\n") }]),
    }
}
