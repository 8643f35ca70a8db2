//! From text to the tree: directives, logical lines, heredocs. Leaves the arguments of an instruction to
//! `arguments`.

use std::borrow::Cow;
use std::ops::Range;

use super::arguments::{self, Parsed};
use super::heredoc;
use super::lines::{Line, Lines, without_continuation};
use super::tree::{Comment, Directive, DirectiveKind, File, Heredoc, Instruction, Keyword, Word};
use super::{first_line, quoted};
use crate::finding::{Edit, Problem, ProblemKind};
use crate::source::{SourceId, Span};
use crate::syntax::Limits;
use crate::syntax::joined::Joined;
use crate::syntax::nearest;

/// Reads a Dockerfile.
pub fn parse<'s>(source: SourceId, text: &'s str, limits: &Limits) -> File<'s> {
    let file = File {
        source,
        text,
        escape: '\\',
        directives: Vec::new(),
        comments: Vec::new(),
        blank_continuations: Vec::new(),
        instructions: Vec::new(),
        problems: Vec::new(),
    };
    let mut parser = Parser {
        lines: Lines::new(text),
        file,
        in_directives: true,
        lost: Lost::No,
        from_misspelt: false,
        nodes: 0,
        limit: limits.nodes,
    };
    parser.run();
    parser.file
}

/// How many parts an instruction counts for besides its words: what it costs to keep.
const INSTRUCTION: u32 = 8;

struct Parser<'s> {
    lines: Lines<'s>,
    file: File<'s>,
    /// Whether a directive may still come.
    in_directives: bool,
    /// Whether an error before leaves open what the next lines are: they are not reported until one of them starts
    /// with a keyword.
    lost: Lost,
    /// Whether an unknown instruction was meant to be FROM, so that its absence is not reported twice.
    from_misspelt: bool,
    nodes: u32,
    limit: u32,
}

/// How far a line without a keyword can be taken for an instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lost {
    /// Nothing is wrong before it.
    No,
    /// The line before was no instruction either: it is one only when it resembles one.
    AfterUnknown,
    /// It may be the body of a heredoc.
    AfterHeredoc,
}

impl<'s> Parser<'s> {
    fn run(&mut self) {
        while let Some(line) = self.lines.take() {
            if !self.logical_line(line) {
                break;
            }
        }
        for start in std::mem::take(&mut self.lines.too_long) {
            let rest = self.file.text.get(start..).unwrap_or("");
            let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len()).min(20);
            let end = self.file.text.floor_char_boundary(end);
            let span = Span::at(self.file.source, start..end);
            let message = "the line is longer than the 65535 bytes that BuildKit reads";
            self.refuse(span, message, "break it with a continuation, or move the text to a file");
        }
        self.whole_file();
        self.file.problems.sort_by_key(|problem| problem.at);
    }

    /// Reads an instruction that starts at a line, a comment or nothing. `false` when a limit ends the file.
    fn logical_line(&mut self, line: Line<'s>) -> bool {
        let content = line.text.trim_start();
        let start = line.start + (line.text.len() - content.len());
        if self.in_directives {
            self.in_directives = self.directive(content, start);
        }
        if content.starts_with('#') {
            self.comment(content, start, None);
            return true;
        }
        let mut joined = Joined::new(self.file.source);
        let mut end = line.end();
        let escape = self.file.escape;
        match without_continuation(content, escape) {
            None if content.is_empty() => return true,
            None => joined.push(content, start),
            Some(piece) => {
                joined.push(piece, start);
                while let Some(line) = self.lines.take() {
                    end = line.end();
                    if line.is_comment() {
                        let content = line.text.trim_start();
                        let start = line.end() - content.len();
                        self.comment(content, start, Some(self.file.instructions.len()));
                        continue;
                    }
                    if line.is_blank() {
                        let span = Span::at(self.file.source, line.start..line.end());
                        self.file.blank_continuations.push(span);
                        continue;
                    }
                    match without_continuation(line.text, escape) {
                        Some(piece) => joined.push(piece, line.start),
                        None => {
                            joined.push(line.text, line.start);
                            break;
                        }
                    }
                }
            }
        }
        self.instruction(joined, Span::at(self.file.source, start..end))
    }

    fn comment(&mut self, content: &str, start: usize, inside: Option<usize>) {
        let span = Span::at(self.file.source, start..start + content.trim_end().len());
        self.file.comments.push(Comment { span, own_line: true, inside });
    }

    /// Reads a line as a directive; whether another may follow it.
    fn directive(&mut self, content: &'s str, start: usize) -> bool {
        let Some((kind, name, value)) = split_directive(content) else { return false };
        let at = |part: &Range<usize>| Span::at(self.file.source, start + part.start..start + part.end);
        let (name_at, value_at) = (at(&name), at(&value));
        let name = content.get(name).unwrap_or("");
        let value = content.get(value).unwrap_or("");
        if let Some(first) = self.file.directives.iter().find(|directive| directive.kind == kind) {
            let message = format!("the directive {} stands here a second time", quoted(name));
            let problem = Problem::new(ProblemKind::DockerfileSyntax, name_at, message);
            self.file.problems.push(problem.label(first.span, "first here").help("remove one of the two"));
            return true;
        }
        if kind == DirectiveKind::Escape {
            match value {
                "\\" => self.file.escape = '\\',
                "`" => self.file.escape = '`',
                _ => {
                    let message = format!("{} cannot be the escape character", quoted(value));
                    self.refuse(value_at, message, "write a backslash or a backtick");
                }
            }
        }
        let span = Span::at(self.file.source, start..start + content.trim_end().len());
        let value = Word { text: Cow::Borrowed(value), span: value_at };
        self.file.directives.push(Directive { kind, value, span });
        true
    }

    fn instruction(&mut self, line: Joined<'s>, span: Span) -> bool {
        let Parsed { mut instruction, problems, words } = arguments::parse(line, span, self.file.escape);
        self.nodes = self.nodes.saturating_add(words).saturating_add(INSTRUCTION);
        if self.nodes > self.limit {
            let message = format!("the file has more than {} parts", self.limit);
            let problem = Problem::new(ProblemKind::Limit, instruction.name.span, message);
            self.file.problems.push(problem.help("--max-nodes raises the limit"));
            return false;
        }
        self.heredocs(&mut instruction);
        if instruction.keyword == Keyword::Unknown && instruction.onbuild.is_none() {
            self.unknown(&mut instruction);
        } else {
            self.lost = if instruction.broken { self.lost } else { Lost::No };
        }
        for mut problem in problems {
            instruction.broken = true;
            problem.at = first_line(self.file.text, problem.at);
            self.file.problems.push(problem);
        }
        self.file.instructions.push(Box::new(instruction));
        true
    }

    /// Reads the bodies of the heredocs that an instruction opens.
    fn heredocs(&mut self, instruction: &mut Instruction<'s>) {
        let takes = matches!(instruction.keyword, Keyword::Run | Keyword::Copy | Keyword::Add);
        if !takes || instruction.is_exec() || !instruction.line.text().contains("<<") {
            return;
        }
        let source = self.file.source;
        for opener in heredoc::openers(instruction.line.text()) {
            let range = opener.range.clone();
            let span = instruction.line.span(range.clone());
            let start = self.lines.at();
            let (body, terminator) = match self.lines.take_until(&opener.name, opener.strip_tabs) {
                Some(line) => {
                    instruction.span.end = line.end() as u32;
                    (Span::at(source, start..line.start), Span::at(source, line.start..line.end()))
                }
                None => {
                    let near = self.lines.take_until_nearly(&opener.name);
                    self.unterminated(&instruction.line, &opener, near);
                    instruction.broken = true;
                    match near {
                        Some(line) => {
                            (Span::at(source, start..line.start), Span::at(source, line.start..line.end()))
                        }
                        None => (Span::at(source, start..start), Span::at(source, start..start)),
                    }
                }
            };
            instruction.heredocs.push(Heredoc {
                name: opener.name.into(),
                opener: span,
                quoted: opener.quoted,
                strip_tabs: opener.strip_tabs,
                body,
                terminator,
            });
            if body.is_empty() && terminator.is_empty() {
                break;
            }
        }
    }

    /// Refuses a heredoc without an end. `near` is a line that would end it without the blanks around the name.
    fn unterminated(&mut self, line: &Joined<'s>, opener: &heredoc::Opener, near: Option<Line<'s>>) {
        let name = quoted(&opener.name);
        let at = first_line(self.file.text, line.span(opener.range.clone()));
        let message = format!("the heredoc {name} is never closed");
        let problem = Problem::new(ProblemKind::DockerfileSyntax, at, message);
        if let Some(near) = near {
            let content = near.text.trim_start_matches([' ', '\t']);
            let first = near.end() - content.len();
            let last = first + content.trim_end_matches([' ', '\t']).len();
            let cut = |range: Range<usize>| {
                let span = Span::at(self.file.source, range);
                (!span.is_empty()).then(|| Edit { span, text: String::new() })
            };
            let edits = [cut(near.start..first), cut(last..near.end())].into_iter().flatten().collect();
            let at = Span::at(self.file.source, first..last);
            let problem = problem.label(at, "blanks around the name keep this line from closing it");
            let problem = problem.help(format!("write {name} alone on its line, without blanks around it"));
            self.file.problems.push(problem.fix("take the blanks off the line that closes it", Some(edits)));
            return;
        }
        self.lost = Lost::AfterHeredoc;
        let problem = if heredoc::is_shift(line.text(), opener) {
            let edits = heredoc::unspaced_shift(line, opener);
            let problem = problem.help("write the shift without any blanks: BuildKit takes it for a heredoc");
            problem.fix("take the blanks out of the shift", edits)
        } else {
            problem.help(format!("end it with a line that is {name} and nothing else"))
        };
        self.file.problems.push(problem);
    }

    fn unknown(&mut self, instruction: &mut Instruction<'s>) {
        let name = instruction.name.text.as_ref();
        let meant = nearest(name, Keyword::ALL.map(Keyword::as_str));
        instruction.broken = true;
        self.from_misspelt |= meant == Some(Keyword::From.as_str());
        match self.lost {
            Lost::No => self.lost = Lost::AfterUnknown,
            Lost::AfterUnknown if meant.is_some() => {}
            Lost::AfterUnknown | Lost::AfterHeredoc => return,
        }
        let at = first_line(self.file.text, instruction.name.span);
        let message = if name.is_empty() {
            "a continuation without an instruction".to_owned()
        } else {
            format!("{} is not an instruction", quoted(name))
        };
        let help = match meant {
            Some(meant) => format!("write `{meant}` if that is what is meant"),
            None => format!("end the line above with `{}` if this belongs to it", self.file.escape),
        };
        self.refuse(at, message, help);
    }

    /// What only the whole file shows: instructions in front of the first FROM, and no FROM at all.
    fn whole_file(&mut self) {
        // What follows ONBUILD is read by those who build from the image.
        let mut known =
            self.file.instructions.iter().filter(|instruction| {
                instruction.keyword != Keyword::Unknown || instruction.onbuild.is_some()
            });
        let first = known
            .clone()
            .find(|instruction| instruction.keyword != Keyword::Arg || instruction.onbuild.is_some());
        let from = known
            .clone()
            .find(|instruction| instruction.keyword == Keyword::From && instruction.onbuild.is_none());
        let refusal = match (first, from) {
            (Some(first), Some(from)) if first.span.start < from.span.start => {
                let (keyword, at) = match first.onbuild {
                    Some(at) => ("ONBUILD", at),
                    None => (first.keyword.as_str(), first.name.span),
                };
                let message = format!("{keyword} stands before the first FROM");
                Some((at, message, "move it below FROM; only ARG may stand above"))
            }
            (_, Some(_)) => None,
            (_, None) if self.from_misspelt => None,
            (_, None) => match known.next() {
                Some(instruction) => {
                    let message = "there is no FROM, so there is nothing to build".to_owned();
                    Some((
                        instruction.name.span,
                        message,
                        "start with `FROM` and a base image, or `FROM scratch`",
                    ))
                }
                None if self.file.problems.is_empty() => {
                    let start = Span::new(self.file.source, 0, 0);
                    let message = "the file has no instructions".to_owned();
                    Some((start, message, "start with `FROM` and a base image, or `FROM scratch`"))
                }
                None => None,
            },
        };
        if let Some((at, message, help)) = refusal {
            let at = first_line(self.file.text, at);
            self.refuse(at, message, help);
        }
    }

    fn refuse(&mut self, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.file.problems.push(Problem::new(ProblemKind::DockerfileSyntax, at, message).help(help));
    }
}

/// A line as `# name = value` with a known name: the kind, and where name and value stand.
fn split_directive(content: &str) -> Option<(DirectiveKind, Range<usize>, Range<usize>)> {
    let ascii_blank = |character: char| matches!(character, '\t' | '\n' | '\x0c' | '\r' | ' ');
    let rest = content.strip_prefix('#')?.trim_start();
    let (name, value) = rest.split_once('=')?;
    let name_start = content.len() - rest.len();
    let name = name.trim_end_matches(ascii_blank);
    let value = value.trim_start_matches(ascii_blank);
    let value_start = content.len() - value.len();
    let value = value.trim_end_matches(ascii_blank);
    let kind = match name.to_ascii_lowercase().as_str() {
        "syntax" => DirectiveKind::Syntax,
        "escape" => DirectiveKind::Escape,
        "check" => DirectiveKind::Check,
        _ => return None,
    };
    let ranges = (name_start..name_start + name.len(), value_start..value_start + value.len());
    (!value.is_empty()).then_some((kind, ranges.0, ranges.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is refused: the text at the place, and the message.
    fn refused(text: &str) -> Vec<(String, String)> {
        let file = parse(SourceId(0), text, &Limits::default());
        let at = |span: Span| text.get(span.range()).unwrap_or("?").to_owned();
        file.problems.into_iter().map(|problem| (at(problem.at), problem.message)).collect()
    }

    /// The tokens at which instructions behind a FROM are refused.
    fn tokens(text: &str) -> Vec<String> {
        refused(&format!("FROM a\n{text}\n")).into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn refuses_what_buildkit_refuses_at_the_token_that_is_wrong() {
        for (text, token) in [
            ("RNU a", "RNU"),
            ("FROM", "FROM"),
            ("FROM a b", "b"),
            ("FROM a AS b c", "c"),
            ("FROM a AS 1b", "1b"),
            ("FROM --plattform=x a", "--plattform=x"),
            ("COPY a", "a"),
            ("COPY", "COPY"),
            ("COPY --link=maybe a b", "--link=maybe"),
            ("COPY --from a b", "--from"),
            ("COPY --from=a --from=b c d", "--from=b"),
            ("COPY [\"a\", 1]", "1"),
            ("COPY a <<EOF\nEOF", "<<EOF"),
            ("ENV A", "A"),
            ("ENV A=b C", "C"),
            ("ENV", "ENV"),
            ("ENV =b", "=b"),
            ("ARG =b", "=b"),
            ("ARG", "ARG"),
            ("LABEL a", "a"),
            ("EXPOSE", "EXPOSE"),
            ("VOLUME [\"\"]", "\"\""),
            ("USER", "USER"),
            ("WORKDIR", "WORKDIR"),
            ("STOPSIGNAL", "STOPSIGNAL"),
            ("HEALTHCHECK", "HEALTHCHECK"),
            ("HEALTHCHECK CMD", "CMD"),
            ("HEALTHCHECK curl x", "curl"),
            ("HEALTHCHECK NONE x", "HEALTHCHECK"),
            ("HEALTHCHECK --interval=5 CMD a", "5"),
            ("HEALTHCHECK --interval=5us CMD a", "5us"),
            ("HEALTHCHECK --retries=-1 CMD a", "-1"),
            ("SHELL bash", "bash"),
            ("SHELL []", "SHELL"),
            ("CMD [1]", "1"),
            ("RUN --network=lan a", "lan"),
            ("RUN --security=none a", "none"),
            ("RUN --mount=from=$x,target=/y a", "$x"),
            ("RUN <<EOF\na", "<<EOF"),
            ("RUN echo $(( 1 << 2 ))", "<< 2"),
            ("ONBUILD", "ONBUILD"),
            ("ONBUILD FROM a", "FROM"),
            ("ONBUILD ONBUILD RUN a", "ONBUILD"),
            ("USER --x root", "--x"),
        ] {
            assert_eq!(tokens(text), [token], "{text}");
        }
    }

    #[test]
    fn accepts_what_buildkit_accepts() {
        for text in [
            "RUN",
            "CMD",
            "CMD ['a']",
            "ENTRYPOINT []",
            "HEALTHCHECK NONE",
            "HEALTHCHECK --interval=0 CMD a",
            "ENV A b c",
            "ENV A=\"b c\" D='e",
            "LABEL \"a b\"=c",
            "ARG A B=c D=",
            "ARG --x A",
            "STOPSIGNAL --x 9",
            "COPY --exclude=a --exclude=b c d",
            "COPY <<A <<-B /x/\na\nA\n\tb\n\tB",
            "ADD --link --unpack=TRUE a b",
            "RUN --mount=type=nonsense a",
            "RUN --mount=from=a$ --mount a=b",
            "RUN \\\n# comment\n\n  a \\  \n  && b",
            "ONBUILD NONSENSE a",
            "ONBUILD COPY <<A /x\na\nA",
            "R\\\nUN a",
            "from a as B-1_x.y",
            "RUN echo \"<<A\" $((1<<2)) <<<b",
        ] {
            let expected: &[String] =
                if text.contains("--mount a=b") { &["--mount".to_owned()] } else { &[] };
            assert_eq!(tokens(text), expected, "{text}");
        }
    }

    #[test]
    fn an_error_costs_one_instruction() {
        let text = "FROM a\nRUN <<EOF\nbody\n  hello\nRNU a\nUSER x\nNONSENSE\nWORKDIR\nCMD b\n";
        let found: Vec<_> = refused(text).into_iter().map(|(token, _)| token).collect();
        assert_eq!(found, ["<<EOF", "NONSENSE", "WORKDIR"]);
        let file = parse(SourceId(0), text, &Limits::default());
        assert_eq!(file.instructions.last().map(|last| last.keyword), Some(Keyword::Cmd));
    }

    #[test]
    fn the_whole_file_needs_a_from_in_front() {
        let message = |text: &str| refused(text).into_iter().map(|(_, message)| message).collect::<Vec<_>>();
        assert_eq!(message(""), ["the file has no instructions"]);
        assert_eq!(message("# only this\n"), ["the file has no instructions"]);
        assert_eq!(message("ARG A\n"), ["there is no FROM, so there is nothing to build"]);
        assert_eq!(message("RUN a\nRUN b\nFROM c\n"), ["RUN stands before the first FROM"]);
        assert_eq!(message("FORM a\nRUN b\n"), ["`FORM` is not an instruction"]);
    }

    #[test]
    fn directives_stop_at_the_first_other_line() {
        let text = "# syntax=docker/dockerfile:1\n#ESCAPE = `\n\n# check=skip=all\nFROM a\nRUN b `\n c\n";
        let file = parse(SourceId(0), text, &Limits::default());
        assert_eq!(file.directives.len(), 2);
        assert_eq!(file.escape, '`');
        assert_eq!(file.comments.len(), 3);
        assert_eq!(file.instructions.len(), 2);
        assert_eq!(refused("# escape=x\n# escape=`\nFROM a\n").len(), 2);
    }

    #[test]
    fn lines_beyond_the_buffer_of_buildkit_are_refused() {
        let line = |length: usize| format!("FROM a\nRUN {}\n", "x".repeat(length - 4));
        assert_eq!(refused(&line(65_535)), []);
        assert_eq!(refused(&line(65_536)).len(), 1);
    }

    #[test]
    fn many_open_heredocs_cost_linear_time() {
        let text: String = (0..50_000).map(|number| format!("RUN <<A{number}\n")).collect();
        assert_eq!(refused(&text).len(), 50_001);
    }

    #[test]
    fn a_limit_ends_the_file() {
        let limits = Limits { nodes: 20, ..Limits::default() };
        let file = parse(SourceId(0), "FROM a\nCOPY a b c d e f g h\nCMD x\n", &limits);
        assert_eq!(file.problems.first().map(|problem| problem.kind), Some(ProblemKind::Limit));
    }
}
