use crate::model::dockerfile::{Dockerfile, Step};
use crate::model::secrets::names::is_credential_name;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Arguments, Keyword};

rule!("secret-build-argument", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(stage) = step.stage.and_then(|index| dockerfile.stages().get(index)) else { return };
    let Arguments::Arg(arguments) = &step.instruction.arguments else { return };
    // What no later step can see is in no step's history.
    let is_followed = |keyword: Keyword| stage.last(keyword).is_some_and(|other| other.index > step.index);
    if !step.is(Keyword::Arg)
        || !stage.is_shipped
        || !(is_followed(Keyword::Run) || is_followed(Keyword::Env))
    {
        return;
    }
    for argument in arguments {
        let is_open =
            argument.value.as_ref().is_none_or(|value| matches!(value.text.as_ref(), "" | "\"\"" | "''"));
        if is_open && is_credential_name(&argument.name.text) {
            let name = shown(&argument.name.text);
            out.report(
                argument.name.span,
                format!("the value of `{name}` stays in the history of the image"),
            )
            .help(format!("mount it where it is needed: `RUN --mount=type=secret,id={name},env={name}`"));
        }
    }
}
