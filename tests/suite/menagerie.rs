//! Realistic projects of our own, with everything that is found in them. The snapshots are what a reviewer of a change
//! reads: a new line is a new finding for somebody.

use std::fs;
use std::process::Command;

use crate::support::root;

fn snapshot(project: &str, name: &str, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(["check", "--isolated", "--exit-zero", "--no-suppressions"])
        .args(arguments)
        .arg(".")
        .current_dir(root().join("tests/menagerie").join(project))
        .env_remove("PRE_COMMIT")
        .output()
        .expect("the binary starts");
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/menagerie"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
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
