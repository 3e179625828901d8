"""Writes topics.tsv from IPTC's own file of the Media Topics. Run by a maintainer, never by a build.

python plugins/seed_posts/data/build_topics.py cptall-en-GB.json
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    scheme = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    active = {concept["qcode"]: concept for concept in scheme["conceptSet"] if "retired" not in concept}
    labels = {code: concept["prefLabel"]["en-GB"].strip() for code, concept in active.items()}
    slugs = {code: re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") for code, label in labels.items()}
    shared = {slug for slug, times in Counter(slugs.values()).items() if times > 1} | {"page"}
    rows = []
    for code in sorted(active):
        broader = [f"medtop:{uri.rsplit('/', 1)[-1]}" for uri in active[code].get("broader", [])]
        parent = next((b for b in broader if b in active), "")
        slug = f"{slugs[code]}-{code.partition(':')[2]}" if slugs[code] in shared else slugs[code]
        rows.append("\t".join((code, labels[code], parent, slug)))
    head = [
        f"# IPTC Media Topics, release {scheme['dateReleased'][:10]}: codes, labels, tree; by build_topics.py.",
        "# Copyright IPTC, International Press Telecommunications Council, https://iptc.org; licence CC BY 4.0",
        "# (https://creativecommons.org/licenses/by/4.0/). Unchanged but for the choice of columns and our page names.",
        "code\tlabel\tparent\tslug",
    ]
    (HERE / "topics.tsv").write_text("\n".join(head + rows) + "\n", "utf-8")
    print(f"{len(rows)} topics")


if __name__ == "__main__":
    main()
