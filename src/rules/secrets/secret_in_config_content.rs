use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("secret-in-config-content", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    for config in &file.configs {
        for (name, at) in config.credentials() {
            out.report(
                at,
                format!("config `{}` holds a credential for `{}`", shown(config.name), shown(name)),
            )
            .help("make it a secret whose content comes from a `file` or an `environment` variable")
            .redact(at);
        }
    }
}
