//! `plimsoll explain` and `plimsoll rules`. Everything they print stands in the rules' pages.

use super::args::{Explain, Rules};
use super::check::terminal_width;
use super::{Failure, Status, print, settings};
use crate::config::Selector;
use crate::emit;
use crate::model::Format;
use crate::rules::{self, Rule};

/// Prints the pages that a name stands for.
pub(super) fn explain(arguments: &Explain) -> Result<Status, Failure> {
    let mut found = rules::find(&arguments.name);
    if found.is_empty() {
        let names =
            |rule: &&&Rule| rules::requirements(rule).any(|id| id.eq_ignore_ascii_case(&arguments.name));
        found = rules::ALL.iter().filter(names).copied().collect();
    }
    if found.is_empty() {
        // The selector's error has the nearest name.
        let error = Selector::parse(&arguments.name).err().map(|error| error.to_string());
        let text = error
            .unwrap_or_else(|| format!("`{0}` is no single rule: try `plimsoll rules {0}`", arguments.name));
        return Err(Failure(text));
    }
    let pages: Vec<String> = found.iter().map(|rule| emit::explain(rule, width())).collect();
    print(pages.join("\n").as_bytes())?;
    Ok(Status::Clean)
}

/// The width of the terminal, but no more than is good to read; 80 where there is none.
fn width() -> usize {
    match terminal_width() {
        0 => 80,
        width => width.clamp(40, 100),
    }
}

/// Lists rules.
pub(super) fn list(arguments: &Rules) -> Result<Status, Failure> {
    let selectors = settings::selectors("rules", &arguments.selectors)?;
    let chosen =
        |rule: &&&Rule| selectors.is_empty() || selectors.iter().any(|selector| selector.matches(rule));
    let rules: Vec<&&Rule> = rules::ALL.iter().filter(chosen).collect();
    if arguments.json {
        let items: Vec<serde_json::Value> = rules.iter().map(|rule| as_json(rule)).collect();
        let text = serde_json::to_string_pretty(&items).map_err(|error| Failure(error.to_string()))?;
        print(format!("{text}\n").as_bytes())?;
        return Ok(Status::Clean);
    }
    let width = rules.iter().map(|rule| rule.meta.name.len()).max().unwrap_or(0);
    let line = |rule: &&&Rule| {
        let meta = &rule.meta;
        let fix = if meta.fix.is_some() { "fix" } else { "" };
        format!(
            "{:width$}  {:8}  {:8}  {fix:3}  {}\n",
            meta.name,
            meta.severity.as_str(),
            meta.preset.as_str(),
            meta.summary
        )
    };
    let text: String = rules.iter().map(line).collect();
    print(text.as_bytes())?;
    Ok(Status::Clean)
}

fn as_json(rule: &Rule) -> serde_json::Value {
    let meta = &rule.meta;
    serde_json::json!({
        "name": meta.name,
        "summary": meta.summary,
        "severity": meta.severity.as_str(),
        "category": meta.category.as_str(),
        "preset": meta.preset.as_str(),
        "formats": meta.formats().map(Format::as_str).collect::<Vec<_>>(),
        "refused": Format::ALL.into_iter().filter(|format| meta.is_refused(*format)).map(Format::as_str).collect::<Vec<_>>(),
        "fix": meta.fix.map(|safety| match safety {
            crate::finding::Safety::Safe => "safe",
            crate::finding::Safety::Unsafe => "unsafe",
        }),
        "aliases": meta.aliases().map(|alias| format!("{}/{}", alias.tool, alias.id)).collect::<Vec<_>>(),
        "references": meta.references().collect::<Vec<_>>(),
    })
}
