use crate::model::dockerfile::Shell;
use crate::model::dockerfile::hints;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Word;
use crate::syntax::value::search_path;

rule!(
    "unexpanded-tilde",
    Instruction(check),
    Fault(FaultCheck {
        codes: &[2088],
        may_have: |step, dockerfile| hints::mentions(step, dockerfile, &["\"~", "'~"]),
        run: fault,
    })
);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.shell == Shell::Other || step.instruction.broken {
        return;
    }
    let keyword = step.instruction.keyword;
    let mut found: Vec<&Word<'_>> = Vec::new();
    match keyword {
        Keyword::Workdir => found.extend(step.text()),
        Keyword::Volume => found.extend(step.items()),
        Keyword::Copy | Keyword::Add => found.extend(step.paths().map(|(_, destination)| destination)),
        Keyword::Env => {
            let paths = step.pairs().iter().filter(|pair| pair.name.text == "PATH");
            found.extend(paths.map(|pair| &pair.value).filter(|value| search_path(&value.text).any(is_home)));
        }
        _ => return,
    }
    for word in found.into_iter().filter(|word| keyword == Keyword::Env || is_home(&word.text)) {
        out.report(word.span, format!("{keyword} does not replace `~`: it is a folder of that name"))
            .help("write the path of the home directory, such as `/root`");
    }
}

fn fault(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "the shell does not replace `~` in quotes: it is a folder of that name")
        .help("write `$HOME`, or put the quotes behind `~/`");
}

fn is_home(path: &str) -> bool {
    let path = path.trim_start_matches(['"', '\'']);
    path == "~" || path.starts_with("~/")
}
