//! What a step tells before its shell text is analysed: whether there is anything to ask the analyser. Each hint may
//! be wrong in one direction only: it says yes where nothing is. Finds no fault.

use super::{Dockerfile, Step};
use crate::facts::programs;
use crate::model::limits::MAX_HINTED;
use crate::syntax::shell::{Command, Connector, Dialect, Operator, Quoting, Word};

/// Nothing tells: a fault that is common, or that only the analyser sees.
pub fn always(_: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    true
}

/// The text of a step as it stands in the file, heredocs included.
pub fn text<'s>(step: &Step<'_>, dockerfile: &Dockerfile<'s>) -> &'s str {
    dockerfile.text.get(step.instruction.span.range()).unwrap_or("")
}

/// Whether the text of a step has one of some pieces.
pub fn mentions(step: &Step<'_>, dockerfile: &Dockerfile<'_>, pieces: &[&str]) -> bool {
    let text = text(step, dockerfile);
    pieces.iter().any(|piece| text.contains(piece))
}

/// Whether a step runs one of some programs.
pub fn runs(step: &Step<'_>, names: &[&str]) -> bool {
    step.script().commands.iter().any(|command| names.contains(&command.name()))
}

/// The operands of each test in `[ ]` or of `test`.
fn tests<'c, 's>(step: &'c Step<'s>) -> impl Iterator<Item = &'c [Word<'s>]> {
    let operands = |command: &'c Command<'s>| match command.name() {
        "test" => command.words.get(1..),
        "[" => command.words.get(1..command.words.len().saturating_sub(1)),
        _ => None,
    };
    step.script().commands.iter().filter_map(operands)
}

/// Whether some test may have a fault in its brackets.
pub fn odd_brackets(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    step.script().commands.iter().any(|command| {
        let name = command.name();
        let is_closed = command.words.last().is_some_and(|word| word.text == "]");
        (name == "[" && !is_closed) || (name.len() > 1 && (name.starts_with('[') || name.ends_with('[')))
    })
}

/// Whether some test or `case` has no variable in it.
pub fn constants(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    const COMPARISONS: &[&str] = &["-n", "-z", "=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge"];
    let compares = |words: &[Word<'_>]| {
        words.len() == 1 || words.iter().any(|word| COMPARISONS.contains(&word.text.as_ref()))
    };
    let is_constant = |words: &[Word<'_>]| compares(words) && words.iter().all(|word| word.literal);
    let is_single = |words: &[Word<'_>]| matches!(words, [word] if word.literal);
    let cases = || text(step, dockerfile).split("case ").skip(1);
    tests(step).any(|words| is_single(words) || is_constant(words))
        || mentions(step, dockerfile, &["[["])
        || cases().any(|rest| !rest.starts_with(['$', '"', '`']))
}

/// Whether some test compares with `<` or `>` outside of quotes.
pub fn redirected_tests(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let is_test = |command: &Command<'_>| matches!(command.name(), "[" | "test");
    step.script().commands.iter().any(|command| is_test(command) && !command.redirections.is_empty())
        || mentions(step, dockerfile, &["[["])
}

/// Whether some test has an operand that is open to the shell.
pub fn bare_operands(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    tests(step).flatten().any(|word| !word.literal && word.quoting == Quoting::None)
}

/// Whether some test has a pattern outside of quotes.
pub fn patterns(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let is_pattern = |word: &Word<'_>| word.quoting != Quoting::Double && word.text.contains(['*', '?', '[']);
    tests(step).flatten().any(is_pattern)
}

/// Whether some command has its output redirected twice, or errors before it.
pub fn several_redirections(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    step.script().commands.iter().any(|command| command.redirections.len() > 1)
}

/// Whether some command writes to a file that is mentioned again.
pub fn writes_and_reads(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let text = text(step, dockerfile);
    let writes = step.script().commands.iter().flat_map(|command| &command.redirections);
    let mut targets = writes
        .filter(|redirection| redirection.operator == Operator::Write)
        .map(|redirection| redirection.target.text.as_ref())
        .filter(|target| !target.starts_with("/dev/"));
    let mut left = MAX_HINTED;
    targets.any(|target| {
        left = left.saturating_sub(1);
        left == 0 || target.is_empty() || text.matches(target).nth(1).is_some()
    })
}

/// Whether some command has text from the script as its input.
pub fn inline_input(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let is_inline =
        |operator: Operator| matches!(operator, Operator::Heredoc | Operator::HereString | Operator::Read);
    let mut all = step.script().commands.iter().flat_map(|command| &command.redirections);
    all.any(|redirection| is_inline(redirection.operator))
}

/// Whether some command mentions a variable that is set for it.
pub fn prefix_assignments(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let mentions = |command: &Command<'_>, name: &str| {
        let names = |word: &Word<'_>| {
            word.text.split('$').skip(1).any(|rest| rest.trim_start_matches('{').starts_with(name))
        };
        command.words.iter().any(|word| !word.literal && names(word))
    };
    let uses = |command: &Command<'_>| {
        command.assignments.iter().take(MAX_HINTED).any(|assignment| mentions(command, &assignment.name))
    };
    step.script().commands.iter().any(uses)
}

/// Whether some command under `sudo` is redirected.
pub fn redirected_sudo(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    step.script().commands.iter().any(|command| command.sudo().is_some() && !command.redirections.is_empty())
}

/// Whether some `echo` has an escape or an option that its shell does not know.
pub fn escapes(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let written = |word: &Word<'_>| dockerfile.text.get(word.span.range()).unwrap_or("\\");
    let is_option = |word: &Word<'_>| word.text.starts_with('-') && word.text.contains('e');
    let is_special = |word: &Word<'_>| is_option(word) || written(word).contains('\\');
    let mut echoes = step.script().commands.iter().filter(|command| command.is("echo"));
    echoes.any(|command| match dockerfile.shell_context(step).dialect {
        Dialect::Dash => command.words.iter().any(is_option),
        _ => command.words.iter().any(is_special),
    })
}

/// Whether some command that ends a shell has an operand that is no number.
pub fn statuses(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let is_text = |word: &Word<'_>| word.literal && !word.text.bytes().all(|byte| byte.is_ascii_digit());
    let ends = |command: &Command<'_>| matches!(command.name(), "exit" | "return");
    step.script().commands.iter().any(|command| ends(command) && command.words.get(1).is_some_and(is_text))
}

/// Whether `&` stands before a `;`.
pub fn background_ends(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let mut parts = text(step, dockerfile).split(';');
    parts.any(|part| part.trim_end().ends_with('&'))
}

/// Whether a parameter has two digits.
pub fn long_parameters(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let bytes = text(step, dockerfile).as_bytes();
    bytes.windows(3).any(|window| matches!(window, [b'$', a, b] if a.is_ascii_digit() && b.is_ascii_digit()))
}

/// Whether some `find` has alternatives.
pub fn alternatives(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let has_or =
        |command: &Command<'_>| command.words.iter().any(|word| word.text == "-o" || word.text == "-or");
    step.script().commands.iter().any(|command| command.is("find") && has_or(command))
}

/// Whether the output of some nested command is redirected.
pub fn redirected_inside(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let writes = |command: &Command<'_>| {
        command.redirections.iter().any(|redirection| redirection.operator == Operator::Write)
    };
    step.script().commands.iter().any(|command| command.nested && writes(command))
}

/// Whether some command has a `=` in its name.
pub fn named_assignments(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    step.script()
        .commands
        .iter()
        .any(|command| command.words.first().is_some_and(|word| word.text.contains('=')))
}

/// Whether some `cd` is not joined with what follows, in a shell that was not told to stop.
pub fn lone_cd(step: &Step<'_>, _: &Dockerfile<'_>) -> bool {
    let commands = &step.script().commands;
    let stops = |command: &Command<'_>| command.is("set") && command.has_flag("-e");
    let follows = |index: usize| {
        commands
            .get(index + 1)
            .is_some_and(|next| matches!(next.connector, Connector::Then | Connector::First))
    };
    let mut before = commands.iter().enumerate().take_while(|(_, command)| !stops(command));
    before.any(|(index, command)| command.is("cd") && follows(index))
}

/// Whether the text has something that only Bash knows.
pub fn bash_features(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    const PIECES: &[&str] = &[
        "[[",
        "<(",
        ">(",
        "<<<",
        "==",
        "=~",
        "((",
        "&>",
        "+=",
        "=(",
        "function ",
        "${!",
        "^^",
        ",,",
        "|&",
        "coproc",
        "select ",
        "10#",
        "2#",
        "16#",
    ];
    let text = text(step, dockerfile);
    // `{a,b}` and `{1..3}`, and `${name/a/b}`, `${name:1}`, `${name^^}`.
    let in_braces = || {
        let mut before = "";
        text.split('{').any(|part| {
            let is_expansion = before.ends_with('$');
            let is_first = before.is_empty();
            before = part;
            let inner = part.split('}').next().unwrap_or("");
            let has = |pieces: &[&str]| pieces.iter().any(|piece| inner.contains(piece));
            !is_first && if is_expansion { has(&["/", ":", "^", ",", "@", "!"]) } else { has(&[",", ".."]) }
        })
    };
    // `>&file`, but not `>&2`.
    let writes_both =
        || text.split(">&").skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    PIECES.iter().any(|piece| text.contains(piece))
        || in_braces()
        || writes_both()
        || runs(step, programs::BASH_BUILTINS)
}
