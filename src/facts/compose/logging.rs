//! Log drivers, their options and what they take. Source: written by hand from Docker's manual and moby, 2026-11.
//! Does not know plugins.

/// What an option takes.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Any text.
    Any,
    /// A boolean of Go.
    Switch,
    /// A size in bytes.
    Size,
    /// A size in bytes that is not 0.
    SomeSize,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// A duration of Go that is not negative.
    Duration,
    /// A duration of Go, also a negative one.
    AnyDuration,
    /// A duration of Go that is 0, or of so many nanoseconds.
    Interval(i64, i64),
    /// One of some words.
    Word(&'static [&'static str]),
    /// One of some words, or a number up to the second.
    WordOrNumber(&'static [&'static str], i64),
    /// An address with one of these schemes.
    Address(&'static [&'static str]),
    /// An address that has to have a port.
    AddressWithPort(&'static [&'static str]),
    /// An address of a host and nothing below it.
    Server(&'static [&'static str]),
    /// An address whose scheme is the first of these when it has none.
    HostOrAddress(&'static [&'static str]),
    /// A regular expression of Go that is tried on the variables of the container.
    EnvironmentPattern,
    /// A regular expression of Go.
    Pattern,
    /// A template of Go about the container.
    Template,
}

use Form::{
    Address, AddressWithPort, Any, AnyDuration, Duration, EnvironmentPattern, HostOrAddress, Interval,
    Pattern, Server, Size, SomeSize, Switch, Template, Whole, Word, WordOrNumber,
};

/// A log driver.
#[derive(Debug)]
pub struct Driver {
    /// Its name.
    pub name: &'static str,
    /// Its options besides the common ones.
    pub options: &'static [(&'static str, Form)],
    /// Options that it needs.
    pub required: &'static [&'static str],
    /// Whether an empty text is no value.
    pub skips_empty: bool,
}

/// Options that every driver has.
pub const COMMON: &[(&str, Form)] = &[
    ("cache-compress", Any),
    ("cache-disabled", Switch),
    ("cache-env", Any),
    ("cache-env-regex", Any),
    ("cache-labels", Any),
    ("cache-labels-regex", Any),
    ("cache-max-file", Any),
    ("cache-max-size", Any),
    ("cache-tag", Any),
    ("max-buffer-size", Size),
    ("mode", Word(&["", "blocking", "non-blocking"])),
];

/// The drivers. `none` takes anything and is not here.
pub const DRIVERS: &[Driver] = &[
    Driver {
        name: "awslogs",
        options: &[
            ("awslogs-create-group", Switch),
            ("awslogs-create-stream", Switch),
            ("awslogs-credentials-endpoint", Any),
            ("awslogs-datetime-format", Any),
            ("awslogs-endpoint", Any),
            ("awslogs-entity-attributes", Any),
            ("awslogs-entity-environment", Any),
            ("awslogs-entity-service-name", Any),
            ("awslogs-force-flush-interval-seconds", Whole(1, i64::MAX)),
            ("awslogs-format", Word(&["json/emf"])),
            ("awslogs-group", Any),
            ("awslogs-max-buffered-events", Whole(1, i64::MAX)),
            ("awslogs-multiline-pattern", Any),
            ("awslogs-region", Any),
            ("awslogs-stream", Any),
            ("tag", Template),
        ],
        required: &["awslogs-group"],
        skips_empty: true,
    },
    Driver {
        name: "fluentd",
        options: &[
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("fluentd-address", HostOrAddress(&["tcp", "tls", "unix"])),
            ("fluentd-async", Switch),
            ("fluentd-async-connect", Any),
            ("fluentd-async-reconnect-interval", Interval(100_000_000, 10_000_000_000)),
            ("fluentd-buffer-limit", Size),
            ("fluentd-max-retries", Whole(0, 2_147_483_647)),
            ("fluentd-read-timeout", Duration),
            ("fluentd-request-ack", Switch),
            ("fluentd-retry-wait", AnyDuration),
            ("fluentd-sub-second-precision", Switch),
            ("fluentd-write-timeout", Duration),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("tag", Template),
        ],
        required: &[],
        skips_empty: true,
    },
    Driver {
        name: "gcplogs",
        options: &[
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("gcp-log-cmd", Any),
            ("gcp-meta-id", Any),
            ("gcp-meta-name", Any),
            ("gcp-meta-zone", Any),
            ("gcp-project", Any),
            ("labels", Any),
            ("labels-regex", Pattern),
        ],
        required: &[],
        skips_empty: true,
    },
    Driver {
        name: "gelf",
        options: &[
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("gelf-address", AddressWithPort(&["udp", "tcp"])),
            ("gelf-compression-level", Whole(-1, 9)),
            ("gelf-compression-type", Word(&["gzip", "zlib", "none"])),
            ("gelf-tcp-max-reconnect", Whole(0, i64::MAX)),
            ("gelf-tcp-reconnect-delay", Whole(0, i64::MAX)),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("tag", Template),
        ],
        required: &["gelf-address"],
        skips_empty: false,
    },
    Driver {
        name: "journald",
        options: &[
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("tag", Template),
        ],
        required: &[],
        skips_empty: true,
    },
    Driver {
        name: "json-file",
        options: &[
            ("compress", Switch),
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("max-file", Whole(1, i64::MAX)),
            ("max-size", SomeSize),
            ("tag", Template),
        ],
        required: &[],
        skips_empty: false,
    },
    Driver {
        name: "local",
        options: &[
            ("compress", Switch),
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("max-file", Whole(0, i64::MAX)),
            ("max-size", Size),
            ("tag", Template),
        ],
        required: &[],
        skips_empty: false,
    },
    Driver {
        name: "splunk",
        options: &[
            ("env", Any),
            ("env-regex", EnvironmentPattern),
            ("labels", Any),
            ("labels-regex", Pattern),
            ("splunk-caname", Any),
            ("splunk-capath", Any),
            ("splunk-format", Word(&["inline", "json", "raw"])),
            ("splunk-gzip", Switch),
            ("splunk-gzip-level", Whole(-1, 9)),
            ("splunk-index", Any),
            ("splunk-index-acknowledgment", Switch),
            ("splunk-insecureskipverify", Switch),
            ("splunk-source", Any),
            ("splunk-sourcetype", Any),
            ("splunk-token", Any),
            ("splunk-url", Server(&["http", "https"])),
            ("splunk-verify-connection", Switch),
            ("tag", Template),
        ],
        required: &["splunk-url", "splunk-token"],
        skips_empty: false,
    },
    Driver {
        name: "syslog",
        options: &[
            ("env", Any),
            ("env-regex", Any),
            ("labels", Any),
            ("labels-regex", Any),
            ("syslog-address", Address(&["udp", "tcp", "tcp+tls", "unix", "unixgram"])),
            ("syslog-facility", WordOrNumber(FACILITIES, 23)),
            ("syslog-format", Word(&["rfc3164", "rfc5424", "rfc5424micro"])),
            ("syslog-tls-ca-cert", Any),
            ("syslog-tls-cert", Any),
            ("syslog-tls-key", Any),
            ("syslog-tls-skip-verify", Any),
            ("tag", Template),
        ],
        required: &[],
        skips_empty: true,
    },
];

const FACILITIES: &[&str] = &[
    "auth", "authpriv", "cron", "daemon", "ftp", "kern", "local0", "local1", "local2", "local3", "local4",
    "local5", "local6", "local7", "lpr", "mail", "news", "syslog", "user", "uucp",
];

/// What a driver allows only together, or not together.
#[derive(Debug)]
pub enum Bond {
    /// The first option only with an address that starts like this, in the second.
    Over(&'static str, &'static str, &'static str),
    /// Never both.
    Apart(&'static str, &'static str),
    /// The first only with the second.
    With(&'static str, &'static str),
}

/// Bonds between options, by driver.
pub const BONDS: &[(&str, Bond)] = &[
    ("awslogs", Bond::Apart("awslogs-datetime-format", "awslogs-multiline-pattern")),
    ("awslogs", Bond::Apart("awslogs-format", "awslogs-datetime-format")),
    ("awslogs", Bond::Apart("awslogs-format", "awslogs-multiline-pattern")),
    ("awslogs", Bond::With("awslogs-entity-attributes", "awslogs-entity-service-name")),
    ("awslogs", Bond::With("awslogs-entity-attributes", "awslogs-entity-environment")),
    ("awslogs", Bond::With("awslogs-entity-service-name", "awslogs-entity-environment")),
    ("awslogs", Bond::With("awslogs-entity-environment", "awslogs-entity-service-name")),
    ("gelf", Bond::Over("gelf-compression-level", "gelf-address", "udp:")),
    ("gelf", Bond::Over("gelf-compression-type", "gelf-address", "udp:")),
    ("gelf", Bond::Over("gelf-tcp-max-reconnect", "gelf-address", "tcp:")),
    ("gelf", Bond::Over("gelf-tcp-reconnect-delay", "gelf-address", "tcp:")),
];
