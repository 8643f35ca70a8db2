//! The Dockerfiles that a Compose file holds in itself: checked like others, at their places in that file. Has no
//! rules.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::report::{Notice, NoticeKind, Suppressed};
use super::sieve::Sieve;
use super::task::File;
use crate::finding::{Finding, Problem, ProblemKind, Sink, Subject};
use crate::model::compose;
use crate::model::dockerfile::Dockerfile;
use crate::source::{LineEnds, Source, Span, decode};
use crate::suppress;
use crate::syntax::dockerfile;
use crate::syntax::joined::Joined;
use crate::workload::{self, Document, View};

/// The Dockerfiles in a Compose project by their places, each once; without a text where it is not known before
/// deployment.
pub(super) fn inline_dockerfiles<'t>(file: &compose::File<'t>) -> Vec<(Span, Option<Joined<'t>>)> {
    let mut seen = FxHashSet::default();
    let builds = file.services.iter().filter_map(|service| service.build.as_ref());
    let places = builds.filter_map(|build| Some((build.dockerfile_inline.as_ref()?.whole, build)));
    places.filter(|(at, _)| seen.insert(*at)).map(|(at, build)| (at, build.inline())).collect()
}

/// The text of a Dockerfile as a source of its own, under the name of the file that holds it.
pub(super) fn source_of(inline: &Joined<'_>, holder: &Source) -> Option<Source> {
    let decoded = decode(inline.text().as_bytes().to_vec()).ok()?;
    Some(Source::new(inline.source(), &holder.path, decoded, LineEnds::Lf))
}

impl File<'_> {
    /// Checks the Dockerfiles in a Compose project.
    pub(super) fn check_inline(
        &self,
        all: &[(Span, Option<Joined<'_>>)],
        found: &mut Sieve<'_>,
    ) -> Vec<Notice> {
        let check = |(at, inline): &(Span, Option<Joined<'_>>)| match inline {
            Some(inline) => self.check_one(inline, found),
            None if at.source == self.source.id => {
                let text =
                    "the Dockerfile here is not checked: Compose puts variables in, or joins its lines";
                vec![self.notice(NoticeKind::Note, Some(self.source.line(at.start)), text.to_owned())]
            }
            None => Vec::new(),
        };
        all.iter().flat_map(check).collect()
    }

    fn check_one(&self, inline: &Joined<'_>, found: &mut Sieve<'_>) -> Vec<Notice> {
        let (Some(plan), Some(source)) = (self.inner, source_of(inline, self.source)) else {
            return Vec::new();
        };
        let options = self.run.options;
        let file = dockerfile::parse(source.id, &source.text, &options.limits);
        let directives = suppress::in_dockerfile(&file, options.today(), &options.limits);
        let mut model = Dockerfile::with_images(file, &options.limits, &options.settings.images);
        model.read_scripts();
        let view = View {
            source: &source,
            workloads: workload::image::workloads(&model),
            document: Document::Dockerfile(&model),
        };
        let inner = File { source: &source, given: self.given, plan, inner: None, run: self.run };
        let mut findings = Vec::new();
        plan.walk(&view, self.run.cancel, &mut findings);
        let mut notices = inner.faults(&model, &mut findings);
        notices.extend(inner.unread(&model));
        let (limits, problems): (Vec<&Problem>, Vec<&Problem>) =
            model.problems().iter().partition(|problem| problem.kind == ProblemKind::Limit);
        notices.extend(limits.into_iter().map(|limit| {
            self.notice(NoticeKind::NotChecked, None, format!("{}, in a Dockerfile within it", limit.message))
        }));
        problems.into_iter().for_each(|problem| plan.report(problem, &mut findings));
        for finding in findings {
            let place = directives.suppressing(&finding).filter(|_| options.suppressions);
            let finding = placed(finding, inline);
            match place.and_then(|(index, _)| directives.scoped.get(index)) {
                Some(scoped) => found.suppress(Suppressed {
                    finding,
                    by: scoped.directive.by,
                    reason: scoped.directive.reason.clone(),
                    // It is not one of those of the file.
                    directive: usize::MAX,
                }),
                None => found.push(finding),
            }
        }
        let line = Some(self.source.line(inline.offset(0) as u32));
        notices.into_iter().map(|notice| Notice { line, ..notice }).collect()
    }
}

/// A finding at its place in the file that holds the Dockerfile. A fix that would need more lines, or a dollar sign,
/// is left out.
fn placed(mut finding: Finding, inline: &Joined<'_>) -> Finding {
    finding.fix = finding.fix.filter(|fix| {
        fix.edits
            .iter()
            .all(|edit| inline.is_contiguous(edit.span.range()) && !edit.text.contains(['\n', '$']))
    });
    let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits).map(|edit| &mut edit.span);
    let labels = finding.labels.iter_mut().map(|label| &mut label.span);
    let places = std::iter::once(&mut finding.at).chain(labels).chain(&mut finding.redact).chain(edits);
    places.for_each(|span| *span = inline.span(span.range()));
    finding.subject = finding.subject.map(|subject| {
        Arc::new(Subject { anchor: inline.span(subject.anchor.range()), ..Subject::clone(&subject) })
    });
    finding
}
