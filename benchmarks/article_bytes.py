"""What an article's page weighs beyond its text, part by part.

    python -m benchmarks.article_bytes [SITE] [--most 6000]

Counted is the file as it lies on disk, less the words between the tags of the story's body: headline, tags, citations
and all else are excess. Parts follow each other without a gap, so that their sum is the page; of the head, policy and
data for search engines are counted apart. Without SITE the shipped example is built for an address of usual length.
`--most` is the median excess beyond which the exit code is 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

from benchmarks.search.report import table
from tools import ROOT
from tools.building import build

ADDRESS = "https://archive.example/repo"
SCRATCH = ROOT / ".build" / "article-bytes"
MOST = 6_000  # bytes beyond the text, median: docs/theme.md says why


def _of_class(name: str) -> str:
    return rf'<[a-z]+ class="?(?:[\w-]+ )*{name}(?=[" >])'


BEGINS = (  # parts in the order of a page, and how each begins; one that a page does not have weighs nothing
    ("head", r"<!DOCTYPE"),
    ("masthead", r"<body"),
    ("crumbs, headline, what it is", r"<main"),
    ("record", _of_class("sheet")),
    ("body", _of_class("body")),
    ("tags", r"<aside"),
    ("printed again", r'<h2 [^>]*id="?reprints'),
    ("cite", r'<h2 [^>]*id="?cite'),
    ("provenance", r"<h2>Provenance"),
    ("related", r"<h2>Related"),
    ("same capture", r"<h2>[^<]*</h2>\s*<ul><li><small"),
    ("foot", r"<footer"),
)
INSIDE = {  # counted apart from the part they stand in
    "policy": r"<meta http-equiv=[^>]*>",
    "for Zotero and others": (
        r"<(?:meta (?:name|property)=(?!\"?viewport)|link rel=\"?(?:canonical|original|memento))[^>]*>"
    ),
    "for search engines": r'<script type="?application/ld\+json.*?</script>',
}
BODY = re.compile(rf"{_of_class('body')}[^>]*>(.*?)</div>", re.DOTALL)


@dataclass(frozen=True)
class Weighed:
    """Bytes of an article's page: of its text, and of each part beyond it."""

    text: int
    parts: dict[str, int]

    @property
    def excess(self) -> int:
        return sum(self.parts.values())


def weighed(page: str) -> Weighed:
    """What the parts of an article's page weigh. Raises ValueError for a page that has no body of an article."""
    body = BODY.search(page)
    if body is None:
        raise ValueError("no body of an article")
    text = sum(len(unescape(piece).strip().encode()) for piece in re.split(r"<[^>]*>", body[1]))
    starts = [(name, found.start()) for name, pattern in BEGINS if (found := re.search(pattern, page))]
    parts = {name: len(page[start:end].encode()) for (name, start), (_, end) in pairwise([*starts, ("", len(page))])}
    parts["body"] -= text
    for name, pattern in INSIDE.items():
        parts[name] = sum(len(found.encode()) for found in re.findall(pattern, page, re.DOTALL))
        parts["head"] -= parts[name]
    return Weighed(text, parts)


def articles(site: Path) -> Iterator[Weighed]:
    """Every article of a built site."""
    for page in sorted(site.glob("article/*/index.html")):
        yield weighed(page.read_text(encoding="utf-8"))


def rows(pages: Sequence[Weighed]) -> Iterator[list[str]]:
    """A row for each part, then for the sum and the text."""

    def row(name: str, sizes: Sequence[int]) -> list[str]:
        return [name, f"{median(sizes):.0f}", f"{mean(sizes):.0f}", str(max(sizes))]

    for name in [*(name for name, _ in BEGINS), *INSIDE]:
        yield row(name, [page.parts.get(name, 0) for page in pages])
    yield row("all beyond the text", [page.excess for page in pages])
    yield row("text", [page.text for page in pages])


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code; 1 when half of the articles are heavier."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.article_bytes")
    parser.add_argument("site", type=Path, nargs="?", help="a built site; without one the example is built")
    parser.add_argument("--most", type=int, default=MOST, help=f"bytes beyond the text, median: {MOST}")
    asked = parser.parse_args(arguments)
    site = asked.site or built()
    pages = list(articles(site))
    if not pages:
        print(f"{site}: no articles; build the site first", file=sys.stderr)
        return 1
    print(table((f"bytes of {len(pages)} articles", "median", "mean", "most"), list(rows(pages))))
    heavy = median(page.excess for page in pages)
    if heavy > asked.most:
        print(
            f"{site}: half of the articles have {heavy:.0f} bytes beyond their text, at most {asked.most}",
            file=sys.stderr,
        )
        return 1
    return 0


def built() -> Path:
    """Folder of the shipped example's site. Ends the program when it cannot be built."""
    site = build(output=SCRATCH, site_url=ADDRESS)
    if site.code:
        sys.exit(site.advice)
    return site.folder


if __name__ == "__main__":
    sys.exit(main())
