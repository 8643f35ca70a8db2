#!/usr/bin/env python3
"""Writes the types of Kubernetes as a table (docs/architecture.md, "Schemas"), from the OpenAPI definitions of one version.

    pip download --no-deps kubernetes-validate==1.37.0 && unzip kubernetes_validate-*.whl
    scripts/kubernetes-types.py kubernetes_validate/kubernetes-json-schema/v1.37.0-local/_definitions.json

What the server does not look at is `any`: `status`, and what lies below parts of the schema of a CustomResourceDefinition.
"""

import json
import sys

# Types that the definitions describe otherwise than the server reads them.
ANY = {"JSON", "FieldsV1", "RawExtension", "Patch", "JSONSchemaPropsOrArray", "JSONSchemaPropsOrBool",
       "JSONSchemaPropsOrStringArray"}
SCALARS = {"Quantity": "quantity", "IntOrString": "int-or-string", "Time": "string(rfc3339)",
           "MicroTime": "string(rfc3339)"}
FORMATS = {"int32": "int32", "int64": "int", "double": "number", "byte": "string(base64)",
           "date-time": "string(rfc3339)"}
PLAIN = {"string": "string", "boolean": "bool", "integer": "int", "number": "number"}


def name(reference):
    """The last three parts of a name: core.v1.Pod."""
    return ".".join(reference.split("/")[-1].split(".")[-3:])


def shape(schema):
    """The type of a field."""
    if "$ref" in schema:
        last = schema["$ref"].split(".")[-1]
        return "any" if last in ANY else SCALARS.get(last, name(schema["$ref"]))
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


def main():
    """Prints the table."""
    definitions = json.load(open(sys.argv[1], encoding="utf-8"))
    definitions = definitions.get("$defs", definitions)
    blocks = {}
    for full, schema in definitions.items():
        last = full.split(".")[-1]
        if last in ANY or last in SCALARS:
            continue
        lines = []
        kinds = schema.get("x-kubernetes-group-version-kind", [])
        for field, value in sorted(schema.get("properties", {}).items()):
            lines.append(f" {field} {'any' if kinds and field == 'status' else shape(value)}")
        assert name(full) not in blocks, full
        blocks[name(full)] = lines
        # Options of calls have a kind for every group.
        for kind in kinds if len(kinds) == 1 else []:
            blocks["/".join(filter(None, (kind["group"], kind["version"], kind["kind"])))] = name(full)
    print("# The types of Kubernetes 1.37, written by scripts/kubernetes-types.py from its OpenAPI definitions (Apache-2.0).")
    print("%null-is-absent")
    for key, lines in sorted(blocks.items()):
        if isinstance(lines, str):
            print(f"{key} = {lines}")
        else:
            print("\n".join([key, *lines]))


main()
