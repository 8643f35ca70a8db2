//! `--fix`, `--unsafe-fixes` and `--diff` on files.

use crate::support::Project;

#[test]
fn safe_fixes_are_written_and_a_second_run_changes_nothing() {
    let project = Project::new(&[
        ("Dockerfile", "FROM alpine:3.21\r\nADD a.txt /a/\r\nUSER 10001"),
        ("compose.yaml", "version: '3'\nservices:\n  a:\n    image: b:1\n"),
    ]);
    let run = project.run(&["--fix", "--output-format", "concise"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(project.read("Dockerfile"), "FROM alpine:3.21\r\nCOPY a.txt /a/\r\nUSER 10001");
    assert_eq!(project.read("compose.yaml"), "services:\n  a:\n    image: b:1\n");
    assert!(
        !run.out.contains("add-instead-of-copy") && !run.out.contains("obsolete-compose-version"),
        "{run:?}"
    );
    assert!(run.err.contains("2 findings fixed"), "{run:?}");
    let again = project.run(&["--fix", "--output-format", "concise"]);
    assert!(!again.err.contains("fixed"), "{again:?}");
}

#[test]
fn unsafe_fixes_are_applied_only_when_asked_for() {
    let text = "services:\n  a:\n    image: b:1 # pinned\n";
    let project = Project::new(&[("compose.yaml", text)]);
    project.run(&["--fix"]);
    assert_eq!(project.read("compose.yaml"), text);
    project.run(&["--unsafe-fixes"]);
    assert_eq!(project.read("compose.yaml"), text);
    project.run(&["--fix", "--unsafe-fixes"]);
    let fixed = project.read("compose.yaml");
    for line in [
        "    image: b:1 # pinned\n",
        "      - ALL\n",
        "    read_only: true\n",
        "      - no-new-privileges:true\n",
    ] {
        assert!(fixed.contains(line), "{fixed}");
    }
    project.run(&["--fix", "--unsafe-fixes"]);
    assert_eq!(project.read("compose.yaml"), fixed);
}

#[test]
fn a_diff_writes_nothing() {
    let text = "FROM alpine:3.21\nADD a.txt /a/\nUSER 10001\n";
    let project = Project::new(&[("Dockerfile", text)]);
    let run = project.run(&["--diff", "--output-format", "concise"]);
    assert_eq!(project.read("Dockerfile"), text);
    assert!(run.out.contains("-ADD a.txt /a/\n+COPY a.txt /a/\n"), "{run:?}");
}

#[test]
fn a_diff_shows_no_secret() {
    let text = "FROM alpine:3.21\nENV API_TOKEN=q7Zp2Lx9Vb4\nRUN curl -u a:q7Zp2Lx9Vb5 b\nADD a.txt /a/\nUSER 10001\n";
    let project = Project::new(&[("Dockerfile", text)]);
    let run = project.run(&["--diff", "--output-format", "concise"]);
    assert!(run.out.contains("@@ -4,2 +4,2 @@\n-ADD a.txt /a/\n+COPY a.txt /a/\n USER 10001\n"), "{run:?}");
    assert!(!run.out.contains("q7Zp2Lx9"), "{run:?}");
}

#[test]
fn a_byte_order_mark_and_permissions_survive() {
    let project = Project::new(&[]);
    project.write("compose.yaml", b"\xef\xbb\xbfversion: '3'\nservices:\n  a:\n    image: b:1\n");
    project.run(&["--fix"]);
    assert_eq!(project.read("compose.yaml"), "\u{feff}services:\n  a:\n    image: b:1\n");
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    let outside = Project::new(&[("Dockerfile", "FROM alpine:3.21\nADD a.txt /a/\nUSER 1\n")]);
    let project = Project::new(&[("x/Dockerfile.real", "FROM alpine:3.21\nADD a.txt /a/\nUSER 1\n")]);
    std::os::unix::fs::symlink(outside.path("Dockerfile"), project.path("Dockerfile"))
        .expect("a link can be made");
    std::os::unix::fs::symlink(project.path("x/Dockerfile.real"), project.path("Dockerfile.link"))
        .expect("a link can be made");
    let run = project.run(&["--fix"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(outside.read("Dockerfile").contains("ADD"));
    assert!(project.path("Dockerfile.link").is_symlink());
}

#[test]
fn a_syntax_error_stops_fixes_only_while_it_is_there() {
    let fixed = |text: &str| {
        let project = Project::new(&[("Dockerfile", text)]);
        project.run(&["--isolated", "--fix"]);
        project.read("Dockerfile")
    };
    // Its own fix comes first.
    let heredoc = "FROM alpine:3.21\nADD a /a\nRUN <<EOF\napk add --no-cache curl\n  EOF\nUSER 10001\n";
    assert_eq!(
        fixed(heredoc),
        "FROM alpine:3.21\nCOPY a /a\nRUN <<EOF\napk add --no-cache curl\nEOF\nUSER 10001\n"
    );
    // What the shell cannot read is a matter of its instruction.
    let shell = "FROM debian:12\nADD a /a\nRUN if true; then echo a\n";
    assert!(fixed(shell).contains("COPY a /a"));
    let broken = "FROM debian:12\nFROM\nADD a /a\n";
    assert_eq!(fixed(broken), broken);
}

#[test]
fn one_fix_that_is_left_out_costs_no_other() {
    let text = "FROM debian:12\nADD a /a\nRUN curl -fL http://deb.debian.org/x.tar -o x.tar\n";
    let project = Project::new(&[("Dockerfile", text)]);
    // The new address makes a weaker rule speak, which is no reason against it.
    project.run(&["--isolated", "--select", "all", "--fix", "--unsafe-fixes"]);
    let fixed = project.read("Dockerfile");
    assert!(fixed.contains("COPY") && fixed.contains("https://deb.debian.org"), "{fixed}");
}

#[test]
fn standard_input_becomes_standard_output() {
    let text = "FROM alpine:3.21\nADD a /a\n";
    let project = Project::new(&[("Dockerfile", text)]);
    let arguments =
        ["--fix", "--isolated", "--output-format", "concise", "-", "--stdin-filename", "Dockerfile"];
    let run = project.run_with(&arguments, "FROM alpine:3.21\nADD b /a\n");
    assert_eq!(run.out, "FROM alpine:3.21\nCOPY b /a\n");
    assert!(run.err.contains("1 finding fixed"), "{run:?}");
    assert_eq!(project.read("Dockerfile"), text);
    // What needs no fix comes out as it went in.
    let run = project.run_with(&arguments, "FROM alpine:3.21\n");
    assert_eq!(run.out, "FROM alpine:3.21\n");
}

/// What Compose makes of the whole project decides whether a fix is made.
#[test]
fn fixes_are_held_against_the_whole_project() {
    // The engine does not put a secret into a container whose filesystem is read-only.
    let text = "services:\n  web:\n    image: shop/web:1.4\n    tmpfs: [/tmp]\n    secrets: [key]\nsecrets:\n  key: {environment: KEY}\n";
    let project = Project::new(&[("compose.yaml", text)]);
    let run = project.run(&["--fix", "--unsafe-fixes", "--select", "writable-root-filesystem"]);
    assert_eq!(project.read("compose.yaml"), text, "{run:?}");
    // A safe one leaves alone what the project is.
    let project = Project::new(&[
        ("compose.yaml", "version: '3'\nservices:\n  web:\n    image: shop/web:1.4\n"),
        ("compose.override.yaml", "version: '3'\nservices:\n  web:\n    x-note: here\n"),
    ]);
    project.run(&["--fix"]);
    assert!(!project.read("compose.yaml").contains("version"));
    assert!(!project.read("compose.override.yaml").contains("version"));
}
