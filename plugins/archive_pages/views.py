"""What the article template shows besides the text: tags with evidence, provenance, citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from plugins.seed_posts.kinds import Role

from .corrections_log import Correction
from .entries import LISTED_ROLES, Entry
from .evidence import CORRECTION, Change, EvidenceFile, TagEvidence
from .how import how_address
from .links import Linked, Links, Place, Printing, likeness
from .machines import TITLE_MAX, breadcrumbs, description, graph, head_meta, news_article
from .markup import json_block
from .speech import N_, _
from .styles import citations
from .wording import BASIS, ROLES, capitalised, commas, cut, listed, month_name, short_date, spoken_date

LONG_HEADLINE = 90  # characters; longer ones are set in a smaller size
MONTH = 3  # steps of a trail down to a month; search engines show no shorter one, and need no longer one
VERY_LONG_HEADLINE = 220  # characters; smaller again
DIGEST_OF = {  # by which of authors, agency and newspaper are known
    (True, True, True): N_("Digest by this archive of a report by %(authors)s from %(agency)s in %(source)s."),
    (True, False, True): N_("Digest by this archive of a report by %(authors)s in %(source)s."),
    (False, True, True): N_("Digest by this archive of a report from %(agency)s in %(source)s."),
    (False, False, True): N_("Digest by this archive of a report in %(source)s."),
    (True, True, False): N_("Digest by this archive of a report by %(authors)s from %(agency)s."),
    (False, True, False): N_("Digest by this archive of a report from %(agency)s."),
    (True, False, False): N_(
        "Digest by this archive of a report by %(authors)s whose newspaper the capture does not name."
    ),
    (False, False, False): N_("Digest by this archive of a report whose newspaper the capture does not name."),
}


class Tag(NamedTuple):
    """A region or topic of a story; `url` is "" for one the vocabulary does not know."""

    id: str
    label: str
    url: str
    earned: str  # the words that earned it, each once: "by name, “Chinese”"


def _earned(label: str, evidence: TagEvidence | None, implied_by: str = "") -> str:
    """The words that earned a tag; where they stand is told by how it was made."""
    if implied_by:
        return _("implied by %(regions)s") % {"regions": implied_by}
    if evidence is None or not evidence.quotes:
        return ""
    names = (label.casefold(), evidence.label.casefold())
    others: dict[str, None] = {}
    reasons: dict[str, None] = {}
    by_name = False
    for quote in evidence.quotes:
        text = quote.text
        if quote.rule == CORRECTION:
            reasons[text] = None
        elif text.casefold() in names:
            by_name = True
        else:
            others[text] = None
    if not others and not reasons:  # as of most tags
        return _("by name")
    said = [_("by name")] if by_name else []
    said += [_("“%(words)s”") % {"words": commas(others)}] if others else []
    return commas([*said, *(_("set by the maintainer: %(reason)s") % {"reason": reason} for reason in reasons)])


class ArticleView(NamedTuple):
    entry: Entry
    title: str  # for the head: not longer than a title should be
    size: str  # "", "long" or "very-long": how a headline is set
    description: str
    address: str  # full address of this page
    canonical: str  # the same, or of the story it reprints
    date: str
    date_note: str
    digest_of: str  # "Digest by this archive of a report by X in Y."; "" for a text that is not a digest
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
    original: Linked | None  # the story this one reprints
    before: Linked | None
    after: Linked | None
    related: tuple[tuple[Linked, str, str], ...]  # when and where it was printed; why: "Harbin, tourism"
    trail: tuple[tuple[str, str], ...]
    citations: tuple[tuple[str, str], ...]  # name of a style, and the citation in it
    meta: tuple[tuple[str, str, str], ...]  # name, property, content
    json_ld: Markup


def article_view(
    entry: Entry,
    links: Links,
    evidence: EvidenceFile | None,
    *,
    name: str,
    site: str,
    in_words: Callable[[Change, Entry], Correction],
) -> ArticleView:
    """The view of a story in an archive called `name` that is published at `site`; `in_words` names what changed."""
    address = f"{site}/{entry.url}"
    canonical = f"{site}/{links.original.url}" if links.original else address
    regions = _regions(entry, {place.id: place for place in links.regions}, evidence)
    implied = {id for id, tag in evidence.regions.items() if tag.implied} if evidence else ()
    places = [tag.label for role, tags in regions if role is Role.PRIMARY for tag in tags if tag.id not in implied]
    topic_places = {place.id: place for place in links.topics}
    topics = tuple(_topic_tag(code, topic_places, evidence) for code in entry.topics)
    trail = _trail(entry)
    json_ld = graph(
        news_article(entry, name, [*(topic.label for topic in topics), *places]),
        *([breadcrumbs(trail[1:MONTH], site)] if len(trail) >= MONTH else []),
    )
    mentions = tuple(_passing(Role.MENTION, entry, evidence))
    listed_tags = [*(tag for _, tags in regions for tag in tags), *topics, *mentions]
    return ArticleView(
        entry=entry,
        title=cut(entry.title, TITLE_MAX),
        size=_size(entry.title),
        description=description(entry),
        address=address,
        canonical=canonical,
        date=spoken_date(entry.date),
        date_note=_(BASIS[entry.basis]) if entry.basis in BASIS else "",
        digest_of=_digest_of(entry) if entry.is_digest else "",
        source_url=links.source_url,
        agency_url=links.agency_url,
        regions=tuple((_(ROLES[role]), tags) for role, tags in regions),
        mentions=mentions,
        explained=any(tag.earned for tag in listed_tags),
        topics=topics,
        evidence=evidence,
        corrections=tuple(in_words(change, entry) for change in evidence.corrections) if evidence else (),
        how=how_address(entry.slug) if evidence else "",
        reprints=links.reprints,
        likeness=likeness(evidence),
        original=links.original,
        before=links.before,
        after=links.after,
        related=tuple((other, _printed(other), reason) for other, reason in links.related),
        trail=trail,
        citations=citations(entry, address),
        meta=tuple(head_meta(entry, address, name, canonical)),
        json_ld=json_block(json_ld),
    )


def _printed(other: Linked) -> str:
    """When and by whom: "19 Mar 2018, The Gazette", as far as it is known."""
    return commas(filter(None, (short_date(other.date) if other.date else "", other.source)))


def _size(title: str) -> str:
    if len(title) > VERY_LONG_HEADLINE:
        return "very-long"
    return "long" if len(title) > LONG_HEADLINE else ""


def _digest_of(entry: Entry) -> str:
    agency = entry.agency if entry.agency != entry.source else ""
    text = DIGEST_OF[bool(entry.authors), bool(agency), bool(entry.source)]
    return _(text) % {"authors": listed(entry.authors), "agency": agency, "source": entry.source}


def _regions(
    entry: Entry, places: Mapping[str, Place], evidence: EvidenceFile | None
) -> tuple[tuple[Role, tuple[Tag, ...]], ...]:
    """The regions that have a place of their own on the page, by role; those only mentioned are left to the end."""
    groups = {
        role: tuple(_region_tag(region.id, places, evidence) for region in entry.regions if region.role is role)
        for role in LISTED_ROLES
    }
    groups[Role.DATELINE] = tuple(_passing(Role.DATELINE, entry, evidence))
    return tuple((role, tags) for role, tags in groups.items() if tags)


def _region_tag(id: str, places: Mapping[str, Place], evidence: EvidenceFile | None) -> Tag:
    found = evidence.regions.get(id) if evidence else None
    place = places.get(id)
    label = place.label if place else found.label if found else id
    return Tag(id, label, f"region/{place.path}/" if place else "", _earned(label, found, _implied_by(found, evidence)))


def _implied_by(tag: TagEvidence | None, evidence: EvidenceFile | None) -> str:
    """The regions whose being named implies this one, in words; "" for one that is named itself."""
    if tag is None or evidence is None or not tag.implied:
        return ""
    named = [evidence.regions[id].label for id in tag.implied_by if id in evidence.regions]
    return listed(named) or _("another region")


def _topic_tag(code: str, places: Mapping[str, Place], evidence: EvidenceFile | None) -> Tag:
    found = evidence.topics.get(code) if evidence else None
    place = places.get(code)
    label = place.label if place else found.label if found else code
    return Tag(code, label, f"topic/{place.path}/" if place else "", _earned(label, found))


def _passing(role: Role, entry: Entry, evidence: EvidenceFile | None) -> Iterable[Tag]:
    """Regions of a role that lists them nowhere. Never linked: another story decides whether they have a page."""
    shown = {region.id for region in entry.regions}
    for tag in evidence.regions.values() if evidence else ():
        if tag.role is role and tag.id not in shown:
            yield Tag(tag.id, tag.label, "", _earned(tag.label, tag, _implied_by(tag, evidence)))


def _trail(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Down to the day, as far as it is known. No list of dates has a reprint, so that its year may have no page."""
    if not entry.date:
        return ((_("Undated"), "undated/"),)
    trail = [(_("Dates"), "date/")]
    year, month, day = ["", "", ""] if entry.is_reprint else [*entry.date.split("-"), "", ""][:3]
    if year:
        trail.append((year, f"date/{year}/"))
    if month:
        trail.append((capitalised(month_name(month)), f"date/{year}/{month}/"))
    if day:
        trail.append((str(int(day)), f"date/{year}/{month}/{day}/"))
    return tuple(trail)
