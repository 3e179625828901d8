"""Writes common-words.txt: names of places in regions.tsv that are also everyday English words ("Nice", "Reading").

apt-get install wamerican-small     # SCOWL word list, size 35; its licence lets anybody use and copy it
python plugins/seed_posts/data/build_common_words.py /usr/share/dict/american-english-small
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    words = {word for word in Path(sys.argv[1]).read_text("utf-8").split() if word.isalpha() and word.islower()}
    names: set[str] = set()
    for line in (HERE / "regions.tsv").read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 12 and columns[2] in ("city", "admin1"):
            names |= {
                name.lower() for name in (columns[1], *columns[9].split("|")) if name.isascii() and name.isalpha()
            }
    head = [
        "# Names of places that are everyday English words. Written by build_common_words.py from regions.tsv and the",
        "# SCOWL word list (Kevin Atkinson, size 35; may be used, copied and distributed with its copyright notice).",
    ]
    (HERE / "common-words.txt").write_text("\n".join([*head, *sorted(words & names)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
