//! Walks the parser's tree and collects the commands, without recursion. Knows connectors and nesting, not
//! programs.

use crate::syntax::limits::MAX_INNER;
use std::borrow::Cow;

use shuck_ast as ast;
use shuck_parser::parser::{ParseResult, Parser};
use shuck_parser::{ShellDialect, ShellProfile};

use super::convert::{self, range};
use super::wrappers::{self, Inner};
use super::{
    Assignment, Command, Connector, Operator, Quoting, Redirection, Script, SyntaxError, Word, guard,
};
use crate::source::Span;
use crate::syntax::Limits;
use crate::syntax::joined::Joined;

/// What the parser says when a text is too much for it.
const LIMITS: &[&str] = &["exhausted", "nesting too deep", "too long ("];

/// Reads a command line for a POSIX shell or Bash.
pub fn parse<'s>(text: Joined<'s>, limits: &Limits) -> Script<'s> {
    let mut script = Script::default();
    read_all(vec![Inner { text, depth: 0 }], limits, &mut script);
    script
}

/// Reads command lines and the ones inside of them, then puts all commands in the order of the file.
pub(super) fn read_all<'s>(mut queue: Vec<Inner<'s>>, limits: &Limits, script: &mut Script<'s>) {
    while let Some(Inner { text, depth }) = queue.pop() {
        if depth > MAX_INNER || !guard::is_safe(text.text(), limits) {
            (script.incomplete, script.over_limit) = (true, true);
            if depth <= MAX_INNER {
                read_parts(&Inner { text, depth }, limits, &mut queue, script);
            }
            continue;
        }
        let result = parsed(&text, limits);
        script.incomplete |= result.is_err();
        // What stands in `sh -c` may have holes that are filled before it is read; a limit is no error of the text.
        let is_limit = |message: &str| LIMITS.iter().any(|word| message.contains(word));
        script.over_limit |= result.diagnostics.iter().any(|error| is_limit(&error.message));
        if let Some(error) =
            result.diagnostics.first().filter(|error| depth == 0 && !is_limit(&error.message))
        {
            let at = range(error.span);
            let message = error.message.trim_start_matches("syntax error: ").to_owned();
            script.errors.push(SyntaxError { span: text.span(at), message });
        }
        let mut walk = Walk { text: &text, depth, work: Vec::new(), queue: &mut queue, script };
        walk.sequence(&result.file.body, Place::top(depth > 0));
        walk.run();
    }
    script.commands.sort_by_key(|command| (command.span.start, command.span.end));
    script.commands.dedup_by_key(|command| command.span);
    // Most have one, and a vector that grows starts with room for four.
    script.commands.shrink_to_fit();
}

fn parsed(text: &Joined<'_>, limits: &Limits) -> ParseResult {
    let profile = ShellProfile::native(ShellDialect::Bash);
    let (depth, tokens) = (limits.shell_depth as usize, limits.shell_tokens as usize);
    Parser::with_limits_and_profile(text.text(), depth, tokens, profile).parse()
}

/// Reads those parts of a text over a limit that are harmless and commands by themselves: better than nothing.
fn read_parts<'s>(whole: &Inner<'s>, limits: &Limits, queue: &mut Vec<Inner<'s>>, script: &mut Script<'s>) {
    for part in guard::parts(whole.text.text()) {
        let text = whole.text.sub(part);
        if !guard::is_safe(text.text(), limits) {
            continue;
        }
        let result = parsed(&text, limits);
        if !result.is_err() && result.diagnostics.is_empty() {
            let mut walk = Walk { text: &text, depth: whole.depth, work: Vec::new(), queue, script };
            walk.sequence(&result.file.body, Place::top(true).branch());
            walk.run();
        }
    }
}

/// Where a command stands.
#[derive(Clone, Copy)]
struct Place {
    connector: Connector,
    nested: bool,
    conditional: bool,
    /// Whether nothing asks for the status, so that a shell that stops at errors looks at it by itself.
    unasked: bool,
    /// Whether `!` stands before it there.
    negated: bool,
}

impl Place {
    fn top(nested: bool) -> Place {
        Place { connector: Connector::First, nested, conditional: false, unasked: false, negated: false }
    }

    fn inside(self) -> Place {
        Place { connector: Connector::First, nested: true, unasked: false, negated: false, ..self }
    }

    fn branch(self) -> Place {
        Place { conditional: true, ..self.inside() }
    }
}

enum Work<'a> {
    Statement(&'a ast::Stmt, Place),
    Parts(&'a [ast::WordPartNode], Place),
    Condition(&'a ast::ConditionalExpr, Place),
}

struct Walk<'a, 's> {
    text: &'a Joined<'s>,
    depth: u32,
    work: Vec<Work<'a>>,
    queue: &'a mut Vec<Inner<'s>>,
    script: &'a mut Script<'s>,
}

impl<'a, 's> Walk<'a, 's> {
    fn run(&mut self) {
        while let Some(work) = self.work.pop() {
            match work {
                Work::Statement(statement, place) => self.statement(statement, place),
                Work::Parts(parts, place) => parts.iter().for_each(|part| self.part(part, place)),
                Work::Condition(condition, place) => self.condition(condition, place),
            }
        }
    }

    fn sequence(&mut self, sequence: &'a ast::StmtSeq, place: Place) {
        let mut place = place;
        let last = sequence.stmts.len().saturating_sub(1);
        for (index, statement) in sequence.stmts.iter().enumerate() {
            let unasked = place.unasked || index < last;
            self.work.push(Work::Statement(statement, Place { unasked, ..place }));
            place.connector = match statement.terminator {
                Some(ast::StmtTerminator::Background(_)) => Connector::Background,
                _ => Connector::Then,
            };
        }
    }

    fn word(&mut self, word: &'a ast::Word, place: Place) {
        if word.parts.iter().any(|part| !matches!(part.kind, ast::WordPart::Literal(_))) {
            self.work.push(Work::Parts(&word.parts, place));
        }
    }

    /// Looks for commands in a part of a word.
    fn part(&mut self, part: &'a ast::WordPartNode, place: Place) {
        let inside = place.inside();
        match &part.kind {
            ast::WordPart::CommandSubstitution { body, .. }
            | ast::WordPart::ProcessSubstitution { body, .. } => {
                self.sequence(body, inside);
            }
            ast::WordPart::DoubleQuoted { parts, .. } => self.work.push(Work::Parts(parts, place)),
            ast::WordPart::ParameterExpansion { operand_word_ast: Some(word), .. }
            | ast::WordPart::IndirectExpansion { operand_word_ast: Some(word), .. } => {
                self.word(word, place.branch());
            }
            ast::WordPart::Parameter(expansion) => {
                if let ast::ParameterExpansionSyntax::Bourne(
                    ast::BourneParameterExpansion::Operation { operand_word_ast: Some(word), .. }
                    | ast::BourneParameterExpansion::Indirect { operand_word_ast: Some(word), .. },
                ) = &expansion.syntax
                {
                    self.word(word, place.branch());
                }
            }
            ast::WordPart::ArithmeticExpansion { expression_word_ast, .. } => {
                self.word(expression_word_ast, place);
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &'a ast::ConditionalExpr, place: Place) {
        match condition {
            ast::ConditionalExpr::Binary(binary) => {
                self.work.push(Work::Condition(&binary.left, place));
                self.work.push(Work::Condition(&binary.right, place));
            }
            ast::ConditionalExpr::Unary(unary) => self.work.push(Work::Condition(&unary.expr, place)),
            ast::ConditionalExpr::Parenthesized(inner) => self.work.push(Work::Condition(&inner.expr, place)),
            ast::ConditionalExpr::Word(word) | ast::ConditionalExpr::Regex(word) => self.word(word, place),
            ast::ConditionalExpr::Pattern(_) | ast::ConditionalExpr::VarRef(_) => {}
        }
    }

    fn statement(&mut self, statement: &'a ast::Stmt, place: Place) {
        for redirect in &statement.redirects {
            self.redirect_words(redirect, place);
        }
        let negated = place.negated || (statement.negated && place.unasked);
        let place = Place { negated, ..place };
        match &statement.command {
            ast::Command::Simple(simple) => {
                let words = std::iter::once(&simple.name).chain(&simple.args);
                self.simple(statement, words, &simple.assignments, place);
            }
            ast::Command::Builtin(builtin) => self.builtin(statement, builtin, place),
            ast::Command::Decl(clause) => self.declaration(statement, clause, place),
            ast::Command::Binary(binary) => {
                let (connector, conditional) = match binary.op {
                    ast::BinaryOp::And => (Connector::And, place.conditional),
                    ast::BinaryOp::Or => (Connector::Or, true),
                    ast::BinaryOp::Pipe | ast::BinaryOp::PipeAll => (Connector::Pipe, place.conditional),
                };
                let left = Place { unasked: false, negated: false, ..place };
                self.work.push(Work::Statement(&binary.left, left));
                self.work.push(Work::Statement(&binary.right, Place { connector, conditional, ..place }));
            }
            ast::Command::Compound(compound) => self.compound(compound, place),
            ast::Command::Function(function) => {
                self.work.push(Work::Statement(&function.body, place.branch()));
            }
            ast::Command::AnonymousFunction(function) => {
                self.work.push(Work::Statement(&function.body, place.inside()));
            }
        }
    }

    fn compound(&mut self, compound: &'a ast::CompoundCommand, place: Place) {
        let inside = Place { connector: place.connector, ..place.inside() };
        // The status of a body is that of the whole.
        let branch = Place { unasked: place.unasked, ..place.branch() };
        match compound {
            ast::CompoundCommand::If(command) => {
                self.sequence(&command.condition, inside);
                self.sequence(&command.then_branch, branch);
                for (condition, body) in &command.elif_branches {
                    self.sequence(condition, place.branch());
                    self.sequence(body, branch);
                }
                command.else_branch.iter().for_each(|body| self.sequence(body, branch));
            }
            ast::CompoundCommand::For(command) => {
                command.words.iter().flatten().for_each(|word| self.word(word, inside));
                self.sequence(&command.body, branch);
            }
            ast::CompoundCommand::Repeat(command) => self.sequence(&command.body, branch),
            ast::CompoundCommand::Foreach(command) => {
                command.words.iter().for_each(|word| self.word(word, inside));
                self.sequence(&command.body, branch);
            }
            ast::CompoundCommand::ArithmeticFor(command) => self.sequence(&command.body, branch),
            ast::CompoundCommand::While(command) => {
                self.sequence(&command.condition, inside);
                self.sequence(&command.body, branch);
            }
            ast::CompoundCommand::Until(command) => {
                self.sequence(&command.condition, inside);
                self.sequence(&command.body, branch);
            }
            ast::CompoundCommand::Case(command) => {
                self.word(&command.word, inside);
                command.cases.iter().for_each(|case| self.sequence(&case.body, branch));
            }
            ast::CompoundCommand::Select(command) => {
                command.words.iter().for_each(|word| self.word(word, inside));
                self.sequence(&command.body, branch);
            }
            ast::CompoundCommand::Subshell(body) => self.sequence(body, inside),
            ast::CompoundCommand::BraceGroup(body) => {
                self.sequence(body, Place { unasked: place.unasked, ..inside });
            }
            ast::CompoundCommand::Arithmetic(_) => {}
            ast::CompoundCommand::Time(command) => {
                command.command.iter().for_each(|body| self.work.push(Work::Statement(body, place)));
            }
            ast::CompoundCommand::Conditional(command) => self.condition(&command.expression, place),
            ast::CompoundCommand::Coproc(command) => self.work.push(Work::Statement(&command.body, inside)),
            ast::CompoundCommand::Always(command) => {
                self.sequence(&command.body, inside);
                self.sequence(&command.always_body, inside);
            }
        }
    }

    fn simple(
        &mut self,
        statement: &'a ast::Stmt,
        words: impl Iterator<Item = &'a ast::Word> + Clone,
        assignments: &'a [ast::Assignment],
        place: Place,
    ) {
        words.clone().for_each(|word| self.word(word, place));
        let is_written = |word: &&ast::Word| !range(word.span).is_empty();
        let raw: Vec<&ast::Word> = words.filter(is_written).collect();
        let words: Vec<Word<'s>> = raw.iter().map(|word| convert::word(self.text, word)).collect();
        let bodies = self.heredoc_bodies(statement);
        let mut command = self.command(statement, words, place);
        self.assign(assignments, &mut command, place);
        let text = self.text;
        wrappers::take_off(&mut command);
        // Taking off leaves a tail of the words, so they are found again from the end.
        let skipped = raw.len().saturating_sub(command.words.len());
        let tail = raw.get(skipped..).unwrap_or(&[]);
        let inner_text = |index: usize| tail.get(index).map(|word| convert::text_of(text, word));
        let found = wrappers::inner(&command, inner_text, bodies, self.depth + 1);
        self.queue.extend(found);
        self.script.commands.push(command);
    }

    fn builtin(&mut self, statement: &'a ast::Stmt, builtin: &'a ast::BuiltinCommand, place: Place) {
        let (name, first, rest, assignments, span) = match builtin {
            ast::BuiltinCommand::Break(it) => ("break", &it.depth, &it.extra_args, &it.assignments, it.span),
            ast::BuiltinCommand::Continue(it) => {
                ("continue", &it.depth, &it.extra_args, &it.assignments, it.span)
            }
            ast::BuiltinCommand::Return(it) => ("return", &it.code, &it.extra_args, &it.assignments, it.span),
            ast::BuiltinCommand::Exit(it) => ("exit", &it.code, &it.extra_args, &it.assignments, it.span),
        };
        let raw = self.text.slice(range(span));
        let start = span.start.offset() + raw.find(name).unwrap_or(0);
        let mut words = vec![self.verbatim(start..start + name.len(), true)];
        for word in first.iter().chain(rest) {
            self.word(word, place);
            words.push(convert::word(self.text, word));
        }
        let mut command = self.command(statement, words, place);
        self.assign(assignments, &mut command, place);
        self.script.commands.push(command);
    }

    fn declaration(&mut self, statement: &'a ast::Stmt, clause: &'a ast::DeclClause, place: Place) {
        let mut words = vec![self.verbatim(range(clause.variant_span), true)];
        let mut own: Vec<&'a ast::Assignment> = Vec::new();
        for operand in &clause.operands {
            words.push(match operand {
                ast::DeclOperand::Flag(word) | ast::DeclOperand::Dynamic(word) => {
                    self.word(word, place);
                    convert::word(self.text, word)
                }
                ast::DeclOperand::Name(name) => self.verbatim(range(name.span), true),
                ast::DeclOperand::Assignment(assignment) => {
                    own.push(assignment);
                    self.verbatim(range(assignment.span), false)
                }
            });
        }
        let mut command = self.command(statement, words, place);
        self.assign(clause.assignments.iter().chain(own), &mut command, place);
        self.script.commands.push(command);
    }

    fn command(&self, statement: &ast::Stmt, words: Vec<Word<'s>>, place: Place) -> Command<'s> {
        let redirections: Vec<_> =
            statement.redirects.iter().map(|redirect| self.redirection(redirect)).collect();
        let Place { connector, nested, conditional, negated, .. } = place;
        // The parser's span runs up to the connector, so the command's is that of its parts.
        let parts =
            words.iter().map(|word| word.span).chain(redirections.iter().map(|redirection| redirection.span));
        let whole = range(statement.span);
        let span = parts.reduce(Span::to).unwrap_or_else(|| self.text.span(whole.start..whole.start));
        Command {
            words,
            wrappers: Vec::new(),
            assignments: Vec::new(),
            redirections,
            connector,
            nested,
            conditional,
            negated,
            span,
        }
    }

    fn assign(
        &mut self,
        assignments: impl IntoIterator<Item = &'a ast::Assignment>,
        command: &mut Command<'s>,
        place: Place,
    ) {
        for assignment in assignments {
            let span = self.text.span(range(assignment.span));
            let name = self.text.part(range(assignment.target.name_span));
            let value = match &assignment.value {
                ast::AssignmentValue::Scalar(word) => {
                    self.word(word, place);
                    convert::word(self.text, word)
                }
                ast::AssignmentValue::Compound(array) => {
                    for element in &array.elements {
                        match element {
                            ast::ArrayElem::Sequential(value)
                            | ast::ArrayElem::Keyed { value, .. }
                            | ast::ArrayElem::KeyedAppend { value, .. } => self.word(&value.word, place),
                        }
                    }
                    Word { text: Cow::Borrowed(""), literal: false, quoting: Quoting::None, span }
                }
            };
            command.span = if command.span.is_empty() { span } else { command.span.to(span) };
            command.assignments.push(Assignment { name, value, span });
        }
    }

    fn verbatim(&self, range: std::ops::Range<usize>, literal: bool) -> Word<'s> {
        let span = self.text.span(range.clone());
        Word { text: self.text.part(range), literal, quoting: Quoting::None, span }
    }

    fn redirection(&self, redirect: &ast::Redirect) -> Redirection<'s> {
        let operator = match redirect.kind {
            ast::RedirectKind::Output | ast::RedirectKind::Clobber | ast::RedirectKind::OutputBoth => {
                Operator::Write
            }
            ast::RedirectKind::Append => Operator::Append,
            ast::RedirectKind::Input => Operator::Read,
            ast::RedirectKind::ReadWrite => Operator::ReadWrite,
            ast::RedirectKind::HereDoc | ast::RedirectKind::HereDocStrip => Operator::Heredoc,
            ast::RedirectKind::HereString => Operator::HereString,
            ast::RedirectKind::DupOutput | ast::RedirectKind::DupInput => Operator::Duplicate,
        };
        let target = match &redirect.target {
            ast::RedirectTarget::Word(word) => convert::word(self.text, word),
            ast::RedirectTarget::Heredoc(heredoc) => self.verbatim(range(heredoc.delimiter.span), true),
        };
        Redirection { operator, target, span: self.text.span(range(redirect.span)) }
    }

    fn redirect_words(&mut self, redirect: &'a ast::Redirect, place: Place) {
        match &redirect.target {
            ast::RedirectTarget::Word(word) => self.word(word, place),
            ast::RedirectTarget::Heredoc(heredoc) => {
                for part in &heredoc.body.parts {
                    if let ast::HeredocBodyPart::CommandSubstitution { body, .. } = &part.kind {
                        self.sequence(body, place.inside());
                    }
                }
            }
        }
    }

    /// The bodies of the heredocs and here-strings that a command reads.
    fn heredoc_bodies(&self, statement: &ast::Stmt) -> Vec<Joined<'s>> {
        let body = |redirect: &ast::Redirect| match &redirect.target {
            ast::RedirectTarget::Heredoc(heredoc) => {
                let text = self.text.sub(range(heredoc.body.span));
                Some(if heredoc.delimiter.strip_tabs { without_tabs(&text) } else { text })
            }
            ast::RedirectTarget::Word(word) if redirect.kind == ast::RedirectKind::HereString => {
                Some(convert::text_of(self.text, word))
            }
            ast::RedirectTarget::Word(_) => None,
        };
        statement.redirects.iter().filter_map(body).collect()
    }
}

/// A text without the tabs at the start of its lines.
pub(super) fn without_tabs<'s>(text: &Joined<'s>) -> Joined<'s> {
    let mut out = Joined::new(text.source());
    let mut at = 0;
    for line in text.text().split_inclusive('\n') {
        let tabs = line.len() - line.trim_start_matches('\t').len();
        out.append_part(text, at + tabs..at + line.len());
        at += line.len();
    }
    out
}
