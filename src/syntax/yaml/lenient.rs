//! What the readers of engines take, and YAML 1.2 does not: a quoted text whose next line is not indented, and a
//! comment right behind the mark of a document. Everything keeps its place; judges nothing.

use super::build::{parse_copy, parse_text};
use super::tree::Tree;
use crate::finding::ProblemKind;
use crate::source::SourceId;
use crate::syntax::Limits;
use crate::syntax::limits::MAX_QUOTE_ROUNDS;

/// Reads a text as [`super::parse`] does, and where that is a mistake, as engines read it. `splits` says whether lines
/// that start with `---#` end a document, as `kubectl` has it.
pub fn parse_leniently<'s>(source: SourceId, text: &'s str, limits: &Limits, splits: bool) -> Tree<'s> {
    let (strict, mut quotes) = parse_text(source, text, limits);
    let has_marks = splits && is_wrong(&strict) && text.contains("\n---#");
    if quotes.is_empty() && !has_marks {
        return strict;
    }
    let mut copy = text.as_bytes().to_vec();
    if splits {
        blank_marks(&mut copy);
    }
    for _ in 0..MAX_QUOTE_ROUNDS {
        quotes.iter().for_each(|at| join_lines(&mut copy, *at));
        // Only line ends and comments became blanks.
        let Ok(read) = std::str::from_utf8(&copy) else { break };
        let (tree, more) = parse_copy(source, text, read, limits);
        if !is_wrong(&tree) {
            return tree;
        }
        if more.is_empty() || more == quotes {
            break;
        }
        quotes = more;
    }
    strict
}

fn is_wrong(tree: &Tree<'_>) -> bool {
    tree.problems.iter().any(|problem| problem.kind == ProblemKind::YamlSyntax)
}

/// Makes blanks of what stands behind the marks of documents in lines that start with `---#`.
fn blank_marks(text: &mut [u8]) {
    let marked = text.split_mut(|byte| *byte == b'\n').filter(|line| line.starts_with(b"---#"));
    marked.flat_map(|line| line.iter_mut().skip(3)).for_each(|byte| *byte = b' ');
}

/// Makes blanks of the line ends in the quoted text that starts at a place.
fn join_lines(text: &mut [u8], at: usize) {
    let Some((quote, inner)) = text.get_mut(at..).and_then(<[u8]>::split_first_mut) else { return };
    let quote = *quote;
    let mut inner = inner.iter_mut().peekable();
    while let Some(byte) = inner.next() {
        match *byte {
            b'\n' | b'\r' => *byte = b' ',
            b'\\' if quote == b'"' => {
                // A break behind a backslash stays one that is not seen.
                inner.next_if(|next| !matches!(**next, b'\n' | b'\r'));
            }
            other if other == quote => {
                let is_doubled = quote == b'\'' && inner.next_if(|next| **next == quote).is_some();
                if !is_doubled {
                    break;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> Tree<'_> {
        parse_leniently(SourceId(0), text, &Limits::default(), true)
    }

    #[test]
    fn quoted_text_may_go_on_without_indentation() {
        for (text, value) in [
            ("data:\n  a: 'one\n  two'\n", "one two"),
            ("data:\n  a: \"one\ntwo\n\n  three\"\n", "one two\nthree"),
            ("data:\n  a: 'it''s\nso'\n", "it's   so"),
        ] {
            let tree = read(text);
            assert!(tree.problems.is_empty(), "{text}: {:?}", tree.problems);
            let root = tree.roots().next().unwrap();
            let found = root.at(&["data", "a"]).and_then(|value| value.text()).unwrap();
            let blanks = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(blanks(found), blanks(value), "{text}");
        }
        let several = read("a:\n  b: 'x\n  y'\n  c: \"x\n  y\"\nd: 1\n");
        assert!(several.problems.is_empty());
        assert!(is_wrong(&read("a:\n  b: 'x\nc: 1\n")), "a quote that is not closed stays one");
    }

    #[test]
    fn a_comment_may_follow_the_mark_of_a_document() {
        let tree = read("a: 1\n---# second\nb: 2\n");
        assert_eq!((tree.roots().count(), tree.problems.len()), (2, 0));
        assert!(is_wrong(&parse_leniently(SourceId(0), "a: 1\n---# x\nb: 2\n", &Limits::default(), false)));
    }
}
