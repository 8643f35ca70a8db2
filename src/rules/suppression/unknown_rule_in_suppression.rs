use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/unknown-rule-in-suppression.md"), &[Check::Problem(check)]);

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::UnknownRuleInSuppression {
        out.problem(problem);
    }
}
