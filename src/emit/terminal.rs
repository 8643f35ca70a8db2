//! The report for people at a terminal: headlines, frames, what to do, how a fix looks, and a summary.
//!
//! Draws what `group` puts together, and leaves nothing out: a long report is drawn in short form, with every place.

use std::io;

use super::excerpt::{Cut, Excerpt, clip, excerpt};
use super::frame::{Look, frame, wrap};
use super::group::{Block, FileBlocks, Missing, group};
use super::paint::{Ink, Paint};
use super::patch::{PatchLine, patch};
use super::words::{self, COMPACT_NOTE};
use super::{Shared, page_url, summary};
use crate::emit::limits::MAX_MESSAGE;
use crate::finding::{Finding, Severity};
use crate::source::Shown;

/// From how many findings on the short form is used.
pub(super) const COMPACT: usize = 61;

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let style = shared.style;
    let terminal = Terminal {
        shared,
        paint: Paint { color: style.color, links: style.links },
        columns: style.columns(),
    };
    let is_compact = shared.report.findings.len() >= COMPACT;
    for file in group(shared.report) {
        if is_compact {
            out.write_all(terminal.short(&file).as_bytes())?;
            continue;
        }
        for block in &file.blocks {
            out.write_all(terminal.block(block, file.template).as_bytes())?;
        }
    }
    if is_compact {
        writeln!(out, "{}\n", terminal.paint.ink(Ink::Dim, COMPACT_NOTE))?;
    }
    if style.summary {
        out.write_all(summary::summary_in(shared.report, style, terminal.paint).as_bytes())?;
    }
    Ok(())
}

struct Terminal<'r> {
    shared: &'r Shared<'r>,
    paint: Paint,
    columns: usize,
}

impl Terminal<'_> {
    /// A block with its frame, and an empty line after it.
    fn block(&self, block: &Block<'_>, template: Option<&str>) -> String {
        let severity = block.severity();
        let (rule, message) = words::headline(block);
        let mut text = self.headline(severity, rule, &message, 0);
        let look =
            Look { paint: self.paint, unicode: self.shared.style.unicode, columns: self.columns, severity };
        let excerpts = self.excerpts(block);
        if !excerpts.is_empty() {
            text.push_str(&frame(&excerpts, look));
        }
        if let Some(template) = template {
            self.titled("from", &clip(template, MAX_MESSAGE), &mut text);
        }
        match block {
            Block::Rule(findings) => {
                if let Some(finding) = findings.first() {
                    self.advise(finding, &mut text);
                }
            }
            Block::Missing(missing) => self.table(missing, &mut text),
        }
        if let Some(also) = words::also(self.shared, block) {
            self.wrapped(&also, 2, 4, Ink::Dim, &mut text);
        }
        text.push('\n');
        text
    }

    /// `error[rule]: message`, wrapped.
    fn headline(&self, severity: Severity, rule: Option<&str>, message: &str, indent: usize) -> String {
        let level = severity.headline();
        let name = rule.map_or(String::new(), |rule| format!("[{rule}]"));
        let lines = wrap(&format!("{level}{name}: {message}"), self.columns - indent);
        let mut text = String::new();
        for (index, line) in lines.iter().enumerate() {
            text.push_str(&" ".repeat(indent));
            let head = level.len() + name.len();
            match (index, line.get(..head), line.get(head..)) {
                (0, Some(_), Some(rest)) => {
                    let url = rule.and_then(page_url);
                    let linked = rule.map_or(String::new(), |rule| self.paint.link(url.as_deref(), rule));
                    let name = if rule.is_some() { format!("[{linked}]") } else { String::new() };
                    text.push_str(&self.paint.ink(Ink::Level(severity), &format!("{level}{name}")));
                    text.push_str(&self.paint.ink(Ink::Bold, rest));
                }
                _ => text.push_str(&format!("  {}", self.paint.ink(Ink::Bold, line))),
            }
            text.push('\n');
        }
        text
    }

    fn excerpts(&self, block: &Block<'_>) -> Vec<Excerpt> {
        let is_table = matches!(block, Block::Missing(_));
        let mut excerpts = Vec::new();
        for (index, (source, places)) in words::places(block).into_iter().enumerate() {
            let Some(source) = self.shared.report.sources.get(source) else { continue };
            let cut = Cut {
                columns: self.columns - 10,
                context: index == 0 && !is_table,
                ellipsis: if self.shared.style.unicode { "…" } else { "..." },
                secrets: &self.shared.report.secrets,
            };
            excerpts.push(excerpt(source, &places, cut));
        }
        excerpts
    }

    /// What to do about a finding, and the fix that does it.
    fn advise(&self, finding: &Finding, text: &mut String) {
        if let Some(help) = words::help(finding) {
            self.titled("help", &help, text);
        }
        let Some(fix) = &finding.fix else { return };
        let title = clip(&fix.title, 200);
        self.titled("fix", &format!("{title} {}", words::marker(finding)), text);
        let source = fix.edits.first().map(|edit| edit.span.source).unwrap_or(finding.at.source);
        let Some(source) = self.shared.report.sources.get(source) else { return };
        if source.id != finding.at.source {
            text.push_str(&format!("      in {}\n", Shown::path(&source.path)));
        }
        for line in patch(source, fix, &self.shared.report.secrets, self.columns - 10) {
            let line = match line {
                PatchLine::Removed(line) => self.paint.ink(Ink::Removed, &format!("- {line}")),
                PatchLine::Added(line) => self.paint.ink(Ink::Added, &format!("+ {line}")),
                PatchLine::More(count) => self.paint.ink(Ink::Dim, &format!("and {count} more lines")),
            };
            text.push_str(&format!("      {line}\n"));
        }
    }

    /// `  help: text`, wrapped below its start.
    fn titled(&self, title: &str, body: &str, text: &mut String) {
        let indent = title.len() + 4;
        for (index, line) in wrap(body, self.columns - indent).iter().enumerate() {
            let head = if index == 0 {
                format!("  {} ", self.paint.ink(Ink::Help, &format!("{title}:")))
            } else {
                " ".repeat(indent)
            };
            text.push_str(&format!("{head}{line}\n"));
        }
    }

    fn wrapped(&self, body: &str, first: usize, rest: usize, ink: Ink, text: &mut String) {
        for (index, line) in wrap(body, self.columns - rest).iter().enumerate() {
            let indent = if index == 0 { first } else { rest };
            text.push_str(&format!("{}{}\n", " ".repeat(indent), self.paint.ink(ink, line)));
        }
    }

    /// One row for each thing that is missing.
    fn table(&self, missing: &Missing<'_>, text: &mut String) {
        let rows = || missing.rows.iter();
        let severities = rows().map(|finding| finding.severity.as_str().len()).max().unwrap_or(0);
        let rules = rows().map(|finding| finding.rule.len()).max().unwrap_or(0);
        let has_marker = rows().any(|finding| finding.fix.is_some());
        let indent = if has_marker { 6 } else { 2 };
        for finding in rows() {
            let pad = |word: &str, width: usize| " ".repeat(width.saturating_sub(word.len()));
            let severity = finding.severity.as_str();
            let marker = words::marker(finding);
            let marker = if has_marker { format!("{marker}{} ", pad(marker, 3)) } else { String::new() };
            let url = page_url(finding.rule.as_str());
            text.push_str(&format!(
                "  {marker}{}{}  {}{}  ",
                self.paint.ink(Ink::Level(finding.severity), severity),
                pad(severity, severities),
                self.paint.link(url.as_deref(), finding.rule.as_str()),
                pad(finding.rule.as_str(), rules),
            ));
            let start = indent + severities + 2 + rules + 2;
            let lines = wrap(&words::advice(finding), self.columns.saturating_sub(start).max(30));
            text.push_str(&lines.join(&format!("\n{}", " ".repeat(start))));
            text.push('\n');
        }
    }

    /// The blocks of a file without frames, and an empty line after them.
    fn short(&self, file: &FileBlocks<'_>) -> String {
        let path = Shown::path(self.shared.report.sources.path(file.source));
        let from = file.template.map_or(String::new(), |path| format!(", from {}", clip(path, MAX_MESSAGE)));
        let mut text = format!("{}\n", self.paint.ink(Ink::Path, &(path + &from)));
        for block in &file.blocks {
            let (rule, message) = words::headline(block);
            match block {
                Block::Rule(findings) => {
                    let place = findings.first().and_then(|finding| {
                        let source = self.shared.report.sources.get(finding.at.source)?;
                        let position = source.position(finding.at.start);
                        Some(format!(
                            "{}:{}: {message} {}",
                            position.line,
                            position.char,
                            words::marker(finding)
                        ))
                    });
                    let body = place.unwrap_or(message);
                    text.push_str(&self.headline(block.severity(), rule, body.trim_end(), 2));
                }
                Block::Missing(missing) => {
                    text.push_str(&self.headline(block.severity(), None, &message, 2));
                    let rules: Vec<&str> = missing.rows.iter().map(|finding| finding.rule.as_str()).collect();
                    self.wrapped(&rules.join(", "), 6, 6, Ink::Bold, &mut text);
                    let places: Vec<String> = missing
                        .subjects
                        .iter()
                        .filter_map(|subject| {
                            let source = self.shared.report.sources.get(subject.anchor.source)?;
                            let position = source.position(subject.anchor.start);
                            Some(format!("{}:{}", position.line, position.char))
                        })
                        .collect();
                    self.wrapped(&format!("at {}", places.join(" ")), 6, 6, Ink::Dim, &mut text);
                    continue;
                }
            }
            if let Some(also) = words::also(self.shared, block) {
                self.wrapped(&also, 6, 6, Ink::Dim, &mut text);
            }
        }
        text.push('\n');
        text
    }
}
