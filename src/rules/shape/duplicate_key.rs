use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(include_str!("../../../rules/duplicate-key.md"), &[Check::Problem(check)]);

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::DuplicateKey {
        out.problem(problem);
    }
}
