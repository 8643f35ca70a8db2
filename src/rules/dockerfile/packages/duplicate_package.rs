use crate::rules::limits::MAX_DUPLICATE_PACKAGES;
use std::collections::BTreeMap;

use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;

rule!("duplicate-package", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for install in
        step.run().iter().filter_map(install).filter(|install| !install.manager.has_version_words())
    {
        let mut seen = BTreeMap::new();
        let mut found = 0;
        for package in install.packages.iter().filter(|package| package.word.literal) {
            let word = package.word;
            let Some(first) = seen.get(word.text.as_ref()) else {
                seen.insert(word.text.as_ref(), word.span);
                continue;
            };
            found += 1;
            if found > MAX_DUPLICATE_PACKAGES {
                break;
            }
            // A word that has its line to itself would leave a continuation behind.
            let before = dockerfile.text.get(..word.span.range().start).unwrap_or("");
            let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
            let after = dockerfile.text.get(word.span.range().end..).unwrap_or("");
            let has_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
            let line_end = after.find('\n').map(|end| end + 1);
            let rest = line_end.and_then(|end| after.get(..end)).unwrap_or("x").trim();
            let span = word.span;
            let (start, end) = match line_end {
                Some(end) if has_line && rest.chars().eq([dockerfile.escape]) => {
                    (span.start - blanks as u32, span.end + end as u32)
                }
                _ => (span.start - blanks as u32, span.end),
            };
            let fix = (!step.instruction.is_exec() && (!has_line || end != span.end)).then(|| {
                vec![Edit { span: crate::source::Span { start, end, ..span }, text: String::new() }]
            });
            out.report(word.span, format!("`{}` is named twice in one install", shown(&word.text)))
                .label(*first, "the first time")
                .help("remove one of them")
                .fix(Safety::Safe, "remove the second one", fix);
        }
    }
}
