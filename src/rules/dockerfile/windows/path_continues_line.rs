use crate::rules::prelude::*;
use crate::source::Span;

rule!("path-continues-line", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if file.escape != '\\' || !file.is_windows(step) || !step.instruction.heredocs.is_empty() {
        return;
    }
    let span = step.instruction.span;
    let text = file.text.get(span.range()).unwrap_or("");
    let mut start = span.start as usize;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let word = content.rfind([' ', '\t', '"']).map_or(0, |at| at + 1);
        let path = content.get(word..).unwrap_or("");
        // The last line continues nothing.
        if line.ends_with('\n') && path.contains(":\\") && path.ends_with('\\') && !path.ends_with("\\\\") {
            let at = Span::at(file.source, start + word..start + content.len());
            out.report(at, "the backslash at the end of this path continues the line")
                .help("leave it out, or start the file with `# escape=` and a backtick");
            return;
        }
        start += line.len();
    }
}
