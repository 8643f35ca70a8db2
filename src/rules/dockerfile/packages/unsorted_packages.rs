use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step, install};
use crate::rules::prelude::*;

rule!("unsorted-packages", Instruction(check));

/// Shorter lists are read at a glance.
const LONG: usize = 4;

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for install in
        step.run().iter().filter_map(install).filter(|install| !install.manager.has_version_words())
    {
        let words: Vec<_> = install.packages.iter().map(|package| package.word).collect();
        let key = |word: &&&crate::syntax::shell::Word<'_>| word.text.to_ascii_lowercase();
        let mut sorted: Vec<_> = words.iter().collect();
        sorted.sort_by_key(key);
        let first = words.iter().zip(&sorted).find(|(word, right)| word.text != right.text);
        let Some((first, right)) =
            first.filter(|_| words.len() >= LONG && words.iter().all(|word| word.literal))
        else {
            continue;
        };
        let text =
            |word: &crate::syntax::shell::Word<'_>| dockerfile.text.get(word.span.range()).unwrap_or("");
        // Comments between the names belong to one of them.
        let (start, end) =
            (words.first().map_or(0, |w| w.span.start), words.last().map_or(0, |w| w.span.end));
        let between = dockerfile.text.get(start as usize..end as usize).unwrap_or("#");
        let edits = || {
            words
                .iter()
                .zip(&sorted)
                .filter(|(word, right)| text(word) != text(right))
                .map(|(word, right)| Edit { span: word.span, text: text(right).to_owned() })
                .collect()
        };
        let fix = (!between.contains('#')).then(edits);
        let message = format!(
            "packages are not in order: `{}` comes after `{}`",
            shown(&first.text),
            shown(&right.text)
        );
        out.report(first.span, message).help("sort the packages by name").fix(Safety::Safe, "sort them", fix);
    }
}
