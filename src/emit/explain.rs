//! A rule's page as `plimsoll explain` shows it: wrapped to a width, with what its front matter says. Does not change a
//! word.

use super::Page;
use crate::emit::limits::MAX_ALIAS_LINKS;
use crate::facts::references::Reference;
use crate::finding::Safety;
use crate::model::Format;
use crate::rules::Rule;

/// The page of a rule as text of at most `width` columns; code and addresses stay whole.
pub fn explain(rule: &Rule, width: usize) -> String {
    let meta = &rule.meta;
    let formats: Vec<&str> = meta.formats().map(Format::title).collect();
    let fix = match meta.fix {
        None => "no fix",
        Some(Safety::Safe) => "fixed by --fix",
        Some(Safety::Unsafe) => "fixed by --fix --unsafe-fixes",
    };
    let mut facts = format!(
        "{} · {} · {} · preset {} · {fix}",
        meta.severity,
        meta.category.as_str(),
        formats.join(", "),
        meta.preset.as_str()
    );
    let refused = Format::ALL.into_iter().filter(|format| meta.is_refused(*format));
    for format in refused {
        facts.push_str(match format {
            Format::Dockerfile => " · refused by BuildKit",
            Format::Compose => " · refused by Docker Compose or its engine",
            Format::Kubernetes => " · refused by the Kubernetes API server",
        });
    }
    let page = Page::new(rule.body());
    let heading = format!("# {}\n", meta.name);
    let body = page.body();
    let body = body.strip_prefix(heading.as_str()).unwrap_or(body).trim_start();
    let mut out = format!("{heading}\n{}\n\n", textwrap::fill(&facts, prose(width)));
    out.push_str(&wrapped(body, width));
    let references = references(rule);
    if !references.is_empty() {
        out.push_str("\n## References\n\n");
        for Reference { edition, title, address } in &references {
            let text = textwrap::fill(&format!("{edition}: {title}"), hanging(width));
            out.push_str(&format!("{text}\n  {address}\n"));
        }
    }
    let aliases: Vec<String> = meta.aliases().map(|alias| format!("{}/{}", alias.tool, alias.id)).collect();
    if !aliases.is_empty() {
        let text = textwrap::fill(&aliases.join(", "), prose(width));
        out.push_str(&format!("\n## Also known as\n\n{text}\n"));
    }
    out
}

/// The documents that a rule refers to, and what other linters' maintainers write about the same fault.
pub(super) fn references(rule: &Rule) -> Vec<Reference> {
    let links = rule.meta.aliases().filter_map(|alias| Reference::of_alias(alias.tool, alias.id));
    rule.meta.references().filter_map(Reference::of).chain(links.take(MAX_ALIAS_LINKS)).collect()
}

/// Lines that break at spaces only, so that names and addresses stay whole.
fn prose(width: usize) -> textwrap::Options<'static> {
    let options = textwrap::Options::new(width).break_words(false);
    let options = options.word_separator(textwrap::WordSeparator::AsciiSpace);
    options.word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// The same for an item of a list.
fn hanging(width: usize) -> textwrap::Options<'static> {
    prose(width).initial_indent("- ").subsequent_indent("  ")
}

/// A space that lines do not break at.
const GLUE: char = '\u{a0}';

/// A text whose code stays on one line.
fn glued(text: &str) -> String {
    let mut is_code = false;
    let glue = |character| {
        is_code ^= character == '`';
        if is_code && character == ' ' { GLUE } else { character }
    };
    text.chars().map(glue).collect()
}

/// Markdown with its paragraphs and list items wrapped anew.
fn wrapped(body: &str, width: usize) -> String {
    let mut out = String::new();
    // A paragraph that is not written yet, and whether it is an item of a list.
    let mut paragraph = String::new();
    let mut is_item = false;
    let flush = |paragraph: &mut String, is_item: bool, out: &mut String| {
        if !paragraph.is_empty() {
            let options = if is_item { hanging(width) } else { prose(width) };
            out.push_str(&textwrap::fill(&glued(paragraph), options).replace(GLUE, " "));
            out.push('\n');
            paragraph.clear();
        }
    };
    for (_, line, is_code) in super::page::lines(body.trim_end()) {
        let is_apart = is_code || line.is_empty() || line.starts_with(['#', '|']) || line.starts_with("```");
        let item = line.strip_prefix("- ").filter(|_| !is_code);
        if is_apart || item.is_some() {
            flush(&mut paragraph, is_item, &mut out);
        }
        match item {
            _ if is_apart => {
                out.push_str(line);
                out.push('\n');
            }
            Some(text) => {
                is_item = true;
                paragraph.push_str(text);
            }
            None => {
                is_item &= !paragraph.is_empty();
                let text = line.trim();
                paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
                paragraph.push_str(text);
            }
        }
    }
    flush(&mut paragraph, is_item, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_and_code_is_not() {
        let body = "## What\n\nOne two\nthree four.\n\nA `b c d e` f.\n\n- five six\n  seven\n- eight\n\n```sh Dockerfile\nRUN a long line that stays\n```\n";
        let expected = "## What\n\nOne two\nthree\nfour.\n\nA\n`b c d e`\nf.\n\n- five six\n  seven\n- eight\n\n```sh Dockerfile\nRUN a long line that stays\n```\n";
        assert_eq!(wrapped(body, 10), expected);
    }
}
