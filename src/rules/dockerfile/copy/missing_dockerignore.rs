use crate::model::dockerfile::Ignores;
use crate::rules::prelude::*;

rule!("missing-dockerignore", Dockerfile(check));

fn check(dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !matches!(dockerfile.context.ignores, Ignores::Nothing) {
        return;
    }
    let mut paths = dockerfile.steps().flat_map(Step::context_paths);
    if let Some(source) = paths.find(|source| source.is_whole()) {
        out.report(source.word.span, "there is no `.dockerignore` for the folder that is copied")
            .help("add one that leaves out `.git`, dependencies and what builds write");
    }
}
