//! Laws about rules and their pages.

use std::collections::{BTreeMap, BTreeSet};

use plimsoll::finding::Finding;
use plimsoll::model::Format;
use plimsoll::rules::{self, Alias, Rule};

use super::{files, read, settle};
use crate::support::page::{Case, Page};
use crate::support::{all_rules_for, check};

fn page_of(rule: &Rule) -> Page {
    Page::parse(rule.page)
}

/// The formats of a case's files, by their names.
fn formats(case: &Case) -> BTreeSet<Format> {
    let format = |path: &str| match path {
        path if path.ends_with("ompose.yaml") || path.ends_with("ompose.yml") => Format::Compose,
        path if path.ends_with(".yaml") || path.ends_with(".yml") => Format::Kubernetes,
        _ => Format::Dockerfile,
    };
    let documents = case.files.iter().filter(|file| !file.path.ends_with(".toml"));
    documents.map(|file| format(&file.path)).collect()
}

/// The findings of a rule in a case.
fn findings(rule: &Rule, case: &Case) -> Vec<Finding> {
    let files: Vec<(String, Vec<u8>)> =
        case.files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    let report = check(&files, &all_rules_for(&files, rule.meta.name));
    report.findings.into_iter().filter(|finding| finding.rule == rule.meta.name).collect()
}

#[test]
fn every_page_has_a_function_and_a_registration() {
    let mut complaints = Vec::new();
    let registered: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.meta.name.to_owned()).collect();
    for path in files("rules", "md") {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let file = format!("{}.rs", stem.replace('-', "_"));
        if !registered.contains(&stem) && files("src/rules", "rs").iter().any(|path| path.ends_with(&file)) {
            complaints.push(format!("{stem}: run scripts/update.sh, which puts it on the lists"));
        } else if !registered.contains(&stem) {
            complaints.push(format!(
                "{}: write src/rules/<topic>/{}.rs with `rule!(\"{stem}\", …);`, or a row of \
                 `fault_rules!`, then update the lists",
                path.display(),
                stem.replace('-', "_")
            ));
        }
    }
    for path in files("src/rules", "rs") {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().replace('_', "-")).unwrap_or_default();
        let text = read(&path);
        let name = text.lines().find_map(|line| line.strip_prefix("rule!(\""));
        if name.is_some_and(|name| name.split('"').next() != Some(&stem)) {
            complaints.push(format!("{}: a file has the name of its rule", path.display()));
        }
    }
    for name in &registered {
        if !read(format!("rules/{name}.md")).contains(&format!("\n# {name}\n")) {
            complaints.push(format!("rules/{name}.md: start the page with the heading `# {name}`"));
        }
    }
    settle(&complaints);
}

#[test]
fn names_state_the_fault() {
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        let name = rule.meta.name;
        let is_kebab = name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !is_kebab || name.len() > 40 {
            complaints.push(format!("{name}: names are kebab-case and at most 40 characters"));
        }
        if ["no-", "use-", "check-", "require-", "prefer-"].iter().any(|prefix| name.starts_with(prefix)) {
            complaints.push(format!("{name}: name the fault, not the remedy"));
        }
    }
    settle(&complaints);
}

#[test]
fn names_are_never_changed() {
    let known = read("rules/names.txt");
    let names: Vec<&str> = rules::ALL.iter().map(|rule| rule.meta.name).collect();
    let mut complaints = Vec::new();
    for name in known.lines() {
        if !names.contains(&name) {
            complaints.push(format!(
                "the rule `{name}` is gone: names are kept for ever, people have them in comments"
            ));
        }
    }
    settle(&complaints);
}

#[test]
fn each_format_of_a_rule_has_a_bad_and_a_good_example() {
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        let page = page_of(rule);
        for format in Format::ALL.into_iter().filter(|format| rule.meta.is_refused(*format)) {
            if !rule.meta.formats().any(|own| own == format) {
                let name = rule.meta.name;
                complaints.push(format!("rules/{name}.md: `refused` names {format}, and `formats` does not"));
            }
        }
        for format in rule.meta.formats() {
            for kind in ["Bad", "Good"] {
                let has = page.cases.iter().any(|case| case.kind == kind && formats(case).contains(&format));
                if !has {
                    complaints
                        .push(format!("rules/{}.md: add a `## {kind}` example for {format}", rule.meta.name));
                }
            }
        }
        let sections: Vec<&str> = page.cases.iter().map(|case| case.kind.as_str()).collect();
        for section in ["What", "Why"] {
            if !sections.contains(&section) {
                complaints.push(format!("rules/{}.md: add the section `## {section}`", rule.meta.name));
            }
        }
        // What pages of the old form call it.
        if !sections.contains(&"Exceptions") && !sections.contains(&"When to disable") {
            complaints.push(format!("rules/{}.md: add the section `## Exceptions`", rule.meta.name));
        }
    }
    settle(&complaints);
}

#[test]
fn a_rule_has_a_fix_exactly_if_its_page_says_so() {
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        let page = page_of(rule);
        let bad = page.cases.iter().filter(|case| case.kind == "Bad");
        let fixes: Vec<_> = bad
            .flat_map(|case| findings(rule, case))
            .filter_map(|finding| finding.fix.map(|fix| fix.safety))
            .collect();
        let name = rule.meta.name;
        match rule.meta.fix {
            None if !fixes.is_empty() => {
                complaints.push(format!("rules/{name}.md: it has a fix; write `fix: safe` or `unsafe`"))
            }
            Some(_) if fixes.is_empty() => complaints
                .push(format!("rules/{name}.md: no Bad example yields a fix; add one or write `fix: none`")),
            Some(safety) if fixes.iter().any(|fix| *fix != safety) => {
                complaints.push(format!("rules/{name}.md: a fix has another safety than the page says"))
            }
            _ => {}
        }
    }
    settle(&complaints);
}

#[test]
fn messages_and_helps_have_one_form() {
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        let summary = rule.meta.summary;
        if summary.ends_with('.') || summary.len() > 100 {
            complaints.push(format!(
                "rules/{}.md: the summary has at most 100 characters and no full stop",
                rule.meta.name
            ));
        }
        for case in page_of(rule).cases.iter().filter(|case| case.kind == "Bad") {
            for finding in findings(rule, case) {
                complaints.extend(form(rule.meta.name, &finding));
            }
        }
    }
    complaints.sort();
    complaints.dedup();
    settle(&complaints);
}

fn form(rule: &str, finding: &Finding) -> Vec<String> {
    let mut complaints = Vec::new();
    let message = &finding.message;
    let first = message.chars().next().unwrap_or(' ');
    // Names of kinds and instructions keep their capitals.
    let starts_well = !first.is_uppercase()
        || message.split(' ').next().is_some_and(|word| word == word.to_uppercase())
        || ["Deployment", "Pod"].iter().any(|kind| message.starts_with(kind));
    if !starts_well || message.ends_with('.') || message.chars().count() > 90 || message.contains('\n') {
        complaints.push(format!(
            "{rule}: a message starts lower case, has no full stop and at most 80 characters: {message:?}"
        ));
    }
    for word in ["should", "please", "must"] {
        if message.split(|c: char| !c.is_alphabetic()).any(|known| known == word) {
            complaints.push(format!("{rule}: a message states a fact, without `{word}`: {message:?}"));
        }
    }
    if let Some(help) = &finding.help
        && (help.is_empty()
            || help.ends_with('.')
            || help.contains('\n')
            || help.chars().next().is_some_and(char::is_uppercase))
    {
        complaints.push(format!("{rule}: help starts lower case with a verb and has no full stop: {help:?}"));
    }
    complaints
}

#[test]
fn an_alias_belongs_to_one_rule_unless_it_is_a_split() {
    let mut owners: BTreeMap<(String, String), Vec<(Alias, &str)>> = BTreeMap::new();
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        for alias in rule.meta.aliases() {
            owners
                .entry((alias.tool.into(), alias.id.to_lowercase()))
                .or_default()
                .push((alias, rule.meta.name));
        }
        let listed = page_of(rule).front("aliases").map_or(0, |list| list.split(',').count());
        if listed != rule.meta.aliases().count() {
            complaints.push(format!("rules/{}.md: write aliases as `tool/ID`", rule.meta.name));
        }
    }
    for ((tool, id), owners) in owners {
        let names: Vec<&str> = owners.iter().map(|(_, name)| *name).collect();
        if owners.len() > 1 && owners.iter().any(|(alias, _)| !alias.split) {
            complaints.push(format!(
                "{tool}/{id} stands for {}: mark it with `*` in all of them, or remove it",
                names.join(" and ")
            ));
        }
    }
    settle(&complaints);
}
