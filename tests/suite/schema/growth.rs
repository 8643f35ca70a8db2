//! The cost of a walk is linear in keys, items, depth and what is wrong, and the list of violations is bounded.

use std::cell::Cell;

use plimsoll::schema::{Entry, Kind, Node, Report, Schema, Yaml};
use plimsoll::source::Span;

use super::{kubernetes, tree};

const TABLE: &str = "\
%null-is-absent
T
 a T
 items []I
 names [=]string
 more {}string(label-value)
 : items unique key=name
 : items[].ref ref items[].name
 : items[].from excludes .to
 : items[].port at-most limit default=9
 : more{key} not-in-keys other
 : more subset other
 : items[] unique-over key=name,port default=port:0
I
 name string
 ref string
 port int
 from string
 to string
 : . union at-most=1 members=from,to
";

thread_local! {
    /// How much of trees was looked at.
    static LOOKS: Cell<usize> = const { Cell::new(0) };
}

fn look(count: usize) {
    LOOKS.set(LOOKS.get() + count);
}

/// A node that counts what is asked of it, so that the cost of a walk does not depend on the machine.
#[derive(Clone, Copy)]
struct Counted<'t>(Yaml<'t>);

impl<'t> Node<'t> for Counted<'t> {
    fn kind(self) -> Kind {
        look(1);
        self.0.kind()
    }

    fn text(self) -> &'t str {
        look(1);
        self.0.text()
    }

    fn place(self) -> Span {
        look(1);
        self.0.place()
    }

    fn entries(self) -> Vec<Entry<'t, Counted<'t>>> {
        let entries = self.0.entries();
        look(entries.len() + 1);
        entries.into_iter().map(|entry| Entry { key: entry.key, value: Counted(entry.value) }).collect()
    }

    fn items(self) -> Vec<Counted<'t>> {
        let items = self.0.items();
        look(items.len() + 1);
        items.into_iter().map(Counted).collect()
    }
}

/// What a walk looks at, and what it finds.
fn cost(text: &str) -> (usize, Report) {
    let (schema, tree) = (Schema::new(&[TABLE]), tree(text));
    assert_eq!(schema.mistakes(), [""; 0]);
    let root = Counted(kubernetes(tree.roots().next().expect("there is a document")));
    let id = schema.find("T").expect("there is a type");
    LOOKS.set(0);
    let report = schema.check(id, root, None);
    (LOOKS.get(), report)
}

/// Asserts that eight times the input costs at most nine times as much; what is quadratic costs 64 times.
fn grows(family: &str, text: impl Fn(usize) -> String) {
    let (first, second) = (cost(&text(1_000)).0, cost(&text(8_000)).0);
    assert!(second < first * 9, "{family}: {first}, then {second}");
}

/// Some lines, one for each number.
fn lines(head: &str, count: usize, line: impl Fn(usize) -> String) -> String {
    let mut out = format!("{head}:\n");
    (0..count).for_each(|index| out.push_str(&line(index)));
    out
}

#[test]
fn keys_and_items_cost_the_same_each() {
    grows("right items", |count| lines("items", count, |i| format!("- {{name: n{i}, ref: n0, port: 1}}\n")));
    grows("references that name nothing", |count| {
        lines("items", count, |i| format!("- {{name: n{i}, ref: m}}\n"))
    });
    grows("equal items", |count| {
        lines("items", count, |_| "- {name: n, port: 99, from: a, to: b}\n".to_owned())
    });
    grows("keys of a map", |count| lines("more", count, |i| format!("  k{i}: v\n")));
    grows("keys of two maps", |count| {
        let both = |head| lines(head, count, |i| format!("  k{i}: v\n"));
        both("more") + &both("other")
    });
    grows("unknown keys", |count| (0..count).map(|i| format!("k{i}: v\n")).collect());
    grows("texts", |count| lines("names", count, |i| format!("- n{i}\n")));
    grows("a long text", |count| format!("more:\n  a: {}\n", "x".repeat(count * 20)));
}

#[test]
fn aliases_cost_what_they_stand_for() {
    grows("aliases", |count| {
        let count = count / 100;
        let list = lines("items", 0, |_| String::new()) + "- &i {name: n, ref: n, port: 1}\n";
        list + &"- *i\n".repeat(count)
    });
}

#[test]
fn depth_costs_no_stack() {
    let text = format!("{}{}", "{a: ".repeat(120), "}".repeat(120));
    let walk = move || cost(&text).1.violations.len();
    let small = std::thread::Builder::new().stack_size(256 * 1024).spawn(walk).expect("a thread starts");
    assert_eq!(small.join().expect("it ends"), 0);
}

#[test]
fn the_list_of_violations_is_bounded() {
    let text: String = (0..5_000).map(|i| format!("k{i}: v\n")).collect();
    let report = cost(&text).1;
    assert!(report.cut);
    assert_eq!(report.violations.len(), 200);
    assert!(!cost("k: v\n").1.cut);
}
