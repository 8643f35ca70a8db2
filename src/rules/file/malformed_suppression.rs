use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("malformed-suppression", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::MalformedSuppression {
        out.problem(problem);
    }
}
