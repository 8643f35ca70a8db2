#!/usr/bin/env python3
"""Writes the types of Compose as a table (docs/architecture.md, "Schemas").

    go mod download github.com/compose-spec/compose-go/v2@v2.16.2
    scripts/compose-schema.py "$(go env GOMODCACHE)/github.com/compose-spec/compose-go/v2@v2.16.2/schema/compose-spec.json" \\
        "compose-go 2.16.2" 2026-11

Of the schema only what constrains is taken. `extends` and `include` are taken away before the loader checks a project, so
they are `any` here; code reads them.
"""

import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/facts/compose/schema.txt"
# What is gone before the schema is asked.
GONE = {"project.include", "service.extends"}
NAMES = "<compose-name>"
# Regular expressions of keys and values, as the table writes them.
KEYS = {"^x-": "x-*", "^[a-zA-Z0-9._-]+$": NAMES, "^[a-z]+$": "<lower-case-word>", "^.+$": "<not-empty>",
        ".+": "<not-empty>"}
PATTERNS = {"[a-zA-Z0-9][a-zA-Z0-9_.-]+": "compose-container",
            "^(always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+)$": "pull-policy"}
PLAIN = {"string": "string", "boolean": "bool", "integer": "int", "number": "number", "null": "null"}
KNOWN = {"$schema", "$id", "$defs", "$ref", "title", "description", "default", "deprecated", "type", "properties",
         "patternProperties", "additionalProperties", "unevaluatedProperties", "allOf", "anyOf", "oneOf", "items",
         "uniqueItems", "enum", "pattern", "required", "minimum", "maximum", "format"}


class Table:
    """The blocks of the table, by name."""

    def __init__(self, schema):
        self.defs, self.blocks = schema["$defs"], {}
        self.block("project", schema)
        for name, definition in self.defs.items():
            self.named(name, definition)

    def named(self, name, definition):
        """A definition as a block of its own."""
        if name in self.blocks or name in ("container_spec", "workload_spec"):
            return
        if definition.get("type", "object") == "object" and "oneOf" not in definition and not self.is_map(definition):
            self.block(name, definition)
            return
        self.blocks[name] = []
        of = self.shape(definition, name + ".map")
        self.blocks[name] = [f"{name} = {of}"]

    @staticmethod
    def is_map(schema):
        """Whether a mapping has any keys of one type."""
        keys = {key for key in schema.get("patternProperties", {}) if key != "^x-"}
        return (schema.get("type") == "object" and not schema.get("properties") and keys in ({"^.+$"}, {".+"})
                and schema.get("additionalProperties", True) is not False)

    def block(self, name, schema):
        """A mapping with fields as a block."""
        self.blocks[name] = []
        fields, others, required, is_closed = {}, {}, set(), False
        origins = [each["$ref"].split("/")[-1] for each in schema.get("allOf", [])]
        for own, part in [(each, self.defs[each]) for each in origins] + [(name, schema)]:
            assert not set(part) - KNOWN, set(part) - KNOWN
            for key, value in part.get("properties", {}).items():
                path = f"{own}.{key}"
                fields[key] = "any" if path in GONE else self.shape(value, path)
            for pattern, value in part.get("patternProperties", {}).items():
                others[KEYS[pattern]] = "any" if value == {} else self.shape(value, f"{own}.of")
            required |= set(part.get("required", []))
            is_closed |= part.get("additionalProperties") is False or part.get("unevaluatedProperties") is False
        lines = [name]
        lines += [f" {key}{'!' if key in required else ''} {of}" for key, of in sorted(fields.items())]
        lines += [f" {key} {of}" for key, of in others.items()]
        if not is_closed:
            lines.append(" * any")
        either = [each["required"][0] for each in schema.get("anyOf", [])]
        if either:
            lines.append(f" : . union at-least=1 members={','.join(either)} false-counts")
        self.blocks[name] = lines

    def shape(self, schema, name):
        """A type as a field names it; what needs a block of its own gets one of the name."""
        assert not set(schema) - KNOWN, set(schema) - KNOWN
        if "$ref" in schema:
            own = schema["$ref"].split("/")[-1]
            self.named(own, self.defs[own])
            return own
        if "oneOf" in schema:
            return "|".join(self.shape(each, name) for each in schema["oneOf"])
        if "enum" in schema:
            return "|".join(f'"{value}"' for value in schema["enum"])
        kinds = schema["type"]
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return "|".join(self.single(kind, schema, name) for kind in kinds)

    def single(self, kind, schema, name):
        """One of the types of a value."""
        if kind == "array":
            item = self.shape(schema["items"], f"{name}.item")
            item = f"({item})" if "|" in item else item
            return ("[=]" if schema.get("uniqueItems") else "[]") + item
        if kind == "object":
            if self.is_map(schema):
                (value,) = (value for key, value in schema["patternProperties"].items() if key != "^x-")
                value = self.shape(value, f"{name}.of")
                return "{}" + (f"({value})" if "|" in value else value)
            if name not in self.blocks:
                self.block(name, schema)
            return name
        if "pattern" in schema:
            return f"string({PATTERNS[schema['pattern']]})"
        if "minimum" in schema and kind == "integer":
            return f"int({schema['minimum']}..{schema.get('maximum', '')})"
        return PLAIN[kind]


def main():
    """Writes the table."""
    path, source, day = sys.argv[1:]
    table = Table(json.loads(Path(path).read_text(encoding="utf-8")))
    head = [f"# Source: schema of the Compose specification as in {source} (Apache-2.0), {day}.",
            "# Written by scripts/compose-schema.py."]
    OUT.write_text("\n".join(head + ["\n".join(lines) for lines in table.blocks.values()]) + "\n", encoding="utf-8")


main()
