use crate::finding::Edit;
use crate::model::compose::{File, Service};
use crate::rules::prelude::*;

rule!("reformatted-value", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    for variable in service.variables() {
        let (Some(value), Some(printed)) = (variable.value.as_ref(), variable.reformatted()) else {
            continue;
        };
        let quoted = variable.room.map(|room| vec![Edit { span: room, text: format!("\"{}\"", value.raw) }]);
        out.report(value.span, format!("without quotes `{}` becomes `{printed}`", shown(value.raw)))
            .help("put it into quotes")
            .fix(Safety::Unsafe, "put it into quotes", quoted);
    }
}
