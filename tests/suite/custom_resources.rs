//! Objects of custom resources are held against their definitions, wherever these are, and against the embedded table.

use crate::support::Project;

const DEFINITION: &str = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: webs.example.org\nspec:\n  group: example.org\n  scope: Namespaced\n  names: {kind: Web, plural: webs}\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec:\n              type: object\n              required: [host]\n              properties:\n                host: {type: string}\n                size: {type: integer, minimum: 1}\n                mode: {type: string, enum: [fast, safe]}\n                port: {x-kubernetes-int-or-string: true}\n                free: {type: object, x-kubernetes-preserve-unknown-fields: true}\n                labels: {type: object, additionalProperties: {type: string}}\n";
const OBJECT: &str = "apiVersion: example.org/v1\nkind: Web\nmetadata:\n  name: a\nspec:\n  hots: a\n  size: 0\n  mode: slow\n  port: 1\n  free: {a: 1}\n  labels: {a: 1}\n";
const FOUND: [&str; 4] = ["[unknown-key]", "[invalid-value]", "[wrong-type]", "hots"];

fn refused(project: &Project, path: &str) -> String {
    project.run(&["check", "--select", "refused", "--output-format", "concise", path]).out
}

#[test]
fn a_definition_counts_wherever_it_is() {
    let chart = "apiVersion: v2\nname: c\nversion: 1.0.0\n";
    let cases: [&[(&str, &str)]; 5] = [
        &[("a.yaml", &format!("{DEFINITION}---\n{OBJECT}"))],
        &[
            ("a.yaml", OBJECT),
            ("kustomization.yaml", "resources: [base, a.yaml]\n"),
            ("base/kustomization.yaml", "resources: [crd.yaml]\n"),
            ("base/crd.yaml", DEFINITION),
        ],
        &[("c/templates/a.yaml", OBJECT), ("c/Chart.yaml", chart), ("c/crds/deep/web.yaml", DEFINITION)],
        &[
            ("a.yaml", OBJECT),
            ("plimsoll.toml", "[kubernetes]\ncrds = [\"x/**/*-crd.yaml\"]\n"),
            ("x/y/web-crd.yaml", DEFINITION),
        ],
        &[
            ("a.yaml", OBJECT),
            ("plimsoll.toml", "[kubernetes]\ncrds = [\"x\"]\n"),
            ("x/y/web.yaml", DEFINITION),
        ],
    ];
    for files in cases {
        let project = Project::new(files);
        let path =
            files.iter().map(|(path, _)| *path).find(|path| path.ends_with("a.yaml")).expect("there is one");
        let (alone, all) = (refused(&project, path), refused(&project, "."));
        for word in FOUND {
            assert!(alone.contains(word), "{path}: {word}: {alone}");
        }
        let of_path = |text: &str| {
            text.lines().filter(|line| line.contains("a.yaml:")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(of_path(&alone), of_path(&all), "{path}");
    }
}

#[test]
fn without_a_definition_the_embedded_table_counts_and_the_rest_is_counted() {
    let service =
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: a\nspec:\n  hosts: a\n";
    let project = Project::new(&[("a.yaml", OBJECT), ("b.yaml", service)]);
    let run = project.run(&["check", "--select", "refused", "--output-format", "json", "-v", "."]);
    assert!(run.out.contains("\"wrong-type\"") && !run.out.contains("hots"), "{run:?}");
    assert!(run.out.contains("\"without_schema\":{\"example.org/v1/Web\":1}"), "{run:?}");
    assert!(
        run.err.contains("schemas: Kubernetes 1.37; no schema for 1 object: example.org/v1/Web (1)"),
        "{run:?}"
    );
    let quiet = project.run(&["check", "--select", "refused", "."]);
    assert!(!quiet.out.contains("no schema"), "{quiet:?}");
    // A definition of the user's comes before the embedded table.
    let own =
        DEFINITION.replace("example.org", "networking.istio.io").replace("kind: Web", "kind: VirtualService");
    let project = Project::new(&[("b.yaml", &format!("{own}---\n{service}"))]);
    assert!(refused(&project, "b.yaml").contains("`hosts` in `spec`"));
}

#[test]
fn what_a_definition_leaves_open_stays_open() {
    let root = |schema: &str| {
        let schema = format!("openAPIV3Schema: {{type: object, properties: {{spec: {schema}}}}}");
        let head = DEFINITION.split("openAPIV3Schema:").next().unwrap_or("");
        format!(
            "{head}{schema}\n---\napiVersion: example.org/v1\nkind: Web\nmetadata:\n  name: a\nspec:\n  a: {{b: 1}}\n"
        )
    };
    for (schema, is_refused) in [
        ("{type: object, x-kubernetes-preserve-unknown-fields: true}", false),
        ("{type: object, x-kubernetes-embedded-resource: true}", false),
        ("{type: object, additionalProperties: true}", false),
        ("{type: object, additionalProperties: {type: string}}", true),
        (
            "{type: object, required: [b], properties: {a: {type: object, x-kubernetes-preserve-unknown-fields: true}, b: {type: string, default: x}}}",
            false,
        ),
        (
            "{type: object, required: [b], properties: {a: {type: object, x-kubernetes-preserve-unknown-fields: true}, b: {type: string}}}",
            true,
        ),
        ("{{{ .Values.schema }}}", false),
    ] {
        let project = Project::new(&[("a.yaml", &root(schema))]);
        let out = refused(&project, "a.yaml");
        let of_object =
            out.lines().filter(|line| !line.contains("yaml-syntax")).any(|line| line.contains("spec"));
        assert_eq!(of_object, is_refused, "{schema}: {out}");
    }
}
