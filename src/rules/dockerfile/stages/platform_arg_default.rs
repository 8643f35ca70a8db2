use crate::facts::buildkit;
use crate::rules::prelude::*;
use crate::source::Span;

rule!("platform-arg-default", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Arg)) {
        for argument in step.variables() {
            let name = argument.name.text.as_ref();
            let Some(value) =
                argument.value.as_ref().filter(|_| buildkit::PLATFORM_ARGUMENTS.contains(&name))
            else {
                continue;
            };
            // `ARG TARGETARCH=$TARGETARCH` and an empty default change nothing.
            if value.text.contains('$') || value.text.trim_matches(['"', '\'']).is_empty() {
                continue;
            }
            let whole = Span { start: argument.name.span.end, ..value.span };
            out.report(value.span, format!("this default hides the `{name}` that is built for"))
                .help(format!("write `ARG {name}` without a default"))
                .fix(Safety::Unsafe, "remove the default", Some(lines::replace(whole, "")));
        }
    }
}
