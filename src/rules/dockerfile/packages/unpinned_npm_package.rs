use super::unpinned;
use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("unpinned-npm-package", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, PackageManager::Npm, "write the version behind the name: `name@version`", out);
}
