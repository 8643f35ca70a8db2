use crate::finding::Edit;
use crate::model::compose::{File, Leaf, Service};
use crate::rules::prelude::*;

rule!("unescaped-dollar", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let values = service.variables().filter_map(|variable| variable.value.as_ref());
    let words = service.commands.iter().flat_map(|command| &command.words);
    for leaf in values.chain(words) {
        if let Some(at) = leaf.torn_hash() {
            out.report(at, "a part of this hash is read as a variable, and lost")
                .help("write each `$` twice: `$$` is a dollar sign")
                .fix(Safety::Unsafe, "write each dollar sign twice", doubled(leaf));
        }
    }
}

/// Doubles the dollar signs of the hash.
fn doubled(leaf: &Leaf<'_>) -> Option<Vec<Edit>> {
    let signs = leaf.dollars_of_hash()?;
    Some(signs.into_iter().map(|span| Edit { span, text: "$".to_owned() }).collect())
}
