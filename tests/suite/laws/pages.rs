//! Laws about the form of rules' pages: sections, reasons, remedies, references.

use plimsoll::emit::Page;
use plimsoll::facts::references::Reference;
use plimsoll::finding::Safety;
use plimsoll::rules::{self, Category, Rule};

use super::{read, settle};

/// Pages that have the form of before; the list only shrinks.
const OLD: &str = "tests/data/old-pages.txt";

/// A reason has to say what happens to whom: not in fewer words than this.
const FEWEST_WORDS: usize = 13;

/// The headings of a page in the order in which they stand, code left out.
fn headings(body: &str) -> Vec<&str> {
    let mut is_code = false;
    let heading = |line: &'_ str| {
        is_code ^= line.starts_with("```");
        !is_code && line.starts_with("## ")
    };
    let mut is_heading = heading;
    body.lines().filter(|line| is_heading(line)).map(|line| line.trim_start_matches("## ")).collect()
}

fn complaints(rule: &Rule) -> Vec<String> {
    let (page, mut out) = (Page::new(rule.body()), Vec::new());
    let name = rule.meta.name;
    let headings = headings(page.body());
    let is_case = |heading: &&str| ["Bad", "Good", "Fixed"].iter().any(|kind| heading.starts_with(kind));
    let prose: Vec<&str> = headings.iter().copied().filter(|heading| !is_case(heading)).collect();
    if prose != ["What", "Why", "Fix", "Exceptions"] || headings.last() != Some(&"Exceptions") {
        out.push(format!("{name}: the sections are What, Why, Fix, Bad and Good, Exceptions, in this order"));
    }
    if page.section("Why").split_whitespace().count() < FEWEST_WORDS {
        out.push(format!("{name}: say in Why what happens to whom, in at least {FEWEST_WORDS} words"));
    }
    let fix = page.section("Fix");
    if fix.is_empty() || (rule.meta.fix == Some(Safety::Unsafe) && !fix.contains("The fix is unsafe")) {
        out.push(format!("{name}: say in Fix what to write, and of an unsafe fix what may break"));
    }
    let exceptions = page.section("Exceptions");
    if exceptions.is_empty() || (exceptions.starts_with("Never") && exceptions != "Never.") {
        out.push(format!("{name}: say in Exceptions when the rule does not apply, or `Never.`"));
    }
    let links = rule.meta.aliases().filter_map(|alias| Reference::of_alias(alias.tool, alias.id));
    if rule.meta.references().next().is_none() && links.count() == 0 {
        out.push(format!("{name}: name a primary source in `references` (src/facts/references.tsv)"));
    }
    let mut is_code = false;
    for line in page.body().lines() {
        is_code ^= line.starts_with("```");
        if !is_code && line.chars().count() > 120 {
            out.push(format!("{name}: wrap the lines of prose at 120 columns"));
        }
    }
    out
}

#[test]
fn pages_have_one_form() {
    let old = read(OLD);
    let is_old = |name: &str| old.lines().any(|known| known == name);
    let mut found: Vec<String> =
        rules::ALL.iter().filter(|rule| !is_old(rule.meta.name)).flat_map(|rule| complaints(rule)).collect();
    for rule in rules::ALL.iter().filter(|rule| is_old(rule.meta.name) && complaints(rule).is_empty()) {
        found.push(format!("take {} out of {OLD}: it has the form", rule.meta.name));
    }
    settle(&found);
}

#[test]
fn references_are_in_the_table_and_used() {
    let mut complaints = Vec::new();
    for rule in rules::ALL.iter() {
        for id in rule.meta.references().filter(|id| Reference::of(id).is_none()) {
            complaints.push(format!("{}: add `{id}` to src/facts/references.tsv", rule.meta.name));
        }
        if rule.meta.category == Category::Security && rule.meta.references().next().is_none() {
            complaints.push(format!("{}: a rule about security names what it enforces", rule.meta.name));
        }
    }
    for id in Reference::ids() {
        if !rules::ALL.iter().any(|rule| rule.meta.references().any(|known| known == id)) {
            complaints.push(format!("src/facts/references.tsv: no rule refers to `{id}`"));
        }
    }
    if !Reference::ids().is_sorted() {
        complaints.push("src/facts/references.tsv: sort it by id".into());
    }
    settle(&complaints);
}
