"""Made-up archives of any size: posts with their evidence, as the conversion writes them, the same for the same number.

    python -m benchmarks.site.corpus 10000 --out FOLDER

Texts are those of the search's corpus (benchmarks/search/corpus.py): 350 words on average, words by Zipf's law. A story
has three to eight regions with roles and one to four topics of the shipped vocabularies (tags.py), a source, seldom an
agency, up to two authors, and a date as exactly as archives know it; a capture holds one to a dozen stories; two in a
hundred are reprints. A larger archive begins with the stories of a smaller one.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import articles
from plugins.seed_posts.posts import Post, slugify

from .files import post_of
from .item import Item, Place
from .tags import Pool, by_rank

REPRINTS = 0.02  # share of stories
REPRINT_REACH = 200  # a reprint repeats one of so many stories before it
AGENCIES = ("Xinhua", "TASS", "Interfax", "Reuters")
AGENCY_SHARE = 0.15
URL_SHARE, DATELINE_SHARE, DECK_SHARE, REVIEW_SHARE = 0.6, 0.3, 0.2, 0.08  # of stories that have one
CAPTURE_SIZES = (0.45, 0.15, 0.10, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01, 0.005, 0.005)  # shares: 1, 2, … stories
CAPTION_LINES, COMMENT_LINES = 1, 2  # what stands between a story's head and text, and after it


def items(number: int, pool: Pool) -> Iterator[Item]:
    """So many stories in the order of their captures."""
    waiting: list[tuple[int, dict[str, Any]]] = []
    recent: list[Item] = []
    size, captures = _stories_in(0), 0
    for at, record in enumerate(articles(number)):
        waiting.append((at, record))
        if len(waiting) < size and at + 1 < number:
            continue
        for item in _of_capture(captures, waiting, recent, pool):
            recent = [*recent[1 - REPRINT_REACH :], item]
            yield item
        captures += 1
        waiting, size = [], _stories_in(captures)


def _stories_in(capture: int) -> int:
    return random.Random(f"capture {capture}").choices(range(1, len(CAPTURE_SIZES) + 1), CAPTURE_SIZES)[0]


def _of_capture(
    capture: int, records: Sequence[tuple[int, dict[str, Any]]], recent: Sequence[Item], pool: Pool
) -> Iterator[Item]:
    name, first = f"capture-{capture:05d}.txt", 1
    heights = [4 + CAPTION_LINES + COMMENT_LINES + 2 * (1 + record["body"].count("\n")) for _, record in records]
    for ordinal, ((at, record), height) in enumerate(zip(records, heights, strict=True), 1):
        place = Place(name, ordinal, first, first + height - 1, sum(heights))
        yield _item(random.Random(f"story {at}"), record, place, recent, pool)
        first += height


def _item(chance: random.Random, record: dict[str, Any], place: Place, recent: Sequence[Item], pool: Pool) -> Item:
    original = chance.choice(recent) if recent and chance.random() < REPRINTS else None
    if original and original.reprint_of:
        original = None
    title = original.title if original else record["title"]
    slug = slugify(title, place.capture, place.ordinal)
    paragraphs = original.paragraphs if original else tuple(filter(None, record["body"].split("\n")))
    regions = original.regions if original else tuple(pool.regions_of(chance))
    return Item(
        slug=slug,
        title=title,
        deck=_words(paragraphs[0], 14) if chance.random() < DECK_SHARE else "",
        date=record["date"],
        source=record["source"][0],
        agency=by_rank(AGENCIES, chance) if chance.random() < AGENCY_SHARE else "",
        authors=tuple(record["authors"]),
        regions=regions,
        topics=original.topics if original else tuple(pool.topics_of(chance)),
        url=f"https://news.example/{slug}" if chance.random() < URL_SHARE else "",
        dateline=pool.regions.label(regions[0].id).upper() if chance.random() < DATELINE_SHARE else "",
        review="date: only a weekday is printed" if chance.random() < REVIEW_SHARE else "",
        reprint_of=original.slug if original else "",
        paragraphs=paragraphs,
        place=place,
    )


def _words(text: str, number: int) -> str:
    return re.sub(r"[,.;]$", "", " ".join(text.split()[:number]))


def posts(number: int) -> Iterator[Post]:
    """The posts of the archive, with their evidence."""
    pool = Pool()
    return (post_of(item, pool) for item in items(number, pool))


def write(number: int, folder: Path) -> None:
    """Writes an archive's posts below `folder`/articles/."""
    for post in posts(number):
        path = folder / "articles" / post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post.markdown, encoding="utf-8", newline="\n")
        (folder / "articles" / post.evidence_path).write_text(post.evidence, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site.corpus")
    parser.add_argument("articles", type=int)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    write(options.articles, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
