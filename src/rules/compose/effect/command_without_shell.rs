use crate::model::compose::{File, Service};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Connector};

rule!("command-without-shell", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for key in ["command", "entrypoint"] {
        let Some(script) = service.split_text(key).filter(|script| !script.incomplete) else { continue };
        let outer: Vec<&Command<'_>> = script.commands.iter().filter(|command| !command.nested).collect();
        let operator = outer.windows(2).find_map(|pair| {
            let [one, other] = pair else { return None };
            match other.connector {
                Connector::And => Some((*other, "&&")),
                Connector::Or => Some((*other, "||")),
                // Without blanks around it, it is a part of a word.
                Connector::Pipe if other.span.start > one.span.end + 2 => Some((*other, "|")),
                _ => None,
            }
        });
        if let Some((command, operator)) = operator {
            out.report(
                command.name_span(),
                format!("`{operator}` is an argument here: no shell reads `{key}`"),
            )
            .help(format!("write `{key}: [sh, -c, \"…\"]`"));
        }
    }
}
