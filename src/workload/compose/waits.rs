//! What the services of a Compose file wait for. Says what is known about the other side; has no opinions.

use std::collections::HashMap;

use crate::facts::images;
use crate::model::compose::{Dependency, File, Leaf, Service, Test};
use crate::workload::{Healthcheck, Restart, Setting, Until, Wait, Workload};

/// What is known about a service that others wait for.
struct Other {
    checked: Option<bool>,
    restart: Setting<Restart>,
}

/// Writes down what the workloads of a file wait for. Services without a container are passed over.
pub(super) fn fill(file: &File<'_>, workloads: &mut [Workload<'_>]) {
    let services = || file.services.iter().filter(|service| service.provider.is_none());
    let others: HashMap<&str, Other> =
        services().zip(workloads.iter()).filter_map(|(service, workload)| other(service, workload)).collect();
    for (service, workload) in services().zip(workloads) {
        let waits = service.depends_on.iter().filter_map(|wanted| wait(wanted, others.get(wanted.service)?));
        if let Some(container) = workload.containers.first_mut() {
            container.operation.waits = waits.collect();
        }
    }
}

fn other<'t>(service: &Service<'t>, workload: &Workload<'_>) -> Option<(&'t str, Other)> {
    let container = workload.containers.first()?;
    let checked = match &container.health.healthcheck {
        Setting::Set { value, .. } => Some(*value == Healthcheck::Present),
        _ => has_none(service, workload).then_some(false),
    };
    Some((service.name, Other { checked, restart: container.operation.restart.clone() }))
}

/// Whether it runs an official image, and those have no health checks, and gets none here.
fn has_none(service: &Service<'_>, workload: &Workload<'_>) -> bool {
    let image = workload.containers.first().and_then(|container| container.identity.image.as_ref());
    let reference = image.and_then(|image| image.reference.known());
    let is_written = service.healthcheck.as_ref().is_some_and(|check| check.test != Test::FromImage);
    service.inherits.is_none()
        && !is_written
        && reference
            .is_some_and(|image| images::facts(&image.name(), image.tag.as_deref().unwrap_or("")).is_official)
}

fn wait(wanted: &Dependency<'_>, other: &Other) -> Option<Wait> {
    let until = match wanted.condition.as_ref().map(Leaf::known) {
        None => Until::Unsaid,
        Some(None) => Until::Opaque,
        Some(Some("service_started")) => Until::Started,
        Some(Some("service_healthy")) => Until::Healthy,
        Some(Some("service_completed_successfully")) => Until::Completed,
        Some(Some(_)) => return None,
    };
    Some(Wait {
        name: wanted.service.to_owned(),
        at: wanted.condition.as_ref().map_or(wanted.at, |condition| condition.span),
        via: wanted.step.into(),
        until,
        checked: other.checked,
        restart: other.restart.clone(),
    })
}
