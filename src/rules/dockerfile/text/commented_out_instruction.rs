use crate::model::dockerfile::meant::{instruction, is_prose};
use crate::rules::prelude::*;

rule!("commented-out-instruction", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (mut end, mut is_offer, mut is_reported) = (0, false, false);
    for comment in file.comments.iter().filter(|comment| comment.inside.is_none()) {
        let text = file.text.get(comment.span.range()).unwrap_or("");
        // Comments below each other are one.
        let gap = file.text.get(end..comment.span.start as usize).unwrap_or("");
        if end == 0 || !gap.trim().is_empty() || gap.matches('\n').count() > 1 {
            (is_offer, is_reported) = (false, false);
        }
        end = comment.span.end as usize;
        // What is to be uncommented, or filled in, is there for its reader.
        is_offer |= text.to_ascii_lowercase().contains("uncomment") || text.contains("<your");
        let content = text.trim_start_matches('#').trim();
        let is_new = !is_offer && !is_reported;
        let meant = Some(content).filter(|_| is_new).and_then(|content| instruction(content, file.escape));
        if let Some((word, _)) = meant.filter(|(word, rest)| !is_prose(word, rest)) {
            is_reported = true;
            out.report(comment.span, format!("this {word} is commented out"))
                .help("remove it: the history of the file keeps it");
        }
    }
}
