use crate::rules::prelude::*;
use crate::syntax::shell::Command;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/sudo-installed.md"), &[Check::Stage(check)]);

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Run)) {
        for command in step.script().commands.iter().filter(|command| installs(command)) {
            let packages = command.operands().skip(1);
            for word in packages.filter(|word| word.text.split(['=', '~', '/']).next() == Some("sudo")) {
                out.report(word.span, "`sudo` is installed in the image").help("leave it out: the build is root already");
            }
        }
    }
}

fn installs(command: &Command<'_>) -> bool {
    match command.name() {
        "apt-get" | "apt" | "aptitude" | "yum" | "dnf" | "microdnf" | "tdnf" | "zypper" => {
            matches!(command.subcommand(), "install" | "in")
        }
        "apk" => command.subcommand() == "add",
        _ => false,
    }
}
