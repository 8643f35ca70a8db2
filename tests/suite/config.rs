//! Configuration files as the binary finds and reads them.

use crate::support::Project;

const BAD: &str = "FROM alpine:latest\nUSER root\n";

#[test]
fn the_nearest_configuration_above_what_is_checked_counts() {
    let project = Project::new(&[
        ("plimsoll.toml", "[rules]\nroot-user = \"off\"\n"),
        ("a/Dockerfile", BAD),
        ("b/plimsoll.toml", "[rules]\nimage-latest-tag = \"high\"\n"),
        ("b/Dockerfile", BAD),
    ]);
    assert_eq!(project.run(&["a"]).code, Some(0));
    let run = project.run(&["--output-format", "concise", "b"]);
    assert!(run.out.contains("root-user") && run.out.contains("error[image-latest-tag]"), "{run:?}");
    assert_eq!(project.run(&["--isolated", "a"]).code, Some(1));
    assert_eq!(project.run(&["--config", "plimsoll.toml", "b"]).code, Some(0));
}

#[test]
fn a_mistake_is_shown_with_its_place_and_nothing_is_checked() {
    let project = Project::new(&[("plimsoll.toml", "[rules]\nroot-usr = \"off\"\n"), ("Dockerfile", BAD)]);
    let run = project.run(&[]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(
        run.err.contains("plimsoll.toml:2:1: ") && run.err.contains("did you mean `root-user`?"),
        "{}",
        run.err
    );
    assert!(run.err.contains("^^^^^^^^"), "{}", run.err);
}

#[test]
fn paths_can_be_excluded_and_have_levels_of_their_own() {
    let project = Project::new(&[
        (
            "plimsoll.toml",
            "exclude = [\"vendor\"]\n[[overrides]]\npaths = [\"test/**\"]\nrules = { root-user = \"low\" }\n",
        ),
        ("vendor/Dockerfile", BAD),
        ("test/Dockerfile", BAD),
    ]);
    let run = project.run(&["--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.contains("test/Dockerfile:2:6: note[root-user]") && !run.out.contains("vendor"),
        "{run:?}"
    );
    // A file that is named is checked, unless the call says that exclusion wins.
    assert_eq!(project.run(&["vendor/Dockerfile"]).code, Some(1));
    assert_eq!(project.run(&["--force-exclude", "vendor/Dockerfile"]).code, Some(0));
}

#[test]
fn the_threshold_can_be_configured_and_the_call_wins() {
    let project = Project::new(&[
        ("plimsoll.toml", "[lint]\nfail-on = \"medium\"\n"),
        ("Dockerfile", "FROM a:latest\nUSER 1\n"),
    ]);
    assert_eq!(project.run(&[]).code, Some(1));
    assert_eq!(project.run(&["--fail-on", "high"]).code, Some(0));
}

#[test]
fn the_repositorys_own_configuration_stops_the_search() {
    let project = Project::new(&[
        ("plimsoll.toml", "[rules]\nroot-user = \"off\"\n"),
        ("repository/.git/HEAD", ""),
        ("repository/Dockerfile", BAD),
    ]);
    assert_eq!(project.run(&["repository"]).code, Some(1));
}

#[test]
fn registries_are_checked_when_the_configuration_names_some() {
    let project = Project::new(&[("Dockerfile", "FROM quay.io/a/b:1\nUSER 1\n")]);
    let arguments = ["--output-format", "concise", "--select", "untrusted-registry"];
    assert_eq!(project.run(&arguments).out, "");
    project.write("plimsoll.toml", b"[lint]\ntrusted-registries = [\"ghcr.io\"]\n");
    let run = project.run(&arguments);
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("Dockerfile:1:6: error[untrusted-registry]"), "{run:?}");
}

#[test]
fn the_day_that_counts_is_the_data_s_and_can_be_named() {
    let project = Project::new(&[("Dockerfile", "FROM python:3.13\nUSER 1\n")]);
    let arguments = ["check", "--output-format", "concise", "--select", "end-of-life-image"];
    assert_eq!(project.run(&arguments).out, "");
    let later = project.run(&[&arguments[..], &["--today", "2030-01-01"]].concat());
    assert!(later.out.contains("release 3.13 of image `python`"), "{later:?}");
    assert_eq!(project.run(&["--today", "2030-02-30"]).code, Some(2));
}

#[test]
fn hadolints_configuration_becomes_ours() {
    let hadolint = "ignored:\n  - DL3007\n  - SC2230\ntrustedRegistries: [docker.io]\nstrict-labels: true\nlabel-schema: {team: text}\nverbose: true\n";
    let project = Project::new(&[
        (".hadolint.yaml", hadolint),
        ("Dockerfile", "FROM alpine:latest\nLABEL tea=m\nUSER 1\n"),
    ]);
    let run = project.run(&["migrate"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.starts_with("plimsoll: .hadolint.yaml:3: `SC2230`: "), "{run:?}");
    assert!(run.err.contains("\nplimsoll: .hadolint.yaml:7: `verbose`: "), "{run:?}");
    project.write("plimsoll.toml", run.out.as_bytes());
    let checked =
        project.run(&["check", "--output-format", "concise", "--select", "default,untrusted-registry"]);
    assert!(!checked.out.contains("image-latest-tag") && !checked.out.contains("untrusted"), "{checked:?}");
    let labels = ["check", "--output-format", "concise", "--select", "missing-label,unknown-label"];
    let checked = project.run(&labels);
    assert!(checked.out.contains("no label `team`") && checked.out.contains("label `tea`"), "{checked:?}");
}

#[test]
fn a_configuration_of_hadolint_that_is_none_is_a_mistake() {
    let project = Project::new(&[("h.yaml", "a: [\n")]);
    assert_eq!(project.run(&["migrate", "h.yaml"]).code, Some(2));
    let missing = project.run(&["migrate"]);
    assert!(
        missing.code == Some(2) && missing.err.contains(".hadolint.yaml or .hadolint.yml"),
        "{missing:?}"
    );
}

#[test]
fn dclints_configuration_becomes_ours() {
    let json = "{\n  \"rules\": {\n    \"service-image-require-explicit-tag\": 0,\n    \"services-alphabetical-order\": 1\n  },\n  \"exclude\": [\"old/\"]\n}\n";
    let compose = "services:\n  a:\n    image: b:latest\n";
    let project = Project::new(&[
        (".dclintrc", json),
        ("compose.yaml", compose),
        ("old/compose.yaml", "services: 1\n"),
    ]);
    let run = project.run(&["migrate"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(
        run.err,
        "plimsoll: .dclintrc:4: `services-alphabetical-order`: there are no rules about order and looks here\n"
    );
    project.write("plimsoll.toml", run.out.as_bytes());
    let checked = project.run(&["check", "--output-format", "concise"]);
    assert!(!checked.out.contains("image-latest-tag") && !checked.out.contains("old/"), "{checked:?}");
    for name in ["dclint.config.js", ".dclintrc.cjs", "x/.dclintrc.ts"] {
        project.write(name, b"module.exports = {rules: {}};\n");
        let run = project.run(&["migrate", name]);
        assert!(run.code == Some(2) && run.out.is_empty() && run.err.contains("it is a program"), "{run:?}");
    }
    assert!(project.run(&["migrate"]).err.contains("dclint.config.js is here, too"));
    let only = Project::new(&[("dclint.config.js", ""), ("package.json", "{\"name\": \"a\"}")]);
    let run = only.run(&["migrate"]);
    assert!(run.code == Some(2) && run.err.contains("it is a program"), "{run:?}");
    let package = Project::new(&[("package.json", "{\"dclint\": {\"rules\": {\"no-version-field\": 0}}}")]);
    assert!(package.run(&["migrate"]).out.contains("obsolete-compose-version"));
}

#[test]
fn compose_lints_configuration_becomes_ours() {
    let theirs = "rules:\n  CL-0002: {enabled: false, reason: it builds}\n  CL-0008: {severity: low}\n  CL-0003:\n    exclude_services: {a: it must}\n";
    let compose = "services:\n  a:\n    image: b:1\n  c:\n    image: b:1\n    network_mode: host\n  d:\n    image: b:1\n    privileged: true\n";
    let project = Project::new(&[(".compose-lint.yml", theirs), ("compose.yaml", compose)]);
    let run = project.run(&["migrate"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("\"privileged-container\", # CL-0002: it builds\n"), "{run:?}");
    let comment = "# plimsoll: ignore[CL-0003] it must";
    assert!(run.err.contains(&format!(":5: `CL-0003`: write `{comment}` above service `a`")), "{run:?}");
    project.write("plimsoll.toml", run.out.as_bytes());
    project.write("compose.yaml", compose.replace("  a:", &format!("  {comment}\n  a:")).as_bytes());
    let select = "privileged-container,host-network,privilege-escalation-allowed,unused-suppression";
    let checked = project.run(&["check", "--output-format", "concise", "--select", "default,strict"]);
    let of = |rule: &str| checked.findings().into_iter().filter(|line| line.contains(rule)).count();
    assert_eq!(
        select.split(',').map(|rule| of(&format!("[{rule}]"))).collect::<Vec<_>>(),
        [0, 1, 1, 0],
        "{checked:?}"
    );
    assert!(checked.out.contains("note[host-network]"), "{checked:?}");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_repository_are_neither_read_nor_written_through() {
    use std::os::unix::fs::symlink;
    let outside = crate::support::Project::new(&[("secrets.txt", "hunter2 = [\n"), ("report", "mine\n")]);
    let project = crate::support::Project::new(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("Dockerfile", "FROM alpine:3.21\nMAINTAINER me\n"),
    ]);
    let link = |target: &str, name: &str| symlink(outside.path(target), project.path(name)).expect("a link");
    for name in ["plimsoll.toml", ".hadolint.yaml"] {
        link("secrets.txt", name);
    }
    for arguments in [&["check"][..], &["check", "Dockerfile"], &["inspect", "Dockerfile"], &["migrate"]] {
        let run = project.run(arguments);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains("through a link") && !run.err.contains("hunter2"), "{run:?}");
    }
    // A configuration that is named is the user's own choice.
    assert!(project.run(&["check", "--config", "plimsoll.toml"]).err.contains("hunter2"));
    link("report", "out.sarif");
    link("", "folder");
    for path in ["out.sarif", "folder/report"] {
        let run = project.run(&["check", "--isolated", "--output", &format!("sarif={path}")]);
        assert!(run.err.contains("through a link"), "{run:?}");
    }
    assert_eq!(outside.read("report"), "mine\n");
    outside.write("Dockerfile", b"FROM alpine:3.21\nMAINTAINER me\n");
    project.run(&["check", "--isolated", "--fix", "folder/Dockerfile"]);
    assert!(outside.read("Dockerfile").contains("MAINTAINER"));
}
