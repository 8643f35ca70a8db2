use crate::model::compose::File;
use crate::rules::prelude::*;

rule!("yaml11-boolean", ComposeFile(check));

fn check(file: &File<'_>, out: &mut Findings<'_>) {
    file.composition.leaves(&mut |_, value, _| {
        if let Some(text) = value.text().filter(|_| value.is_old_switch()) {
            out.report(
                value.token(),
                format!("`{}` is a boolean to some readers and a text to others", shown(text)),
            )
            .help("write `true` or `false`, or put it into quotes");
        }
    });
}
