//! Each check of constraints: what it refuses, where it points, what it accepts, and that it is silent about what is
//! unknown.

use super::{accepts, refuses, walk};

/// A type with one constraint; anything may be in it.
fn table(constraint: &str) -> String {
    format!("T\n * any\n : {constraint}\n")
}

/// Holds a constraint against a document that it refuses and some that it accepts.
#[track_caller]
fn check(constraint: &str, (bad, token, sentence): (&str, &str, &str), good: &[&str]) {
    refuses(&table(constraint), bad, token, sentence);
    accepts(&table(constraint), good);
}

#[test]
fn presence() {
    check(
        "a.b required",
        ("a: {c: 1}\n", "a", "`a.b` is missing"),
        &["{}", "a: {b: ''}\n", "a: ${A}\n", "a: {b: \"${B}\"}\n"],
    );
    check(
        "a[].b required",
        ("a: [{b: 1}, {c: 1}]\n", "c", "`a[1].b` is missing"),
        &["a: []\n", "a: [\"${A}\"]\n"],
    );
    check("a non-empty", ("a: ''\n", "''", "`a` is empty"), &["a: x\n", "b: 1\n", "a: 0\n", "a: ${A}\n"]);
    check("a non-empty", ("a: []\n", "a", "`a` is empty"), &["a: [1]\n"]);
    check("a forbidden", ("a: x\n", "a", "`a` is not allowed here"), &["a: false\n", "a: ''\n", "a: ${A}\n"]);
    check("a forbidden even-zero", ("a: false\n", "a", "`a` is not allowed here"), &["a:\n", "{}"]);
    check(
        "a empty-selector",
        ("a: {matchLabels: {}}\n", "a", "`a` is empty"),
        &[
            "a: {matchLabels: {b: c}}\n",
            "a: {matchExpressions: [{}]}\n",
            "a: {matchLabels: \"${A}\"}\n",
            "{}",
        ],
    );
}

#[test]
fn values() {
    check(
        "a enum Always|Never",
        ("a: always!\n", "always!", "`a` is not `Always` or `Never`; did you mean `Always`?"),
        &["a: Never\n", "a: ''\n", "a: 1\n", "a: ${A}\n"],
    );
    check("a enum true ints", ("a: false\n", "false", "`a` is not `true`"), &["a: true\n", "{}"]);
    check(
        "a not-enum 0|\"0%\"",
        ("a: 0%\n", "0%", "`a` is not allowed here"),
        &["a: 1\n", "a: \"0\"\n", "{}"],
    );
    check("a[] not-enum 0", ("a: [1, 0]\n", "0", "`a[1]` is not allowed here"), &["a: [1]\n"]);
    check("a range 1..9", ("a: 10\n", "10", "`a` is not 1 to 9"), &["a: 9\n", "a: x\n", "a: ${A}\n"]);
    check("a quantity-range min=0", ("a: -1m\n", "-1m", "`a` is not 0 or more"), &["a: 0\n", "a: x\n"]);
    check(
        "a quantity-range above=0",
        ("a: 0Gi\n", "0Gi", "`a` is not more than 0"),
        &["a: 1m\n", "a: ${A}\n"],
    );
    check("a quantity-range whole", ("a: 1500m\n", "1500m", "`a` is not a whole number"), &["a: 1k\n"]);
    check("a not-ip", ("a: 1.2.3.4\n", "1.2.3.4", "`a` is not a name but an IP address"), &["a: b.c\n"]);
    check(
        "a format port-name",
        ("a: A\n", "A", "`a` is not a port's name: at most 15 lower case letters, digits and `-`"),
        &["a: http\n", "a: ''\n", "a: 80\n", "a: ${A}\n"],
    );
    check("a pattern .spec.?*", ("a: .spec.\n", ".spec.", "`a` is not like `.spec.?*`"), &["a: .spec.b\n"]);
    check(
        "a max-length 3",
        ("a: abcd\n", "abcd", "`a` has 4 bytes, 3 at most"),
        &["a: abc\n", "a: ${ABCD}\n"],
    );
    check("a max-items 1", ("a: [1, 2]\n", "a", "`a` has 2 entries, 1 at most"), &["a: [1]\n", "a: ${A}\n"]);
    check("a min-items 2", ("a: {b: 1}\n", "a", "`a` has 1 entry, 2 at least"), &["a: [1, 2]\n", "{}"]);
    check(
        "a enum-member name x|y",
        ("a: {name: z}\n", "z", "`a.name` is not `x` or `y`"),
        &["a: {name: x}\n"],
    );
    check(
        "a enum-member name x|y",
        ("a: {}\n", "a", "`a.name` is missing"),
        &["a: {name: \"${A}\"}\n", "{}"],
    );
}

#[test]
fn paths() {
    check("a{} max-length 1", ("a: {b: xx}\n", "xx", "`a.b` has 2 bytes, 1 at most"), &["a: {bb: x}\n"]);
    check("a{key} max-length 1", ("a: {bb: x}\n", "bb", "`a.bb` has 2 bytes, 1 at most"), &["a: {b: xx}\n"]);
    check("(a|b)[].c required", ("b: [{}]\n", "{}", "`b[0].c` is missing"), &["a: [{c: 1}]\n"]);
    check("a[\"b.c/d\"] required", ("a: {}\n", "a", "`a[\"b.c/d\"]` is missing"), &["a: {b.c/d: 1}\n"]);
    check("(a|b[]) max-length 1", ("b: [x, yy]\n", "yy", "`b[1]` has 2 bytes, 1 at most"), &["a: x\n"]);
    check(". max-items 1", ("a: 1\nb: 2\n", "a", "this has 2 entries, 1 at most"), &["a: 1\n"]);
}

#[test]
fn conditions() {
    let because = |constraint: &str, text: &str| {
        walk(&table(constraint), text).violations[0]
            .labels
            .iter()
            .map(|label| label.text.clone())
            .collect::<Vec<_>>()
    };
    let constraint = "a.b required when a.type is Local|null";
    check(
        constraint,
        ("a: {type: Local}\n", "a", "`a.b` is missing"),
        &["a: {type: x}\n", "a: {type: \"${T}\"}\n"],
    );
    check(constraint, ("a: {}\n", "a", "`a.b` is missing"), &["a: {b: 1}\n"]);
    assert_eq!(because(constraint, "a: {type: Local}\n"), ["because of `a.type`"]);
    check(
        "a.b forbidden when .c not 1",
        ("a: {b: 1, c: 2}\n", "b", "`a.b` is not allowed here"),
        &["a: {b: 1, c: 1}\n"],
    );
    check(
        "a forbidden when b set",
        ("a: 1\nb: 0\n", "a", "`a` is not allowed here"),
        &["a: 1\nb: ''\n", "a: 1\n"],
    );
    check(
        "a forbidden when b unset",
        ("a: 1\n", "a", "`a` is not allowed here"),
        &["a: 1\nb: 1\n", "a: 1\nb: ${B}\n"],
    );
    check(
        "a[].p[].name required when ..p min-items 2",
        ("a: [{p: [{x: 1}]}, {p: [{name: b}, {y: 1}]}]\n", "y", "`a[1].p[1].name` is missing"),
        &["a: [{p: [{}]}]\n"],
    );
    check(
        "a.b forbidden when /k is K",
        ("k: K\na: {b: 1}\n", "b", "`a.b` is not allowed here"),
        &["a: {b: 1}\n"],
    );
    // Several conditions hold together.
    accepts(&table("a forbidden when b is 1 when c is 1"), &["a: 1\nb: 1\n", "a: 1\nc: 1\n"]);
}

#[test]
fn places_below_which_a_type_is_not_checked() {
    let table = "T\n a U\n b U\nU\n c string\n : c required not-below T:b,Other:a\n";
    refuses(table, "a: {}\nb: {}\n", "a", "`a.c` is missing");
}

#[test]
fn lists() {
    check(
        "a unique key=name",
        ("a: [{name: x}, {name: y}, {name: x}]\n", "x", "`a[2]` has the same `name` as another"),
        &["a: [{}, {}]\n", "a: [{name: \"${A}\"}, {name: \"${A}\"}]\n"],
    );
    check(
        "a unique key=port,protocol default=protocol:TCP",
        (
            "a: [{port: 1}, {port: 1, protocol: TCP}]\n",
            "1",
            "`a[1]` has the same `port` and `protocol` as another",
        ),
        &["a: [{port: 1}, {port: 1, protocol: UDP}]\n"],
    );
    check("a unique", ("a: [x, x]\n", "x", "`a[1]` is there twice"), &["a: [x, y]\n"]);
    check(
        "a unique key=b keep-unset",
        ("a: [{c: 1}, {d: 1}]\n", "d", "`a[1]` has the same `b` as another"),
        &["a: [{}]\n"],
    );
    accepts(&table("a unique key=b need=c"), &["a: [{b: 1}, {b: 1, c: 0}]\n"]);
    check(
        "(a|b)[] unique-over key=name",
        ("a: [{name: x}]\nb: [{name: x}]\n", "x", "`b[0]` has the same `name` as another"),
        &["a: [{name: x}]\nb: [{name: y}]\n"],
    );
    check(
        "a alone \"*\"",
        ("a: [x, '*']\n", "'*'", "`a[1]` excludes everything else in the list"),
        &["a: ['*']\n"],
    );
    check("a not-both v+w", ("a: [w, v]\n", "w", "`a[0]` excludes `v`"), &["a: [v]\n", "a: [v, \"${W}\"]\n"]);
    check(
        "a some-of v1|v2",
        ("a: [v3]\n", "v3", "`a` lacks `v1` or `v2`"),
        &["a: []\n", "a: [v3, v1]\n", "a: [\"${V}\"]\n"],
    );
    check(
        "a one-true b",
        ("a: [{b: true}, {b: true}]\n", "true", "`a[1].b` is there twice"),
        &["a: [{b: true}, {}]\n"],
    );
    check("a one-true b", ("a: [{}]\n", "a", "`a` lacks an item with `b: true`"), &["a: [{b: \"${B}\"}]\n"]);
    check(
        "a first-equals b",
        ("a: [x]\nb: y\n", "x", "`a[0]` differs from `b`"),
        &["a: [x]\nb: x\n", "a: [x]\n", "a: [x]\nb: ${B}\n"],
    );
}

#[test]
fn members() {
    let exactly = "a union exactly=1 members=b,c";
    check(
        exactly,
        ("a: {b: 1, c: 1}\n", "c", "`a.c` excludes `b`"),
        &["a: {b: 1}\n", "{}", "a: {b: 1, c: \"${C}\"}\n"],
    );
    check(exactly, ("a: {}\n", "a", "`a` lacks `b` or `c`"), &["a: {b: {}}\n", "a: {b: \"${B}\"}\n"]);
    accepts(&table("a union at-most=1 members=b,c"), &["a: {}\n"]);
    accepts(&table("a union at-least=1 members=b,c"), &["a: {b: 1, c: 1}\n"]);
    check(
        "a union exactly=1 members=b,c nonzero",
        ("a: {b: 0}\n", "a", "`a` lacks `b` or `c`"),
        &["a: {b: 0, c: 1}\n"],
    );
    accepts(&table("a union at-least=1 members=b false-counts"), &["a: {b: false}\n"]);
    check(
        "a excludes .b",
        ("a: 1\nb: 2\n", "a", "`a` excludes `b`"),
        &["a: 1\n", "a: ''\nb: 1\n", "a: 1\nb: ${B}\n"],
    );
    check(
        "a requires .b,c",
        ("a: 1\n", "a", "`a` needs `b` or `c`"),
        &["a: 1\nc: 1\n", "a: 1\nb: ${B}\n", "a: false\n"],
    );
    check(
        "a requires-int .b",
        ("a: 1\nb: http\n", "a", "`a` needs a number as `b`"),
        &["a: 1\nb: 2\n", "a: 1\n"],
    );
}

#[test]
fn other_values() {
    check(
        "a equals .b",
        ("a: 1\nb: 2\n", "1", "`a` differs from `b`"),
        &["a: 1\nb: 1.0\n", "a: 1\n", "a: 1\nb: ${B}\n"],
    );
    check(
        "m[].name ref v[].name",
        (
            "v: [{name: data}]\nm: [{name: dtaa}]\n",
            "dtaa",
            "`m[0].name` names nothing in `v`; did you mean `data`?",
        ),
        &[
            "v: [{name: data}]\nm: [{name: data}]\n",
            "v: [{name: \"${V}\"}]\nm: [{name: x}]\n",
            "m: [{name: \"${V}\"}]\n",
        ],
    );
    check(
        "m[].path not-ref v[].path",
        ("v: [{path: /a}]\nm: [{path: /a}]\n", "/a", "`m[0].path` has the same name in `v` as another"),
        &["v: [{path: /a}]\nm: [{path: /b}]\n"],
    );
    check(
        "a subset b.labels",
        ("a: {x: 1, y: 2}\nb: {labels: {x: 1, y: 3}}\n", "y", "`a.y` names nothing in `labels`"),
        &[
            "a: {x: 1}\nb: {labels: {x: 1, z: 1}}\n",
            "a: {x: 1}\nb: {labels: \"${L}\"}\n",
            "a: {x: \"${X}\"}\nb: {labels: {}}\n",
        ],
    );
    check(
        "a{key} not-in-keys b",
        ("a: {x: 1}\nb: {x: 2}\n", "x", "`a.x` is a key of `b` too"),
        &["a: {x: 1}\nb: {y: 2}\n"],
    );
    check(
        "a at-most b default=30",
        ("a: 31\n", "31", "`a` is more than `b`, 30 by default"),
        &["a: 30\n", "a: 31\nb: ${B}\n"],
    );
    check(
        "a at-least .b",
        ("a: 1\nb: 2\n", "1", "`a` is less than `b`"),
        &["a: 2\nb: 2\n", "a: 1\n", "a: ${A}\nb: 2\n"],
    );
    check("a less b", ("a: 2\nb: 2\n", "2", "`a` is not less than `b`"), &["a: 1\nb: 2\n"]);
    check("a more b", ("a: 1500m\nb: 2\n", "1500m", "`a` is not more than `b`"), &["a: 3\nb: 2\n"]);
    check(
        "a entries-at-most .b",
        ("a: {cpu: 2, memory: 1Gi}\nb: {cpu: 1500m, memory: 1Gi}\n", "2", "`a.cpu` is more than in `b`"),
        &["a: {cpu: 1}\nb: {memory: 1}\n", "a: {cpu: 2}\nb: {cpu: \"${C}\"}\n", "a: {cpu: 2}\n"],
    );
}

#[test]
fn the_other_side_is_a_label() {
    let label = |constraint: &str, text: &str| {
        let report = walk(&table(constraint), text);
        let label = &report.violations[0].labels[0];
        text[label.span.range()].to_owned()
    };
    assert_eq!(label("a excludes .b", "a: 1\nb: 2\n"), "b");
    assert_eq!(label("a equals .b", "a: 1\nb: 2\n"), "2");
    assert_eq!(label("a unique key=n", "a: [{n: x}, {n: x}]\n"), "x");
    assert_eq!(label("a at-most b", "a: 5\nb: 4\n"), "4");
}
