//! The forms that other linters have for suppressing in a comment. Does not know where the comment stands, and passes
//! over identifiers that stand for none of our rules.

use super::aliases::rules_of;
use super::directive::{Directive, Kind, place, strip_word};
use crate::settings::Date;
use crate::source::{Span, Spanned};
use crate::suppress::limits::MAX_DIRECTIVE_WORDS;

/// A comment.
pub(super) struct Comment<'t> {
    /// All of it, with its `#`.
    pub(super) text: &'t str,
    /// What follows the `#` and blanks.
    pub(super) body: &'t str,
    /// Where it stands.
    pub(super) span: Span,
}

/// The directives of a comment: one, or several where a tool takes several.
pub(super) fn parse(comment: &Comment<'_>, today: Date) -> Vec<Directive> {
    let whole: [fn(&Comment<'_>) -> Option<Directive>; 5] = [hadolint, buildkit, tally, kics, dclint];
    if let Some(directive) = whole.iter().find_map(|read| read(comment)) {
        return vec![directive];
    }
    let mut out = trivy(comment, today);
    out.extend([checkov(comment), semgrep(comment), sonar(comment)].into_iter().flatten());
    out
}

impl Comment<'_> {
    fn directive(&self, by: &'static str, kind: Kind, reason: &str) -> Directive {
        Directive::new(by, kind, reason, self.span)
    }

    /// Takes in words of a tool.
    fn add<'w>(&self, directive: &mut Directive, words: impl Iterator<Item = &'w str>) {
        for word in words.map(str::trim).filter(|word| !word.is_empty()).take(MAX_DIRECTIVE_WORDS) {
            let at = place(self.text, word, self.span);
            // Tools that speak for others name them: `hadolint/DL3008`.
            let (tool, id) = match word.split_once('/') {
                Some((tool @ ("hadolint" | "buildkit"), id)) => (tool, id),
                _ => (directive.by, word),
            };
            directive.rules.extend(rules_of(tool, id).iter().map(|rule| Spanned::new(*rule, at)));
        }
    }

    /// Takes in a list between commas, or `all`.
    fn add_list(&self, directive: &mut Directive, list: &str) {
        if list.split(',').any(|word| word.trim() == "all") {
            directive.all = true;
        } else {
            self.add(directive, list.split(','));
        }
    }
}

/// `hadolint ignore=DL3008,SC2086`, `hadolint global ignore=…`, `hadolint stage ignore=…`, each with free text after
/// a second `#` or where no identifier can stand.
fn hadolint(comment: &Comment<'_>) -> Option<Directive> {
    let rest = strip_word(comment.body, "hadolint")?.trim_start();
    let (kind, rest) = if let Some(rest) = strip_word(rest, "global") {
        (Kind::File, rest)
    } else if let Some(rest) = strip_word(rest, "stage") {
        (Kind::Stage, rest)
    } else {
        (Kind::Next, rest)
    };
    let rest = rest.trim_start().strip_prefix("ignore")?.trim_start().strip_prefix('=')?;
    let (list, reason) = rest.split_once('#').unwrap_or((rest, ""));
    let mut directive = comment.directive("hadolint", kind, reason);
    comment.add(&mut directive, list.split([',', ' ', '\t']));
    Some(directive)
}

/// `check=skip=Rule,Rule;error=true`. At the head of a Dockerfile it is a parser directive and covers the file.
fn buildkit(comment: &Comment<'_>) -> Option<Directive> {
    let (name, value) = comment.body.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("check") {
        return None;
    }
    let value = value.trim_start();
    let (options, reason) = value.split_once([' ', '\t']).unwrap_or((value, ""));
    let list = options.split(';').find_map(|option| option.trim().strip_prefix("skip="))?;
    let mut directive = comment.directive("buildkit", Kind::Next, reason);
    comment.add_list(&mut directive, list);
    Some(directive)
}

/// `tally ignore=rule,rule;reason=text`, `tally global ignore=…`.
fn tally(comment: &Comment<'_>) -> Option<Directive> {
    let rest = strip_word(comment.body, "tally")?.trim_start();
    let global = strip_word(rest, "global");
    let kind = if global.is_some() { Kind::File } else { Kind::Next };
    let rest = global.unwrap_or(rest).trim_start();
    let rest = rest.strip_prefix("ignore")?.trim_start().strip_prefix('=')?;
    let (list, options) = rest.split_once(';').unwrap_or((rest, ""));
    let mut directive =
        comment.directive("tally", kind, options.trim().strip_prefix("reason=").unwrap_or(""));
    comment.add_list(&mut directive, list);
    Some(directive)
}

/// `kics-scan ignore`, `ignore-line`, `ignore-block`, `disable=id,id`; KICS reads it in any case.
fn kics(comment: &Comment<'_>) -> Option<Directive> {
    let head = comment.body.get(.."kics-scan".len())?;
    if !head.eq_ignore_ascii_case("kics-scan") {
        return None;
    }
    let rest = comment.body.get(head.len()..)?.trim();
    let (word, list) = rest.split_once('=').unwrap_or((rest, ""));
    let kind = match word.trim_end().to_ascii_lowercase().as_str() {
        "ignore" | "disable" => Kind::Head,
        "ignore-line" => Kind::Line,
        "ignore-block" => Kind::Block,
        _ => return None,
    };
    let mut directive = comment.directive("kics", kind, "");
    match rest.contains('=') {
        true => comment.add(&mut directive, list.split(',')),
        false => directive.all = !word.trim_end().eq_ignore_ascii_case("disable"),
    }
    Some(directive)
}

/// `dclint disable-file`, `dclint disable [rule …]`, `dclint disable-line [rule …]`.
fn dclint(comment: &Comment<'_>) -> Option<Directive> {
    let rest = strip_word(comment.body, "dclint")?.trim();
    let (word, rules) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    let kind = match word {
        "disable-file" | "disable" => Kind::First,
        "disable-line" => Kind::Line,
        _ => return None,
    };
    let mut directive = comment.directive("dclint", kind, "");
    directive.all = word == "disable-file" || rules.trim().is_empty();
    if !directive.all {
        comment.add(&mut directive, rules.split([' ', '\t', ',']));
    }
    Some(directive)
}

/// `trivy:ignore:ID`, several in a comment, with options: `:exp:2026-12-31` counts, `:ws:…` is of no concern, and
/// `ID[name=value]` is taken for the identifier alone.
fn trivy(comment: &Comment<'_>, today: Date) -> Vec<Directive> {
    let mut out = Vec::new();
    for word in comment.body.split_whitespace().take(MAX_DIRECTIVE_WORDS) {
        let forms = ["trivy:ignore:", "tfsec:ignore:"];
        let Some(rest) = forms.iter().find_map(|form| word.strip_prefix(form)) else { continue };
        let mut parts = rest.split(':');
        let id = parts.next().unwrap_or("").split('[').next().unwrap_or("");
        let has_expired = parts.any(|part| part == "exp")
            && rest
                .split_once(":exp:")
                .is_some_and(|(_, rest)| rest.get(..10).and_then(Date::parse).is_none_or(|end| end < today));
        if has_expired {
            continue;
        }
        let mut directive = comment.directive("trivy", Kind::Next, "");
        directive.all = id == "*";
        comment.add(&mut directive, [id].into_iter());
        out.push(directive);
    }
    out
}

/// `checkov:skip=ID,ID:reason`, also under Checkov's other names.
fn checkov(comment: &Comment<'_>) -> Option<Directive> {
    let forms = ["checkov:skip=", "bridgecrew:skip=", "cortex:skip="];
    let rest = forms.iter().find_map(|form| Some(comment.body.split_once(form)?.1))?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ',');
    let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (list, reason) = rest.split_at_checked(end)?;
    let mut directive = comment.directive("checkov", Kind::Resource, reason.trim_start_matches(':'));
    comment.add(&mut directive, list.split(','));
    Some(directive)
}

/// `nosemgrep` and `nosemgrep: id, id`, and the old `nosem`, each in any case and with `=` for the colon.
fn semgrep(comment: &Comment<'_>) -> Option<Directive> {
    let lower = comment.body.to_ascii_lowercase();
    let rest = word_in(&lower, "nosemgrep").or_else(|| word_in(&lower, "nosem"))?;
    // The same part as it is written.
    let rest = comment.body.get(comment.body.len() - rest.len()..)?;
    let mut directive = comment.directive("semgrep", Kind::Line, "");
    match rest.strip_prefix([':', '=']) {
        Some(list) => comment.add(&mut directive, list.split([',', ' ', '\t'])),
        None => directive.all = true,
    }
    Some(directive)
}

/// `NOSONAR`, and with keys `NOSONAR(S6471, docker:S6596)`.
fn sonar(comment: &Comment<'_>) -> Option<Directive> {
    let rest = word_in(comment.body, "NOSONAR")?;
    let mut directive = comment.directive("sonar", Kind::Line, "");
    match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((list, _)) => {
            let key = |word: &'_ str| word.rfind(':').map_or(0, |colon| colon + 1);
            comment.add(&mut directive, list.split(',').filter_map(|word| word.get(key(word)..)));
        }
        None => directive.all = true,
    }
    Some(directive)
}

/// What follows the first place where a word stands alone.
fn word_in<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.match_indices(word).find_map(|(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let is_start = before.is_none_or(|before| !before.is_alphanumeric() && before != '_');
        strip_word(text.get(at..)?, word).filter(|_| is_start)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn read(text: &str) -> Vec<Directive> {
        let body = text.trim_start_matches('#').trim_start();
        let span = Span::new(SourceId(0), 0, text.len() as u32);
        parse(&Comment { text, body, span }, Date::parse("2026-08-22").unwrap())
    }

    /// Tool, reach, whether everything, and the rules of the only directive of a comment.
    fn one(text: &str) -> (&'static str, Kind, bool, Vec<&'static str>) {
        let mut all = read(text);
        assert_eq!(all.len(), 1, "{text}");
        let directive = all.remove(0);
        let rules = directive.rules.iter().map(|rule| rule.value).collect();
        (directive.by, directive.kind, directive.all, rules)
    }

    const LATEST: &str = "image-latest-tag";

    #[test]
    fn hadolint_reaches_a_line_a_stage_or_the_file() {
        let expected = ("hadolint", Kind::Next, false, vec![LATEST, "unquoted-expansion"]);
        assert_eq!(one("# hadolint ignore=DL3007,SC2086"), expected);
        assert_eq!(one("#hadolint global ignore = DL3007").1, Kind::File);
        assert_eq!(one("# hadolint stage ignore=DL3007 # why").1, Kind::Stage);
        assert_eq!(one("# hadolint ignore=DL9999 and DL3007 too").3, [LATEST]);
        assert!(read("# hadolint shell=bash").is_empty());
    }

    #[test]
    fn buildkit_skips_rules_or_all() {
        assert!(one("# check=skip=all").2);
        assert!(one("#Check = skip=all;error=true a reason").2);
        assert_eq!(one("# check=error=true;skip=NoSuchRule"), ("buildkit", Kind::Next, false, vec![]));
        assert!(read("# check=error=true").is_empty());
        assert!(read("# checks=skip=all").is_empty());
    }

    #[test]
    fn trivy_takes_several_and_they_expire() {
        assert_eq!(one("#trivy:ignore:AVD-DS-0001:ws:dev").0, "trivy");
        assert!(one("# trivy:ignore:ds-0001[name=value]").3.contains(&LATEST));
        assert_eq!(read("# trivy:ignore:DS-0001 trivy:ignore:DS-0002").len(), 2);
        assert!(one("# trivy:ignore:*").2);
        assert!(read("# trivy:ignore:DS-0001:exp:2026-08-21").is_empty());
        assert!(read("# trivy:ignore:DS-0001:exp:soon").is_empty());
        assert_eq!(read("# trivy:ignore:DS-0001:exp:2026-08-22").len(), 1);
    }

    #[test]
    fn checkov_gives_a_reason_after_a_colon() {
        let directive = &read("# checkov:skip=CKV_DOCKER_7,CKV_X_1:we pin by digest")[0];
        assert_eq!(directive.reason, "we pin by digest");
        assert!(directive.rules.iter().any(|rule| rule.value == LATEST));
        assert_eq!(one("# bridgecrew:skip=CKV_K8S_14").1, Kind::Resource);
    }

    #[test]
    fn kics_reads_any_case_and_covers_a_file_from_its_head() {
        assert_eq!(one("# KICS-scan Ignore"), ("kics", Kind::Head, true, vec![]));
        assert_eq!(one("# kics-scan ignore-line").1, Kind::Line);
        assert_eq!(one("#kics-scan ignore-block").1, Kind::Block);
        assert_eq!(one("# kics-scan disable=f45ea400-6bbe-4501-9fc7-1c3d75c32067").3, [LATEST]);
        assert!(read("# kics-scan enable=f45ea400").is_empty());
        assert!(!one("# kics-scan disable=").2);
    }

    #[test]
    fn tally_names_rules_of_others() {
        let directive = &read("# tally global ignore=hadolint/DL3007;reason=old file")[0];
        assert_eq!((directive.kind, directive.reason.as_str()), (Kind::File, "old file"));
        assert_eq!(one("# tally ignore=hadolint/DL3007").3, [LATEST]);
        assert!(one("# tally ignore=all").2);
        assert!(read("# tally of votes: ignore=all").is_empty());
    }

    #[test]
    fn semgrep_and_sonar_cover_a_line() {
        assert_eq!(one("# nosemgrep"), ("semgrep", Kind::Line, true, vec![]));
        assert_eq!(one("# why, nosemgrep: a.dockerfile-source-not-pinned").3, ["image-without-digest"]);
        assert_eq!(one("# NOSONAR on purpose"), ("sonar", Kind::Line, true, vec![]));
        assert!(one("# NOSONAR(docker:S6596)").3.contains(&LATEST));
        assert_eq!(one("#NOSEMGREP=x.Missing-User").3, ["missing-user"]);
        assert!(read("# xnosemgrep").is_empty() && read("# NOSONARS").is_empty());
    }

    #[test]
    fn dclint_disables_a_file_or_a_line() {
        assert_eq!(one("# dclint disable-file"), ("dclint", Kind::First, true, vec![]));
        assert!(one("# dclint disable").2);
        assert!(one("# dclint disable-line service-image-require-explicit-tag x").3.contains(&LATEST));
        assert!(read("# dclint is a linter").is_empty());
    }
}
