#!/usr/bin/env python3
"""Writes the types of the most used custom resources as one table (docs/architecture.md, "Schemas").

    scripts/custom-schema.py CRDS.jsonl.xz

CRDS.jsonl.xz has the source in its first line, then one schema of a kind and version a line: {group, kind, version, schema},
the kind in lower case. `pattern`, `format`, lengths and rules in CEL are not judged, and `status` is not looked at: the
server drops it. Types that are equal are there once, whatever they belong to. `src/model/kube/definitions.rs` reads a
CustomResourceDefinition of a user in the same way.
"""

import json
import lzma
import re
import sys
from pathlib import Path

FACTS = Path(__file__).resolve().parent.parent / "src/facts/kubernetes"

# The groups whose objects are written by hand most.
GROUPS = """
acme.cert-manager.io argoproj.io autoscaling.k8s.io bitnami.com ceph.rook.io cert-manager.io cilium.io cloud.google.com
elbv2.k8s.aws eventing.knative.dev extensions.istio.io external-secrets.io flagger.app
gateway.networking.k8s.io grafana.integreatly.org helm.toolkit.fluxcd.io image.toolkit.fluxcd.io
k8s.cni.cncf.io kafka.strimzi.io karpenter.k8s.aws karpenter.sh keda.sh kueue.x-k8s.io
kustomize.toolkit.fluxcd.io kyverno.io longhorn.io messaging.knative.dev metallb.io monitoring.coreos.com
monitoring.googleapis.com networking.gke.io networking.istio.io notification.toolkit.fluxcd.io
opentelemetry.io operators.coreos.com policy.linkerd.io postgresql.cnpg.io projectcalico.org projectcontour.io
rabbitmq.com secrets-store.csi.x-k8s.io security.istio.io serving.knative.dev snapshot.storage.k8s.io source.toolkit.fluxcd.io
sources.knative.dev telemetry.istio.io templates.gatekeeper.sh traefik.containo.us traefik.io trust.cert-manager.io velero.io
""".split()

PLAIN = {"string": "string", "boolean": "bool", "integer": "int", "number": "number"}
PLAIN_NAME = re.compile(r"[A-Za-z0-9_$/.@-]+")
MAX_DEPTH = 32
# What every object has; what is asked of its metadata is in schema.txt.
ROOT = {"apiVersion": " apiVersion string", "kind": " kind string", "metadata": " metadata! custom.Metadata"}


def kinds_of(schema):
    """The types that a schema names, null left out."""
    kinds = schema.get("type", [])
    return {kinds} - {"null"} if isinstance(kinds, str) else set(kinds) - {"null"}


def bounds(schema):
    """The bounds of a number, where they are whole."""
    ends = [schema.get("minimum"), schema.get("maximum")]
    if schema.get("exclusiveMinimum") or schema.get("exclusiveMaximum"):
        return ""
    ends = [int(end) if isinstance(end, (int, float)) and end == int(end) and abs(end) < 2**63 else "" for end in ends]
    return f"({ends[0]}..{ends[1]})" if ends != ["", ""] else ""


class Table:
    """The types of a table, by what they hold."""

    def __init__(self):
        self.names, self.blocks = {}, []

    def type(self, lines):
        """The name of the type of some lines."""
        key = "\n".join(lines)
        if key not in self.names:
            self.names[key] = f"t{len(self.names)}"
            self.blocks.append(f"{self.names[key]}\n{key}" if key else self.names[key])
        return self.names[key]

    def shape(self, schema, depth=0):
        """The type that a schema describes."""
        if not isinstance(schema, dict) or depth > MAX_DEPTH:
            return "any"
        if schema.get("x-kubernetes-int-or-string"):
            return "(int|string)"
        kinds = kinds_of(schema)
        if kinds == {"array"}:
            unique = schema.get("x-kubernetes-list-type") == "set"
            return ("[=]" if unique else "[]") + self.shape(schema.get("items"), depth + 1)
        if kinds == {"object"}:
            return self.object(schema, depth)
        if kinds not in ({"string"}, {"boolean"}, {"integer"}, {"number"}):
            return "any"
        kind = PLAIN[kinds.pop()]
        values = schema.get("enum")
        if kind == "string" and values:
            fits = all(isinstance(value, str) and '"' not in value and "\n" not in value for value in values)
            return "(" + "|".join(f'"{value}"' for value in values) + ")" if fits else kind
        if kind == "string":
            return "string(1..)" if schema.get("minLength", 0) > 0 else kind
        return kind + bounds(schema) if kind in ("int", "number") else kind

    def object(self, schema, depth):
        """A mapping: its fields, or the type of its values."""
        fields, others = schema.get("properties"), schema.get("additionalProperties")
        is_open = schema.get("x-kubernetes-preserve-unknown-fields") or schema.get("x-kubernetes-embedded-resource")
        if not fields:
            return "{}" + ("any" if is_open else self.shape(others, depth + 1))
        fields = {**dict.fromkeys(ROOT if depth == 0 else ()), **fields}
        lines = []
        for field, value in sorted(fields.items()):
            if not PLAIN_NAME.fullmatch(field):
                is_open = True
                continue
            may_lack = isinstance(value, dict) and ("default" in value or value.get("nullable"))
            required = field in schema.get("required", ()) and not may_lack
            own = "any" if depth == 0 and field == "status" else self.shape(value, depth + 1)
            lines.append(ROOT.get(field) if depth == 0 and field in ROOT else f" {field}{'!' if required else ''} {own}")
            lines += constraints(field, value)
        if is_open or isinstance(others, (dict, bool)) and others is not False:
            lines.append(" * " + ("any" if is_open else self.shape(others, depth + 1)))
        return self.type(lines)


def constraints(field, schema):
    """What a list or mapping in a field is asked besides."""
    if not re.fullmatch(r"\w+", field) or not isinstance(schema, dict):
        return
    if kinds_of(schema) == {"array"}:
        for word in ("min", "max"):
            if isinstance(schema.get(f"{word}Items"), int) and schema[f"{word}Items"] > 0:
                yield f" : {field} {word}-items {schema[f'{word}Items']}"
        keys = schema.get("x-kubernetes-list-map-keys", ())
        if keys and all(re.fullmatch(r"\w+", key) for key in keys):
            yield f" : {field} unique key={','.join(keys)}"


def main():
    """Writes the table."""
    table, roots = Table(), []
    with lzma.open(sys.argv[1], "rt", encoding="utf-8") as rows:
        head, rows = json.loads(next(rows)), [json.loads(row) for row in rows]
    for row in rows:
        if row["group"] in GROUPS and "properties" in row["schema"]:
            own = table.shape({**row["schema"], "type": "object"})
            roots.append(f"{row['group']}/{row['version']}/{row['kind']} = {own}")
    first = (f"# Source: {head['source']} ({head['licence']}), commit {head['commit']}, 2026-11. "
             "The most used groups of custom resources.")
    lines = [first, "# Written by scripts/custom-schema.py. Kinds are in lower case.", "%null-is-absent",
             *sorted(roots), *table.blocks]
    FACTS.joinpath("custom.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
