use super::continuation_swallows_instruction::is_instruction;
use crate::facts::programs;
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
        let (word, rest) = content.split_once([' ', '\t']).unwrap_or((content, ""));
        let rest = rest.trim();
        if !is_offer && !is_reported && is_instruction(word, rest, file.escape) && !is_prose(word, rest) {
            is_reported = true;
            out.report(comment.span, format!("this {word} is commented out"))
                .help("remove it: the history of the file keeps it");
        }
    }
}

fn is_prose(word: &str, rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or("");
    let ends = rest.ends_with(['.', ':', '?', '!']) && rest.contains(' ');
    let is_command =
        first.starts_with(['-', '/', '.', '[', '<', '$']) || programs::STARTS_OF_RUN.contains(&first);
    let is_path = |text: &str| text.contains(['/', '.', '-', '_', '$', '"']);
    match word {
        "RUN" => !is_command,
        "COPY" | "ADD" => ends || !rest.split_whitespace().any(is_path) || words.count() > 4,
        "FROM" | "USER" => {
            ends || !rest.contains([':', '/', '$']) && !rest.to_ascii_lowercase().contains(" as ")
        }
        _ => ends,
    }
}
