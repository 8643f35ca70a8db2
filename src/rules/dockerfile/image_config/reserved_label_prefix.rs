use crate::facts::labels;
use crate::rules::prelude::*;

rule!("reserved-label-prefix", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for pair in step.pairs() {
        let name = pair.unquoted_name();
        let is_reserved =
            ["com.docker.", "io.docker.", "org.dockerproject."].iter().any(|prefix| name.starts_with(prefix));
        if is_reserved && !labels::MEANT_BY_DOCKER.iter().any(|prefix| name.starts_with(prefix)) {
            out.report(pair.name.span, format!("the prefix of `{}` is reserved for Docker", shown(name)))
                .help("use the reversed name of a domain of your own");
        }
    }
}
