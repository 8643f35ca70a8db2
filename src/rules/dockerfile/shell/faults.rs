//! The rules that say one sentence about a fault that the analyser of shell texts found. Rules that ask further
//! questions about it have files of their own.

use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

/// Declares such rules. A row holds the name, ShellCheck's numbers, what has to be there for such a fault (`hint`), the
/// message, in which `{}` is the start of the faulty text, the help and, where the analyser knows one, the fix.
macro_rules! fault_rules {
    ($(
        $rule:ident = $name:literal {
            codes: [$($code:literal),+],
            hint: $hint:expr,
            message: $message:literal,
            help: $help:literal,
            $(fix: ($safety:ident, $title:literal),)?
        }
    )+) => {$(
        pub static $rule: crate::rules::Rule = crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[crate::rules::Check::Fault(FaultCheck {
                codes: &[$($code),+],
                may_have: $hint,
                run: |fault, _, _, out| {
                    out.report(fault.span, sentence($message, fault))
                        .help($help)
                        $(.fix(Safety::$safety, $title, fault.fix()))?;
                },
            })],
        );
    )+};
}

/// A message with the start of the faulty text in its place.
fn sentence(message: &str, fault: &Fault) -> String {
    message.replace("{}", &fault.brief())
}

fault_rules! {
    AMBIGUOUS_TEST_OPERATOR = "ambiguous-test-operator" {
        codes: [2166],
        hint: hints::always,
        message: "`{}` in a test is not well defined",
        help: "write two tests, with `&&` or `||` between",
    }

    ARRAY_USED_AS_TEXT = "array-used-as-text" {
        codes: [2124, 2128, 2178, 2199, 2145, 1087],
        hint: hints::always,
        message: "only a part of the array is used at `{}`",
        help: "write `\"${name[@]}\"` or choose an element",
    }

    BACKGROUND_BEFORE_SEPARATOR = "background-before-separator" {
        codes: [1045],
        hint: hints::background_ends,
        message: "`;` cannot stand behind `&`",
        help: "leave out one of the two",
        fix: (Unsafe, "leave out `;`"),
    }

    BACKQUOTED_SUBSTITUTION = "backquoted-substitution" {
        codes: [2006],
        hint: hints::always,
        message: "backquotes are hard to read and to nest",
        help: "write `$(…)`",
    }

    BACKSLASH_LOST_BY_READ = "backslash-lost-by-read" {
        codes: [2162],
        hint: hints::always,
        message: "`read` without `-r` takes backslashes away",
        help: "write `read -r`",
        fix: (Unsafe, "add `-r`"),
    }

    CAPTURED_OUTPUT_REDIRECTED = "captured-output-redirected" {
        codes: [2327, 2328],
        hint: hints::redirected_inside,
        message: "nothing is left to be taken: the output goes elsewhere",
        help: "leave out the redirection, or redirect only errors with `2>`",
    }

    COMPARISON_WRITES_FILE = "comparison-writes-file" {
        codes: [2071],
        hint: hints::redirected_tests,
        message: "`{}` is a redirection here: it makes a file and compares nothing",
        help: "write `-gt` or `-lt`",
    }

    CONDITION_ALWAYS_TRUE = "condition-always-true" {
        codes: [2252],
        hint: |step, dockerfile| hints::text(step, dockerfile).matches("!=").nth(1).is_some(),
        message: "one of the two sides of `{}` is always true",
        help: "write `&&` between two `!=`",
    }

    CONSTANT_CONDITION = "constant-condition" {
        codes: [2050, 2157, 2078, 2194],
        hint: hints::constants,
        message: "the condition at `{}` has the same result every time",
        help: "compare a variable: a `$` may be missing",
    }

    CUT_POSITIONAL_PARAMETER = "cut-positional-parameter" {
        codes: [1037],
        hint: hints::long_parameters,
        message: "`{}` is parameter 1 with a digit behind it",
        help: "write `${10}`",
        fix: (Unsafe, "write the braces"),
    }

    EXIT_STATUS_NOT_A_NUMBER = "exit-status-not-a-number" {
        codes: [2242],
        hint: hints::statuses,
        message: "`{}` is not a status: it has to be a number",
        help: "print the text to standard error and write `exit 1`",
    }

    FAILURE_HIDDEN_BY_EXPORT = "failure-hidden-by-export" {
        codes: [2155],
        hint: hints::always,
        message: "`{}` is set even when the command fails",
        help: "assign first, then `export` in a command of its own",
    }

    FALLBACK_RUNS_AFTER_SUCCESS = "fallback-runs-after-success" {
        codes: [2015],
        hint: hints::always,
        message: "what stands behind `||` also runs when the command behind `&&` fails",
        help: "write `if a; then b; else c; fi`",
    }

    FILE_TRUNCATED_WHILE_READ = "file-truncated-while-read" {
        codes: [2094],
        hint: hints::writes_and_reads,
        message: "`{}` is emptied before it is read",
        help: "write to another file and rename it, or edit in place",
    }

    GLOB_COMPARED_LITERALLY = "glob-compared-literally" {
        codes: [2081],
        hint: hints::patterns,
        message: "`[` compares with the text `{}`, not with a pattern",
        help: "use `case`, or `[[ ]]` in Bash",
    }

    GLOB_IN_FILE_TEST = "glob-in-file-test" {
        codes: [2144],
        hint: hints::patterns,
        message: "the test fails when `{}` matches more than one file",
        help: "loop over the pattern, or use `find`",
    }

    LISTING_PARSED = "listing-parsed" {
        codes: [2010, 2012],
        hint: hints::always,
        message: "`{}` is for people to read",
        help: "use a pattern or `find`",
    }

    LOOP_CONTROL_OUTSIDE_LOOP = "loop-control-outside-loop" {
        codes: [2104, 2105],
        hint: |step, _| hints::runs(step, &["break", "continue"]),
        message: "`{}` is outside of a loop",
        help: "write `exit`, or `return` in a function",
    }

    MALFORMED_ASSIGNMENT = "malformed-assignment" {
        codes: [2270, 2276, 2282],
        hint: hints::named_assignments,
        message: "`{}` is a command for the shell, not an assignment",
        help: "begin the name with a letter or `_`, without `$`",
    }

    MALFORMED_TEST = "malformed-test" {
        codes: [1019, 1020, 1035, 1069, 1072, 1073, 1080],
        hint: hints::odd_brackets,
        message: "the shell does not read this `[` as a test",
        help: "put blanks around `[` and `]`, and close the test before `&&` and `||`",
    }

    NAMES_SPLIT_BY_XARGS = "names-split-by-xargs" {
        codes: [2038, 2011],
        hint: hints::always,
        message: "`xargs` splits the names that `{}` prints at blanks",
        help: "write `find … -print0 | xargs -0`, or `find … -exec … +`",
        fix: (Unsafe, "separate names with NUL"),
    }

    NAMES_SPLIT_IN_LOOP = "names-split-in-loop" {
        codes: [2044, 2045, 2013],
        hint: hints::always,
        message: "the loop takes the words of `{}`, not its lines",
        help: "use a pattern, `find -exec`, or `while read -r`",
    }

    NUMBERS_COMPARED_AS_TEXT = "numbers-compared-as-text" {
        codes: [2072],
        hint: |step, dockerfile| hints::mentions(step, dockerfile, &["[["]),
        message: "`{}` is compared letter by letter: 1.10 comes before 1.9",
        help: "use `sort -V`, or `dpkg --compare-versions`",
    }

    OBSOLETE_GREP = "obsolete-grep" {
        codes: [2196, 2197],
        hint: hints::always,
        message: "`{}` is an obsolete name",
        help: "write `grep -E` or `grep -F`",
        fix: (Safe, "write `grep -E` or `grep -F`"),
    }

    OPTION_LIKE_GLOB = "option-like-glob" {
        codes: [2035],
        hint: hints::always,
        message: "a file whose name starts with `-` is taken for an option",
        help: "write `./` or `--` before the pattern",
        fix: (Unsafe, "write `./` before it"),
    }

    OUTPUT_REDIRECTED_TWICE = "output-redirected-twice" {
        codes: [2261],
        hint: hints::several_redirections,
        message: "two redirections of the same output: only the last one gets it",
        help: "keep one of them; `tee` writes to several files",
    }

    OUTPUT_RUN_AS_COMMAND = "output-run-as-command" {
        codes: [2091, 2092],
        hint: hints::always,
        message: "what `{}` prints is run as a command",
        help: "leave out `$( )` when the status is meant",
    }

    PATTERN_OPEN_TO_SHELL = "pattern-open-to-shell" {
        codes: [2060, 2061, 2062],
        hint: hints::always,
        message: "the shell replaces `{}` when a file here matches it",
        help: "quote it",
        fix: (Unsafe, "quote it"),
    }

    QUOTES_END_EARLY = "quotes-end-early" {
        codes: [2140, 2026, 2027],
        hint: hints::always,
        message: "`{}` stands outside of the quotes around it",
        help: "write `\\\"` inside of double quotes, or quote the whole in `'`",
    }

    REPEATED_APPEND = "repeated-append" {
        codes: [2129],
        hint: hints::always,
        message: "three or more commands append to the same file",
        help: "put them in `{ … } >> file`, or use a heredoc",
    }

    SINGLE_ITEM_LOOP = "single-item-loop" {
        codes: [2043, 2066],
        hint: hints::always,
        message: "the loop runs only once, for `{}`",
        help: "leave out the loop, or quote less",
    }

    SINGLE_QUOTED_EXPANSION = "single-quoted-expansion" {
        codes: [2016],
        hint: hints::always,
        message: "variables in `{}` are not replaced in single quotes",
        help: "use double quotes if the value is meant",
    }

    STATUS_ASKED_LATER = "status-asked-later" {
        codes: [2181],
        hint: hints::always,
        message: "`$?` is the status of the last command, whichever that is",
        help: "write `if command; then`",
    }

    TRAP_EXPANDED_EARLY = "trap-expanded-early" {
        codes: [2064],
        hint: hints::always,
        message: "`{}` is replaced now, not when the trap runs",
        help: "put the command in single quotes",
        fix: (Unsafe, "quote with `'`"),
    }

    TYPOGRAPHIC_QUOTE = "typographic-quote" {
        codes: [1110, 1112],
        hint: |step, dockerfile| !hints::text(step, dockerfile).is_ascii(),
        message: "`{}` is a letter for the shell, not a quotation mark",
        help: "write `\"` or `'`",
        fix: (Unsafe, "write a plain quotation mark"),
    }

    UNGROUPED_FIND_ALTERNATIVES = "ungrouped-find-alternatives" {
        codes: [2146],
        hint: hints::alternatives,
        message: "`{}` is done for the last alternative only",
        help: "put the alternatives in `\\(` and `\\)`",
    }

    UNREACHABLE_COMMAND = "unreachable-command" {
        codes: [2317],
        hint: hints::always,
        message: "`{}` is never reached",
        help: "leave it out, or move it before the end",
    }

    USELESS_ECHO = "useless-echo" {
        codes: [2005, 2116],
        hint: hints::always,
        message: "`echo` around `{}` changes nothing",
        help: "call the command alone",
    }
}
