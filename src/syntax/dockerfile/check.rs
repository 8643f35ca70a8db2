//! What BuildKit's instruction decoder refuses: flags that do not exist or have impossible values, names that are not
//! allowed, arguments of the wrong form. Has no opinion on what is wise.

use super::heredoc;
use super::mount::{self, csv_fields};
use super::quoted;
use super::shape::Shape;
use super::tree::{Arguments, Flag, Healthcheck, Instruction, Keyword, Word};
use crate::finding::{Problem, ProblemKind};
use crate::source::Span;
use crate::syntax::nearest;

/// What a flag takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// `true`, `false` or nothing.
    Switch,
    /// One value.
    Text,
    /// A value, as often as wanted.
    Texts,
}

/// The flags of an instruction; `None` when BuildKit does not look at them.
fn known_flags(keyword: Keyword) -> Option<&'static [(&'static str, Takes)]> {
    Some(match keyword {
        Keyword::Add => &[
            ("chown", Takes::Text),
            ("chmod", Takes::Text),
            ("link", Takes::Switch),
            ("keep-git-dir", Takes::Switch),
            ("checksum", Takes::Text),
            ("unpack", Takes::Switch),
            ("exclude", Takes::Texts),
        ],
        Keyword::Copy => &[
            ("chown", Takes::Text),
            ("from", Takes::Text),
            ("chmod", Takes::Text),
            ("link", Takes::Switch),
            ("exclude", Takes::Texts),
            ("parents", Takes::Switch),
        ],
        Keyword::From => &[("platform", Takes::Text)],
        Keyword::Healthcheck => &[
            ("interval", Takes::Text),
            ("timeout", Takes::Text),
            ("start-period", Takes::Text),
            ("start-interval", Takes::Text),
            ("retries", Takes::Text),
        ],
        Keyword::Run => &[
            ("mount", Takes::Texts),
            ("network", Takes::Text),
            ("security", Takes::Text),
            ("device", Takes::Texts),
        ],
        Keyword::Arg | Keyword::Stopsignal | Keyword::Unknown => return None,
        _ => &[],
    })
}

/// Checks an instruction that is no trigger.
pub(super) fn decode(instruction: &Instruction<'_>, shape: Shape, out: &mut Vec<Problem>) {
    if let Shape::Wrong(fault) = shape {
        let at = fault.at.unwrap_or(instruction.name.span);
        refuse(out, at, fault.message, fault.help);
    }
    let keyword = instruction.keyword;
    let is_none = matches!(instruction.arguments, Arguments::Healthcheck(Healthcheck::None(_)));
    if !is_none {
        flags(keyword, &instruction.flags, out);
    }
    match (&instruction.arguments, keyword) {
        (Arguments::From { name: Some(name), .. }, _) => stage_name(name, out),
        (Arguments::Paths { destination, .. }, _) => {
            if matches!(heredoc::opener(&destination.text, 0..0), Ok(Some(_))) {
                let message = format!("{keyword} cannot have a heredoc as its destination");
                refuse(out, destination.span, message, "add where the file goes");
            }
        }
        (_, Keyword::Run) => run(instruction, out),
        (Arguments::Healthcheck(Healthcheck::Command(_)), _) => healthcheck(instruction, out),
        _ => {}
    }
}

/// Checks what ONBUILD may keep.
pub(super) fn trigger(keyword: Keyword, name: &Word<'_>, out: &mut Vec<Problem>) {
    if matches!(keyword, Keyword::Onbuild | Keyword::From | Keyword::Maintainer) {
        let message = format!("ONBUILD cannot keep {keyword}");
        refuse(out, name.span, message, "use another instruction");
    }
}

/// Checks the flags of an instruction against the ones that there are.
pub(super) fn flags(keyword: Keyword, flags: &[Flag<'_>], out: &mut Vec<Problem>) {
    let Some(known) = known_flags(keyword) else { return };
    for (index, flag) in flags.iter().enumerate() {
        let name = flag.name.text.as_ref();
        let Some((name, takes)) = known.iter().find(|(known, _)| *known == name) else {
            let message = format!("{keyword} has no flag {}", quoted(&format!("--{name}")));
            let help = match nearest(name, known.iter().map(|(known, _)| *known)) {
                Some(meant) => format!("write `--{meant}` if that is what is meant"),
                None => "remove the flag".to_owned(),
            };
            refuse(out, flag.span, message, help);
            continue;
        };
        let is_first = |earlier: &&Flag<'_>| earlier.name.text == *name;
        if *takes != Takes::Texts
            && let Some(first) = flags.iter().take(index).find(is_first)
        {
            let problem = Problem::new(
                ProblemKind::DockerfileSyntax,
                flag.span,
                format!("`--{name}` stands here a second time"),
            );
            out.push(problem.label(first.span, "first here").help("remove one of the two"));
            continue;
        }
        let value = flag.value.as_ref().map(|value| value.text.as_ref());
        match (takes, value) {
            (Takes::Switch, None) | (Takes::Text | Takes::Texts, Some(_)) => {}
            (Takes::Switch, Some("")) | (Takes::Text | Takes::Texts, None) => {
                let message = format!("`--{name}` has no value");
                refuse(out, flag.span, message, format!("write it as `--{name}=value`"));
            }
            (Takes::Switch, Some(value)) => {
                if !value.eq_ignore_ascii_case("true") && !value.eq_ignore_ascii_case("false") {
                    let message = format!("`--{name}` is true or false, not {}", quoted(value));
                    refuse(out, flag.span, message, "write `true` or `false`");
                }
            }
        }
    }
}

fn stage_name(name: &Word<'_>, out: &mut Vec<Problem>) {
    let lower = name.text.to_lowercase();
    let is_letter = |byte: u8| byte.is_ascii_lowercase();
    let fits = |byte: u8| is_letter(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.');
    if !lower.bytes().next().is_some_and(is_letter) || !lower.bytes().all(fits) {
        let message = format!("{} cannot be the name of a stage", quoted(&name.text));
        let help = "start with a letter, and use only letters, digits, `-`, `_` and `.`";
        refuse(out, name.span, message, help);
    }
}

fn run(instruction: &Instruction<'_>, out: &mut Vec<Problem>) {
    for flag in &instruction.flags {
        let Some(value) = &flag.value else { continue };
        match flag.name.text.as_ref() {
            "network" if !matches!(value.text.as_ref(), "default" | "none" | "host") => {
                let message = format!("{} is not a network that RUN can use", quoted(&value.text));
                refuse(out, value.span, message, "write `default`, `none` or `host`");
            }
            "security" if !matches!(value.text.as_ref(), "insecure" | "sandbox") => {
                let message = format!("{} is not a security mode of RUN", quoted(&value.text));
                refuse(out, value.span, message, "write `sandbox` or `insecure`");
            }
            "mount" => mount(value, out),
            "device" => device(value, out),
            _ => {}
        }
    }
}

fn mount(value: &Word<'_>, out: &mut Vec<Problem>) {
    if csv_fields(&value.text).is_none() {
        refuse(out, value.span, "the quotes in this mount do not match", "remove the quotes");
        return;
    }
    for option in mount::options_of(value) {
        let expands = option.value.find('$').is_some_and(|at| at + 1 < option.value.len());
        if option.key == "from" && expands {
            let help = "name a stage with FROM that uses the variable, and mount from that stage";
            refuse(out, option.span, "variables are not expanded in `from`", help);
        }
    }
}

fn device(value: &Word<'_>, out: &mut Vec<Problem>) {
    const HELP: &str = "write it as `name=vendor/class,required`";
    let Some(fields) = csv_fields(&value.text) else {
        refuse(out, value.span, "the quotes in this device do not match", "remove the quotes");
        return;
    };
    let mut named = false;
    for (_, field) in fields {
        let (key, setting) = match field.split_once('=') {
            Some((key, setting)) => (key.to_lowercase(), Some(setting)),
            None => (field.to_lowercase(), None),
        };
        let fault = match (key.as_str(), setting) {
            ("required", None) => None,
            ("required", Some(setting)) => (!is_go_bool(setting))
                .then(|| format!("`required` is true or false, not {}", quoted(setting))),
            ("name", Some(setting)) => {
                let again = named;
                named = named || !setting.is_empty();
                again.then(|| "the device has two names".to_owned())
            }
            _ => {
                let again = named;
                named = named || !field.is_empty();
                again.then(|| format!("{} is not an option of a device", quoted(&field)))
            }
        };
        if let Some(message) = fault {
            refuse(out, value.span, message, HELP);
        }
    }
}

fn healthcheck(instruction: &Instruction<'_>, out: &mut Vec<Problem>) {
    for flag in &instruction.flags {
        let Some(value) = flag.value.as_ref().filter(|value| !value.text.is_empty()) else { continue };
        let text = value.text.as_ref();
        if flag.name.text == "retries" {
            match text.parse::<i32>() {
                Ok(0..) => {}
                Ok(_) => {
                    refuse(out, value.span, "the number of retries is negative", "write a number from 0 on")
                }
                Err(_) => {
                    let message = format!("{} is not a number of retries", quoted(text));
                    refuse(out, value.span, message, "write a whole number");
                }
            }
            continue;
        }
        if !matches!(flag.name.text.as_ref(), "interval" | "timeout" | "start-period" | "start-interval") {
            continue;
        }
        match go_duration(text) {
            None => {
                let message = format!("{} is not a duration", quoted(text));
                refuse(out, value.span, message, "write a number with a unit, such as `30s`");
            }
            Some(0 | 1_000_000..) => {}
            Some(_) => refuse(out, value.span, "the duration is shorter than 1 ms", "write a longer one"),
        }
    }
}

/// Go's `strconv.ParseBool`.
fn is_go_bool(text: &str) -> bool {
    const WORDS: [&str; 12] =
        ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"];
    WORDS.contains(&text)
}

/// Go's `time.ParseDuration`, in nanoseconds.
fn go_duration(text: &str) -> Option<i64> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(0);
    }
    if rest.is_empty() {
        return None;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let (whole, tail) = rest.split_at_checked(digits(rest))?;
        let (fraction, tail) = match tail.strip_prefix('.') {
            Some(tail) => tail.split_at_checked(digits(tail))?,
            None => ("", tail),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let end = tail.find(|character: char| character == '.' || character.is_ascii_digit());
        let (unit, tail) = tail.split_at_checked(end.unwrap_or(tail.len()))?;
        let unit: i64 = match unit {
            "ns" => 1,
            "us" | "\u{b5}s" | "\u{3bc}s" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => return None,
        };
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction: f64 = format!("0.{fraction}0").parse().ok()?;
        let part = whole.checked_mul(unit)?.checked_add((fraction * unit as f64) as i64)?;
        total = total.checked_add(part)?;
        rest = tail;
    }
    Some(if negative { -total } else { total })
}

fn refuse(out: &mut Vec<Problem>, at: Span, message: impl Into<String>, help: impl Into<String>) {
    out.push(Problem::new(ProblemKind::DockerfileSyntax, at, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_go() {
        assert_eq!(go_duration("1m30s"), Some(90_000_000_000));
        assert_eq!(go_duration("1.5s"), Some(1_500_000_000));
        assert_eq!(go_duration("-1s"), Some(-1_000_000_000));
        assert_eq!(go_duration("0"), Some(0));
        assert_eq!(go_duration("500us"), Some(500_000));
        for text in ["", "5", "s", ".s", "1x", "9999999999999h", "1s 2s"] {
            assert_eq!(go_duration(text), None, "{text}");
        }
    }
}
