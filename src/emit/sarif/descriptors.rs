//! Rules and notifications as SARIF describes them, from the pages of the rules. Knows no results.

use super::super::explain::references;
use super::super::{Page, Shared, page_url};
use super::model::{Configuration, Descriptor, Help, Properties, Text};
use crate::emit::limits::{MAX_DESCRIPTION, MAX_TAGS};
use crate::facts::references::Reference;
use crate::finding::Severity;
use crate::model::Format;
use crate::rules::{Meta, Preset};

/// A file, or a part of it, was not checked.
pub(super) const NOT_CHECKED: &str = "file-not-checked";
/// A file was left out on purpose.
pub(super) const SKIPPED: &str = "file-skipped";
/// A file was checked, with something to know.
pub(super) const NOTE: &str = "file-note";
/// What was passed over, and what had a say in the results.
pub(super) const RUN: &str = "run-summary";
/// There are more results than are kept.
pub(super) const RESULTS_CUT: &str = "results-cut";

/// The descriptor of a rule, with the severity that its results have.
pub(super) fn rule(shared: &Shared<'_>, name: &str, severity: Severity) -> Descriptor {
    let level = Configuration { level: severity.headline() };
    let Some(rule) = (shared.style.rule)(name) else {
        // A rule that the caller does not know: nothing is said that is not known.
        let text = format!("{}.", display_name(name));
        return Descriptor {
            id: name.to_string(),
            name: display_name(name),
            short_description: Text { text: text.clone() },
            full_description: Text { text: text.clone() },
            default_configuration: level,
            help: Help { text, markdown: None },
            help_uri: page_url(name),
            properties: None,
        };
    };
    let page = Page::new(rule.body());
    let summary = full_stop(rule.meta.summary);
    let what = page.section("What").split("\n\n").next().unwrap_or("");
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = page.text();
    let url = page_url(name);
    let mut markdown = page.markdown();
    let references = references(rule);
    if !references.is_empty() {
        markdown.push_str("\n\n## References\n");
        for Reference { edition, title, address } in &references {
            markdown.push_str(&format!("\n- {edition}: [{title}]({address})"));
        }
    }
    if let Some(url) = &url {
        markdown.push_str(&format!("\n\n[More about {name}]({url})"));
    }
    Descriptor {
        id: name.to_string(),
        name: display_name(name),
        full_description: Text { text: shortened(if what.is_empty() { &summary } else { &what }) },
        help: Help { text: if text.is_empty() { summary.clone() } else { text }, markdown: Some(markdown) },
        short_description: Text { text: shortened(&summary) },
        default_configuration: level,
        help_uri: url,
        properties: Some(Properties {
            tags: tags(&rule.meta),
            precision: match rule.meta.preset {
                Preset::Default => "very-high",
                Preset::Strict => "high",
                Preset::Pedantic => "medium",
            },
            problem_severity: match severity.headline() {
                "error" => "error",
                "warning" => "warning",
                _ => "recommendation",
            },
            security_severity: rule.meta.security_severity(severity),
        }),
    }
}

fn tags(meta: &Meta) -> Vec<String> {
    let formats = meta.formats().map(|format| match format {
        Format::Dockerfile => "dockerfile",
        Format::Compose => "docker-compose",
        Format::Kubernetes => "kubernetes",
    });
    let weaknesses = meta.references().filter_map(|reference| reference.strip_prefix("cwe/"));
    let mut tags = vec![meta.category.as_str().to_string()];
    tags.extend(formats.map(str::to_string));
    tags.extend(weaknesses.map(|number| format!("external/cwe/cwe-{number:0>3}")));
    tags.truncate(MAX_TAGS);
    tags
}

/// The descriptor of a kind of notification.
pub(super) fn notification(id: &'static str) -> Descriptor {
    let (text, level) = match id {
        NOT_CHECKED => ("A file, or a part of it, was not checked.", "warning"),
        SKIPPED => ("A file was left out on purpose.", "note"),
        RUN => ("What was passed over, which configuration counted, and what comments suppressed.", "note"),
        RESULTS_CUT => {
            ("There are more results than code scanning keeps; the least severe were left out.", "warning")
        }
        _ => ("A file was checked, and there is something to know about it.", "note"),
    };
    Descriptor {
        id: id.to_string(),
        name: display_name(id),
        short_description: Text { text: text.to_string() },
        full_description: Text { text: text.to_string() },
        default_configuration: Configuration { level },
        help: Help { text: text.to_string(), markdown: None },
        help_uri: None,
        properties: None,
    }
}

/// `root-user` as `RootUser`, and `sudo` as `SudoRule`: validators want a name that is not just the id.
fn display_name(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut characters = word.chars();
        characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
    });
    let suffix = if name.contains('-') { "" } else { "Rule" };
    words.collect::<String>() + suffix
}

fn full_stop(text: &str) -> String {
    if text.ends_with('.') { text.to_string() } else { format!("{text}.") }
}

/// A text cut at a blank to what GitHub accepts.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_DESCRIPTION) else { return text.to_string() };
    let head = text.get(..end).unwrap_or("");
    let head = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{head} \u{2026}")
}
