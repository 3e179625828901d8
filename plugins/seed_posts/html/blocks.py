"""A page's tree → its lines of text, a line a block element, each knowing where in the tree it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from ..word_finder import WordFinder
from ..wordlists import words

HIDDEN_ELEMENTS = words("script style noscript template svg math head iframe object select textarea")
BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section"
    " summary table tbody td tfoot th thead tr ul br"
)
NAMING = ("class", "id", "itemprop", "role", "data-component", "data-testid")  # attributes sites name a block in
NAME_MAX = 400  # characters of a block's names that are read; some sites list a hundred classes
FAR = 12  # elements; what is further up names a page, not a line
REMEMBERED = 20_000  # words of names whose meaning is kept; sites share most of theirs

# What sites call the parts of a page, by the letters their class names hold.
NAMES: dict[str, re.Pattern[str]] = {
    "body": re.compile(
        r"article[-_]*(?:body|content|text|copy)|story[-_]*(?:body|content|text|copy)|post[-_]*(?:body|content|text|copy)"
        r"|entry[-_]*(?:body|content|text|copy)|body-?(?:text|copy)|rich-?text|paragraph"
    ),
    "content": re.compile(r"content|article|story|entry|post|body|text"),
    "comment": re.compile(r"comment|disqus|repl(?:y|ies)|discussion|respond|livefyre|\bcoral"),
    "related": re.compile(
        r"related|recommend|recirc|more-from|read-?more|also|trending|popular|most-read|latest|teaser|promo|outbrain"
        r"|taboola|up-?next|suggest|card|river|feed|rail|carousel|widget|spotlight|module"
    ),
    "share": re.compile(r"share|social|follow|facebook|twitter|whatsapp|toolbar|tools"),
    "caption": re.compile(r"caption|credit|figure|image|photo|gallery|media|video|player|slideshow|picture|embed"),
    "signup": re.compile(r"newsletter|subscri|sign-?up|paywall|piano|regwall|donat|membership|cta|inline-"),
    "advert": re.compile(r"advert|sponsor|\bad-|-ads?\b|\bads?\b|banner|dfp|promoted|affiliate|commerce|shop|product"),
    "author": re.compile(r"author|\bbio|byline|contributor|profile|writer"),
    "meta": re.compile(r"meta|date|time|published|updated|kicker|eyebrow|breadcrumb|tag|topic|categor|label|badge"),
    "title": re.compile(r"headline|title|heading"),
    "deck": re.compile(
        r"sub-?title|sub-?head|\bdek|deck|lead\b|standfirst|summary|excerpt|description|lede|intro|strap"
    ),
    "nav": re.compile(
        r"nav|menu|header|masthead|footer|side-?bar|aside|skip|search|login|cookie|consent|legal|copyright|popup|modal"
        r"|overlay|drawer"
    ),
    "quote": re.compile(r"pull-?quote|quote"),
    "box": re.compile(r"list|table|stats|score|fact-?box|info-?box|inset|callout"),
}
TAGS = words(
    "article main aside nav header footer figure figcaption ul ol li table form blockquote section label td dl time"
    " button a b em h1 h2 h3 h4 h5 h6"
)
_SAME = {"strong": "b", "th": "td", "i": "em", "cite": "em"}
_BITS = {name: 1 << index for index, name in enumerate((*NAMES, *sorted(f"<{tag}>" for tag in TAGS), "hidden"))}
_NAME_BITS = tuple((1 << number, pattern, _BITS[name]) for number, (name, pattern) in enumerate(NAMES.items()))
_TAG_BITS = {tag: _BITS[f"<{tag}>"] for tag in TAGS} | {tag: _BITS[f"<{same}>"] for tag, same in _SAME.items()}
_SAYING = frozenset((*NAMING, "hidden", "style"))
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_INNER = re.compile(r"\(\?:[^()]*\)|\[[^]]*\]")  # groups and classes of a pattern
_PARTING = re.compile(r"\\b|\w[?*]|\W")  # what parts the letters that stand in all a pattern finds


def _needed(pattern: str) -> list[str]:
    """The longest piece of each alternative that stands in whatever it finds; empty where it has none."""
    return [max(_PARTING.split(one), key=len) for one in _INNER.sub("-", pattern).split("|")]


_FINDER = WordFinder([_needed(pattern.pattern) for pattern in NAMES.values()])


def bit(name: str) -> int:
    """The bit a mask carries for a name of NAMES, for "<tag>", or for "hidden"."""
    return _BITS[name]


@dataclass(eq=False, slots=True)
class Place:
    """A block element of the page: what it is, what it is called, what lies above it.

    `words` and `prose` count the words of all lines below it; the features fill them in.
    """

    tag: str
    up: Place | None
    own: int  # names of this element, as a mask
    called: str  # its class and id as the page has them
    depth: int = 0
    names: int = 0  # names of this element and all above it
    children: int = 0
    words: int = 0
    prose: int = 0
    lines: int = 0

    def above(self, steps: int = 1) -> Place:
        """The element so many steps up, or the topmost."""
        place = self
        while steps and place.up is not None:
            place, steps = place.up, steps - 1
        return place

    def is_called(self, name: str) -> bool:
        return bool(self.names & _BITS[name])

    def steps_to(self, mask: int) -> int:
        """How many elements up the nearest with one of these names is, FAR where none is near."""
        if not self.names & mask:
            return FAR
        steps, place = 1, self
        while not place.own & mask and place.up is not None and steps < FAR:
            steps, place = steps + 1, place.up
        return steps


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the rendered page and the block element it is the text of."""

    text: str
    place: Place
    linked: int  # characters inside links
    links: int
    bold: int  # characters in bold
    inline: int  # names of the inline elements inside, as a mask
    after_break: bool  # begins behind a <br>
    apart: bool = False  # begins behind two, with an empty line between it and the last


_LINK, _BOLD = 1, 2


@dataclass(slots=True)
class _Open:
    """The line being read."""

    parts: list[str] = field(default_factory=list)
    place: Place | None = None
    linked: int = 0
    links: int = 0
    bold: int = 0
    inline: int = 0
    after_break: bool = False
    apart: bool = False

    def add(self, text: str, place: Place | None, style: int, inline: int) -> None:
        size = len(text.strip())
        if not self.parts:
            if not size:
                return
            self.place = place
        self.parts.append(text)
        if size and (style or inline):
            self.linked += size if style & _LINK else 0
            self.bold += size if style & _BOLD else 0
            self.inline |= inline

    def closed(self) -> PageLine | None:
        if not self.parts:
            return None
        text = " ".join("".join(self.parts).split())
        if not text or self.place is None:
            return None
        return PageLine(text, self.place, self.linked, self.links, self.bold, self.inline, self.after_break, self.apart)


def page_lines(root: HtmlElement) -> list[PageLine]:
    """The text of each block element on its own, in order; an empty line never. Without recursion."""
    return list(_read(root))


def _read(root: HtmlElement) -> Iterator[PageLine]:
    line = _Open()
    at: Place | None = None
    style = inline = 0
    above: list[tuple[Place | None, int, int]] = []  # what holds outside each open element
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            above.append((at, style, inline))
            if tag in HIDDEN_ELEMENTS or not isinstance(tag, str):
                walk.skip_subtree()
                continue
            own, called = _names_of(element, tag)
            if tag in BLOCKS:
                if done := line.closed():
                    yield done
                broken = tag == "br"
                line = _Open(after_break=broken, apart=broken and line.after_break and done is None)
                if broken:
                    continue
                at = _below(at, tag, own, called)
                inline = 0
            else:
                style |= (_LINK if tag == "a" else 0) | (_BOLD if tag in ("b", "strong") else 0)
                inline |= own
                line.links += tag == "a"
            text = element.text
        else:
            at, style, inline = above.pop()
            if tag in BLOCKS and tag != "br":
                if done := line.closed():
                    yield done
                line = _Open()
            text = element.tail if above else None
        if text:
            line.add(text, at, style, inline)
    if done := line.closed():
        yield done


def _below(up: Place | None, tag: str, own: int, called: str) -> Place:
    if up is None:
        return Place(tag, None, own, called, names=own)
    up.children += 1
    return Place(tag, up, own, called, up.depth + 1, up.names | own)


def _names_of(element: HtmlElement, tag: str) -> tuple[int, str]:
    """What the element is called, as a mask and in its own words."""
    own = _TAG_BITS.get(tag, 0)
    said = {key: value for key, value in element.items() if key in _SAYING}
    if not said:
        return own, ""
    if "hidden" in said or ("style" in said and _UNSEEN.search(said["style"])):
        own |= _BITS["hidden"]
    called = " ".join([said[name] for name in NAMING if said.get(name)])[:NAME_MAX]
    return own | _mask_of(called), called


@lru_cache(maxsize=REMEMBERED)
def _mask_of(called: str) -> int:
    """What an element's names say of it. No pattern reads over a space, so each word is read once."""
    mask = 0
    for word in called.lower().split():
        mask |= _mask_of_word(word)
    return mask


@lru_cache(maxsize=REMEMBERED)
def _mask_of_word(word: str) -> int:
    held = _FINDER.held(word)
    return sum([bits for needed, pattern, bits in _NAME_BITS if held & needed and pattern.search(word)]) if held else 0
