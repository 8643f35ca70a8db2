//! The effective view of a file as text for people: what each setting will be and where that was written. Does not
//! judge, and never prints the value of a variable.

use crate::emit::limits::{MAX_LEAVES, MAX_VALUE};
use std::fmt::Write;
use std::sync::Arc;

use super::excerpt::clip;
use crate::model::compose::{Composition, Step};
use crate::source::{Shown, Source, Span, shown};
use crate::workload::{Container, Entry, Field, Setting, Via, Workload, Workloads};

/// Describes the workloads of a file. `context` has the other files that it refers to.
pub fn inspect(source: &Source, context: &[Arc<Source>], workloads: &Workloads<'_>) -> String {
    let page = Page { source, context };
    let mut texts = Vec::new();
    workloads.each(&mut |workload| texts.push(page.workload(workload)));
    if texts.is_empty() {
        return "nothing in this file runs in a container\n".to_owned();
    }
    texts.join("\n")
}

/// Describes a Compose project of several documents: each value that is written for it, with its place and how it came
/// to the project; empty for a project of one document. Values of variables are left out.
pub fn inspect_project(source: &Source, context: &[Arc<Source>], composition: &Composition<'_>) -> String {
    let page = Page { source, context };
    if composition.documents.len() < 2 {
        return String::new();
    }
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut left_out = 0_usize;
    composition.leaves(&mut |path, value, steps| {
        if rows.len() >= MAX_LEAVES {
            left_out += 1;
            return;
        }
        let is_private = path.iter().any(|key| PRIVATE.contains(key));
        let written = source_of(&page, value.span()).map_or("", |source| source.slice(value.token()));
        let text = if is_private { "…" } else { written };
        let mut place = page.place(value.span());
        steps.iter().for_each(|step| place.push_str(&page.step(*step)));
        let path: Vec<String> = path.iter().map(|key| shown(key).to_string()).collect();
        rows.push([path.join("."), clip(&shown(text).to_string(), MAX_VALUE), place]);
    });
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (keys, values) = (width(0), width(1));
    let mut text = format!("\nproject of {} documents\n", composition.documents.len());
    for [path, value, place] in &rows {
        let _ = writeln!(text, "  {path:keys$}  {value:values$}  {place}");
    }
    if left_out > 0 {
        let _ = writeln!(text, "  and {left_out} more");
    }
    text
}

/// Keys below which values may be secret.
const PRIVATE: &[&str] = &["environment", "args", "content", "labels"];

fn source_of<'s>(page: &'s Page<'_>, at: Span) -> Option<&'s Source> {
    let mut all = page.context.iter().map(AsRef::as_ref).chain([page.source]);
    all.find(|source| source.id == at.source)
}

/// A line of the text, in columns.
struct Row {
    indent: usize,
    label: &'static str,
    value: String,
    origin: String,
}

struct Page<'s> {
    source: &'s Source,
    context: &'s [Arc<Source>],
}

impl Page<'_> {
    fn workload(&self, workload: &Workload<'_>) -> String {
        let mut rows = self.rows(2, workload.subject.anchor, workload.entries());
        // A service or an image is its only container.
        let is_whole = |container: &Container<'_>| container.identity.subject == workload.subject;
        for container in &workload.containers {
            let identity = &container.identity;
            let mut indent = 2;
            if !is_whole(container) {
                let heading = format!("{} ({})", identity.subject, identity.role);
                rows.push(Row { indent, label: "", value: heading, origin: String::new() });
                indent = 4;
            }
            rows.extend(self.rows(indent, identity.subject.anchor, container.entries()));
        }
        let heading = format!("{} ({})\n", workload.subject, shown(&workload.subject.path));
        heading + &table(&rows)
    }

    fn rows(&self, indent: usize, anchor: Span, entries: Vec<Entry>) -> Vec<Row> {
        let row = |Entry { field, value }: Entry| {
            let (value, origin) = match value {
                Setting::Set { value, at, via } => (value, self.place(at) + &self.via(via)),
                Setting::Default(value) => (value, "default".to_owned()),
                Setting::Opaque(at) => {
                    let is_written = at != anchor;
                    let place = if is_written { self.place(at) } else { String::new() };
                    ("not known before deployment".to_owned(), place)
                }
                Setting::Moot { by, at } => (by.to_string(), self.place(at)),
            };
            Row { indent, label: field.label(), value: clip(&value, MAX_VALUE), origin }
        };
        entries.into_iter().map(row).collect()
    }

    /// `line:column`, with the path before it when it is in another file.
    fn place(&self, at: Span) -> String {
        let other = || self.context.iter().map(AsRef::as_ref).find(|source| source.id == at.source);
        let (source, path) = if at.source == self.source.id {
            (self.source, String::new())
        } else {
            let Some(source) = other() else { return "another file".to_owned() };
            (source, format!("{}:", Shown::path(&source.path)))
        };
        let position = source.position(at.start);
        format!("{path}{}:{}", position.line, position.char)
    }

    fn step(&self, step: Step) -> String {
        match step {
            Step::Document(at) => format!(", in the document at {}", self.place(at)),
            Step::Override(at) => format!(", in the file laid over it at {}", self.place(at)),
            Step::Alias(at) => self.via(Via::Alias(at)),
            Step::Extends(at) => self.via(Via::Extends(at)),
            Step::Include(at) => self.via(Via::Include(at)),
            Step::Implied(_) => String::new(),
        }
    }

    fn via(&self, via: Via) -> String {
        match via {
            Via::Here => String::new(),
            Via::Alias(at) => format!(", through the alias at {}", self.place(at)),
            Via::Extends(at) => format!(", through `extends` at {}", self.place(at)),
            Via::Include(at) => format!(", through `include` at {}", self.place(at)),
            Via::Override(_) => ", laid over the rest".to_owned(),
            Via::Pod => ", from the pod".to_owned(),
            Via::Image(at) => format!(", from the image at {}", self.place(at)),
            Via::Stage => ", from an earlier stage".to_owned(),
        }
    }
}

/// Rows with their columns below each other.
fn table(rows: &[Row]) -> String {
    let labels = Field::ALL.iter().map(|field| field.label().len()).max().unwrap_or(0);
    let indents = rows.iter().map(|row| row.indent).max().unwrap_or(0);
    let start = indents + labels + 2;
    let settings = rows.iter().filter(|row| !row.label.is_empty());
    let values = settings.map(|row| row.value.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for Row { indent, label, value, origin } in rows {
        let _ = if label.is_empty() {
            writeln!(text, "{:indent$}{value}", "")
        } else {
            let row =
                format!("{:indent$}{label:width$}{value:values$}  {origin}", "", width = start - indent);
            writeln!(text, "{}", row.trim_end())
        };
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::kube::{Use, minors, objects};
    use crate::settings::Settings;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;
    use crate::workload::kube::workloads;

    fn text_of(text: &str) -> String {
        let source = Source::from_text(SourceId(0), "pod.yaml", text);
        let tree = parse(source.id, &source.text, &Limits::default());
        inspect(&source, &[], &workloads(&objects(&tree), Use::of(minors(&Settings::default()), text)))
    }

    #[test]
    fn names_and_values_of_unknown_origin_stay_text() {
        let text = text_of(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\e[31m\"}\nspec:\n  containers:\n    - name: \"\\u202e\"\n      \
             image: b\n      env: [{name: \"C\\nD\", value: hunter2}]\n",
        );
        assert!(text.contains("Pod `a\\u{1b}[31m`") && text.contains("C\\nD"), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && !text.contains("hunter2"), "{text}");
    }

    #[test]
    fn places_are_below_each_other() {
        let text = text_of(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  os: {name: windows}\n  hostPID: true\n  containers:\n    - image: b\n",
        );
        let column = |line: &str| text.lines().find(|known| known.contains(line)).unwrap().find(":").unwrap();
        let defaults = text.lines().filter_map(|line| line.strip_suffix("default"));
        let columns: Vec<usize> = defaults.map(str::len).collect();
        assert!(columns.len() > 4 && columns.iter().all(|other| *other == columns[0]), "{text}");
        assert_eq!(column("host PID"), columns[0] + 1, "{text}");
        assert!(text.contains("container 0 (main)") && text.contains("has no effect: it runs on Windows"));
    }

    #[test]
    fn a_file_without_containers_says_so() {
        assert_eq!(text_of("kind: a\n"), "nothing in this file runs in a container\n");
    }
}
