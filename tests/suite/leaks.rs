//! Nothing leaks: values that are known to be secret are in no output, wherever they stand, and no text of a file
//! leaves its line.

use plimsoll::emit::{self, OutputFormat, Style};

use crate::support::{Project, Run, all_rules, check};

const FORMATS: [&str; 6] = ["terminal", "plain", "concise", "json", "sarif", "github"];

/// Text that looks random and is the same everywhere.
struct Letters(u64);

impl Letters {
    fn take(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let mut pick = || {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            alphabet[(self.0 >> 33) as usize % alphabet.len()]
        };
        (0..count).map(|_| pick()).collect()
    }
}

const ANY: &str = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const HEX: &str = "0123456789abcdef";

/// Secrets of many kinds, each with a name.
fn secrets(letters: &mut Letters) -> Vec<(&'static str, String)> {
    vec![
        ("a password", letters.take(ANY, 12)),
        ("a short password", format!("k{}", letters.take(HEX, 6))),
        (
            "a password with signs",
            format!("{}-{}.{}", letters.take(ANY, 4), letters.take(ANY, 4), letters.take(ANY, 3)),
        ),
        ("a long word", letters.take("abcdefghijklmnop", 18)),
        ("a hexadecimal key", letters.take(HEX, 40)),
        (
            "a UUID",
            format!(
                "{}-{}-4{}-a{}-{}",
                letters.take(HEX, 8),
                letters.take(HEX, 4),
                letters.take(HEX, 3),
                letters.take(HEX, 3),
                letters.take(HEX, 12)
            ),
        ),
        ("base64", format!("{}==", letters.take(ANY, 42))),
        ("a token of GitHub", format!("ghp_{}", letters.take(ANY, 36))),
        ("a token of GitLab", format!("glpat-{}", letters.take(ANY, 20))),
        ("a token of npm", format!("npm_{}", letters.take(ANY, 36))),
        ("a key of Stripe", format!("sk_live_{}", letters.take(ANY, 24))),
        ("a token of Slack", format!("xoxb-{}-{}", letters.take("123456789", 12), letters.take(ANY, 24))),
        ("a key of AWS", letters.take(ANY, 40)),
        (
            "a JWT",
            format!("eyJ{}.eyJ{}.{}", letters.take(ANY, 20), letters.take(ANY, 30), letters.take(ANY, 43)),
        ),
    ]
}

/// Files that hold `SECRET` where a rule sees it and once more where none does, each on lines that have other faults.
const FILES: &[(&str, &str, &str)] = &[
    ("a client's option", "Dockerfile", "RUN sudo mysqladmin -pSECRET ping"),
    ("an address", "Dockerfile", "RUN sudo git clone https://SECRET@git.shop.test/a.git"),
    ("an argument", "Dockerfile", "RUN sudo login-to-shop SECRET"),
    ("a quoted argument", "Dockerfile", "RUN cd /a && sudo login-to-shop \"SECRET\""),
    ("a label", "Dockerfile", "LABEL Shop.Key=SECRET"),
    ("a maintainer", "Dockerfile", "MAINTAINER SECRET"),
    ("a file", "Dockerfile", "ADD SECRET.txt /a/"),
    ("a folder", "Dockerfile", "WORKDIR SECRET"),
    ("an image", "Dockerfile", "COPY --from=shop/SECRET a b"),
    ("a build argument", "Dockerfile", "ARG unused=SECRET"),
    ("a command", "Dockerfile", "CMD start --key SECRET"),
    ("a heredoc", "Dockerfile", "RUN <<EOF\nsudo login SECRET\nEOF"),
    ("a comment", "Dockerfile", "# TODO SECRET"),
    ("a legacy form", "Dockerfile", "ENV shop SECRET"),
    ("a trailing blank", "Dockerfile", "RUN echo SECRET "),
    ("an image", "compose.yaml", "    image: shop/SECRET"),
    ("a command", "compose.yaml", "    command: [start, --key, SECRET]\n    privileged: true"),
    ("a mount", "compose.yaml", "    image: a\n    volumes: [/SECRET:/a]"),
    ("a port", "compose.yaml", "    ports: [\"SECRET:80\"]"),
    ("a label", "compose.yaml", "    labels: {key: SECRET, key: SECRET}"),
    ("a key", "compose.yaml", "    SECRET: a"),
    ("a list", "compose.yaml", "    environment:\n      - SECRET\n    user: root"),
    ("a block", "compose.yaml", "    command: |\n      start SECRET\n    privileged: true"),
    ("an image", "pod.yaml", "      image: shop/SECRET"),
    ("an argument", "pod.yaml", "      args: [--key, SECRET]\n      securityContext: {privileged: true}"),
    ("a name", "pod.yaml", "    - name: SECRET\n      image: a"),
    ("a capability", "pod.yaml", "      image: a:1\n      securityContext: {capabilities: {add: [SECRET]}}"),
    (
        "a path",
        "pod.yaml",
        "      image: a:1\n  volumes:\n    - name: SECRET\n      hostPath: {path: /SECRET}",
    ),
    ("a mistake", "pod.yaml", "      image: a:1\n      ports: [SECRET"),
];

/// A file with a secret at a place that a rule knows, and some lines that have it once more.
fn file(name: &str, lines: &str, secret: &str) -> String {
    let lines = lines.replace("SECRET", secret);
    match name {
        "Dockerfile" => format!("FROM alpine\nENV DB_PASSWORD={secret}\n{lines}\nRUN sudo true\nUSER root\n"),
        "compose.yaml" => {
            format!(
                "services:\n  db:\n    image: a\n    environment:\n      DB_PASSWORD: {secret}\n  web:\n{lines}\n"
            )
        }
        _ => format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n    - name: db\n      image: a\n      \
             env:\n        - {{name: DB_PASSWORD, value: \"{secret}\"}}\n{}{lines}\n",
            if lines.starts_with("    -") { "" } else { "    - name: web\n" },
        ),
    }
}

#[test]
fn a_secret_is_in_no_report_wherever_it_stands() {
    let mut letters = Letters(0x5eed);
    let mut leaks = Vec::new();
    let (mut count, mut known) = (0, 0);
    for (place, name, lines) in FILES {
        for (kind, secret) in secrets(&mut letters) {
            let files = [((*name).to_owned(), file(name, lines, &secret).into_bytes())];
            let report = check(&files, &all_rules());
            known += usize::from(report.secrets.are_in(&secret));
            for format in OutputFormat::ALL {
                let mut out = Vec::new();
                let style = Style { rule: plimsoll::rules::by_name, ..Style::default() };
                emit::write(format, &report, &style, &mut out).expect("memory can be written to");
                count += 1;
                if String::from_utf8_lossy(&out).contains(&secret) {
                    leaks.push(format!("{kind} in {place} of {name} as {format}: {secret}"));
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{} of {count}:\n{}", leaks.len(), leaks.join("\n"));
    assert_eq!((count, known), (FILES.len() * 14 * 6, FILES.len() * 14), "every secret is known");
}

#[test]
fn a_secret_is_in_no_output_of_the_command() {
    let mut letters = Letters(0xc0ffee);
    for (index, (place, name, lines)) in FILES.iter().enumerate() {
        let all = secrets(&mut letters);
        let (kind, secret) = &all[index % all.len()];
        let project = Project::new(&[(name, &file(name, lines, secret))]);
        let holds = |run: &Run| run.out.contains(secret) || run.err.contains(secret);
        let format = FORMATS[index % FORMATS.len()];
        // Also where the rules about secrets are off.
        for select in ["all", "pedantic", "sudo-in-run,long-line,deprecated-maintainer,image-without-tag"] {
            let run = project.run(&["--select", select, "--output-format", format]);
            assert!(!holds(&run), "{kind} in {place} of {name} as {format}: {run:?}");
        }
        let run = project.run(&["--select", "all", "--diff", "--unsafe-fixes"]);
        assert!(!holds(&run), "{kind} in {place} of {name} as a diff: {run:?}");
        let run = project.run(&["inspect", name]);
        assert!(!holds(&run), "{kind} in {place} of {name} as inspected: {run:?}");
    }
}

#[test]
fn words_and_numbers_are_masked_where_they_are_a_secret_only() {
    let text = "services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: postgres\n    privileged: true\n";
    let run = Project::new(&[("compose.yaml", text)]).run(&["--select", "all", "--output-format", "plain"]);
    assert!(run.out.contains("image: postgres") && !run.out.contains("PASSWORD: postgres"), "{run:?}");
}

/// What `git apply` makes of a project and a diff; `None` where there is no git.
fn applied(project: &Project, diff: &str) -> Option<bool> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut git = Command::new("git");
    git.current_dir(project.path(".")).args(["apply", "--whitespace=nowarn", "-"]).stdin(Stdio::piped());
    let mut child = git.spawn().ok()?;
    child.stdin.take().expect("it is piped").write_all(diff.as_bytes()).expect("git reads");
    Some(child.wait().expect("git ends").success())
}

#[test]
fn a_diff_beside_secrets_can_be_applied() {
    let dockerfile = "FROM alpine:3.21\nENV API_TOKEN=q7Zp2Lx9Vb4\nARG b\nADD a.txt /a/\nARG c\nENV d=q7Zp2Lx9Vb4\nARG e\nADD b.txt /b/\r\nADD c.txt /c/\nUSER 10001";
    let tabs = "FROM alpine:3.21\nRUN a\t&& b\nADD a.txt /a/\n";
    let project = Project::new(&[("a b/Dockerfile", dockerfile), ("\u{e9}/Dockerfile", tabs)]);
    project.write("mark/compose.yaml", b"\xef\xbb\xbfversion: '3'\nservices:\n  a:\n    image: b:1\n");
    let run = project.run(&["--diff", "--output-format", "concise"]);
    let diff = diff_of(&run.out);
    assert!(!run.out.contains("q7Zp2Lx9"), "{run:?}");
    if applied(&project, &diff) == Some(true) {
        let fixed = project.read("a b/Dockerfile");
        assert!(!fixed.contains("ADD") && fixed.contains("COPY b.txt /b/\r\nCOPY c.txt"), "{diff}\n{fixed}");
        assert!(project.read("\u{e9}/Dockerfile").contains("b\nCOPY"), "{diff}");
        assert!(project.read("mark/compose.yaml").starts_with("\u{feff}services"), "{diff}");
    } else {
        assert_eq!(applied(&project, &diff), None, "{diff}");
    }
}

#[test]
fn a_change_that_would_show_a_secret_is_left_out_and_said() {
    let text = "FROM alpine:3.21\nENV API_TOKEN q7Zp2Lx9Vb4\nUSER 10001\n";
    let project = Project::new(&[("Dockerfile", text)]);
    let run = project.run(&["--diff", "--output-format", "json"]);
    assert!(!run.out.contains("q7Zp2Lx9") && !run.out.contains("+++"), "{run:?}");
    project.run(&["--fix"]);
    assert!(project.read("Dockerfile").contains("ENV API_TOKEN=q7Zp2Lx9Vb4"));
}

/// The lines of a diff at the start of an output.
fn diff_of(out: &str) -> String {
    let is_diff = |line: &&str| line.starts_with(['+', '-', ' ', '@', '\\']);
    out.split_inclusive('\n').take_while(is_diff).collect()
}

#[test]
fn a_diff_in_a_pipe_starts_no_line_with_text_of_a_file() {
    let hostile = [
        "::error::a",
        "  ::stop-commands::a",
        "a\r::error::b",
        "##[error]a",
        "# ##vso[a]b",
        "\u{1b}[31m",
        "a\u{2028}::error::b",
        "a\u{85}b",
    ];
    for text in hostile {
        let dockerfile = format!(
            "FROM alpine:3.21\nCOPY <<EOF /x\n{text}\nEOF\nADD a.txt /a/\nCOPY <<EOF /y\nb\n{text}\nEOF\nADD b.txt /a/ \nUSER 10001\n"
        );
        let project = Project::new(&[("Dockerfile", &dockerfile)]);
        let run = project.run(&["--diff", "--output-format", "concise", "--select", "all"]);
        let lines = run.out.split(['\n', '\r', '\u{2028}', '\u{85}']);
        let is_command = |line: &str| {
            line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
        };
        let bad: Vec<&str> = lines.filter(|line| is_command(line) || line.contains('\u{1b}')).collect();
        assert!(bad.is_empty(), "{text:?}: {bad:?} in {}", run.out);
        assert!(run.out.contains("-ADD a.txt /a/\n+COPY a.txt /a/\n"), "{text:?}: {}", run.out);
        let applied = applied(&project, &diff_of(&run.out));
        assert!(applied != Some(false), "{text:?}: {}", run.out);
    }
}

#[test]
fn words_that_names_are_made_of_stay_readable() {
    let text = "services:\n  airflow-web:\n    image: defectdojo/defectdojo-django:latest\n    ports: [\"8080:8080\"]\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD:-defectdojo}\n      WWW_PASSWORD: ${WWW_PASSWORD:-airflow}\n      API_PASSWORD: zukunft\n      NOTE: zukunft zukunftsmusik\n";
    let project = Project::new(&[("compose.yaml", text)]);
    for format in FORMATS {
        let run = project.run(&["check", "--output-format", format, "--select", "all"]);
        assert!(
            run.out.contains("airflow-web") && run.out.contains("defectdojo-django"),
            "{format}: {run:?}"
        );
        assert!(!run.out.contains("zukunft") && !run.out.contains(":-airflow"), "{format}: {run:?}");
    }
}
