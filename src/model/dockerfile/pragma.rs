//! hadolint's comment that names the shell of the steps below: `# hadolint shell=powershell`. What a SHELL says later
//! counts more.

use super::stage::Shell;
use crate::syntax::dockerfile::Comment;

/// The shells that comments name, each with its place, in order.
pub(super) fn shells(comments: &[Comment], text: &str) -> Vec<(u32, Shell)> {
    // Inside of an instruction hadolint passes over it.
    let outside = comments.iter().filter(|comment| comment.inside.is_none());
    let named = |comment: &Comment| {
        let name = shell_name(text.get(comment.span.range())?)?;
        Some((comment.span.start, Shell::named(name)))
    };
    outside.filter_map(named).collect()
}

/// The shell that a comment names.
fn shell_name(comment: &str) -> Option<&str> {
    let rest = comment.trim_start_matches('#').trim_start().strip_prefix("hadolint")?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start().strip_prefix("shell")?;
    let value = rest.trim_start().strip_prefix('=')?;
    value.split(['#', ' ', '\t']).find(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::model::dockerfile::{Dockerfile, Shell};
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::dockerfile::{Keyword, parse};

    /// The shells of the RUN of a file.
    fn shells(text: &str) -> Vec<Shell> {
        let limits = Limits::default();
        let file = Dockerfile::new(parse(SourceId(0), text, &limits), &limits);
        file.steps().filter(|step| step.instruction.keyword == Keyword::Run).map(|step| step.shell).collect()
    }

    #[test]
    fn before_the_first_stage_it_is_the_default_of_all() {
        let text = "# hadolint shell=powershell\nFROM a\nRUN a\nSHELL [\"bash\"]\nRUN b\nFROM c\nRUN d\n";
        assert_eq!(shells(text), [Shell::Other, Shell::Bash, Shell::Other]);
        assert_eq!(shells("ARG X\n# hadolint shell=bash\nFROM windows/servercore\nRUN a\n"), [Shell::Bash]);
    }

    #[test]
    fn in_a_stage_it_counts_to_its_end() {
        let text = "FROM a\nRUN a\n#hadolint  shell = /bin/zsh # why\n\nRUN b\nRUN c\nFROM d\nRUN e\n";
        assert_eq!(shells(text), [Shell::Posix, Shell::Bourne, Shell::Bourne, Shell::Posix]);
        let text = "FROM a AS b\n# hadolint shell=cmd.exe\nRUN a\nFROM b\nRUN b\n";
        assert_eq!(shells(text), [Shell::Other, Shell::Other]);
    }

    #[test]
    fn other_comments_name_no_shell() {
        for comment in [
            "# hadolint ignore=DL3008",
            "# hadolintshell=pwsh",
            "# shell=pwsh",
            "# hadolint shell=",
            "# Hadolint shell=pwsh",
        ] {
            assert_eq!(shells(&format!("{comment}\nFROM a\nRUN b\n")), [Shell::Posix], "{comment}");
        }
        assert_eq!(shells("FROM a\nRUN a && \\\n# hadolint shell=pwsh\n  b\nRUN c\n"), [Shell::Posix; 2]);
    }
}
