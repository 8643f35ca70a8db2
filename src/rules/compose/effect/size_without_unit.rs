use crate::model::compose::{Ignored, IgnoredKind};
use crate::rules::prelude::*;

rule!("size-without-unit", Ignored(check));

fn check(ignored: &Ignored, out: &mut Findings<'_>) {
    if ignored.kind == IgnoredKind::Unit {
        out.report(ignored.at, ignored.message.clone()).help(ignored.help);
    }
}
