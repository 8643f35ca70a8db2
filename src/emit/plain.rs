//! The report for logs: what the terminal report says, in ASCII and without colour, in the shape that compilers use.

use std::io;
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Chars, Config};

use super::excerpt::{Cut, Excerpt, Line, clip, excerpt};
use super::frame::wrap;
use super::group::{Block, group};
use super::patch::{PatchLine, patch};
use super::{Shared, summary, words};
use crate::emit::limits::MAX_MESSAGE;
use crate::finding::Finding;
use crate::source::Shown;

/// Columns of source, whatever the width: logs scroll.
const COLUMNS: usize = 160;

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let config = Config { chars: Chars::ascii(), before_label_lines: 1, ..Config::default() };
    for file in group(shared.report) {
        for block in &file.blocks {
            let excerpts = Excerpts(excerpts(shared, block));
            let mut diagnostic = diagnostic(shared, block, &excerpts);
            diagnostic.notes.extend(file.template.map(|path| format!("from: {}", clip(path, MAX_MESSAGE))));
            let text = term::emit_into_string(&config, &excerpts, &diagnostic).map_err(io::Error::other)?;
            for line in text.lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    if shared.style.summary {
        let style = super::Style { color: false, ..shared.style.clone() };
        out.write_all(summary(shared.report, &style).as_bytes())?;
    }
    Ok(())
}

fn excerpts(shared: &Shared<'_>, block: &Block<'_>) -> Vec<Excerpt> {
    let context = matches!(block, Block::Rule(_));
    let cut = Cut { columns: COLUMNS, context, ellipsis: "...", secrets: &shared.report.secrets };
    let places = words::places(block).into_iter();
    let known = places.filter_map(|(source, places)| Some((shared.report.sources.get(source)?, places)));
    known.map(|(source, places)| excerpt(source, &places, cut)).collect()
}

fn diagnostic(shared: &Shared<'_>, block: &Block<'_>, excerpts: &Excerpts) -> Diagnostic<usize> {
    let level = match block.severity().headline() {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Note,
    };
    let (rule, message) = words::headline(block);
    let mut diagnostic = Diagnostic::new(level).with_message(message);
    diagnostic.code = rule.map(str::to_string);
    for (file, excerpt) in excerpts.0.iter().enumerate() {
        diagnostic.labels.extend(excerpt.marks.iter().map(|mark| Label {
            style: if mark.primary { LabelStyle::Primary } else { LabelStyle::Secondary },
            file_id: file,
            range: mark.range.clone(),
            message: mark.text.clone(),
        }));
        if excerpt.more > 0 {
            diagnostic.notes.push(format!("and {} more places in {}", excerpt.more, excerpt.name));
        }
    }
    match block {
        Block::Rule(findings) => {
            if let Some(finding) = findings.first() {
                advise(shared, finding, &mut diagnostic.notes);
            }
        }
        Block::Missing(missing) => diagnostic.notes.extend(missing.rows.iter().map(|finding| {
            let marker = words::marker(finding);
            let space = if marker.is_empty() { "" } else { " " };
            format!("{} {}: {}{space}{marker}", finding.severity, finding.rule, words::advice(finding))
        })),
    }
    if let Some(also) = words::also(shared, block) {
        diagnostic.notes.push(wrap(&also, shared.style.columns().saturating_sub(6)).join("\n"));
    }
    diagnostic
}

fn advise(shared: &Shared<'_>, finding: &Finding, notes: &mut Vec<String>) {
    notes.extend(words::help(finding).map(|help| format!("help: {help}")));
    let Some(fix) = &finding.fix else { return };
    let mut note = format!("fix: {} {}", clip(&fix.title, 200), words::marker(finding));
    let source = fix.edits.first().and_then(|edit| shared.report.sources.get(edit.span.source));
    if let Some(source) = source {
        if source.id != finding.at.source {
            note.push_str(&format!("\nin {}", Shown::path(&source.path)));
        }
        for line in patch(source, fix, &shared.report.secrets, COLUMNS) {
            note.push_str(&match line {
                PatchLine::Removed(line) => format!("\n- {line}"),
                PatchLine::Added(line) => format!("\n+ {line}"),
                PatchLine::More(count) => format!("\nand {count} more lines"),
            });
        }
    }
    notes.push(note);
}

/// Excerpts as files. Lines that do not follow each other in the source are given indices with a gap, so that the
/// library draws one.
struct Excerpts(Vec<Excerpt>);

/// The gap: with one line between them, the library would ask for that line.
const GAP: usize = 2;

impl Excerpts {
    fn excerpt(&self, id: usize) -> Result<&Excerpt, Error> {
        self.0.get(id).ok_or(Error::FileMissing)
    }

    /// The lines of an excerpt with their indices.
    fn lines(&self, id: usize) -> Result<impl Iterator<Item = (usize, &Line)>, Error> {
        let mut index = 1;
        let mut last: Option<u32> = None;
        Ok(self.excerpt(id)?.lines.iter().map(move |line| {
            index += match last.replace(line.number) {
                None => 0,
                Some(before) if before + 1 == line.number => 1,
                Some(_) => 1 + GAP,
            };
            (index, line)
        }))
    }

    fn line(&self, id: usize, index: usize) -> Result<&Line, Error> {
        let max = self.excerpt(id)?.lines.len();
        let found = self.lines(id)?.find(|(at, _)| *at == index);
        found.map(|(_, line)| line).ok_or(Error::LineTooLarge { given: index, max })
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.excerpt(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let line = self.lines(id)?.find(|(_, line)| byte <= line.range.end);
        let max = self.excerpt(id)?.text.len();
        line.map(|(index, _)| index).ok_or(Error::IndexTooLarge { given: byte, max })
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.line(id, index)?.number as usize)
    }

    fn column_number(&'a self, id: usize, index: usize, _: usize) -> Result<usize, Error> {
        let excerpt = self.excerpt(id)?;
        let is_primary = self.line(id, index)?.number == excerpt.position.0;
        Ok(if is_primary { excerpt.position.1 as usize } else { 1 })
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        let range = self.line(id, index)?.range.clone();
        Ok(range.start..range.end + 1)
    }
}
