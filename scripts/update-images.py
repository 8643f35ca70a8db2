#!/usr/bin/env python3
"""Rebuilds the tables of base images from public sources.

    scripts/update-images.py FOLDER YYYY-MM-DD

FOLDER holds what was downloaded that day:

    endoflife/*.json    products of https://endoflife.date/api/v1/products/NAME/ , or the one file of
                        https://endoflife.date/api/v1/products/full/ (MIT)
    library/*           the folder of that name of https://github.com/docker-library/official-images (Apache-2.0);
                        only the names of its files are used

It writes src/facts/images/images.tsv and cycles.tsv. Names that were official images before and have no file any more
are added to retired.tsv, without a replacement: say there what to use instead. families.tsv is kept by hand.
The day becomes the one that ends of life are judged by (DATA_DAY).
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent / "src" / "facts" / "images"

# Products whose security support goes on, for everybody and in the same images, after what endoflife.date calls the
# end of life (there: "extended").
FREE_EXTENDED = {"debian"}

# Products whose releases each live for less than a year, so that being a release behind is ordinary.
ROLLING = {
    "apache-camel", "apache-nifi", "argo-cd", "argo-workflows", "authentik", "clickhouse", "composer", "contour",
    "deno", "discourse", "envoy", "fluent-bit", "gatekeeper", "gitlab-runner", "grafana", "grafana-loki", "harbor",
    "influxdb", "istio", "jenkins", "keycloak", "kyverno", "mastodon", "neo4j", "openbao", "plesk", "prometheus",
    "renovate", "rust", "sonarqube-server", "sourcegraph", "telegraf", "traefik", "wordpress",
}

# Images whose tags are not the versions of the product that endoflife.date puts them under.
OTHER_TAGS = {"discourse/base", "linuxserver/wireshark", "sourcegraph/sg"}

# Products whose code names people write as tags.
CODENAMES = {"debian", "ubuntu"}


def products(folder):
    for path in sorted(folder.glob("*.json")):
        result = json.loads(path.read_text())["result"]
        yield from result if isinstance(result, list) else [result]


def images(product):
    """The images of a product, as people name them."""
    for identifier in product.get("identifiers", []):
        name = identifier["id"].partition("?")[0]
        for kind in ("pkg:docker/", "pkg:oci/"):
            if name.startswith(kind):
                yield name.removeprefix(kind).removeprefix("library/").lower()


def end(product, release):
    """When a release ends: a date, `-` for not yet known, or None when it is over and nobody knows since when."""
    date = release.get("eolFrom")
    if product["name"] in FREE_EXTENDED:
        date = release.get("eoesFrom") or date
    if date:
        return date + ("~" if product["name"] in ROLLING else "")
    return None if release.get("isEol") else "-"


def table(name, about, rows):
    header = "".join(f"# {line}\n" for line in about)
    (HERE / name).write_text(header + "".join("\t".join(row).rstrip("\t") + "\n" for row in rows))
    print(f"{name}: {len(rows)} lines")


def rows(name):
    path = HERE / name
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main():
    folder, day = Path(sys.argv[1]), sys.argv[2]
    official = {path.name for path in (folder / "library").iterdir()}
    if len(official) < 50:
        sys.exit("library/ is not the folder of official-images")
    was_official = {name for name, _, mark in (row + [""] * (3 - len(row)) for row in rows("images.tsv")) if mark}
    product_of, cycles = {}, []
    for product in sorted(products(folder / "endoflife"), key=lambda product: product["name"]):
        names = set(images(product)) - OTHER_TAGS
        for name in names:
            product_of[name] = product["name"]
        if not names:
            continue
        for release in product["releases"]:
            date = end(product, release)
            codename = (release.get("codename") or "").split(" ")[0].lower()
            if date:
                keep = codename if product["name"] in CODENAMES else ""
                cycles.append([product["name"], release["name"].lower(), date, keep])
    names = sorted(official | product_of.keys())
    table("images.tsv", [
        f"Source: endoflife.date (MIT) and docker-library/official-images (Apache-2.0), {day}.",
        "Made by scripts/update-images.py: image, product of endoflife.date, + if it is a Docker Official Image.",
    ], [[name, product_of.get(name, "-"), "+" if name in official else ""] for name in names])
    table("cycles.tsv", [
        f"Source: endoflife.date (MIT), {day}.",
        "Made by scripts/update-images.py: product, release cycle, end of life (~ = releases live for less than a year), code",
        "name.",
    ], cycles)
    known = {row[0]: row for row in rows("retired.tsv")}
    for name in was_official - official:
        known.setdefault(name, [name])
    about = [line[2:] for line in (HERE / "retired.tsv").read_text().splitlines() if line.startswith("# ")]
    table("retired.tsv", about, [known[name] for name in sorted(known)])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
