"""The names by which a site speaks of its own paper: owner, banners, subscriptions, masthead.

A page's copyright line names whoever owns it, as often a company as the paper. What the page's furniture names
again and again is the paper: a company that stands in that one line alone is not taken for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from .line_search import searched
from .model import Capture, Evidence, Finding, Span
from .names import is_name
from .outlets import is_outlet, masthead_pieces
from .publishers import Sources, word_key
from .word_finder import WordFinder
from .wordlists import words

HEAD_LINE_MAX = 160  # characters of a head line that may name the paper
OWNER_LINE_MAX = 600  # characters of a line that may name the owner
NAME_MAX = 50  # characters of a line that is a known paper's name
BANNERS_MIN = 2  # lines in which a site must speak of itself by a name that no known paper has
FURNITURE_MIN = 30  # short lines around a story, from which on they are sure to name the paper
PERSON_WORDS_MAX = 3  # words of a person's name beside a copyright
NAMED_MIN = 2  # of them that name it
SHORT_NAMED_MIN = 5  # where the name is a company's without its legal form
_CAPITAL = "[A-ZÀ-ÞА-ЯЁ0-9]"
NAME = (
    rf"(?:[Tt]he\s)?(?!(?:19|20)\d\d\b){_CAPITAL}[\w&’'.-]*"
    rf"(?:\s(?:of\s|the\s|and\s|&\s|de\s(?:l[ao]s?\s)?|del\s|der\s|du\s)?(?!(?:19|20)\d\d\b){_CAPITAL}[\w&’'.-]*){{0,4}}"
)
_CREDIT = re.compile(
    rf"(?:picture|pictures|photo|photos|image|images|pic)\s?(?:by|:|courtesy of)\s*(?P<name>{NAME})\s*$", re.IGNORECASE
)
_CREDIT_WORDS = ("photo", "image", "pic")  # one of which a line needs to be searched at all
_OWNER_WORDS = WordFinder(
    [("©", "(c)", "copyright", "reserves the right", "privacy policy", "terms", "reflect", "represent")]
)
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
_BANNERS = (  # a site's own lines about itself, each with words of which it needs one, in lower case
    (("follow", "like", "join"), re.compile(rf"\b(?:[Ff]ollow|[Ll]ike|[Jj]oin)\s(?P<name>{NAME})\son\s{_NETWORK}\b")),
    (
        ("newsletter", "app"),
        re.compile(
            rf"\b(?:[Ss]ign up (?:for|to)|[Ss]ubscribe to|[Gg]et|[Dd]ownload)\s(?:the\s|our\s)?(?P<name>{NAME})"
            r"(?:['’]s)?\s(?:[a-z]+\s){0,2}(?:newsletters?|app)\b"
        ),
    ),
    (
        words("about contact advertise work careers welcome support subscribe more why"),
        re.compile(
            r"^\W{0,4}(?:About|Contact|Advertise (?:with|in|on)|Work (?:at|for|with)|Careers at|Welcome to|Support"
            rf"|Subscribe to|More (?:from|on)|Read more (?:from|on)|Why (?:you can )?trust)\s(?P<name>{NAME})\W{{0,4}}$"
        ),
    ),
    (
        words("page logo newsletter app e-paper epaper")
        | words("twitter facebook instagram google tiktok linkedin youtube threads whatsapp telegram flipboard")
        | {"on x"},
        re.compile(
            rf"^\W{{0,4}}(?P<name>{NAME})\s(?:home ?page|logo|newsletters?|app|e-?paper|on {_NETWORK})\W{{0,4}}$"
        ),
    ),
    (("|",), re.compile(rf"(?:\S+\s){{3}}\|\s(?P<name>{NAME})\s*$")),  # "Mill reopens | Harbour Gazette"
)
_HOSTED = ("@", "www.", "://")  # one of which an address needs
_SPEAKING = WordFinder([*(wanted for wanted, _ in _BANNERS), _HOSTED])
_HOST = re.compile(r"(?:@|\bwww\.|https?://(?:www\.)?)(?P<host>[a-z0-9-]{2,40}(?:\.[a-z]{2,12}){1,3})\b")
COMPANY = re.compile(  # owns papers and is none: "Harbour Media Group LLC"
    r"\b(?:Inc|LLC|Ltd|Limited|Corp|Corporation|Company|Co|Group|Holdings|Communications|Publishing|Publications|Networks?"
    r"|Media|Entertainment|Syndication|Technologies|Digital|Ventures|Partners|Enterprises|USA|U\.?S|L\.?P|GmbH|S\.?A)\b\.?$"
)
_NEWS = re.compile(
    r"\b(?:News|Broadcasting|Radio|Television)\b|\w(?:news|NEWS)\b"
)  # inside the name of one that is a paper
SITE = re.compile(r"^[\w-]+\.(?:com|net|org|co\.uk|info|news)$", re.IGNORECASE)
_OWNER_MARKS = ("©", "(c)", "copyright", "rights reserved")
_NO_PAPER = re.compile(  # what footers say beside the names of papers
    r"^(?:the )?(?:terms|use|policy|legal|disclaimer|editorial|sitemap|privacy|notice|copyright|cookies?|google"
    r"|facebook|apple|us|our|all|rights|reserved|your"
    r"|children|this|these|site|website|newspaper wordpress|wordpress|getty|ap|mobile|ios|android|amazon|ads?"
    r"|advertis\w+|account|help|contact|commenting|continue|about|home|news|more|video|photo|sports?|opinion|business|world|politics"
    r"|author|twitter|instagram|youtube)\b",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(rf"\W{{0,4}}[Ss]ubscribe to (?P<name>{NAME})\W{{0,4}}$")


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
class Sign:
    """A name some line gives, and why it may be the publisher's."""

    name: str
    evidence: Evidence
    confidence: float
    reason: str = ""  # why a person should look at it


def numbered(capture: Capture, span: Span, holding: Collection[str] | WordFinder = ()) -> Iterator[tuple[int, str]]:
    """The lines of a span with their numbers; where words are given, only those that hold one of them."""
    if holding:
        lines = searched(capture)
        for number in lines.held(holding, span) if isinstance(holding, WordFinder) else lines.holding(holding, span):
            yield number, capture.lines[number - 1]
        return
    for number in range(max(1, span[0]), min(span[1], len(capture.lines)) + 1):
        yield number, capture.lines[number - 1]


def sign_of(rule: str, name: str, line: int, offset: int, confidence: float, sources: Sources) -> Sign:
    return Sign(sources.canonical(name.strip(" .,'\"‘’“”")), Evidence(rule, name, line, max(0, offset)), confidence)


def key_of(name: str, sources: Sources) -> str:
    record = sources.get(name)
    return word_key(record.name if record else name)


def subscription_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    for number, line in numbered(capture, parts.reach, ("subscribe",)):
        match = _SUBSCRIBE.match(line) if len(line) <= HEAD_LINE_MAX else None
        if match:
            yield sign_of("subscription", match["name"], number, match.start("name"), 0.7, sources)


def owner_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """Names in the phrases by which a site speaks of itself, the most frequent first."""
    named: list[tuple[str, Evidence]] = []
    credits: list[str] = []
    for number, line in numbered(capture, parts.reach, _OWNER_WORDS):
        for pattern in _OWNER if len(line) <= OWNER_LINE_MAX else ():
            match = pattern.search(line)
            if match and not _NO_PAPER.match(match["name"]):
                name = _owner_name(match["name"])
                if name and not line.startswith("/", match.end("name")):  # "© Ann Lindqvist/TASS" took a picture
                    named.append((name, Evidence("own-words", match["name"], number, match.start("name"))))
                break
    if not named:
        return
    for _, line in numbered(capture, parts.reach, _CREDIT_WORDS):
        credit = _CREDIT.search(line) if len(line) <= OWNER_LINE_MAX else None
        if credit:
            credits.append(credit["name"])
    counts = Counter(key_of(name, sources) for name, _ in named)
    furniture = _furniture(capture, parts)
    for key, _ in sorted(counts.items(), key=lambda item: -item[1]):
        name, evidence = next(pair for pair in named if key_of(pair[0], sources) == key)
        full = next(
            (c for c in credits if key_of(c, sources) == key and len(c) > len(name)), name
        )  # "The Siberian Times"
        record = sources.get(name)
        paper = record.name if record else sources.canonical(_paper_of(full, furniture))
        if paper:
            often = counts[key] > 1
            yield Sign(paper, evidence, (0.9 if often else 0.8) if sources.get(paper) else 0.75 if often else 0.65)
        else:
            yield Sign(full, evidence, 0.3, "only the owner of the page is named, which may be a company")


def _owner_name(text: str) -> str:
    """The name without the sentence it runs into, a year before it and a legal form behind it."""
    text = re.sub(r"^(?:19|20)\d\d(?=\D)", "", text)
    text = re.sub(r"(?<=[a-z])(?:All|Copyright|Terms|Privacy)\b.*$", "", text)
    return re.sub(r"(?:\.(?:\s.*)?|,?\s(?:All|ALL|Inc|Ltd|LLC|L\.P|Reserved)\b.*)$", "", text).rstrip(" .,")


def _furniture(capture: Capture, parts: StoryParts) -> tuple[str, ...]:
    """The short lines around the story that name no owner; read once for a story."""
    key = f"furniture {parts.reach} {parts.body_first} {parts.lines[1]}"
    if key not in capture.readings:
        owners = set(searched(capture).holding(_OWNER_MARKS, parts.reach))
        capture.readings[key] = tuple(
            line
            for number, line in numbered(capture, parts.reach)
            if 0 < len(line) <= HEAD_LINE_MAX
            and not parts.body_first <= number <= parts.lines[1]
            and number not in owners
        )
    furniture: tuple[str, ...] = capture.readings[key]
    return furniture


def _paper_of(name: str, furniture: Sequence[str]) -> str:
    """The paper an owner's name is: the name, or the words before its legal form; "" where only a company is named."""
    if is_outlet(name) or _NEWS.search(name) or SITE.search(name):
        return name
    if len(furniture) < FURNITURE_MIN:
        return "" if COMPANY.search(name) or _is_person(name) else name
    if _is_person(name) and not COMPANY.search(name) and _lines_with(name, furniture) < SHORT_NAMED_MIN:
        return ""
    if _is_named(name, furniture) or _is_site(re.sub(r"\W", "", word_key(name)), furniture):
        return name
    short = name
    while COMPANY.search(short):
        short = COMPANY.sub("", short).rstrip(" ,.&")
    often = NAMED_MIN if short.startswith("The ") else SHORT_NAMED_MIN
    return short if short and short != name and _lines_with(short, furniture) >= often else ""


def _is_person(name: str) -> bool:
    """True for "Greta Holm", who took a picture or writes a page of her own; papers' names have small words as well."""
    parts = name.split()
    return len(parts) <= PERSON_WORDS_MAX and is_name(name) and all(part[0].isupper() for part in parts)


def _is_named(name: str, furniture: Sequence[str]) -> bool:
    """True where a page with much furniture names it often enough; a paper's article makes once enough."""
    wanted = 1 if name.startswith("The ") else NAMED_MIN
    return len(furniture) < FURNITURE_MIN or _lines_with(name, furniture) >= wanted


def _lines_with(name: str, furniture: Sequence[str]) -> int:
    """How many of the lines hold the name as a whole; one of several words in capitals in whatever case."""
    text = "\n".join(furniture)
    if name.isupper() and " " in name:
        text, name = text.lower(), name.lower()
    count, at = 0, text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _in_word(text[at - 1 : at]) and not _in_word(text[end : end + 1]):
            count, end = count + 1, text.find("\n", end)
            if end < 0:
                break
        at = text.find(name, max(end, at + 1))
    return count


def _is_site(letters: str, furniture: Sequence[str]) -> bool:
    """True where a line holds an address whose host begins with these letters: "orlevalley.com"."""
    text = "\n".join(furniture).lower()
    at = text.find(f"{letters}.")
    while at >= 0:
        top = text[at + len(letters) + 1 :][:2]
        if not _in_word(text[at - 1 : at]) and len(top) == 2 and top.isascii() and top.isalpha():
            return True
        at = text.find(f"{letters}.", at + 1)
    return False


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def banner_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """Names in a site's own lines about itself, the most frequent first; a single one counts for a known paper only."""
    if parts.top[1] < parts.top[0] and parts.reach == parts.lines:
        return  # a story of a thread: what stands around it is the forum's
    named: list[tuple[str, Evidence]] = []
    lines = searched(capture)
    speaking = lines.held(_SPEAKING, parts.reach)
    records = map(sources.at_key, lines.keys(NAME_MAX))
    named_alone = {number: record for number, record in enumerate(records, 1) if record}
    for number in sorted(speaking.keys() | named_alone.keys()):
        line, known = capture.lines[number - 1], named_alone.get(number)
        if not parts.reach[0] <= number <= parts.reach[1] or len(line) > HEAD_LINE_MAX or line == line.lower():
            continue
        held = speaking.get(number, 0)
        host = _HOST.search(line) if held >> len(_BANNERS) else None
        record = known or (sources.at(host["host"]) if host else None)
        if record:
            shown = line.strip() if known or not host else host["host"]
            named.append((record.name, Evidence("banner", shown, number, line.find(shown))))
            continue
        for place, (_, pattern) in enumerate(_BANNERS):
            match = pattern.search(line) if held >> place & 1 else None
            if match and not _NO_PAPER.match(match["name"]):
                named.append((match["name"], Evidence("banner", match["name"], number, match.start("name"))))
                break
    counts = Counter(key_of(name, sources) for name, _ in named)
    furniture = _furniture(capture, parts) if named else ()
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        name, evidence = next(pair for pair in named if key_of(pair[0], sources) == key)
        paper = sources.get(name) is not None or is_outlet(name)
        if (
            _is_named(evidence.text, furniture)
            and not sources.is_wire(name)
            and (paper or (count >= BANNERS_MIN and not is_name(name)))
        ):
            yield Sign(sources.canonical(name), evidence, 0.8 if paper and count >= BANNERS_MIN else 0.65)


def masthead_signs(capture: Capture, parts: StoryParts, sources: Sources) -> Iterator[Sign]:
    """The one paper named above the story of a page: on a line of its own, or beside the section it stood in."""
    found: list[tuple[int, str]] = []
    for number, line in numbered(capture, parts.top):
        text = " ".join(line.split()) if len(line) <= HEAD_LINE_MAX else ""
        name = text if is_outlet(text) else masthead_pieces(text)[0]
        if name and (is_outlet(name) or sources.get(name)) and not sources.is_wire(name):
            found.append((number, name))
    if len({word_key(name) for _, name in found}) == 1:
        number, name = found[0]
        if not sources.get(name) and not _is_named(name, _furniture(capture, parts)):
            return
        yield sign_of("masthead", name, number, capture.lines[number - 1].find(name), 0.7, sources)
