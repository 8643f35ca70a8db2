//! What is refused about a seccomp profile that is a file of the project.

use std::sync::LazyLock;

use super::see::See;
use super::{Out, Project};
use crate::facts::compose::SECCOMP;
use crate::model::compose::relative::join;
use crate::model::refusal::RefusalKind;
use crate::schema::{Reading, Schema, Yaml};
use crate::source::shown;
use crate::syntax::dockerfile::is_json;
use crate::syntax::yaml::Tree;

static PROFILE: LazyLock<Schema<'static>> = LazyLock::new(|| Schema::new(&[SECCOMP]));

/// The profiles that the security options name: each has to be JSON, and the last one has to be a profile.
pub(super) fn check(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    let options = service.get("security_opt").into_iter().flat_map(See::items);
    let mut named = options.filter_map(|option| Some((option, path(option.text()?)?))).peekable();
    while let Some((option, path)) = named.next() {
        let Some(tree) = file(path, project) else { continue };
        let fault = match is_json(tree.text) {
            false => Some("it is not JSON".to_owned()),
            true if named.peek().is_some() => None,
            true => fault(tree),
        };
        if let Some(fault) = fault {
            let message = format!("the profile `{}` is refused: {fault}", shown(path));
            out.say(RefusalKind::InvalidSecurityOption, option.at, message);
        }
    }
}

/// The option that decides and the name of its profile, when that is a file which restricts nothing.
pub(super) fn empty<'c, 't>(service: See<'c>, project: &Project<'c, 't>) -> Option<(See<'c>, &'c str)> {
    let options = service.get("security_opt").into_iter().flat_map(See::items);
    let (option, path) = options.filter_map(|option| Some((option, path(option.text()?)?))).last()?;
    let tree = file(path, project).filter(|tree| is_json(tree.text))?;
    let root = tree.roots().next()?;
    let has_rules = RULES.iter().any(|key| root.get(key).is_some());
    (root.is_null() || root.is_mapping() && !has_rules).then_some((option, path))
}

/// The keys of a profile without any of which it is no profile.
const RULES: &[&str] = &["defaultAction", "architectures", "archMap", "syscalls"];

fn path(option: &str) -> Option<&str> {
    option.strip_prefix("seccomp=").or_else(|| option.strip_prefix("seccomp:"))
}

/// The file of a profile; `None` for one that the engine has by itself, and where it cannot be read.
fn file<'c, 't>(path: &str, project: &Project<'c, 't>) -> Option<&'c Tree<'t>> {
    let is_own = path.is_empty() || matches!(path, "unconfined" | "builtin");
    if is_own { None } else { project.sources.tree(&join("", path)).ok() }
}

fn fault(tree: &Tree<'_>) -> Option<String> {
    let root = tree.roots().next().filter(|root| !root.is_null())?;
    if !root.is_mapping() {
        return Some("it is not an object".to_owned());
    }
    let node = Yaml { value: root, reading: Reading::Compose, is_unknown: |_| false };
    let report = PROFILE.check(PROFILE.find("profile")?, node, None);
    report.violations.first().map(crate::schema::Violation::fact)
}
