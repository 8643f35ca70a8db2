use crate::facts::packages;
use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("apt-in-script", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run().iter().filter(|command| command.is("apt"));
    for command in commands.filter(|command| packages::SHARED_WITH_APT_GET.contains(&command.subcommand())) {
        let at = command.name_span();
        // `-y` and the like are the same, but for a few options of its own.
        let is_bare = command.words.first().is_some_and(|word| word.text == "apt") && at.len() == 3;
        let fix = is_bare.then(|| vec![Edit { span: at, text: "apt-get".into() }]);
        out.report(at, "`apt` is made for people; its options and output may change")
            .help("call `apt-get`")
            .fix(Safety::Safe, "call `apt-get`", fix);
    }
}
