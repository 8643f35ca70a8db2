//! `plimsoll check`: from arguments to an exit code. The steps are done elsewhere.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Check, Color, ShellBackend};
use super::disk::{Disk, stays_inside};
use super::shellcheck::ShellCheck;
use super::{Failure, Status, fixing, print, settings};
use crate::config::Levels;
use crate::discover::{Exclude, reason, walk};
use crate::emit::{self, OutputFormat, Style};
use crate::engine::{Input, Notice, NoticeKind, Options, Report, ShellAnalysis, Workspace};
use crate::finding::Severity;
use crate::settings::Settings;
use crate::source::Shown;
use crate::syntax::Limits;

/// Threads have this much stack, so that what works does not depend on the system's default.
const STACK: usize = 8 * 1024 * 1024;

/// Runs the command.
pub(super) fn run(arguments: &Check) -> Result<Status, Failure> {
    let settings = settings::find(&arguments.configuration, &arguments.paths)?;
    let select =
        arguments.select.as_deref().map(|words| settings::selectors("--select", words)).transpose()?;
    let ignore = settings::selectors("--ignore", &arguments.ignore)?;
    let configured = settings.config.fail_on.unwrap_or(Some(Severity::High));
    let fail_on = arguments.fail_on.map_or(configured, |word| word.0);
    let root = root();
    let disk = Disk { max_file_size: arguments.max_file_size, root: root.clone() };
    let exclude = Exclude { globs: &settings.config.exclude.clone(), base: &settings.base };
    let mut selection = inputs(arguments, &root, &exclude)?;
    let decided = Settings { today: arguments.today, ..settings.config.settings() };
    let options = Options {
        levels: Levels::new(settings.config, select.as_deref(), &ignore),
        base: settings.base.clone(),
        limits: Limits {
            depth: arguments.max_depth,
            nodes: arguments.max_nodes,
            aliases: arguments.max_aliases,
            ..Limits::default()
        },
        suppressions: !arguments.no_suppressions,
        settings: decided,
        shell: shell(arguments.shell_analysis)?,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads(arguments, selection.inputs.len()))
        .stack_size(STACK)
        .build()
        .map_err(|error| Failure(format!("no threads could be started: {error}")))?;
    let mut workspace = Workspace::new(&disk, &options);
    let mut report = pool.install(|| workspace.check(&selection.inputs));
    let mut selection_notices = std::mem::take(&mut selection.notices);
    let stdin = selection.inputs.iter().position(|input| input.bytes.is_some());
    // Standard input that is to be fixed becomes standard output, so that the report goes elsewhere.
    let is_filter = arguments.fix && !arguments.diff && stdin.is_some();
    let fixed = if arguments.fix || arguments.diff {
        let safety = if arguments.unsafe_fixes {
            crate::finding::Safety::Unsafe
        } else {
            crate::finding::Safety::Safe
        };
        let name = stdin.and_then(|index| selection.inputs.get(index)).map(|input| input.path.as_path());
        let how = (safety, arguments.diff);
        let outcome = pool.install(|| fixing::run(&report, how, name, &disk, &workspace));
        print(&outcome.shown)?;
        selection_notices.extend(outcome.notices);
        outcome.written.iter().for_each(|(path, _)| workspace.changed(path));
        let mut fixed: usize = outcome.written.iter().map(|(_, count)| count).sum();
        if let Some(input) = stdin.and_then(|index| selection.inputs.get_mut(index)).filter(|_| is_filter) {
            if let Some((bytes, count)) = outcome.filtered {
                input.bytes = Some(bytes);
                fixed += count;
            }
            print(input.bytes.as_deref().unwrap_or_default())?;
        }
        if fixed > 0 {
            report = pool.install(|| workspace.check(&selection.inputs));
        }
        fixed
    } else {
        0
    };
    report.notices.extend(selection_notices);
    report.notices.sort();
    if report.files.is_empty() && selection.has_folder && report.is_complete() && !arguments.allow_empty {
        report.notices.push(Notice {
            path: selection.first_folder,
            line: None,
            kind: NoticeKind::NotChecked,
            text: "no Dockerfile, Compose file or Kubernetes manifest was found there (--allow-empty accepts that)".into(),
        });
    }
    let written = emit_all(arguments, &report, fail_on, &root, is_filter);
    summary(arguments, &report, fixed);
    written?;
    Ok(status(&report, fail_on, arguments.exit_zero))
}

/// Who looks for faults in shell texts.
fn shell(asked: ShellBackend) -> Result<ShellAnalysis, Failure> {
    Ok(match asked {
        ShellBackend::Builtin => ShellAnalysis::Builtin,
        ShellBackend::Off => ShellAnalysis::Off,
        ShellBackend::Shellcheck => {
            ShellAnalysis::External(Arc::new(ShellCheck::installed().map_err(Failure)?))
        }
    })
}

fn status(report: &Report, fail_on: Option<Severity>, exit_zero: bool) -> Status {
    if !report.is_complete() {
        return Status::Incomplete;
    }
    let fails = fail_on.is_some_and(|severity| report.reaches(severity));
    if fails && !exit_zero { Status::Findings } else { Status::Clean }
}

/// One thread for a few files: starting more costs longer than they take.
fn threads(arguments: &Check, files: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let wanted = arguments.threads.filter(|threads| *threads > 0).unwrap_or(cores);
    wanted.min(files.div_ceil(4)).clamp(1, 256)
}

/// What is checked, and what could not be looked for.
struct Selection {
    inputs: Vec<Input>,
    notices: Vec<Notice>,
    has_folder: bool,
    first_folder: PathBuf,
}

fn inputs(arguments: &Check, root: &Path, exclude: &Exclude<'_>) -> Result<Selection, Failure> {
    let mut selection = Selection {
        inputs: Vec::new(),
        notices: Vec::new(),
        has_folder: false,
        first_folder: PathBuf::new(),
    };
    for path in &arguments.paths {
        if path.as_os_str() == "-" {
            let name = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
            let bytes = Some(stdin(arguments.max_file_size)?);
            selection.inputs.push(Input { path: name, bytes, named: true });
            continue;
        }
        let failed =
            |text: String| Notice { path: path.clone(), line: None, kind: NoticeKind::NotChecked, text };
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => {
                selection.notices.push(failed("there is no such file".into()));
            }
            Err(error) => selection.notices.push(failed(reason(&error))),
            Ok(metadata) if metadata.is_dir() => {
                if !selection.has_folder {
                    selection.first_folder.clone_from(path);
                }
                selection.has_folder = true;
                // Links may lead anywhere in the repository, or in the folder when it is outside of it.
                let canonical = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
                let root = if canonical.starts_with(root) { root } else { &canonical };
                let walked = walk(path, root, exclude);
                selection.inputs.extend(walked.found.into_iter().map(|path| Input {
                    path,
                    bytes: None,
                    named: false,
                }));
                let notices = |kind, list: Vec<(PathBuf, String)>| {
                    list.into_iter().map(move |(path, text)| Notice { path, line: None, kind, text })
                };
                selection.notices.extend(notices(NoticeKind::NotChecked, walked.failed));
                selection.notices.extend(notices(NoticeKind::Skipped, walked.skipped));
            }
            Ok(_) if arguments.force_exclude && exclude.matches(path) => {}
            Ok(_) => selection.inputs.push(Input { path: path.clone(), bytes: None, named: true }),
        }
    }
    Ok(selection)
}

fn stdin(limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure(format!("standard input cannot be read: {}", reason(&error))))?;
    if bytes.len() as u64 > limit {
        return Err(Failure(format!(
            "standard input is larger than {limit} bytes (--max-file-size raises the limit)"
        )));
    }
    Ok(bytes)
}

/// The repository that the working directory is in, or the working directory: paths in reports are relative to it,
/// and links may not lead out of it.
pub(super) fn root() -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here).to_owned()
}

fn emit_all(
    arguments: &Check,
    report: &Report,
    fail_on: Option<Severity>,
    root: &Path,
    is_filter: bool,
) -> Result<(), Failure> {
    let to_terminal = io::stdout().is_terminal();
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never && to_terminal
        }
    };
    let style = Style {
        color,
        width: terminal_width(),
        links: false,
        unicode: true,
        root: Some(root.to_owned()),
        working_directory: std::env::current_dir().ok(),
        fail_on,
        exit_code: Some(status(report, fail_on, arguments.exit_zero).code()),
        quiet_when_clean: std::env::var_os("PRE_COMMIT").is_some() || arguments.quiet,
        summary: !arguments.quiet,
        rule: crate::rules::by_name,
    };
    for (format, path) in &arguments.output {
        let mut bytes = Vec::new();
        emit::write(*format, report, &Style { color: false, ..style.clone() }, &mut bytes)?;
        let failed = |text: String| Failure(format!("{}: {text}", Shown::path(path)));
        stays_inside(path, root).map_err(failed)?;
        fs::write(path, bytes).map_err(|error| failed(reason(&error)))?;
    }
    let mut bytes = Vec::new();
    let format = arguments.output_format.unwrap_or(OutputFormat::Terminal);
    if is_filter {
        emit::write(format, report, &Style { color: false, ..style }, &mut bytes)?;
        return Ok(io::stderr().lock().write_all(&bytes)?);
    }
    emit::write(format, report, &style, &mut bytes)?;
    print(&bytes)
}

/// The width that `COLUMNS` or the terminal says; 0 when neither does.
pub(super) fn terminal_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The last lines on standard error: what was not checked, so that silence never means success.
fn summary(arguments: &Check, report: &Report, fixed: usize) {
    let mut err = io::stderr().lock();
    let not_checked: Vec<&Notice> =
        report.notices.iter().filter(|notice| notice.kind == NoticeKind::NotChecked).collect();
    if fixed > 0 && !arguments.quiet {
        let _ = writeln!(err, "{fixed} {} fixed", if fixed == 1 { "finding" } else { "findings" });
    }
    if not_checked.is_empty() {
        return;
    }
    // On a terminal the report above has just named them.
    let format = arguments.output_format.unwrap_or(OutputFormat::Terminal);
    let are_named = io::stdout().is_terminal() && format.has_summary() && !arguments.quiet;
    for notice in not_checked.iter().take(if are_named { 0 } else { 20 }) {
        let line = notice.line.map(|line| format!(":{line}")).unwrap_or_default();
        let _ = writeln!(
            err,
            "plimsoll: {}{line} was not checked: {}",
            Shown::path(&notice.path),
            crate::source::shown(&notice.text)
        );
    }
    if not_checked.len() > 20 && !are_named {
        let _ = writeln!(err, "plimsoll: … and {} more", not_checked.len() - 20);
    }
    let _ = writeln!(
        err,
        "plimsoll: {} checked, {}, {} NOT checked in full",
        emit::counted(report.files.len(), "file"),
        emit::counted(report.findings.len(), "finding"),
        not_checked.len()
    );
}
