use crate::model::dockerfile::{Dockerfile, Manager, Pin, Step, install};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/unpinned-go-package.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let installs = step.run().iter().filter_map(install).filter(|install| install.manager == Manager::Go);
    for install in installs {
        // Without `@`, the module's own `go.mod` may decide.
        let is_moving = |word: &str| word.contains('@');
        let mut open = install.packages.iter().filter(|package| {
            package.pin == Pin::None && package.word.literal && is_moving(&package.word.text)
        });
        let Some(first) = open.next() else { continue };
        let mut draft = out.report(
            first.word.span,
            format!("`{}` is installed in whatever version is the newest", shown(first.name)),
        );
        for package in open.take(8) {
            draft = draft.label(package.word.span, "and this one");
        }
        draft.help("write the version behind `@`: `module@v1.2.3`");
    }
}
