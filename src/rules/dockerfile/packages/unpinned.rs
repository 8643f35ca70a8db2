//! The finding that rules on versions of packages share: one for each command, which names its packages. Knows no
//! package manager.

use crate::facts::packages::PackageManager;
use crate::finding::{Findings, list_of};
use crate::model::dockerfile::{Install, Package, Pin, Step, install};
use crate::source::shown;

/// How many packages a message names.
const NAMED: usize = 3;
/// How many further packages are labelled.
const LABELS: usize = 8;

/// Reports the packages without a version that a manager's commands install.
pub(super) fn report(step: &Step<'_>, manager: PackageManager, help: &str, out: &mut Findings<'_>) {
    let installs = step.run().iter().filter_map(install);
    for install in installs.filter(|install| install.manager == manager) {
        report_one(&install, help, out);
    }
}

fn report_one(install: &Install<'_, '_>, help: &str, out: &mut Findings<'_>) {
    let mut open = install.packages.iter().filter(|package| package.pin == Pin::None);
    let Some(first) = open.next() else { return };
    let rest: Vec<&Package<'_, '_>> = open.collect();
    let message = format!("{} installed without a version", names(first, &rest));
    let mut draft = out.report(first.word.span, message);
    for package in rest.iter().take(LABELS) {
        draft = draft.label(package.word.span, "and this one");
    }
    draft.help(help);
}

/// ``` `a`, `b`, `c` and 2 more are ```
fn names(first: &Package<'_, '_>, rest: &[&Package<'_, '_>]) -> String {
    let name = |package: &Package<'_, '_>| format!("`{}`", shown(package.name));
    let mut names = vec![name(first)];
    names.extend(rest.iter().take(NAMED - 1).map(|package| name(package)));
    if rest.len() >= NAMED {
        names.push(format!("{} more", rest.len() + 1 - NAMED));
    }
    let verb = if rest.is_empty() { "is" } else { "are" };
    format!("{} {verb}", list_of(&names))
}
