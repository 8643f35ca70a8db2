use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

rule!("unpinned-gem", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, Manager::Gem, "give the version: `gem install name:version`", out);
}
