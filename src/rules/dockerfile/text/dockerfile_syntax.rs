use crate::finding::{Problem, ProblemKind};
use crate::rules::prelude::*;

rule!("dockerfile-syntax", Problem(check));

fn check(problem: &Problem, out: &mut Findings<'_>) {
    if problem.kind == ProblemKind::DockerfileSyntax {
        out.problem(problem);
    }
}
