//! The rights of a service. Says what Docker does where nothing is written; has no opinions.

use super::{switch, unwritten, written};
use crate::model::compose::{List, Service};
use crate::source::{Span, Spanned};
use crate::syntax::value::{Capability, SecurityOption, User};
use crate::workload::{MootBy, Profile, Security, Setting, Via};

/// The rights of a service; `user_of_image` is whom its image starts as.
pub(super) fn security(service: &Service<'_>, user_of_image: Setting<User>) -> Security {
    let privileged = switch(service, service.privileged.as_ref());
    let rights = privileged.switched_on().map(|at| (MootBy::Privileged, at));
    Security {
        user: user(service, user_of_image),
        groups: groups(service),
        privilege_escalation: privilege_escalation(service).unless_moot(rights),
        cap_add: cap_add(service),
        cap_drop: cap_drop(service).unless_moot(rights),
        seccomp: profile(service, "seccomp", rights),
        apparmor: profile(service, "apparmor", rights),
        selinux: selinux(service).unless_moot(rights),
        masked_paths: masked_paths(service).unless_moot(rights),
        writable_cgroups: writable_cgroups(service).unless_moot(rights),
        privileged,
    }
}

fn user(service: &Service<'_>, image: Setting<User>) -> Setting<User> {
    let Some(leaf) = service.user.as_ref().filter(|leaf| leaf.known() != Some("")) else {
        return service.inherits.map_or(image, Setting::Opaque);
    };
    // `root:${GID}` names its user.
    let known = leaf.known().or_else(|| Some(leaf.text.prefix()).filter(|prefix| prefix.contains(':')));
    written(leaf, known.and_then(User::parse))
}

fn privilege_escalation(service: &Service<'_>) -> Setting<bool> {
    let Some((item, option)) = service.security_option("no-new-privileges") else {
        return unwritten_option(service, true);
    };
    written(item, option.switch().map(|forbidden| !forbidden))
}

/// The profile that an option of `security_opt` names. A privileged container runs without the runtime's own profile,
/// but with one that is named.
fn profile(service: &Service<'_>, key: &str, rights: Option<(MootBy, Span)>) -> Setting<Profile> {
    let Some((item, option)) = service.security_option(key) else {
        return match unwritten_option(service, Profile::RuntimeDefault) {
            Setting::Default(profile) => Setting::Default(profile).unless_moot(rights),
            unknown => unknown,
        };
    };
    let profile = option.value.map(|profile| match profile {
        "unconfined" => Profile::Unconfined,
        "builtin" | "default" | "docker-default" => Profile::RuntimeDefault,
        other => Profile::Custom(other.to_owned()),
    });
    written(item, profile)
}

/// `label=disable` switches the labels off, and the type `spc_t` may do everything.
fn selinux(service: &Service<'_>) -> Setting<bool> {
    let loose = |option: &SecurityOption<'_>| {
        let value = option.value.unwrap_or("");
        option.key == "label" && (value == "disable" || value.strip_prefix("type:") == Some("spc_t"))
    };
    match service.security_options().find(|(_, option)| loose(option)) {
        Some((item, _)) => written(item, Some(false)),
        None => unwritten_option(service, true),
    }
}

/// Compose knows `systempaths=unconfined` with an equals sign alone.
fn masked_paths(service: &Service<'_>) -> Setting<bool> {
    let mut items = service.security_opt.iter().flat_map(|list| &list.items);
    match items.find(|item| item.known() == Some("systempaths=unconfined")) {
        Some(item) => written(item, Some(false)),
        None => unwritten_option(service, true),
    }
}

fn writable_cgroups(service: &Service<'_>) -> Setting<bool> {
    match service.security_option("writable-cgroups") {
        Some((item, option)) => written(item, option.switch()),
        None => unwritten_option(service, false),
    }
}

fn groups(service: &Service<'_>) -> Setting<Vec<Spanned<String>>> {
    added(service, service.group_add.as_ref(), str::to_owned)
}

/// What no item of `security_opt` says: opaque when there are items that are not known.
fn unwritten_option<T>(service: &Service<'_>, default: T) -> Setting<T> {
    match service.security_opt.as_ref() {
        Some(list) if !list.is_known() => Setting::Opaque(list.key),
        _ => unwritten(service, default),
    }
}

fn cap_add(service: &Service<'_>) -> Setting<Vec<Spanned<Capability>>> {
    added(service, service.cap_add.as_ref(), Capability::parse)
}

/// What a list adds for certain; what is unknown can only add to it.
fn added<T>(service: &Service<'_>, list: Option<&List<'_>>, read: fn(&str) -> T) -> Setting<Vec<Spanned<T>>> {
    let Some(list) = list else { return unwritten(service, Vec::new()) };
    let value = known(list, read);
    match value.is_empty() && !list.is_known() {
        true => Setting::Opaque(list.key),
        false => Setting::Set { value, at: list.key, via: Via::from(list.step) },
    }
}

/// What is dropped, when it is known that nothing else is: another file adds to the list.
fn cap_drop(service: &Service<'_>) -> Setting<Vec<Spanned<Capability>>> {
    let Some(list) = service.cap_drop.as_ref() else { return unwritten(service, Vec::new()) };
    let value = known(list, Capability::parse);
    let whole = list.is_known() && service.inherits.is_none();
    match whole || value.iter().any(|capability| capability.value.is_all()) {
        true => Setting::Set { value, at: list.key, via: Via::from(list.step) },
        false => Setting::Opaque(list.key),
    }
}

/// The items of a list that are known.
fn known<T>(list: &List<'_>, read: fn(&str) -> T) -> Vec<Spanned<T>> {
    list.items.iter().filter_map(|item| Some(Spanned::new(read(item.known()?), item.span))).collect()
}
