use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("yaml-syntax", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::YamlSyntax {
        out.problem(problem);
    }
}
