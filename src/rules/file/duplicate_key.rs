use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("duplicate-key", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::DuplicateKey {
        out.problem(problem);
    }
}
