//! Where objects describe pods, and the containers of a pod. Does not inherit pod-level values: the effective view
//! does.

use crate::source::Span;
use crate::syntax::yaml::{Pair, Value};

/// A pod that an object describes.
#[derive(Debug, Clone, Copy)]
pub struct PodTemplate<'t> {
    /// The PodSpec.
    pub spec: Value<'t>,
    /// The metadata that the pod will have, if written.
    pub metadata: Option<Value<'t>>,
}

/// A container of a pod.
#[derive(Debug, Clone, Copy)]
pub struct PodContainer<'t> {
    /// Under which key it stands: `containers`, `initContainers` or `ephemeralContainers`.
    pub list: &'static str,
    /// Its place in the list.
    pub index: usize,
    /// Its name, if written.
    pub name: Option<&'t str>,
    /// The mapping.
    pub node: Value<'t>,
}

/// Kinds that describe pods, by group (`""` is the core group), with the path to the template.
const TEMPLATES: &[(&[&str], &str, &[&str])] = &[
    (&[""], "Pod", &[]),
    (&[""], "PodTemplate", &["template"]),
    (&[""], "ReplicationController", &["spec", "template"]),
    (&["apps", "extensions"], "Deployment", &["spec", "template"]),
    (&["apps", "extensions"], "ReplicaSet", &["spec", "template"]),
    (&["apps", "extensions"], "DaemonSet", &["spec", "template"]),
    (&["apps"], "StatefulSet", &["spec", "template"]),
    (&["batch"], "Job", &["spec", "template"]),
    (&["batch"], "CronJob", &["spec", "jobTemplate", "spec", "template"]),
    (&["apps.openshift.io"], "DeploymentConfig", &["spec", "template"]),
    (&["argoproj.io"], "Rollout", &["spec", "template"]),
    (&["serving.knative.dev"], "Configuration", &["spec", "template"]),
    (&["serving.knative.dev"], "Service", &["spec", "template"]),
];

/// The pods that an object describes; none for kinds that describe none.
pub(super) fn templates<'t>(node: Value<'t>, api_version: &str, kind: &str) -> Vec<PodTemplate<'t>> {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let known = TEMPLATES.iter().find(|(groups, name, _)| *name == kind && groups.contains(&group));
    let Some((_, _, path)) = known else { return Vec::new() };
    let Some(template) = node.at(path) else { return Vec::new() };
    let Some(spec) = template.get("spec").filter(|spec| spec.is_mapping()) else { return Vec::new() };
    vec![PodTemplate { spec, metadata: template.get("metadata") }]
}

impl<'t> PodTemplate<'t> {
    /// All containers, in the order in which the kubelet starts them.
    pub fn containers(&self) -> Vec<PodContainer<'t>> {
        let lists = ["initContainers", "containers", "ephemeralContainers"];
        let in_list = |list: &'static str| {
            let items = self.spec.get(list).into_iter().flat_map(Value::items);
            let mappings = items.enumerate().filter(|(_, item)| item.is_mapping());
            mappings.map(move |(index, node)| PodContainer {
                list,
                index,
                name: node.get("name").and_then(Value::text),
                node,
            })
        };
        lists.into_iter().flat_map(in_list).collect()
    }

    /// The volumes, as entries of `spec.volumes`.
    pub fn volumes(&self) -> impl Iterator<Item = Value<'t>> {
        self.spec.get("volumes").into_iter().flat_map(Value::items)
    }

    /// A field of the pod's own `securityContext`.
    pub fn security(&self, key: &str) -> Option<Pair<'t>> {
        self.spec.get("securityContext")?.pair(key)
    }

    /// The token that says that the pod is for Windows nodes, where the settings of Linux mean nothing.
    pub fn windows(&self) -> Option<Span> {
        let name = self.spec.at(&["os", "name"]).filter(|name| name.text() == Some("windows"));
        name.map(Value::span)
    }
}

impl<'t> PodContainer<'t> {
    /// A field of the container's own `securityContext`.
    pub fn security(&self, key: &str) -> Option<Pair<'t>> {
        self.node.get("securityContext")?.pair(key)
    }
}
