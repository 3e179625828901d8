"""Who published a story, the agency it was taken from, and the address it stood at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from .biographies import TRADES, read_biography
from .bylines import may_name_agency, read_byline
from .datelines import read_dateline
from .line_search import searched
from .model import Capture, Evidence, Finding, Span
from .names import is_name
from .outlets import is_outlet, masthead_pieces, outlet_in
from .publishers import Sources, host_of, spells_host
from .site_names import (
    HEAD_LINE_MAX,
    NAME,
    SITE,
    Sign,
    StoryParts,
    banner_signs,
    masthead_signs,
    numbered,
    owner_signs,
    sign_of,
    subscription_signs,
)
from .stamps import read_stamps
from .word_finder import WordFinder

__all__ = ["Sources", "StoryParts", "find_source", "find_url"]

Owners = Callable[[], tuple[Sign, ...]]

HEAD_LINES = 3  # first lines of body in which a dateline may stand
TAIL_LINES = 3  # last lines of a story, for "(Reuters)" or "Source: X"
CITED_MIN = 2  # times a story must say "Reuters said" before its report counts as the agency's

_URL = re.compile(r"^\s*(?:\S{0,20}:\s+)?(?P<url>https?://\S+)\s*$", re.IGNORECASE)
_SOURCE_LINE = re.compile(
    r"^\W{0,4}(?:source|original source|(?:originally|first) published (?:by|in|on|at)|источник|来源)\s*[:：]?"
    r"\s*(?P<name>[^|\n]{2,80}?)\s*(?:\||$|\d{4}[-/])",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(
    r"^\W{0,4}(?:(?:original )?source|источник|来源)\s*[:：]|^\W{0,4}(?:originally|first) published", re.IGNORECASE
)
_SOURCE_LABELS = ("source", "published", "источник", "来源")  # one of which the pattern needs
_BESIDES = re.compile(r"(?:,?\s(?:and|with|&)\s(?:other\s)?(?:news\s)?agencies)?[\s,.;|–—-]*$")
_PICTURES = re.compile(  # where pictures come from, and no story does
    r"(?:unsplash|pexels|pixabay|flickr|freepik|istock|i?stockphoto|shutterstock|getty|alamy|depositphotos|wikimedia)\b",
    re.IGNORECASE,
)
_OWN_CREDIT = re.compile(rf"©\s?(?P<name>{NAME})\s?/")
_INTERVIEW = re.compile(
    r"\b(?:exclusive )?interview (?:with|to|for)\s(?:the\s)?(?P<name>[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,3})"
)
_TOLD = re.compile(r"\btold\s(?:the\s)?(?P<name>[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,3})")
_HEAD_AGENCY = re.compile(r"^\W{0,3}\((?P<name>[A-Z][\w&' -]{1,30})\)")
_TAIL_AGENCY = re.compile(r"[(（](?P<name>[A-Z][\w&' -]{1,30})[)）]\W*$")
_TRADES = WordFinder([TRADES])
_SAYS = ("reported", "said", "wrote")  # one of which the pattern needs, behind the name
_SAYING = re.compile(r"\s(?:reported|said|wrote)\b")
SAYER_MAX = 30  # characters before it in which the last word of who said so stands
_WORD = re.compile(r"\w+")
_SAID = re.compile(rf"\b(?P<name>{NAME})\s(?:reported|said|wrote)\b")


def find_url(capture: Capture, lines: Span) -> Finding[str]:
    """The story's own address: a line of its span that is nothing but one. The last such line wins."""
    for number in reversed(searched(capture).holding(("://",), lines)):
        line = capture.lines[number - 1]
        match = _URL.match(line) if len(line) <= 2000 else None
        if not match:
            continue
        evidence = (Evidence("story-url", match["url"], number, match.start("url")),)
        if "..." in match["url"] or "…" in match["url"]:
            return Finding(evidence=evidence, reason="the address was cut short when the page was saved")
        return Finding(match["url"], evidence, 0.95)
    return Finding(reason="not in the capture")


def find_source(capture: Capture, parts: StoryParts, sources: Sources) -> tuple[Finding[str], Finding[str]]:
    """The publisher of a story, and the agency its text was taken from where that is another."""
    owners = cache(lambda: tuple(owner_signs(capture, parts, sources)))  # read if asked for, and once
    sign = next(_publisher_signs(capture, parts, sources, owners), None)
    wire = next(_wire_signs(capture, parts, sources), None)
    sign = sign or next(_weak_signs(capture, parts, sources), None)
    if sign is None and wire is not None and (unread := _unread_masthead(capture, parts, sources)):
        return Finding(evidence=(unread,), reason="the line above the story may name its paper"), _found(wire)
    if sign is None and wire is not None and wire.evidence.rule == "dateline-agency":
        return _found(wire), Finding(reason="the agency itself is the publisher")
    if wire is None or (sign is not None and _same(sign, wire)):
        agency: Finding[str] = Finding(reason="no agency is named")
    else:
        agency = _found(wire)
    if sign is None and (unsure := [sign for sign in owners() if sign.reason]):
        return Finding(evidence=tuple(sign.evidence for sign in unsure), reason=unsure[0].reason), agency
    return (_found(sign) if sign else Finding(reason="no line names the publisher")), agency


def _found(sign: Sign) -> Finding[str]:
    return Finding(sign.name, (sign.evidence,), sign.confidence, sign.reason)


def _same(left: Sign, right: Sign) -> bool:
    return left.name == right.name


def _publisher_signs(capture: Capture, parts: StoryParts, sources: Sources, owners: Owners) -> Iterator[Sign]:
    """Firm signs of the publisher, firmest first."""
    if capture.source:
        yield Sign(sources.canonical(capture.source), Evidence("sidecar-source", capture.source), 1.0)
    yield from _head_signs(capture, parts, sources)
    listed = list(_source_lines(capture, parts, sources))
    hosted = list(_host_signs(capture, parts, sources))
    # "Source: Xinhua" on another paper's page names the agency; the address names the publisher.
    yield from (sign for sign in listed if not (hosted and sources.is_wire(sign.name)))
    bare = next((sign.name for sign in hosted if sign.reason), "")
    yield from (sign for sign in hosted if not sign.reason)
    yield from listed
    if bare:  # a host nobody knows: the page's own words come first, where they name a paper
        yield from (sign for sign in _page_signs(capture, parts, sources, owners) if _is_paper(sign, bare, sources))
        yield from hosted
        return
    dateline = next(_dateline_signs(capture, parts, sources), None)
    yield from (sign for sign in owners() if not sign.reason and (dateline is None or not _same(sign, dateline)))
    yield from banner_signs(capture, parts, sources)
    yield from _biography_signs(capture, parts, sources)
    yield from masthead_signs(capture, parts, sources)
    if dateline is not None:
        return
    yield from _interview_signs(capture, parts, sources)


def _page_signs(capture: Capture, parts: StoryParts, sources: Sources, owners: Owners) -> Iterator[Sign]:
    """Names by which the page itself may speak of its paper."""
    yield from owners()
    yield from subscription_signs(capture, parts, sources)
    yield from _biography_signs(capture, parts, sources)
    yield from masthead_signs(capture, parts, sources)


def _is_paper(sign: Sign, host: str, sources: Sources) -> bool:
    """True for a name the host spells, or a paper's; not for the agency or company a page credits."""
    if spells_host(sign.evidence.text, host) or spells_host(sign.name, host):
        return True
    return sign.evidence.rule != "biography" and not sources.is_wire(sign.name) and is_outlet(sign.name)


def _weak_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """Signs that count only when no agency is named either: the story's own photo credit."""
    for number, line in numbered(capture, parts.lines, ("©",)):
        for match in _OWN_CREDIT.finditer(line[:500]):
            if sources.get(match["name"]):
                yield sign_of("photo-credit", match["name"], number, match.start("name"), 0.6, sources)


def _source_lines(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    for number, line in numbered(capture, parts.lines, _SOURCE_LABELS):
        if len(line) > 300 or not _SOURCE_LABEL.match(line):
            continue
        match = _SOURCE_LINE.match(line)
        if match and not host_of(match["name"]):
            name = _BESIDES.sub("", match["name"])
            if SITE.match(name) and parts.top[0] <= parts.top[1] and not sources.at(name):
                continue  # of a picture on a page
            if re.search(r"\w", name) and not read_stamps(name) and not _PICTURES.match(name):
                known = sources.get(name) or is_outlet(name)
                yield sign_of("source-line", name, number, match.start("name"), 0.95 if known else 0.8, sources)


def _host_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    if parts.url.evidence:
        evidence = parts.url.evidence[0]
        host = host_of(evidence.text)
        if host:
            yield _host_sign(host, Evidence("url-host", host, evidence.line), sources)
    host = host_of(capture.uri)
    if host:
        yield _host_sign(host, Evidence("sidecar-uri", capture.uri), sources)


def _host_sign(host: str, evidence: Evidence, sources: Sources) -> Sign:
    record = sources.at(host)
    if record:
        return Sign(record.name, evidence, 0.95)
    return Sign(host, evidence, 0.5, f"only the address names the publisher; no publisher is known at {host}")


def _head_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """A paper named in the story's own head: alone, beside the day or beside the author."""
    for number, line in numbered(capture, (parts.lines[0], parts.body_first - 1)):
        name = outlet_in(line) if len(line) <= HEAD_LINE_MAX else ""
        if name and not sources.is_wire(name):
            sure = 0.85 if sources.get(name) else 0.7
            yield sign_of("head-outlet", name, number, line.find(name), sure, sources)


def _unread_masthead(capture: Capture, parts: StoryParts, sources: Sources) -> Evidence | None:
    """A line such as "Saltmarsh - Business" above the story: somebody's masthead, though nobody's we know."""
    for number, line in numbered(capture, parts.top):
        name = masthead_pieces(line)[0] if len(line) <= HEAD_LINE_MAX else ""
        if name and not sources.is_wire(name):
            return Evidence("masthead", name, number, line.find(name))
    return None


def _biography_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    for number, line in numbered(capture, parts.reach, _TRADES):
        biography = read_biography(line)
        if biography and biography.employer and not is_name(biography.employer):
            yield sign_of(
                "biography",
                biography.employer,
                number,
                biography.employer_from,
                _surer(biography.employer, sources),
                sources,
            )


def _surer(name: str, sources: Sources) -> float:
    """How sure a name is to be a paper's that stands where others stand as well: an employer, a line of the head."""
    return 0.8 if sources.get(name) else 0.7 if is_outlet(name) else 0.6


def _interview_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """The paper a speaker talked to: only when a story says both "told X" and "interview with X"."""
    told = {match["name"] for _, line in numbered(capture, parts.lines, ("told",)) for match in _TOLD.finditer(line)}
    for number, line in numbered(capture, parts.lines, ("interview",)) if told else ():
        for match in _INTERVIEW.finditer(line):
            if match["name"] in told:
                yield sign_of("interview", match["name"], number, match.start("name"), 0.7, sources)


def _wire_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """Signs of the agency a text was taken from, firmest first."""
    yield from _dateline_signs(capture, parts, sources)
    for number, line in numbered(capture, parts.lines):
        byline = read_byline(line) if may_name_agency(line) else None
        if byline and byline.agency:
            yield sign_of("byline-agency", byline.agency, number, max(0, line.find(byline.agency)), 0.9, sources)
    for number, line in numbered(capture, (parts.lines[0], parts.body_first - 1)):
        match = _HEAD_AGENCY.match(line)
        if match and sources.is_wire(match["name"]):
            yield sign_of("head-agency", match["name"], number, match.start("name"), 0.9, sources)
    for sign in _source_lines(capture, parts, sources):
        if sources.is_wire(sign.name):
            yield sign
    for number, line in numbered(capture, (parts.lines[1] - TAIL_LINES + 1, parts.lines[1])):
        match = _TAIL_AGENCY.search(line[-60:])
        if match and sources.is_wire(match["name"]) and not line.lstrip().startswith("("):
            yield sign_of("tail-agency", match["name"], number, line.rfind(match["name"]), 0.8, sources)
    yield from _reported_signs(capture, parts, sources)


def _dateline_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    for number, line in numbered(capture, (parts.body_first, parts.body_first + HEAD_LINES - 1)):
        dateline = read_dateline(line)
        if dateline and dateline.agency and number <= parts.lines[1]:
            yield sign_of("dateline-agency", dateline.agency, number, line.find(dateline.agency), 0.9, sources)


def _reported_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """An agency whose report the story retells: named as reporting it again and again."""
    said: list[tuple[str, Evidence]] = []
    for number, line in numbered(capture, parts.lines, _SAYS):
        sayers = (
            _WORD.findall(line[max(0, at.start() - SAYER_MAX) : at.start()])[-1:] for at in _SAYING.finditer(line)
        )
        if not any(sources.ends_wire(word) for sayer in sayers for word in sayer):
            continue
        for match in _SAID.finditer(line):
            name = match["name"].split(". ")[-1]
            if sources.is_wire(name):
                said.append(
                    (sources.canonical(name), Evidence("agency-report", name, number, match.end("name") - len(name)))
                )
    for name, count in sorted(Counter(name for name, _ in said).items(), key=lambda item: (-item[1], item[0])):
        if count >= CITED_MIN:
            yield Sign(name, next(evidence for other, evidence in said if other == name), 0.6)
