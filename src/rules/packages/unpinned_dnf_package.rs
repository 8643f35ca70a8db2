use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/unpinned-dnf-package.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, Manager::Dnf, "write the version behind the name: `name-version`", out);
}
