#!/usr/bin/env bash
# Writes everything that is generated: the lists of rules, docs/rules.md, the samples of the guide, the schema of the
# configuration. Run it after a rule, a page or a reference was added, and read the difference.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# First the lists, from files alone; the second run is compiled with the rules that they name.
PLIMSOLL_UPDATE=1 cargo test --quiet --test suite lists_of_rules_are_fresh >/dev/null
PLIMSOLL_UPDATE=1 cargo test --quiet --test suite laws::docs >/dev/null
git status --short
