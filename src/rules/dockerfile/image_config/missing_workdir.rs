use crate::finding::Place;
use crate::model::images::sets_no_workdir;
use crate::rules::prelude::*;

rule!("missing-workdir", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Without files of its own, it is the image of a program from elsewhere.
    let copies = stage.has(Keyword::Copy) || stage.has(Keyword::Add);
    let starts = copies && (stage.has(Keyword::Cmd) || stage.has(Keyword::Entrypoint));
    let has_workdir = stage.has(Keyword::Workdir) || stage.inherits(Keyword::Workdir);
    let base_sets_none = file.root_image(stage).is_some_and(|image| sets_no_workdir(&image));
    if !stage.is_output || !starts || has_workdir || !base_sets_none {
        return;
    }
    let Some(span) = stage.anchor() else { return };
    out.report(
        Place { span, subject: None, absent: true },
        "the stage has no WORKDIR, so its program runs in `/`",
    )
    .help("add `WORKDIR` with the folder of the application");
}
