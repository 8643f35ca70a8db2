//! Options of the engine's own log drivers. Source: written by hand from Docker's manual and moby's drivers, 2026-11.
//! Does not know plugins.

/// Options that every driver has.
pub const COMMON: &[&str] =
    &["mode", "max-buffer-size", "cache-disabled", "cache-max-size", "cache-max-file", "cache-compress"];

/// Drivers with their options besides the common ones. `none` takes anything.
pub const DRIVERS: &[(&str, &[&str])] = &[
    (
        "fluentd",
        &[
            "env",
            "env-regex",
            "fluentd-address",
            "fluentd-async",
            "fluentd-async-connect",
            "fluentd-async-reconnect-interval",
            "fluentd-buffer-limit",
            "fluentd-max-retries",
            "fluentd-read-timeout",
            "fluentd-request-ack",
            "fluentd-retry-wait",
            "fluentd-sub-second-precision",
            "fluentd-write-timeout",
            "labels",
            "labels-regex",
            "tag",
        ],
    ),
    (
        "gcplogs",
        &[
            "env",
            "env-regex",
            "gcp-log-cmd",
            "gcp-meta-id",
            "gcp-meta-name",
            "gcp-meta-zone",
            "gcp-project",
            "labels",
            "labels-regex",
        ],
    ),
    (
        "gelf",
        &[
            "env",
            "env-regex",
            "gelf-address",
            "gelf-compression-level",
            "gelf-compression-type",
            "gelf-tcp-max-reconnect",
            "gelf-tcp-reconnect-delay",
            "labels",
            "labels-regex",
            "tag",
        ],
    ),
    ("journald", &["env", "env-regex", "labels", "labels-regex", "tag"]),
    ("json-file", &["compress", "env", "env-regex", "labels", "labels-regex", "max-file", "max-size", "tag"]),
    ("local", &["compress", "env", "env-regex", "labels", "labels-regex", "max-file", "max-size", "tag"]),
    (
        "splunk",
        &[
            "env",
            "env-regex",
            "labels",
            "labels-regex",
            "splunk-caname",
            "splunk-capath",
            "splunk-format",
            "splunk-gzip",
            "splunk-gzip-level",
            "splunk-index",
            "splunk-index-acknowledgment",
            "splunk-insecureskipverify",
            "splunk-source",
            "splunk-sourcetype",
            "splunk-token",
            "splunk-url",
            "splunk-verify-connection",
            "tag",
        ],
    ),
    (
        "syslog",
        &[
            "env",
            "env-regex",
            "labels",
            "labels-regex",
            "syslog-address",
            "syslog-facility",
            "syslog-format",
            "syslog-tls-ca-cert",
            "syslog-tls-cert",
            "syslog-tls-key",
            "syslog-tls-skip-verify",
            "tag",
        ],
    ),
];
