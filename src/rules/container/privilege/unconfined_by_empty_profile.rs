use crate::model::compose::{Ignored, IgnoredKind};
use crate::rules::prelude::*;

rule!("unconfined-by-empty-profile", Ignored(check));

fn check(ignored: &Ignored, out: &mut Findings<'_>) {
    if ignored.kind == IgnoredKind::Profile {
        out.report(ignored.at, ignored.message.clone()).help(ignored.help);
    }
}
