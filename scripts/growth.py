#!/usr/bin/env python3
"""Counts the instructions of the families in tests/growth at growing sizes, in one run of callgrind, and fails when one
grows with an exponent above 1.2. It takes some minutes; `cargo test` counts allocations. Builds the test for that,
unless its binary is given."""

import glob
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 1.2
SIZES = 4
# The function whose calls are counted one by one: before each, callgrind writes what was counted since the one before.
MEASURED = "growth::Bench::measured"


def built():
    """The path of the test, built for speed: a debug build takes ten times as many instructions."""
    environment = {**os.environ, "CARGO_PROFILE_RELEASE_LTO": "off", "CARGO_PROFILE_RELEASE_CODEGEN_UNITS": "16"}
    command = ["cargo", "test", "--release", "--test", "growth", "--no-run", "--message-format=json-render-diagnostics"]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    messages = [json.loads(line) for line in run.stdout.splitlines()]
    # The program is built for the test, too.
    tests = (message for message in messages if message.get("target", {}).get("name") == "growth")
    return next(message["executable"] for message in tests if message.get("executable"))


def main():
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: instructions were not counted")
        return
    binary = sys.argv[1] if len(sys.argv) > 1 else built()
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--collect-atstart=no",
                   f"--toggle-collect={MEASURED}", f"--dump-before={MEASURED}", "--dump-line=no",
                   binary, "--instructions"]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"the run failed:\n{run.stderr[-2000:]}")
        names = [line.split("\t")[0] for line in run.stdout.splitlines() if "\t" in line]
        number = lambda path: int(path.rsplit(".", 1)[1])
        dumps = sorted((path for path in glob.glob(out + ".*") if path.rsplit(".", 1)[1].isdigit()), key=number)
        costs = [total(path) for path in dumps[1:] + [out]]
    if len(costs) != len(names) or not names:
        sys.exit(f"{len(names)} runs, and {len(costs)} counts")
    rows = []
    for at in range(0, len(names), SIZES):
        rows.append((exponent(costs[at:at + SIZES]), names[at], costs[at:at + SIZES]))
    rows.sort(reverse=True)
    print(f"{len(rows)} families; the highest exponents of instructions:")
    for value, name, row in rows[:10]:
        print(f"  {value:.2f}  {name}  " + " ".join(f"{cost / 1e6:.1f}M" for cost in row))
    if rows[0][0] > MOST:
        sys.exit(f"above {MOST}: the cost is not linear")


def total(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        found = re.findall(r"^(?:totals|summary): (\d+)", file.read(), re.M)
    return int(found[0]) if found else 0


def exponent(row):
    """Of what is added from size to size: what does not grow falls out. The smallest input is none of them."""
    _, first, second, third = row
    added = max(second - first, row[0] / 4, 1)
    return math.log2(max(third - second, 1) / added)


if __name__ == "__main__":
    main()
