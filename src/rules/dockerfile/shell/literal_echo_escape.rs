use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "literal-echo-escape",
    Fault(FaultCheck { codes: &[2028, 3037], may_have: hints::escapes, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let message = match (fault.code, fault.setting.dialect) {
        (3037, Dialect::Dash) if fault.text.contains('e') => {
            format!("the `echo` of dash, which is `sh` in this image, prints `{}`", fault.brief())
        }
        (2028, Dialect::Bash) => "the `echo` of Bash prints the backslash as it is".to_owned(),
        (2028, Dialect::Busybox) => "the `echo` of BusyBox prints the backslash as it is".to_owned(),
        _ => return,
    };
    out.report(fault.span, message).help("use `printf`");
}
