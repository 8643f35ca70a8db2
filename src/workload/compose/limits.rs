//! What a service may use up. Says what the engine does with the keys of both forms; has no opinions.

use super::{unwritten, written};
use crate::model::compose::{Leaf, Service};
use crate::syntax::value::ram_bytes;
use crate::workload::{Limit, Resources, Setting};

/// The period of the scheduler, in microseconds, of which a quota is a part.
const PERIOD: f64 = 100_000.0;

/// The limits of a service.
pub(super) fn resources(service: &Service<'_>) -> Resources {
    let oom_kill = service.oom_kill_disable.as_ref();
    Resources {
        memory_limit: memory_limit(service),
        cpu_limit: cpu_limit(service),
        pids_limit: pids_limit(service),
        oom_kill: oom_kill.map_or_else(
            || unwritten(service, true),
            |leaf| written(leaf, leaf.switch().map(|disabled| !disabled)),
        ),
    }
}

fn memory_limit(service: &Service<'_>) -> Setting<Limit> {
    // The engine gets the deploy section last.
    limit(service, service.deploy_memory.as_ref().or(service.mem_limit.as_ref()), |text| {
        ram_bytes(text).map(|bytes| match u64::try_from(bytes) {
            Ok(0) | Err(_) => Limit::Unlimited,
            Ok(bytes) => Limit::Bytes(bytes),
        })
    })
}

fn cpu_limit(service: &Service<'_>) -> Setting<Limit> {
    let cpus = service.deploy_cpus.as_ref().or(service.cpus.as_ref());
    if cpus.is_some() || service.cpu_quota.is_none() {
        return limit(service, cpus, |text| text.trim().parse().ok().map(millicpus));
    }
    let period =
        service.cpu_period.as_ref().map_or(Some(PERIOD), |period| period.known()?.trim().parse().ok());
    limit(service, service.cpu_quota.as_ref(), |text| {
        Some(millicpus(text.trim().parse::<f64>().ok()? / period?))
    })
}

/// Processors as a limit: the engine takes what is not above zero for none.
fn millicpus(cpus: f64) -> Limit {
    // A cast from float saturates, which is what is wanted here.
    match (cpus * 1000.0) as u64 {
        0 => Limit::Unlimited,
        count => Limit::Millicpus(count),
    }
}

fn pids_limit(service: &Service<'_>) -> Setting<Limit> {
    limit(service, service.deploy_pids.as_ref().or(service.pids_limit.as_ref()), |text| {
        text.trim().parse().ok().map(|count: i64| match u64::try_from(count) {
            Ok(0) | Err(_) => Limit::Unlimited,
            Ok(count) => Limit::Processes(count),
        })
    })
}

fn limit(
    service: &Service<'_>,
    leaf: Option<&Leaf<'_>>,
    read: impl Fn(&str) -> Option<Limit>,
) -> Setting<Limit> {
    leaf.map_or_else(
        || unwritten(service, Limit::Unlimited),
        |leaf| written(leaf, leaf.known().and_then(read)),
    )
}
