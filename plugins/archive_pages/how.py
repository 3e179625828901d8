"""How each story was made: the words and rules behind every value, and the capture's lines with what was cut out.

Researchers ask for it, readers seldom do, and it is as long as the story. So it stands apart from the article, on pages
that several stories share: a page of its own for each story would repeat head and masthead a hundred thousand times.
Which page is settled by the slug alone, so that no other story can move it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from markupsafe import Markup
from msgspec import Struct

from .entries import Entry
from .evidence import EvidenceFile

FOLDER = "how/"  # below the site's root
ID_DIGITS = 10  # further ones that name a story on its page: two of 24 are never alike
DIGITS = 3  # of the slug's digest that name a page: 4,096 pages, of 24 stories each in an archive of 100,000


class HowStory(Struct, frozen=True):
    """What a page tells of one story."""

    id: str  # on its page
    entry: Entry
    rows: Markup  # every value with its words
    capture: Markup  # the lines it was read from
    references: Markup


def how_page(slug: str) -> str:
    """Address of the page that tells how the story was made, and perhaps others."""
    return _page(_digest(slug))


def how_id(slug: str) -> str:
    """Where on that page the story stands: shorter than its slug, which every article page would repeat."""
    return _id(_digest(slug))


def how_address(slug: str) -> str:
    digest = _digest(slug)
    return f"{_page(digest)}#{_id(digest)}"


def _page(digest: str) -> str:
    return f"{FOLDER}{digest[:DIGITS]}/"


def _id(digest: str) -> str:
    return f"s{digest[DIGITS : DIGITS + ID_DIGITS]}"


def _digest(slug: str) -> str:
    return sha256(slug.encode()).hexdigest()


def how_pages(
    entries: Iterable[Entry],
    evidence_of: Callable[[str], EvidenceFile | None],
    told: Callable[[Entry, EvidenceFile], HowStory],
) -> Iterator[tuple[str, tuple[HowStory, ...]]]:
    """Address and stories of each page, in their slugs' order; evidence is read a page at a time."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[how_page(entry.slug)].append(entry)
    for url in sorted(pages):
        by_slug = sorted(pages[url], key=lambda entry: entry.slug)
        stories = tuple(told(entry, evidence) for entry in by_slug if (evidence := evidence_of(entry.slug)))
        if stories:
            yield url, stories
