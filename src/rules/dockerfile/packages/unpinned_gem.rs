use super::unpinned;
use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("unpinned-gem", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, PackageManager::Gem, "give the version: `gem install name:version`", out);
}
