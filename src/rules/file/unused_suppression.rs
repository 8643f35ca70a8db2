use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("unused-suppression", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::UnusedSuppression {
        out.problem(problem);
    }
}
