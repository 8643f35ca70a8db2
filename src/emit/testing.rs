//! A report made by hand, and the looks of every format. Only for tests.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;

use super::{OutputFormat, Style, write};
use crate::discover::Skip;
use crate::engine::{CheckedFile, Notice, NoticeKind, Report, Suppressed};
use crate::finding::{Edit, Finding, Fix, Label, Safety, Severity, Subject, SubjectKind, SubjectName};
use crate::model::Format;
use crate::rules::Rule;
use crate::source::{Source, SourceId, Span};

/// The page of a rule about security.
const SECRET: &str = "---
name: secret-in-environment
summary: A secret is written in the file
severity: high
category: security
formats: dockerfile, compose, kubernetes
preset: default
fix: none
since: 0.1.0
references: cis-docker/4.10, cwe/798
---

## What

An environment variable has the value of a password, token or key.

## Why

Whoever reads the file or runs `docker inspect` reads the secret.

## Bad

```yaml compose.yaml
services:
  db:
    environment:
      POSTGRES_PASSWORD: example
      ^^^^^^^^^^^^^^^^^ is written in the file
```
";

const PLAIN: &str = "---
name: plain
summary: Something is missing
severity: medium
category: reliability
formats: compose
preset: strict
fix: unsafe
since: 0.1.0
---

## What

A setting is missing.
";

static SECRET_RULE: Rule = Rule::new("secret-in-environment", SECRET, &[]);
static PLAIN_RULE: Rule = Rule::new("plain", PLAIN, &[]);

pub(super) fn style() -> Style {
    Style {
        root: Some(PathBuf::from("/repo")),
        working_directory: Some(PathBuf::from("/repo")),
        rule: |name| match name {
            "secret-in-environment" => Some(&SECRET_RULE),
            "unknown-to-the-caller" => None,
            _ => Some(&PLAIN_RULE),
        },
        ..Style::default()
    }
}

const COMPOSE: &str = "services:
  web:
    image: nginx
    ports:
      - \"8080:80\"
  db:
    image: postgres:17
    environment:
      - POSTGRES_PASSWORD=hunter2
";

const DOCKERFILE: &str = "FROM node:22-slim AS build
WORKDIR /app
RUN apt-get update && apt-get install -y curl jq
RUN apt-get install -y git
RUN apt-get install -y make
FROM node:22-slim AS runtime
COPY --from=build /app /app
USER node
RUN mkdir -p /var/cache/app
USER root
";

/// Writes findings about files.
pub(super) struct Bench {
    pub report: Report,
}

impl Bench {
    pub fn new(files: &[(&str, Format, &str)]) -> Bench {
        let mut report = Report::default();
        for (index, (path, format, text)) in files.iter().enumerate() {
            let source = SourceId(index as u32);
            report.sources.insert(Arc::new(Source::from_text(source, *path, *text)));
            report.files.push(CheckedFile { source, path: PathBuf::from(path), format: *format });
        }
        Bench { report }
    }

    /// The span of the `nth` (from 0) occurrence of a text in a file.
    pub fn span(&self, file: u32, text: &str, nth: usize) -> Span {
        let source = self.report.sources.get(SourceId(file)).unwrap();
        let (at, _) = source.text.match_indices(text).nth(nth).unwrap();
        Span::at(source.id, at..at + text.len())
    }

    pub fn add(&mut self, rule: &'static str, severity: Severity, at: Span, message: &str) -> &mut Finding {
        self.report.findings.push(Finding {
            rule: rule.into(),
            severity,
            message: message.to_string(),
            at,
            labels: Vec::new(),
            help: None,
            fix: None,
            subject: None,
            problem: None,
            absent: false,
            template: None,
            redact: Vec::new(),
        });
        self.report.findings.last_mut().unwrap()
    }
}

fn fix(safety: Safety, title: &str, span: Span, text: &str) -> Option<Fix> {
    Some(Fix { title: title.to_string(), safety, edits: vec![Edit { span, text: text.to_string() }] })
}

fn service(name: &str, anchor: Span) -> Subject {
    Subject {
        kind: SubjectKind::Service,
        name: SubjectName::Given(name.to_string()),
        of: None,
        path: format!("services.{name}"),
        anchor,
    }
}

/// What each of two services lacks.
fn missing(bench: &mut Bench) {
    for (name, other) in [("web", 0), ("db", 0)] {
        let anchor = bench.span(0, name, other);
        let subject = Arc::new(service(name, anchor));
        let after = bench.report.sources.get(SourceId(0)).unwrap().text.find(&format!("{name}:\n")).unwrap();
        let after = after + name.len() + 2;
        let insert = Span::at(SourceId(0), after..after);
        let rows: [(_, _, _, _, Option<Fix>); 4] = [
            (
                "default-capabilities",
                Severity::Medium,
                "keeps the default capabilities",
                "add `ALL` to `cap_drop`, then give back what it needs",
                fix(Safety::Unsafe, "drop every capability", insert, "    cap_drop: [ALL]\n"),
            ),
            (
                "no-memory-limit",
                Severity::Medium,
                "has no memory limit",
                "set `mem_limit`, for example `512m`",
                None,
            ),
            (
                "privilege-escalation",
                Severity::Medium,
                "may gain privileges",
                "add `no-new-privileges:true` to `security_opt`",
                fix(
                    Safety::Safe,
                    "forbid new privileges",
                    insert,
                    "    security_opt: [no-new-privileges:true]\n",
                ),
            ),
            (
                "writable-root-filesystem",
                Severity::Low,
                "can write to its root filesystem",
                "set `read_only: true` and give it a `tmpfs` where it writes",
                fix(Safety::Unsafe, "make the root filesystem read-only", insert, "    read_only: true\n"),
            ),
        ];
        for (rule, severity, message, help, fix) in rows {
            let message = format!("service `{name}` {message}");
            let finding = bench.add(rule, severity, anchor, &message);
            finding.help = Some(help.to_string());
            finding.fix = fix;
            finding.subject = Some(subject.clone());
            finding.absent = true;
        }
    }
}

/// A report with a finding of every kind.
pub(super) fn sample() -> Report {
    let mut bench = Bench::new(&[
        ("compose.yaml", Format::Compose, COMPOSE),
        ("api/Dockerfile", Format::Dockerfile, DOCKERFILE),
        ("k8s/api.yaml", Format::Kubernetes, "kind: Pod\n"),
    ]);
    missing(&mut bench);

    let port = bench.span(0, "\"8080:80\"", 0);
    let finding = bench.add(
        "published-on-all-interfaces",
        Severity::Medium,
        port,
        "service `web` publishes 8080 on every interface",
    );
    finding.help = Some("publish it on one address, for example `127.0.0.1:8080:80`".to_string());
    finding.fix = fix(Safety::Unsafe, "publish on the loopback interface", port, "\"127.0.0.1:8080:80\"");

    let (name, value) = (bench.span(0, "POSTGRES_PASSWORD", 0), bench.span(0, "hunter2", 0));
    let subject = service("db", bench.span(0, "db", 0));
    let finding = bench.add(
        "secret-in-environment",
        Severity::High,
        name,
        "`POSTGRES_PASSWORD` of service `db` is written in the file",
    );
    finding.help = Some("use `secrets:` and `POSTGRES_PASSWORD_FILE: /run/secrets/db_password`".to_string());
    finding.labels.push(Label { span: value, text: "readable by everyone with the repository".to_string() });
    finding.subject = Some(Arc::new(subject));
    finding.redact.push(value);
    bench.report.findings.sort_by_key(|finding| (finding.at, finding.rule));

    let from = bench.span(1, "apt-get install", 0);
    let again = [bench.span(1, "apt-get install", 1), bench.span(1, "apt-get install", 2)];
    let finding = bench.add(
        "apt-without-no-recommends",
        Severity::Low,
        from,
        "`apt-get install` installs recommended packages",
    );
    finding.help = Some("add `--no-install-recommends`".to_string());
    finding.fix =
        fix(Safety::Unsafe, "add `--no-install-recommends`", from.after(), " --no-install-recommends");
    for span in again {
        bench.add(
            "apt-without-no-recommends",
            Severity::Low,
            span,
            "`apt-get install` installs recommended packages",
        );
    }
    let root = bench.span(1, "USER root", 0);
    let labels = [
        (bench.span(1, "FROM node:22-slim AS runtime", 0), "the image is built from this stage"),
        (bench.span(1, "USER node", 0), "another user was set before"),
        (bench.span(0, "web", 0), "built for this service"),
    ];
    let line = Span { end: root.end + 1, ..root };
    let finding = bench.add("root-user", Severity::High, root, "the final stage `runtime` runs as root");
    finding.labels = labels.map(|(span, text)| Label { span, text: text.to_string() }).into();
    finding.help = Some("end the stage with a `USER` that is not root".to_string());
    finding.fix = fix(Safety::Unsafe, "delete the line", line, "");

    let suppressed = bench.add("unpinned-image", Severity::Low, bench_image(), "`nginx` has no tag").clone();
    bench.report.findings.pop();
    bench.report.suppressed.push(Suppressed {
        finding: suppressed,
        by: "hadolint",
        reason: "a demo".to_string(),
        directive: 0,
    });
    bench.report.notices.push(Notice {
        path: PathBuf::from("big.yaml"),
        line: None,
        kind: NoticeKind::NotChecked,
        text: "it is larger than 16777216 bytes (--max-file-size raises the limit)".to_string(),
    });
    bench.report.notices.push(Notice {
        path: PathBuf::from("charts/web/templates/a.yaml"),
        line: Some(3),
        kind: NoticeKind::Skipped(Skip::Template),
        text: "it is a template".to_string(),
    });
    bench.report.hide_secrets(Vec::new());
    bench.report
}

fn bench_image() -> Span {
    let at = COMPOSE.find("nginx").unwrap();
    Span::at(SourceId(0), at..at + 5)
}

pub(super) fn written(format: OutputFormat, report: &Report, style: &Style) -> String {
    let mut out = Vec::new();
    write(format, report, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Compares a text with the one in `snapshots/emit`.
fn look(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/emit"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// JSON over several lines, with the version of the day taken out.
fn pretty(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    serde_json::to_string_pretty(&value).unwrap().replace(env!("CARGO_PKG_VERSION"), "[version]")
}

#[test]
fn every_format_looks_as_it_did() {
    let (report, style) = (sample(), style());
    for format in [OutputFormat::Terminal, OutputFormat::Plain, OutputFormat::Concise, OutputFormat::Github] {
        look(format.as_str(), &written(format, &report, &style));
    }
    for format in [OutputFormat::Json, OutputFormat::Sarif] {
        look(format.as_str(), &pretty(&written(format, &report, &style)));
    }
    let ascii = Style { unicode: false, width: 72, ..style.clone() };
    look("terminal-ascii-narrow", &written(OutputFormat::Terminal, &report, &ascii));
    let color = Style { color: true, links: true, ..style };
    let colored = written(OutputFormat::Terminal, &report, &color).replace('\u{1b}', "^[");
    look("terminal-color", &colored);
}

#[test]
fn two_services_that_lack_four_keys_need_at_most_45_lines() {
    let mut report = sample();
    report.findings.retain(|finding| finding.at.source == SourceId(0));
    let text = written(OutputFormat::Terminal, &report, &style());
    assert!(text.lines().count() <= 45, "{} lines:\n{text}", text.lines().count());
    assert!(text.contains("services `web` and `db` lack the same 4 settings"), "{text}");
}

#[test]
fn no_format_shows_a_secret_not_even_beside_another_finding() {
    let mut report = sample();
    let at = report.findings.iter().find(|finding| finding.rule == "secret-in-environment").unwrap().at;
    let value = report.findings.iter().flat_map(|finding| finding.redact.first()).next().copied().unwrap();
    let mut bench = Bench { report: std::mem::take(&mut report) };
    let finding = bench.add("list-environment", Severity::Info, at, "a list where a mapping reads better");
    let edits =
        vec![Edit { span: Span { end: value.end, ..at }, text: "POSTGRES_PASSWORD: hunter2".to_string() }];
    finding.fix = Some(Fix { title: "write a mapping".to_string(), safety: Safety::Safe, edits });
    for format in OutputFormat::ALL {
        let text = written(format, &bench.report, &style());
        assert!(!text.contains("hunter2"), "{format}:\n{text}");
    }
}

#[test]
fn a_clean_run_is_one_line_or_nothing() {
    let mut report = sample();
    report.findings.clear();
    report.suppressed.clear();
    report.notices.clear();
    let text = written(OutputFormat::Terminal, &report, &style());
    assert_eq!(text, "All checks passed: 3 files (1 Dockerfile, 1 Compose, 1 Kubernetes)\n");
    let quiet = Style { quiet_when_clean: true, ..style() };
    for format in [OutputFormat::Terminal, OutputFormat::Plain, OutputFormat::Concise, OutputFormat::Github] {
        assert_eq!(written(format, &report, &quiet), "", "{format}");
    }
}

#[test]
fn an_incomplete_run_is_never_quiet() {
    let mut report = sample();
    report.findings.clear();
    let text = written(OutputFormat::Terminal, &report, &Style { quiet_when_clean: true, ..style() });
    assert!(text.contains("not checked: big.yaml"), "{text}");
}

#[test]
fn a_long_report_is_short_and_names_every_place() {
    let text = "RUN sudo a\n".repeat(80);
    let mut bench = Bench::new(&[("Dockerfile", Format::Dockerfile, &text)]);
    for nth in 0..80 {
        let span = bench.span(0, "sudo", nth);
        bench.add("sudo", Severity::Low, span, "`sudo` in a RUN");
    }
    let text = written(OutputFormat::Terminal, &bench.report, &style());
    assert!(text.lines().count() < 20, "{text}");
    assert!((1..=80).all(|line| text.contains(&format!("{line}:5"))), "{text}");
}

#[test]
fn text_of_unknown_origin_stays_text() {
    let evil = "\u{1b}[31m\u{202e}\n::error::x ##[error]y";
    let mut bench = Bench::new(&[("a\n::set-output name=x::y", Format::Dockerfile, evil)]);
    let span = bench.span(0, "::error", 0);
    let finding = bench.add("sudo", Severity::High, span, evil);
    finding.help = Some(evil.to_string());
    finding.labels.push(Label { span: Span { start: 0, ..span }, text: evil.to_string() });
    finding.subject = Some(Arc::new(Subject {
        kind: SubjectKind::Object(evil.to_string()),
        name: SubjectName::Given(evil.to_string()),
        of: None,
        path: evil.to_string(),
        anchor: span,
    }));
    finding.fix = Some(Fix {
        title: evil.to_string(),
        safety: Safety::Safe,
        edits: vec![Edit { span, text: evil.to_string() }],
    });
    for format in OutputFormat::ALL {
        let text = written(format, &bench.report, &style());
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && !text.contains("##["), "{format}: {text}");
        let is_github = format == OutputFormat::Github;
        assert!(
            is_github || !text.lines().any(|line| line.trim_start().starts_with("::")),
            "{format}: {text}"
        );
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    for format in OutputFormat::ALL {
        assert_eq!(written(format, &sample(), &style()), written(format, &sample(), &style()));
    }
}

#[test]
fn spans_outside_of_the_text_are_drawn_without_harm() {
    let mut bench = Bench::new(&[("Dockerfile", Format::Dockerfile, "FROM \u{1f433}\n")]);
    for (start, end) in [(0, 99), (6, 7), (90, 99), (10, 10), (9, 10)] {
        let span = Span::new(SourceId(0), start, end);
        bench.add("sudo", Severity::High, span, "").labels.push(Label { span, text: String::new() });
        bench.add("other", Severity::High, Span::new(SourceId(7), start, end), "no source");
    }
    for format in OutputFormat::ALL {
        assert!(!written(format, &bench.report, &style()).is_empty());
    }
}

#[test]
fn sarif_is_valid() {
    let schema =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sarif-schema-2.1.0.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema.unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let empty = Report { files: sample().files, ..Report::default() };
    for report in [sample(), empty] {
        let text = written(OutputFormat::Sarif, &report, &style());
        let log: serde_json::Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn sarif_is_cut_to_what_is_kept_and_says_so() {
    let text = "RUN sudo a\n".repeat(5002);
    let mut bench = Bench::new(&[("Dockerfile", Format::Dockerfile, &text)]);
    let spans = (0..5002).map(|line| Span::new(SourceId(0), line * 11 + 4, line * 11 + 8));
    for (index, span) in spans.enumerate() {
        let severity = if index == 5001 { Severity::Critical } else { Severity::Low };
        bench.add("sudo", severity, span, "`sudo` in a RUN");
    }
    let log: serde_json::Value =
        serde_json::from_str(&written(OutputFormat::Sarif, &bench.report, &style())).unwrap();
    let results = log.pointer("/runs/0/results").unwrap().as_array().unwrap();
    assert_eq!((results.len(), results.first().unwrap()["level"].as_str()), (5000, Some("error")));
    let told = log.pointer("/runs/0/invocations/0/toolExecutionNotifications/0/message/text").unwrap();
    assert_eq!(told, "2 results of low severity left out: GitHub keeps 5000.");
}

#[test]
fn annotations_say_that_there_are_more_before_github_stops_showing_them() {
    let text = "RUN sudo a\n".repeat(30);
    let mut bench = Bench::new(&[("Dockerfile", Format::Dockerfile, &text)]);
    for nth in 0..30 {
        let severity = if nth % 2 == 0 { Severity::Low } else { Severity::High };
        let span = bench.span(0, "sudo", nth);
        bench.add("sudo", severity, span, "`sudo` in a RUN");
    }
    let text = written(OutputFormat::Github, &bench.report, &style());
    let kinds: Vec<&str> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(kinds.iter().take(15).all(|kind| *kind == "::error") && kinds.len() == 31);
    let more = text.lines().position(|line| line.contains("11 more findings")).unwrap();
    assert_eq!(more, 15 + 9, "{text}");
}
