//! Each kind of type, held against right and wrong documents; what is unknown is never wrong.

use plimsoll::schema::{Reading, Schema, Yaml};
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::parse;

use super::{accepts, found, kubernetes, refuses, schema, tree};

#[test]
fn a_key_that_a_closed_mapping_does_not_have_gets_a_suggestion() {
    let table = "T\n image string\n ports []int\n x-* any\n";
    accepts(table, &["image: a\nx-y: {z: 1}\n", "{}", "${K}: 1\n"]);
    refuses(table, "imgae: a\n", "imgae", "there is no key `imgae` here; did you mean `image`?");
    refuses(table, "Ports: []\n", "Ports", "there is no key `Ports` here; did you mean `ports`?");
    refuses(table, "whatever: []\n", "whatever", "there is no key `whatever` here");
    let table = "T\n a U\nU\n b.c string\n";
    refuses(table, "a: {b.d: x}\n", "b.d", "there is no key `b.d` in `a`; did you mean `b.c`?");
}

#[test]
fn keys_of_open_mappings_are_of_a_prefix_or_a_format() {
    let table = "T\n services {}any\n x-* any\n <compose-name> U\nU\n a int\n";
    accepts(table, &["services: {a b: 1}\nweb: {a: 1}\nx-a b: 1\n"]);
    refuses(table, "a b: {a: 1}\n", "a b", "there is no key `a b` here");
    refuses(table, "web: {a: x}\n", "x", "`web.a` is a string, not a whole number");
    accepts("T\n a int\n * any\n", &["b: 1\n"]);
}

#[test]
fn scalars_are_of_their_kind_as_the_reader_resolves_them() {
    for (kind, good, bad, sentence) in [
        ("string", "a", "1", "`v` is a number, not a string"),
        ("string", "\"yes\"", "yes", "`v` is a boolean, not a string"),
        ("int", "0120", "1.5", "`v` is a number with a fraction, not a whole number"),
        ("int", "8e1", "\"8\"", "`v` is a string, not a whole number"),
        ("int32", "1", "9999999999", "`v` is not -2147483648 to 2147483647"),
        ("int(1..65535)", "80.0", "0", "`v` is not 1 to 65535"),
        ("number(0..)", "0.5", "-0.5", "`v` is not 0 or more"),
        ("bool", "on", "\"on\"", "`v` is a string, not a boolean"),
        ("int-or-string", "http", "true", "`v` is a boolean, not a whole number or a string"),
        ("quantity", "1.5", "1gi", "`v` is not a quantity such as `500m` or `1Gi`"),
        ("duration", "1h30m", "1d", "`v` is not a duration such as `1h30m`"),
        ("string(dns-label,..3)", "a-b", "abcd", "`v` has 4 bytes, not at most 3"),
        ("\"tcp\"|\"udp\"", "tcp", "tpc", "`v` is not `tcp` or `udp`; did you mean `tcp`?"),
        ("1|2|null", "~", "3", "`v` is not `1` or `2`"),
    ] {
        let table = format!("T\n v {kind}\n");
        accepts(&table, &[&format!("v: {good}\n"), "v: ${V}\n"]);
        refuses(&table, &format!("v: {bad}\n"), bad, sentence);
    }
    accepts("T\n v any\n", &["v: {a: [1]}\n"]);
}

#[test]
fn the_reader_of_the_format_decides_what_a_word_is() {
    let (schema, tree) = (schema("T\n v string\n"), tree("v: yes\n"));
    let root = tree.roots().next().expect("there is a document");
    let id = schema.find("T").expect("there is a type");
    let compose = Yaml { reading: Reading::Compose, ..kubernetes(root) };
    assert_eq!(schema.check(id, compose, None).violations, []);
    assert_eq!(schema.check(id, kubernetes(root), None).violations.len(), 1);
}

#[test]
fn lists_and_mappings_hold_values_of_a_type() {
    let table = "T\n ports []int\n labels {}string\n deep []{}[]bool\n";
    accepts(
        table,
        &["ports: [1]\nlabels: {a: b}\ndeep: [{a: [true]}]\n", "ports: ${P}\n", "ports: [\"${P}\"]\n"],
    );
    refuses(table, "ports:\n- 1\n- a: b\n", "a", "`ports[1]` is a mapping, not a whole number");
    refuses(table, "ports: {a: 1}\n", "ports", "`ports` is a mapping, not a list");
    refuses(table, "labels: {a.b: 1}\n", "1", "`labels[\"a.b\"]` is a number, not a string");
    refuses(table, "deep: [{}, {a: [true, x]}]\n", "x", "`deep[1].a[1]` is a string, not a boolean");
}

#[test]
fn lists_may_want_different_items() {
    let table = "T\n v [=]any\n";
    accepts(
        table,
        &["v: [a, b, 1, \"1\"]\n", "v: [\"${A}\", \"${A}\"]\n", "v: [{a: 1, b: 2}, {a: 2, b: 1}]\n"],
    );
    refuses(table, "v: [a, b, a]\n", "a", "`v[2]` is there twice");
    refuses(table, "v: [{a: 1, b: [2]}, {b: [2], a: 1.0}]\n", "b", "`v[1]` is there twice");
    let report = super::walk(table, "v: [a, b, a]\n");
    assert_eq!(report.violations[0].labels[0].span.range(), 4..5);
}

#[test]
fn unions_are_told_apart_by_form() {
    let table = "T\n build string|Build\n command null|string|[]string\n env [](string|Long)\n\
                 Build\n context! string\nLong\n path string\n";
    accepts(table, &["build: .\ncommand:\nenv: [a, {path: b}]\n", "build: {context: .}\ncommand: [a]\n"]);
    refuses(table, "build: {}\n", "build", "`build.context` is missing");
    refuses(table, "command: 5\n", "5", "`command` is a number, not null, a string or a list");
    refuses(table, "env: [{paht: b}]\n", "paht", "there is no key `paht` in `env[0]`; did you mean `path`?");
    let two = "T\n a []Bind|[]Any\n v Bind|Tmpfs\nBind\n source string\nTmpfs\n size int\nAny\n * any\n";
    accepts(two, &["v: {source: a}\n", "v: {size: 1}\n"]);
    refuses(two, "v: {size: a}\n", "a", "`v.size` is a string, not a whole number");
}

#[test]
fn names_can_stand_for_other_types_and_have_constraints_of_their_own() {
    let table =
        "T\n a Port\n b Object\nPort = int(1..9)|string\nObject = Inner\n : c required\nInner\n c int\n";
    accepts(table, &["a: 1\nb: {c: 1}\n"]);
    refuses(table, "a: 10\n", "10", "`a` is not 1 to 9");
    refuses(table, "b: {}\n", "b", "`b.c` is missing");
}

#[test]
fn types_may_hold_themselves_at_any_depth() {
    let text = format!("{}{}", "{a: ".repeat(100), "}".repeat(100));
    accepts("%null-is-absent\nT\n a T\n b int\n", &[&text]);
    accepts("T = U\nU = T\n", &["a: 1\n"]);
}

#[test]
fn what_is_required_is_missing_at_the_nearest_key() {
    let table = "T\n kind string\n spec! S\nS\n name! string\n items []I\nI\n id! int\n also int\n";
    refuses(table, "kind: a\n", "kind", "`spec` is missing");
    refuses(table, "spec: {}\n", "spec", "`spec.name` is missing");
    refuses(table, "spec:\n  name: a\n  items:\n  - also: 1\n", "also", "`spec.items[0].id` is missing");
    // A key that is not known yet may be the one that lacks; a document that ends in an error may have it.
    accepts(table, &["${KEY}: 1\n", "spec: ${S}\n"]);
}

#[test]
fn a_null_is_a_value_or_nothing_as_the_table_says() {
    let table = "T\n name! string\n items []I\nI\n a! int\n";
    refuses(table, "name:\n", "name", "`name` is null, not a string");
    let absent = format!("%null-is-absent\n{table}");
    refuses(&absent, "name:\n", "name", "`name` is missing");
    accepts(&absent, &["name: a\nitems:\n", "name: a\nitems: [{a: 1}]\n"]);
    // In a list it is an object without fields.
    assert_eq!(found(&absent, "name: a\nitems: [~]\n")[0].1, "`items[0].a` is missing");
}

#[test]
fn fields_belong_to_versions_and_get_old() {
    let schema = schema("T\n new int @30..\n old int @..29\n bad int deprecated\n");
    let tree = tree("new: 1\nold: 1\nbad: 1\n");
    let root = tree.roots().next().expect("there is a document");
    let id = schema.find("T").expect("there is a type");
    let found = |version| {
        let report = schema.check(id, kubernetes(root), version);
        report.violations.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(None), ["`bad` is deprecated"]);
    assert_eq!(found(Some(29)), ["`new` is a key of version 30 or more only", "`bad` is deprecated"]);
    assert_eq!(found(Some(30)), ["`old` is a key of version at most 29 only", "`bad` is deprecated"]);
}

#[test]
fn aliases_and_merge_keys_are_followed() {
    let table = "T\n a U\n b U\n * any\nU\n n int\n m! int\n";
    accepts(table, &["x: &x {n: 1, m: 2}\na: *x\nb: {<<: *x, n: 3}\n"]);
    let text = "x: &x {n: no, m: 2}\na: *x\nb: {<<: *x}\n";
    let found: Vec<String> = found(table, text).into_iter().map(|(token, _)| token).collect();
    assert_eq!(found, ["no", "no"]);
}

#[test]
fn a_document_that_ends_in_an_error_lacks_nothing() {
    let schema = schema("T\n a! int\n b int\n : . union at-least=1 members=c,d\n");
    let text = "b: 1\nx: [\n";
    let tree = parse(SourceId(0), text, &Limits::default());
    assert!(!tree.problems.is_empty());
    let id = schema.find("T").expect("there is a type");
    let missing = |root| {
        let report = schema.check(id, kubernetes(root), None);
        report.violations.iter().filter(|found| found.is_absence()).count()
    };
    assert_eq!(tree.roots().map(missing).sum::<usize>(), 0);
}

#[test]
fn secrets_are_not_repeated() {
    let table = "T\n v string(dns-label)\n w int\n x \"a\"|\"b\"\n";
    for (_, sentence) in found(table, "v: hunter2!\nw: hunter2\nx: hunter2\n") {
        assert!(!sentence.contains("hunter2"), "{sentence}");
    }
}

#[test]
fn mistakes_in_tables_are_told() {
    for (table, mistakes) in [
        ("T\n a nothing\n", "T: cannot be read: a nothing"),
        ("T\n a string(no-format)\n", "T: cannot be read: a string(no-format)"),
        ("T = []\n", "T: no type: []"),
        ("T\n a int\n a int\n", "T: there are two fields `a`"),
        ("T\n : a requird\n", "T: cannot be read: : a requird"),
        ("T\n : a max-length 5 6\n", "T: cannot be read: : a max-length 5 6"),
    ] {
        assert_eq!(Schema::new(&[table]).mistakes(), [mistakes]);
    }
}
