//! `--select pss-baseline` and `pss-restricted` against what the admission of the API server says about the same pods.

use std::collections::BTreeSet;

use plimsoll::config::Selector;
use plimsoll::engine::Options;
use plimsoll::finding::Finding;
use plimsoll::settings::Settings;
use serde_json::Value;

use crate::support::corpus::{field, shared};
use crate::support::{check, options};

const LEVELS: [&str; 2] = ["baseline", "restricted"];

/// The findings of a level in a manifest, by the policy of a minor.
fn findings(text: &str, level: &str, minor: Option<u16>) -> Vec<Finding> {
    let selector = Selector::parse(&format!("pss-{level}")).expect("a framework");
    let settings = Settings { pod_security: minor, ..Settings::default() };
    let options = Options { settings, ..options(&[selector]) };
    check(&[("a.yaml".to_owned(), text.as_bytes().to_vec())], &options).findings
}

fn list<'v>(row: &'v Value, key: &str) -> Vec<&'v Value> {
    row.get(key).and_then(Value::as_array).into_iter().flatten().collect()
}

/// The controls of a level that forbid the pods of a row.
fn controls<'v>(row: &'v Value, level: &str) -> BTreeSet<&'v str> {
    let reasons = list(row, "pods").into_iter().flat_map(|pod| list(pod, level)).filter_map(Value::as_str);
    reasons.map(|reason| reason.split(':').next().unwrap_or(reason)).collect()
}

#[test]
fn each_control_that_forbids_a_pod_is_told_and_no_other() {
    let Some(shared) = shared("what Pod Security admission says about pods") else { return };
    let files = shared.files(plimsoll::model::Format::Kubernetes);
    let of_file = |path: &str| {
        let path = path.strip_prefix("kubernetes/").unwrap_or(path);
        files.iter().find(|file| file.path == path).map(|file| file.text.clone())
    };
    let rows = ["pod-security-cases", "kubernetes-server-corpus"];
    let rows: Vec<Value> =
        rows.iter().flat_map(|name| shared.rows(&format!("conformance/{name}.jsonl"))).collect();
    let is_judged = |row: &&Value| {
        row.get("accepted").and_then(Value::as_bool) == Some(true)
            && !list(row, "pods").is_empty()
            && list(row, "unknown_kinds").is_empty()
            && list(row, "custom_kinds").is_empty()
    };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for row in rows.iter().filter(is_judged) {
        let text = match field(row, "text") {
            "" => of_file(field(row, "path")).unwrap_or_default(),
            text => text.to_owned(),
        };
        for level in LEVELS {
            let wanted = controls(row, level);
            let found = findings(&text, level, None);
            let rules: BTreeSet<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
            count += 1;
            if rules.len() < wanted.len() || wanted.is_empty() != rules.is_empty() {
                let name = [field(row, "name"), field(row, "path")].concat();
                wrong.push(format!("{level} {name}: {wanted:?}, told: {rules:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 3000, "{count} verdicts");
}

#[test]
fn fixtures_of_the_admission_hold_at_their_versions() {
    let Some(shared) = shared("fixtures of Pod Security admission") else { return };
    let mut wrong = Vec::new();
    for row in shared.rows("conformance/pss.jsonl") {
        for version in list(&row, "versions").into_iter().filter_map(Value::as_str) {
            let minor = version.trim_start_matches("v1.").parse().expect("a minor");
            let found = findings(field(&row, "text"), field(&row, "level"), Some(minor));
            if found.is_empty() == (field(&row, "expect") == "some") {
                wrong.push(format!("{} at {version}", field(&row, "file")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A pod of several faults, for the rules that tell the same fault in words of their own.
const POD: &str = "apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  hostNetwork: true
  containers:
    - name: app
      image: shop/app:1.4
      securityContext:
        seccompProfile:
          type: Unconfined
        capabilities:
          add: [SYS_ADMIN, CAP_CHOWN]
";

#[test]
fn a_fault_is_told_once_whatever_is_selected() {
    let all = check(&[("a.yaml".to_owned(), POD.as_bytes().to_vec())], &options(&[Selector::All])).findings;
    let places = |rule: &str| all.iter().filter(|finding| finding.rule.as_str() == rule).count();
    for (told, silent) in [
        ("host-network", "forbidden-host-network"),
        ("seccomp-unconfined", "forbidden-seccomp-profile"),
        ("privilege-escalation-allowed", "unrestricted-privilege-escalation"),
        ("missing-user", "unrestricted-user"),
    ] {
        assert_eq!((places(told), places(silent)), (1, 0), "{told}, {silent}: {all:#?}");
    }
    let restricted = findings(POD, "restricted", None);
    assert!(restricted.iter().any(|finding| finding.rule.as_str() == "unrestricted-user"), "{restricted:#?}");
}

#[test]
fn a_patch_lacks_nothing() {
    let text = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      \
                containers:\n        - name: app\n          resources: {}\n";
    assert_eq!(findings(text, "restricted", None).len(), 0);
}
