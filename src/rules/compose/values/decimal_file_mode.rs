use crate::finding::Edit;
use crate::model::compose::{File, Number, Service};
use crate::model::kube::TrapKind;
use crate::rules::kubernetes::effect::traps::say;
use crate::rules::prelude::*;
use crate::syntax::value::FileMode;

rule!("decimal-file-mode", Service(check), Trap(|trap, out| say(trap, TrapKind::DecimalFileMode, out)));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let files = service.secrets.iter().chain(&service.configs).filter_map(|file| file.mode.as_ref());
    let memory = service.tmpfs.iter().filter_map(|tmpfs| tmpfs.mode.as_ref());
    for Number { leaf, room } in files.chain(memory) {
        if let Some(mode) = FileMode::decimal_for_octal(leaf.raw) {
            let octal = room.map(|room| vec![Edit { span: room, text: format!("0{}", leaf.raw) }]);
            out.report(
                leaf.span,
                format!("`{}` is a decimal number: the mode is {mode:04o}", shown(leaf.raw)),
            )
            .help(format!("write `0{}`", shown(leaf.raw)))
            .fix(Safety::Unsafe, "write it as an octal number", octal);
        }
    }
}
