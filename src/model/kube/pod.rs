//! Where objects describe pods, and the containers of a pod. Does not inherit pod-level values: the effective view
//! does.

use crate::facts::kubernetes::pods;
use crate::source::Span;
use crate::syntax::value::{is_filled_in, kubelet_references};
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

/// The pods that an object describes; none for kinds that describe none.
pub(super) fn templates<'t>(node: Value<'t>, api_version: &str, kind: &str) -> Vec<PodTemplate<'t>> {
    let Some(path) = pods::template(api_version, kind) else { return Vec::new() };
    let Some(template) = node.at(path) else { return Vec::new() };
    let Some(spec) = template.get("spec").filter(|spec| spec.is_mapping()) else { return Vec::new() };
    vec![PodTemplate { spec, metadata: template.get("metadata") }]
}

impl<'t> PodTemplate<'t> {
    /// All containers, in the order in which the kubelet starts them.
    pub fn containers(&self) -> Vec<PodContainer<'t>> {
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
        pods::CONTAINERS.into_iter().flat_map(in_list).collect()
    }

    /// The volumes, as entries of `spec.volumes`.
    pub fn volumes(&self) -> impl Iterator<Item = Value<'t>> {
        self.spec.get("volumes").into_iter().flat_map(Value::items)
    }

    /// The annotations that the pod will have.
    pub fn annotations(&self) -> Vec<Pair<'t>> {
        let annotations = self.metadata.and_then(|metadata| metadata.get("annotations"));
        annotations.map(Value::entries).unwrap_or_default()
    }

    /// A field of the pod's own `securityContext`.
    pub fn security(&self, key: &str) -> Option<Pair<'t>> {
        self.spec.get("securityContext")?.pair(key)
    }

    /// What makes the pod, or a container of it, a process of its Windows node.
    pub fn host_process(&self) -> Option<Value<'t>> {
        let of_pod = host_process(|key| self.security(key));
        let of_container = |container: PodContainer<'t>| host_process(|key| container.security(key));
        of_pod.or_else(|| self.containers().into_iter().find_map(of_container))
    }

    /// The token that says that the pod is for Windows nodes, where the settings of Linux mean nothing: by its system,
    /// by the nodes that it selects, or by an image of Windows.
    pub fn windows(&self) -> Option<Span> {
        let system = || self.spec.at(&["os", "name"]);
        let node = |label: &str| self.spec.at(&["nodeSelector", label]);
        let labels = || node("kubernetes.io/os").or_else(|| node("beta.kubernetes.io/os"));
        let said = system().or_else(labels).filter(|name| name.text() == Some("windows"));
        let of_windows = |container: PodContainer<'t>| {
            container
                .image()
                .filter(|image| image.text().is_some_and(|text| text.starts_with(WINDOWS_IMAGES)))
        };
        said.or_else(|| self.containers().into_iter().find_map(of_windows)).map(Value::span)
    }
}

/// The switch that makes a process of a Windows node of what has a `securityContext`, where it is on.
pub(super) fn host_process<'t>(security: impl Fn(&str) -> Option<Pair<'t>>) -> Option<Value<'t>> {
    let value = security("windowsOptions")?.value.get("hostProcess")?;
    Some(value).filter(|value| value.as_bool_kube() == Some(true))
}

/// What the names of Microsoft's own images of Windows start with.
const WINDOWS_IMAGES: &str = "mcr.microsoft.com/windows/";

impl<'t> PodContainer<'t> {
    /// The image, unless another tool or somebody puts it in: ko and Bazel by an address, Istio's injector by the word
    /// `auto`, people in place of words such as `CONTAINER_IMAGE`.
    pub fn image(&self) -> Option<Value<'t>> {
        let is_named = |image: &str| {
            !is_filled_in(image)
                && !image.split('/').any(|part| is_filled_in(part) || part.contains(' '))
                && !image.contains("://")
                && !image.contains(['{', '}'])
                && !image.starts_with("//")
                && !matches!(image, "" | "auto")
        };
        self.node.get("image").filter(|image| image.text().is_some_and(is_named))
    }

    /// Its environment variables in order: each with the names that its value refers to as `$(NAME)`.
    pub fn environment(&self) -> impl Iterator<Item = (Value<'t>, Vec<&'t str>)> {
        let items = self.node.get("env").into_iter().flat_map(Value::items);
        items.filter_map(|item| {
            let text = item.get("value").and_then(Value::text).unwrap_or("");
            Some((item.get("name")?, kubelet_references(text)))
        })
    }

    /// A field of the container's own `securityContext`.
    pub fn security(&self, key: &str) -> Option<Pair<'t>> {
        self.node.get("securityContext")?.pair(key)
    }
}
