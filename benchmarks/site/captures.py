"""Made-up captures for measuring the conversion: plain texts of one to three stories, the same for the same number.

    python -m benchmarks.site.captures 10000 --out FOLDER

A story has a headline, a byline or none, its newspaper and date, and paragraphs into which the places it is about are
woven, as the words that regions are found by. Names of files tell nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import articles

from .tags import Pool

STORY_SHARES = (0.85, 0.10, 0.05)  # of captures with one story, two, three
NAMED = 4  # how often the story's places are named, at most, one after the other
RULE = "-" * 40  # between stories


def captures(number: int) -> Iterator[tuple[str, str]]:
    """File name and text of so many captures."""
    pool = Pool()
    sizes = [random.Random(f"capture {at}").choices((1, 2, 3), STORY_SHARES)[0] for at in range(number)]
    made = articles(sum(sizes))
    for at, size in enumerate(sizes):
        stories = [_story(next(made), random.Random(f"capture {at} story {place}"), pool) for place in range(size)]
        yield f"capture-{at:05d}.txt", f"\n\n{RULE}\n\n".join(stories) + "\n"


def _story(record: dict[str, Any], chance: random.Random, pool: Pool) -> str:
    places = [pool.regions.label(filed.id) for filed in pool.regions_of(chance)][:NAMED]
    paragraphs = [text for text in record["body"].split("\n") if text]
    for at, place in enumerate(places):
        where = at % len(paragraphs)
        paragraphs[where] = f"{paragraphs[where]} Officials in {place} said so."
    head = [record["title"]]
    if record["authors"]:
        head.append(f"By {' and '.join(record['authors'])}")
    head.append(f"{record['source'][0]}, {_day(record['date'])}" if record["date"] else record["source"][0])
    return "\n".join(head) + "\n\n" + "\n\n".join(paragraphs)


def _day(text: str) -> str:
    """ "12 March 2014", or the year or month alone."""
    form = {10: "%-d %B %Y", 7: "%B %Y", 4: "%Y"}[len(text)]
    return date.fromisoformat(text + "-01" * (2 - text.count("-"))).strftime(form)


def write(number: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in captures(number):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site.captures")
    parser.add_argument("captures", type=int)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    write(options.captures, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
