//! Formats of text, each a name, a phrase and a small scanner. Knows no types and no paths.
//!
//! Limits are bytes. Each scanner reads its text once.

mod names;
mod net;
mod paths;
mod time;
mod words;

use names::{
    attribute_name, domain_prefixed_path, generate_name, label, label_value, lower, masked, path_segment,
    port_name, prefixed, qualified, relaxed, segments, signer, subdomain, subdomain_of, within,
};

/// A format.
pub struct Format {
    /// Its name in tables.
    pub name: &'static str,
    /// What a text of it is, with an article.
    pub says: &'static str,
    fits: fn(&str) -> bool,
}

impl Format {
    /// The format of a name.
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.binary_search_by_key(&name, |format| format.name).ok().and_then(|index| FORMATS.get(index))
    }

    /// Whether a text is of it.
    pub fn fits(&self, text: &str) -> bool {
        (self.fits)(text)
    }

    /// All, by name.
    pub fn all() -> &'static [Format] {
        FORMATS
    }
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Whether a text is an IP address, in any notation.
pub(super) fn is_ip(text: &str) -> bool {
    net::any_ip(text)
}

const fn format(name: &'static str, says: &'static str, fits: fn(&str) -> bool) -> Format {
    Format { name, says, fits }
}

const SUBDOMAIN: &str = "a DNS subdomain: lower case letters, digits, `-` and `.`";
const LABEL: &str = "a DNS label: at most 63 lower case letters, digits and `-`";
const LABEL_1035: &str = "a DNS label that starts with a letter";
const QUALIFIED: &str = "a qualified name: `name` or `example.com/name`";
const DOMAIN_NAME: &str = "a name with a domain: `example.com/name`";
const IDENTIFIER: &str = "an identifier: letters, digits and `_`";
const ADDRESS: &str = "an IP address";
const RELATIVE: &str = "a path without `..`";
const RESOURCE: &str = "the name of a resource: `cpu`, `memory` or `example.com/name`";

static FORMATS: &[Format] = &[
    format("absolute-path", "an absolute path", |text| text.starts_with('/')),
    format("absolute-path-no-dots", "an absolute path without `..`", |text| {
        text.starts_with('/') && paths::no_dots(text)
    }),
    format("attribute-name", "an attribute: `name` or `example.com/name`", attribute_name),
    format("base64", "base64", words::base64),
    format("c-identifier", IDENTIFIER, names::identifier),
    format("cel-identifier", IDENTIFIER, names::identifier),
    format("cidr", "a network: an IP address, `/` and a number of bits", net::cidr),
    format("cidr-trimmed", "a network: an IP address, `/` and a number of bits", |text| {
        net::cidr(text.trim())
    }),
    format("compose-container", "a name of letters, digits, `.`, `_` and `-`", names::compose_container),
    format("compose-name", "a name of letters, digits, `.`, `_` and `-`", |text| {
        names::all(text, b"._-", u8::is_ascii_alphanumeric)
    }),
    format("config-key", "a key of letters, digits, `-`, `_` and `.`", names::config_key),
    format("container-resource", RESOURCE, words::container_resource),
    format("crd-group", "a DNS subdomain of two or more labels", |text| subdomain_of(text, 2)),
    format("cron", "a cron schedule of five fields", time::cron),
    format("csi-driver-name", SUBDOMAIN, |text| within(text, 63) && subdomain(&lower(text))),
    format("dns-1035-label", LABEL_1035, names::label_1035),
    format("dns-1035-label-any-case", LABEL_1035, |text| names::label_1035(&lower(text))),
    format("dns-1035-label-prefix", LABEL_1035, |text| names::label_1035(&masked(text))),
    format("dns-label", LABEL, label),
    format("dns-label-prefix", LABEL, |text| label(&masked(text))),
    format("dns-subdomain", SUBDOMAIN, subdomain),
    format("dns-subdomain-63", SUBDOMAIN, |text| within(text, 63) && subdomain(text)),
    format("dns-subdomain-64", SUBDOMAIN, |text| within(text, 64) && subdomain(text)),
    format("dns-subdomain-any-case", SUBDOMAIN, |text| subdomain(&lower(text))),
    format("dns-subdomain-or-dot", SUBDOMAIN, |text| subdomain(text.strip_suffix('.').unwrap_or(text))),
    format("dns-subdomain-prefix", SUBDOMAIN, |text| subdomain(&masked(text))),
    format("dns-subdomain-relaxed", SUBDOMAIN, relaxed),
    format("dns-subdomain-segments", "DNS subdomains, joined by `/`", segments),
    format("domain-attribute-name", "an attribute with a domain: `example.com/name`", |text| {
        text.contains('/') && attribute_name(text)
    }),
    format("domain-prefixed-name", DOMAIN_NAME, prefixed),
    format("domain-prefixed-path", "a path with a domain: `example.com/path`", domain_prefixed_path),
    format("domain-prefixed-path-63", "a path with a domain: `example.com/path`", |text| {
        within(text, 63) && domain_prefixed_path(text)
    }),
    format("duration", "a duration such as `1h30m`", time::duration),
    format("env-field", "a field of a pod that variables can have", words::env_field),
    format("env-name", "the name of a variable: printable ASCII without `=`", names::env_name),
    format("extended-resource-name", DOMAIN_NAME, names::extended_resource),
    format("finalizer", DOMAIN_NAME, names::finalizer),
    format("generate-name-label", LABEL, |text| generate_name(text, false)),
    format("generate-name-subdomain", SUBDOMAIN, |text| generate_name(text, true)),
    format("host-port-list", "a list of `host:port`, joined by commas", net::host_ports),
    format("http-header-name", "the name of an HTTP header", |text| {
        names::all(text, b"-", u8::is_ascii_alphanumeric)
    }),
    format("index-list", "a list of indexes such as `0,2-4`", words::index_list),
    format("ingress-path", "an absolute path without `//`, `/.` and `/..`", paths::ingress),
    format("ip", ADDRESS, net::ip),
    format("ip-no-loopback", ADDRESS, net::ordinary_ip),
    format("ip-not-special", "an IP address that is neither loopback nor link-local", net::ordinary_ip),
    format("ip-or-none", "an IP address or `None`", |text| text == "None" || net::ip(text)),
    format("ipv4", "an IPv4 address", net::ipv4),
    format("ipv6", "an IPv6 address", net::ipv6),
    format("iscsi-name", "a name of iSCSI: `iqn.2001-04.com.example:disk`", words::iscsi),
    format("label-value", "a label value: at most 63 letters, digits, `-`, `_` and `.`", label_value),
    format(
        "limit-type",
        "`Pod`, `Container`, `PersistentVolumeClaim` or `example.com/name`",
        words::limit_type,
    ),
    format("lower-case-word", "lower case letters", |text| names::all(text, b"", u8::is_ascii_lowercase)),
    format("namespace-or-star", "a namespace or `*`", |text| text == "*" || label(text)),
    format("no-backslash", "text without `\\`", |text| !text.contains('\\')),
    format("no-colon", "text without `:`", |text| !text.contains(':')),
    format("no-leading-or-trailing-space", "text without white space at its ends", |text| {
        text.trim() == text
    }),
    format("no-slash", "text without `/`", |text| !text.contains('/')),
    format("not-blank", "text that is not only white space", |text| !text.trim().is_empty()),
    format("not-blank-one-line", "one line that is not only white space", |text| {
        !text.trim().is_empty() && !text.contains(['\n', '\r'])
    }),
    format("not-empty", "text that is not empty", |text| !text.is_empty()),
    format("optional-group-version", "a version, perhaps with a group: `apps/v1`", names::group_version),
    format("path-no-dots", RELATIVE, paths::no_dots),
    format("path-segment", "a name without `/` and `%`", path_segment),
    format("path-segment-prefix", "a name without `/` and `%`", |text| path_segment(&masked(text))),
    format("percent", "a percentage such as `25%`", |text| words::percent(text).is_some()),
    format("percent-100", "a percentage of at most `100%`", |text| {
        words::percent(text).is_some_and(|number| number <= 100)
    }),
    format("pod-resource", "`cpu`, `memory` or `hugepages-SIZE`", |text| {
        matches!(text, "cpu" | "memory") || words::huge_pages(text)
    }),
    format("port-name", "a port's name: at most 15 lower case letters, digits and `-`", port_name),
    format(
        "pull-policy",
        "`always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_DURATION`",
        words::pull_policy,
    ),
    format("qualified-name", QUALIFIED, qualified),
    format("qualified-name-lower", QUALIFIED, |text| qualified(&lower(text))),
    format("quantity", "a quantity such as `500m` or `1Gi`", |text| super::value::quantity(text).is_some()),
    format("quota-resource", RESOURCE, words::quota_resource),
    format("relative-path-no-dots", "a relative path without `..`", |text| {
        !text.starts_with('/') && paths::no_dots(text)
    }),
    format("resource-field", "`limits.` or `requests.` and a resource", words::resource_field),
    format("resource-name", RESOURCE, words::resource),
    format("rfc3339", "a time such as `2026-01-31T12:00:00Z`", time::rfc3339),
    format("search-domain", "a domain", |text| {
        text == "." || relaxed(text.strip_suffix('.').unwrap_or(text))
    }),
    format("semver", "a semantic version such as `1.2.3`", words::semver),
    format("signer-name", "a signer: `example.com/name`", signer),
    format("slash-or-star-at-end", "`*`, or a path with a `*` at its end at most", paths::star_at_end),
    format("starts-with-dot", "text that starts with `.`", |text| text.starts_with('.')),
    format("sysctl-name", "the name of a sysctl such as `net.core.somaxconn`", names::sysctl),
    format("time-zone", "a time zone such as `Europe/Paris`", time::zone),
    format("volume-field", "a field of a pod that volumes can have", words::volume_field),
    format("webhook-name", "a DNS subdomain of three or more labels", |text| subdomain_of(text, 3)),
    format("webhook-path", "an absolute path of DNS subdomains", paths::webhook),
    format(
        "webhook-url",
        "a URL that starts with `https://`, without user, query and fragment",
        net::webhook_url,
    ),
    format("wildcard-dns-subdomain", "a DNS subdomain, perhaps with `*.` in front", |text| {
        within(text, 253) && subdomain(text.strip_prefix("*.").unwrap_or(text))
    }),
];
