//! From an instruction to its commands: shell form, exec form and heredocs, as BuildKit hands them to a shell. Does
//! not know which shell that is; the caller says whether it is one whose language is read here.

use std::borrow::Cow;

use super::read::{read_all, without_tabs};
use super::wrappers::{self, is_shell};
use super::{Command, Connector, Quoting, Script, Word, read};
use crate::source::Span;
use crate::syntax::Limits;
use crate::syntax::dockerfile::{self, CommandLine, Instruction, json};
use crate::syntax::joined::Joined;
use crate::syntax::value::file_name;

/// The commands of an instruction that has a command line. `text` is the whole file. `is_posix` says whether the
/// shell of a shell form is a POSIX shell or Bash; another one gives an incomplete script without commands.
pub fn of_instruction<'s>(
    instruction: &Instruction<'s>,
    text: &'s str,
    is_posix: bool,
    limits: &Limits,
) -> Script<'s> {
    match instruction.command_line() {
        None => Script::default(),
        Some(CommandLine::Exec(words)) => exec(instruction, words, limits),
        Some(CommandLine::Shell(_)) => match shell_text(instruction, text, is_posix) {
            Some(text) => read::parse(text, limits),
            None => Script { commands: Vec::new(), incomplete: true, ..Script::default() },
        },
    }
}

/// The program that a heredoc's `#!` line names, without folders and `env`.
pub fn interpreter(body: &str) -> Option<&str> {
    let line = body.strip_prefix("#!")?.lines().next()?;
    let mut words = line.split_whitespace();
    let program = words.next()?.rsplit('/').next()?;
    if program != "env" {
        return Some(program);
    }
    words.find(|word| !word.starts_with('-') && !word.contains('='))
}

/// The texts that shells get when an instruction runs: its own in shell form, and those of `sh -c` in exec form. With
/// each, the words that start its shell where the instruction itself names it: an exec form, or the `#!` of a heredoc.
pub fn texts<'s>(
    instruction: &Instruction<'s>,
    text: &'s str,
    is_posix: bool,
) -> Vec<(Joined<'s>, Vec<String>)> {
    match instruction.command_line() {
        None => Vec::new(),
        Some(CommandLine::Exec(words)) => exec_text(instruction, words).into_iter().collect(),
        Some(CommandLine::Shell(_)) => {
            let with_shebang = |text: Joined<'s>| {
                let line = text.text().strip_prefix("#!").and_then(|rest| rest.lines().next()).unwrap_or("");
                let words = line.split_whitespace().map(str::to_owned).collect();
                (text, words)
            };
            shell_text(instruction, text, is_posix).map(with_shebang).into_iter().collect()
        }
    }
}

/// The text that the shell gets; `None` when it is in another language.
fn shell_text<'s>(instruction: &Instruction<'s>, text: &'s str, is_posix: bool) -> Option<Joined<'s>> {
    let line = instruction.line.sub(instruction.rest_of_command());
    let Some(first) = instruction.heredocs.first() else { return is_posix.then_some(line) };
    if first.opener == line.whole() {
        // Nothing but a heredoc: its body is the script, run by the program that its first line names.
        let mut body = Joined::new(line.source());
        body.push(text.get(first.body.range()).unwrap_or(""), first.body.start as usize);
        let body = if first.strip_tabs { without_tabs(&body) } else { body };
        let fits = if body.text().starts_with("#!") {
            interpreter(body.text()).is_some_and(is_shell)
        } else {
            is_posix
        };
        return fits.then_some(body);
    }
    if !is_posix {
        return None;
    }
    let mut whole = line;
    for heredoc in &instruction.heredocs {
        let end = heredoc.body.to(heredoc.terminator);
        whole.append("\n", (end.start as usize).saturating_sub(1));
        whole.append(text.get(end.range()).unwrap_or(""), end.start as usize);
    }
    Some(whole)
}

/// The commands of a program with its arguments, each a text of its own. A shell that is given one text to run is that
/// text.
pub fn of_words<'s>(words: Vec<Joined<'s>>, limits: &Limits) -> Script<'s> {
    if let [shell, flag, text] = words.as_slice()
        && is_shell(file_name(shell.text()))
        && flag.text().starts_with('-')
        && flag.text().ends_with('c')
    {
        return read::parse(text.clone(), limits);
    }
    let plain = |word: &Joined<'s>| plain(word.part(0..word.text().len()), word.whole());
    of_parts(words.iter().map(plain).collect(), |index| words.get(index).cloned(), limits)
}

/// One command from the words of an exec form, and what it runs in turn.
fn exec<'s>(instruction: &Instruction<'s>, words: &[dockerfile::Word<'s>], limits: &Limits) -> Script<'s> {
    let words = words.iter().map(|word| plain(word.text.clone(), word.span));
    of_parts(words.collect(), |index| decoded(instruction, index), limits)
}

/// A word that no shell reads.
fn plain(text: Cow<'_, str>, span: Span) -> Word<'_> {
    Word { text, literal: true, quoting: Quoting::Double, span }
}

/// The command that has these words, and what it runs in turn. `text` gives a word as a text of its own.
pub fn of_parts<'s>(
    words: Vec<Word<'s>>,
    text: impl Fn(usize) -> Option<Joined<'s>>,
    limits: &Limits,
) -> Script<'s> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Script::default() };
    let span: Span = first.span.to(last.span);
    let all = words.len();
    let mut command = Command {
        words,
        wrappers: Vec::new(),
        assignments: Vec::new(),
        redirections: Vec::new(),
        connector: Connector::First,
        nested: false,
        conditional: false,
        negated: false,
        span,
    };
    wrappers::take_off(&mut command);
    let skipped = all - command.words.len();
    let found = wrappers::inner(&command, |index: usize| text(skipped + index), Vec::new(), 1);
    let mut script = Script { commands: vec![command], incomplete: false, ..Script::default() };
    read_all(found, limits, &mut script);
    script
}

/// What a shell in exec form is told to run, with the words that start the shell.
fn exec_text<'s>(
    instruction: &Instruction<'s>,
    words: &[dockerfile::Word<'s>],
) -> Option<(Joined<'s>, Vec<String>)> {
    let shell = words.first()?.text.rsplit('/').next().filter(|name| is_shell(name))?;
    let is_flag = |word: &&dockerfile::Word<'_>| word.text.starts_with(['-', '+']) || word.text == "pipefail";
    let flags: Vec<String> =
        words.iter().skip(1).take_while(is_flag).map(|word| word.text.clone().into_owned()).collect();
    let takes_text = flags.last().is_some_and(|flag| flag.starts_with('-') && flag.ends_with('c'));
    let text = decoded(instruction, flags.len() + 1).filter(|_| takes_text)?;
    Some((text, std::iter::once(shell.to_owned()).chain(flags).collect()))
}

/// A word of an exec form as a text of its own.
fn decoded<'s>(instruction: &Instruction<'s>, index: usize) -> Option<Joined<'s>> {
    let line = &instruction.line;
    let json::Array::Strings(strings) = json::array(line.text(), instruction.rest_of_command()) else {
        return None;
    };
    let (_, range) = strings.into_iter().nth(index)?;
    let mut out = Joined::new(line.source());
    json::decode_into(line, range, &mut out);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::dockerfile::parse;

    /// The commands of the first instruction, each as its words, with what stands at its span.
    fn commands(text: &str) -> Vec<(String, &str)> {
        let file = parse(SourceId(0), text, &Limits::default());
        let Some(instruction) = file.instructions.first() else { return Vec::new() };
        let script = of_instruction(instruction, text, true, &Limits::default());
        assert!(!script.incomplete, "{text}");
        let words = |command: &Command<'_>| {
            let words: Vec<_> = command.words.iter().map(|word| word.text.clone().into_owned()).collect();
            (words.join(" "), text.get(command.span.range()).unwrap_or("?"))
        };
        script.commands.iter().map(words).collect()
    }

    fn names(text: &str) -> Vec<String> {
        commands(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn words_have_their_place_through_continuations() {
        let text = "RUN apt-get update && \\\n# why\n  apt-get ins\\\ntall -y \"a b\"\n";
        assert_eq!(
            commands(text),
            [
                ("apt-get update".into(), "apt-get update"),
                ("apt-get install -y a b".into(), "apt-get ins\\\ntall -y \"a b\""),
            ]
        );
        let file = parse(SourceId(0), text, &Limits::default());
        let script = file.instructions.first().map(|run| of_instruction(run, text, true, &Limits::default()));
        let word = script.as_ref().and_then(|script| script.commands.last()?.words.get(1));
        assert_eq!(word.and_then(|word| text.get(word.span.range())), Some("ins\\\ntall"));
    }

    #[test]
    fn compound_commands_and_substitutions_are_seen_through() {
        let text = "RUN if a; then b; elif c; then d; else e; fi; for x in $(f); do g; done; while h; do i; done; \
                    case j in k) l;; esac; (m); { n; }; o() { p; }; q | r & [[ -n \"$(s `t`)\" ]] || u=$(v) w <(x)";
        assert_eq!(
            names(text),
            [
                "a", "b", "c", "d", "e", "f", "g", "h", "i", "l", "m", "n", "p", "q", "r", "s `t`", "t",
                "w <(x)", "v", "x"
            ]
        );
    }

    #[test]
    fn wrappers_are_taken_off() {
        for (text, words) in [
            ("RUN env -u A B=c apk add d", "apk add d"),
            (
                "RUN sudo -E -u root DEBIAN_FRONTEND=x /usr/bin/apt-get install y",
                "/usr/bin/apt-get install y",
            ),
            ("RUN exec timeout -s KILL 10m nice -n 5 a b", "a b"),
            ("RUN gosu user:group a", "a"),
            ("RUN setpriv --reuid 1 --clear-groups -- a", "a"),
            ("RUN busybox wget x", "wget x"),
            ("RUN command -v a", "command -v a"),
            ("RUN python3 -m pip install a", "pip install a"),
            ("RUN echo a | xargs -n 1 rm -f", "rm -f"),
        ] {
            assert_eq!(names(text).last().map(String::as_str), Some(words), "{text}");
        }
    }

    #[test]
    fn command_lines_inside_of_commands_are_read() {
        let text =
            "RUN sh -euxc 'a && b \"c\"'; bash -o pipefail -c \"d \\\"e\\\"; f $g\"; eval 'h'; su x -c \"i\"";
        let found = commands(text);
        let inner: Vec<_> = found.iter().filter(|(words, _)| words.len() < 6 && words.len() != 1).collect();
        assert_eq!(
            inner,
            [
                &("b c".to_owned(), "b \"c\""),
                &("d e".to_owned(), "d \\\"e\\\""),
                &("f $g".to_owned(), "f $g")
            ]
        );
        assert!(
            ["a", "h", "i"].iter().all(|name| found.iter().any(|(words, at)| words == name && at == name))
        );
        assert_eq!(names("RUN [\"/bin/bash\", \"-c\", \"a \\\"b\\\" && c\"]").len(), 3);
        assert_eq!(commands("RUN [\"sh\", \"-c\", \"a && bc\"]").last(), Some(&("bc".to_owned(), "bc")));
    }

    #[test]
    fn heredocs_are_scripts_or_input() {
        assert_eq!(names("RUN <<EOF\n a b\nc\nEOF\n"), ["a b", "c"]);
        assert_eq!(commands("RUN <<-EOF\n\ta b\n\tc\n\tEOF\n").last(), Some(&("c".to_owned(), "c")));
        assert_eq!(names("RUN <<EOF\n#!/usr/bin/env bash\na\nEOF\n"), ["a"]);
        assert_eq!(names("RUN bash -e <<EOF && b\na\nEOF\n"), ["bash -e", "b", "a"]);
        assert_eq!(names("RUN cat <<A >x && cat <<'B' >y\nrm a\nA\n$(rm b)\nB\n"), ["cat", "cat"]);
        let text = "RUN <<EOF\n#!/usr/bin/python3\nimport a\nEOF\n";
        let file = parse(SourceId(0), text, &Limits::default());
        let script = file.instructions.first().map(|run| of_instruction(run, text, true, &Limits::default()));
        assert!(script.is_some_and(|script| script.incomplete && script.commands.is_empty()));
    }

    #[test]
    fn connectors_and_places_are_known() {
        let text = "RUN a && b || c; (d); e | f";
        let file = parse(SourceId(0), text, &Limits::default());
        let script = file.instructions.first().map(|run| of_instruction(run, text, true, &Limits::default()));
        let found: Vec<_> = script
            .iter()
            .flat_map(|script| &script.commands)
            .map(|command| (command.connector, command.nested, command.conditional))
            .collect();
        let (first, and, or) = (Connector::First, Connector::And, Connector::Or);
        let (then, pipe) = (Connector::Then, Connector::Pipe);
        assert_eq!(
            found,
            [
                (first, false, false),
                (and, false, false),
                (or, false, true),
                (then, true, false),
                (then, false, false),
                (pipe, false, false)
            ]
        );
    }

    #[test]
    fn options_and_subcommands_are_found() {
        let text = "RUN apt-get -o Acquire::Retries=3 -qy --no-install-recommends install -t sid a b -- -c";
        let file = parse(SourceId(0), text, &Limits::default());
        let Some(run) = file.instructions.first() else { return };
        let script = of_instruction(run, text, true, &Limits::default());
        let Some(command) = script.commands.first() else { return };
        assert!(command.is("apt-get"));
        assert_eq!(command.subcommand(), "install");
        assert!(
            command.has_flag("-y") && command.has_flag("-q") && command.has_flag("--no-install-recommends")
        );
        assert!(!command.has_flag("-c") && !command.has_flag("-A") && !command.has_flag("-R"));
        assert_eq!(command.option("-t"), Some("sid"));
        let operands: Vec<_> = command.operands().map(|word| word.text.as_ref()).collect();
        assert_eq!(operands, ["install", "a", "b", "-c"]);
    }

    #[test]
    fn hostile_nesting_is_left_unread() {
        for part in
            ["(", "$(", "${a:-", "if a; then ", "time ", "! ", "a && ", "sh -c '", "<<A ", "\"$(", "{ "]
        {
            let text = format!("RUN {}", part.repeat(20_000));
            let file = parse(SourceId(0), &text, &Limits::default());
            for run in &file.instructions {
                of_instruction(run, &text, true, &Limits::default());
            }
        }
    }
}
