//! The types of Compose. Source: the table beside this file, written by scripts/compose-schema.py, 2026-11.
//! Looks at no file.

pub mod logging;

/// The types of a project before its loader makes long forms of short ones, as `schema::Schema` reads them.
pub const SCHEMA: &str = include_str!("schema.txt");

/// The seccomp profiles that the engine decodes, as `schema::Schema` reads them: a null is a key left out, and keys
/// that it does not know are passed over.
pub const SECCOMP: &str = "\
%null-is-absent
profile
 archMap []architecture
 architectures []string
 defaultAction string
 defaultErrnoRet int(0..)
 flags []string
 listenerMetadata string
 listenerPath string
 syscalls []syscall
 * any
 : . union at-most=1 members=archMap,architectures when defaultAction set
architecture
 architecture string
 subArchitectures []string
 * any
syscall
 action string
 args []argument
 comment string
 errnoRet int(0..)
 excludes filter
 includes filter
 name string
 names []string
 * any
 : . union at-most=1 members=name,names
argument
 index int(0..)
 op string
 value int(0..)
 valueTwo int(0..)
 * any
filter
 arches []string
 caps []string
 minKernel string
 * any
";

/// Keys that have another place or name today: the last keys of their path, and what to write. `*` is any key.
pub const MOVED: &[(&str, &str)] = &[
    ("services.*.net", "`network_mode`"),
    ("services.*.log_driver", "`driver` below `logging`"),
    ("services.*.log_opt", "`options` below `logging`"),
    ("services.*.volume_driver", "`driver` of the volume, below `volumes` at the top"),
    ("services.*.dockerfile", "`dockerfile` below `build`"),
    ("services.*.context", "`context` below `build`"),
    ("services.*.args", "`args` below `build`"),
    ("services.*.target", "`target` below `build`"),
    ("services.*.memory", "`mem_limit`, or `memory` below `deploy.resources.limits`"),
    ("services.*.mem", "`mem_limit`, or `memory` below `deploy.resources.limits`"),
    ("services.*.cpu", "`cpus`, or `cpus` below `deploy.resources.limits`"),
    ("services.*.resources", "`resources` below `deploy`"),
    ("services.*.limits", "`limits` below `deploy.resources`"),
    ("services.*.replicas", "`replicas` below `deploy`, or `scale`"),
    ("services.*.restart_policy", "`restart`, or `restart_policy` below `deploy`"),
    ("services.*.name", "`container_name`"),
    ("services.*.env", "`environment`"),
    ("services.*.options", "`options` below `logging`"),
    ("services.*.test", "`test` below `healthcheck`"),
    ("services.*.interval", "`interval` below `healthcheck`"),
    ("services.*.timeout", "`timeout` below `healthcheck`"),
    ("services.*.retries", "`retries` below `healthcheck`"),
    ("services.*.start_period", "`start_period` below `healthcheck`"),
    ("services.*.watch", "`watch` below `develop`"),
];
