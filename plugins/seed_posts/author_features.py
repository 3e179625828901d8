"""The people named around a story, and what speaks for each having written it: figures for a trained choice.

A person may be named on several lines: in a byline, in a caption, in the life below the story. Each
figure says how often or how near the best of these lines is; `authors.py` weighs them, and
data/train_authors.py learns the weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from .biographies import read_biography
from .bylines import Byline, read_byline, read_name_line, unstuck
from .model import Capture, Span
from .names import common_words, is_common, name_runs
from .outlets import is_outlet
from .stamps.datelabels import is_date_line
from .word_finder import WordFinder
from .wordlists import words

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
LIST_HEAD_MAX = 60  # characters of a line that heads a list
JOB_REACH = 80  # characters behind a name in which a job is its own
POINTS_REACH = 24  # characters before a name in which "more from" or "by" stands
PARAGRAPH_MIN = 80  # characters of a line of the body in which people are told of
DISTANCES = {"lines-from-headline": "headline", "lines-from-body": "body_first", "lines-from-end": "last"}

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
# Of each pattern, words or beginnings of words of which a line must hold one; a line is asked for all of them at once
_JOB_WORDS = words(
    "report writer correspondent editor columnist contributor journalist producer critic analyst author staff freelance"
    " intern chief director fellow professor research"
)
_CREDIT_WORDS = words("photo image pict illus graphic getty shutter court cred vi scree reuters ap afp")
_LIST_WORDS = words("comment related trending popular recommended more read")
_HANDLE_WORDS = words("@ twitter follow email")
_FINDER = WordFinder((_JOB_WORDS, _CREDIT_WORDS, _LIST_WORDS, _HANDLE_WORDS))
_JOBS, _CREDITS, _LISTS, _HANDLES = (1 << number for number in range(4))
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

    @property
    def signs(self) -> bool:
        """True where a line says that the story is by this person."""
        return bool(self.features["says-by"])


@dataclass(slots=True)
class _Named:
    """The lines that name one person, while they are collected."""

    name: str
    lines: list[int] = field(default_factory=list)
    features: Features = field(default_factory=dict)

    def raise_to(self, figure: str, value: float = 1.0) -> None:
        self.features[figure] = max(self.features.get(figure, 0.0), value)


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line says to whoever is named beside it."""

    dated: bool
    job: bool
    handle: bool
    heads_list: bool


@dataclass(frozen=True, slots=True)
class _Page:
    headline: int
    body_first: int
    last: int
    filled: Sequence[int]  # numbers of the lines with text, in order
    texts: Sequence[str]  # those lines, stripped
    rank: Mapping[int, int]  # of each such line among them
    line_at: Callable[[int], _Line]  # by that rank
    wanted: (
        Container[str] | None
    )  # figures that a scorecard weighs, None for all: the dear ones of the others are spared

    def wants(self, figure: str) -> bool:
        return self.wanted is None or figure in self.wanted

    def place(self, number: int) -> int:
        return self.rank.get(number, 0)


FIGURES = [
    "says-by",
    "by-right-before",
    "below-by",
    "loose-byline",
    "alone-on-line",
    "name-share",
    "introduced",
    "told-of",
    "pointed-to",
    "called",
    "job-on-line",
    "job-below",
    "outlet-on-line",
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


def people_around(
    capture: Capture, lines: Span, body_first: int, headline: int, wanted: Container[str] | None = None
) -> list[Person]:
    """Everybody named near the story in `lines`, whose body begins at `body_first`, in the order they are named."""
    filled = [number for number, line in enumerate(capture.lines, 1) if line and not line.isspace()]
    texts = [capture.lines[number - 1].strip() for number in filled]
    rank = {number: place for place, number in enumerate(filled)}
    page = _Page(
        headline, body_first, lines[1], filled, texts, rank, cache(lambda place: _line_of(texts[place])), wanted
    )
    named: dict[str, _Named] = {}
    for place in _near(page):
        _read_line(page, place, named)
    return _compared(page, capture.lines, named)


def _line_of(text: str) -> _Line:
    short = len(text) <= BYLINE_MAX
    held = _FINDER.held(text.lower()) if short else 0
    return _Line(
        is_date_line(text),
        bool(held & _JOBS and _JOB.search(text)),
        bool(held & _HANDLES and _HANDLE.search(text)),
        bool(held & _LISTS and len(text) < LIST_HEAD_MAX and _LIST.search(text)),
    )


def name_key(name: str) -> str:
    """The name's words in lower case: what two prints of it share."""
    return " ".join(_KEY.findall(name.lower()))


def _near(page: _Page) -> list[int]:
    """Places of the filled lines that may name the author, in order."""
    head, first, last = map(page.place, (page.headline, page.body_first, page.last))
    places = {*range(max(0, head - ABOVE), head + HEAD_MAX), *range(first - ABOVE // 2, first + INSIDE)}
    places |= {*range(last - ENDING + 1, last + 1 + BEHIND)}
    return [place for place in sorted(places) if 0 <= place < len(page.filled)]


def _read_line(page: _Page, place: int, named: dict[str, _Named]) -> None:
    number, text = page.filled[place], page.texts[place]
    if len(text) > BYLINE_MAX:
        at_end = place > page.place(page.last) - ENDING
        if not at_end and number >= page.body_first:
            return
        text = text[:LIFE_BEGINS]
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
                _describe(page, place, text, spans.get(key), byline, alone, person)


def _describe(
    page: _Page,
    place: int,
    text: str,
    span: tuple[int, int] | None,
    byline: Byline | None,
    alone: Byline | None,
    person: _Named,
) -> None:
    number, raised, held = page.filled[place], person.raise_to, _FINDER.held(text.lower())
    start, end = span or (text.find(person.name), text.find(person.name) + len(person.name))
    before, after = text[: max(0, start)], text[max(0, end) :]
    if byline and person.name in byline.authors and not byline.role:
        raised("says-by" if byline.firm else "loose-byline")
    if _POINTS.search(before[-POINTS_REACH:]):
        raised("pointed-to")
    elif (
        _BY.search(before[-POINTS_REACH:])
        and not (held & _CREDITS and _CREDIT.search(before))
        and not (byline and byline.role)
    ):
        raised("by-right-before")
    if alone and person.name in alone.authors:
        raised("alone-on-line")
        raised("own-lines-near", min(COUNTED, person.features.get("own-lines-near", 0.0) + 1))
    above = range(place - 1, max(-1, place - 1 - BESIDE), -1)
    below = range(place + 1, min(len(page.filled), place + 1 + BESIDE))
    if start <= 1:
        raised("opens-line")
        if above and _JOINED.match(page.texts[above[0]]):
            raised("below-by")
        biography = _TELLS.match(after) and read_biography(text) if page.wants("introduced") else None
        if biography and name_key(biography.name) == name_key(person.name):
            raised("introduced")
        if number >= page.last or place > page.place(page.last) - ENDING:
            raised("life-at-end", _like_a_life(after))
    if _TELLS.match(after):
        raised("told-of")
    if _CALLED.match(after):
        raised("called")
    if held & _JOBS and _JOB.search(after[:JOB_REACH]):
        raised("job-on-line")
    if page.wants("outlet-on-line") and is_outlet(after.strip(" ,|·•–—-/")):
        raised("outlet-on-line")
    if below and page.line_at(below[0]).job:
        raised("job-below")
    for around in (above, below):
        steps = next((steps for steps, other in enumerate(around) if page.line_at(other).dated), None)
        if steps is not None:
            raised("day-beside", BESIDE - steps)
    if any(page.line_at(other).handle for other in below[:2]):
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
    if any(page.line_at(other).heads_list for other in above):
        raised("lists-beside")
    if held & _CREDITS and (_CREDIT.search(before) or _CREDIT.search(after)):
        raised("credited", 2 if after.startswith("/") else 1)
    if before.endswith(QUOTES) or text.startswith(QUOTES):
        raised("quoted")
    raised("name-share", len(person.name) / max(1, len(text)))
    for figure, from_line in DISTANCES.items():
        steps = abs(place - page.place(getattr(page, from_line)))
        person.features[figure] = min(person.features.get(figure, FAR), steps)


def _like_a_life(after: str) -> int:
    """How much what follows a name at the end of a story reads like its author's life: 0 to 3."""
    if _CALLED.match(after) or (_TELLS.match(after) and _JOB.search(after[:LIFE_BEGINS])):
        return 3
    if _TELLS.match(after):
        return 2
    return int(after[:1] in (" ", ",") and after.strip(" ,")[:1].islower())


def _compared(page: _Page, lines: Sequence[str], named: Mapping[str, _Named]) -> list[Person]:
    """The people with what only shows when all of them and the whole page are looked at."""
    if not named:
        return []
    whole = "\n".join(lines)
    common = common_words((whole,))
    body = "\n".join(line for line in lines[page.body_first - 1 : page.last] if len(line) > PARAGRAPH_MIN)
    alone_on = Counter(text.strip(" /|,•") for text in page.texts if len(text) < ALONE_MAX)
    headline = lines[page.headline - 1] if page.headline else ""
    signing = sum(bool(p.features.get("says-by")) for p in named.values())
    alone = sum(bool(p.features.get("alone-on-line")) for p in named.values())
    people: list[Person] = []
    for person in sorted(named.values(), key=lambda one: one.lines):
        figures = {figure: person.features.get(figure, 0.0) for figure in FIGURES}
        for figure in DISTANCES:
            figures[figure] = person.features.get(figure, FAR)
        last_name = person.name.rpartition(" ")[2]
        figures["common-words"] = is_common(person.name, common)
        figures["body-tells-of"] = min(COUNTED, body.count(last_name))
        figures["in-headline"] = last_name in headline
        figures["lines-of-its-own"] = min(COUNTED, alone_on[person.name])
        figures["times-on-page"] = min(COUNTED, whole.count(person.name))
        figures["times-beyond-body"] = figures["times-on-page"] - min(COUNTED, body.count(person.name))
        figures["others-signing"] = min(COUNTED, signing - bool(figures["says-by"]))
        figures["others-alone"] = min(COUNTED, alone - bool(figures["alone-on-line"]))
        figures["words"] = person.name.count(" ") + 1
        figures["capitals"] = person.name.isupper()
        people.append(Person(person.name, person.lines[0], figures))
    return people
