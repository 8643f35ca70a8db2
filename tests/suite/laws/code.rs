//! Laws about the code: layers, sizes, documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{files, read, settle, uses};

/// A module's layer and the crates that it may name.
const LAYERS: &[(&str, u32, &[&str])] = &[
    ("facts", 0, &[]),
    ("settings", 0, &[]),
    ("source", 0, &["memchr"]),
    (
        "syntax",
        1,
        &["granit_parser", "shuck_ast", "shuck_linter", "shuck_parser", "rustc_hash", "strsim", "memchr"],
    ),
    ("finding", 1, &[]),
    ("fix", 2, &["memchr"]),
    ("schema", 2, &["memchr"]),
    ("model", 3, &["rustc_hash", "strsim", "memchr"]),
    ("project", 4, &["rustc_hash"]),
    ("workload", 5, &["rustc_hash"]),
    ("rules", 6, &["strsim"]),
    ("suppress", 7, &["rustc_hash"]),
    ("config", 7, &["toml", "serde", "serde_json", "globset", "rustc_hash"]),
    ("discover", 8, &["ignore", "globset", "memchr"]),
    ("engine", 9, &["aho_corasick", "rayon", "rustc_hash"]),
    ("emit", 10, &["miette", "codespan_reporting", "serde", "serde_json", "rustc_hash", "textwrap"]),
    (
        "cli",
        11,
        &[
            "clap",
            "clap_complete",
            "anstream",
            "rayon",
            "rustix",
            "serde_json",
            "signal_hook",
            "similar",
            "tempfile",
        ],
    ),
    ("main", 12, &[]),
    ("lib", 12, &[]),
];

/// Modules that may use one module of a higher or the same layer, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Problems are what parsers hand to rules: they are findings in the making.
    ("syntax", "finding"),
];

/// External crates that stay in one place, so that they can be replaced.
const CONFINED: &[(&str, &str)] = &[
    ("granit_parser", "src/syntax/yaml/"),
    ("shuck_", "src/syntax/shell/"),
    ("miette", "src/emit/"),
    ("codespan_reporting", "src/emit/"),
    ("toml", "src/config/"),
    ("ignore", "src/discover/"),
    ("clap", "src/cli/"),
    ("rustix", "src/cli/"),
    ("signal_hook", "src/cli/"),
    ("aho_corasick", "src/engine/"),
];

/// The crates of the dependency list, as they are written in paths.
fn crates() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .unwrap_or("")
        .to_owned();
    let names =
        section.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

/// The text of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = read(path);
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn module(path: &Path) -> String {
    let mut parts = path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

fn layer(module: &str) -> Option<(u32, &'static [&'static str])> {
    LAYERS.iter().find(|(name, _, _)| *name == module).map(|(_, layer, crates)| (*layer, *crates))
}

#[test]
fn a_module_uses_lower_layers_only() {
    let mut complaints = Vec::new();
    let crates = crates();
    for path in files("src", "rs") {
        let own = module(&path);
        let Some((own_layer, allowed)) = layer(&own) else {
            complaints.push(format!(
                "{}: give the module `{own}` a layer in tests/suite/laws/code.rs and docs/architecture.md",
                path.display()
            ));
            continue;
        };
        let text = code(&path);
        let paths = uses::paths(&uses::module_of(&path), &text);
        let used: BTreeSet<String> = paths.iter().filter_map(|path| path.first().cloned()).collect();
        for used in used {
            let Some((layer, _)) = layer(&used) else { continue };
            let excepted = EXCEPTIONS.contains(&(own.as_str(), used.as_str()));
            if used != own && layer >= own_layer && !excepted {
                complaints
                    .push(format!("{}: `{own}` may not use `{used}`, which is not below it", path.display()));
            }
        }
        for name in &crates {
            if text.contains(&format!("{name}::"))
                && !allowed.contains(&name.as_str())
                && text_uses(&text, name)
            {
                complaints.push(format!("{}: `{own}` may not use the crate `{name}`", path.display()));
            }
        }
        for (name, home) in CONFINED {
            let uses =
                crates.iter().filter(|known| known.starts_with(name)).any(|name| text_uses(&text, name));
            if uses && !path.starts_with(home) {
                complaints.push(format!("{}: the crate `{name}` stays in {home}", path.display()));
            }
        }
    }
    settle(&complaints);
}

/// Whether a path of the text starts with a crate's name.
fn text_uses(text: &str, name: &str) -> bool {
    let needle = format!("{name}::");
    text.match_indices(&needle).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
        !before.is_alphanumeric() && before != '_' && before != ':'
    })
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let files: BTreeMap<Vec<String>, PathBuf> =
        files("src", "rs").into_iter().map(|path| (uses::module_of(&path), path)).collect();
    // A `mod.rs` puts its children together: what it names of them, and they of it, is no use of each other.
    let is_leaf = |path: &Path| !path.ends_with("mod.rs") && !path.ends_with("lib.rs");
    let mut found: BTreeMap<PathBuf, BTreeSet<PathBuf>> = BTreeMap::new();
    for (module, path) in files.iter().filter(|(_, path)| is_leaf(path)) {
        let paths = uses::paths(module, &code(path));
        let targets = paths.iter().filter_map(|used| uses::file_of(used, &files));
        let targets = targets.filter(|target| *target != path && is_leaf(target));
        found.insert(path.clone(), targets.cloned().collect());
    }
    let names =
        |circle: &Vec<PathBuf>| circle.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
    let complaints: Vec<String> = uses::circles(&found)
        .iter()
        .map(|circle| format!("{}: move what both need into one of them, or out", names(circle).join(", ")))
        .collect();
    settle(&complaints);
}

#[test]
fn nothing_below_the_command_line_touches_the_world() {
    let mut complaints = Vec::new();
    for path in files("src", "rs") {
        let own = module(&path);
        let text = code(&path);
        for word in
            ["std::fs", "std::env", "println!", "eprintln!", "std::process", "std::time", "std::thread"]
        {
            let is_test = path.ends_with("testing.rs");
            let allowed =
                is_test || own == "cli" || own == "main" || (own == "discover" && word == "std::fs");
            if text.contains(word) && !allowed {
                complaints.push(format!("{}: `{word}` belongs to `cli`", path.display()));
            }
        }
        for word in ["todo!(", "unimplemented!(", "dbg!("] {
            if text.contains(word) {
                complaints.push(format!("{}: finish it: {word}", path.display()));
            }
        }
    }
    settle(&complaints);
}

#[test]
fn rules_ask_and_do_nothing_else() {
    let mut complaints = Vec::new();
    for path in files("src/rules", "rs") {
        let text = code(&path);
        for word in ["unwrap()", ".expect(", "std::io", "static mut", "Mutex", "OnceLock"] {
            if text.contains(word) {
                complaints.push(format!("{}: a rule has no `{word}`", path.display()));
            }
        }
    }
    settle(&complaints);
}

/// How a text is taken apart. Models and values do that; a rule asks them.
const PARSING: &[&str] = &[
    ".split(",
    ".split_once(",
    ".split_whitespace(",
    ".split_at",
    ".splitn(",
    ".rsplit",
    ".strip_prefix(",
    ".strip_suffix(",
    ".parse(",
    ".parse::<",
    "from_str_radix",
    ".chars()",
    ".bytes()",
    ".char_indices()",
    ".match_indices(",
    ".as_bytes()",
    "shell::parse",
    "dockerfile::parse",
    "yaml::parse",
];

/// Rules that still take texts apart, how many times, and why. A number may only become smaller, and no rule may be
/// added.
const PARSERS: &[(&str, usize)] = &[
    // What an option, a setting or a value of one tool says; only this rule asks.
    ("dockerfile/downloads/clear_text_download", 1),
    ("dockerfile/downloads/host_key_unchecked", 2),
    ("dockerfile/downloads/tls_verification_disabled", 2),
    ("dockerfile/downloads/unverified_download", 1),
    ("dockerfile/downloads/weak_tls_version", 1),
    ("dockerfile/packages/package_signature_unchecked", 1),
    ("dockerfile/packages/unpinned_go_package", 1),
    ("dockerfile/users/sparse_user_log", 1),
    ("dockerfile/windows/powershell_errors_ignored", 1),
    ("secrets/password_set_in_image", 1),
    // Which part of a name or of an image reference is compared.
    ("dockerfile/image_config/invalid_label_value", 1),
    ("dockerfile/shell/shell_not_in_image", 1),
    ("dockerfile/stages/constant_platform", 1),
    ("dockerfile/stages/stage_reference_by_index", 1),
    ("dockerfile/variables/undefined_variable", 1),
    // What is quoted in the file's own text, to write a fix or a message.
    ("dockerfile/image_config/deprecated_maintainer", 2),
    ("dockerfile/packages/duplicate_package", 1),
    ("dockerfile/variables/invalid_substitution", 1),
    ("dockerfile/variables/legacy_key_value", 2),
    ("dockerfile/variables/space_around_equals", 1),
    // Lines and words of comments and of texts that the analyser marked.
    ("dockerfile/shell/unquoted_substitution", 1),
    ("dockerfile/shell/unquoted_test_operand", 1),
    ("dockerfile/text/blank_continuation_line", 1),
    ("dockerfile/text/comment_after_continuation", 1),
    ("dockerfile/text/todo_comment", 1),
    ("dockerfile/users/passwordless_sudo", 1),
];

#[test]
fn rules_do_not_parse() {
    let mut complaints = Vec::new();
    // These define rules and find them, and hold none.
    let own = ["src/rules/meta.rs", "src/rules/lookup.rs", "src/rules/rule.rs"];
    for path in files("src/rules", "rs") {
        let name = path.display().to_string();
        let text = code(&path);
        let count: usize = PARSING.iter().map(|word| text.matches(word).count()).sum();
        let is_it = |known: &str| name == format!("src/rules/{known}.rs");
        let known = PARSERS.iter().find(|(known, _)| is_it(known)).map_or(0, |(_, count)| *count);
        if own.contains(&name.as_str()) || count == known {
            continue;
        }
        complaints.push(match count > known {
            true => {
                format!("{name}: takes texts apart {count} times: ask a model, or a value of `syntax::value`")
            }
            false => format!("{name}: takes texts apart {count} times: lower its number in PARSERS"),
        });
    }
    for (name, _) in PARSERS.iter().filter(|(name, _)| read(format!("src/rules/{name}.rs")).is_empty()) {
        complaints.push(format!("{name}: is gone: remove it from PARSERS"));
    }
    settle(&complaints);
}

/// The most columns of a line of code, as in `rustfmt.toml`; comments may have ten more.
const WIDTH: usize = 110;

#[test]
fn lines_are_within_the_width() {
    let mut complaints = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")) {
        for (index, line) in read(&path).lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            let width = if is_comment { WIDTH + 10 } else { WIDTH };
            // `rustfmt` leaves literals whole, and so do lines of text in tests.
            let is_text = !is_comment && line.contains(['"', '\\']);
            if line.chars().count() > width && !is_text {
                complaints.push(format!("{}:{}: over {width} columns", path.display(), index + 1));
            }
        }
    }
    settle(&complaints);
}

#[test]
fn bounds_are_in_one_place_of_each_layer() {
    let mut complaints = Vec::new();
    for path in files("src", "rs") {
        // Tables of facts may have the bounds of what they describe.
        if path.ends_with("limits.rs") || path.starts_with("src/facts") {
            continue;
        }
        for line in code(&path).lines() {
            let name = line.trim_start().split_once("const ").and_then(|(_, rest)| rest.split(':').next());
            if name.is_some_and(|name| name.starts_with("MAX_") || ["MANY", "DEADLINE"].contains(&name)) {
                complaints.push(format!(
                    "{}: move `{}` to src/{}/limits.rs, where the bounds of its layer are",
                    path.display(),
                    line.trim(),
                    module(&path)
                ));
            }
        }
    }
    settle(&complaints);
}

/// Whether a file holds the function of a rule.
fn is_rule(path: &Path) -> bool {
    code(path).lines().any(|line| line.starts_with("rule!("))
}

/// Files that may be longer than others, and why.
const LONG: &[(&str, &str)] = &[];

#[test]
fn files_are_short() {
    let mut complaints = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| files(folder, "rs")) {
        let name = path.display().to_string();
        let limit = if is_rule(&path) { 120 } else { 600 };
        let lines = read(&path).lines().count();
        if lines > limit && !LONG.iter().any(|(known, _)| *known == name) {
            complaints.push(format!("{name}: {lines} lines, {limit} at most: split it by what it knows"));
        }
    }
    settle(&complaints);
}

#[test]
fn every_module_says_what_it_does_and_what_not() {
    let mut complaints = Vec::new();
    for path in files("src", "rs") {
        let text = read(&path);
        if !is_rule(&path) && !text.starts_with("//!") {
            complaints.push(format!(
                "{}: start with `//!`: one sentence of purpose, one of what it does not do",
                path.display()
            ));
        }
    }
    settle(&complaints);
}

/// How a table names where it is from and of which day it is, at the end of its first line.
fn names_source_and_day(line: &str) -> bool {
    let source = line.split_once("Source: ").and_then(|(_, source)| source.strip_suffix('.'));
    let is_number =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    source.and_then(|source| source.rsplit_once(", ")).is_some_and(|(source, day)| {
        let mut parts = day.split('-');
        let mut number = |length| parts.next().map(|part| is_number(part, length));
        let is_month = number(4) == Some(true) && number(2) == Some(true);
        !source.is_empty() && is_month && number(2).unwrap_or(true) && number(0).is_none()
    })
}

#[test]
fn a_table_of_facts_names_its_source_and_its_day() {
    let mut complaints = Vec::new();
    let tables = ["tsv", "rs"].iter().flat_map(|end| files("src/facts", end));
    for path in tables {
        let text = read(&path);
        // Modules that only look things up have no data of their own.
        let has_data = path.extension().is_some_and(|end| end == "tsv")
            || code(&path).contains(": &[")
            || code(&path).contains("matches!(");
        if has_data && !text.lines().next().is_some_and(names_source_and_day) {
            complaints.push(format!(
                "{}: end the first line with `Source: …, YYYY-MM-DD.` or `Source: …, YYYY-MM.`",
                path.display()
            ));
        }
    }
    settle(&complaints);
}

/// The structs of the effective view that every adapter writes as a literal.
const VIEW: &[&str] = &[
    "Workload",
    "HostNamespaces",
    "Container",
    "Identity",
    "Security",
    "Resources",
    "Storage",
    "Health",
    "Network",
    "Operation",
    "Environment",
];

#[test]
fn adapters_fill_the_view_field_by_field() {
    let mut complaints = Vec::new();
    for path in files("src/workload", "rs") {
        let text = code(&path);
        for name in VIEW {
            for part in text.split(&format!("{name} {{")).skip(1) {
                let body = part.split("\n    }\n").next().unwrap_or("");
                // A base is `..` and an expression; a range has something before it.
                let mut bases = body.split(char::is_whitespace).filter_map(|word| word.strip_prefix(".."));
                if bases.any(|base| base.starts_with(char::is_alphabetic)) {
                    complaints.push(format!(
                        "{}: write every field of `{name}`: a new one has to be answered",
                        path.display()
                    ));
                }
            }
        }
        // The list of fields takes them apart, and must not pass one over.
        if path.ends_with("entry.rs") && text.contains("..") {
            complaints.push(format!("{}: take the view apart field by field", path.display()));
        }
    }
    let view = code(Path::new("src/workload/mod.rs"));
    for name in view.split("pub struct ").skip(1).filter_map(|part| part.split(['<', ' ']).next()) {
        if !VIEW.contains(&name) {
            complaints.push(format!("src/workload/mod.rs: add `{name}` to the view in {}", file!()));
        }
    }
    settle(&complaints);
}

#[test]
fn shared_rules_know_no_format() {
    let mut complaints = Vec::new();
    let topics = ["src/rules/container", "src/rules/images", "src/rules/secrets"];
    for path in topics.iter().flat_map(|topic| files(topic, "rs")) {
        if code(&path).contains("Format::") {
            let path = path.display();
            complaints.push(format!("{path}: what differs by format is a phrase of src/workload/words.rs"));
        }
    }
    settle(&complaints);
}

#[test]
fn no_report_has_the_debug_form_of_a_value() {
    let mut complaints = Vec::new();
    let printing = ["src/finding", "src/workload", "src/engine", "src/emit", "src/cli"];
    for path in printing.iter().flat_map(|module| files(module, "rs")) {
        if code(&path).contains(":?}") {
            complaints.push(format!("{}: print a value with its `Display`", path.display()));
        }
    }
    settle(&complaints);
}
