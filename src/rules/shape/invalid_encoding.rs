use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/invalid-encoding.md"), &[Check::Problem(check)]);

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::Encoding {
        out.problem(problem);
    }
}
