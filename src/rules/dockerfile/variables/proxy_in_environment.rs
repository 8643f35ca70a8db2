use crate::facts::variables;
use crate::rules::prelude::*;

rule!("proxy-in-environment", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Env)) {
        for (index, pair) in step.pairs().iter().enumerate() {
            let name = pair.name.text.as_ref();
            let is_proxy = variables::PROXIES.iter().any(|proxy| proxy.eq_ignore_ascii_case(name));
            let is_fixed = step.resolved(index).known().is_some_and(|value| !value.is_empty());
            // Switched off again below.
            let is_last = file
                .effective(stage, Keyword::Env)
                .is_some_and(|last| last.index == step.index || !resets(last, name));
            if is_proxy && is_fixed && is_last {
                out.report(
                    pair.name.span,
                    format!("every container of the image uses this `{}`", shown(name)),
                )
                .help("pass the proxy with `--build-arg`; its argument needs no declaration");
            }
        }
    }
}

fn resets(step: &Step<'_>, name: &str) -> bool {
    step.pairs().iter().enumerate().any(|(index, pair)| {
        pair.name.text == name && step.resolved(index).known().is_some_and(str::is_empty)
    })
}
