use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

rule!("unpinned-apt-package", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, Manager::Apt, "write the version behind the name: `name=version`", out);
}
