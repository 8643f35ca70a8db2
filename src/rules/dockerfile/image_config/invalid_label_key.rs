use crate::rules::prelude::*;
use crate::syntax::value::is_label_key;

rule!("invalid-label-key", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for pair in step.pairs() {
        let name = pair.unquoted_name();
        if name.contains('$') || name.contains(file.escape) || is_label_key(name) {
            continue;
        }
        out.report(pair.name.span, format!("`{}` is no well-formed name of a label", shown(name)))
            .help("use small letters, digits, and single `.`, `-`, `_` or `/` between them");
    }
}
