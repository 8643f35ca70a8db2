//! What is made from the folders of `src/rules` and the pages of `rules/`: the lists of modules, the topics, the names
//! and `docs/rules.md`. Uses nothing of the library, so that one run is enough after a file was added.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// How to make the files anew.
const HOW: &str = "scripts/update.sh";

/// What a new folder starts with.
pub const NAMELESS: &str = "//! Say in one sentence what the rules here are about.";

/// A folder of `src/rules` with rules.
pub struct Topic {
    /// `dockerfile/image-config`.
    pub name: String,
    /// The first sentence of its `mod.rs`.
    pub about: String,
    /// The names of its rules, sorted.
    pub rules: Vec<String>,
}

/// Every generated file, by its path in the repository.
pub fn generated(root: &Path) -> Vec<(PathBuf, String)> {
    let pages = pages(root);
    let mut out = Vec::new();
    let mut topics = Vec::new();
    for folder in folders(&root.join("src/rules")) {
        folder_list(root, &folder, &pages, &mut out, &mut topics);
    }
    topics.sort_by(|a, b| a.name.cmp(&b.name));
    out.push(("src/rules/topics.rs".into(), topic_list(&topics)));
    out.push(("rules/names.txt".into(), names(root, &pages)));
    out.push(("docs/rules.md".into(), catalogue(root, &topics, &pages)));
    out
}

/// The front matter of every page, by the page's name.
fn pages(root: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for path in
        entries(&root.join("rules")).iter().filter(|path| path.extension().is_some_and(|end| end == "md"))
    {
        let text = fs::read_to_string(path).unwrap_or_default();
        let front = text.lines().skip(1).take_while(|line| *line != "---");
        let front = front.filter_map(|line| line.split_once(':'));
        let front = front.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned())).collect();
        out.insert(stem(path), front);
    }
    out
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    out.sort();
    out
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    // Git keeps no empty folder.
    entries(parent).into_iter().filter(|path| path.is_dir() && !entries(path).is_empty()).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The `mod.rs` of a folder and of those below it: its own first lines, its modules, its rules.
fn folder_list(
    root: &Path,
    folder: &Path,
    pages: &BTreeMap<String, BTreeMap<String, String>>,
    out: &mut Vec<(PathBuf, String)>,
    topics: &mut Vec<Topic>,
) {
    let children = entries(folder);
    let modules: Vec<String> = children.iter().map(|path| stem(path)).filter(|name| name != "mod").collect();
    let path = folder.join("mod.rs");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let about: Vec<&str> = old.lines().take_while(|line| line.starts_with("//!")).collect();
    let about = if about.is_empty() { vec![NAMELESS] } else { about };
    let mut text =
        format!("{}\n\n// The rest is made from the files of this folder: {HOW}\n\n", about.join("\n"));
    for module in &modules {
        let _ = writeln!(text, "pub mod {module};");
    }
    let mut rules: Vec<(String, String)> = Vec::new();
    for file in children.iter().filter(|path| path.is_file()) {
        let code = fs::read_to_string(file).unwrap_or_default();
        if code.lines().any(|line| line.starts_with("rule!(")) {
            rules.push((stem(file).replace('_', "-"), format!("{}::RULE", stem(file))));
        }
        let has_table = |line: &str| {
            ["fault_rules! {", "refusal_rules! {", "control_rules! {", "trap_rules! {"]
                .iter()
                .any(|table| line.starts_with(table))
        };
        if code.lines().any(has_table) {
            let names = pages.keys().filter(|name| code.contains(&format!("\"{name}\"")));
            let item = |name: &String| format!("{}::{}", stem(file), name.replace('-', "_").to_uppercase());
            rules.extend(names.map(|name| (name.clone(), item(name))));
        }
    }
    rules.sort();
    if !rules.is_empty() {
        text.push_str("\n/// The rules of this topic, by name.\n#[rustfmt::skip]\n");
        text.push_str("pub static RULES: &[&crate::rules::Rule] = &[\n");
        for (_, item) in &rules {
            let _ = writeln!(text, "    &{item},");
        }
        text.push_str("];\n");
        let name =
            folder.strip_prefix(root.join("src/rules")).unwrap_or(folder).to_string_lossy().into_owned();
        topics.push(Topic {
            name: name.replace('\\', "/").replace('_', "-"),
            about: about
                .iter()
                .map(|line| line.trim_start_matches("//!").trim())
                .collect::<Vec<_>>()
                .join(" "),
            rules: rules.into_iter().map(|(name, _)| name).collect(),
        });
    }
    out.push((path.strip_prefix(root).unwrap_or(&path).to_owned(), text));
    for below in folders(folder) {
        folder_list(root, &below, pages, out, topics);
    }
}

fn topic_list(topics: &[Topic]) -> String {
    let mut out = format!(
        "//! The topics: made from the folders of `src/rules`. Knows nothing else.\n\n// {HOW}\n\nuse super::rule::Topic;\n\n/// All topics, by name.\n#[rustfmt::skip]\npub static TOPICS: &[Topic] = &[\n"
    );
    for Topic { name, about, .. } in topics {
        let module = name.replace('/', "::").replace('-', "_");
        let _ = writeln!(
            out,
            "    Topic {{ name: \"{name}\", about: \"{about}\", rules: super::{module}::RULES }},"
        );
    }
    out.push_str("];\n");
    out
}

/// The names that are known and those of pages; a name that has no page any more stays, so that a law sees it.
fn names(root: &Path, pages: &BTreeMap<String, BTreeMap<String, String>>) -> String {
    let known = fs::read_to_string(root.join("rules/names.txt")).unwrap_or_default();
    let mut names: Vec<&str> = known.lines().chain(pages.keys().map(String::as_str)).collect();
    names.sort_unstable();
    names.dedup();
    format!("{}\n", names.join("\n"))
}

fn catalogue(root: &Path, topics: &[Topic], pages: &BTreeMap<String, BTreeMap<String, String>>) -> String {
    let mut out = format!(
        "# Rules\n\n<!-- Made from the pages in `rules/`: {HOW} -->\n\n{} rules by topic. A topic is a selector, too: `plimsoll check --select dockerfile/packages`. A `†` marks a rule with\na fix that is always safe, a `‡` one whose fix needs `--unsafe-fixes`. What they refer to and\nwhat other linters call them is listed at the end.\n",
        pages.len()
    );
    let value =
        |name: &str, key: &str| pages.get(name).and_then(|front| front.get(key)).cloned().unwrap_or_default();
    for topic in topics {
        let _ = write!(out, "\n## {}\n\n{}\n\n", topic.name, topic.about);
        let _ = writeln!(out, "| rule | severity | category | formats | preset |\n|---|---|---|---|---|");
        for name in &topic.rules {
            let fix = match value(name, "fix").as_str() {
                "safe" => " †",
                "unsafe" => " ‡",
                _ => "",
            };
            let formats: Vec<String> = value(name, "formats").split(", ").map(title).collect();
            let _ = writeln!(
                out,
                "| [{name}](../rules/{name}.md){fix}: {} | {} | {} | {} | {} |",
                value(name, "summary"),
                value(name, "severity"),
                value(name, "category"),
                formats.join(", "),
                value(name, "preset"),
            );
        }
    }
    let mut aliases: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for name in pages.keys() {
        for alias in value(name, "aliases").split(", ").filter_map(|alias| alias.split_once('/')) {
            let key = (alias.0.to_owned(), alias.1.trim_end_matches('*').to_owned());
            aliases.entry(key).or_default().push(name);
        }
    }
    out.push_str("\n## References\n\n| reference | rules |\n|---|---|\n");
    for line in references(root) {
        let [id, edition, title, address] = line.as_slice() else { continue };
        let uses = |name: &&String| value(name, "references").split(", ").any(|known| known == id);
        let links: Vec<String> =
            pages.keys().filter(uses).map(|name| format!("[{name}](../rules/{name}.md)")).collect();
        let _ = writeln!(out, "| {edition}: [{title}]({address}) | {} |", links.join(", "));
    }
    out.push_str("\n## Other linters' identifiers\n\n| linter | identifier | rules |\n|---|---|---|\n");
    for ((tool, id), names) in aliases {
        let links: Vec<String> = names.iter().map(|name| format!("[{name}](../rules/{name}.md)")).collect();
        let _ = writeln!(out, "| {tool} | {id} | {} |", links.join(", "));
    }
    out
}

/// The fields of each document that rules refer to.
fn references(root: &Path) -> Vec<Vec<String>> {
    let table = fs::read_to_string(root.join("src/facts/references.tsv")).unwrap_or_default();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn title(format: &str) -> String {
    let mut letters = format.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
