//! Asks the analyser crate, and puts what it says into our places. The only module that names the crate. Reads no
//! file: scripts that a text sources are not followed.

use std::sync::LazyLock;

use shuck_linter::{
    AmbientShellOptions, AnalysisRequest, LinterSettings, Rule, ShellCheckCodeMap, ShellDialect,
};
use shuck_parser::ShellProfile;
use shuck_parser::parser::Parser;

use super::fault::{Dialect, Fault, ShellContext};
use crate::finding::Edit;
use crate::syntax::Limits;
use crate::syntax::joined::Joined;

/// Numbers and rules of the crate.
static CODES: LazyLock<ShellCheckCodeMap> = LazyLock::new(ShellCheckCodeMap::default);

/// ShellCheck's number of a rule of the crate.
fn code(rule: Rule) -> Option<u16> {
    CODES.code_for_rule(rule).and_then(|code| u16::try_from(code).ok())
}

/// All numbers that have a rule.
pub(super) fn known() -> Vec<u16> {
    let mut codes: Vec<u16> = Rule::iter().filter_map(code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The settings of the crate for some numbers.
#[derive(Default)]
pub(super) struct Analyser {
    settings: LinterSettings,
}

impl Analyser {
    /// One for some numbers, which are in order.
    pub(super) fn new(codes: &[u16]) -> Analyser {
        let wanted = |rule: &Rule| code(*rule).is_some_and(|code| codes.binary_search(&code).is_ok());
        let settings = LinterSettings::for_rules(Rule::iter().filter(wanted));
        Analyser { settings: settings.with_resolve_source_closure(false) }
    }

    /// The faults of a text that is harmless to parse.
    pub(super) fn faults(&self, text: &Joined<'_>, setting: ShellContext, limits: &Limits) -> Vec<Fault> {
        let dialect = dialect(setting.dialect);
        let options = AmbientShellOptions { errexit: setting.errexit, pipefail: setting.pipefail };
        let settings = self.settings.clone().with_shell(dialect).with_ambient_shell_options(options);
        let (depth, tokens) = (limits.shell_depth as usize, limits.shell_tokens as usize);
        // All that Bash has is read for `sh`, too, so that there is something to say about it.
        let profile = ShellProfile::native(dialect.parser_dialect());
        let parsed = Parser::with_limits_and_profile(text.text(), depth, tokens, profile).parse();
        let request = AnalysisRequest::from_parse_result(&parsed, text.text(), &settings);
        // Directives of the shell's own linter are comments, which are rare in a RUN.
        let request = if text.text().contains("shellcheck") {
            request.with_shellcheck_map(&CODES)
        } else {
            request.with_directives(&[])
        };
        request.lint().into_iter().filter_map(|found| fault(found, text, setting)).collect()
    }
}

fn fault(found: shuck_linter::Diagnostic, text: &Joined<'_>, setting: ShellContext) -> Option<Fault> {
    let range = found.span.start.offset()..found.span.end.offset();
    let edits = found.fix.map(|fix| {
        let edit = |edit: &shuck_linter::Edit| {
            let range = usize::from(edit.range().start())..usize::from(edit.range().end());
            let is_whole = text.is_contiguous(range.clone());
            is_whole.then(|| Edit { span: text.span(range), text: edit.content().to_owned() })
        };
        fix.edits().iter().map(edit).collect::<Option<Vec<_>>>()
    });
    Some(Fault {
        code: code(found.rule)?,
        span: text.span(range.clone()),
        text: text.slice(range).to_owned(),
        setting,
        message: found.message,
        edits: edits.flatten().unwrap_or_default(),
    })
}

fn dialect(dialect: Dialect) -> ShellDialect {
    match dialect {
        Dialect::Sh | Dialect::Busybox => ShellDialect::Sh,
        Dialect::Dash => ShellDialect::Dash,
        Dialect::Bash => ShellDialect::Bash,
        Dialect::Ksh => ShellDialect::Ksh,
        Dialect::Zsh => ShellDialect::Zsh,
    }
}
