use super::unpinned;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;

rule!("unpinned-cargo-crate", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(step, Manager::Cargo, "give the version: `cargo install --locked name@version`", out);
}
