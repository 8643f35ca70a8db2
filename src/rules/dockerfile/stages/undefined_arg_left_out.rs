use crate::model::dockerfile::undeclared_in_from;
use crate::rules::prelude::*;
use crate::syntax::nearest;

rule!("undefined-arg-left-out", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for undeclared in undeclared_in_from(file).into_iter().filter(|undeclared| !undeclared.is_needed) {
        let name = undeclared.name;
        let help = match nearest(name, file.global_names()) {
            Some(near) => format!("write `{}` if that is what is meant", shown(near)),
            None => format!("declare it with `ARG {}` above the first FROM, or remove it", shown(name)),
        };
        let message = format!("no ARG above FROM declares `{}`, so nothing stands in its place", shown(name));
        out.report(undeclared.at, message).help(help);
    }
}
