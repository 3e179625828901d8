"""How each story was made: the words and rules behind every value, and the capture's lines with what was cut out.

Researchers ask for it, readers seldom do, and it is as long as the story. So it stands apart from the article, on pages
that several stories share: a page of its own for each story would repeat head and masthead a hundred thousand times.
Which page is settled by the slug alone, so that no other story can move it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from .citations import Reference
from .entries import Entry
from .evidence import EvidenceFile, TagEvidence, Words
from .provenance import Provenance, provenance_of
from .speech import _
from .wording import ROLES_INSIDE, decimal

FOLDER = "how/"  # below the site's root
ID_DIGITS = 10  # further ones that name a story on its page: two of 24 are never alike
DIGITS = 3  # of the slug's digest that name a page: 4,096 pages, of 24 stories each in an archive of 100,000


class HowTag(NamedTuple):
    """A region or topic of the story, and what its evidence comes to: "about, implied, score 5.1"."""

    label: str
    said: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class HowStory:
    """What a page tells of one story."""

    id: str  # on its page
    entry: Entry
    evidence: EvidenceFile
    tags: tuple[HowTag, ...]
    provenance: Provenance | None
    references: tuple[Reference, ...]


def how_page(slug: str) -> str:
    """Address of the page that tells how the story was made, and perhaps others."""
    return f"{FOLDER}{_digest(slug)[:DIGITS]}/"


def how_id(slug: str) -> str:
    """Where on that page the story stands: shorter than its slug, which every article page would repeat."""
    return f"s{_digest(slug)[DIGITS : DIGITS + ID_DIGITS]}"


def how_address(slug: str) -> str:
    return f"{how_page(slug)}#{how_id(slug)}"


def _digest(slug: str) -> str:
    return sha256(slug.encode()).hexdigest()


def how_pages(
    entries: Iterable[Entry],
    evidence_of: Callable[[str], EvidenceFile | None],
    content_of: Callable[[str], str],
    references_of: Callable[[Entry], tuple[Reference, ...]],
) -> Iterator[tuple[str, tuple[HowStory, ...]]]:
    """Address and stories of each page, in their slugs' order; evidence is read a page at a time."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[how_page(entry.slug)].append(entry)
    for url in sorted(pages):
        told = tuple(
            HowStory(
                how_id(entry.slug),
                entry,
                evidence,
                _tags(evidence),
                provenance_of(evidence, content_of(entry.slug)),
                references_of(entry),
            )
            for entry in sorted(pages[url], key=lambda entry: entry.slug)
            if (evidence := evidence_of(entry.slug))
        )
        if told:
            yield url, told


def _tags(evidence: EvidenceFile) -> tuple[HowTag, ...]:
    found = [*evidence.regions.values(), *evidence.topics.values()]
    return tuple(HowTag(tag.label, _said(tag), tag.words) for tag in found)


def _said(tag: TagEvidence) -> str:
    role = _(ROLES_INSIDE[tag.role]) if tag.role else _("topic")
    return role + (_(", implied") if tag.implied else "") + _(", score %(score)s") % {"score": decimal(tag.score)}
