use super::unpinned;
use crate::facts::packages::PackageManager;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("unpinned-cargo-crate", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    unpinned::report(
        step,
        PackageManager::Cargo,
        "give the version: `cargo install --locked name@version`",
        out,
    );
}
