//! The types of a project as Compose keeps it: which fields there are, what a value of each becomes, and which ones are
//! left out when they are empty. A table; reads nothing.

/// What a value becomes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    Text,
    Bool,
    /// A switch that is on unless it is switched off.
    OptOut,
    /// A whole number; also from text.
    Int,
    /// A whole number; not from text.
    Uint,
    Float,
    Bytes,
    Duration,
    /// A list of texts.
    Texts,
    /// A text or a list of them.
    TextOrList,
    /// A list of texts and numbers.
    NumbersOrTexts,
    Command,
    HealthTest,
    /// `KEY=value`, in which a key without value is one from outside.
    Environment,
    /// The same with empty values instead.
    Mapping,
    Labels,
    Options,
    MultiOptions,
    /// A mapping of texts.
    TextMap,
    Hosts,
    DeviceCount,
    Cpus,
    Mode,
    Ulimit,
    Ssh,
    Struct(&'static [Field]),
    List(&'static Type),
    Map(&'static Type),
    /// A mapping in which a null stays one.
    NullMap(&'static Type),
}

/// When a field is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Empty {
    /// When it is empty, zero or off.
    Omitted,
    /// When nothing is written.
    Kept,
    /// Never.
    Always,
}

/// A field of a mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) of: Type,
    pub(super) empty: Empty,
}

const fn omit(name: &'static str, of: Type) -> Field {
    Field { name, of, empty: Empty::Omitted }
}

const fn keep(name: &'static str, of: Type) -> Field {
    Field { name, of, empty: Empty::Kept }
}

const fn always(name: &'static str, of: Type) -> Field {
    Field { name, of, empty: Empty::Always }
}

use Type::{
    Bool, Bytes, Command, Cpus, DeviceCount, Duration, Environment, Float, HealthTest, Hosts, Int, Labels,
    List, Map, Mapping, Mode, MultiOptions, NullMap, NumbersOrTexts, OptOut, Options, Ssh, Struct, Text,
    TextMap, TextOrList, Texts, Uint, Ulimit,
};

/// The whole project.
pub(super) static PROJECT: Type = Struct(&[
    omit("name", Text),
    always("services", Map(&SERVICE)),
    omit("jobs", Map(&JOB)),
    omit("networks", Map(&NETWORK)),
    omit("volumes", Map(&VOLUME)),
    omit("secrets", Map(&FILE_OBJECT)),
    omit("configs", Map(&FILE_OBJECT)),
    omit("models", Map(&MODEL)),
]);

macro_rules! container {
    ($($more:expr),* $(,)?) => {
        Struct(&[
            $($more,)*
            omit("annotations", Mapping),
            keep("blkio_config", BLKIO),
            omit("cap_add", Texts),
            omit("cap_drop", Texts),
            omit("cgroup_parent", Text),
            omit("cgroup", Text),
            omit("cpu_count", Int),
            omit("cpu_percent", Float),
            omit("cpu_period", Int),
            omit("cpu_quota", Int),
            omit("cpu_rt_period", Int),
            omit("cpu_rt_runtime", Int),
            omit("cpus", Float),
            omit("cpuset", Text),
            omit("cpu_shares", Int),
            keep("command", Command),
            omit("configs", List(&FILE_REFERENCE)),
            keep("credential_spec", CREDENTIAL_SPEC),
            omit("device_cgroup_rules", Texts),
            omit("devices", List(&DEVICE)),
            omit("dns", TextOrList),
            omit("dns_opt", Texts),
            omit("dns_search", TextOrList),
            omit("domainname", Text),
            keep("entrypoint", Command),
            omit("environment", Environment),
            omit("env_file", List(&ENV_FILE)),
            omit("extra_hosts", Hosts),
            omit("group_add", Texts),
            omit("gpus", List(&DEVICE_REQUEST)),
            omit("hostname", Text),
            omit("image", Text),
            keep("init", Bool),
            omit("ipc", Text),
            omit("isolation", Text),
            omit("labels", Labels),
            omit("label_file", Texts),
            keep("logging", LOGGING),
            omit("log_driver", Text),
            omit("log_opt", TextMap),
            omit("mem_limit", Bytes),
            omit("mem_reservation", Bytes),
            omit("memswap_limit", Bytes),
            omit("mem_swappiness", Bytes),
            omit("mac_address", Text),
            omit("models", NullMap(&SERVICE_MODEL)),
            omit("network_mode", Text),
            omit("networks", NullMap(&SERVICE_NETWORK)),
            omit("oom_kill_disable", Bool),
            omit("oom_score_adj", Int),
            omit("pid", Text),
            omit("pids_limit", Int),
            omit("platform", Text),
            omit("privileged", Bool),
            omit("pull_policy", Text),
            omit("pull_refresh_after", Text),
            omit("read_only", Bool),
            omit("runtime", Text),
            omit("secrets", List(&FILE_REFERENCE)),
            omit("security_opt", Texts),
            omit("shm_size", Bytes),
            keep("stop_grace_period", Duration),
            omit("stop_signal", Text),
            omit("storage_opt", TextMap),
            omit("sysctls", Mapping),
            omit("tmpfs", TextOrList),
            omit("ulimits", NullMap(&Ulimit)),
            keep("umask", Uint),
            omit("use_api_socket", Bool),
            omit("user", Text),
            omit("userns_mode", Text),
            omit("uts", Text),
            omit("volume_driver", Text),
            omit("volumes", List(&VOLUME_MOUNT)),
            omit("volumes_from", Texts),
            omit("working_dir", Text),
        ])
    };
}

macro_rules! workload {
    ($($more:expr),* $(,)?) => {
        container!(
            $($more,)*
            keep("build", BUILD),
            omit("depends_on", Map(&DEPENDENCY)),
            omit("dockerfile", Text),
            omit("expose", NumbersOrTexts),
            keep("healthcheck", HEALTHCHECK),
            omit("ports", List(&PORT)),
            omit("stdin_open", Bool),
            omit("tty", Bool),
        )
    };
}

static SERVICE: Type = workload!(
    omit("profiles", Texts),
    keep("deploy", DEPLOY),
    keep("develop", Struct(&[omit("watch", List(&TRIGGER))])),
    omit("restart", Text),
    keep("scale", Int),
    keep("attach", Bool),
    omit("container_name", Text),
    keep("provider", Struct(&[omit("type", Text), omit("options", MultiOptions)])),
    keep("extends", Struct(&[omit("file", Text), omit("service", Text)])),
    omit("external_links", Texts),
    omit("links", Texts),
    omit("net", Text),
    omit("pre_start", List(&PRE_START)),
    omit("post_start", List(&HOOK)),
    omit("pre_stop", List(&HOOK)),
);

static JOB: Type = workload!(
    omit("profiles", Texts),
    keep("triggers", Struct(&[keep("manual", Bool), omit("schedule", List(&SCHEDULE))])),
);

static SCHEDULE: Type = Struct(&[
    omit("cron", Text),
    omit("timezone", Text),
    omit("concurrency", Text),
    omit("missed_fires", Text),
]);

static PRE_START: Type = container!(omit("per_replica", Bool));

static HOOK: Type = HOOK_FIELDS;
const HOOK_FIELDS: Type = Struct(&[
    keep("command", Command),
    omit("user", Text),
    omit("privileged", Bool),
    omit("working_dir", Text),
    omit("environment", Environment),
]);

static TRIGGER: Type = Struct(&[
    always("path", Text),
    always("action", Text),
    omit("target", Text),
    omit("exec", HOOK_FIELDS),
    omit("include", Texts),
    omit("ignore", Texts),
    omit("initial_sync", Bool),
]);

const BLKIO: Type = Struct(&[
    omit("weight", Uint),
    omit("weight_device", List(&Struct(&[always("path", Text), always("weight", Uint)]))),
    omit("device_read_bps", List(&THROTTLE)),
    omit("device_read_iops", List(&THROTTLE)),
    omit("device_write_bps", List(&THROTTLE)),
    omit("device_write_iops", List(&THROTTLE)),
]);

static THROTTLE: Type = Struct(&[always("path", Text), always("rate", Bytes)]);

const LOGGING: Type = Struct(&[omit("driver", Text), omit("options", Options)]);

static DEVICE: Type = Struct(&[omit("source", Text), omit("target", Text), omit("permissions", Text)]);

static ENV_FILE: Type = Struct(&[omit("path", Text), omit("required", OptOut), omit("format", Text)]);

static DEVICE_REQUEST: Type = Struct(&[
    omit("capabilities", Texts),
    omit("driver", Text),
    omit("count", DeviceCount),
    omit("device_ids", Texts),
    omit("options", Mapping),
]);

static FILE_REFERENCE: Type = Struct(&[
    omit("source", Text),
    omit("target", Text),
    omit("uid", Text),
    omit("gid", Text),
    keep("mode", Mode),
]);

const CREDENTIAL_SPEC: Type = Struct(&[omit("config", Text), omit("file", Text), omit("registry", Text)]);

static SERVICE_MODEL: Type = Struct(&[omit("endpoint_var", Text), omit("model_var", Text)]);

static SERVICE_NETWORK: Type = Struct(&[
    omit("aliases", Texts),
    omit("driver_opts", Options),
    omit("gw_priority", Int),
    omit("interface_name", Text),
    omit("ipv4_address", Text),
    omit("ipv6_address", Text),
    omit("link_local_ips", Texts),
    omit("mac_address", Text),
    omit("priority", Int),
    keep("use_service_name_alias", Bool),
]);

static VOLUME_MOUNT: Type = Struct(&[
    omit("type", Text),
    omit("source", Text),
    omit("target", Text),
    omit("read_only", Bool),
    omit("consistency", Text),
    keep(
        "bind",
        Struct(&[
            omit("selinux", Text),
            omit("propagation", Text),
            omit("create_host_path", OptOut),
            omit("recursive", Text),
        ]),
    ),
    keep("volume", Struct(&[omit("labels", Mapping), omit("nocopy", Bool), omit("subpath", Text)])),
    keep("tmpfs", Struct(&[omit("size", Bytes), omit("mode", Uint)])),
    keep("image", Struct(&[omit("subpath", Text)])),
]);

const BUILD: Type = Struct(&[
    omit("context", Text),
    omit("dockerfile", Text),
    omit("dockerfile_inline", Text),
    omit("entitlements", Texts),
    omit("args", Environment),
    omit("provenance", Text),
    omit("sbom", Text),
    omit("ssh", Ssh),
    omit("labels", Labels),
    omit("cache_from", TextOrList),
    omit("cache_to", TextOrList),
    omit("no_cache", Bool),
    omit("no_cache_filter", TextOrList),
    omit("additional_contexts", Mapping),
    omit("pull", Bool),
    omit("extra_hosts", Hosts),
    omit("isolation", Text),
    omit("network", Text),
    omit("target", Text),
    omit("secrets", List(&FILE_REFERENCE)),
    omit("shm_size", Bytes),
    omit("tags", TextOrList),
    omit("ulimits", NullMap(&Ulimit)),
    omit("platforms", TextOrList),
    omit("privileged", Bool),
]);

static DEPENDENCY: Type = Struct(&[omit("condition", Text), omit("restart", Bool), always("required", Bool)]);

const HEALTHCHECK: Type = Struct(&[
    omit("test", HealthTest),
    keep("timeout", Duration),
    keep("interval", Duration),
    keep("retries", Uint),
    keep("start_period", Duration),
    keep("start_interval", Duration),
    omit("disable", Bool),
]);

static PORT: Type = Struct(&[
    omit("name", Text),
    omit("mode", Text),
    omit("host_ip", Text),
    omit("target", Uint),
    omit("published", Text),
    omit("protocol", Text),
    omit("app_protocol", Text),
]);

const UPDATE: Type = Struct(&[
    keep("parallelism", Uint),
    omit("delay", Duration),
    omit("failure_action", Text),
    omit("monitor", Duration),
    omit("max_failure_ratio", Float),
    omit("order", Text),
]);

const RESOURCE: Type = Struct(&[
    omit("cpus", Cpus),
    omit("memory", Bytes),
    omit("pids", Int),
    omit("devices", List(&DEVICE_REQUEST)),
    omit(
        "generic_resources",
        List(&Struct(&[keep(
            "discrete_resource_spec",
            Struct(&[always("kind", Text), always("value", Int)]),
        )])),
    ),
]);

const DEPLOY: Type = Struct(&[
    omit("mode", Text),
    keep("replicas", Int),
    omit("labels", Labels),
    keep("update_config", UPDATE),
    keep("rollback_config", UPDATE),
    omit("resources", Struct(&[keep("limits", RESOURCE), keep("reservations", RESOURCE)])),
    keep(
        "restart_policy",
        Struct(&[
            omit("condition", Text),
            keep("delay", Duration),
            keep("max_attempts", Uint),
            keep("window", Duration),
        ]),
    ),
    omit(
        "placement",
        Struct(&[
            omit("constraints", Texts),
            omit("preferences", List(&Struct(&[omit("spread", Text)]))),
            omit("max_replicas_per_node", Uint),
        ]),
    ),
    omit("endpoint_mode", Text),
]);

static NETWORK: Type = Struct(&[
    omit("name", Text),
    omit("driver", Text),
    omit("driver_opts", Options),
    omit(
        "ipam",
        Struct(&[
            omit("driver", Text),
            omit(
                "config",
                List(&Struct(&[
                    omit("subnet", Text),
                    omit("gateway", Text),
                    omit("ip_range", Text),
                    omit("aux_addresses", Mapping),
                ])),
            ),
            omit("options", Options),
        ]),
    ),
    omit("external", Bool),
    omit("internal", Bool),
    omit("attachable", Bool),
    omit("labels", Labels),
    keep("enable_ipv4", Bool),
    keep("enable_ipv6", Bool),
]);

static VOLUME: Type = Struct(&[
    omit("name", Text),
    omit("driver", Text),
    omit("driver_opts", Options),
    omit("external", Bool),
    omit("labels", Labels),
]);

static FILE_OBJECT: Type = Struct(&[
    omit("name", Text),
    omit("file", Text),
    omit("environment", Text),
    omit("content", Text),
    omit("external", Bool),
    omit("labels", Labels),
    omit("driver", Text),
    omit("driver_opts", TextMap),
    omit("template_driver", Text),
]);

static MODEL: Type = Struct(&[
    omit("name", Text),
    omit("model", Text),
    omit("context_size", Int),
    omit("runtime_flags", Texts),
]);
