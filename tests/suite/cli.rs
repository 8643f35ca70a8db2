//! The command as users call it: arguments, exit codes, streams.

use crate::support::Project;

const CLEAN: (&str, &str) = ("Dockerfile", "FROM alpine:3.21\nUSER 10001\n");
const BAD: (&str, &str) = ("Dockerfile", "FROM alpine:3.21\nUSER root\n");
const WARNING: (&str, &str) = ("Dockerfile", "FROM alpine:latest\nUSER 10001\n");

fn concise(project: &Project, arguments: &[&str]) -> crate::support::Run {
    let mut all = vec!["check", "--output-format", "concise"];
    all.extend(arguments);
    project.run(&all)
}

#[test]
fn a_clean_project_exits_with_0() {
    let run = Project::new(&[CLEAN]).run(&[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("1 file"), "{run:?}");
}

#[test]
fn errors_fail_and_warnings_do_not() {
    assert_eq!(Project::new(&[BAD]).run(&[]).code, Some(1));
    assert_eq!(Project::new(&[WARNING]).run(&[]).code, Some(0));
    assert_eq!(Project::new(&[WARNING]).run(&["--fail-on", "medium"]).code, Some(1));
    assert_eq!(Project::new(&[BAD]).run(&["--fail-on", "never"]).code, Some(0));
    assert_eq!(Project::new(&[BAD]).run(&["check", "--exit-zero"]).code, Some(0));
}

#[test]
fn what_was_not_checked_makes_it_2_and_everything_else_is_reported() {
    let project = Project::new(&[BAD]);
    let run = concise(&project, &["Dockerfile", "missing.yaml"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.out.contains("root-user"), "{run:?}");
    assert!(run.err.contains("missing.yaml"), "{run:?}");
    assert_eq!(concise(&project, &["--exit-zero", "Dockerfile", "missing.yaml"]).code, Some(2));
}

#[test]
fn a_folder_without_anything_to_check_is_a_mistake_unless_allowed() {
    let project = Project::new(&[("README.md", "hello")]);
    assert_eq!(project.run(&["."]).code, Some(2));
    assert_eq!(project.run(&["--allow-empty", "."]).code, Some(0));
}

#[test]
fn a_file_of_another_kind_that_a_hook_names_is_skipped_in_silence() {
    let project = Project::new(&[(".pre-commit-config.yaml", "repos: []\n"), ("a.txt", "text\n")]);
    let run = concise(&project, &["--force-exclude", ".pre-commit-config.yaml", "a.txt"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
}

#[test]
fn an_override_in_no_repository_is_judged_with_its_project_from_every_folder() {
    let project = Project::new(&[
        ("shop/compose.yaml", "services:\n  web:\n    image: shop:1\n"),
        ("shop/compose.override.yaml", "services:\n  web:\n    networks: [nowhere]\n"),
        ("shop/api/a.txt", ""),
        ("elsewhere/a.txt", ""),
    ]);
    for folder in ["elsewhere", "", "shop", "shop/api"] {
        for named in ["shop", "shop/compose.override.yaml"] {
            let path = project.path(named);
            let path = path.to_str().expect("it is text");
            let mut command =
                project.command(&["check", "--output-format", "concise", "--select", "refused", path]);
            let output = command.current_dir(project.path(folder)).output().expect("the binary starts");
            let out = String::from_utf8_lossy(&output.stdout);
            assert!(
                out.contains("compose.override.yaml:3:16: error[undefined-network]"),
                "{folder} {named}: {out}"
            );
        }
    }
}

#[test]
fn an_empty_dockerfile_is_an_error() {
    for text in ["", "\n\n", "# nothing but a comment\n"] {
        let run = concise(&Project::new(&[("Dockerfile", text)]), &[]);
        assert_eq!(run.code, Some(1), "{text:?}: {run:?}");
        assert!(run.out.contains("dockerfile-syntax"), "{run:?}");
    }
}

#[test]
fn standard_input_takes_its_format_from_a_name_or_from_its_content() {
    let project = Project::new(&[]);
    let arguments = ["check", "--output-format", "concise", "-", "--stdin-filename", "api/Dockerfile"];
    let run = project.run_with(&arguments, BAD.1);
    assert!(run.out.starts_with("api/Dockerfile:2:6: error[root-user]"), "{run:?}");
    let run = project.run_with(&["--output-format", "concise", "-"], BAD.1);
    assert!(run.out.contains("root-user"), "{run:?}");
}

#[test]
fn select_and_ignore_take_names_aliases_presets_categories_and_frameworks() {
    let project = Project::new(&[("Dockerfile", "FROM alpine:latest\nUSER root\n")]);
    let rules = |arguments: &[&str]| {
        let out = concise(&project, arguments).out;
        let name = |line: &str| line.split(['[', ']']).nth(1).unwrap_or("").to_owned();
        out.lines().map(name).collect::<Vec<_>>()
    };
    assert_eq!(rules(&["--select", "root-user"]), ["root-user"]);
    assert_eq!(rules(&["--select", "DL3007"]), ["image-latest-tag"]);
    assert_eq!(rules(&["--select", "hadolint/DL3007,strict", "--ignore", "security"]), ["image-latest-tag"]);
    assert_eq!(rules(&["--select", "cis-docker/4.1"]), ["root-user"]);
    let run = concise(&project, &["--select", "rot-user"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("did you mean `root-user`?"), "{run:?}");
}

#[test]
fn several_reports_come_from_one_run() {
    let project = Project::new(&[BAD]);
    let run = project.run(&[
        "--output",
        "sarif=out.sarif",
        "--output",
        "json=out.json",
        "--output-format",
        "github",
    ]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.starts_with("::error "), "{run:?}");
    assert!(
        project.read("out.sarif").contains("\"version\": \"2.1.0\"")
            || project.read("out.sarif").contains("\"version\":\"2.1.0\"")
    );
    assert!(project.read("out.json").contains("root-user"));
    assert_eq!(project.run(&["--output", "sarif=missing/out.sarif"]).code, Some(2));
}

#[test]
fn colour_is_never_used_unless_asked_for_or_on_a_terminal() {
    let project = Project::new(&[BAD]);
    assert!(!project.run(&[]).out.contains('\u{1b}'));
    assert!(project.run(&["--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn pages_are_explained_by_name_and_by_alias() {
    let project = Project::new(&[]);
    let run = project.run(&["explain", "DL3002"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.starts_with("# root-user\n"), "{}", run.out);
    let run = project.run(&["explain", "root-usr"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("`root-user`"), "{run:?}");
}

#[test]
fn rules_and_completions_are_listed() {
    let project = Project::new(&[]);
    assert!(project.run(&["rules"]).out.contains("privileged-container"));
    assert!(project.run(&["rules", "--json", "style"]).out.starts_with('['));
    assert!(project.run(&["completions", "bash"]).out.contains("plimsoll"));
}

#[test]
fn the_view_of_a_file_can_be_inspected() {
    let project =
        Project::new(&[("compose.yaml", "services:\n  db:\n    image: postgres:17\n    user: root\n")]);
    let run = project.run(&["inspect", "compose.yaml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("service `db`") && run.out.contains("4:11"), "{}", run.out);
}

#[test]
fn ignored_files_are_left_out_and_hidden_folders_are_not() {
    let project = Project::new(&[
        (".gitignore", "build/\n*.tmp.yaml\n!keep.tmp.yaml\n"),
        ("build/Dockerfile", BAD.1),
        (".devcontainer/Dockerfile", BAD.1),
        ("a.tmp.yaml", "services:\n  a:\n    image: b\n    privileged: true\n"),
        ("keep.tmp.yaml", "services:\n  a:\n    image: b\n    privileged: true\n"),
    ]);
    let out = concise(&project, &[]).out;
    assert!(!out.contains("build/") && !out.contains("\na.tmp.yaml"), "{out}");
    assert!(out.contains(".devcontainer/Dockerfile") && out.contains("keep.tmp.yaml"), "{out}");
}

#[test]
fn a_service_is_judged_with_the_dockerfile_that_it_builds_though_only_one_is_named() {
    let files = [
        ("compose.yaml", "services:\n  api:\n    build: ./api\n"),
        ("api/Dockerfile", "FROM python:3.13\nCMD [\"python\", \"app.py\"]\n"),
    ];
    let project = Project::new(&files);
    let out = concise(&project, &["compose.yaml"]).out;
    assert!(out.contains("missing-user"), "{out}");
    assert!(!out.contains("api/Dockerfile:"), "{out}");
    project.write("api/Dockerfile", b"FROM python:3.13\nUSER 1000\nCMD [\"python\", \"app.py\"]\n");
    assert!(!concise(&project, &["compose.yaml"]).out.contains("missing-user"));
}

#[test]
fn the_report_does_not_depend_on_the_number_of_threads() {
    let text = "services:\n  a:\n    image: nginx\n    privileged: true\n";
    let names: Vec<String> = (0..40).map(|index| format!("d{index}/compose.yaml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
    let project = Project::new(&files);
    let one = project.run(&["--threads", "1", "--output-format", "sarif"]);
    for threads in ["2", "8"] {
        assert_eq!(one.out, project.run(&["--threads", threads, "--output-format", "sarif"]).out);
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let project = Project::new(&[]);
    assert!(project.run(&["--version"]).out.starts_with("plimsoll "));
    let run = project.run(&["--help"]);
    assert_eq!(run.code, Some(0));
    assert!(run.out.contains("explain"));
    assert_eq!(project.run(&["check", "--no-such-flag"]).code, Some(2));
}

#[test]
fn inspect_masks_secrets_and_says_what_it_could_not_read() {
    let dockerfile = "FROM debian:12\nENV DB_PASSWORD=hunter2\nUSER $DB_PASSWORD\nCMD [\"a\"]\n";
    let project = Project::new(&[
        ("Dockerfile", dockerfile),
        ("compose.yaml", "services:\n  a:\n    image: https://user:hunter2@registry.shop.io/x\n"),
        ("broken/compose.yaml", "services:\n  web: [\n"),
    ]);
    for path in ["Dockerfile", "compose.yaml"] {
        let run = project.run(&["inspect", path]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(!run.out.contains("hunter2") && run.out.contains("****"), "{run:?}");
    }
    let run = project.run(&["inspect", "broken/compose.yaml"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("broken/compose.yaml:2:8:"), "{run:?}");
}

#[test]
fn a_file_that_is_named_and_found_counts_as_named() {
    let project = Project::new(&[("d/Dockerfile", "FROM alpine:3.21\nUSER 1\n")]);
    project.write("d/x.yaml", b"\xff\xfe\xff\x00\xd8");
    for paths in [["d", "d/x.yaml"], ["d/x.yaml", "d"]] {
        let run = project.run(&["check", paths[0], paths[1]]);
        assert_eq!(run.code, Some(2), "{run:?}");
    }
}

#[test]
fn findings_in_a_rendered_chart_name_their_template() {
    let pod = |name: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\nspec:\n  containers:\n    - name: a\n      image: b:latest\n"
        )
    };
    let web = |name: &str| format!("---\n# Source: shop/templates/{name}.yaml\n{}", pod(name));
    let text = format!("{}{}---\n{}", web("web"), web("db"), pod("own"));
    let project = Project::new(&[]);
    let run = |format: &str| {
        let arguments =
            ["check", "-", "--select", "image-latest-tag", "--exit-zero", "--output-format", format];
        project.run_with(&arguments, &text).out
    };
    let concise = run("concise");
    let lines: Vec<&str> = concise.lines().filter(|line| line.starts_with("<stdin>:")).collect();
    let ends: Vec<bool> = ["<stdin>:10:", "<stdin>:20:", "<stdin>:29:"]
        .iter()
        .zip(&lines)
        .map(|(start, line)| line.starts_with(start))
        .collect();
    assert_eq!(ends, [true; 3], "{concise}");
    assert!(lines[0].ends_with(" (from shop/templates/web.yaml)"), "{concise}");
    assert!(lines[1].ends_with(" (from shop/templates/db.yaml)"), "{concise}");
    assert!(!lines[2].contains("(from "), "{concise}");
    for format in ["terminal", "plain"] {
        let text = run(format);
        let from = |name: &str| text.matches(&format!("from: shop/templates/{name}.yaml")).count();
        assert_eq!((from("web"), from("db")), (1, 1), "{text}");
        assert_eq!(text.matches("from: ").count(), 2, "{text}");
    }
    let github = run("github");
    assert_eq!(github.matches("%0Afrom: shop/templates/").count(), 2, "{github}");
    let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap_or_default();
    let templates = ["web", "db"].map(|name| serde_json::json!(format!("shop/templates/{name}.yaml")));
    assert_eq!(json["findings"][0]["template"], templates[0]);
    assert_eq!(json["findings"][1]["template"], templates[1]);
    assert!(json["findings"][2]["template"].is_null());
    let sarif = run("sarif");
    assert_eq!(sarif.matches("Rendered from shop/templates/").count(), 2, "{sarif}");
}
