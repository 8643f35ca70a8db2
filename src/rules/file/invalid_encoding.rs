use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("invalid-encoding", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::Encoding {
        out.problem(problem);
    }
}
