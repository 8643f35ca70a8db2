//! Which template each document of a rendered chart came from: Helm writes it into a comment at its head. Does not look
//! into documents.

use std::path::Path;

use crate::source::Span;
use crate::syntax::yaml::Tree;

/// The templates of a file's documents; none for most files.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The documents with such a comment, in order, and the paths.
    documents: Vec<(Span, Span)>,
}

/// The folder of a chart whose templates only live for a test.
pub const TESTS: &str = "templates/tests";

/// How such a comment starts.
const WORDS: &str = "# Source: ";

/// Whether a template is one of a chart's tests, by its path.
pub(super) fn is_test(template: &str) -> bool {
    Path::new(template).ancestors().skip(1).any(|folder| folder.ends_with(TESTS))
}

impl Rendered {
    /// The templates that a file names: `# Source: chart/templates/web.yaml` above the first key of a document.
    pub fn of(tree: &Tree<'_>) -> Rendered {
        if !tree.text.contains(WORDS) {
            return Rendered::default();
        }
        let mut comments = tree.comments.iter().filter_map(|comment| {
            let text = tree.text.get(comment.span.range()).filter(|_| comment.own_line)?;
            let rest = text.strip_prefix(WORDS)?;
            let path = rest.trim();
            let start = comment.span.start + (text.len() - rest.trim_start().len()) as u32;
            (!path.is_empty()).then(|| Span { start, end: start + path.len() as u32, ..comment.span })
        });
        let mut documents = Vec::new();
        let mut next = comments.next();
        let mut end = 0;
        for document in &tree.documents {
            let content = document.root.map_or(document.span.end, |root| tree.node(root).span.start);
            // One without a marker starts with its content, and what stands above belongs to it.
            let start = if document.span.start < content { document.span.start } else { end };
            end = document.span.end.max(content);
            let mut own = None;
            while let Some(path) = next.filter(|path| path.start < end) {
                own = own.or(Some(path).filter(|path| (start..=content).contains(&path.start)));
                next = comments.next();
            }
            documents.extend(own.map(|path| (Span { start, end, ..document.span }, path)));
        }
        Rendered { documents }
    }

    /// The place of the path of the template that a place comes from.
    pub fn at(&self, place: u32) -> Option<Span> {
        let after = self.documents.partition_point(|(document, _)| document.start <= place);
        let (document, path) = self.documents.get(after.checked_sub(1)?)?;
        (place <= document.end).then_some(*path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    #[test]
    fn comments_at_the_head_of_a_document_name_its_template() {
        let text = "# Source: c/templates/a.yaml\na: 1\n# Source: c/not.yaml\n---\n# Source: c/templates/b.yaml \n# more\n\nb: |\n  # Source: c/not.yaml\n  text\n---\nc: 1 # Source: c/not.yaml\n---\n# Source: c/templates/nothing.yaml\n---\n# Source:  \nd: 1\n...\n# Source: c/templates/e.yaml\ne: 1\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let rendered = Rendered::of(&tree);
        let template = |word: &str| {
            let place = text.find(word).unwrap_or(0) as u32;
            rendered.at(place).and_then(|path| text.get(path.range()))
        };
        assert_eq!(template("a: 1"), Some("c/templates/a.yaml"));
        assert_eq!(template("b: |"), Some("c/templates/b.yaml"));
        assert_eq!(template("  text"), Some("c/templates/b.yaml"));
        assert_eq!(template("c: 1"), None);
        assert_eq!(template("d: 1"), None);
        assert_eq!(template("e: 1"), Some("c/templates/e.yaml"));
    }

    #[test]
    fn tests_are_templates_below_their_folder() {
        assert!(is_test("shop/templates/tests/test-connection.yaml"));
        assert!(is_test("shop/charts/db/templates/tests/more/a.yaml"));
        assert!(!is_test("shop/templates/tests.yaml") && !is_test("shop/tests/a.yaml"));
    }
}
