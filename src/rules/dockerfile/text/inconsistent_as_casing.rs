use crate::rules::prelude::*;
use crate::source::Span;

rule!("inconsistent-as-casing", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let to_lower = file.is_lower_case();
    for stage in file.stages() {
        let (Some(from), Some(name), Some(image)) = (stage.from(), &stage.name, stage.anchor()) else {
            continue;
        };
        let between = file.text.get(image.end as usize..name.span.start as usize).unwrap_or("");
        let start = image.end as usize + between.len() - between.trim_start().len();
        let word = between.trim();
        if !word.eq_ignore_ascii_case("as") {
            continue;
        }
        let keyword = from.instruction.name.text.as_ref();
        let (wanted, is_usual) = match to_lower {
            true => ("as", keyword == "from"),
            false => ("AS", keyword == "FROM"),
        };
        // Where FROM itself is in an unusual case, that is another fault.
        if !is_usual {
            continue;
        }
        if word != wanted {
            let at = Span::at(file.source, start..start + word.len());
            out.report(at, format!("`{word}` is not in the case of `{}`", shown(keyword)))
                .help(format!("write `{wanted}`"))
                .fix(Safety::Safe, format!("write `{wanted}`"), Some(lines::replace(at, wanted)));
        }
    }
}
