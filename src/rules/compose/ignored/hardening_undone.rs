use crate::model::compose::{Before, File, Leaf, List, Service};
use crate::rules::prelude::*;
use crate::syntax::value::SecurityOption;

rule!("hardening-undone", Service(check));

fn check(service: &Service<'_>, _: &File<'_>, out: &mut Findings<'_>) {
    let name = shown(service.name);
    for before in &service.before {
        if let Some((what, at)) = undone(service, before) {
            out.report(before.by, format!("this takes from service `{name}` {what}"))
                .label(at.span, "this is what it had")
                .help("keep what the lower layer says, or say why in a directive");
        }
    }
    for key in ["no-new-privileges", "seccomp", "apparmor"] {
        let mut items = service.security_options().filter(|(_, option)| option.key == key);
        let Some((last, _)) = items.next().filter(|(_, option)| hardens(*option) == Some(false)) else {
            continue;
        };
        if let Some((earlier, _)) = items.find(|(_, option)| hardens(*option) == Some(true)) {
            out.report(last.span, format!("this overrules an earlier `{key}` of service `{name}`"))
                .label(earlier.span, "the last entry counts, not this one")
                .help("remove the entry that is not meant");
        }
    }
}

/// Whether an option takes rights away or gives them back.
fn hardens(option: SecurityOption<'_>) -> Option<bool> {
    match option.key {
        "no-new-privileges" => option.switch(),
        _ => option.value.map(|profile| profile != "unconfined"),
    }
}

/// What a service no longer has, and what gave it.
fn undone<'b, 't>(service: &Service<'_>, before: &'b Before<'t>) -> Option<(&'static str, &'b Leaf<'t>)> {
    let first = before.items.first()?;
    let find =
        |test: &dyn Fn(&str) -> bool| before.items.iter().rev().find(|item| item.known().is_some_and(test));
    match before.key {
        "privileged" => {
            let is_on = service.privileged.as_ref().and_then(Leaf::switch) == Some(true);
            (first.switch() == Some(false) && is_on).then_some(("its limits: it is privileged", first))
        }
        "read_only" => {
            let is_off = service.read_only.as_ref().map_or(Some(false), Leaf::switch) == Some(false);
            (first.switch() == Some(true) && is_off).then_some(("its read-only root filesystem", first))
        }
        "user" => {
            let is_root = |leaf: &Leaf<'_>| Some(User::parse(leaf.known()?)?.is_root());
            let now = service.user.as_ref().and_then(is_root) == Some(true);
            (is_root(first) == Some(false) && now).then_some(("its user: it runs as root", first))
        }
        "cap_drop" => {
            let is_all = |name: &str| Capability::parse(name).is_all();
            let all = find(&is_all)?;
            let now = service.cap_drop.as_ref();
            let is_open = now.is_none_or(|list| is_known_without(list, &is_all));
            is_open.then_some(("`cap_drop: [ALL]`", all))
        }
        "security_opt" => {
            let is_safe = |text: &str| {
                let option = SecurityOption::parse(text);
                option.key == "no-new-privileges" && option.switch() == Some(true)
            };
            let safe = find(&is_safe)?;
            let now = service.security_opt.as_ref();
            let is_gone = now.is_none_or(|list| is_known_without(list, &is_safe));
            is_gone.then_some(("`no-new-privileges`", safe))
        }
        _ => None,
    }
}

/// Whether a list is known, and has no such item.
fn is_known_without(list: &List<'_>, test: &dyn Fn(&str) -> bool) -> bool {
    list.is_known() && !list.items.iter().filter_map(Leaf::known).any(test)
}
