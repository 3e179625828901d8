"""Who published a story, the agency it was taken from, and the address it stood at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .biographies import read_biography
from .bylines import read_byline
from .datelines import read_dateline
from .model import Capture, Evidence, Finding, Span
from .names import is_name
from .outlets import is_outlet, masthead_pieces, outlet_in
from .publishers import Sources, host_of, spells_host, word_key

__all__ = ["Sources", "StoryParts", "find_source", "find_url"]

HEAD_LINE_MAX = 160  # characters of a head line that may name the paper
HEAD_LINES = 3  # first lines of body in which a dateline may stand
TAIL_LINES = 3  # last lines of a story, for "(Reuters)" or "Source: X"
NAME_MAX = 50  # characters of a line that is a known paper's name
BANNERS_MIN = 2  # lines in which a site must speak of itself by a name that no known paper has
CITED_MIN = 2  # times a story must say "Reuters said" before its report counts as the agency's
_CAPITAL = "[A-ZÀ-ÞА-ЯЁ0-9]"
NAME = (
    rf"(?:[Tt]he\s)?(?!(?:19|20)\d\d\b){_CAPITAL}[\w&’'.-]*"
    rf"(?:\s(?:of\s|the\s|and\s|&\s|de\s(?:l[ao]s?\s)?|del\s|der\s|du\s)?(?!(?:19|20)\d\d\b){_CAPITAL}[\w&’'.-]*){{0,4}}"
)

_URL = re.compile(r"^\s*(?:\S{0,20}:\s+)?(?P<url>https?://\S+)\s*$", re.IGNORECASE)
_SOURCE_LINE = re.compile(
    r"^\W{0,4}(?:source|original source|(?:originally|first) published (?:by|in|on|at)|источник|来源)\s*[:：]?"
    r"\s*(?P<name>[^|\n]{2,80}?)\s*(?:\||$|\d{4}[-/])",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(
    r"^\W{0,4}(?:(?:original )?source|источник|来源)\s*[:：]|^\W{0,4}(?:originally|first) published", re.IGNORECASE
)
_OWN_CREDIT = re.compile(rf"©\s?(?P<name>{NAME})\s?/")
_CREDIT = re.compile(
    rf"(?:picture|pictures|photo|photos|image|images|pic)\s?(?:by|:|courtesy of)\s*(?P<name>{NAME})\s*$", re.IGNORECASE
)
_CREDIT_WORDS = ("photo", "image", "pic")  # one of which a line needs to be searched at all
_OWNER_WORDS = ("©", "(c)", "copyright", "reserves the right", "privacy policy", "terms", "reflect", "represent")
_OWNER = (
    re.compile(  # "© Северный вестник, 2019": only the first word has a capital
        r"(?:©|\([cC]\))\s*(?:(?:19|20)\d\d,?\s)?(?P<name>«?[А-ЯЁ][\w-]{1,24}(?:\s[А-ЯЁа-яё][\w-]{1,24}){0,4}»?)(?=,|\.|\s(?:19|20)\d\d|\s?$)"
    ),
    re.compile(rf"[‘'\"“](?P<name>{NAME})[’'\"”]\s(?:Privacy Policy|[Tt]erms|reserves the right)"),
    re.compile(rf"\b(?P<name>{NAME})\sreserves the right"),
    re.compile(
        rf"\bviews?\b.{{0,80}}\bdo(?:es)? not (?:necessarily )?(?:reflect|represent)\b.{{0,40}}\bof\s(?P<name>{NAME})"
    ),
    re.compile(
        r"(?:(?:©|\([cC]\)|(?i:copyright))\s*){1,3}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s)?(?:by\s)?"
        rf"(?P<name>(?!(?i:copyright)){NAME})"
    ),
    re.compile(rf"^\W{{0,4}}(?P<name>{NAME}),?\s(?:©|\([cC]\)|[Cc]opyright)\s?(?:19|20)\d\d"),
)
_NETWORK = "(?:Twitter|Facebook|Instagram|X|Google|TikTok|LinkedIn|YouTube|Threads|WhatsApp|Telegram|Flipboard)"
_BANNERS = (  # a site's own lines about itself
    re.compile(rf"\b(?:[Ff]ollow|[Ll]ike|[Jj]oin)\s(?P<name>{NAME})\son\s{_NETWORK}\b"),
    re.compile(
        rf"\b(?:[Ss]ign up (?:for|to)|[Ss]ubscribe to|[Gg]et|[Dd]ownload)\s(?:the\s|our\s)?(?P<name>{NAME})"
        r"(?:['’]s)?\s(?:[a-z]+\s){0,2}(?:newsletters?|app)\b"
    ),
    re.compile(
        r"^\W{0,4}(?:About|Contact|Advertise (?:with|in|on)|Work (?:at|for|with)|Careers at|Welcome to|Support"
        rf"|Subscribe to|More (?:from|on)|Read more (?:from|on)|Why (?:you can )?trust)\s(?P<name>{NAME})\W{{0,4}}$"
    ),
    re.compile(rf"^\W{{0,4}}(?P<name>{NAME})\s(?:home ?page|logo|newsletters?|app|e-?paper|on {_NETWORK})\W{{0,4}}$"),
    re.compile(rf"(?:\S+\s){{3}}\|\s(?P<name>{NAME})\s*$"),  # "Mill reopens | Harbour Gazette"
)
_HOST = re.compile(r"(?:@|\bwww\.|https?://(?:www\.)?)(?P<host>[a-z0-9-]{2,40}(?:\.[a-z]{2,12}){1,3})\b")
_COMPANY = re.compile(  # owns papers and is none: "Harbour Media Group LLC"
    r"\b(?:Inc|LLC|Ltd|Limited|Corp|Corporation|Company|Co|Group|Holdings|Communications|Publishing|Publications|Networks?"
    r"|Media|Entertainment|Syndication|Technologies|Digital|Ventures|Partners|GmbH|S\.?A)\b\.?$"
)
_NO_PAPER = re.compile(  # what footers say beside the names of papers
    r"^(?:the )?(?:terms|policy|privacy|notice|copyright|cookies?|google|facebook|apple|us|our|all|rights|reserved|your"
    r"|children|this|these|site|website|newspaper wordpress|wordpress|getty|ap|mobile|ios|android|amazon|ads?"
    r"|advertis\w+|account|help|contact|commenting|continue|about|home|news|more|video|photo|sports?|opinion|business|world|politics"
    r"|author|twitter|instagram|youtube)\b",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(rf"\W{{0,4}}[Ss]ubscribe to (?P<name>{NAME})\W{{0,4}}$")
_INTERVIEW = re.compile(
    r"\b(?:exclusive )?interview (?:with|to|for)\s(?:the\s)?(?P<name>[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,3})"
)
_TOLD = re.compile(r"\btold\s(?:the\s)?(?P<name>[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,3})")
_HEAD_AGENCY = re.compile(r"^\W{0,3}\((?P<name>[A-Z][\w&' -]{1,30})\)")
_TAIL_AGENCY = re.compile(r"[(（](?P<name>[A-Z][\w&' -]{1,30})[)）]\W*$")
_SAID = re.compile(rf"\b(?P<name>{NAME})\s(?:reported|said|wrote)\b")


@dataclass(frozen=True, slots=True)
class StoryParts:
    """Where a story stands, for questions about its publisher.

    `reach` are the lines that may speak for this story's publisher: the whole capture where it
    holds one story, the story's own lines in a thread.
    """

    lines: Span
    body_first: int
    reach: Span
    url: Finding[str]
    top: Span = (1, 0)  # lines above the first story of a page; none in a thread, whose top is the forum's


@dataclass(frozen=True, slots=True)
class _Sign:
    """A name some line gives, and why it may be the publisher's."""

    name: str
    evidence: Evidence
    confidence: float
    reason: str = ""  # why a person should look at it


def find_url(capture: Capture, lines: Span) -> Finding[str]:
    """The story's own address: a line of its span that is nothing but one. The last such line wins."""
    for number in range(min(lines[1], len(capture.lines)), lines[0] - 1, -1):
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
    sign = next(_publisher_signs(capture, parts, sources), None)
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
    return (_found(sign) if sign else Finding(reason="no line names the publisher")), agency


def _found(sign: _Sign) -> Finding[str]:
    return Finding(sign.name, (sign.evidence,), sign.confidence, sign.reason)


def _same(left: _Sign, right: _Sign) -> bool:
    return left.name == right.name


def _publisher_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Firm signs of the publisher, firmest first."""
    if capture.source:
        yield _Sign(sources.canonical(capture.source), Evidence("sidecar-source", capture.source), 1.0)
    yield from _head_signs(capture, parts, sources)
    listed = list(_source_lines(capture, parts, sources))
    hosted = list(_host_signs(capture, parts, sources))
    # "Source: Xinhua" on another paper's page names the agency; the address names the publisher.
    yield from (sign for sign in listed if not (hosted and sources.is_wire(sign.name)))
    bare = next((sign.name for sign in hosted if sign.reason), "")
    yield from (sign for sign in hosted if not sign.reason)
    yield from listed
    if bare:  # a host nobody knows: the page's own words come first, where they name a paper
        yield from (sign for sign in _page_signs(capture, parts, sources) if _is_paper(sign, bare, sources))
        yield from hosted
        return
    dateline = next(_dateline_signs(capture, parts, sources), None)
    owners = [sign for sign in _owner_signs(capture, parts, sources) if dateline is None or not _same(sign, dateline)]
    companies = [
        sign for sign in owners if _COMPANY.search(sign.evidence.text.strip(" .,")) and not sources.get(sign.name)
    ]
    yield from (sign for sign in owners if sign not in companies)
    yield from _banner_signs(capture, parts, sources)
    yield from _biography_signs(capture, parts, sources)
    yield from _masthead_signs(capture, parts, sources)
    yield from companies
    if dateline is not None:
        return
    yield from _interview_signs(capture, parts, sources)


def _page_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Names by which the page itself may speak of its paper."""
    yield from _owner_signs(capture, parts, sources)
    yield from _subscription_signs(capture, parts, sources)
    yield from _biography_signs(capture, parts, sources)
    yield from _masthead_signs(capture, parts, sources)


def _is_paper(sign: _Sign, host: str, sources: Sources) -> bool:
    """True for a name the host spells, or a paper's; not for the agency or company a page credits."""
    if spells_host(sign.evidence.text, host) or spells_host(sign.name, host):
        return True
    return sign.evidence.rule != "biography" and not sources.is_wire(sign.name) and is_outlet(sign.name)


def _weak_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Signs that count only when no agency is named either: the story's own photo credit."""
    for number, line in _numbered(capture, parts.lines):
        for match in _OWN_CREDIT.finditer(line[:500]):
            if sources.get(match["name"]):
                yield _sign("photo-credit", match["name"], number, match.start("name"), 0.6, sources)


def _source_lines(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    for number, line in _numbered(capture, parts.lines):
        if len(line) > 300 or not _SOURCE_LABEL.match(line):
            continue
        match = _SOURCE_LINE.match(line)
        if match and not host_of(match["name"]):
            name = re.sub(r"[\s,.;|–—-]+$", "", match["name"])
            if re.search(r"\w", name):
                yield _sign("source-line", name, number, match.start("name"), 0.95, sources)


def _host_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    if parts.url.evidence:
        evidence = parts.url.evidence[0]
        host = host_of(evidence.text)
        if host:
            yield _host_sign(host, Evidence("url-host", host, evidence.line), sources)
    host = host_of(capture.uri)
    if host:
        yield _host_sign(host, Evidence("sidecar-uri", capture.uri), sources)


def _host_sign(host: str, evidence: Evidence, sources: Sources) -> _Sign:
    record = sources.at(host)
    if record:
        return _Sign(record.name, evidence, 0.95)
    return _Sign(host, evidence, 0.5, f"only the address names the publisher; no publisher is known at {host}")


def _subscription_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    for number, line in _numbered(capture, parts.reach):
        match = _SUBSCRIBE.match(line) if len(line) <= HEAD_LINE_MAX else None
        if match:
            yield _sign("subscription", match["name"], number, match.start("name"), 0.7, sources)


def _owner_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Names in the phrases by which a site speaks of itself, the most frequent first."""
    named: list[tuple[str, Evidence]] = []
    credits: list[str] = []
    for number, line in _numbered(capture, parts.reach):
        if len(line) > 600:
            continue
        lowered = line.lower()
        for pattern in _OWNER if any(map(lowered.__contains__, _OWNER_WORDS)) else ():
            match = pattern.search(line)
            if match and not _NO_PAPER.match(match["name"]):
                name = re.sub(r"(?:\.|\s(?:All|Inc|Ltd|Reserved).*)$", "", match["name"]).rstrip(" .,")
                named.append((name, Evidence("own-words", match["name"], number, match.start("name"))))
                break
        credit = _CREDIT.search(line) if any(map(lowered.__contains__, _CREDIT_WORDS)) else None
        if credit:
            credits.append(credit["name"])
    counts = Counter(_key(name, sources) for name, _ in named)
    for key, _ in sorted(counts.items(), key=lambda item: -item[1]):
        name, evidence = next(pair for pair in named if _key(pair[0], sources) == key)
        full = next(
            (c for c in credits if _key(c, sources) == key and len(c) > len(name)), name
        )  # "The Siberian Times"
        record = sources.get(name)
        yield _Sign(record.name if record else full, evidence, 0.85 if record or counts[key] > 1 else 0.65)


def _banner_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Names in a site's own lines about itself, the most frequent first; a single one counts for a known paper only."""
    if parts.top[1] < parts.top[0] and parts.reach == parts.lines:
        return  # a story of a thread: what stands around it is the forum's
    named: list[tuple[str, Evidence]] = []
    for number, line in _numbered(capture, parts.reach):
        if len(line) > HEAD_LINE_MAX or not any(character.isupper() for character in line):
            continue
        known = sources.get(line) if len(line) <= NAME_MAX else None
        host = _HOST.search(line)
        record = known or (sources.at(host["host"]) if host else None)
        if record:
            words = line.strip() if known or not host else host["host"]
            named.append((record.name, Evidence("banner", words, number, line.find(words))))
            continue
        for pattern in _BANNERS:
            match = pattern.search(line)
            if match and not _NO_PAPER.match(match["name"]):
                named.append((match["name"], Evidence("banner", match["name"], number, match.start("name"))))
                break
    counts = Counter(_key(name, sources) for name, _ in named)
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        name, evidence = next(pair for pair in named if _key(pair[0], sources) == key)
        paper = sources.get(name) is not None or is_outlet(name)
        if not sources.is_wire(name) and (paper or (count >= BANNERS_MIN and not is_name(name))):
            yield _Sign(sources.canonical(name), evidence, 0.8 if paper and count >= BANNERS_MIN else 0.65)


def _head_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """A paper named in the story's own head: alone, beside the day or beside the author."""
    for number, line in _numbered(capture, (parts.lines[0], parts.body_first - 1)):
        name = outlet_in(line) if len(line) <= HEAD_LINE_MAX else ""
        if name and not sources.is_wire(name):
            yield _sign("head-outlet", name, number, line.find(name), 0.85, sources)


def _masthead_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """The one paper named above the story of a page: on a line of its own, or beside the section it stood in."""
    found: list[tuple[int, str]] = []
    for number, line in _numbered(capture, parts.top):
        text = " ".join(line.split()) if len(line) <= HEAD_LINE_MAX else ""
        name = text if is_outlet(text) else masthead_pieces(text)[0]
        if name and (is_outlet(name) or sources.get(name)) and not sources.is_wire(name):
            found.append((number, name))
    if len({word_key(name) for _, name in found}) == 1:
        number, name = found[0]
        yield _sign("masthead", name, number, capture.lines[number - 1].find(name), 0.7, sources)


def _unread_masthead(capture: Capture, parts: StoryParts, sources: Sources) -> Evidence | None:
    """A line such as "Saltmarsh - Business" above the story: somebody's masthead, though nobody's we know."""
    for number, line in _numbered(capture, parts.top):
        name = masthead_pieces(line)[0] if len(line) <= HEAD_LINE_MAX else ""
        if name and not sources.is_wire(name):
            return Evidence("masthead", name, number, line.find(name))
    return None


def _biography_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    for number, line in _numbered(capture, parts.reach):
        biography = read_biography(line)
        if biography and biography.employer:
            yield _sign("biography", biography.employer, number, biography.employer_from, 0.8, sources)


def _interview_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """The paper a speaker talked to: only when a story says both "told X" and "interview with X"."""
    told = {match["name"] for _, line in _numbered(capture, parts.lines) for match in _TOLD.finditer(line)}
    for number, line in _numbered(capture, parts.lines):
        for match in _INTERVIEW.finditer(line):
            if match["name"] in told:
                yield _sign("interview", match["name"], number, match.start("name"), 0.7, sources)


def _wire_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """Signs of the agency a text was taken from, firmest first."""
    yield from _dateline_signs(capture, parts, sources)
    for number, line in _numbered(capture, parts.lines):
        byline = read_byline(line)
        if byline and byline.agency:
            yield _sign("byline-agency", byline.agency, number, max(0, line.find(byline.agency)), 0.9, sources)
    for number, line in _numbered(capture, (parts.lines[0], parts.body_first - 1)):
        match = _HEAD_AGENCY.match(line)
        if match and sources.is_wire(match["name"]):
            yield _sign("head-agency", match["name"], number, match.start("name"), 0.9, sources)
    for sign in _source_lines(capture, parts, sources):
        if sources.is_wire(sign.name):
            yield sign
    for number, line in _numbered(capture, (parts.lines[1] - TAIL_LINES + 1, parts.lines[1])):
        match = _TAIL_AGENCY.search(line[-60:])
        if match and sources.is_wire(match["name"]) and not line.lstrip().startswith("("):
            yield _sign("tail-agency", match["name"], number, line.rfind(match["name"]), 0.8, sources)
    yield from _reported_signs(capture, parts, sources)


def _dateline_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    for number, line in _numbered(capture, (parts.body_first, parts.body_first + HEAD_LINES - 1)):
        dateline = read_dateline(line)
        if dateline and dateline.agency and number <= parts.lines[1]:
            yield _sign("dateline-agency", dateline.agency, number, line.find(dateline.agency), 0.9, sources)


def _reported_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[_Sign]:
    """An agency whose report the story retells: named as reporting it again and again."""
    said: list[tuple[str, Evidence]] = []
    for number, line in _numbered(capture, parts.lines):
        for match in _SAID.finditer(line):
            name = match["name"].split(". ")[-1]
            if sources.is_wire(name):
                said.append(
                    (sources.canonical(name), Evidence("agency-report", name, number, match.end("name") - len(name)))
                )
    for name, count in sorted(Counter(name for name, _ in said).items(), key=lambda item: (-item[1], item[0])):
        if count >= CITED_MIN:
            yield _Sign(name, next(evidence for other, evidence in said if other == name), 0.6)


def _sign(rule: str, name: str, line: int, offset: int, confidence: float, sources: Sources) -> _Sign:
    return _Sign(sources.canonical(name.strip(" .,'\"‘’“”")), Evidence(rule, name, line, max(0, offset)), confidence)


def _key(name: str, sources: Sources) -> str:
    record = sources.get(name)
    return word_key(record.name if record else name)


def _numbered(capture: Capture, span: Span) -> Iterator[tuple[int, str]]:
    for number in range(max(1, span[0]), min(span[1], len(capture.lines)) + 1):
        yield number, capture.lines[number - 1]
