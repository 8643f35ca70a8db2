use crate::facts::images::Family;
use crate::model::dockerfile::hints;
use crate::model::dockerfile::{Dockerfile, Shell, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Connector, Operator};

rule!("bash-feature-in-sh", Instruction(check), Fault(FaultCheck { codes: FEATURES, may_have, run: fault }));

/// What dash lacks: `function`, process substitution, `for ((`, `((`, `select`, braces, `[[`, here-strings, `==`, `=~`,
/// `++`, `&>`, `>&`, descriptors in variables, `+=`, arrays, coprocesses, `let`, its builtins, `source`, `10#`,
/// `${!x}`, slices, `${x^^}`, `${x/a/b}` and `|&`. It knows `local`, and what it makes of `echo -e` is another rule's
/// matter.
const FEATURES: &[u16] = &[
    2112, 2113, 3001, 3005, 3006, 3008, 3009, 3010, 3011, 3014, 3015, 3018, 3020, 3021, 3022, 3024, 3030,
    3032, 3042, 3044, 3046, 3052, 3053, 3054, 3055, 3057, 3059, 3060, 3073,
];

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let is_sh = step.shell == Shell::Posix && step.is(Keyword::Run) && !step.instruction.is_exec();
    // Debian's `sh` is dash, which has nothing beyond POSIX; BusyBox has some of Bash.
    let facts = dockerfile.base_facts(step);
    let is_dash = matches!(facts.family, Some(Family::Debian | Family::Ubuntu));
    if !is_sh || !is_dash || !step.instruction.heredocs.is_empty() {
        return;
    }
    let commands = step.run();
    let Some((at, what)) =
        commands.iter().enumerate().find_map(|(index, command)| feature(commands, index, command))
    else {
        return;
    };
    report(at, &what, step, dockerfile, out);
}

fn may_have(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let is_dash = || matches!(dockerfile.base_facts(step).family, Some(Family::Debian | Family::Ubuntu));
    step.shell == Shell::Posix && is_dash() && hints::bash_features(step, dockerfile)
}

fn fault(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if fault.setting.dialect == Dialect::Dash {
        report(fault.span, &format!("`{}`", fault.brief()), step, dockerfile, out);
    }
}

fn report(at: Span, what: &str, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // `/bin/sh` may be another shell by then, or SHELL is set where it is not seen.
    if dockerfile.may_change_sh(step) {
        return;
    }
    out.report(at, format!("{what} is of Bash, but `sh` is dash in this image"))
        .help("write `SHELL [\"/bin/bash\", \"-c\"]` before it, or what POSIX has");
}

fn feature(commands: &[Command<'_>], index: usize, command: &Command<'_>) -> Option<(Span, String)> {
    if command.nested || command.conditional {
        return None;
    }
    let is_tried = commands.get(index + 1).is_some_and(|next| next.connector == Connector::Or);
    let name = command.name();
    if matches!(name, "source" | "pushd" | "popd" | "shopt" | "declare" | "let") && !is_tried {
        return Some((command.name_span(), format!("`{name}`")));
    }
    let here = command.redirections.iter().find(|redirection| redirection.operator == Operator::HereString);
    here.map(|redirection| (redirection.span, "`<<<`".to_owned()))
}
