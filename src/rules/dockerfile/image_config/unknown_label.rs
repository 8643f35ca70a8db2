use crate::rules::prelude::*;

rule!("unknown-label", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let schema = &out.settings().labels;
    if !schema.strict || !step.is(Keyword::Label) || !dockerfile.ships(step) {
        return;
    }
    for pair in step.pairs() {
        let name = pair.unquoted_name();
        if name.contains('$') || schema.kind(name).is_some() {
            continue;
        }
        let near = schema.known().map(|(known, _)| known).find(|known| known.eq_ignore_ascii_case(name));
        let help = match near {
            Some(near) => format!("write `{}`", shown(near)),
            None => "remove it, or add it to `lint.labels` in the configuration".to_owned(),
        };
        out.report(
            pair.name.span,
            format!("the label `{}` is not among those that images have", shown(name)),
        )
        .help(help);
    }
}
