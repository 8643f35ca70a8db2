use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("undefined-stage", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(own) = step.stage else { return };
    for source in step.sources() {
        if dockerfile.referred(&source.name, own).is_some() {
            continue;
        }
        let name = shown(&source.name);
        let later = dockerfile.target(&source.name);
        match later {
            Some(stage) if stage.index == own => {
                out.report(source.span, format!("stage `{name}` copies from itself"))
                    .help("name the earlier stage or the image that has the files");
            }
            Some(stage) => {
                let draft = out.report(source.span, format!("stage `{name}` is defined later"));
                let draft = draft.help("move that stage above this one");
                if let Some(at) = stage.anchor() {
                    draft.label(at, "it starts here");
                }
            }
            None if source.name.parse::<u32>().is_ok() => {
                out.report(source.span, format!("there are only {own} stages before this one"))
                    .help("name the stage instead of its number");
            }
            None => {
                // So that many misspelt names among many stages stay cheap.
                let before = dockerfile.stages().iter().take(own).rev().take(32);
                let names = before.filter_map(|stage| stage.name.as_ref());
                if let Some(meant) = misspelt(&source.name, names.map(|name| name.text.as_ref())) {
                    out.report(source.span, format!("there is no stage `{name}`"))
                        .help(format!("write `{}` if that stage is meant", shown(meant)));
                }
            }
        }
    }
}

/// The name that a word of the same length, or one more or less, was probably meant to be.
fn misspelt<'n>(word: &str, mut names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if word.len() < 4 || word.len() > 64 || word.contains(['/', ':', '@', '.', '$']) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let near = |name: &&str| {
        let distance = strsim::osa_distance(&word, &name.to_ascii_lowercase());
        // A number at the end makes another name of it: `build1`, `build2`.
        let ends = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
        distance == 1 && !ends(&word) && !ends(name)
    };
    names.find(near)
}
