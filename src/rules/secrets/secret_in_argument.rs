use crate::model::secrets::commands::argument;
use crate::rules::prelude::*;

rule!("secret-in-argument", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    for invocation in &container.operation.commands {
        for at in invocation.script.commands.iter().filter_map(argument) {
            out.report(at, format!("`{}` holds a credential", invocation.key))
                .help("have the program read it from a variable or a file of secrets")
                .redact(at);
        }
    }
}
