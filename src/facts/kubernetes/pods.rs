//! Which kinds describe pods, and where. Source: the API references of the projects that define them, 2026-11.

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

/// The keys of a PodSpec that list containers, in the order in which the kubelet starts them.
pub const CONTAINERS: [&str; 3] = ["initContainers", "containers", "ephemeralContainers"];

/// The path from an object of an `apiVersion` and `kind` to the pod that it describes, which is empty for a pod;
/// `None` for kinds that describe none.
pub fn template(api_version: &str, kind: &str) -> Option<&'static [&'static str]> {
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let known = TEMPLATES.iter().find(|(groups, name, _)| *name == kind && groups.contains(&group));
    known.map(|(_, _, path)| *path)
}
