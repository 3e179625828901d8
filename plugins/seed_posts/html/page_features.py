"""What a line of a saved page is like: its words, its element, where it stands, whether trafilatura keeps it.

Every feature is a number a line, by name, for the scorecard of `page_body`. None names a site or a language's rare
words: what counts is form, markup and what sites call their blocks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from ..learned.scorecard import Numbers
from ..wordlists import words
from .blocks import FAR as FAR_UP
from .blocks import NAMES, PageLine, Place, bit
from .page_text import letters

PROSE_WORDS = 12  # words of a line that reads as prose
PROSE_LINKED = 0.35  # share of its characters in links, at most
PROSE_IN = 15  # letters by which a line is looked for in a longer text; shorter ones stand anywhere
FAR = 30  # lines; further is as far
FAR_AWAY = 60
HEAD = 200  # characters of a line whose letters are counted
END_MAX = 5  # characters at a line's end that tell whether a sentence ends there
WORDS_READ = 40  # the same in words
STORY_WORDS = 100  # words of prose from which an <article> counts as one
TAGS = ("p", "li", "div", "td", "h1", "h2", "h3", "h4", "figcaption", "blockquote", "section", "article")
INSIDE = (
    "article", "main", "aside", "nav", "header", "footer", "figure", "figcaption", "ul", "ol", "table", "form",
    "blockquote", "label", "td", "time", "button", "a", "em",
)  # fmt: skip

_END = re.compile(r"[.!?…。][\"”’')\]]{0,3}$|[”\"]$")
_SENTENCE = re.compile(r"[.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")
_WORD = re.compile(r"\w+")
_STOPS = words(
    "the of and to a in that is was for it on with as he be at by his this have from but not are they you had or were"
    " she an we her their has which will would there been all if who one more when so up out no what can its about"
)
_SIGNS = {  # what to look for, in all lines at once, in lower case; `\b` in front would hide where to look
    "date": re.compile(
        r"(?<!\w)(?:(?:19|20)\d\d\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.? \d"
        r"|\d+ (?:hours?|minutes?|days?|h|m) ago)"
    ),
    "legal": re.compile(r"©|copyright|all rights reserved|terms of (?:use|service)|privacy policy|cookie"),
    "promotion": re.compile(
        r"(?<!\w)(?:sign up|subscribe|newsletters?|read more|click here|follow us|download|see also|related|more from"
        r"|also read|watch:|listen:|advertisement|share this|get our|join us|support us|donate|log in|sign in"
        r"|our app|affiliate|commission|email us|contact us|recommended|editor.s note|also:)"
    ),
    "credit": re.compile(
        r"(?<!\w)(?:photo(?:graph)?s?|image|picture|credit|getty|reuters|ap photo|afp|shutterstock|courtesy|pictured"
        r"|screenshot)\b"
    ),
    "by": re.compile(r"^(?:by|written by|words by|story by|reporting by|editing by|contributing:)\b", re.MULTILINE),
    "biography": re.compile(
        r"(?<!\w)(?:is an? |is the |has (?:written|worked|covered)|covers|reporter|editor|correspondent|author of"
        r"|contributor|columnist|freelance|journalist)"
    ),
}
_CAPITALS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known of the page when its lines are judged."""

    kept: str  # letters of what trafilatura keeps
    kept_paragraphs: frozenset[str]  # the letters of each of its paragraphs
    described: str  # letters of the articleBody in JSON-LD
    titles: frozenset[str]  # letters of the titles in the markup


def features_of(lines: Sequence[PageLine], known: Known) -> dict[str, Numbers]:
    """The features of the lines of a page, at least one line."""
    texts = [line.text for line in lines]
    keys = [letters(text) for text in texts]
    found = _of_words(lines, texts)
    counts = [len(_WORD.findall(text)) for text in texts]
    prose = [
        count if count >= PROSE_WORDS and linked < PROSE_LINKED and (ended or sentences) else 0
        for count, linked, ended, sentences in zip(
            counts, found["linked"], found["ended"], found["sentences"], strict=True
        )
    ]
    found["words"] = [log1p(count) for count in counts]
    found["prose"] = [log1p(count) for count in prose]
    found |= _of_places(lines, counts, prose)
    found |= _of_kept(keys, counts, known)
    found |= _of_order(lines, keys, prose, known)
    _beside(found)
    return {name: np.asarray(values, np.float64) for name, values in found.items()}


def _of_words(lines: Sequence[PageLine], texts: Sequence[str]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {
        "characters": [log1p(len(text)) for text in texts],
        "linked": [min(1.0, line.linked / len(line.text)) for line in lines],
        "links": [min(20, line.links) for line in lines],
        "bold": [min(1.0, line.bold / len(line.text)) for line in lines],
        "ended": [bool(_END.search(text[-END_MAX:])) for text in texts],
        "sentences": [min(5, len(_SENTENCE.findall(text))) for text in texts],
        "commas": [min(10, text.count(",")) for text in texts],
        "capitals": [_share(text[:HEAD], _CAPITALS, str.isupper) for text in texts],
        "digits": [_share(text[:HEAD], _DIGITS, str.isdigit) for text in texts],
        "starts-small": [text[0].islower() for text in texts],
        "starts-quoted": [text[0] in "\"“‘'" for text in texts],
        "ends-in-colon": [text.endswith(":") for text in texts],
        "ends-in-question": [text.endswith("?") for text in texts],
        "after-break": [line.after_break for line in lines],
        "markup-shown": ["</" in text or "<a " in text for text in texts],
    }
    lowered = [text.lower() for text in texts]
    small = [text.split(None, WORDS_READ)[:WORDS_READ] for text in lowered]
    split = [text.split(None, WORDS_READ)[:WORDS_READ] for text in texts]
    found["stop-words"] = [sum(map(_STOPS.__contains__, parts)) / len(parts) for parts in small]
    found["capital-words"] = [sum([word[0].isupper() for word in parts]) / len(parts) for parts in split]
    return found | _of_signs(lowered)


def _of_signs(texts: Sequence[str]) -> dict[str, list[float]]:
    """Which of the lines, in lower case, hold each sign. All are searched at once: no sign reads over a line's end."""
    whole = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    found: dict[str, list[float]] = {}
    for name, pattern in _SIGNS.items():
        marks = [0.0] * len(texts)
        for sign in pattern.finditer(whole):
            marks[bisect_right(starts, sign.start()) - 1] = 1.0
        found[f"sign-{name}"] = marks
    return found


def _share(text: str, wanted: bytes, is_wanted: Callable[[str], bool]) -> float:
    """The share of wanted characters; those of ASCII are counted at once."""
    if text.isascii():
        return (len(text) - len(text.encode().translate(None, wanted))) / len(text)
    return sum(map(is_wanted, text)) / len(text)


def _of_places(lines: Sequence[PageLine], counts: Sequence[int], prose: Sequence[int]) -> dict[str, list[float]]:
    """What the element is, what it and those above it are called, and how much prose they share."""
    places = [line.place for line in lines]
    total = sum(prose) or 1
    for place, count, worth in zip(places, counts, prose, strict=True):
        above: Place | None = place
        while above is not None:
            above.words += count
            above.prose += worth
            above.lines += 1
            above = above.up
    up1, up2, up3 = ([place.above(steps) for place in places] for steps in (1, 2, 3))
    found = _of_names(lines, places)
    found["prose-here"] = [place.prose / total for place in places]
    for number, ups in enumerate((up1, up2, up3), 1):
        found[f"prose-up-{number}"] = [place.prose / total for place in ups]
        found[f"density-up-{number}"] = [place.prose / max(1, place.words) for place in ups]
    found["lines-up-1"] = [log1p(place.lines) for place in up1]
    found["lines-here"] = [log1p(place.lines) for place in places]
    found["children-up-1"] = [min(50, place.children) for place in up1]
    alike, alike_below = Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for place, worth in zip(places, prose, strict=True):
        alike[place.tag, place.called] += worth
        alike_below[place.tag, place.called, place.above().called] += worth
    found["prose-alike"] = [alike[place.tag, place.called] / total for place in places]
    found["prose-alike-below"] = [
        alike_below[place.tag, place.called, place.above().called] / total for place in places
    ]
    main = _main(places, prose, total)
    found["below-main"] = [min(12, place.depth - main.depth) if _is_below(place, main) else -1 for place in places]
    found["depth-from-main"] = [place.depth - main.depth for place in places]
    beside = zip(pairwise(up1), pairwise(places), strict=True)
    found["same-parent-before"] = [0.0, *(a is b or x is y for (a, b), (x, y) in beside)]
    found["same-parent-behind"] = [*found["same-parent-before"][1:], 0.0]
    found |= _of_articles(places)
    return found


def _of_names(lines: Sequence[PageLine], places: Sequence[Place]) -> dict[str, list[float]]:
    """What the element is, what it is inside of, and how far up the nearest is that a site calls so."""
    tags = np.array([place.tag for place in places])
    names = np.array([line.place.names | line.inline for line in lines], np.int64)
    inline = np.array([line.inline for line in lines], np.int64)
    found: dict[str, list[float]] = {f"is-{tag}": (tags == tag).tolist() for tag in TAGS}
    for tag in INSIDE:
        found[f"in-{tag}"] = ((names & bit(f"<{tag}>")) != 0).tolist()
    found["hidden"] = ((names & bit("hidden")) != 0).tolist()
    masks = np.array([bit(name) for name in NAMES], np.int64)
    steps = np.where((inline[:, None] & masks) != 0, 0, _steps(places, masks))
    return found | {f"up-to-{name}": steps[:, number].tolist() for number, name in enumerate(NAMES)}


def _steps(places: Sequence[Place], masks: NDArray[np.int64]) -> NDArray[np.int64]:
    """`Place.steps_to` of every place (rows) for every mask (columns)."""
    every: dict[Place, int] = {}
    for place in places:
        above: Place | None = place
        while above is not None and above not in every:
            every[above] = len(every)
            above = above.up
    nobody = len(every)  # above the topmost
    called = np.array([[*(place.own for place in every), 0]], np.int64).T & masks != 0
    up = np.array([*(nobody if place.up is None else every[place.up] for place in every), nobody])
    steps = np.full(called.shape, FAR_UP)
    at = np.arange(nobody + 1)
    for step in range(1, FAR_UP):
        steps = np.where(called[at] & (steps == FAR_UP), step, steps)
        at = up[at]
    return np.asarray(steps[[every[place] for place in places]], np.int64)


def _main(places: Sequence[Place], prose: Sequence[int], total: int) -> Place:
    """The deepest element with half of the page's prose."""
    deepest = places[0].above(1_000)
    for place, worth in zip(places, prose, strict=True):
        if worth:
            above: Place | None = place
            while above is not None and above.prose * 2 < total:
                above = above.up
            if above is not None and above.depth > deepest.depth:
                deepest = above
    return deepest


def _is_below(place: Place | None, main: Place) -> bool:
    while place is not None and place.depth > main.depth:
        place = place.up
    return place is main


def _of_articles(places: Sequence[Place]) -> dict[str, list[float]]:
    """Which of the page's <article> elements with prose a line stands in: further ones are other stories."""
    inside: list[Place | None] = []
    for place in places:
        above: Place | None = place
        topmost = None
        while above is not None:
            topmost = above if above.tag == "article" else topmost
            above = above.up
        inside.append(topmost)
    big = list(dict.fromkeys(article for article in inside if article and article.prose >= STORY_WORDS))
    numbers = {article: number for number, article in enumerate(big)}
    return {
        "article-number": [-1 if article is None else numbers.get(article, -1) for article in inside],
        "articles": [len(big)] * len(places),
    }


def _of_kept(keys: Sequence[str], counts: Sequence[int], known: Known) -> dict[str, list[float]]:
    """Whether trafilatura keeps the line and those around it, and whether JSON-LD has it in its articleBody."""
    kept = [
        bool(key) and (key in known.kept_paragraphs or (len(key) >= PROSE_IN and key in known.kept)) for key in keys
    ]
    worth = [count if keeps else 0 for keeps, count in zip(kept, counts, strict=True)]
    total = sum(worth) or 1
    before = np.concatenate([[0], np.cumsum(worth)[:-1]]) / total
    large = [number for number, count in enumerate(worth) if count >= PROSE_WORDS]
    first, last = (large[0], large[-1]) if large else (len(keys), -1)
    described = [bool(known.described) and len(key) >= PROSE_IN and key in known.described for key in keys]
    agreed = sum(len(key) for key, says in zip(keys, described, strict=True) if says) / (len(known.described) or 1)
    return {
        "kept": kept,
        "kept-before": list(before),
        "since-kept": _since(worth),
        "till-kept": _since(worth[::-1])[::-1],
        "after-first-kept": [max(-FAR_AWAY, min(FAR_AWAY, number - first)) for number in range(len(keys))],
        "after-last-kept": [max(-FAR_AWAY, min(FAR_AWAY, number - last)) for number in range(len(keys))],
        "described": [min(1.0, agreed) * (1 if says else -1) for says in described],
    }


def _since(worth: Sequence[int]) -> list[float]:
    """Lines since the last one of some words that is kept."""
    found: list[float] = []
    last = -FAR
    for number, count in enumerate(worth):
        last = number if count >= PROSE_WORDS else last
        found.append(min(FAR, number - last))
    return found


def _of_order(
    lines: Sequence[PageLine], keys: Sequence[str], prose: Sequence[int], known: Known
) -> dict[str, list[float]]:
    times = Counter(keys)
    heading = bit("<h1>")
    titled = [number for number, key in enumerate(keys) if key and key in known.titles]
    headed = [number for number, line in enumerate(lines) if line.place.names & heading]
    title = next(iter(titled or headed), None)
    return {
        "repeated": [min(5, times[key]) for key in keys],
        "is-title": [key in known.titles for key in keys],
        "from-title": [
            130 if title is None else max(-FAR_AWAY, min(120, number - title)) for number in range(len(keys))
        ],
        "place": [number / len(keys) for number in range(len(keys))],
        "prose-before": list(np.cumsum(prose) / (sum(prose) or 1)),
    }


def _beside(found: dict[str, list[float]]) -> None:
    """Adds what the lines before and behind are like."""
    for name in ("words", "linked", "prose", "kept"):
        values = list(found[name])
        for steps in (1, 2):
            found[f"{name}-{steps}"] = [-1.0] * min(steps, len(values)) + values[:-steps]
            found[f"{name}+{steps}"] = values[steps:] + [-1.0] * min(steps, len(values))
