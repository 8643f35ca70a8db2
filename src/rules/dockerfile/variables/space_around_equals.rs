use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Arguments;

rule!("space-around-equals", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Arguments::Pairs { pairs, legacy: true } = &step.instruction.arguments else { return };
    for pair in pairs {
        let Some(rest) = pair.value.text.strip_prefix('=') else { continue };
        let value = rest.trim_start();
        let start = pair.value.span.end.saturating_sub(value.len() as u32);
        let gap = Span { start: pair.name.span.end, end: start, ..pair.value.span };
        let is_plain = !value.is_empty()
            && pair.value.is_verbatim()
            && !value.contains(|c: char| c.is_whitespace() || c == '=')
            && file.text.get(gap.range()).is_some_and(|gap| gap.trim() == "=");
        let message = format!("the value of `{}` starts with an equals sign", shown(&pair.name.text));
        out.report(pair.value.span, message).help("remove the blanks around `=`").fix(
            Safety::Unsafe,
            "remove the blanks",
            is_plain.then(|| lines::replace(gap, "=")),
        );
    }
}
