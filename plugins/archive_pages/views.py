"""What the article template shows besides the text: tags with evidence, provenance, citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from plugins.seed_posts.model import Role

from .archive import Archive
from .corrections_log import Correction
from .entries import LISTED_ROLES, Entry
from .evidence import Change, EvidenceFile, TagEvidence, Words
from .how import how_address
from .machines import TITLE_MAX, breadcrumbs, description, graph, head_meta, news_article
from .markup import json_block
from .styles import citations
from .trees import Tree
from .wording import BASIS, MONTHS, ROLES, cut, listed, spoken_date

LONG_HEADLINE = 90  # characters; longer ones are set in a smaller size
VERY_LONG_HEADLINE = 220  # characters; smaller again


@dataclass(frozen=True, slots=True)
class Tag:
    """A region or topic of a story; `url` is "" for one the vocabulary does not know."""

    id: str
    label: str
    url: str
    evidence: TagEvidence | None
    implied_by: str = ""  # labels of the regions that imply this one, "Harbin and Heihe"

    @property
    def earned(self) -> str:
        """The words that earned it, each once: "by name, “Chinese”"; where they stand is told by how it was made."""
        if self.implied_by:
            return f"implied by {self.implied_by}"
        said: dict[str, None] = {}
        for words in self.evidence.words if self.evidence else ():
            named = words.text.casefold() == self.label.casefold()
            said["by name" if named else _reason(words)] = None
        return ", ".join(sorted(said, key=lambda words: words != "by name"))


def _reason(words: Words) -> str:
    return f"set by the maintainer: {words.text}" if words.is_correction else f"“{words.text}”"


@dataclass(frozen=True, slots=True)
class Printing:
    """A reprint as its canonical story's page lists it: who printed it when, and how much of the story."""

    entry: Entry
    by: str
    date: str
    likeness: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    entry: Entry
    title: str  # for the head: not longer than a title should be
    size: str  # "", "long" or "very-long": how a headline is set
    description: str
    address: str  # full address of this page
    canonical: str  # the same, or of the story it reprints
    date: str
    date_note: str
    digest_of: str  # "a report by X in Y"; "" for a text that is not a digest
    source_url: str
    agency_url: str
    regions: tuple[tuple[str, tuple[Tag, ...]], ...]  # what the story does with them ("About"), and which
    mentions: tuple[Tag, ...]
    explained: bool  # whether any tag has words that earned it
    topics: tuple[Tag, ...]
    evidence: EvidenceFile | None
    corrections: tuple[Correction, ...]
    how: str  # address of how the story was made; "" where no evidence says
    reprints: tuple[Printing, ...]  # by date
    likeness: str  # of a reprint: how much of it the other has; "" where nobody measured it
    original: Entry | None  # the story this one reprints
    before: Entry | None
    after: Entry | None
    related: tuple[tuple[Entry, str], ...]  # with the reason: "Harbin, tourism"
    trail: tuple[tuple[str, str], ...]
    citations: tuple[tuple[str, str], ...]  # name of a style, and the citation in it
    meta: tuple[tuple[str, str, str], ...]  # name, property, content
    json_ld: Markup


def article_view(
    entry: Entry,
    archive: Archive,
    evidence: EvidenceFile | None,
    *,
    name: str,
    site: str,
    in_words: Callable[[Change, Entry], Correction],
    evidence_of: Callable[[str], EvidenceFile | None] = lambda slug: None,
) -> ArticleView:
    """The view of a story in an archive called `name`, published at `site`; `evidence_of` reads that of another.

    `in_words` names what a correction changed.
    """
    address = f"{site}/{entry.url}"
    original = archive.by_slug.get(entry.reprint_of) if entry.reprint_of else None
    canonical = f"{site}/{original.url}" if original else address
    before, after = archive.neighbours(entry)
    regions = _regions(entry, archive.regions, evidence)
    places = [tag.label for role, tags in regions if role == ROLES[Role.PRIMARY] for tag in tags]
    others = [tag.label for role, tags in regions if role == ROLES[Role.SECONDARY] for tag in tags]
    topics = tuple(_topic_tag(code, archive.topics, evidence) for code in entry.topics)
    trail = _trail(entry)
    json_ld = graph(
        news_article(entry, address, name, f"{site}/", places, [*(t.label for t in topics), *others]),
        breadcrumbs(trail[1:] or trail, site),
    )
    mentions = tuple(_passing(Role.MENTION, entry, evidence))
    listed_tags = [*(tag for _, tags in regions for tag in tags), *topics, *mentions]
    source = archive.sources.get(entry.source) if entry.source else None
    agency = archive.sources.get(entry.agency) if entry.agency else None
    return ArticleView(
        entry=entry,
        title=cut(entry.title, TITLE_MAX),
        size=_size(entry.title),
        description=description(entry),
        address=address,
        canonical=canonical,
        date=spoken_date(entry.date),
        date_note=BASIS.get(entry.basis, ""),
        digest_of=_digest_of(entry) if entry.is_digest else "",
        source_url=source.path if source else "",
        agency_url=agency.path if agency else "",
        regions=regions,
        mentions=mentions,
        explained=any(tag.earned for tag in listed_tags),
        topics=topics,
        evidence=evidence,
        corrections=tuple(in_words(change, entry) for change in evidence.corrections) if evidence else (),
        how=how_address(entry.slug) if evidence else "",
        reprints=_printings(archive.printed_again.get(entry.slug, ()), evidence_of),
        likeness=_likeness(evidence),
        original=original,
        before=before,
        after=after,
        related=tuple(
            (other.entry, f"{_label(archive.regions, other.region)}, {_label(archive.topics, other.topic)}")
            for other in archive.related.of(entry, besides=[near.slug for near in (before, after) if near])
        ),
        trail=trail,
        citations=citations(entry, address),
        meta=tuple(head_meta(entry, address, name, canonical)),
        json_ld=json_block(json_ld),
    )


def _label(tree: Tree, id: str) -> str:
    node = tree.get(id)
    return node.label if node else id


def _size(title: str) -> str:
    if len(title) > VERY_LONG_HEADLINE:
        return "very-long"
    return "long" if len(title) > LONG_HEADLINE else ""


def _digest_of(entry: Entry) -> str:
    words = "a report"
    if entry.authors:
        words += f" by {listed(entry.authors)}"
    wire = f" from {entry.agency}" if entry.agency and entry.agency != entry.source else ""
    if entry.source:
        return f"{words}{wire} in {entry.source}"
    if wire:
        return f"{words}{wire}"
    return f"{words} whose newspaper the capture does not name"


def _printings(reprints: Iterable[Entry], evidence_of: Callable[[str], EvidenceFile | None]) -> tuple[Printing, ...]:
    """The reprints by date, undated ones last."""
    by_date = sorted(reprints, key=lambda entry: (not entry.date, entry.date, entry.slug))
    return tuple(_printing(entry, evidence_of(entry.slug)) for entry in by_date)


def _printing(entry: Entry, evidence: EvidenceFile | None) -> Printing:
    wire = f", from {entry.agency}" if entry.agency and entry.agency != entry.source else ""
    return Printing(entry, f"{entry.source or 'Source not stated'}{wire}", spoken_date(entry.date), _likeness(evidence))


def _likeness(evidence: EvidenceFile | None) -> str:
    """How much of its canonical story a reprint repeats, in words."""
    reprint = evidence.reprint if evidence else None
    if reprint is None or not reprint.share:
        return ""
    if reprint.share == reprint.share_of_canonical == 1:
        return "repeats the story word for word"
    return f"repeats {reprint.share_of_canonical:.0%} of the story, which is {reprint.share:.0%} of its text"


def _regions(entry: Entry, tree: Tree, evidence: EvidenceFile | None) -> tuple[tuple[str, tuple[Tag, ...]], ...]:
    """The regions that have a place of their own on the page, by role; those only mentioned are left to the end."""
    groups = {
        role: tuple(_region_tag(region.id, tree, evidence) for region in entry.regions if region.role is role)
        for role in LISTED_ROLES
    }
    groups[Role.DATELINE] = tuple(_passing(Role.DATELINE, entry, evidence))
    return tuple((ROLES[role], tags) for role, tags in groups.items() if tags)


def _region_tag(id: str, tree: Tree, evidence: EvidenceFile | None) -> Tag:
    found = evidence.regions.get(id) if evidence else None
    node = tree.get(id)
    label = node.label if node else found.label if found else id
    return Tag(id, label, f"region/{node.path}/" if node else "", found, _implied_by(found, evidence))


def _implied_by(tag: TagEvidence | None, evidence: EvidenceFile | None) -> str:
    """The regions whose being named implies this one, in words; "" for one that is named itself."""
    if tag is None or evidence is None or not tag.implied:
        return ""
    named = [evidence.regions[id].label for id in tag.implied_by if id in evidence.regions]
    return listed(named) or "another region"


def _topic_tag(code: str, tree: Tree, evidence: EvidenceFile | None) -> Tag:
    found = evidence.topics.get(code) if evidence else None
    node = tree.get(code)
    label = node.label if node else found.label if found else code
    return Tag(code, label, f"topic/{node.path}/" if node else "", found)


def _passing(role: Role, entry: Entry, evidence: EvidenceFile | None) -> Iterable[Tag]:
    """Regions of a role that lists them nowhere. Never linked: another story decides whether they have a page."""
    shown = {region.id for region in entry.regions}
    for tag in evidence.regions.values() if evidence else ():
        if tag.role is role and tag.id not in shown:
            yield Tag(tag.id, tag.label, "", tag, _implied_by(tag, evidence))


def _trail(entry: Entry) -> tuple[tuple[str, str], ...]:
    if not entry.date:
        return (("Undated", "undated/"),)
    trail = [("Dates", "date/"), (entry.year, f"date/{entry.year}/")]
    if entry.month:
        trail.append((MONTHS[int(entry.month) - 1], f"date/{entry.year}/{entry.month}/"))
    return tuple(trail)
