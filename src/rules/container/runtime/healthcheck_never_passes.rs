use crate::model::compose::{File, Misread, Service};
use crate::rules::prelude::*;

rule!("healthcheck-never-passes", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let Some((misread, at)) = service.healthcheck.as_ref().and_then(|health| health.misread()) else {
        return;
    };
    match misread {
        Misread::KeywordInText(word) => out
            .report(at, format!("the shell is told to run a program `{word}`"))
            .help(format!("write a list that starts with `{word}`, or leave the word out")),
        Misread::LineAsProgram => out
            .report(at, "the whole command line is taken for the name of a program")
            .help("write `CMD-SHELL` for `CMD`, or each word as an item of its own"),
    };
}
