//! Every rule over the merged project: what it finds in a file it finds, at that place, wherever a project has it from:
//! a base, an override, an included file, a service that others extend, an anchor.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use plimsoll::engine::Report;
use plimsoll::finding::Finding;

use crate::support::page::{Case, Page};
use crate::support::{all_rules_for, check, root};

/// The ways by which a project has its settings.
const FORMS: &[&str] = &["base", "override", "include", "extends", "anchor"];

/// Where a rule does not say the same: its name, the form or `*`, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("missing-key", "extends", "Compose fills in the condition of a dependency that is extended"),
    ("obsolete-compose-version", "extends", "both files of this form have the key, and each is told"),
    (
        "port-not-replaced",
        "anchor",
        "ports that an alias brings are not told apart by layers: anchors are shared",
    ),
    ("remote-include", "extends", "both files of this form have the key, and each is told"),
];

/// What counts of a finding: the file, the line without its indentation and the text at its place. A finding about a
/// service as a whole stands at its name, in whichever file that is read first.
type Place = (String, String, String);

const ENTRY: &str = "compose.yaml";

/// The lines of a file that is written in blocks, taken apart at its services.
struct Parts<'t> {
    /// What stands before and after the services.
    around: [Vec<&'t str>; 2],
    /// The name of each service, and the lines of it.
    services: Vec<(&'t str, Vec<&'t str>)>,
}

impl<'t> Parts<'t> {
    /// Takes a file apart; `None` when it is no list of services in blocks, one below the other.
    fn of(text: &'t str) -> Option<Parts<'t>> {
        let lines: Vec<&str> = text.lines().collect();
        let is_top = |line: &&str| !line.starts_with([' ', '#']) && !line.is_empty();
        let start = lines.iter().position(|line| *line == "services:")?;
        let length = lines[start + 1..].iter().take_while(|line| !is_top(line)).count();
        let end = start + 1 + length;
        let indent = lines[start + 1..end].iter().map(|line| line.len() - line.trim_start().len()).min()?;
        let mut services: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in &lines[start + 1..end] {
            let own = line.get(indent..)?;
            match own.split_once(':') {
                Some((name, "")) if !own.starts_with(' ') => services.push((name, Vec::new())),
                _ if own.starts_with(' ') => services.last_mut()?.1.push(line),
                _ => return None,
            }
        }
        let is_plain = !services.is_empty() && services.iter().all(|(_, body)| !body.is_empty());
        is_plain.then(|| Parts { around: [lines[..start].to_vec(), lines[end..].to_vec()], services })
    }

    fn each(&self, head: &str, write: impl Fn(&str) -> String) -> String {
        let services = self.services.iter().map(|(name, _)| format!("  {name}:\n{}", write(name)));
        format!("{head}services:\n{}", services.collect::<String>())
    }
}

/// The files of a project that has the same settings by another way; `None` when the text is not of its kind.
fn derived(text: &str, form: &str) -> Option<Vec<(&'static str, String)>> {
    let parts = Parts::of(text)?;
    let neutral = || parts.each("", |_| "    x-note: here\n".to_owned());
    let around =
        |index: usize| parts.around[index].iter().map(|line| format!("{line}\n")).collect::<String>();
    Some(match form {
        "base" => vec![(ENTRY, text.to_owned()), ("compose.override.yaml", neutral())],
        "override" => vec![(ENTRY, neutral()), ("compose.override.yaml", text.to_owned())],
        "include" => vec![(ENTRY, "include: [part.yaml]\n".to_owned()), ("part.yaml", text.to_owned())],
        "extends" => {
            let extends = |name: &str| format!("    extends: {{file: part.yaml, service: {name}}}\n");
            let entry = parts.each(&around(0), extends) + &around(1);
            vec![(ENTRY, entry), ("part.yaml", text.to_owned())]
        }
        _ => {
            let mut out = around(0);
            for (index, (_, body)) in parts.services.iter().enumerate() {
                out += &format!("x-{index}: &service{index}\n");
                out.extend(body.iter().map(|line| format!("{line}\n")));
            }
            let names = parts.services.iter().enumerate();
            let services = names.map(|(index, (name, _))| format!("  {name}:\n    <<: *service{index}\n"));
            let services: String = services.collect();
            vec![(ENTRY, out + "services:\n" + &services + &around(1))]
        }
    })
}

/// Whether a line stands in a service.
fn is_of_service(text: &str, line: &str) -> bool {
    let services = Parts::of(text).into_iter().flat_map(|parts| parts.services);
    services.flat_map(|(_, body)| body).any(|own| own.trim() == line)
}

/// The places of a rule's findings.
fn places(report: &Report, rule: &str, names: &BTreeSet<String>) -> Vec<Place> {
    let of_rule = report.findings.iter().filter(|finding| finding.rule == rule);
    let place = |finding: &Finding| {
        let source = report.sources.get(finding.at.source)?;
        let token = source.text.get(finding.at.range())?.to_owned();
        let start = source.text[..finding.at.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let line = source.text[start..].lines().next().unwrap_or("").trim().to_owned();
        if line == format!("{token}:") && names.contains(&token) {
            return Some((String::new(), line, token));
        }
        Some((source.path.display().to_string(), line, token))
    };
    let mut out: Vec<Place> = of_rule.filter_map(place).collect();
    out.sort();
    out
}

/// The only Compose file of a case, if it is called as a project is.
fn compose_file(case: &Case) -> Option<&str> {
    let mut files = case.files.iter().filter(|file| {
        let end = |ending: &str| file.path.ends_with(ending);
        end(".yaml") || end(".yml")
    });
    let file = files.next().filter(|file| file.path == ENTRY && files.next().is_none())?;
    std::str::from_utf8(&file.bytes).ok()
}

#[test]
fn rules_find_the_same_by_whatever_way_a_project_has_it() {
    let mut wrong = String::new();
    let mut used = vec![false; EXCEPTIONS.len()];
    let (mut rules, mut projects, mut left_out) = (BTreeSet::new(), 0, BTreeMap::new());
    let mut pages: Vec<_> = fs::read_dir(root().join("rules")).expect("the pages").flatten().collect();
    pages.sort_by_key(|entry| entry.path());
    for entry in pages.iter().filter(|entry| entry.path().extension().is_some_and(|end| end == "md")) {
        let page = Page::parse(&fs::read_to_string(entry.path()).expect("a page"));
        let Some(rule) = page.front("name") else { continue };
        for case in page.cases.iter().filter(|case| case.kind == "Bad") {
            let Some(text) = compose_file(case) else { continue };
            if Parts::of(text).is_none() {
                *left_out.entry(rule.to_owned()).or_insert(0) += 1;
                continue;
            }
            let names: BTreeSet<String> = Parts::of(text)
                .into_iter()
                .flat_map(|parts| parts.services)
                .map(|(name, _)| name.to_owned())
                .collect();
            let others = || {
                case.files
                    .iter()
                    .filter(|file| file.path != ENTRY)
                    .map(|file| (file.path.clone(), file.bytes.clone()))
            };
            let run = |files: Vec<(&str, String)>| {
                let own = files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes()));
                let files: Vec<_> = own.chain(others()).collect();
                places(&check(&files, &all_rules_for(&files, rule)), rule, &names)
            };
            let expected = run(vec![(ENTRY, text.to_owned())]);
            rules.insert(rule.to_owned());
            for form in FORMS {
                let Some(files) = derived(text, form) else { continue };
                let holder = files.last().map_or(ENTRY, |(path, _)| *path);
                let holder = if *form == "base" { ENTRY } else { holder };
                let put = |(path, line, token): &Place| {
                    let is_around = *form == "extends" && !is_of_service(text, line);
                    let path = if path != ENTRY || is_around { path.as_str() } else { holder };
                    (path.to_owned(), line.clone(), token.clone())
                };
                let mut wanted: Vec<Place> = expected.iter().map(put).collect();
                wanted.sort();
                let found = run(files);
                projects += 1;
                let exception =
                    EXCEPTIONS.iter().position(|(name, of, _)| *name == rule && (*of == "*" || of == form));
                if found == wanted {
                    continue;
                }
                match exception {
                    Some(index) => used[index] = true,
                    None => {
                        wrong += &format!(
                            "{rule}, {form} ({}):\n    wanted {wanted:?}\n    found  {found:?}\n",
                            case.title
                        )
                    }
                }
            }
        }
    }
    println!("{} rules, {projects} projects; not taken apart: {left_out:?}", rules.len());
    let unused = EXCEPTIONS.iter().zip(used).filter(|(_, used)| !used).map(|(row, _)| row);
    wrong.extend(unused.map(|row| format!("no exception any more: {row:?}\n")));
    assert!(wrong.is_empty(), "mend the rule, or say why in the table:\n{wrong}");
    assert!(rules.len() > 100, "{}", rules.len());
}
