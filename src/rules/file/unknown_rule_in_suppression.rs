use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("unknown-rule-in-suppression", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::UnknownRuleInSuppression {
        out.problem(problem);
    }
}
