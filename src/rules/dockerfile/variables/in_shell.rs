//! Variables that the shell of a RUN uses: whether anything sets them. What BuildKit itself expands is looked at
//! elsewhere.

use crate::model::dockerfile::hints;
use crate::model::dockerfile::shell_references;
use crate::rules::limits::MAX_REFERENCES;
use crate::rules::prelude::*;

/// Whether a shell uses a variable that nothing before it is seen to set.
pub fn may_have(step: &Step<'_>, file: &Dockerfile<'_>) -> bool {
    let knows_all = file.stage_of(step).is_some_and(|stage| file.knows_all_variables(stage));
    let text = hints::text(step, file);
    let is_set = |name: &str| step.assigned().sets(name) || text.contains(&format!("for {name} "));
    let is_lower = |name: &str| name.contains(|c: char| c.is_ascii_lowercase());
    let may_lack = |name: &str| is_lower(name) && !file.defines(step, name) && !is_set(name);
    let references = if knows_all { shell_references(text) } else { Vec::new() };
    references.len() > MAX_REFERENCES || references.iter().any(|reference| may_lack(reference.name))
}

/// A variable that a shell uses and that neither its text nor an instruction sets.
pub fn fault(fault: &Fault, step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (name, assigned) = (fault.variable(), step.assigned());
    let knows_all = file.stage_of(step).is_some_and(|stage| file.knows_all_variables(stage));
    // Bash forgets what is assigned before a builtin.
    let stays = fault.setting.dialect != Dialect::Bash && assigned.sets_before_builtin(name);
    let is_set = assigned.any || assigned.sets(name) || assigned.mounts(name) || stays;
    let may_be_set = is_set || file.has_global(name) || file.defines(step, name);
    // Who starts a container may set any.
    if knows_all && !may_be_set && step.instruction.keyword == Keyword::Run {
        out.report(fault.span, format!("nothing sets `${}`, so it is empty", shown(name)))
            .help("define it with ARG or ENV above, or set it in this step");
    }
}
