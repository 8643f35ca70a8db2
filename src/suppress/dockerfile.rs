//! What a directive of a Dockerfile covers, by where its comment stands: the instruction below, or inside of one the
//! command below. Does not read the comment.

use std::cell::RefCell;

use super::directive::strip_word;
use super::scope::{each, is_candidate};
use super::{Directives, Kind};
use crate::finding::{Problem, ProblemKind};
use crate::settings::Date;
use crate::source::{Span, shown};
use crate::syntax::Limits;
use crate::syntax::dockerfile::{DirectiveKind, File, Instruction, Keyword};
use crate::syntax::shell::{Connector, of_instruction};

/// Linters of Compose files: their comments mean nothing here.
const OF_COMPOSE: &[&str] = &["dclint"];

/// The directives of a Dockerfile. `today` decides what has expired.
pub fn in_dockerfile(file: &File<'_>, today: Date, limits: &Limits) -> Directives {
    let mut out = Directives::default();
    let whole = Span::new(file.source, 0, file.text.len() as u32);
    let froms: Vec<u32> = file
        .instructions
        .iter()
        .filter(|instruction| instruction.keyword == Keyword::From)
        .map(|from| from.span.start)
        .collect();
    let checks: Vec<Span> = file
        .directives
        .iter()
        .filter(|directive| directive.kind == DirectiveKind::Check)
        .map(|directive| directive.span)
        .collect();
    let inside = Inside { file, limits, last: RefCell::default() };
    for comment in &file.comments {
        let text = file.text.get(comment.span.range()).unwrap_or("");
        if !is_candidate(text) {
            continue;
        }
        let at = comment.span.start;
        let index = file.instructions.partition_point(|instruction| instruction.span.end <= at);
        let next = file.instructions.get(index);
        let is_check = checks.iter().any(|check| check.start == at);
        let stage = |start: u32| {
            let later = froms.get(froms.partition_point(|from| *from <= start));
            Span::new(file.source, start, later.copied().unwrap_or(whole.end))
        };
        each(&mut out, (text, comment.span), OF_COMPOSE, today, |kind| match kind {
            Kind::File | Kind::Resource => Some(whole),
            Kind::Next | Kind::Line if is_check => Some(whole),
            Kind::Head | Kind::First => {
                file.instructions.first().is_none_or(|first| at < first.span.start).then_some(whole)
            }
            Kind::Block if next?.keyword == Keyword::From && next?.span.start >= at => {
                Some(stage(next?.span.start))
            }
            Kind::Next | Kind::Block | Kind::Line => match next? {
                next if next.span.start >= at => Some(next.span),
                next => Some(inside.below(index, next, comment.span)),
            },
            Kind::Stage => Some(stage(next?.span.start)),
        });
    }
    if file.text.contains("plimsoll") {
        out.problems.extend(file.instructions.iter().filter_map(|instruction| at_line_end(instruction)));
    }
    out.finish()
}

/// What comments inside of an instruction cover.
struct Inside<'f, 's> {
    file: &'f File<'s>,
    limits: &'f Limits,
    /// The last instruction that was asked about. Comments stand in order, so that every instruction is read once.
    last: RefCell<Option<(usize, Reaches)>>,
}

/// Where each command or line of an instruction starts, and where it and what it is piped into end.
type Reaches = Vec<(u32, u32)>;

impl Inside<'_, '_> {
    /// The command below a comment, with those that it is piped into; where there are no commands, the line below.
    fn below(&self, index: usize, instruction: &Instruction<'_>, comment: Span) -> Span {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|(known, _)| *known != index) {
            *last = Some((index, self.reaches(instruction)));
        }
        let reaches = last.as_ref().map_or(&[][..], |(_, reaches)| reaches);
        let next = reaches.partition_point(|(start, _)| *start < comment.end);
        let end = reaches.get(next).map_or(instruction.span.end, |(_, end)| *end);
        Span::new(self.file.source, comment.end, end.max(comment.end))
    }

    fn reaches(&self, instruction: &Instruction<'_>) -> Reaches {
        let script = of_instruction(instruction, self.file.text, true, self.limits);
        if script.commands.is_empty() {
            return self.lines(instruction.span);
        }
        let mut out = Reaches::with_capacity(script.commands.len());
        let mut after: Option<(u32, u32, Connector)> = None;
        for command in script.commands.iter().rev() {
            let (start, mut end) = (command.span.start, command.span.end);
            if let Some((next, last, connector)) = after
                && (connector == Connector::Pipe || next < end)
            {
                end = end.max(last);
            }
            out.push((start, end));
            after = Some((start, end, command.connector));
        }
        out.reverse();
        out
    }

    /// The lines of a part that hold something.
    fn lines(&self, part: Span) -> Reaches {
        let mut at = part.start as usize;
        let mut out = Reaches::new();
        for line in self.file.text.get(part.range()).unwrap_or("").split_inclusive('\n') {
            let content = line.trim_start();
            if !content.is_empty() && !content.starts_with('#') {
                out.push(((at + line.len() - content.len()) as u32, (at + line.len()) as u32));
            }
            at += line.len();
        }
        out
    }
}

/// A directive of ours at the end of an instruction's line, where it is no comment.
fn at_line_end(instruction: &Instruction<'_>) -> Option<Problem> {
    let text = instruction.line.text();
    let mut quote = None;
    let mut bytes = text.bytes().enumerate();
    let mut before = b'x';
    let is_meant = |at: usize| {
        let comment = text.get(at..)?;
        let rest = strip_word(comment.trim_start_matches('#').trim_start(), "plimsoll")?;
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        let is_ours = rest.starts_with("ignore") || rest.starts_with("file-ignore");
        is_ours.then(|| at..at + comment.find(']').map_or(comment.len(), |end| end + 1))
    };
    while let Some((at, byte)) = bytes.next() {
        match (byte, quote) {
            (b'\\', _) => {
                bytes.next();
            }
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'#', None) if before.is_ascii_whitespace() => {
                if let Some(range) = is_meant(at) {
                    let message = "Dockerfiles have no comment at the end of a line";
                    let comment = shown(text.get(range.clone()).unwrap_or(""));
                    return Some(
                        Problem::new(
                            ProblemKind::MalformedSuppression,
                            instruction.line.span(range),
                            message,
                        )
                        .help(format!("write `{comment}` on a line of its own above it")),
                    );
                }
            }
            _ => {}
        }
        before = byte;
    }
    None
}
