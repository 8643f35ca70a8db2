//! Any input: no panic, no hang, no loss of other files, no control characters, and spans that lie inside the text.

use std::fs;
use std::path::{Path, PathBuf};

use plimsoll::engine::Report;

use crate::support::{Project, all_rules, check, root};

/// All files of the menagerie.
fn menagerie() -> Vec<PathBuf> {
    let mut folders = vec![root().join("tests/menagerie")];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { out.push(entry.path()) }
        }
    }
    out.sort();
    out
}

/// Checks one text under a name and holds the spans of what is found against the text.
fn checked(path: &Path, bytes: Vec<u8>) -> Report {
    let report = check(&[(path.display().to_string(), bytes)], &all_rules());
    for notice in &report.notices {
        assert!(!notice.text.contains("bug"), "{}: {}", path.display(), notice.text);
    }
    for finding in &report.findings {
        let source = report.sources.get(finding.at.source).expect("the source of a finding is kept");
        let spans = finding.labels.iter().map(|label| label.span).chain([finding.at]);
        for span in spans.filter(|span| span.source == finding.at.source) {
            assert!(source.text.get(span.range()).is_some(), "{}: {finding:?}", path.display());
        }
    }
    report
}

#[test]
fn every_prefix_of_every_file_can_be_checked() {
    for path in menagerie() {
        let bytes = fs::read(&path).expect("the file can be read");
        for end in 0..bytes.len() {
            checked(&path, bytes.get(..end).unwrap_or_default().to_vec());
        }
    }
}

#[test]
fn line_ends_marks_and_tabs_do_not_break_anything() {
    for path in menagerie() {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("the file can be read")).into_owned();
        let crlf = text.replace('\n', "\r\n");
        let plain = checked(&path, text.clone().into_bytes());
        let other = checked(&path, crlf.into_bytes());
        let lines = |report: &Report| {
            let line = |finding: &plimsoll::finding::Finding| {
                (
                    report.sources.get(finding.at.source).map(|source| source.line(finding.at.start)),
                    finding.rule,
                )
            };
            // This one is about line ends.
            let others = report.findings.iter().filter(|finding| finding.rule != "crlf-in-script");
            others.map(line).collect::<Vec<_>>()
        };
        assert_eq!(lines(&plain), lines(&other), "{} with CRLF", path.display());
        let marked = checked(&path, [b"\xef\xbb\xbf", text.as_bytes()].concat());
        assert_eq!(lines(&plain), lines(&marked), "{} with a byte order mark", path.display());
        checked(&path, text.replace("  ", "\t").into_bytes());
        checked(&path, text.replace('\n', "\r").into_bytes());
        checked(&path, text.replace(' ', "\u{a0}").into_bytes());
    }
}

/// A small generator of numbers, so that the mutants are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

#[test]
fn mutants_of_every_file_can_be_checked() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let splices: &[&str] = &[
        "\\\n",
        "<<EOF",
        "${",
        "${A:-${B}}",
        "\0",
        "\u{202e}",
        "&a ",
        "*a",
        "<<: *a\n",
        "- ",
        "? ",
        ": ",
        "{",
        "[",
        "\"",
        "'",
        "|\n",
        "---\n",
        "!reset ",
        "\t",
        "#",
        "# plimsoll: ignore[",
        "FROM ",
        "\r",
        "`",
        "$(",
        "))",
        "RUN ",
    ];
    for path in menagerie() {
        let bytes = fs::read(&path).expect("the file can be read");
        for _ in 0..300 {
            let mut mutant = bytes.clone();
            for _ in 0..=dice.roll(4) {
                let at = dice.roll(mutant.len());
                match dice.roll(4) {
                    0 => mutant.truncate(at.max(1)),
                    1 => {
                        let byte = dice.roll(256) as u8;
                        if let Some(slot) = mutant.get_mut(at) {
                            *slot = byte;
                        }
                    }
                    2 => {
                        let end = (at + dice.roll(40)).min(mutant.len());
                        mutant.drain(at.min(end)..end);
                    }
                    _ => {
                        let splice = splices[dice.roll(splices.len())];
                        let at = at.min(mutant.len());
                        mutant.splice(at..at, splice.bytes());
                    }
                }
                if mutant.is_empty() {
                    mutant.push(b'\n');
                }
            }
            checked(&path, mutant);
        }
    }
}

/// Inputs that cost other readers their time, memory or stack: each ends, and says what it could not do.
#[test]
fn hostile_texts_end_in_a_report() {
    let deep = 100_000;
    let cases: Vec<(&str, &str, String)> = vec![
        ("flow sequences", "compose.yaml", format!("services: {}", "[".repeat(deep))),
        ("flow mappings", "compose.yaml", format!("services: {}", "{a: ".repeat(deep))),
        ("block sequences", "compose.yaml", format!("services:\n  {}", "- ".repeat(deep))),
        (
            "block mappings",
            "compose.yaml",
            (0..3000).fold("services:\n".to_owned(), |text, level| text + &" ".repeat(level + 1) + "a:\n"),
        ),
        (
            "aliases",
            "compose.yaml",
            (0..9).fold("x0: &a0 [x, x]\n".to_owned(), |text, level| {
                text + &format!("x{n}: &a{n} [{}]\n", vec![format!("*a{level}"); 9].join(", "), n = level + 1)
            }) + "services:\n  a: *a9\n",
        ),
        (
            "merges",
            "compose.yaml",
            (0..9).fold("x0: &a0 {k: v}\n".to_owned(), |text, level| {
                text + &format!(
                    "x{n}: &a{n} {{<<: [{}]}}\n",
                    vec![format!("*a{level}"); 9].join(", "),
                    n = level + 1
                )
            }) + "services:\n  a:\n    <<: *a9\n    image: b\n",
        ),
        ("a cycle", "compose.yaml", "services:\n  a: &a\n    <<: *a\n    image: *a\n".into()),
        (
            "keys",
            "compose.yaml",
            (0..100_000).fold("services:\n  a:\n    image: b\n    environment:\n".to_owned(), |text, key| {
                text + &format!("      K{key}: v\n")
            }),
        ),
        ("documents", "pod.yaml", "---\napiVersion: v1\nkind: Pod\n".repeat(20_000)),
        ("empty documents", "pod.yaml", format!("apiVersion: v1\nkind: Pod\n{}", "---\n".repeat(200_000))),
        (
            "lists in lists",
            "pod.yaml",
            (0..1000).fold(String::new(), |text, _| text + "{apiVersion: v1, kind: List, items: ["),
        ),
        (
            "interpolation",
            "compose.yaml",
            format!("services:\n  a:\n    image: {}x{}\n", "${A:-".repeat(20_000), "}".repeat(20_000)),
        ),
        ("one line", "Dockerfile", format!("FROM a:1\nRUN echo {}\n", "x".repeat(1_000_000))),
        ("continuations", "Dockerfile", format!("FROM a:1\nRUN {}true\n", "true && \\\n".repeat(100_000))),
        ("parentheses", "Dockerfile", format!("FROM a:1\nRUN {}true\n", "(".repeat(deep))),
        ("substitutions", "Dockerfile", format!("FROM a:1\nRUN echo {}\n", "$(".repeat(deep))),
        (
            "doubling",
            "Dockerfile",
            (0..64).fold("FROM a:1\nENV A0=xxxxxxxx\n".to_owned(), |text, n| {
                text + &format!("ENV A{}=$A{n}$A{n}\n", n + 1)
            }),
        ),
        (
            "defaults",
            "Dockerfile",
            format!("FROM a:1\nENV A={}x{}\n", "${B:-".repeat(10_000), "}".repeat(10_000)),
        ),
        (
            "patterns",
            "Dockerfile",
            format!("FROM a:1\nENV A={}\nENV B=${{A##{}b}}\n", "a".repeat(5_000), "*a".repeat(2_000)),
        ),
        (
            "stages",
            "Dockerfile",
            (0..5_000)
                .fold("FROM a:1 AS s0\n".to_owned(), |text, n| text + &format!("FROM s{n} AS s{}\n", n + 1)),
        ),
        ("heredocs", "Dockerfile", format!("FROM a:1\nRUN {}\n", "<<E ".repeat(10_000))),
        ("triggers", "Dockerfile", format!("FROM a:1\n{}RUN true\n", "ONBUILD ".repeat(deep))),
        ("directives", "Dockerfile", format!("{}FROM a:1\n", "# plimsoll: ignore[x]\n".repeat(20_000))),
        (
            "findings on a line",
            "pod.yaml",
            format!(
                "{{apiVersion: v1, kind: Pod, spec: {{containers: [{}]}}}}",
                "{name: a, image: b},".repeat(5_000)
            ),
        ),
    ];
    for (name, path, text) in cases {
        let started = std::time::Instant::now();
        let project = Project::new(&[(path, &text)]);
        for format in ["terminal", "sarif", "plain", "github"] {
            let run = project.run(&["check", "--output-format", format]);
            assert!(matches!(run.code, Some(0..=2)), "{name} as {format}: {:?} {}", run.code, run.err);
            assert!(!run.err.contains("bug"), "{name} as {format}: {}", run.err);
        }
        // Not a measurement: a hang would be caught by the time-out, this names the input.
        assert!(started.elapsed().as_secs() < 60, "{name} takes too long");
    }
}

#[test]
fn nothing_of_the_input_reaches_a_report_as_control_text() {
    let text = "services:\n  a:\n    image: \"x\u{1b}[31m\u{202e}y\"\n    privileged: true\n    # ##[error]gotcha \u{9b}\n    environment:\n      A_PASSWORD: \"::set-output name=a::b\u{7}\"\n  \"::error::b\\e\":\n    privileged: true\n    image: \"##vso[task.setvariable]x\"\n";
    let project = Project::new(&[
        ("compose.yaml", text),
        ("::set-output name=x::y.dockerfile", "FROM \u{1b}]0;x\u{7}y\nUSER root\n"),
    ]);
    for format in ["terminal", "plain", "concise", "github", "json", "sarif"] {
        let run = project.run(&["check", "--output-format", format, "--select", "all"]);
        let text = run.out + &run.err;
        let bad =
            text.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}'));
        assert_eq!(bad, None, "{format}: {text}");
        if format != "github" {
            assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{format}: {text}");
        }
        assert!(format == "json" || format == "sarif" || !text.contains("##["), "{format}: {text}");
        assert!(!text.contains("##vso["), "{format}: {text}");
    }
}

#[test]
fn one_bad_file_costs_no_other_its_findings() {
    let project = Project::new(&[
        ("a/Dockerfile", "FROM alpine:3.21\nUSER root\n"),
        ("b/compose.yaml", "services: [\n"),
        ("c/compose.yaml", "services:\n  a:\n    image: b:1\n    privileged: true\n"),
    ]);
    project.write("d/Dockerfile", &[0x80; 4096]);
    let run = project.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for name in ["root-user", "yaml-syntax", "privileged-container"] {
        assert!(run.out.contains(name), "{name}: {run:?}");
    }
    assert!(run.err.contains("d/Dockerfile was not checked: it is not text"), "{run:?}");
}

#[test]
fn a_file_over_a_limit_is_named_with_the_flag() {
    let text =
        format!("services:\n  a:\n    image: b:1\n    labels: {}x{}\n", "[".repeat(200), "]".repeat(200));
    let project = Project::new(&[("compose.yaml", &text), ("Dockerfile", "FROM a:1\nUSER 1\n")]);
    let run = project.run(&["check"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("--max-depth"), "{run:?}");
    let run = project.run(&["check", "--max-file-size", "100"]);
    assert!(run.code == Some(2) && run.err.contains("--max-file-size"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn special_files_and_links_are_handled_before_they_are_opened() {
    use std::os::unix::fs::symlink;
    let outside = Project::new(&[("secret", "password: hunter2\n- broken\n")]);
    let project = Project::new(&[("ok/Dockerfile", "FROM alpine:3.21\nUSER root\n")]);
    let fifo = |path: &str| {
        let status = std::process::Command::new("mkfifo").arg(project.path(path)).status();
        assert!(status.is_ok_and(|status| status.success()), "mkfifo works");
    };
    fifo("Dockerfile");
    fifo(".gitignore");
    symlink(outside.path("secret"), project.path("compose.yaml")).expect("a link can be made");
    symlink("/dev/zero", project.path("zero.yaml")).expect("a link can be made");
    symlink(".", project.path("loop")).expect("a link can be made");
    let run = project.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.out.contains("ok/Dockerfile:2:6: error[root-user]"), "{run:?}");
    assert!(!run.out.contains("loop/") && !(run.out + &run.err).contains("hunter2"));
    let named = project.run(&["check", "compose.yaml", "Dockerfile"]);
    assert_eq!(named.code, Some(2), "{named:?}");
    assert!(named.err.contains("leads out of") && named.err.contains("nobody writes to it"), "{named:?}");
}

#[cfg(unix)]
#[test]
fn ignore_files_are_only_read_inside_of_the_folder() {
    let outside = Project::new(&[("patterns", "a.txt\n")]);
    let dockerfile = "FROM scratch\nCOPY a.txt b.txt /\n";
    let project = Project::new(&[("Dockerfile", dockerfile), ("a.txt", "a"), ("b.txt", "b")]);
    let ignored = || project.run(&["check", "--select", "copy-source-ignored", "--output-format", "concise"]);
    std::os::unix::fs::symlink(outside.path("patterns"), project.path(".dockerignore"))
        .expect("a link can be made");
    assert_eq!(ignored().out, "", "{:?}", ignored());
    std::fs::remove_file(project.path(".dockerignore")).expect("it is there");
    project.write(".dockerignore", b"a.txt\n");
    assert!(ignored().out.contains("`a.txt` is kept out"), "{:?}", ignored());
}

#[test]
fn secrets_over_several_lines_and_beyond_the_cap_are_masked() {
    let variables: String =
        (0..1005).map(|index| format!("      K{index}_PASSWORD: hunter{index}secret\n")).collect();
    let many =
        format!("services:\n  a:\n    image: x:1\n    environment:\n{variables}    privileged: true\n");
    let block = "services:\n  a:\n    image: x:1\n    environment:\n      DB_PASSWORD: |\n        hunter2secret\n      API_TOKEN: >-\n        hunter3secret\n    privileged: true\n";
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      image: x:1\n      env:\n        - name: DB_PASSWORD\n          value: |\n            hunter2secret\n      securityContext:\n        privileged: true\n";
    let files = [("many/compose.yaml", many.as_str()), ("block/compose.yaml", block), ("pod.yaml", pod)];
    let project = Project::new(&files);
    for format in ["terminal", "plain", "concise", "json", "sarif", "github"] {
        let run = project.run(&["--select", "all", "--output-format", format]);
        for secret in ["hunter2secret", "hunter3secret", "hunter1004secret"] {
            assert!(!run.out.contains(secret) && !run.err.contains(secret), "{format}: {secret}");
        }
    }
}

#[test]
fn findings_beyond_the_cap_are_counted_and_the_first_lines_are_shown() {
    const STEPS: usize = 20_000;
    let text = "FROM alpine:3.21\n".to_owned() + &"MAINTAINER a\n".repeat(STEPS) + "USER 1000\n";
    let report = checked(Path::new("Dockerfile"), text.into_bytes());
    let rule = "deprecated-maintainer";
    let lines: Vec<u32> = report
        .findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .filter_map(|finding| Some(report.sources.get(finding.at.source)?.line(finding.at.start)))
        .collect();
    assert_eq!(lines, (2..1002).collect::<Vec<u32>>());
    let left_out = format!("{} more findings of {rule} are not shown", STEPS - lines.len());
    assert!(report.notices.iter().any(|notice| notice.text == left_out), "{:?}", report.notices);
}

#[test]
fn findings_on_one_line_are_counted_whatever_their_number() {
    const KEYS: usize = 20_000;
    let text = format!("services: {{a: {{image: b}}}}\nx-a: {{{}}}\n", "k: 1, ".repeat(KEYS));
    let report = checked(Path::new("compose.yaml"), text.into_bytes());
    let found: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "duplicate-key").collect();
    let [finding] = found.as_slice() else { panic!("{} findings", found.len()) };
    // The key that stands first is a label of each, the second one the place, and 16 others are named.
    let last = finding.labels.last().map_or("", |label| label.text.as_str());
    assert!(
        last.ends_with(&format!(", and {} more on this line", KEYS - 2 - 15)),
        "{}: {last}",
        finding.labels.len()
    );
}

#[test]
fn a_value_that_a_syntax_error_cuts_off_is_told_once() {
    let service =
        "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: http\n  clusterIP: {A}.16\n";
    let compose = "services:\n  a:\n    image: a:1\n    ports: http\n    hostname: {A}.example\n";
    for (name, text) in [("service.yaml", service), ("compose.yaml", compose)] {
        let report = checked(Path::new(name), text.as_bytes().to_vec());
        let found = |rule: &str| report.findings.iter().filter(|finding| finding.rule == rule).count();
        // What stands above the line of the error is told.
        assert_eq!((found("yaml-syntax"), found("wrong-type")), (1, 1), "{name}: {:?}", report.findings);
    }
}
