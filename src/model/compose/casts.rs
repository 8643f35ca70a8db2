//! Which texts Compose turns into numbers and switches before it looks at them. Knows no schema.

use std::sync::LazyLock;

use super::table::Table;
use crate::syntax::yaml::bool_word;

/// What a text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cast {
    Bool,
    Int,
    Float,
    Float32,
    Umask,
}

/// A text that was turned into something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Casted {
    Bool(bool),
    Int(i64),
    Float(f64),
}

impl Cast {
    /// What a text becomes; `None` when Compose refuses it.
    pub(super) fn apply(self, text: &str) -> Option<Casted> {
        match self {
            Cast::Bool => bool_word(text).map(Casted::Bool),
            Cast::Int => go_int(text).map(Casted::Int),
            Cast::Float => go_float(text).map(Casted::Float),
            Cast::Float32 => go_float(text).map(|value| Casted::Float(value as f32 as f64)),
            Cast::Umask => umask(text).map(Casted::Int),
        }
    }

    /// What is wanted, for messages.
    pub(super) fn words(self) -> &'static str {
        match self {
            Cast::Bool => "a boolean",
            Cast::Int => "a whole number",
            Cast::Float | Cast::Float32 => "a number",
            Cast::Umask => "a file mode",
        }
    }
}

/// A decimal integer as Go reads one: a sign and digits.
pub(super) fn go_int(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A number as Go reads one.
pub(super) fn go_float(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    let word =
        || ["inf", "+inf", "-inf", "infinity", "nan"].iter().any(|word| text.eq_ignore_ascii_case(word));
    if plain || word() { text.parse().ok() } else { None }
}

fn umask(text: &str) -> Option<i64> {
    let (radix, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, text.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, text.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, text.get(2..)?),
        [b'0', _, ..] => (8, text.get(1..)?),
        _ => (10, text),
    };
    u32::from_str_radix(digits, radix).ok().map(i64::from)
}

/// The paths of the loader's table.
pub(super) static CASTS: LazyLock<Table<Cast>> = LazyLock::new(|| {
    use Cast::{Bool, Float, Float32, Int, Umask};
    Table::new(&[
        ("networks.*.external", Bool),
        ("networks.*.internal", Bool),
        ("networks.*.attachable", Bool),
        ("networks.*.enable_ipv4", Bool),
        ("networks.*.enable_ipv6", Bool),
        ("volumes.*.external", Bool),
        ("secrets.*.external", Bool),
        ("configs.*.external", Bool),
        ("container.cpu_count", Int),
        ("container.cpu_percent", Float),
        ("container.cpu_period", Int),
        ("container.cpu_quota", Int),
        ("container.cpu_rt_period", Int),
        ("container.cpu_rt_runtime", Int),
        ("container.cpus", Float32),
        ("container.cpu_shares", Int),
        ("container.init", Bool),
        ("container.networks.*.use_service_name_alias", Bool),
        ("container.oom_kill_disable", Bool),
        ("container.oom_score_adj", Int),
        ("container.pids_limit", Int),
        ("container.privileged", Bool),
        ("container.read_only", Bool),
        ("container.umask", Umask),
        ("container.ulimits.*", Int),
        ("container.ulimits.*.hard", Int),
        ("container.ulimits.*.soft", Int),
        ("container.volumes.[].read_only", Bool),
        ("container.volumes.[].volume.nocopy", Bool),
        ("workload.depends_on.*.required", Bool),
        ("workload.depends_on.*.restart", Bool),
        ("workload.healthcheck.retries", Int),
        ("workload.healthcheck.disable", Bool),
        ("workload.ports.[].target", Int),
        ("workload.stdin_open", Bool),
        ("workload.tty", Bool),
        ("services.*.deploy.replicas", Int),
        ("services.*.deploy.update_config.parallelism", Int),
        ("services.*.deploy.update_config.max_failure_ratio", Float),
        ("services.*.deploy.rollback_config.parallelism", Int),
        ("services.*.deploy.rollback_config.max_failure_ratio", Float),
        ("services.*.deploy.restart_policy.max_attempts", Int),
        ("services.*.deploy.placement.max_replicas_per_node", Int),
        ("services.*.scale", Int),
    ])
});
