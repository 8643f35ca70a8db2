use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

rule!("unpinned-conda-package", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, Manager::Conda, "write the version behind the name: `name=version`", out);
}
