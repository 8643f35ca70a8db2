use std::collections::BTreeMap;

use crate::rules::prelude::*;
use crate::syntax::dockerfile::Word;

rule!("shadowed-global-arg", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let with_default = file.globals().iter().flat_map(Step::variables);
    let globals: BTreeMap<&str, &Word<'_>> = with_default
        .filter_map(|argument| Some((argument.name.text.as_ref(), argument.value.as_ref()?)))
        .collect();
    for step in file.stages().iter().flat_map(Stage::steps).filter(|step| step.is(Keyword::Arg)) {
        for argument in step.variables() {
            let (Some(value), Some(global)) = (&argument.value, globals.get(argument.name.text.as_ref()))
            else {
                continue;
            };
            if value.text == global.text || value.text.contains('$') || global.text.contains('$') {
                continue;
            }
            let message =
                format!("`{}` has another default here than above FROM", shown(&argument.name.text));
            out.report(argument.name.span, message)
                .label(global.span, "the default above FROM")
                .help("leave out the value to use the default from above");
        }
    }
}
