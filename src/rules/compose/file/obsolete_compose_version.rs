use crate::fix::yaml::remove_entry;
use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("obsolete-compose-version", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for (document, version) in &file.versions {
        out.report(version.key.span(), "the key `version` is ignored by Compose").help("remove it").fix(
            Safety::Safe,
            "remove `version`",
            remove_entry(*document, "version"),
        );
    }
}
