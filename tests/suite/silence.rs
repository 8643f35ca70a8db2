//! Nothing passes in silence: exit 0 means that everything named was checked, and that what was walked and not checked
//! is counted.

use crate::support::{Project, Run};

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: x:1\n      securityContext:\n        privileged: true\n";
const TEMPLATE: &str = "{{- if .x }}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .y }}\n{{- end }}\n";
const CLEAN: &str = "FROM alpine:3.21\nUSER 10001\n";
const BAD: &str = "FROM alpine:3.21\nUSER root\n";

const FORMATS: [&str; 6] = ["terminal", "plain", "concise", "json", "sarif", "github"];

fn concise(project: &Project, arguments: &[&str]) -> Run {
    project.run(&[&["check", "--output-format", "concise"], arguments].concat())
}

/// What each format says about a call, with its exit code.
fn everywhere(project: &Project, arguments: &[&str]) -> Vec<(&'static str, Run)> {
    let run = |format| project.run(&[&["check", "--output-format", format], arguments].concat());
    FORMATS.map(|format| (format, run(format))).into()
}

/// Texts that were meant for a format, and cannot be read in full: walked or named, each is told.
#[test]
fn what_is_broken_or_over_a_limit_is_never_passed_over() {
    let bomb = (0..9).fold("x0: &a0 [x, x]\n".to_owned(), |text, level| {
        let aliases = vec![format!("*a{level}"); 9].join(", ");
        text + &format!("x{n}: &a{n} [{aliases}]\n", n = level + 1)
    });
    let depth = format!("x: {}\n{POD}", "[".repeat(200));
    let bomb = format!("{bomb}{POD}");
    let json = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"name\":\"a\"]}}\n";
    let surrogate = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"x\": \"\\ud800\"}}}\n";
    let compose = "services:\n  web:\n    image: nginx:1\n  bad: [\n";
    let cases: &[(&str, &str, i32, &str)] = &[
        ("depth.yaml", &depth, 2, "--max-depth"),
        ("bomb.yaml", &bomb, 2, "--max-aliases"),
        ("pod.json", json, 1, "yaml-syntax"),
        ("surrogate.json", surrogate, 1, "yaml-syntax"),
        ("indented.yaml", "\tapiVersion: v1\n\tkind: Pod\n", 1, "a tab is used"),
        ("stack.yaml", compose, 1, "yaml-syntax"),
        ("app.compose.yaml", compose, 1, "yaml-syntax"),
        ("tabs.yaml", "services:\n\tweb:\n\t\timage: nginx\n", 1, "a tab is used"),
        ("flow.yaml", "services: {web: {build: .\n", 1, "yaml-syntax"),
        ("compose.yaml", "web:\n  image: nginx\n  privileged: true\n", 2, "version 1"),
    ];
    for (name, text, code, said) in cases {
        let project = Project::new(&[(name, text)]);
        let walked = if name.ends_with(".json") { None } else { Some(&[][..]) };
        for arguments in [Some(&[*name][..]), walked].into_iter().flatten() {
            let run = concise(&project, arguments);
            assert_eq!(run.code, Some(*code), "{name}: {run:?}");
            assert!(run.out.contains(said), "{name}: {run:?}");
        }
    }
}

#[test]
fn many_nodes_before_an_object_make_the_answer_incomplete() {
    let text = format!("x: [{}]\n---\n{POD}", "a,".repeat(200));
    let project = Project::new(&[("pod.yaml", &text)]);
    let run = concise(&project, &["--max-nodes", "100"]);
    assert!(run.code == Some(2) && run.out.contains("--max-nodes"), "{run:?}");
}

#[test]
fn files_of_other_tools_are_nobodys_business() {
    let project = Project::new(&[
        ("services.yml", "services:\n  App\\Kernel:\n    resource: [\n"),
        (".gitlab-ci.yml", "image: ruby\nservices:\n  - docker:dind\ntest:\n  script: [\n"),
        ("values.yaml", "web:\n  image: nginx\n"),
        ("Dockerfile", CLEAN),
    ]);
    let run = concise(&project, &[]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""), "{run:?}");
}

#[test]
fn whole_documents_before_a_template_are_linted_and_the_rest_is_said() {
    let text = format!("{POD}---\n{{{{ x }}}}: [\n");
    let project = Project::new(&[("pod.yaml", &text)]);
    let walked = concise(&project, &[]);
    assert!(walked.code == Some(1) && walked.out.contains("privileged-container"), "{walked:?}");
    assert!(
        walked.out.contains("passed over 1 template") && !walked.out.contains("yaml-syntax"),
        "{walked:?}"
    );
    let named = concise(&project, &["pod.yaml"]);
    assert!(named.code == Some(2) && named.out.contains("privileged-container"), "{named:?}");
    assert!(named.out.contains("pod.yaml:12: not checked: it is a template"), "{named:?}");
}

#[test]
fn templates_are_counted_when_walked_and_not_checked_when_named() {
    let files = [
        ("templates/a.yaml", TEMPLATE),
        ("templates/b.yaml", TEMPLATE),
        ("templates/c.yaml", "{% for x in y %}\nservices:\n  a:\n    image: {{ x }}\n{% endfor %}\n"),
        ("Dockerfile.j2", "FROM {{ image }}\n"),
        ("Dockerfile", CLEAN),
    ];
    let project = Project::new(&files);
    for (format, run) in everywhere(&project, &[]) {
        assert_eq!(run.code, Some(0), "{format}: {run:?}");
        let said = if format == "json" { "\"template\": 4" } else { "4 templates" };
        let is_said = run.out.contains(said) || run.out.contains(&said.replace(": ", ":"));
        assert!(is_said, "{format}: {run:?}");
    }
    for (format, run) in everywhere(&project, &["Dockerfile", "templates/a.yaml"]) {
        assert!(run.code == Some(2) && run.out.contains("t is a template"), "{format}: {run:?}");
    }
    let hook = concise(&project, &["--force-exclude", "Dockerfile", "templates/a.yaml"]);
    assert!(hook.code == Some(0) && hook.out.contains("passed over 1 template"), "{hook:?}");
    // Nothing at all was checked.
    assert_eq!(concise(&project, &["templates"]).code, Some(2));
    assert_eq!(concise(&project, &["--allow-empty", "templates"]).code, Some(0));
}

#[test]
fn a_named_file_that_is_none_of_ours_is_said_and_alone_it_is_a_mistake() {
    let project = Project::new(&[("a.txt", "text\n"), ("values.yaml", "a: b\n"), ("Dockerfile", CLEAN)]);
    for name in ["a.txt", "values.yaml"] {
        for (format, run) in everywhere(&project, &[name]) {
            assert_eq!(run.code, Some(2), "{format}: {run:?}");
            assert!(run.out.contains("t is neither a Dockerfile, nor"), "{format}: {run:?}");
        }
        for (format, run) in everywhere(&project, &["Dockerfile", name]) {
            assert_eq!(run.code, Some(0), "{format}: {run:?}");
            assert!(run.out.contains("t is neither a Dockerfile, nor"), "{format}: {run:?}");
        }
        let hook = concise(&project, &["--force-exclude", name]);
        assert_eq!((hook.code, hook.out.as_str(), hook.err.as_str()), (Some(0), "", ""));
    }
    let run = project.run_with(&["check", "-", "--stdin-filename", "foo.txt"], "a: b\n");
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn the_user_says_what_a_file_is() {
    let service = "services:\n  a:\n    image: b:1\n    privileged: true\n";
    let project =
        Project::new(&[("d.txt", BAD), ("c.txt", service), ("k.txt", POD), ("v1", "a:\n  image: b\n")]);
    for (format, name, rule) in [
        ("dockerfile", "d.txt", "root-user"),
        ("compose", "c.txt", "privileged-container"),
        ("kubernetes", "k.txt", "privileged-container"),
        // It is believed.
        ("dockerfile", "c.txt", "dockerfile-syntax"),
    ] {
        let run = concise(&project, &["--as", format, name]);
        assert!(run.code == Some(1) && run.out.contains(rule), "{run:?}");
    }
    for (format, name, said) in [
        ("kubernetes", "c.txt", "no object with"),
        ("compose", "v1", "version 1"),
        ("compose", ".", "no file is named"),
    ] {
        let run = concise(&project, &["--as", format, name]);
        assert!(run.code == Some(2) && (run.out + &run.err).contains(said), "{format} {name}");
    }
    let run =
        project.run_with(&["check", "--as", "dockerfile", "--output-format", "concise", "-"], "USER root\n");
    assert!(run.code == Some(1) && run.out.contains("dockerfile-syntax"), "{run:?}");
}

#[test]
fn a_shell_text_over_a_limit_is_not_checked_in_full_in_every_format() {
    let deep = format!("{}true{}", "(".repeat(60), ")".repeat(60));
    let dockerfile = |text: &str| format!("FROM debian:12\nRUN {text}\nUSER 1\n");
    let project = Project::new(&[("Dockerfile", &dockerfile(&format!("{deep} && sudo ls")))]);
    for arguments in [&[][..], &["--shell-analysis", "off"], &["--select", "root-user"]] {
        for (format, run) in everywhere(&project, arguments) {
            assert_eq!(run.code, Some(2), "{format}: {run:?}");
            assert!(run.out.contains("he shell text is too long or nested too deep"), "{format}: {run:?}");
        }
    }
    // What can be read of it is.
    for (text, rule) in [
        (format!("{deep} && curl -s http://x/y | sh"), "download-piped-to-shell"),
        (format!("sudo ls; {deep}"), "sudo-in-run"),
        (format!("a \\\n  || {deep} || sudo ls"), "sudo-in-run"),
    ] {
        project.write("Dockerfile", dockerfile(&text).as_bytes());
        let run = concise(&project, &[]);
        assert!(run.code == Some(2) && run.out.contains(rule), "{text}: {run:?}");
    }
}

#[test]
fn a_walked_file_that_is_too_large_is_told_in_every_format() {
    let project = Project::new(&[("Dockerfile", CLEAN), ("big.yaml", &format!("# {}\n", "x".repeat(2000)))]);
    for (format, run) in everywhere(&project, &["--max-file-size", "1000"]) {
        assert_eq!(run.code, Some(2), "{format}: {run:?}");
        assert!(run.out.contains("larger than 1000 bytes (--max-file-size"), "{format}: {run:?}");
    }
    // There is no such flag where a file is read for something else.
    let text = format!("FROM a\n# {}\n", "x".repeat(5_000_000));
    project.write("large/Dockerfile", text.repeat(4).as_bytes());
    let run = project.run(&["inspect", "large/Dockerfile"]);
    assert!(!run.err.contains("--max-file-size"), "{run:?}");
}

#[test]
fn a_broken_file_is_told_when_the_rule_about_that_does_not_run() {
    let project = Project::new(&[("compose.yaml", "services:\n  a:\n    image: b:1\n  c: [\n")]);
    let walked = concise(&project, &["--select", "root-user"]);
    assert!(walked.code == Some(0) && walked.out.contains("passed over 1 broken file"), "{walked:?}");
    let named = concise(&project, &["--select", "root-user", "compose.yaml"]);
    assert!(named.code == Some(2) && named.out.contains("not checked"), "{named:?}");
}

#[test]
fn texts_in_other_encodings_are_read_with_a_finding() {
    let gbk: &[u8] =
        b"# \xb9\xb9\xbd\xa8\xbe\xb5\xcf\xf1\xb5\xc4\xb5\xda\xd2\xbb\xb2\xbd\xca\xc7\xb0\xb2\xd7\xb0\n";
    let latin: &[u8] = b"# d\xe9j\xe0 \xe9t\xe9 pr\xe9par\xe9\n";
    let windows: &[u8] = b"LABEL a=\"\x93na\xefve\x94 \x96 \x80\"\n";
    for comment in [gbk, latin, windows] {
        let project = Project::new(&[]);
        project.write("Dockerfile", &[b"FROM alpine:3.21\n", comment, b"USER root\n"].concat());
        let run = concise(&project, &[]);
        assert!(run.code == Some(1) && run.out.contains("invalid-encoding"), "{run:?}");
        assert!(run.out.contains("Dockerfile:3:6: error[root-user]"), "{run:?}");
    }
    let project = Project::new(&[]);
    project.write("Dockerfile", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\xfe\xff");
    let run = concise(&project, &[]);
    assert!(run.code == Some(2) && run.out.contains("it is not text"), "{run:?}");
}

/// An index of git that tracks some paths.
fn index(paths: &[&str]) -> Vec<u8> {
    let mut out = [b"DIRC\0\0\0\x02".as_slice(), &(paths.len() as u32).to_be_bytes()].concat();
    for path in paths {
        let start = out.len();
        out.extend([0; 24]);
        out.extend(0o100_644_u32.to_be_bytes());
        out.resize(start + 62, 0);
        out.extend_from_slice(path.as_bytes());
        out.push(0);
        out.resize(start + (out.len() - start).next_multiple_of(8), 0);
    }
    out.extend([0; 20]);
    out
}

#[test]
fn tracked_files_that_an_ignore_file_names_are_checked_and_others_are_counted() {
    let project = Project::new(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".ignore", "a/Dockerfile\nb/\nc/\n"),
        ("a/Dockerfile", BAD),
        ("b/deep/Dockerfile", BAD),
        ("b/untracked/Dockerfile", BAD),
        ("c/Dockerfile", BAD),
        ("d/Dockerfile", CLEAN),
    ]);
    let run = concise(&project, &[]);
    assert!(
        run.code == Some(0) && run.out.contains("passed over 1 ignored file, 2 ignored folders"),
        "{run:?}"
    );
    project.write(".git/index", &index(&["a/Dockerfile", "b/deep/Dockerfile", "gone/Dockerfile"]));
    let run = concise(&project, &[]);
    assert!(
        run.code == Some(1) && run.out.contains("a/Dockerfile:2:6") && run.out.contains("b/deep/"),
        "{run:?}"
    );
    assert!(!run.out.contains("untracked") && !run.out.contains("c/Dockerfile"), "{run:?}");
    let all = concise(&project, &["--no-ignore-files"]);
    assert!(
        all.out.contains("b/untracked/Dockerfile:2:6") && all.out.contains("c/Dockerfile:2:6"),
        "{all:?}"
    );
    assert!(!all.out.contains("passed over"), "{all:?}");
}

#[test]
fn what_was_passed_over_is_counted_everywhere_and_listed_on_request() {
    let project = Project::new(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        (".gitignore", "x.yaml\n"),
        ("x.yaml", POD),
        ("node_modules/Dockerfile", BAD),
        ("vendor/Dockerfile", BAD),
        ("plimsoll.toml", "exclude = [\"vendor\"]\n"),
        ("Dockerfile", CLEAN),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("vendor", project.path("link")).expect("a link can be made");
    #[cfg(not(unix))]
    project.write("link", b"");
    for (format, run) in everywhere(&project, &["--verbose"]) {
        assert_eq!(run.code, Some(0), "{format}: {run:?}");
        if format != "json" {
            assert!(
                run.out.contains("1 ignored file, 1 ignored folder, 1 excluded folder"),
                "{format}: {run:?}"
            );
        }
        assert!(run.out.contains("plimsoll.toml"), "{format}: {run:?}");
        for said in [
            "configuration: plimsoll.toml (the nearest to what is checked)",
            "passed over: x.yaml: an ignore file names it",
            "passed over: node_modules: folders of this name hold dependencies",
            "passed over: vendor: the configuration excludes it",
            #[cfg(unix)]
            "passed over: link: it is a link to a folder",
        ] {
            assert!(run.err.contains(said), "{format}: {said}: {run:?}");
        }
    }
    let quiet = project.run(&["check", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
}

#[test]
fn comments_that_switch_everything_off_leave_a_trace_in_every_format() {
    let annotated =
        POD.replace("metadata:\n", "metadata:\n  annotations: {kube-linter.io/ignore-all: \"why\"}\n");
    let service = "services:\n  a:\n    image: b:1\n    privileged: true\n";
    let dclint = format!("# dclint disable-file\n{service}");
    let kics = format!("# kics-scan ignore\n{service}");
    let trivy = format!("# trivy:ignore:*\n{service}");
    for (path, text, line) in [
        ("Dockerfile", "# check=skip=all\nFROM alpine:latest\nUSER root\n", 1),
        ("Dockerfile", "FROM alpine:latest\nUSER root\n# tally global ignore=all\n", 3),
        ("Dockerfile", "# kics-scan ignore\nFROM alpine:latest\nUSER root\n", 1),
        ("compose.yaml", &dclint, 1),
        ("compose.yaml", &kics, 1),
        ("compose.yaml", &trivy, 1),
        ("pod.yaml", &annotated, 4),
    ] {
        let project = Project::new(&[(path, text)]);
        for (format, run) in everywhere(&project, &[]) {
            assert_eq!(run.code, Some(0), "{format}: {run:?}");
            assert!(run.out.contains("switches off every rule"), "{format}: {run:?}");
        }
        assert!(concise(&project, &[]).out.contains(&format!("{path}:{line}: note: ")), "{path}:{line}");
        // What is enforced is out of their reach.
        let enforced = concise(&project, &["--enforce", "root-user,privileged-container"]);
        assert_eq!(enforced.code, Some(1), "{enforced:?}");
    }
}

#[test]
fn comments_of_linters_that_do_not_read_a_format_mean_nothing_in_it() {
    for comment in ["# dclint disable-file", "# dclint disable"] {
        let run = concise(&Project::new(&[("Dockerfile", &format!("{comment}\n{BAD}"))]), &[]);
        assert_eq!(run.code, Some(1), "{comment}: {run:?}");
    }
    let service = "services:\n  a:\n    image: b:1\n    privileged: true\n";
    for comment in ["# check=skip=all", "# tally global ignore=all"] {
        let run = concise(&Project::new(&[("compose.yaml", &format!("{comment}\n{service}"))]), &[]);
        assert_eq!(run.code, Some(1), "{comment}: {run:?}");
    }
}

#[test]
fn enforced_rules_are_switched_off_by_neither_comments_nor_the_repository() {
    let quiet = "exclude = [\"vendor\"]\n[lint]\nignore = [\"root-user\"]\nfail-on = \"never\"\n\
                 [[overrides]]\npaths = [\"**\"]\nrules = { root-user = \"off\" }\n";
    let project = Project::new(&[
        ("plimsoll.toml", quiet),
        ("Dockerfile", "FROM alpine:3.21\n# plimsoll: ignore[root-user]\nUSER root\n"),
        ("vendor/Dockerfile", BAD),
    ]);
    assert_eq!(concise(&project, &[]).code, Some(0));
    let run = concise(&project, &["--enforce", "root-user"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for place in ["Dockerfile:3:6: error[root-user]", "vendor/Dockerfile:2:6: error[root-user]"] {
        assert!(run.out.contains(place), "{run:?}");
    }
    assert!(!run.out.contains("unused-suppression"), "{run:?}");
    // A group, and a configuration that is named.
    assert_eq!(concise(&project, &["--enforce", "security"]).code, Some(1));
    project.write("org.toml", b"[enforce]\nrules = [\"DL3002\"]\n[rules]\nroot-user = \"off\"\n");
    let run = concise(&project, &["--config", "org.toml"]);
    assert!(
        run.code == Some(1) && run.out.contains("\nDockerfile:3:6") || run.out.starts_with("Dockerfile:3:6"),
        "{run:?}"
    );
    assert_eq!(concise(&project, &["--enforce", "root-usr"]).code, Some(2));
}

#[test]
fn one_line_says_which_configuration_counted_and_what_comments_suppressed() {
    let text = "# hadolint ignore=DL3007\nFROM alpine:latest\n# plimsoll: ignore[root-user]\nUSER root\n";
    let project = Project::new(&[("plimsoll.toml", ""), ("a/Dockerfile", text)]);
    let said = "onfiguration plimsoll.toml; 2 findings suppressed by comments (1 for hadolint)";
    for (format, run) in everywhere(&project, &[]) {
        assert!(format == "json" || run.out.contains(said), "{format}: {run:?}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&project.run(&["check", "--output-format", "json"]).out).expect("it is JSON");
    assert_eq!(json["summary"]["configuration"], "plimsoll.toml");
    assert_eq!(json["summary"]["suppressed"], 2);
}

#[test]
fn flags_win_over_the_configuration() {
    let project = Project::new(&[
        (
            "plimsoll.toml",
            "[lint]\nignore = [\"root-user\"]\n[rules]\nlong-line = \"high\"\n[[overrides]]\npaths = [\"**\"]\nrules = { root-user = \"off\", image-latest-tag = \"high\" }\n",
        ),
        ("Dockerfile", "FROM alpine:latest\nUSER root\n"),
    ]);
    let run = concise(&project, &["--select", "root-user"]);
    assert!(run.code == Some(1) && run.out.contains("error[root-user]"), "{run:?}");
    assert!(!run.out.contains("image-latest-tag"), "{run:?}");
    let run = concise(&project, &["--ignore", "image-latest-tag"]);
    assert!(run.code == Some(0) && !run.out.contains("image-latest-tag"), "{run:?}");
}

#[test]
fn patterns_match_below_the_configuration_wherever_the_call_is_made() {
    let project = Project::new(&[
        (
            "plimsoll.toml",
            "exclude = [\"vendor\"]\n[[overrides]]\npaths = [\"b/**\"]\nrules = { root-user = \"low\" }\n",
        ),
        ("b/Dockerfile", BAD),
        ("b/c/Dockerfile", BAD),
        ("vendor/Dockerfile", BAD),
    ]);
    let absolute = project.path("b/Dockerfile").canonicalize().expect("it is there");
    let absolute = absolute.to_str().expect("it is text");
    for path in ["b/Dockerfile", "./b/c/../Dockerfile", absolute] {
        let run = concise(&project, &[path]);
        assert!(run.code == Some(0) && run.out.contains("note[root-user]"), "{path}: {run:?}");
    }
    let below = |folder: &str, arguments: &[&str]| {
        let mut command = project.command(&[&["check", "--output-format", "concise"], arguments].concat());
        let output = command.current_dir(project.path(folder)).output().expect("the binary starts");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, out) = below("b", &["Dockerfile", "../b/c"]);
    assert!(code == Some(0) && out.matches("note[root-user]").count() == 2, "{out}");
    let (code, out) = below("vendor", &["--force-exclude", "Dockerfile"]);
    assert!(code == Some(0) && out.contains("passed over 1 excluded file"), "{out}");
}

#[test]
fn a_dockerfile_is_judged_alike_from_within_its_folder() {
    let project = Project::new(&[
        (".git/HEAD", "ref: refs/heads/main\n"),
        ("compose.yaml", "services:\n  a:\n    build:\n      context: .\n      dockerfile: b/Dockerfile\n"),
        (".dockerignore", "x.txt\n"),
        ("x.txt", ""),
        ("b/Dockerfile", "FROM alpine:3.21\nCOPY x.txt /\nUSER 1\n"),
    ]);
    let arguments = ["check", "--output-format", "concise", "--select", "copy-source-ignored"];
    let above = project.run(&[&arguments[..], &["b/Dockerfile"]].concat());
    assert!(above.out.starts_with("b/Dockerfile:2:"), "{above:?}");
    let mut command = project.command(&[&arguments[..], &["Dockerfile"]].concat());
    let output = command.current_dir(project.path("b")).output().expect("the binary starts");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(format!("b/{out}"), above.out);
}

#[test]
fn a_file_that_is_named_twice_is_one() {
    let project = Project::new(&[("d/Dockerfile", "FROM alpine:3.21\nMAINTAINER me\nUSER root\n")]);
    let run = concise(&project, &["d", "./d/Dockerfile", "d/../d/Dockerfile"]);
    assert_eq!(run.out.matches("root-user").count(), 1, "{run:?}");
    let fixed = concise(
        &project,
        &["--fix", "--unsafe-fixes", "--select", "deprecated-maintainer", "d", "./d/Dockerfile"],
    );
    assert_eq!(fixed.code, Some(0), "{fixed:?}");
}

#[test]
fn a_diff_is_printed_alone_and_tells_by_its_exit_code() {
    let project = Project::new(&[("Dockerfile", "FROM alpine:3.21 as a\nUSER root\n")]);
    let arguments = ["check", "--select", "inconsistent-as-casing,root-user", "--diff"];
    let run = project.run(&arguments);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.starts_with("--- a/Dockerfile\n+++ b/Dockerfile\n"), "{run:?}");
    assert!(run.out.lines().all(|line| line.starts_with(['-', '+', ' ', '@'])), "{run:?}");
    assert!(run.err.contains("2 findings, of which the diff fixes 1"), "{run:?}");
    assert_eq!(project.run(&[&arguments[..], &["--exit-zero"]].concat()).code, Some(0));
    let none = project.run(&["check", "--select", "root-user", "--diff"]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), ""), "{none:?}");
    let incomplete = project.run(&[&arguments[..], &["Dockerfile", "missing"]].concat());
    assert_eq!(incomplete.code, Some(2), "{incomplete:?}");
}

#[test]
fn a_name_for_standard_input_implies_it_and_flags_without_effect_are_mistakes() {
    let project = Project::new(&[("Dockerfile", CLEAN)]);
    let run =
        project.run_with(&["check", "--output-format", "concise", "--stdin-filename", "x/Dockerfile"], BAD);
    assert!(run.code == Some(1) && run.out.starts_with("x/Dockerfile:2:6"), "{run:?}");
    assert_eq!(run.out.lines().count(), 1, "the folder is not linted besides: {run:?}");
    let run = project.run(&["check", "--unsafe-fixes"]);
    assert!(run.code == Some(2) && run.err.contains("--fix"), "{run:?}");
    for flag in ["--fix", "--diff"] {
        assert_ne!(project.run(&["check", "--unsafe-fixes", flag]).code, Some(2), "{flag}");
    }
}
