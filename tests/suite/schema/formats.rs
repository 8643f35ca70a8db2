//! Every format has a text that is of it and one that is not.

use plimsoll::schema::Format;

const EXAMPLES: &[(&str, &str, &str)] = &[
    ("absolute-path", "/a", "a"),
    ("absolute-path-no-dots", "/a/b..", "/a/../b"),
    ("attribute-name", "example.com/a_b", "a-b"),
    ("base64", "YWI=\n", "YWI"),
    ("c-identifier", "_a1", "1a"),
    ("cel-identifier", "a", "a-b"),
    ("cidr", "10.0.0.0/8", "10.0.0.1/8"),
    ("cidr-trimmed", " 10.0.0.0/8 ", "10.0.0.0"),
    ("compose-container", "-ab", "a"),
    ("compose-name", "a.b_C-1", "a b"),
    ("config-key", ".dockerconfigjson", "..a"),
    ("container-resource", "hugepages-2Mi", "disk"),
    ("crd-group", "a.b", "a"),
    ("cron", "*/5 0 * jan mon", "* * * *"),
    ("csi-driver-name", "A.b", "a_b"),
    ("dns-1035-label", "a1", "1a"),
    ("dns-1035-label-any-case", "Ab", "1A"),
    ("dns-1035-label-prefix", "a-", "1-a"),
    ("dns-label", "1-a", "-a"),
    ("dns-label-prefix", "ab-", "a_"),
    ("dns-subdomain", "a.b-c", "a..b"),
    ("dns-subdomain-63", "a.b", "A"),
    ("dns-subdomain-64", "a.b", "a."),
    ("dns-subdomain-any-case", "A.b", "a_b"),
    ("dns-subdomain-or-dot", "a.b.", "a.."),
    ("dns-subdomain-prefix", "a.b-", "a.-b"),
    ("dns-subdomain-relaxed", "_a.b", "-a"),
    ("dns-subdomain-segments", "a.b/c", "a//b"),
    ("domain-attribute-name", "a.b/c", "c"),
    ("domain-prefixed-name", "a.b/C", "C"),
    ("domain-prefixed-path", "a.b/c/d:e", "a.b/"),
    ("domain-prefixed-path-63", "a.b/c", "/c"),
    ("duration", "1h30m", "1d"),
    ("env-field", "metadata.labels['a/b']", "spec.hostname"),
    ("env-name", "A B", "A=B"),
    ("extended-resource-name", "a.b/c", "kubernetes.io/c"),
    ("finalizer", "orphan", "mine"),
    ("generate-name-label", "a-", "a.b"),
    ("generate-name-subdomain", "a.b-", "A"),
    ("host-port-list", "a:1,b:2", "a:1,b"),
    ("http-header-name", "X-A", "X A"),
    ("index-list", "0,2-4", "0,-4"),
    ("ingress-path", "/a/b", "/a//b"),
    ("ip", "::1", "01.2.3.4"),
    ("ip-no-loopback", "10.0.0.1", "127.0.0.1"),
    ("ip-not-special", "10.0.0.1", "169.254.0.1"),
    ("ip-or-none", "None", "none"),
    ("ipv4", "1.2.3.4", "::1"),
    ("ipv6", "2001:db8::1", "::ffff:1.2.3.4"),
    ("iscsi-name", "iqn.2001-04.com.example:a", "iqn.2001.com"),
    ("label-value", "", "a b"),
    ("limit-type", "Pod", "Node"),
    ("lower-case-word", "nofile", "a1"),
    ("namespace-or-star", "*", "*a"),
    ("no-backslash", "/", "\\"),
    ("no-colon", "/", "a:b"),
    ("no-leading-or-trailing-space", "a b", " a"),
    ("no-slash", "a", "a/b"),
    ("not-blank", " a", " "),
    ("not-blank-one-line", "a", "a\nb"),
    ("not-empty", " ", ""),
    ("optional-group-version", "apps/v1", "apps/v1/x"),
    ("path-no-dots", "a..b/c", "a/.."),
    ("path-segment", "a b", "a%b"),
    ("path-segment-prefix", "a-", "a/b"),
    ("percent", "125%", "25"),
    ("percent-100", "100%", "101%"),
    ("pod-resource", "cpu", "storage"),
    ("port-name", "http-2", "a--b"),
    ("pull-policy", "every_1w2d", "every_1"),
    ("qualified-name", "a.b/C_d", "/c"),
    ("qualified-name-lower", "A.b/C", "a/b/c"),
    ("quantity", " 1.5Gi ", "1gi"),
    ("quota-resource", "requests.hugepages-2Mi", "storage"),
    ("relative-path-no-dots", "a/b", "/a"),
    ("resource-field", "limits.cpu", "cpu"),
    ("resource-name", "limits.memory", "memery"),
    ("rfc3339", "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z"),
    ("search-domain", "_a.b.", ".."),
    ("semver", "1.2.3-rc.1+b", "1.02.3"),
    ("signer-name", "a.b/c", "a/c"),
    ("slash-or-star-at-end", "/a*", "/*a"),
    ("starts-with-dot", ".a", "a"),
    ("sysctl-name", "net/ipv4.conf", "net..a"),
    ("time-zone", "Europe/Paris", "Local"),
    ("volume-field", "metadata.annotations", "spec.nodeName"),
    ("webhook-name", "a.b.c", "a.b"),
    ("webhook-path", "/a/b.c/", "a"),
    ("webhook-url", "https://a:1/b", "https://a@b"),
    ("wildcard-dns-subdomain", "*.a", "a.*"),
];

#[test]
fn texts_are_of_their_formats() {
    let names: Vec<&str> = Format::all().iter().map(|format| format.name).collect();
    assert_eq!(names, EXAMPLES.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    assert!(names.is_sorted(), "they are found by bisection");
    for (name, good, bad) in EXAMPLES {
        let format = Format::find(name).unwrap_or_else(|| panic!("{name} is found"));
        assert!(format.fits(good), "{name}: {good}");
        assert!(!format.fits(bad), "{name}: {bad}");
    }
}

#[test]
fn any_text_is_judged() {
    for text in ["", "-", ".", "/", "=", ":", "\u{e9}", "--", "a-", "%", "@every ", "iqn.", "\u{fffd}-"] {
        for format in Format::all() {
            let _ = format.fits(text);
        }
    }
}
