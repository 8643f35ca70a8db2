//! What Kubernetes knows no more. Source: pkg/api/*/warnings.go and the change logs of Kubernetes, 2026-11.

/// Types of volumes that no pod can mount any more, each with the first minor without them.
pub const VOLUME_PLUGINS: &[(&str, u16)] = &[
    ("cephfs", 31),
    ("flocker", 25),
    ("gitRepo", 33),
    ("glusterfs", 26),
    ("photonPersistentDisk", 16),
    ("quobyte", 25),
    ("rbd", 31),
    ("scaleIO", 22),
    ("storageOS", 25),
    ("storageos", 25),
];

/// Labels of nodes that others replaced, each with the minor that deprecated it.
pub const NODE_LABELS: &[(&str, u16, &str)] = &[
    ("beta.kubernetes.io/arch", 14, "kubernetes.io/arch"),
    ("beta.kubernetes.io/instance-type", 17, "node.kubernetes.io/instance-type"),
    ("beta.kubernetes.io/os", 14, "kubernetes.io/os"),
    ("failure-domain.beta.kubernetes.io/region", 17, "topology.kubernetes.io/region"),
    ("failure-domain.beta.kubernetes.io/zone", 17, "topology.kubernetes.io/zone"),
];

/// The label that kubeadm gave to nodes of the control plane, the first minor without it, and the one that it gives.
pub const MASTER: (&str, u16, &str) =
    ("node-role.kubernetes.io/master", 24, "node-role.kubernetes.io/control-plane");

/// Annotations that still count and that something else replaced: the kind (empty for pods), the key, or what keys
/// start with when it ends in `/`, the minor that deprecated it and what replaces it.
pub const ANNOTATIONS: &[(&str, &str, u16, &str)] = &[
    (
        "",
        "container.apparmor.security.beta.kubernetes.io/",
        30,
        "the field `securityContext.appArmorProfile`",
    ),
    ("Ingress", "kubernetes.io/ingress.class", 18, "the field `spec.ingressClassName`"),
    ("PersistentVolume", "volume.beta.kubernetes.io/mount-options", 31, "the field `spec.mountOptions`"),
    ("PersistentVolume", "volume.beta.kubernetes.io/storage-class", 8, "the field `spec.storageClassName`"),
    (
        "PersistentVolumeClaim",
        "volume.beta.kubernetes.io/storage-class",
        8,
        "the field `spec.storageClassName`",
    ),
    ("Service", "service.kubernetes.io/topology-aware-hints", 27, "`service.kubernetes.io/topology-mode`"),
    (
        "ServiceAccount",
        "kubernetes.io/enforce-mountable-secrets",
        32,
        "a namespace of its own for the secrets",
    ),
    (
        "StorageClass",
        "storageclass.beta.kubernetes.io/is-default-class",
        6,
        "`storageclass.kubernetes.io/is-default-class`",
    ),
];

/// Kinds that are deprecated and of which nobody has said when they go: version, kind, the minor, what replaces them.
pub const KINDS: &[(&str, &str, u16, &str)] = &[
    ("v1", "ComponentStatus", 19, "nothing; ask the components for `/livez` and `/readyz`"),
    ("v1", "Endpoints", 33, "`EndpointSlice` of `discovery.k8s.io/v1`"),
];

/// What the names of volumes start with that a controller mounts into containers that it adds itself.
pub const INJECTED_VOLUMES: &[&str] = &[
    "credential-socket",
    "custom-bootstrap",
    "gke-gcsfuse-",
    "home-secrets",
    "home-init",
    "istio-",
    "istiod-ca-cert",
    "linkerd-",
    "vault-",
    "workload-certs",
    "workload-socket",
];

/// Containers that controllers add to pods.
pub const INJECTED_CONTAINERS: &[&str] = &[
    "dapr",
    "daprd",
    "datadog-agent",
    "gke-gcsfuse-sidecar",
    "istio-init",
    "istio-proxy",
    "linkerd-init",
    "linkerd-proxy",
    "vault-agent",
];
