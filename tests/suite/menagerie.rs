//! Realistic projects of our own, with everything that is found in them, and what is understood of the examples. The
//! snapshots are what a reviewer of a change reads: a new line is a new finding for somebody.

use std::fs;
use std::process::Command;

use crate::support::root;

/// What a command prints in a folder of the repository.
fn printed(folder: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(arguments)
        .current_dir(root().join(folder))
        .env_remove("PRE_COMMIT")
        .output()
        .expect("the binary starts");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn assert(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn snapshot(project: &str, name: &str, arguments: &[&str]) {
    let check = ["check", "--isolated", "--exit-zero", "--no-suppressions"];
    let arguments = [&check, arguments, &["."]].concat();
    assert("menagerie", name, &printed(&format!("tests/menagerie/{project}"), &arguments));
}

#[test]
fn every_project_has_its_findings_on_record() {
    let projects = fs::read_dir(root().join("tests/menagerie")).expect("the menagerie is there");
    let mut names: Vec<String> =
        projects.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        snapshot(&name, &name, &["--select", "all", "--output-format", "concise"]);
    }
}

#[test]
fn the_report_of_a_project_reads_well() {
    snapshot("shop", "shop-terminal", &["--output-format", "terminal"]);
    snapshot("legacy", "legacy-terminal", &["--output-format", "terminal"]);
}

#[test]
fn what_is_understood_of_the_examples_reads_well() {
    for example in ["shop", "shop-hardened"] {
        let files = ["api/Dockerfile", "compose.yaml", "k8s/api.yaml"].map(|file| {
            format!(
                "$ plimsoll inspect {file}\n{}",
                printed(&format!("examples/{example}"), &["inspect", file])
            )
        });
        assert("inspect", example, &files.join("\n"));
    }
    assert("inspect", "kiosk", &printed("tests/menagerie/kiosk", &["inspect", "compose.yaml"]));
}
