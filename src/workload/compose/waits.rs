//! What the services of a Compose file wait for. Says what is known about the other side; has no opinions.

use std::collections::{HashMap, HashSet};

use super::{built, healthcheck, image_facts, image_use, restart};
use crate::facts::images;
use crate::model::compose::{Dependency, File, Leaf, Service, Test};
use crate::workload::{Builds, Healthcheck, Restart, Setting, Until, Wait};

/// The services that others wait for, by name.
pub(super) type Others<'t> = HashMap<&'t str, Other>;

/// What is known about a service that others wait for.
pub(super) struct Other {
    checked: Option<bool>,
    restart: Setting<Restart>,
}

/// The services of a file that others wait for. Services without a container are passed over.
pub(super) fn others<'t>(file: &File<'t>, builds: &Builds) -> Others<'t> {
    let wanted: HashSet<&str> =
        file.services.iter().flat_map(|service| &service.depends_on).map(|wanted| wanted.service).collect();
    let is_wanted = |service: &&Service<'t>| service.provider.is_none() && wanted.contains(service.name);
    file.services.iter().filter(is_wanted).map(|service| (service.name, other(service, builds))).collect()
}

/// What a service waits for.
pub(super) fn waits(service: &Service<'_>, others: &Others<'_>) -> Vec<Wait> {
    service.depends_on.iter().filter_map(|wanted| wait(wanted, others.get(wanted.service)?)).collect()
}

fn other(service: &Service<'_>, builds: &Builds) -> Other {
    let image = image_facts(service, built(service, builds).as_ref());
    let checked = match healthcheck(service, image.healthcheck) {
        Setting::Set { value, .. } => Some(value == Healthcheck::Present),
        _ => has_none(service).then_some(false),
    };
    Other { checked, restart: restart(service) }
}

/// Whether it runs an official image, and those have no health checks, and gets none here.
fn has_none(service: &Service<'_>) -> bool {
    let image = image_use(service);
    let reference = image.as_ref().and_then(|image| image.reference.known());
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
