//! One file from bytes to findings. Knows the order of the steps; every step is somebody else's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::context::context_of;
use super::detect::{Detected, detect};
use super::load::Loader;
use super::merge::order_and_merge;
use super::plan::{Plan, run_all};
use super::{Checked, Input, Notice, NoticeKind, Options, Outcome, ShellAnalysis, Suppressed};
use crate::discover::{Named, by_name};
use crate::finding::{Finding, Problem, ProblemKind};
use crate::model::{Format, compose, dockerfile, images, kube};
use crate::project::{Project, normal};
use crate::settings::{Date, OwnImage};
use crate::source::{Encoding, LineEnds, ReadError, Source, SourceId, Span, decode};
use crate::suppress::{self, Directives};
use crate::syntax::dockerfile::{CommandLine, Keyword};
use crate::syntax::{Limits, dockerfile as dockerfile_syntax, yaml};
use crate::workload::{self, Workload};

/// Checks one file.
pub(super) fn lint(
    id: SourceId,
    input: &Input,
    loader: &Loader<'_>,
    plan: &Plan,
    options: &Options,
) -> Outcome {
    let named = by_name(&input.path);
    let is_ours = matches!(named, Some(Named::Dockerfile | Named::Compose));
    let failed =
        |kind, text: String| Outcome::Failed(Notice { path: input.path.clone(), line: None, kind, text });
    let bytes = match loader.read(input) {
        Ok(bytes) => bytes,
        // It was there when the folder was listed.
        Err(error @ ReadError::Missing) if !input.named => {
            return failed(NoticeKind::Skipped, error.to_string());
        }
        Err(error) if is_ours || input.named => return failed(NoticeKind::NotChecked, error.to_string()),
        Err(error) => return failed(NoticeKind::Skipped, error.to_string()),
    };
    let Ok(decoded) = decode(bytes) else {
        let text = "it is not text".to_owned();
        return match named {
            _ if is_ours => failed(NoticeKind::NotChecked, text),
            Some(_) if input.named => failed(NoticeKind::NotChecked, text),
            Some(_) => failed(NoticeKind::Skipped, text),
            None => Outcome::NotOurs,
        };
    };
    let line_ends = if matches!(named, Some(Named::Dockerfile | Named::MaybeDockerfile)) {
        LineEnds::Lf
    } else {
        LineEnds::LfOrCr
    };
    let source = Source::new(id, &input.path, decoded, line_ends);
    let own_plan;
    let relative = input.path.strip_prefix(&options.base).unwrap_or(&input.path);
    let plan = if options.levels.has_override(relative) {
        own_plan = Plan::new(options.levels.at(relative), &options.settings);
        &own_plan
    } else {
        plan
    };
    let run = Run { source: &source, loader, plan, options };
    if named.is_none() && !input.named {
        return Outcome::NotOurs;
    }
    match run.lint(named) {
        None => Outcome::NotOurs,
        Some(linted) => Outcome::Checked(Box::new(finish(&run, linted).into_checked(source))),
    }
}

/// What parsing, models and rules made of a file.
struct Linted {
    format: Format,
    findings: Vec<Finding>,
    problems: Vec<Problem>,
    directives: Directives,
    context: Vec<Arc<Source>>,
    notices: Vec<Notice>,
}

/// The same after levels, directives and limits.
struct Finished {
    format: Format,
    findings: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    notices: Vec<Notice>,
    context: Vec<Arc<Source>>,
}

impl Finished {
    fn into_checked(self, source: Source) -> Checked {
        let Finished { format, findings, suppressed, notices, context } = self;
        Checked { source: Arc::new(source), context, format, findings, suppressed, notices }
    }
}

struct Run<'r> {
    source: &'r Source,
    loader: &'r Loader<'r>,
    plan: &'r Plan,
    options: &'r Options,
}

impl Run<'_> {
    /// `None` when the file is of no format that is linted.
    fn lint(&self, named: Option<Named>) -> Option<Linted> {
        let mut linted = match detect(self.source, named, &self.options.limits)? {
            Detected::Dockerfile => self.dockerfile(),
            Detected::Compose(tree) => self.compose(&tree),
            Detected::Kubernetes(tree) => self.kubernetes(&tree),
        };
        run_all(&self.plan.texts, None, &mut linted.findings, |check, out| check(self.source, out));
        Some(linted)
    }

    /// Something to say about the file.
    fn notice(&self, kind: NoticeKind, line: Option<u32>, text: String) -> Notice {
        Notice { path: self.source.path.clone(), line, kind, text }
    }

    /// The day that expiry is judged by.
    fn today(&self) -> Date {
        self.options.settings.today.unwrap_or(images::DATA_DATE)
    }

    fn dockerfile(&self) -> Linted {
        let file = dockerfile_syntax::parse(self.source.id, &self.source.text, &self.options.limits);
        let directives = suppress::in_dockerfile(&file, self.today());
        let mut model =
            dockerfile::Dockerfile::with_images(file, &self.options.limits, &self.options.settings.images);
        model.read_scripts();
        let (build_context, ignore_file) =
            context_of(&self.source.path, &model, self.loader, &self.options.limits);
        model.context = build_context;
        let mut findings = Vec::new();
        run_all(&self.plan.dockerfiles, None, &mut findings, |check, out| check(&model, out));
        for stage in model.stages() {
            run_all(&self.plan.stages, None, &mut findings, |check, out| check(stage, &model, out));
        }
        for step in model.steps() {
            run_all(&self.plan.instructions, None, &mut findings, |check, out| check(step, &model, out));
        }
        let notices = self.faults(&model, &mut findings);
        for image in workload::image::images(&model) {
            run_all(&self.plan.images, None, &mut findings, |check, out| check(&image, out));
        }
        self.workloads(&workload::image::workloads(&model), &mut findings);
        let problems = model.problems().to_vec();
        Linted {
            format: Format::Dockerfile,
            findings,
            problems,
            directives,
            context: ignore_file.into_iter().collect(),
            notices,
        }
    }

    /// What is wrong in the shell texts of a Dockerfile; notices where nobody could say.
    fn faults(&self, model: &dockerfile::Dockerfile<'_>, findings: &mut Vec<Finding>) -> Vec<Notice> {
        if self.plan.faults.is_empty() || matches!(self.options.shell, ShellAnalysis::Off) {
            return Vec::new();
        }
        // What is started by a bracket was meant as a list.
        let is_list =
            |line: &CommandLine<'_>| matches!(line, CommandLine::Shell(word) if word.text.starts_with('['));
        let is_shell = |step: &dockerfile::Step<'_>| match step.instruction.keyword {
            Keyword::Run => true,
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck => {
                !step.instruction.command_line().is_some_and(is_list)
            }
            _ => false,
        };
        let is_asked = |step: &&dockerfile::Step<'_>| {
            is_shell(step) && !step.instruction.broken && self.plan.asks(step, model)
        };
        let texts = model.steps().filter(is_asked).flat_map(|step| {
            model.shell_texts(step).into_iter().map(move |(text, setting)| (step, text, setting))
        });
        let ShellAnalysis::External(external) = &self.options.shell else {
            let mut notices = Vec::new();
            for (step, text, setting) in texts {
                let (faults, is_whole) =
                    self.plan.analyser.faults(&text, step.script(), setting, &self.options.limits);
                for fault in faults {
                    self.plan.run_faults(&fault, step, model, findings);
                }
                if !is_whole {
                    let line = Some(self.source.line(step.instruction.span.start));
                    let text = "the shell text is too long to be analysed in full".to_owned();
                    notices.push(self.notice(NoticeKind::Note, line, text));
                }
            }
            return notices;
        };
        let texts: Vec<_> = texts.collect();
        let plain: Vec<_> = texts.iter().map(|(_, text, setting)| (text.text(), *setting)).collect();
        let answers = match external.faults(&plain) {
            Ok(answers) => answers,
            Err(reason) => return vec![self.notice(NoticeKind::NotChecked, None, reason)],
        };
        for ((step, text, setting), answer) in texts.iter().zip(answers) {
            for fault in answer {
                self.plan.run_faults(&fault.placed(text, *setting), step, model, findings);
            }
        }
        Vec::new()
    }

    fn kubernetes(&self, tree: &yaml::Tree<'_>) -> Linted {
        let objects = kube::objects(tree);
        let mut findings = Vec::new();
        self.workloads(&workload::kube::workloads(&objects), &mut findings);
        let directives = suppress::in_yaml(tree, self.today());
        let problems = tree.problems.clone();
        Linted {
            format: Format::Kubernetes,
            findings,
            problems,
            directives,
            context: Vec::new(),
            notices: Vec::new(),
        }
    }

    fn compose(&self, tree: &yaml::Tree<'_>) -> Linted {
        let mut findings = Vec::new();
        let problems = tree.problems.clone();
        let directives = suppress::in_yaml(tree, self.today());
        let mut context = Vec::new();
        if let Some(file) = compose::lower(tree) {
            run_all(&self.plan.compose_files, None, &mut findings, |check, out| check(&file, out));
            context = dockerfiles_of(self.source, &file, self.loader);
            let models = models_of(&context, &self.options.limits, &self.options.settings.images);
            let project = project_of(self.source, &models);
            self.workloads(&workload::compose::workloads(&file, &project), &mut findings);
        }
        Linted { format: Format::Compose, findings, problems, directives, context, notices: Vec::new() }
    }

    fn workloads(&self, workloads: &[Workload<'_>], findings: &mut Vec<Finding>) {
        for workload in workloads {
            let subject = Some(&workload.subject);
            run_all(&self.plan.workloads, subject, findings, |check, out| check(workload, out));
            for mount in &workload.mounts {
                run_all(&self.plan.mounts, subject, findings, |check, out| check(mount, workload, out));
            }
            for container in &workload.containers {
                let subject = Some(&container.subject);
                run_all(&self.plan.containers, subject, findings, |check, out| check(container, out));
                if let Some(image) = &container.image {
                    run_all(&self.plan.images, subject, findings, |check, out| check(image, out));
                }
            }
        }
    }
}

/// The Dockerfiles that the services of a file build.
pub(super) fn dockerfiles_of(
    source: &Source,
    file: &compose::File<'_>,
    loader: &Loader<'_>,
) -> Vec<Arc<Source>> {
    let folder = source.path.parent().unwrap_or(Path::new(""));
    let paths = file.dockerfiles().map(|path| normal(&folder.join(path)));
    paths.filter_map(|path| loader.context(&path, LineEnds::Lf)).collect()
}

/// Those Dockerfiles as models, under their paths.
pub(super) fn models_of<'s>(
    context: &'s [Arc<Source>],
    limits: &Limits,
    own: &[OwnImage],
) -> Vec<(PathBuf, dockerfile::Dockerfile<'s>)> {
    let model = |source: &'s Arc<Source>| {
        let file = dockerfile_syntax::parse(source.id, &source.text, limits);
        (source.path.clone(), dockerfile::Dockerfile::with_images(file, limits, own))
    };
    context.iter().map(model).collect()
}

/// The project around a file.
pub(super) fn project_of<'p>(
    source: &Source,
    models: &'p [(PathBuf, dockerfile::Dockerfile<'p>)],
) -> Project<'p> {
    let mut project = Project::new(source.path.parent().unwrap_or(Path::new("")));
    for (path, model) in models {
        project.add_dockerfile(path.clone(), model);
    }
    project
}

/// Turns problems into findings, applies directives and sorts.
fn finish(run: &Run<'_>, linted: Linted) -> Finished {
    let Linted { format, mut findings, mut problems, directives, context, mut notices } = linted;
    problems.extend(encoding_problem(run.source, format));
    if matches!(run.source.encoding, Encoding::Utf16Le | Encoding::Utf16Be) && format != Format::Dockerfile {
        notices.push(run.notice(
            NoticeKind::Note,
            None,
            "it was read as UTF-16, and is not fixed".to_owned(),
        ));
    }
    let mut report = |problem: &Problem, findings: &mut Vec<Finding>| {
        if problem.kind == ProblemKind::Limit {
            let line = Some(run.source.line(problem.at.start));
            notices.push(run.notice(NoticeKind::NotChecked, line, problem.message.clone()));
        } else {
            run_all(&run.plan.problems, None, findings, |check, out| check(problem, out));
        }
    };
    let mut suppressed = Vec::new();
    if run.options.suppressions {
        problems.extend(directives.problems.iter().cloned());
        for problem in &problems {
            report(problem, &mut findings);
        }
        // Only what is in the file itself is reported.
        findings.retain(|finding| finding.at.source == run.source.id);
        let mut used = Vec::new();
        let mut kept = Vec::with_capacity(findings.len());
        for finding in findings {
            match directives.suppressing(&finding) {
                None => kept.push(finding),
                Some((index, rule)) => {
                    used.push((index, rule));
                    let directive = directives.scoped.get(index).map(|scoped| &scoped.directive);
                    let by = directive.map_or("", |directive| directive.by);
                    let reason = directive.map(|directive| directive.reason.clone()).unwrap_or_default();
                    suppressed.push(Suppressed { finding, by, reason });
                }
            }
        }
        findings = kept;
        used.sort_unstable();
        used.dedup();
        for problem in directives.unused(&used, |rule| run.plan.runs(rule)) {
            report(&problem, &mut findings);
        }
        suppressed.sort_by_key(|item| (item.finding.at.start, item.finding.rule));
    } else {
        for problem in &problems {
            report(problem, &mut findings);
        }
        findings.retain(|finding| finding.at.source == run.source.id);
    }
    let (findings, left_out) = cap(order_and_merge(findings, run.source));
    notices.extend(left_out.into_iter().map(|(rule, count)| {
        run.notice(NoticeKind::Note, None, format!("{count} more findings of {rule} are not shown"))
    }));
    Finished { format, findings, suppressed, notices, context }
}

/// How many findings of one rule are kept for one file.
const MAX_FINDINGS: usize = 1000;

/// The first findings of each rule, and how many of which rules were left out.
fn cap(findings: Vec<Finding>) -> (Vec<Finding>, BTreeMap<&'static str, usize>) {
    let mut left_out = BTreeMap::new();
    if findings.len() <= MAX_FINDINGS {
        return (findings, left_out);
    }
    let mut counts = FxHashMap::<&str, usize>::default();
    let mut kept = findings;
    kept.retain(|finding| {
        let count = counts.entry(finding.rule.as_str()).or_default();
        *count += 1;
        if *count > MAX_FINDINGS {
            *left_out.entry(finding.rule.as_str()).or_default() += 1;
        }
        *count <= MAX_FINDINGS
    });
    (kept, left_out)
}

/// What is wrong with how a file is encoded, for readers that want UTF-8.
fn encoding_problem(source: &Source, format: Format) -> Option<Problem> {
    let start = Span::new(source.id, 0, source.text.chars().next().map_or(0, char::len_utf8) as u32);
    let problem = |at, message: &str| Some(Problem::new(ProblemKind::Encoding, at, message));
    if let Some(at) = source.text.find('\0').filter(|_| format == Format::Dockerfile) {
        // YAML forbids it, which its reader says.
        let help = |problem: Problem| problem.help("remove the byte, or save the file as text");
        return problem(Span::at(source.id, at..at + 1), "there is a NUL byte here").map(help);
    }
    match source.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => None,
        Encoding::Utf16Le | Encoding::Utf16Be if format == Format::Dockerfile => {
            problem(start, "the file is UTF-16, which BuildKit cannot read")
                .map(|problem| problem.help("save the file as UTF-8"))
        }
        Encoding::Utf16Le | Encoding::Utf16Be => None,
        Encoding::Lossy => {
            let at = source.text.find('\u{fffd}').unwrap_or(0);
            let at = Span::at(source.id, at..at + '\u{fffd}'.len_utf8());
            problem(at, "a byte here is not UTF-8").map(|problem| problem.help("save the file as UTF-8"))
        }
    }
}
