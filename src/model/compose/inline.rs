//! The text of a file that a Compose file holds in a block scalar, and where each byte of it stands. Does not read the
//! text.

use crate::syntax::joined::Joined;
use crate::syntax::yaml::{ScalarStyle, Value};

/// Reads a literal block scalar (`|`), in which `$$` is a dollar sign, as Compose does; `None` for another style, where
/// lines are joined, and for a text with variables, which is not known before deployment.
pub(super) fn read(value: Value<'_>) -> Option<Joined<'_>> {
    let (scalar, node) = (value.scalar()?, value.node());
    let written = value.tree().text.get(node.span.range())?;
    let header = written.find('\n')? + 1;
    if scalar.style != ScalarStyle::Literal {
        return None;
    }
    let mut out = Joined::new(node.span.source);
    let lines = || written.get(header..).unwrap_or("").split_inclusive('\n');
    let first = lines().find(|line| !line.trim().is_empty())?;
    let indent = first.len() - first.trim_start_matches(' ').len();
    let mut at = node.span.start as usize + header;
    for line in lines() {
        // A line of fewer spaces is empty.
        let from = indent.min(line.len() - line.trim_start_matches(' ').len());
        let end = line.trim_end_matches(['\r', '\n']).len().max(from);
        append(&mut out, line.get(from..end)?, at + from)?;
        if line.ends_with('\n') {
            // YAML ends every line like this.
            out.append("\n", at + line.len() - 1);
        }
        at += line.len();
    }
    if !out.text().ends_with('\n') {
        // Whether the last line ends is decided by the header of the scalar.
        out.append("\n", at);
    }
    let is_same = out.text().trim_end() == scalar.text.replace("$$", "$").trim_end();
    is_same.then_some(out)
}

/// Appends a line that stands at a byte of the file; `None` when it has a variable.
fn append(out: &mut Joined<'_>, line: &str, mut at: usize) -> Option<()> {
    for (index, piece) in line.split("$$").enumerate() {
        if index > 0 {
            out.append("$", at);
            at += 2;
        }
        if piece.contains('$') {
            return None;
        }
        out.append(piece, at);
        at += piece.len();
    }
    Some(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    fn with(text: &str, then: impl FnOnce(Option<Joined<'_>>)) {
        let tree = parse(SourceId(0), text, &Limits::default());
        let value = tree.roots().next().unwrap().get("a").unwrap();
        then(read(value));
    }

    #[test]
    fn each_byte_is_found_again_behind_its_indentation() {
        let text = "a: |\n  FROM x\n\n    RUN echo $$HOME\n  CMD y\nb: c\n";
        with(text, |inline| {
            let inline = inline.unwrap();
            assert_eq!(inline.text().trim_end(), "FROM x\n\n  RUN echo $HOME\nCMD y");
            for word in ["FROM", "RUN", "HOME", "CMD y"] {
                let start = inline.text().find(word).unwrap();
                assert_eq!(text.get(inline.span(start..start + word.len()).range()), Some(word));
            }
        });
    }

    #[test]
    fn joined_lines_and_variables_are_not_read() {
        for text in ["a: >\n  FROM x\n  RUN y\n", "a: \"FROM x\\nRUN y\"\n", "a: |\n  FROM ${BASE}\n"] {
            with(text, |inline| assert!(inline.is_none(), "{text}"));
        }
    }
}
