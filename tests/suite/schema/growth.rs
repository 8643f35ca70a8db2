//! The cost of a walk is linear in keys, items, depth and what is wrong, and the list of violations is bounded.

use std::time::{Duration, Instant};

use plimsoll::schema::{Report, Schema};

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

/// The time of a walk, the best of some.
fn cost(text: &str) -> (Duration, Report) {
    let (schema, tree) = (Schema::new(&[TABLE]), tree(text));
    assert_eq!(schema.mistakes(), [""; 0]);
    let root = kubernetes(tree.roots().next().expect("there is a document"));
    let id = schema.find("T").expect("there is a type");
    let run = || {
        let start = Instant::now();
        let report = schema.check(id, root, None);
        (start.elapsed(), report)
    };
    (0..3).map(|_| run()).min_by_key(|(time, _)| *time).expect("there were runs")
}

/// Asserts that eight times the input costs at most 24 times as much; what is quadratic costs 64 times.
fn grows(family: &str, text: impl Fn(usize) -> String) {
    let (small, large) = (text(1_000), text(8_000));
    let (first, second) = (cost(&small).0, cost(&large).0);
    let floor = first.max(Duration::from_micros(200));
    assert!(second < floor * 24, "{family}: {first:?}, then {second:?}");
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
