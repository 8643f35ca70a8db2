use crate::rules::prelude::*;
use crate::settings::LabelKind;
use crate::syntax::value::{is_commit_hash, is_date_time, is_email, is_semver, is_spdx_expression, is_url};

rule!("invalid-label-value", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Label {
        return;
    }
    for (index, pair) in step.pairs().iter().enumerate() {
        let name = pair.unquoted_name();
        let Some(kind) = out.settings().labels.kind(name).or_else(|| standard(name)) else { continue };
        // A default of an argument is most often a placeholder.
        let value =
            step.resolved(index).known().filter(|value| !value.is_empty() && !pair.value.text.contains('$'));
        let Some(value) = value else { continue };
        let (is_valid, form, help) = match kind {
            LabelKind::Text => continue,
            LabelKind::Url => (is_url(value), "URL", "write the whole address: `https://…`"),
            LabelKind::Semver => (is_semver(value), "version of SemVer", "write it as `1.2.3`"),
            LabelKind::Hash => (
                is_commit_hash(value),
                "hash of a commit",
                "write its first 7 or all digits, without a prefix",
            ),
            LabelKind::Rfc3339 => {
                (is_date_time(value), "date and time of RFC 3339", "write it as `2026-01-31T12:00:00Z`")
            }
            LabelKind::Spdx => {
                (is_spdx_expression(value), "SPDX licence", "write it as `MIT` or `Apache-2.0 OR MIT`")
            }
            LabelKind::Email => (is_email(value), "mail address", "write it as `team@example.com`"),
        };
        if is_valid {
            continue;
        }
        let inner = pair.value.text.trim_matches(['"', '\'']);
        let start = pair.value.text.find(inner).unwrap_or(0);
        let at = pair.value.part(start..start + inner.len());
        out.report(at, format!("`{}` is no {form}", shown(value))).help(help);
    }
}

/// The kind of the labels of the Open Container Initiative that have one form only.
fn standard(name: &str) -> Option<LabelKind> {
    match name.strip_prefix("org.opencontainers.image.")? {
        "created" => Some(LabelKind::Rfc3339),
        "url" | "source" | "documentation" => Some(LabelKind::Url),
        _ => None,
    }
}
