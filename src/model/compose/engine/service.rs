//! What is refused about a single service.

use super::see::{Named, See};
use super::texts::{self, Fault};
use super::{Out, Project, logging, requests, seccomp, volumes};
use crate::model::refusal::RefusalKind;
use crate::source::shown;

/// A key, and what is wrong with a text there.
type Row = (&'static str, fn(&str) -> Fault);

/// Texts by their keys.
const TEXTS: &[Row] = &[
    ("container_name", texts::container_name),
    ("cpuset", texts::cpus),
    ("hostname", texts::hostname),
    ("ipc", texts::ipc),
    ("isolation", texts::isolation),
    ("mac_address", texts::mac_address),
    ("network_mode", texts::network_mode),
    ("pid", texts::pid),
    ("platform", texts::platform),
    ("stop_signal", texts::signal),
    ("user", texts::user),
    ("uts", texts::uts),
    ("working_dir", texts::absolute),
];

/// Lists of texts by their keys.
const LISTS: &[Row] = &[
    ("device_cgroup_rules", texts::device_rule),
    ("dns", texts::any_address),
    ("expose", texts::exposed),
    ("group_add", texts::user),
];

/// The least memory of a container, in bytes.
const LEAST_MEMORY: f64 = 6.0 * 1024.0 * 1024.0;

pub(super) fn check(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    for (name, fault) in TEXTS {
        if let Some(value) = service.get(name) {
            out.text(value, *fault);
        }
    }
    for (name, fault) in LISTS {
        service.get(name).into_iter().flat_map(See::items).for_each(|item| out.text(item, *fault));
    }
    hooks(service, out);
    let ports = service.get("ports").into_iter().flat_map(See::items);
    for port in ports.filter(|port| port.entries().next().is_some()) {
        // A 0 is as good as nothing.
        let target = port.get("target");
        if target.map_or(Some(0.0), See::number).is_some_and(|port| !(1.0..=65535.0).contains(&port)) {
            let at = target.map_or(port.at, |target| target.at);
            out.say(RefusalKind::InvalidValue, at, "the port of the container is not 1 to 65535");
        }
    }
    waits(service, project, out);
    if let Some(image) = service.get("image") {
        out.image(image);
    }
    restart(service, out);
    security(service, project, out);
    requests::check(service, out);
    memory(service, out);
    processors(service, out);
    joined(service, out);
    health(service, out);
    hosts(service, out);
    environment(service, out);
    logging::check(service, out);
    volumes::mounts(service, project, out);
}

/// The hooks that run when a container starts; the others run when nobody is told any more.
fn hooks(service: See<'_>, out: &mut Out) {
    for hook in ["pre_start", "post_start"].iter().flat_map(|key| service.get(key)).flat_map(See::items) {
        if let Some(folder) = hook.get("working_dir") {
            out.text(folder, texts::absolute);
        }
        if let Some(entry) = hook.entry("per_replica").filter(|entry| entry.value.is_true()) {
            out.say(RefusalKind::InvalidValue, entry.key, "Compose does not run hooks for each replica yet");
        }
    }
}

/// Compose waits for the health of a service that has a check only.
fn waits(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    for wait in service.get("depends_on").into_iter().flat_map(See::entries) {
        let Some(condition) = wait.value.get("condition") else { continue };
        let is_needed = wait.value.get("required").is_none_or(See::is_true);
        if condition.text() != Some("service_healthy") || !is_needed {
            continue;
        }
        let other = project.by_name.get(wait.name);
        let Some(check) = other.and_then(|other| other.entry("healthcheck")) else { continue };
        let mut test = check.value.get("test").into_iter().flat_map(See::items);
        if check.value.is_on("disable") || test.next().is_some_and(|first| first.text() == Some("NONE")) {
            let message = format!("`{}` has no health check to wait for", shown(wait.name));
            out.conflict(condition.at, message, check.key, "it is turned off here");
        }
    }
}

fn restart(service: See<'_>, out: &mut Out) {
    let kind = RefusalKind::InvalidRestartPolicy;
    let words = "write `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:N`";
    // What is said about the deployment goes first.
    if let Some(policy) = service.at_path(&["deploy", "restart_policy"]) {
        let condition = policy.get("condition");
        if let Some(condition) = condition
            && let Some(text) = condition.text()
            && (text.contains(':') || !texts::restart(text))
        {
            let message = format!("`{}` is no restart policy", shown(text));
            out.say(kind, condition.at, message).help = Some(words.to_owned());
            return;
        }
        let is_other =
            condition.is_none_or(|condition| condition.text().is_some_and(|text| text != "on-failure"));
        if let Some(count) = policy.entry("max_attempts")
            && is_other
            && count.value.number().is_some_and(|count| count > 0.0)
        {
            let at = condition.filter(|condition| condition.text() != Some("")).map_or(count.key, |it| it.at);
            let message = "a number of attempts is only for the condition `on-failure`";
            out.say(kind, at, message).help = Some("write `condition: on-failure`".to_owned());
        }
        return;
    }
    let Some(policy) = service.get("restart") else { return };
    if let Some(text) = policy.text().filter(|text| !texts::restart(text)) {
        let message = format!("`{}` is no restart policy", shown(text));
        out.say(kind, policy.at, message).help = Some(words.to_owned());
    }
}

fn security(service: See<'_>, project: &Project<'_, '_>, out: &mut Out) {
    let is_privileged = service.is_on("privileged");
    for key in ["cap_add", "cap_drop"] {
        for item in service.get(key).into_iter().flat_map(See::items) {
            let Some(text) = item.text() else { continue };
            if let Err(name) = texts::capability(text) {
                let all = crate::facts::capabilities::ALL.iter().copied();
                let meant =
                    if name == "ALL" { Some("ALL") } else { crate::syntax::nearest(name.trim(), all) };
                let refusal = out.say(
                    RefusalKind::UnknownCapability,
                    item.at,
                    format!("`{}` is no capability", shown(text)),
                );
                refusal.help = meant.map(|meant| format!("write `{meant}` if that is meant"));
            }
        }
    }
    seccomp::check(service, project, out);
    for item in service.get("security_opt").into_iter().flat_map(See::items) {
        if let Some(text) = item.text().filter(|text| !texts::security_option(text, is_privileged)) {
            let message = format!("`{}` is no security option", shown(text));
            out.say(RefusalKind::InvalidSecurityOption, item.at, message);
        }
    }
    let mode = service.get("network_mode");
    let has_own = mode.is_none_or(|mode| matches!(mode.text(), Some("" | "bridge" | "none" | "default")));
    for sysctl in service.get("sysctls").into_iter().flat_map(See::entries) {
        if has_own && texts::is_interface_sysctl(sysctl.name) {
            let message =
                format!("`{}` cannot be set here, because it is one of an interface", shown(sysctl.name));
            let help = "set it by `driver_opts` of the network, as `com.docker.network.endpoint.sysctls`";
            out.say(RefusalKind::InvalidSysctl, sysctl.key, message).help = Some(help.to_owned());
        }
    }
}

/// The first of two places for one limit that is written.
fn either<'c>(service: See<'c>, deploy: &[&str], own: &str) -> Option<See<'c>> {
    service.at_path(deploy).or_else(|| service.get(own))
}

fn memory(service: See<'_>, out: &mut Out) {
    let limit = either(service, &["deploy", "resources", "limits", "memory"], "mem_limit");
    let reserved = either(service, &["deploy", "resources", "reservations", "memory"], "mem_reservation");
    let swap = service.get("memswap_limit");
    let invalid = RefusalKind::InvalidValue;
    if limit.is_some_and(See::is_unknown) {
        return;
    }
    let bytes = |value: Option<See<'_>>| value.and_then(See::number).filter(|bytes| *bytes > 0.0);
    if let Some(limit) = limit
        && limit.number().is_some_and(|bytes| bytes != 0.0 && bytes < LEAST_MEMORY)
    {
        out.say(invalid, limit.at, "the engine gives a container 6 MB of memory at least");
    }
    if let (Some(reserved), Some(bytes)) = (reserved, bytes(reserved))
        && bytes < LEAST_MEMORY
    {
        out.say(invalid, reserved.at, "the engine reserves 6 MB of memory at least");
    }
    if let Some(shared) = service.get("shm_size")
        && shared.number().is_some_and(|bytes| bytes < 0.0)
    {
        out.say(invalid, shared.at, "`shm_size` cannot be less than 0");
    }
    if let (Some(limit), Some(reserved), Some(least), Some(most)) =
        (limit, reserved, bytes(reserved), bytes(limit))
        && least > most
    {
        out.conflict(reserved.at, "more memory is reserved than allowed", limit.at, "the limit");
    }
    if let (Some(swap), Some(with)) = (swap, bytes(swap)) {
        match (limit, bytes(limit)) {
            (Some(limit), Some(alone)) if with < alone => {
                let message = "`memswap_limit` is memory and swap together, and less than the memory alone";
                out.conflict(swap.at, message, limit.at, "the memory");
            }
            (_, None) => {
                let message = "`memswap_limit` needs `mem_limit`";
                out.say(RefusalKind::MissingKey, swap.at, message);
            }
            _ => {}
        }
    }
}

fn processors(service: See<'_>, out: &mut Out) {
    let number = |key: &str| service.number_of(&[key]);
    let is_off = |value: f64| value != 0.0 && !(1000.0..=1_000_000.0).contains(&value);
    let invalid = RefusalKind::InvalidValue;
    if let (Some(period), Some(value)) = (service.get("cpu_period"), number("cpu_period"))
        && is_off(value)
    {
        out.say(invalid, period.at, "`cpu_period` is not 1000 to 1000000 microseconds");
    }
    if let (Some(quota), Some(value)) = (service.get("cpu_quota"), number("cpu_quota"))
        && value > 0.0
        && value < 1000.0
    {
        out.say(invalid, quota.at, "`cpu_quota` is not 1000 microseconds or more");
    }
    if let (Some(shares), Some(value)) = (service.get("cpu_shares"), number("cpu_shares"))
        && value <= -1.0
    {
        out.say(invalid, shares.at, "`cpu_shares` cannot be less than 0");
    }
    if let (Some(runtime), Some(time), Some(period)) =
        (service.entry("cpu_rt_runtime"), number("cpu_rt_runtime"), number("cpu_rt_period"))
        && period != 0.0
        && time > period
    {
        out.say(invalid, runtime.value.at, "`cpu_rt_runtime` is more than `cpu_rt_period`");
    }
    let cpus = either(service, &["deploy", "resources", "limits", "cpus"], "cpus");
    if let Some(cpus) = cpus.filter(|cpus| cpus.number().is_some_and(|number| number <= -1e-9)) {
        out.say(invalid, cpus.at, "the number of CPUs cannot be less than 0");
    }
    let Some(cpus) = cpus.filter(|cpus| cpus.number().is_some_and(|cpus| cpus > 0.0)) else { return };
    for key in ["cpu_quota", "cpu_period"] {
        if let Some(other) = service.get(key).filter(|other| other.number().is_some_and(|other| other > 0.0))
        {
            out.conflict(other.at, format!("`{key}` and `cpus` exclude each other"), cpus.at, "`cpus`");
        }
    }
}

/// What a container does not have of its own when it shares the network or the name of others.
fn joined(service: See<'_>, out: &mut Out) {
    let mode = service.entry("network_mode");
    let text = mode.and_then(|mode| mode.value.text()).unwrap_or("");
    let conflict = |keys: &[&str], with: Named<'_>, words: &str, out: &mut Out| {
        for key in keys {
            if let Some(entry) = service.entry(key).filter(|_| service.has(key)) {
                let message = format!("`{key}` cannot be set with {words}");
                out.conflict(entry.key, message, with.key, "because of this");
            }
        }
    };
    if let Some(mode) = mode {
        if text.starts_with("service:") || text.starts_with("container:") {
            let keys = ["ports", "expose", "hostname", "dns", "extra_hosts", "links", "external_links"];
            conflict(&keys, mode, "the network of another container", out);
        } else if text == "host" {
            conflict(&["links", "external_links"], mode, "the network of the host", out);
        }
    }
    if let Some(uts) = service.entry("uts").filter(|uts| uts.value.text() == Some("host")) {
        conflict(&["hostname"], uts, "the name of the host", out);
    }
}

fn health(service: See<'_>, out: &mut Out) {
    let Some(check) = service.get("healthcheck") else { return };
    for key in ["interval", "timeout", "start_period", "start_interval"] {
        let Some(value) = check.get(key) else { continue };
        let duration = value.text().and_then(super::super::short::duration);
        if duration.is_some_and(|nanoseconds| nanoseconds != 0 && nanoseconds < 1_000_000) {
            out.say(RefusalKind::InvalidValue, value.at, format!("`{key}` is not 1ms or more"));
        }
    }
    if let Some(interval) = check.entry("start_interval").filter(|_| check.get("start_period").is_none()) {
        let message = "`start_interval` needs `start_period`";
        out.say(RefusalKind::MissingKey, interval.key, message);
    }
}

fn hosts(service: See<'_>, out: &mut Out) {
    for item in service.get("extra_hosts").into_iter().flat_map(See::items) {
        let Some((_, address)) = item.text().and_then(|text| text.split_once('=')) else { continue };
        if let Some(what) = texts::host_address(address) {
            out.say(RefusalKind::InvalidValue, item.at, format!("`{}` is not {what}", shown(address)));
        }
    }
}

fn environment(service: See<'_>, out: &mut Out) {
    if let Some(entry) = service.entry("environment").and_then(|all| all.value.entry("")) {
        out.say(RefusalKind::InvalidValue, entry.key, "a variable has no name");
    }
    let options = service.get("storage_opt").into_iter().flat_map(See::entries);
    for option in options.filter(|option| option.name != "size") {
        out.say(
            RefusalKind::InvalidValue,
            option.key,
            format!("there is no option `{}`", shown(option.name)),
        );
    }
}
