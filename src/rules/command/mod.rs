//! Rules about how containers start, stop and are checked. Holds what several of them look at, not what they say.

use crate::model::dockerfile::{Stage, Step};
use crate::syntax::dockerfile::Keyword;

family! {
    background_process,
    development_server,
    disabled_healthcheck,
    exec_form_needs_shell,
    healthcheck_ignores_http_errors,
    healthcheck_tool_missing,
    heredoc_without_errexit,
    ignored_cmd,
    ineffective_healthcheck_option,
    inherited_cmd_lost,
    malformed_exec_form,
    multiple_cmd,
    multiple_entrypoint,
    multiple_healthcheck,
    noncanonical_stop_signal,
    package_manager_as_entrypoint,
    shell_form_command,
    ungraceful_stop_signal,
    unknown_stop_signal,
}

/// Calls `report` for each instruction of a keyword that a later one in the stage replaces, with the last one.
fn earlier(stage: &Stage<'_>, keyword: Keyword, mut report: impl FnMut(&Step<'_>, &Step<'_>)) {
    let Some(last) = stage.last(keyword) else { return };
    for step in stage.steps().iter().filter(|step| step.is(keyword) && step.index < last.index) {
        report(step, last);
    }
}

/// A signal without its `SIG`, in capitals.
fn signal_name(value: &str) -> String {
    let upper = value.trim().to_ascii_uppercase();
    upper.strip_prefix("SIG").map_or(upper.clone(), str::to_owned)
}
