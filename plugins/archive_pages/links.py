"""What an article's page reads from the rest of the archive, and nothing more: names, addresses, a few other stories.

A page is a function of a value: `views.article_view` gets the story's own entry, its evidence and its `Links`, and no
archive. So the digest of the three (and of the body) says whether the page has to be made again, and nothing can be
forgotten: what is not in the value cannot be on the page. Whatever makes `Links` faster than `links_of` has to come to
an equal value. One thing more stands on a page: the vocabularies' names of what a correction changed (`in_words` of
`article_view`), so their digest belongs to the page's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from plugins.seed_posts.kinds import Span

from .archive import Archive
from .entries import Entry
from .evidence import EvidenceFile
from .speech import _
from .trees import Tree
from .wording import commas, percent, spoken_date


class Linked(NamedTuple):
    """Another story, as far as a page that links to it names it."""

    url: str
    title: str
    lang: str
    date: str
    source: str


class Printing(NamedTuple):
    """A reprint as its canonical story's page lists it: who printed it when, and how much of the story."""

    entry: Linked
    by: str
    date: str
    likeness: str
    seed: str
    seed_lines: Span | None


class Place(NamedTuple):
    """A region or topic that has a page."""

    id: str
    label: str
    path: str  # below "region/" or "topic/"


class Links(NamedTuple):
    """All that a story's page says of other stories and of what it is filed under."""

    regions: tuple[Place, ...] = ()  # of those the story is listed under, the ones the vocabulary knows
    topics: tuple[Place, ...] = ()
    source_url: str = ""  # of its publisher's page, below the site's root
    agency_url: str = ""
    original: Linked | None = None  # the story this one reprints
    before: Linked | None = None  # in its capture
    after: Linked | None = None
    reprints: tuple[Printing, ...] = ()  # by date, undated ones last
    related: tuple[tuple[Linked, str], ...] = ()  # with the reason: "Harbin, tourism"


def links_of(entry: Entry, archive: Archive, evidence_of: Callable[[str], EvidenceFile | None]) -> Links:
    """What the page of a story of this archive reads of it; `evidence_of` reads that of a reprint."""
    before, after = archive.neighbours(entry)
    source = archive.sources.get(entry.source) if entry.source else None
    agency = archive.sources.get(entry.agency) if entry.agency else None
    original = archive.by_slug.get(entry.reprint_of) if entry.reprint_of else None
    return Links(
        regions=_places((region.id for region in entry.regions), archive.regions),
        topics=_places(entry.topics, archive.topics),
        source_url=source.path if source else "",
        agency_url=agency.path if agency else "",
        original=linked(original) if original else None,
        before=linked(before) if before else None,
        after=linked(after) if after else None,
        reprints=_printings(archive.printed_again.get(entry.slug, ()), evidence_of),
        related=tuple(
            (linked(other.entry), commas([_label(archive.regions, other.region), _label(archive.topics, other.topic)]))
            for other in archive.related.of(entry, besides=[near.slug for near in (before, after) if near])
        ),
    )


def linked(entry: Entry) -> Linked:
    return Linked(entry.url, entry.title, entry.lang, entry.date, entry.source)


def likeness(evidence: EvidenceFile | None) -> str:
    """How much of its canonical story a reprint repeats, in words; "" where nobody measured it."""
    reprint = evidence.story.reprint if evidence else None
    if reprint is None or not reprint.share:
        return ""
    if reprint.share == reprint.share_of_canonical == 1:
        return _("repeats the story word for word")
    whole, own = percent(reprint.share_of_canonical), percent(reprint.share)
    return _("repeats %(whole)s of the story, which is %(own)s of its text") % {"whole": whole, "own": own}


def _places(ids: Iterable[str], tree: Tree) -> tuple[Place, ...]:
    return tuple(Place(node.id, node.label, node.path) for id in ids if (node := tree.get(id)))


def _label(tree: Tree, id: str) -> str:
    node = tree.get(id)
    return node.label if node else id


def _printings(reprints: Iterable[Entry], evidence_of: Callable[[str], EvidenceFile | None]) -> tuple[Printing, ...]:
    by_date = sorted(reprints, key=lambda entry: (not entry.date, entry.date, entry.slug))
    return tuple(_printing(entry, evidence_of(entry.slug)) for entry in by_date)


def _printing(entry: Entry, evidence: EvidenceFile | None) -> Printing:
    by = entry.source or _("Source not stated")
    if entry.agency and entry.agency != entry.source:
        by += _(", from %(agency)s") % {"agency": entry.agency}
    date = spoken_date(entry.date)
    return Printing(linked(entry), by, date, likeness(evidence), entry.seed, entry.seed_lines)
