"""The people named around a story, and what speaks for each having written it: figures for a trained choice.

A person may be named on several lines: in a byline, in a caption, in the life below the story. Each
figure says how often or how near the best of these lines is; `authors.py` weighs them, and
data/train_authors.py learns the weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from .biographies import read_biography
from .bylines import Byline, read_byline, read_name_line, unstuck
from .model import Capture, Span
from .names import name_runs
from .outlets import is_outlet
from .stamps.datelabels import is_date_line

ABOVE = 16  # filled lines above the headline in which a byline may stand: sharing buttons, picture, standfirst
INSIDE = 8  # filled lines from the first paragraph on: the body may begin above the byline
ENDING = 3  # last filled lines of the body, where a life was taken for a paragraph
BEHIND = 25  # filled lines behind the story, with its author's life
HEAD_MAX = 24  # filled lines from the headline down
BYLINE_MAX = 200  # characters of a line that signs
LIFE_BEGINS = 180  # characters in which a longer line that tells a life names whose
QUOTES = ("“", "‘", '"', "'")
BESIDE = 3  # filled lines to each side in which a day, a job or a handle stands
SIGNED_BY = 20  # first characters, in which a line that signs for a body or pen name says "by"
ALONE_MAX = 60  # characters of a line that is a name
FAR = 30  # lines; what is further is as far
COUNTED = 6  # occurrences; more are as many

_KEY = re.compile(r"\w+")
_JOINED = re.compile(r"^(?:by|written by|story by|words by|posted by|author|authors)\W{0,3}$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|par|por|von|от)\W{1,3}$", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:\b(?:more|latest|posts|stories|articles) (?:by|from)"
    r"|\babout|\bfollow|\bcontact|\bview|\bemail|\breach)\W{1,3}$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^,?\s{1,2}(?:is|was|has|covers|writes|reports|joined|worked|works|runs|served|spent|can be|holds|started|began)\b"
)
_CALLED = re.compile(r"^(?:\s?[:;,|(–-])?\s{0,2}(?:[\w.+-]{1,40}@|\+?\(?\d{3}[-.) ])|^@")
_JOB = re.compile(
    r"\b(?:reporter|writer|correspondent|editor|columnist|contributor|journalist|producer|critic|analyst|author|staff"
    r"|freelancer?|intern|chief|director|fellow|professor|researcher)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:photos?|photograph\w{0,3}|images?|picture|pictured|illustration|graphics?|getty|shutterstock|courtesy|credit"
    r"|video|via|screenshot|reuters|afp|ap)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:comments?|related|trending|popular|recommended|more (?:from|in|stories)|read (?:more|next))\b", re.I
)
_HANDLE = re.compile(r"^@\w|[\w.]@[\w.]|\b(?:twitter|follow|email)\b", re.IGNORECASE)

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named around a story: the line that speaks for it most, and the figures."""

    name: str
    line: int
    features: Features


@dataclass(slots=True)
class _Named:
    """The lines that name one person, while they are collected."""

    name: str
    lines: list[int] = field(default_factory=list)
    features: Features = field(default_factory=dict)

    def raise_to(self, figure: str, value: float = 1.0) -> None:
        self.features[figure] = max(self.features.get(figure, 0.0), value)


@dataclass(frozen=True, slots=True)
class _Page:
    lines: Sequence[str]
    headline: int
    body_first: int
    last: int
    filled: Sequence[int]  # numbers of the lines with text, in order
    rank: Mapping[int, int]  # of each such line among them
    is_dated: Callable[[str], bool]


FIGURES = [
    "says-by",
    "by-right-before",
    "below-by",
    "loose-byline",
    "shared-in-reporting",
    "alone-on-line",
    "name-share",
    "introduced",
    "told-of",
    "pointed-to",
    "called",
    "job-on-line",
    "job-below",
    "outlet-on-line",
    "day-on-line",
    "day-beside",
    "handle-below",
    "between-headline-and-body",
    "above-headline",
    "below-body",
    "inside-body",
    "lists-beside",
    "credited",
    "quoted",
    "opens-line",
    "own-lines-near",
    "life-at-end",
]


def people_around(capture: Capture, lines: Span, body_first: int, headline: int) -> list[Person]:
    """Everybody named near the story in `lines`, whose body begins at `body_first`, in the order they are named."""
    filled = [number for number, line in enumerate(capture.lines, 1) if line.strip()]
    rank = {number: place for place, number in enumerate(filled)}
    page = _Page(capture.lines, headline, body_first, lines[1], filled, rank, cache(is_date_line))
    named: dict[str, _Named] = {}
    for number in _near(page):
        _read_line(page, number, named)
    return _compared(page, named)


def name_key(name: str) -> str:
    """The name's words in lower case: what two prints of it share."""
    return " ".join(_KEY.findall(name.lower()))


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """The words a capture also writes in lower case: what is made of them is no name."""
    whole = " ".join(texts)
    for mark in ".,;:?!":
        whole = whole.replace(mark, " ")
    return frozenset(whole.split())


def is_common(name: str, common: frozenset[str]) -> bool:
    """True for "Security Analyst" on a page that writes "security" elsewhere; particles of names aside."""
    return any(part.lower() in common for part in name.split() if part[:1].isupper() and len(part) > 2)


def _near(page: _Page) -> list[int]:
    """Numbers of the lines that may name the author, in order."""
    filled, rank = page.filled, page.rank
    head, first, last = (rank.get(number, 0) for number in (page.headline, page.body_first, page.last))
    places = {*range(max(0, head - ABOVE), head + HEAD_MAX), *range(first - ABOVE // 2, first + INSIDE)}
    places |= {*range(last - ENDING + 1, last + 1 + BEHIND)}
    return [filled[place] for place in sorted(places) if 0 <= place < len(filled)]


def _read_line(page: _Page, number: int, named: dict[str, _Named]) -> None:
    text = page.lines[number - 1].strip()
    if len(text) > BYLINE_MAX:
        at_end = page.rank[number] > page.rank.get(page.last, 0) - ENDING
        text = text[:LIFE_BEGINS] if at_end or number < page.body_first else ""
    text = unstuck(text)
    runs = list(name_runs(text))
    if not runs and text.isascii() and "by" not in text[:SIGNED_BY].lower():
        return
    byline = read_byline(text)
    alone = read_name_line(text.strip(" /|,•"))
    found = {name_key(name): name for source in (byline, alone) if source for name in source.authors}
    spans = {name_key(name): (start, end) for name, start, end in runs}
    for key, name in (*found.items(), *((name_key(name), name) for name, _, _ in runs)):
        if key in found or not any(key in other for other in found):
            person = named.setdefault(key, _Named(name))
            if number not in person.lines:
                person.lines.append(number)
                _describe(page, number, text, spans.get(key), byline, alone, person)


def _describe(
    page: _Page,
    number: int,
    text: str,
    span: tuple[int, int] | None,
    byline: Byline | None,
    alone: Byline | None,
    person: _Named,
) -> None:
    place, raised = page.rank[number], person.raise_to
    start, end = span or (text.find(person.name), text.find(person.name) + len(person.name))
    before, after = text[: max(0, start)], text[max(0, end) :]
    if byline and person.name in byline.authors:
        raised("shared-in-reporting" if byline.role else "says-by" if byline.firm else "loose-byline")
    if _POINTS.search(before):
        raised("pointed-to")
    elif _BY.search(before) and not _CREDIT.search(before) and not (byline and byline.role):
        raised("by-right-before")
    if alone and person.name in alone.authors:
        raised("alone-on-line")
        raised("own-lines-near", min(COUNTED, person.features.get("own-lines-near", 0.0) + 1))
    above = [page.lines[n - 1].strip() for n in page.filled[max(0, place - BESIDE) : place]]
    below = [page.lines[n - 1].strip() for n in page.filled[place + 1 : place + 1 + BESIDE]]
    if above and start <= 1 and _JOINED.match(above[-1]):
        raised("below-by")
    if start <= 1:
        raised("opens-line")
        biography = _TELLS.match(after) and read_biography(text)
        if biography and name_key(biography.name) == name_key(person.name):
            raised("introduced")
    at_end = number >= page.last or place > page.rank.get(page.last, 0) - ENDING
    if at_end and start <= 1:
        raised("life-at-end", _like_a_life(after))
    if _TELLS.match(after):
        raised("told-of")
    if _CALLED.match(after):
        raised("called")
    if _JOB.search(after[:80]):
        raised("job-on-line")
    if any(len(line) <= BYLINE_MAX and _JOB.search(line) for line in below[:1]):
        raised("job-below")
    if is_outlet(after.strip(" ,|·•–—-/")):
        raised("outlet-on-line")
    if len(person.name) + 4 < len(text) <= BYLINE_MAX and page.is_dated(text):
        raised("day-on-line")
    for around in (above[::-1], below):
        for steps, line in enumerate(around):
            if page.is_dated(line):
                raised("day-beside", BESIDE - steps)
                break
    if any(len(line) <= BYLINE_MAX and _HANDLE.search(line) for line in below[:2]):
        raised("handle-below")
    short = len(text) <= 2 * len(person.name) + 12
    if page.headline <= number < page.body_first:
        raised("between-headline-and-body", 2 if short else 1)
    elif number < page.headline:
        raised("above-headline", 2 if short else 1)
    elif number > page.last:
        raised("below-body", 2 if short else 1)
    else:
        raised("inside-body", 2 if short else 1)
    if any(len(line) < 60 and _LIST.search(line) for line in above):
        raised("lists-beside")
    if _CREDIT.search(before) or _CREDIT.search(after):
        raised("credited", 2 if after.startswith("/") else 1)
    if before.endswith(QUOTES) or text.startswith(QUOTES):
        raised("quoted")
    raised("name-share", len(person.name) / max(1, len(text)))
    head = page.rank.get(page.headline, 0)
    steps = abs(place - head)
    person.features["lines-from-headline"] = min(person.features.get("lines-from-headline", FAR), steps)
    person.features["lines-from-body"] = min(
        person.features.get("lines-from-body", FAR), abs(page.rank.get(page.body_first, 0) - place)
    )
    person.features["lines-from-end"] = min(
        person.features.get("lines-from-end", FAR), abs(page.rank.get(page.last, 0) - place)
    )


def _like_a_life(after: str) -> int:
    """How much what follows a name at the end of a story reads like its author's life: 0 to 3."""
    if _CALLED.match(after) or (_TELLS.match(after) and _JOB.search(after[:LIFE_BEGINS])):
        return 3
    if _TELLS.match(after):
        return 2
    return int(after[:1] in (" ", ",") and after.strip(" ,")[:1].islower())


def _compared(page: _Page, named: Mapping[str, _Named]) -> list[Person]:
    """The people with what only shows when all of them and the whole page are looked at."""
    common = common_words(page.lines)
    body = "\n".join(line for line in page.lines[page.body_first - 1 : page.last] if len(line) > 80)
    alone_on = Counter(line.strip(" /|,•") for line in page.lines if len(line) < ALONE_MAX)
    whole = "\n".join(page.lines)
    headline = page.lines[page.headline - 1] if page.headline else ""
    signing = sum(bool(p.features.get("says-by")) for p in named.values())
    alone = sum(bool(p.features.get("alone-on-line")) for p in named.values())
    people: list[Person] = []
    for person in sorted(named.values(), key=lambda one: one.lines):
        figures = {figure: person.features.get(figure, 0.0) for figure in FIGURES}
        for figure in ("lines-from-headline", "lines-from-body", "lines-from-end"):
            figures[figure] = person.features.get(figure, FAR)
        last_name = person.name.split()[-1]
        figures["common-words"] = is_common(person.name, common)
        figures["body-tells-of"] = min(COUNTED, body.count(last_name))
        figures["body-names"] = min(COUNTED, body.count(person.name))
        figures["in-headline"] = last_name in headline
        figures["lines-of-its-own"] = min(COUNTED, alone_on[person.name])
        figures["times-on-page"] = min(COUNTED, whole.count(person.name))
        figures["times-beyond-body"] = figures["times-on-page"] - figures["body-names"]
        figures["others-signing"] = min(COUNTED, signing - bool(figures["says-by"]))
        figures["others-alone"] = min(COUNTED, alone - bool(figures["alone-on-line"]))
        figures["words"] = len(person.name.split())
        figures["capitals"] = person.name.isupper()
        people.append(Person(person.name, person.lines[0], figures))
    return people
