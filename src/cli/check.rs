//! `plimsoll check`: from arguments to an exit code. The steps are done elsewhere.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Check, Color, ShellBackend};
use super::disk::Disk;
use super::roots::Roots;
use super::shellcheck::ShellCheck;
use super::{Failure, Status, fixing, print, settings};
use crate::config::Levels;
use crate::discover::{Exclude, Skip, reason, walk};
use crate::emit::{self, OutputFormat, Style};
use crate::engine::{Given, Input, Notice, NoticeKind, Options, Report, ShellAnalysis, Workspace};
use crate::finding::Severity;
use crate::model::Format;
use crate::settings::Settings;
use crate::source::Shown;
use crate::syntax::Limits;

/// Threads have this much stack, so that what works does not depend on the system's default.
const STACK: usize = 8 * 1024 * 1024;

/// Runs the command.
pub(super) fn run(arguments: &Check) -> Result<Status, Failure> {
    let paths = arguments.paths();
    let mut settings = settings::find(&arguments.configuration, &paths)?;
    let select =
        arguments.select.as_deref().map(|words| settings::selectors("--select", words)).transpose()?;
    let ignore = settings::selectors("--ignore", &arguments.ignore)?;
    let enforce = settings::selectors("--enforce", &arguments.enforce)?;
    // What was found in the repository has no say about what the call enforces.
    let is_bound = !enforce.is_empty() && arguments.configuration.config.is_none();
    let fail_on = fail_on(arguments, settings.config.fail_on, is_bound);
    let roots = Roots::new(&paths);
    let places = settings.places(&roots);
    let disk = Disk { max_file_size: arguments.max_file_size, roots };
    let mut globs = std::mem::take(&mut settings.config.exclude);
    let unenforced = if is_bound { std::mem::take(&mut globs) } else { Default::default() };
    let exclude = Exclude { globs: &globs, places: &places, ignore_files: !arguments.no_ignore_files };
    let mut selection = inputs(arguments, &paths, &disk.roots, &exclude)?;
    let decided = Settings { today: arguments.today, ..settings.config.settings() };
    let levels = Levels::new(settings.config, select.as_deref(), &ignore);
    let options = Options {
        levels: levels.enforcing(&enforce).excluding(unenforced),
        places: places.clone(),
        limits: limits(arguments),
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
    let (mut fixed, mut pending) = (0, 0);
    if arguments.fix || arguments.diff {
        let safety = if arguments.unsafe_fixes {
            crate::finding::Safety::Unsafe
        } else {
            crate::finding::Safety::Safe
        };
        let name = stdin.and_then(|index| selection.inputs.get(index)).map(|input| input.path.as_path());
        let how = (safety, arguments.diff);
        let outcome = pool.install(|| fixing::run(&report, how, name, &disk, &workspace));
        print(outcome.shown.as_bytes())?;
        selection_notices.extend(outcome.notices);
        outcome.written.iter().for_each(|(path, _)| workspace.changed(path));
        pending = outcome.pending;
        fixed = outcome.written.iter().map(|(_, count)| count).sum();
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
    }
    report.notices.extend(selection_notices);
    report.notices.sort();
    if report.files.is_empty() && selection.has_folder && report.is_complete() && !arguments.allow_empty {
        let (path, text) = (selection.first_folder, NOTHING_FOUND.to_owned());
        report.notices.push(Notice { path, line: None, kind: NoticeKind::NotChecked, text });
    }
    let status = status(arguments, &report, fail_on, pending);
    let configuration = settings.path.map(|path| places.shortest(&path));
    let style = Style {
        fail_on,
        exit_code: Some(status.code()),
        configuration,
        ..style(arguments, disk.roots.first())
    };
    let stream = match (arguments.diff, is_filter) {
        (true, _) => Stream::None,
        (false, true) => Stream::Error,
        (false, false) => Stream::Output,
    };
    let written = emit_all(arguments, &report, &style, &disk.roots, stream);
    if arguments.verbose {
        explain(arguments, &report, &style);
    }
    summary(arguments, &report, fixed, pending);
    written?;
    Ok(status)
}

/// What is said about a folder without files of ours.
const NOTHING_FOUND: &str =
    "no Dockerfile, Compose file or Kubernetes manifest was found there (--allow-empty accepts that)";

fn limits(arguments: &Check) -> Limits {
    let (depth, nodes, aliases) = (arguments.max_depth, arguments.max_nodes, arguments.max_aliases);
    Limits { depth, nodes, aliases, ..Limits::default() }
}

/// The severity that fails the run. A configuration that is bound does not raise it.
fn fail_on(arguments: &Check, configured: Option<Option<Severity>>, is_bound: bool) -> Option<Severity> {
    let configured = configured.unwrap_or(Some(Severity::High));
    let strict = || Some(configured.map_or(Severity::High, |severity| severity.min(Severity::High)));
    arguments.fail_on.map_or_else(|| if is_bound { strict() } else { configured }, |word| word.0)
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

fn status(arguments: &Check, report: &Report, fail_on: Option<Severity>, pending: usize) -> Status {
    if !report.is_complete() {
        return Status::Incomplete;
    }
    // A diff is an answer about fixes, and shows no findings.
    let fails = match arguments.diff {
        true => pending > 0,
        false => fail_on.is_some_and(|severity| report.reaches(severity)),
    };
    if fails && !arguments.exit_zero { Status::Findings } else { Status::Clean }
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

fn inputs(
    arguments: &Check,
    paths: &[PathBuf],
    roots: &Roots,
    exclude: &Exclude<'_>,
) -> Result<Selection, Failure> {
    let mut selection = Selection {
        inputs: Vec::new(),
        notices: Vec::new(),
        has_folder: false,
        first_folder: PathBuf::new(),
    };
    let format = arguments.format.map(Format::from);
    let given = if arguments.force_exclude { Given::Offered } else { Given::Named };
    for path in paths {
        if path.as_os_str() == "-" {
            let name = arguments.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
            let bytes = Some(stdin(arguments.max_file_size)?);
            selection.inputs.push(Input { bytes, format, ..Input::new(name, given) });
            continue;
        }
        let mut note = |kind, text: String| {
            selection.notices.push(Notice { path: path.clone(), line: None, kind, text })
        };
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_err() => {
                note(NoticeKind::NotChecked, "there is no such file".into());
            }
            Err(error) => note(NoticeKind::NotChecked, reason(&error)),
            Ok(metadata) if metadata.is_dir() => selection.folder(path, roots, exclude),
            Ok(_) if arguments.force_exclude && exclude.matches(path) => {
                note(NoticeKind::Skipped(Skip::ExcludedFile), "the configuration excludes it".into());
            }
            Ok(_) => selection.inputs.push(Input { format, ..Input::new(path, given) }),
        }
    }
    if format.is_some() && selection.inputs.iter().all(|input| input.given == Given::Found) {
        return Err(Failure("--as says what named files are, and no file is named".into()));
    }
    Ok(selection)
}

impl Selection {
    /// Takes in what a folder has.
    fn folder(&mut self, path: &Path, roots: &Roots, exclude: &Exclude<'_>) {
        if !self.has_folder {
            self.first_folder = path.to_owned();
        }
        self.has_folder = true;
        let walked = walk(path, roots.around(path), exclude);
        self.inputs.extend(walked.found.into_iter().map(|path| Input::new(path, Given::Found)));
        let notice = |path, kind, text| Notice { path, line: None, kind, text };
        let failed = walked.failed.into_iter().map(|(path, text)| notice(path, NoticeKind::NotChecked, text));
        let skipped = walked.skipped.into_iter();
        let skipped = skipped.map(|(path, why, text)| notice(path, NoticeKind::Skipped(why), text));
        self.notices.extend(failed.chain(skipped));
    }
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

fn style(arguments: &Check, root: &Path) -> Style {
    let to_terminal = io::stdout().is_terminal();
    let color = match arguments.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never && to_terminal
        }
    };
    Style {
        color,
        width: terminal_width(),
        root: Some(root.to_owned()),
        working_directory: std::env::current_dir().ok(),
        quiet_when_clean: std::env::var_os("PRE_COMMIT").is_some() || arguments.quiet,
        summary: !arguments.quiet,
        rule: crate::rules::by_name,
        ..Style::default()
    }
}

/// Where the report goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Output,
    Error,
    None,
}

fn emit_all(
    arguments: &Check,
    report: &Report,
    style: &Style,
    roots: &Roots,
    stream: Stream,
) -> Result<(), Failure> {
    for (format, path) in &arguments.output {
        let mut bytes = Vec::new();
        emit::write(*format, report, &Style { color: false, ..style.clone() }, &mut bytes)?;
        let failed = |text: String| Failure(format!("{}: {text}", Shown::path(path)));
        roots.hold(path).map_err(failed)?;
        fs::write(path, bytes).map_err(|error| failed(reason(&error)))?;
    }
    let mut bytes = Vec::new();
    let format = arguments.output_format.unwrap_or(OutputFormat::Terminal);
    match stream {
        Stream::None => Ok(()),
        Stream::Error => {
            emit::write(format, report, &Style { color: false, ..style.clone() }, &mut bytes)?;
            Ok(io::stderr().lock().write_all(&bytes)?)
        }
        Stream::Output => {
            emit::write(format, report, style, &mut bytes)?;
            print(&bytes)
        }
    }
}

/// Says on standard error which configuration counted, and what was passed over.
fn explain(arguments: &Check, report: &Report, style: &Style) {
    let mut err = io::stderr().lock();
    let how = match &arguments.configuration {
        configuration if configuration.config.is_some() => "named with --config",
        configuration if configuration.isolated => "--isolated",
        _ => "the nearest to what is checked",
    };
    let _ = match &style.configuration {
        Some(path) => writeln!(err, "plimsoll: configuration: {} ({how})", Shown::path(path)),
        None if arguments.configuration.isolated => writeln!(err, "plimsoll: configuration: none ({how})"),
        None => writeln!(err, "plimsoll: configuration: none was found"),
    };
    if let Some(schemas) = emit::schemas(report) {
        let _ = writeln!(err, "plimsoll: schemas: {schemas}");
    }
    for notice in report.notices.iter().filter(|notice| matches!(notice.kind, NoticeKind::Skipped(_))) {
        let _ = writeln!(
            err,
            "plimsoll: passed over: {}: {}",
            emit::place(notice),
            crate::source::shown(&notice.text)
        );
    }
}

/// The width that `COLUMNS` or the terminal says; 0 when neither does.
pub(super) fn terminal_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The last lines on standard error: what was not checked, so that silence never means success.
fn summary(arguments: &Check, report: &Report, fixed: usize, pending: usize) {
    let mut err = io::stderr().lock();
    let not_checked: Vec<&Notice> =
        report.notices.iter().filter(|notice| notice.kind == NoticeKind::NotChecked).collect();
    if fixed > 0 && !arguments.quiet {
        let _ = writeln!(err, "{fixed} {} fixed", if fixed == 1 { "finding" } else { "findings" });
    }
    if arguments.diff && !arguments.quiet {
        let found = emit::counted(report.findings.len(), "finding");
        let _ = writeln!(err, "plimsoll: {found}, of which the diff fixes {pending}");
    }
    if not_checked.is_empty() {
        return;
    }
    // On a terminal the report above has just named them.
    let format = arguments.output_format.unwrap_or(OutputFormat::Terminal);
    let are_named = io::stdout().is_terminal() && format.has_summary() && !arguments.quiet && !arguments.diff;
    for notice in not_checked.iter().take(if are_named { 0 } else { 20 }) {
        let text = crate::source::shown(&notice.text);
        let _ = writeln!(err, "plimsoll: {} was not checked: {text}", emit::place(notice));
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
