#!/usr/bin/env python3
"""Writes the types of Kubernetes and what its API server asks of them as one table (docs/architecture.md, "Schemas").

    pip download --no-deps kubernetes-validate==1.37.0 && unzip kubernetes_validate-*.whl
    scripts/kubernetes-schema.py kubernetes_validate/kubernetes-json-schema CONSTRAINTS.jsonl LIFECYCLE.tsv

The types are those of the ten newest minors; a field that not all of them have says which do. CONSTRAINTS.jsonl has one
row for each thing that a server of the newest minor refused when it was asked. The server reads `status` and then drops
it: types below it have a copy `NAME~` of their own, of which nothing is asked but fields and types. So have the parts of
the schema of a CustomResourceDefinition of which the server also takes unknown fields. LIFECYCLE.tsv says of each kind, also of
those that went before, when it came, was deprecated and is removed, and what replaces it.
"""

import json
import re
import sys
from pathlib import Path

MINORS = range(28, 38)
FACTS = Path(__file__).resolve().parent.parent / "src/facts/kubernetes"

# Types that the definitions describe otherwise than the server reads them.
ANY = {"JSON", "FieldsV1", "RawExtension", "Patch"}
# Where the parts of a schema are, the server takes unknown fields; what is no form that it knows counts as nothing.
PART = "apiextensions.v1.JSONSchemaProps~"
PARTS = {"JSONSchemaPropsOrArray": f"({PART}|[]{PART}|any)", "JSONSchemaPropsOrBool": f"(bool|{PART})",
         "JSONSchemaPropsOrStringArray": f"({PART}|[]string|any)"}
SCALARS = {"Quantity": "quantity", "IntOrString": "int-or-string", "Time": "string(rfc3339)",
           "MicroTime": "string(rfc3339)"}
FORMATS = {"int32": "int32", "int64": "int", "double": "number", "byte": "string(base64)",
           "date-time": "string(rfc3339)"}
PLAIN = {"string": "string", "boolean": "bool", "integer": "int", "number": "number"}
# Regular expressions of the constraints as patterns of the table.
PATTERNS = {r"\.(spec|status)\..+": ".spec.?*|.status.?*", r"\.spec\..+": ".spec.?*", r"\.status\..+": ".status.?*"}
# A claim template of a StatefulSet is a volume of its pods.
VOLUMES = "volumes[].name,/spec.volumeClaimTemplates[].metadata.name"


def name(reference):
    """The last three parts of a name: core.v1.Pod."""
    return ".".join(reference.split("/")[-1].split(".")[-3:])


def shape(schema):
    """The type of a field."""
    if "$ref" in schema:
        last = schema["$ref"].split(".")[-1]
        return "any" if last in ANY else SCALARS.get(last) or PARTS.get(last) or name(schema["$ref"])
    kinds = schema.get("type", [])
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    kinds.discard("null")
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if kinds == {"array"}:
        return "[]" + shape(schema["items"])
    if kinds == {"object"}:
        return "{}" + shape(schema.get("additionalProperties", {}))
    return PLAIN.get("".join(kinds), "any")


def types(folder):
    """The fields of every type, with their shapes and minors, and the type of every kind."""
    fields, minors, kinds = {}, {}, {}
    for minor in MINORS:
        path = Path(folder, f"v1.{minor}.0-local", "_definitions.json")
        definitions = json.loads(path.read_text(encoding="utf-8"))
        definitions = definitions.get("$defs", definitions.get("definitions", definitions))
        seen = set()
        for full, schema in definitions.items():
            last = full.split(".")[-1]
            if last in ANY or last in SCALARS or last in PARTS:
                continue
            own = name(full)
            assert own not in seen, full
            seen.add(own)
            minors.setdefault(own, set()).add(minor)
            versions = schema.get("x-kubernetes-group-version-kind", [])
            for field, value in schema.get("properties", {}).items():
                known = fields.setdefault(own, {}).setdefault(field, [None, set()])
                # The newest definition counts.
                known[0] = shape(value)
                known[1].add(minor)
            # Options of calls have a kind for every group.
            for kind in versions if len(versions) == 1 else []:
                path = "/".join(filter(None, (kind["group"], kind["version"], kind["kind"])))
                kinds.setdefault(path, (own, set()))[1].add(minor)
    return fields, minors, kinds


def versions(own, of_type):
    """The minors of a field, where not all of its type have it."""
    if own == of_type:
        return ""
    first, last = min(own), max(own)
    start = "" if first == min(of_type) else first
    end = "" if last == max(of_type) else last
    return f" @{start}..{end}" if start or end else ""


def literal(value):
    """A value as the table writes it."""
    return f'"{value}"' if isinstance(value, str) else json.dumps(value)


def literals(values):
    """Values as the table writes them; where no text is allowed, only the empty one is."""
    return "|".join(map(literal, values)) or '""'


def condition(path, value):
    """A condition of a row."""
    if not isinstance(value, dict):
        return f" when {path} is {literals(value)}"
    ((word, value),) = value.items()
    if word == "not":
        return f" when {path} not {literals(value)}"
    if word == "set":
        return f" when {path} {'set' if value else 'unset'}"
    assert word == "min-items", word
    return f" when {path} min-items {value}"


def constraint(row):
    """A row as a line of the table; fails on any word that it does not know."""
    check = row["check"]
    out = f" : {row['path'] or '.'} {check}"
    for word, value in row.items():
        if word in ("kinds", "path", "check", "says", "probes", "when", "not-below", "code"):
            continue
        if check == "enum-member":
            if word == "member":
                out += f" {value} {literals(row['values'])}"
            continue
        if word == "values":
            out += " " + literals(value)
        elif word == "value":
            out += " " + literal(value)
        elif word in ("member", "format"):
            out += f" {value}"
        elif word == "pattern":
            out += " " + PATTERNS[value]
        elif check == "range" and word in ("min", "max"):
            continue
        elif word in ("min", "max") and check != "quantity-range":
            out += f" {value}"
        elif word in ("min", "above", "at-least", "at-most", "exactly"):
            out += f" {word}={value}"
        elif word in ("ints", "even-zero", "keep-unset", "false-counts", "nonzero", "whole"):
            assert value is True, row
            out += f" {word}"
        elif word in ("key", "need", "members"):
            out += f" {word}={','.join(value)}" if value else ""
        elif word == "with":
            out += " " + ",".join(value)
        elif word == "in":
            out += " " + (VOLUMES if value == ["volumes[].name"] else ",".join(value))
        elif word in ("other", "of"):
            out += f" {value}"
        elif word == "default" and isinstance(value, dict):
            out += " default=" + ",".join(f"{key}:{literal(item)}" for key, item in value.items())
        elif word == "default":
            out += f" default={json.dumps(value)}"
        elif word == "pairs":
            out += " " + "|".join(literals(pair).replace("|", "+") for pair in value)
        else:
            raise ValueError(f"no word: {word} in {row}")
    if check == "range":
        out += f" {row.get('min', '')}..{row.get('max', '')}"
    for path, value in row.get("when", {}).items():
        out += condition(path, value)
    if row.get("not-below"):
        out += " not-below " + ",".join(row["not-below"]).replace(" ", ":")
    return out


# What the server asks of the metadata of custom resources.
METADATA = """custom.Metadata = meta.v1.ObjectMeta
 : . union at-least=1 members=name,generateName
 : name format dns-subdomain
 : generateName format dns-subdomain-prefix
 : finalizers[] format qualified-name
 : finalizers[] non-empty"""


def minor(version):
    """The minor of a version such as 1.22."""
    return int(version.split(".")[1]) if version else None


# Kinds that went before the lifecycle was written down, with what replaced them.
GONE = [
    ("apiextensions.k8s.io/v1beta1/CustomResourceDefinition", 7, 16, 22, "apiextensions.k8s.io/v1"),
    ("apiregistration.k8s.io/v1beta1/APIService", 7, 19, 22, "apiregistration.k8s.io/v1"),
]


def lifecycle(kinds, path):
    """For each kind the minors that serve it, when it was deprecated, and what replaces it."""
    out = {}
    with open(path, encoding="utf-8") as rows:
        for row in list(rows)[1:]:
            group, version, kind, came, deprecated, removed, replacement, *_ = row.rstrip("\n").split("\t")
            name = "/".join(filter(None, (group, version, kind)))
            last = minor(removed) and minor(removed) - 1
            out[name] = [minor(came) or 0, last, minor(deprecated), replacement.split(" ")[0]]
    for name, came, deprecated, removed, replacement in GONE:
        out[name] = [came, removed - 1, deprecated, replacement]
    for name, (_, served) in kinds.items():
        known = out.setdefault(name, [0, None, None, ""])
        # What a version defines, its server has.
        if min(served) > MINORS[0]:
            known[0] = min(served)
        known[1] = max(served) if max(served) < MINORS[-1] else max(known[1] or 0, MINORS[-1]) if known[1] else None
    # A removed kind that no definition has is older than the oldest of them.
    return {name: row for name, row in out.items() if name in kinds or (row[1] and row[1] < MINORS[0])}


def used(lines):
    """The types that the fields of a type have."""
    return set(re.findall(r"[\w-]+\.[\w-]+\.[\w-]+(?![\w~])", "\n".join(line for line in lines if line[:3] != " : ")))


def unasked(blocks, kinds):
    """Gives what is below `status` types of which nothing is asked but their fields, and the parts of a schema theirs."""
    checked = {own for own, lines in blocks.items() if any(line.startswith(" : ") for line in lines)}
    uses = {own: used(lines) for own, lines in blocks.items()}

    def below(own, seen):
        if own not in seen:
            seen.add(own)
            for other in uses.get(own, ()):
                below(other, seen)
        return seen

    def copied(line):
        """A line with the copies in place of the types that are asked something."""
        for other in sorted(used([line]), key=len, reverse=True):
            if below(other, set()) & checked:
                line = re.sub(re.escape(other) + r"(?![\w~])", other + "~", line)
                copies.add(other)
        return line

    copies, done = set(), set()
    for own, _ in kinds.values():
        blocks[own] = [copied(line) if line.startswith(" status ") else line for line in blocks[own]]
    while copies - done:
        own = min(copies - done)
        done.add(own)
        lines = [copied(line) for line in blocks[own][1:] if not line.startswith(" : ")]
        blocks[own + "~"] = [own + "~", *lines]
    own = PART[:-1]
    lines = [line.replace(own, PART) if PART not in line else line for line in blocks[own][1:] if line[:3] != " : "]
    blocks[PART] = [PART, *(line.split()[0].join([" ", " any"]) if used([line]) - {own} else line for line in lines), " * any"]


def main():
    """Writes the tables."""
    folder, path, lives = sys.argv[1:]
    fields, minors, kinds = types(folder)
    blocks = {}
    for own in minors:
        of = fields.get(own, {})
        blocks[own] = [own] + [f" {field} {shape}{versions(of_field, minors[own])}"
                               for field, (shape, of_field) in sorted(of.items())]
    for kind, (own, _) in kinds.items():
        blocks[kind] = [f"{kind} = {own}"]
    with open(path, encoding="utf-8") as rows:
        rows = [json.loads(row) for row in rows]
    head, rows = rows[0], rows[1:]
    for row in rows:
        # The others are code: src/model/kube/relations.rs.
        if not row.get("code"):
            for kind in row["kinds"]:
                blocks[kind].append(constraint(row))
    unasked(blocks, kinds)
    blocks["custom.Metadata"] = METADATA.splitlines()
    source = (f"# Source: OpenAPI definitions of Kubernetes 1.{MINORS[0]} to 1.{MINORS[-1]} (Apache-2.0), and answers of "
              f"kube-apiserver {head['version']}, {head['made']}.")
    own = "# Written by scripts/kubernetes-schema.py."
    table = [source, own, "%null-is-absent", *("\n".join(lines) for _, lines in sorted(blocks.items()))]
    FACTS.joinpath("schema.txt").write_text("\n".join(table) + "\n", encoding="utf-8")
    lines = [f"# Source: OpenAPI definitions of Kubernetes 1.{MINORS[0]} to 1.{MINORS[-1]}, and kubernetes/api (Apache-2.0), "
             f"{head['made']}.", own + " The kind, its first and last minor, the one that deprecated it, what replaces it."]
    for name, row in sorted(lifecycle(kinds, lives).items()):
        lines.append("\t".join([name, *("" if cell is None else str(cell) for cell in row)]))
    FACTS.joinpath("kinds.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
