//! Directives in comments, through the binary.

use crate::support::Project;

fn rules(path: &str, text: &str, arguments: &[&str]) -> Vec<String> {
    let project = Project::new(&[(path, text)]);
    let mut all = vec!["check", "--output-format", "concise"];
    all.extend(arguments);
    let rule = |line: &str| line.split(['[', ']']).nth(1).unwrap_or("").to_owned();
    project.run(&all).findings().into_iter().map(rule).collect()
}

#[test]
fn a_directive_above_an_instruction_covers_it() {
    let text = "# plimsoll: ignore[image-latest-tag] on purpose\nFROM alpine:latest\nUSER 1\n";
    assert!(rules("Dockerfile", text, &[]).is_empty());
    assert_eq!(rules("Dockerfile", text, &["--no-suppressions"]), ["image-latest-tag"]);
}

#[test]
fn a_directive_above_a_service_covers_everything_below_it() {
    let text = "services:\n  # plimsoll: ignore[privileged-container, security]\n  a:\n    image: b:1\n    privileged: true\n  b:\n    image: b:1\n    privileged: true\n";
    let found =
        rules("compose.yaml", text, &["--select", "privileged-container,unknown-rule-in-suppression"]);
    assert_eq!(found, ["unknown-rule-in-suppression", "privileged-container"]);
}

#[test]
fn a_directive_covers_what_is_absent_below_it() {
    let text = "services:\n  a: # plimsoll: ignore[default-capabilities]\n    image: b:1\n  # plimsoll: ignore[default-capabilities]\n  b:\n    image: b:1\n";
    assert!(rules("compose.yaml", text, &["--select", "default-capabilities"]).is_empty());
}

#[test]
fn a_directive_above_a_container_or_an_object_covers_it() {
    let container = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    # plimsoll: ignore[image-without-tag]\n    - name: a\n      image: b\n    - name: b\n      image: c\n";
    assert_eq!(rules("pod.yaml", container, &["--select", "image-without-tag"]).len(), 1);
    let object = format!("# plimsoll: ignore[image-without-tag]\n{container}---\n{container}").replacen(
        "    # plimsoll: ignore[image-without-tag]\n",
        "",
        2,
    );
    assert_eq!(rules("pod.yaml", &object, &["--select", "image-without-tag"]).len(), 2);
}

#[test]
fn a_file_directive_covers_the_file() {
    let text = "FROM alpine:latest\nUSER 1\n# plimsoll: file-ignore[DL3007]\n";
    assert!(rules("Dockerfile", text, &[]).is_empty());
}

#[test]
fn hadolints_pragmas_work_through_aliases() {
    assert!(rules("Dockerfile", "# hadolint ignore=DL3007\nFROM alpine:latest\nUSER 1\n", &[]).is_empty());
    assert!(
        rules("Dockerfile", "FROM alpine:latest\nUSER 1\n# hadolint global ignore=DL3007,DL9999\n", &[])
            .is_empty()
    );
    // What hadolint has for other faults is nobody's mistake.
    assert!(rules("Dockerfile", "# hadolint ignore=DL3059\nFROM alpine:3.21\nUSER 1\n", &[]).is_empty());
}

#[test]
fn a_syntax_error_cannot_be_suppressed_in_its_file() {
    let text = "# plimsoll: file-ignore[dockerfile-syntax]\nFROM alpine:3.21\nFORM x\nUSER 1\n";
    let found = rules("Dockerfile", text, &["--select", "dockerfile-syntax"]);
    assert_eq!(found, ["dockerfile-syntax"]);
}

#[test]
fn a_directive_for_a_rule_that_does_not_run_is_not_unused() {
    let text = "# plimsoll: ignore[image-without-digest]\nFROM alpine:3.21\nUSER 1\n";
    assert!(rules("Dockerfile", text, &[]).is_empty());
}

/// What is left of `image-latest-tag` in a file, as lines.
fn latest(path: &str, text: &str) -> Vec<u32> {
    let project = Project::new(&[(path, text)]);
    let run = project.run(&["check", "--output-format", "concise", "--select", "image-latest-tag"]);
    let line = |text: &str| text.split(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
    run.findings().into_iter().map(line).collect()
}

#[test]
fn other_linters_comments_work_above_an_instruction() {
    for comment in [
        "# trivy:ignore:DS-0001",
        "#trivy:ignore:AVD-DS-0002 trivy:ignore:ds001:exp:2999-01-01",
        "# kics-scan ignore-line",
        "# kics-scan ignore-block",
        "# tally ignore=hadolint/DL3007;reason=why",
        "# nosemgrep",
        "# NOSONAR",
        "# check=skip=all because",
    ] {
        let text = format!("FROM alpine:latest AS a\n{comment}\nFROM alpine:latest AS b\n");
        assert_eq!(latest("Dockerfile", &text), [1], "{comment}");
    }
    for comment in
        ["# trivy:ignore:DS-0001:exp:2020-01-01", "# nosemgrep: other", "# kics-scan ignore", "# skip=all"]
    {
        let text = format!("FROM alpine:latest AS a\n{comment}\nFROM alpine:latest AS b\n");
        assert_eq!(latest("Dockerfile", &text), [1, 3], "{comment}");
    }
}

#[test]
fn other_linters_comments_cover_a_dockerfile() {
    let from = "FROM alpine:latest\n";
    for (before, after) in [
        ("# check=skip=all\n", ""),
        ("# check=skip=all;error=true\n# escape=`\n", ""),
        ("# kics-scan ignore\n", ""),
        ("# kics-scan disable=f45ea400-6bbe-4501-9fc7-1c3d75c32067\n", ""),
        ("", "# checkov:skip=CKV_DOCKER_7:why\n"),
        ("", "# tally global ignore=all\n"),
    ] {
        let text = format!("{before}{from}{from}{after}");
        assert!(latest("Dockerfile", &text).is_empty(), "{text}");
    }
}

#[test]
fn hadolints_comments_are_read_more_kindly_than_hadolint_reads_them() {
    let from = "FROM alpine:latest\n";
    for comment in [
        "# hadolint ignore=DL3007",
        "#hadolint ignore = DL3008 , DL3007 # why",
        "# hadolint ignore=DL3007\n# hadolint ignore=DL3006",
        "# hadolint ignore=DL3007\n\n# a remark",
        "# hadolint ignore=DL3007 because it is a test",
        "# hadolint stage ignore=DL3007",
    ] {
        let text = format!("{from}{comment}\n{from}");
        assert_eq!(latest("Dockerfile", &text), [1], "{comment}");
    }
    let stage = "# hadolint stage ignore=DL3007\nFROM alpine:latest AS a\nCOPY --from=busybox:latest a b\n";
    assert_eq!(latest("Dockerfile", &format!("{stage}{from}COPY --from=busybox:latest a b\n")), [4, 5]);
    let inside =
        "FROM alpine:3.21\nRUN --mount=from=busybox:latest,target=/b \\\n# hadolint ignore=DL3007\n a\n";
    assert_eq!(latest("Dockerfile", inside), [2], "what stands above the comment is not covered");
}

#[test]
fn a_directive_inside_a_run_covers_the_command_below_it() {
    let lines = |comment: &str| {
        let text = format!(
            "FROM debian:12\nRUN set -e && \\\n  echo `a` | \\\n  {comment}\n  cat `b` \\\n  `c` | cat && \\\n  echo `d`\n"
        );
        let project = Project::new(&[("Dockerfile", &text)]);
        let run = project.run(&["check", "--output-format", "concise", "--select", "unquoted-substitution"]);
        let line = |text: &str| text.split(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
        run.findings().into_iter().map(line).collect::<Vec<u32>>()
    };
    assert_eq!(lines("# nothing"), [3, 5, 6, 7]);
    for comment in ["# plimsoll: ignore[unquoted-substitution]", "# hadolint ignore=SC2046", "# nosemgrep"] {
        assert_eq!(lines(comment), [3, 7], "{comment}");
    }
    let env = "FROM alpine:3.21\nENV A=b \\\n  # plimsoll: ignore[secret-in-environment]\n  DB_PASSWORD=hunter2 \\\n  API_TOKEN=hunter3hunter3\nUSER 1\n";
    let project = Project::new(&[("Dockerfile", env)]);
    let run = project.run(&["check", "--output-format", "concise", "--select", "secrets"]);
    assert!(run.findings().iter().all(|line| !line.starts_with("Dockerfile:4:")), "{run:?}");
}

#[test]
fn a_directive_at_the_end_of_a_line_of_a_dockerfile_is_answered() {
    for text in [
        "FROM nginx:1 # plimsoll: ignore[image-without-digest]\nUSER 1\n",
        "FROM nginx:1\nRUN a && \\\n  b # plimsoll: file-ignore[x] why\nUSER 1\n",
        "FROM nginx:1\nENV a=\"#\" #plimsoll : ignore[x]\nUSER 1\n",
    ] {
        let project = Project::new(&[("Dockerfile", text)]);
        let run = project.run(&["check", "--output-format", "json", "--select", "malformed-suppression"]);
        assert!(run.out.contains("Dockerfiles have no comment at the end of a line"), "{text}: {run:?}");
        assert!(run.out.contains("on a line of its own above it"), "{text}: {run:?}");
    }
    for text in [
        "FROM nginx:1\nRUN echo 'a # plimsoll: ignore[x]'\nUSER 1\n",
        "FROM nginx:1\nCOPY <<EOF /a\nx: y # plimsoll: ignore[z]\nEOF\nUSER 1\n",
        "FROM nginx:1\nRUN echo a#plimsoll: ignore[x]\nUSER 1\n",
        "FROM nginx:1\nRUN true # plimsoll is a linter\nUSER 1\n",
    ] {
        assert!(rules("Dockerfile", text, &["--select", "malformed-suppression"]).is_empty(), "{text}");
    }
}

#[test]
fn comments_of_buildkit_name_rules_and_are_explained() {
    let casing = |text: &str| {
        let project = Project::new(&[("Dockerfile", text)]);
        let arguments = ["check", "--output-format", "concise", "--select", "inconsistent-as-casing"];
        project.run(&arguments).findings().len()
    };
    let (first, second) = ("FROM alpine:3.21 as a\n", "FROM alpine:3.21 as b\n");
    assert_eq!(casing(&format!("{first}{second}")), 2);
    let comment = "# check=skip=FromAsCasing // it is generated\n";
    assert_eq!(casing(&format!("{first}{comment}{second}")), 1);
    assert_eq!(casing(&format!("# syntax=docker/dockerfile:1\n{comment}{first}{second}")), 0);
    assert_eq!(casing(&format!("# check=error=true;skip=StageNameCasing,FromAsCasing\n{first}{second}")), 0);
    assert_eq!(casing(&format!("# check=skip=StageNameCasing\n{first}{second}")), 2);
}

#[test]
fn comments_cover_what_the_instruction_below_lacks() {
    let lacks = |comment: &str| {
        let text = format!("{comment}\nFROM alpine:3.21\nEXPOSE 80\nCMD [\"a\"]\n");
        let project = Project::new(&[("Dockerfile", text.as_str())]);
        let arguments = ["check", "--output-format", "concise", "--select", "missing-user"];
        project.run(&arguments).findings().len()
    };
    assert_eq!(lacks("# nothing"), 1);
    for comment in [
        "# trivy:ignore:DS-0002",
        "# checkov:skip=CKV_DOCKER_3:it is a tool",
        "# kics-scan ignore-block",
        "# kics-scan disable=fd54f200",
        "# nosemgrep: dockerfile.security.missing-user.missing-user",
        "# NOSONAR",
        "# plimsoll: ignore[missing-user]",
    ] {
        assert_eq!(lacks(comment), 0, "{comment}");
    }
}

#[test]
fn other_linters_comments_cover_a_line_or_a_resource_of_yaml() {
    let services = |service: &str, image: &str| {
        format!(
            "services:\n  a:\n{service}    image: b:latest{image}\n    init: true\n  c:\n    image: d:latest\n"
        )
    };
    let line = 1 + 3;
    for comment in ["# NOSONAR", "# nosemgrep", "# dclint disable-line", "# kics-scan ignore-line"] {
        assert_eq!(latest("compose.yaml", &services("", &format!(" {comment}"))), [line + 2], "{comment}");
        let above = services(&format!("    {comment}\n"), "");
        assert_eq!(latest("compose.yaml", &above), [line + 3], "{comment}");
    }
    let inside = services("    # checkov:skip=CKV_K8S_14\n", "");
    assert_eq!(latest("compose.yaml", &inside), [line + 3]);
    let head = format!("# dclint disable service-image-require-explicit-tag\n{}", services("", ""));
    assert!(latest("compose.yaml", &head).is_empty());

    let pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # checkov:skip=CKV_K8S_14:why\nspec:\n  containers:\n    - name: a\n      image: b:latest\n";
    let two = format!("{pod}---\n{}", pod.replace(" # checkov:skip=CKV_K8S_14:why", ""));
    assert_eq!(latest("pod.yaml", &two), [17]);
}

#[test]
fn annotations_cover_their_object() {
    let pod = |annotation: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    {annotation}\nspec:\n  containers:\n    - name: a\n      image: b:latest\n"
        )
    };
    for annotation in [
        "plimsoll.dev/ignore: missing-user, image-latest-tag",
        "plimsoll.dev/ignore: \"image-latest-tag\"",
        "ignore-check.kube-linter.io/latest-tag: reason",
        "kube-linter.io/ignore-all: reason",
        "kube-score/ignore: other, container-image-tag",
        "polaris.fairwinds.com/exempt: \"true\"",
        "polaris.fairwinds.com/tagNotSpecified-exempt: \"true\"",
        "checkov.io/skip1: CKV_K8S_14=reason",
        "bridgecrew.io/skip2: CKV_K8S_14",
    ] {
        let text = format!("{}---\n{}", pod(annotation), pod("other: \"1\""));
        assert_eq!(latest("pod.yaml", &text), [21], "{annotation}");
        let list =
            format!("apiVersion: v1\nkind: List\nitems:\n  - {}", pod(annotation).replace('\n', "\n    "));
        assert!(latest("pod.yaml", &list).is_empty(), "{annotation}");
    }
    for annotation in
        ["polaris.fairwinds.com/exempt: \"yes\"", "kube-score/ignore: other", "checkov.io/note: CKV_K8S_14"]
    {
        assert_eq!(latest("pod.yaml", &pod(annotation)), [10], "{annotation}");
    }
    let wrong =
        rules("pod.yaml", &pod("plimsoll.dev/ignore: image-latest-tga"), &["--select", "maintainability"]);
    assert_eq!(wrong, ["unknown-rule-in-suppression"]);
    let unused = pod("plimsoll.dev/ignore: image-without-tag, image-latest-tag");
    let unused =
        rules("pod.yaml", &unused, &["--select", "unused-suppression,image-without-tag,image-latest-tag"]);
    assert_eq!(unused, ["unused-suppression"]);
    for annotation in ["plimsoll.dev/ignore: \"\"", "plimsoll.dev/ignore: [a]", "plimsoll.dev/ignroe: a"] {
        let found = rules("pod.yaml", &pod(annotation), &["--select", "malformed-suppression"]);
        assert_eq!(found, ["malformed-suppression"], "{annotation}");
    }
}

/// An object of a kind with two containers, and an annotation of its pod template; with the lines of the images.
fn templated(kind: &str, path: &[&str], annotation: &str) -> (String, [u32; 2]) {
    let (version, kind) = kind.rsplit_once('/').unwrap_or_default();
    let mut text = format!("apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: a\n");
    for (depth, key) in path.iter().enumerate() {
        text += &format!("{}{key}:\n", "  ".repeat(depth));
    }
    let pod = "metadata:\n  annotations:\n    ANNOTATION\nspec:\n  initContainers:\n    - name: a\n      image: a:latest\n  containers:\n    - name: b\n      image: b:latest\n";
    for line in pod.replace("ANNOTATION", annotation).lines() {
        text += &format!("{}{line}\n", "  ".repeat(path.len()));
    }
    let lines = ["image: a:", "image: b:"]
        .map(|image| 1 + text.lines().take_while(|line| !line.contains(image)).count() as u32);
    (text, lines)
}

#[test]
fn annotations_of_a_pod_template_cover_the_pod_or_a_container() {
    const KINDS: &[(&str, &[&str])] = &[
        ("v1/PodTemplate", &["template"]),
        ("v1/ReplicationController", &["spec", "template"]),
        ("apps/v1/Deployment", &["spec", "template"]),
        ("apps/v1/DaemonSet", &["spec", "template"]),
        ("apps/v1/StatefulSet", &["spec", "template"]),
        ("batch/v1/Job", &["spec", "template"]),
        ("batch/v1/CronJob", &["spec", "jobTemplate", "spec", "template"]),
        ("argoproj.io/v1alpha1/Rollout", &["spec", "template"]),
    ];
    for (kind, path) in KINDS {
        for annotation in [
            "plimsoll.dev/ignore: image-latest-tag",
            "ignore-check.kube-linter.io/latest-tag: reason",
            "kube-linter.io/ignore-all: reason",
            "kube-score/ignore: container-image-tag",
            "polaris.fairwinds.com/tagNotSpecified-exempt: \"true\"",
            "checkov.io/skip1: CKV_K8S_14=reason",
        ] {
            let (text, _) = templated(kind, path, annotation);
            assert!(latest("a.yaml", &text).is_empty(), "{kind}: {annotation}");
            let others = format!("{text}---\n{}", templated(kind, path, "a: b").0);
            assert_eq!(latest("a.yaml", &others).len(), 2, "{kind}: {annotation}");
        }
        for (name, left) in [("a", 1), ("b", 0)] {
            let annotation = format!("plimsoll.dev/ignore.{name}: image-latest-tag");
            let (text, lines) = templated(kind, path, &annotation);
            assert_eq!(latest("a.yaml", &text), [lines[left]], "{kind}: {name}");
        }
    }
}

#[test]
fn an_annotation_of_an_object_may_name_a_container() {
    let (text, [_, of_b]) = templated("apps/v1/Deployment", &["spec", "template"], "a: b");
    let annotated = |name: &str| {
        let annotations =
            format!("  name: a\n  annotations: {{plimsoll.dev/ignore.{name}: image-latest-tag}}\n");
        text.replacen("  name: a\n", &annotations, 1)
    };
    assert_eq!(latest("a.yaml", &annotated("a")), [of_b + 1]);
    let found = rules("a.yaml", &annotated("c"), &["--select", "malformed-suppression,image-latest-tag"]);
    assert_eq!(found, ["malformed-suppression", "image-latest-tag", "image-latest-tag"]);
}

#[test]
fn nothing_blanket_silences_what_is_no_matter_of_opinion() {
    let text = "# kics-scan ignore\n# check=skip=all\n# plimsoll: ignore[no-such]\nFORM a\n";
    let found = rules("Dockerfile", text, &["--select", "all"]);
    assert!(found.contains(&"unknown-rule-in-suppression".to_owned()), "{found:?}");
}

#[test]
fn the_report_says_who_suppressed() {
    let project = Project::new(&[("Dockerfile", "# trivy:ignore:DS-0001\nFROM alpine:latest\nUSER 1\n")]);
    let run = project.run(&["check", "--output-format", "json", "--select", "image-latest-tag"]);
    assert!(run.out.contains("\"by\": \"trivy\"") || run.out.contains("\"by\":\"trivy\""), "{run:?}");
}

#[test]
fn each_directive_of_a_file_full_of_them_counts() {
    let mut text = String::from("services:\n");
    for index in 0..2_000 {
        text.push_str(&format!(
            "  # NOSONAR\n  # plimsoll: ignore[image-latest-tag]\n  s{index}:\n    image: a:latest\n"
        ));
    }
    let project = Project::new(&[("compose.yaml", &text)]);
    let run = project.run(&["check", "--select", "image-latest-tag,unused-suppression"]);
    let said = format!("{}{}", run.out, run.err);
    assert!(said.contains("2000 findings suppressed by comments"), "{said}");
}

/// A service with a fault of each level: nothing said about it, a key, an item.
const LEVELS: [&str; 8] = [
    "services:",
    "  a:",
    "    image: b:latest",
    "    ports:",
    "      - \"9000:9000\"",
    "  c:",
    "    image: d:latest",
    "    ports: [\"9001:9001\"]",
];

/// What of these is left: the lines of the rules about a service, a key and an item.
fn levels(text: &str) -> [Vec<u32>; 3] {
    let project = Project::new(&[("compose.yaml", text)]);
    let rules = ["privilege-escalation-allowed", "image-latest-tag", "published-on-all-interfaces"];
    let run = project.run(&["check", "--output-format", "concise", "--select", &rules.join(",")]);
    let line = |text: &&str| text.split(':').nth(1).and_then(|line| line.parse().ok()).unwrap_or(0);
    rules.map(|rule| {
        let found = run.findings().into_iter();
        found.filter(|found| found.contains(&format!("[{rule}]"))).map(|found| line(&found)).collect()
    })
}

#[test]
fn comments_reach_as_far_in_compose_files_as_in_the_linters_that_have_them() {
    assert_eq!(levels(&LEVELS.join("\n")), [[2, 6], [3, 7], [5, 8]]);
    // A comment, and what it suppresses on the lines of a service, a key, the key above an item, and an item, at their
    // ends and above them: of the first service the rules about the service (0), a key (1) and an item (2).
    type Rules = [&'static [usize]; 4];
    const LINE: Rules = [&[0], &[1], &[], &[2]];
    const BLOCK: Rules = [&[0, 1, 2], &[1], &[2], &[2]];
    const NONE: Rules = [&[], &[], &[], &[]];
    let cases: &[(&str, Rules, Rules)] = &[
        ("# plimsoll: ignore[security, image-latest-tag, CL-0003, CL-0005]", LINE, BLOCK),
        ("# nosemgrep", LINE, LINE),
        ("# a reason NOSEMGREP", LINE, LINE),
        (
            "# nosemgrep: yaml.docker-compose.security.no-new-privileges.no-new-privileges",
            [&[0], &[], &[], &[]],
            [&[0], &[], &[], &[]],
        ),
        ("# nosemgrep: no-such", NONE, NONE),
        ("# NOSONAR", LINE, LINE),
        ("# dclint disable-line", LINE, LINE),
        (
            "# dclint disable-line no-unbound-port-interfaces services-alphabetical-order",
            [&[], &[], &[], &[2]],
            [&[], &[], &[], &[2]],
        ),
        (
            "# dclint disable-line service-image-require-explicit-tag",
            [&[], &[1], &[], &[]],
            [&[], &[1], &[], &[]],
        ),
        ("# dclint disable-line no-version-field", NONE, NONE),
        ("# dclint disable", NONE, NONE),
        ("# dclint disable-file", NONE, NONE),
        ("# dclint disable-next-line", NONE, NONE),
        ("# kics-scan ignore-line", LINE, LINE),
        ("# KICS-scan Ignore-Block", LINE, BLOCK),
        ("# kics-scan ignore", NONE, NONE),
        ("# kics-scan disable=27fcc7d6-c49b-46e0-98f1-6c082a6a2750", NONE, NONE),
        ("# compose-lint: disable=CL-0003", NONE, NONE),
        ("# checkov:skip=CKV_K8S_14", [&[1]; 4], [&[1]; 4]),
    ];
    let lines = [2, 3, 4, 5];
    for (comment, at_end, above) in cases {
        for (index, line) in lines.into_iter().enumerate() {
            for (suppressed, is_above) in [(at_end[index], false), (above[index], true)] {
                let mut text = LEVELS.map(str::to_owned).to_vec();
                match is_above {
                    true => text.insert(line - 1, format!("{}{comment}", " ".repeat(2 * line.min(4) - 2))),
                    false => text[line - 1] += &format!(" {comment}"),
                }
                let mut expected = [vec![2, 6], vec![3, 7], vec![5, 8]];
                for (rule, left) in expected.iter_mut().enumerate() {
                    left.iter_mut().filter(|at| is_above && **at >= line as u32).for_each(|at| *at += 1);
                    if suppressed.contains(&rule) {
                        left.remove(0);
                    }
                }
                assert_eq!(levels(&text.join("\n")), expected, "{comment} on {line}, above: {is_above}");
            }
        }
    }
}

#[test]
fn comments_at_the_head_of_a_compose_file_cover_it() {
    let body = LEVELS.join("\n");
    let left = |head: &str| levels(&format!("{head}{body}")).map(|lines| lines.len());
    for head in [
        "# dclint disable-file\n",
        "\n---\n# dclint disable\n",
        "# kics-scan ignore\n",
        "# Copyright\n#\n# kics-scan ignore\n\n",
        "---\n# kics-scan ignore-block\nname: a\n",
        "# plimsoll: file-ignore[privilege-escalation-allowed, DL3007, dclint/no-unbound-port-interfaces]\n",
    ] {
        assert_eq!(left(head), [0, 0, 0], "{head}");
    }
    assert_eq!(
        left("# dclint disable service-image-require-explicit-tag no-unbound-port-interfaces\n"),
        [2, 0, 0]
    );
    assert_eq!(left("# kics-scan disable=27fcc7d6-c49b-46e0-98f1-6c082a6a2750,451d79dc\n"), [0, 2, 0]);
    for head in [
        "# Copyright\n# dclint disable\n",
        "name: a\n# kics-scan ignore\n",
        "name: a # dclint disable-file x\n",
    ] {
        let expected = if head.contains("file x") { [0, 0, 0] } else { [2, 2, 2] };
        assert_eq!(left(head), expected, "{head}");
    }
    assert_eq!(left("# kics-scan ignore-block\nversion: \"3\"\n"), [0, 0, 0]);
    assert_eq!(left("# plimsoll: ignore[DL3007]\nname: a\n"), [2, 2, 2]);
}

#[test]
fn a_block_of_kics_above_from_is_the_stage() {
    let text = "FROM alpine:3.21 AS a\nMAINTAINER me\n# kics-scan ignore-block\nFROM alpine:3.21 AS b\nMAINTAINER me\nFROM alpine:3.21\nMAINTAINER me\n";
    let project = Project::new(&[("Dockerfile", text)]);
    let run = project.run(&["check", "--output-format", "concise", "--select", "deprecated-maintainer"]);
    let lines: Vec<&str> = run.findings().into_iter().filter_map(|line| line.split(':').nth(1)).collect();
    assert_eq!(lines, ["2", "7"], "{run:?}");
}

#[test]
fn identifiers_of_others_are_explained_and_suppress() {
    let project = Project::new(&[]);
    for (word, line) in [
        ("kics/451d79dc-0588-476a-ad03-3c7f0320abb3", 5),
        ("451D79DC", 5),
        ("dclint/no-unbound-port-interfaces", 5),
        ("CL-0005", 5),
        ("cis-docker/5.14", 5),
        ("owasp-docker/5a", 5),
        ("yaml.docker-compose.security.no-new-privileges.no-new-privileges", 2),
        ("cis-docker/5.26", 2),
        ("OWASP-Docker/4", 2),
    ] {
        let mut lines = LEVELS.map(str::to_owned);
        lines[line - 1] += &format!(" # plimsoll: ignore[{word}] why");
        let left = levels(&lines.join("\n"));
        assert_eq!(left[if line == 2 { 0 } else { 2 }].len(), 1, "{word}: {left:?}");
        let explained = project.run(&["explain", word]);
        assert!(explained.code == Some(0) && explained.out.starts_with("# "), "{word}: {explained:?}");
    }
    assert_eq!(project.run(&["explain", "compose-spec/services"]).code, Some(2));
}
