//! Faults in shell texts: who looks for them, and that their places are right.

use crate::support::Project;

const DOCKERFILE: &str = "FROM debian:12\nUSER app\nRUN set -e; \\\n  # a comment\n  for f in /etc/*.conf; do \\\n    chmod 600 $f; done\n";
const ARGUMENTS: [&str; 6] =
    ["check", "--output-format", "concise", "--isolated", "--select", "unquoted-expansion"];

#[test]
fn nobody_is_asked_when_the_analysis_is_off() {
    let project = Project::new(&[("Dockerfile", DOCKERFILE)]);
    let run = project.run(&[&ARGUMENTS[..], &["--shell-analysis", "off"]].concat());
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
}

#[cfg(feature = "shell-lint")]
#[test]
fn a_fault_stands_on_its_word_through_continuations_and_comments() {
    let project = Project::new(&[("Dockerfile", DOCKERFILE)]);
    let run = project.run(&ARGUMENTS);
    assert!(run.out.starts_with("Dockerfile:6:15: note[unquoted-expansion] `$f` is split"), "{run:?}");
}

#[test]
fn a_comment_may_name_the_number() {
    for comment in ["# hadolint ignore=DL3059,SC2086", "# plimsoll: ignore[SC2086]", "# tally ignore=SC2086"]
    {
        let text = format!("FROM debian:12\n{comment}\nRUN for f in /etc/*; do rm $f; done\n");
        let project = Project::new(&[("Dockerfile", text.as_str())]);
        assert!(project.run(&ARGUMENTS).findings().is_empty(), "{comment}");
    }
}

#[test]
fn a_missing_shellcheck_is_a_mistake_that_says_what_to_do() {
    let project = Project::new(&[("Dockerfile", DOCKERFILE)]);
    let run = project.run(&["check", "--shell-analysis", "shellcheck"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("install it"), "{run:?}");
}

/// A program in the place of ShellCheck; `answer` is the shell text that makes its output.
#[cfg(unix)]
fn with_shellcheck(answer: &str) -> (Project, std::ffi::OsString) {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new(&[("Dockerfile", DOCKERFILE), ("bin/shellcheck", "")]);
    let script = format!("#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n{answer}\n");
    project.write("bin/shellcheck", script.as_bytes());
    let path = project.path("bin/shellcheck");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .expect("it can be made executable");
    let mut folders = project.path("bin").into_os_string();
    folders.push(":/usr/bin:/bin");
    (project, folders)
}

#[cfg(unix)]
#[test]
fn what_shellcheck_says_gets_its_place_in_the_file() {
    let answer = r#"text="$(sed -n 3p 0)"
before="${text%%\$f*}"
column="\"column\":$((${#before} + 1)),\"endColumn\":$((${#before} + 3))"
echo "{\"comments\":[{\"file\":\"0\",\"line\":3,\"endLine\":3,$column,\"code\":2086,\"message\":\"x\"}]}"
exit 1"#;
    let (project, path) = with_shellcheck(answer);
    let arguments = [&ARGUMENTS[..], &["--shell-analysis", "shellcheck", "Dockerfile"]].concat();
    let output = project.command(&arguments).env("PATH", path).output().expect("the binary starts");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.starts_with("Dockerfile:6:15: note[unquoted-expansion] `$f` is split"), "{output:?}");
}

#[cfg(unix)]
#[test]
fn a_shellcheck_that_fails_makes_the_run_incomplete() {
    let (project, path) = with_shellcheck("exit 3");
    let arguments = [&ARGUMENTS[..], &["--shell-analysis", "shellcheck", "Dockerfile"]].concat();
    let output = project.command(&arguments).env("PATH", path).output().expect("the binary starts");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("ShellCheck ended with 3"), "{output:?}");
}

/// Whether the analyser is asked at all is decided by hints, which must not hide anything: alone, a rule finds what it
/// finds when all rules ask.
#[cfg(feature = "shell-lint")]
#[test]
fn no_hint_hides_a_finding() {
    use crate::support::page::Page;
    use crate::support::{check, options, root};
    use plimsoll::config::Selector;
    use plimsoll::rules::{ALL, Check};
    let mut compared = 0;
    for rule in ALL.iter().filter(|rule| rule.checks.iter().any(|check| matches!(check, Check::Fault(_)))) {
        let text = std::fs::read_to_string(root().join("rules").join(format!("{}.md", rule.meta.name)));
        for case in Page::parse(&text.expect("each rule has a page")).cases {
            let files: Vec<(String, Vec<u8>)> =
                case.files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
            let found = |selectors: &[Selector]| {
                let findings = check(&files, &options(selectors)).findings;
                let own = findings.into_iter().filter(|finding| finding.rule == rule.meta.name);
                own.map(|finding| (finding.at.start, finding.message)).collect::<Vec<_>>()
            };
            let alone = Selector::parse(rule.meta.name).expect("it is a rule");
            assert_eq!(found(&[alone]), found(&[Selector::All]), "{}", rule.meta.name);
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
