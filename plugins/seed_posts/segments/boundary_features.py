"""What tells a line that heads another story from a subhead, a teaser or a caption: named figures for a scorecard."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container

from ..bylines import read_name_line
from .cohesion import LEAD_LOOKED_AT, Run, Surroundings, likeness, share_of
from .parts import Part
from .voice import attributes

WINDOW = 5  # paragraphs to each side
WINDOW_REACH = 20  # chunks in which they stand
FAR = 20  # paragraphs further up
FAR_REACH = 60  # chunks
LEAD = 2  # paragraphs a story opens with
HEAD_REACH = 5  # chunks below a headline in which byline and date stand
NEAR = 30  # chunks to each side that say what kind of page it is
ALIKE = 0.3  # likeness from which on two stretches have one subject
UNKNOWN = -1.0  # of a figure that cannot be had: no names, no words
TITLE_WORDS = (5, 18)  # words most headlines have
STRANGE_WORDS = 200  # words of a section that count beside its strangeness; a story has as many
SECTION_MAX = 600  # words counted of a stretch between two such lines

Figures = dict[str, float]

_POINTS_BACK = re.compile(
    r"(?:But|And|He|She|They|It|His|Her|Their|This|These|That|Those|However|Meanwhile|Also|In addition|Another"
    r"|Still|Yet|Then|Now|So|Но|Он|Она|Они|Это|Также|Однако|他|她|这|但)\b"
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.):]\s|#\d|[-•]\s")
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|понедельник|вторник|сред[уы]|четверг|пятниц[уы]"
    r"|суббот[уы]|воскресенье|вчера|сегодня)\b|星期|昨日|今日"
)
_FURNITURE = (Part.CHROME, Part.LIST_HEAD, Part.PROMO, Part.END, Part.COMMENTS, Part.COMMENT_FORM)
_ABOVE: dict[str, frozenset[Part]] = {
    "date-above": frozenset((Part.DATE,)),
    "byline-above": frozenset((Part.BYLINE,)),
    "address-above": frozenset((Part.URL,)),
    "source-above": frozenset((Part.SOURCE, Part.SIGNOFF)),
    "post-mark-above": frozenset((Part.POST_MARK, Part.FORUM)),
    "rule-above": frozenset((Part.RULE,)),
    "furniture-above": frozenset(_FURNITURE),
    "caption-above": frozenset((Part.CAPTION, Part.ATTACHMENT)),
    "biography-above": frozenset((Part.BIOGRAPHY, Part.DISCLAIMER)),
}
_DATE, _BYLINE = Part.DATE, Part.BYLINE  # in loops: an enumeration looks its members up slowly
_SOURCES = frozenset((Part.SOURCE, Part.AGE, Part.URL))


def features_at(around: Surroundings, index: int, wanted: Container[str] | None = None) -> Figures:
    """The figures of one line, by name, the same for every line; where `wanted` names some, dear others are missing."""
    found = plain_figures(around, index, wanted)
    found |= title_figures(around, index)
    found |= likeness_figures(around, index)
    return found | dear_figures(around, index, found, wanted)


def plain_figures(around: Surroundings, index: int, wanted: Container[str] | None = None) -> Figures:
    """The figures that cost little: how the line looks and what kinds of lines stand around it."""
    return {
        **_line(around, index, wanted),
        **_head(around, index),
        **_ending(around, index, wanted),
        **_page(around, index),
        "lead-words": min(80, around.chunks[around.paragraphs[around.paragraphs_above[index + 1]]].words),
    }


def title_figures(around: Surroundings, index: int) -> Figures:
    """How many of the line's own words stand above and below it."""
    below = around.below(index, WINDOW, WINDOW_REACH)
    title = around.words_of(index)
    told, known = around.share_in(title, below), around.share_in(title, around.above(index, FAR, FAR_REACH))
    return {
        "title-below": _figure(told),
        "title-in-lead": _figure(around.share_in(title, _lead_of(below))),
        "title-known": _figure(known),
        "title-new": UNKNOWN if told is None or known is None else told * (1 - known),
    }


def likeness_figures(around: Surroundings, index: int) -> Figures:
    """What words the paragraphs to both sides have in common."""
    above = around.above(index, WINDOW, 2 * WINDOW_REACH)
    below = around.below(index, WINDOW, WINDOW_REACH)
    over, lead = around.words(above), around.words(_lead_of(below))
    shared = likeness(over, around.words(below))
    inner = [figure for run in (above, below) if (figure := _inner(around, run)) is not None]
    return {
        "title-above": _figure(share_of(around.words_of(index), over)),
        "likeness": _figure(shared),
        "likeness-drop": sum(inner) / len(inner) - shared if inner and shared is not None else UNKNOWN,
        "lead-known": _figure(share_of(lead, over)),
    }


def dear_figures(around: Surroundings, index: int, found: Figures, wanted: Container[str] | None = None) -> Figures:
    """The other figures; `found` are those of the functions above."""
    found = {
        **found,
        **_names(around, index, found),
        **_lead(around, index, wanted),
        "talk-above": max(-4.0, min(6.0, around.talk(_last_above(around, index)))),
    }
    return found | _together(found)


def highest(found: Figures) -> Figures:
    """How high the figures that names decide can come, as far as those found say; -1 where they are unknown."""
    signed = found["date-below"] or found["byline-below"] or found["name-below"]
    strange = max(0.0, found.get("title-new", 1.0))
    if "likeness" not in found:
        return _joined(found, strange, 0.0, bool(signed))
    unrelated = _unrelated(found["likeness"], 0.0)
    return {"unrelated": unrelated, **_joined(found, strange * max(0.0, unrelated), 0.0, bool(signed))}


def _together(found: Figures) -> Figures:
    """Figures that say more than their parts: a scorecard adds, and cannot see two things at once."""
    signed = found["date-below"] or found["byline-below"] or found["name-below"]
    return _joined(found, max(0.0, found["new-and-unrelated"]), max(0.0, found["names-known-later"]), bool(signed))


def _joined(found: Figures, strange: float, named: float, signed: bool) -> Figures:
    """Plain figures beside how strange the line is to what stands above it."""
    return {
        "signed-section": found["section"] if signed else UNKNOWN,
        "signed-new": strange if signed else UNKNOWN,
        "unsigned-new": UNKNOWN if signed else strange,
        "strange-section": min(found["section"], STRANGE_WORDS) * strange,
        "strange-after-section": min(found["section-above"], STRANGE_WORDS) * strange,
        "strange-after-sentence": strange if found["paragraph-above"] and found["closed-above"] else UNKNOWN,
        "strange-title": strange if TITLE_WORDS[0] <= found["words"] <= TITLE_WORDS[1] else UNKNOWN,
        "strange-names": strange * (1 - named),
        "strange-on-calm-page": strange * (1 - found["furniture-near"]),
    }


def _line(around: Surroundings, index: int, wanted: Container[str] | None) -> Figures:
    chunk = around.chunks[index]
    spelled = [word for word in chunk.text.split() if word[0].isalpha()]
    return {
        "words": min(chunk.words, 40),
        "capitals": sum(word[0].isupper() for word in spelled) / len(spelled) if spelled else UNKNOWN,
        "all-capitals": chunk.text.isupper(),
        "asks": "?" in chunk.text or "？" in chunk.text,
        "numbered": bool(_NUMBERED.match(chunk.text)),
        "quotation": chunk.text[0] in "\"'“‘«",
        "name": (wanted is None or "name" in wanted) and read_name_line(chunk.text) is not None,
        "recurs": around.recurs[index],
    }


def _names(around: Surroundings, index: int, found: Figures) -> Figures:
    """Whether the names below the line are known above it, and what that says beside the words."""
    far = around.above(index, FAR, FAR_REACH)
    names = around.names(around.below(index, WINDOW, WINDOW_REACH))
    strangers = _known_names(around, index, far, names)
    later = _known_names(around, index, far, around.names(around.below(index, FAR, FAR_REACH)))
    unrelated = _unrelated(found["likeness"], strangers or 0.0)
    return {
        "names-known": _figure(strangers),
        "names-known-later": _figure(later),
        "names": min(10, len(names)),
        "unrelated": unrelated,
        "new-and-unrelated": max(0.0, found["title-new"]) * max(0.0, unrelated),
    }


def _unrelated(shared: float, strangers: float) -> float:
    """How little two stretches have to do with each other: alike in no words, and no names known."""
    return UNKNOWN if shared == UNKNOWN else (1 - min(1.0, shared / ALIKE)) * (1 - strangers)


def _lead_of(run: Run) -> Run:
    return run[0], min(run[0] + LEAD, run[1])


def _known_names(around: Surroundings, index: int, above: Run, names: frozenset[str]) -> float | None:
    """The share of some names that stand in the line or in the paragraphs above it; None for no names."""
    known = around.names(above)
    return (len(names & known) + len(names & around.names_of(index) - known)) / len(names) if names else None


def _inner(around: Surroundings, run: Run) -> float | None:
    """How alike the two halves of a run of paragraphs are."""
    half = run[0] + (run[1] - run[0]) // 2
    return likeness(around.words((run[0], half)), around.words((half, run[1]))) if half > run[0] else None


def _figure(value: float | None) -> float:
    return UNKNOWN if value is None else value


def _head(around: Surroundings, index: int) -> Figures:
    """What stands between the line and the first paragraph below."""
    chunks = around.chunks
    below = around.paragraphs_above[index + 1]
    first = around.paragraphs[below] if below < len(around.paragraphs) else len(chunks)
    head = chunks[index + 1 : min(first, index + 1 + HEAD_REACH)]
    parts = [c.part for c in head]
    date, byline = _DATE in parts, _BYLINE in parts
    name = any(c.part is None and c.words <= 4 and read_name_line(c.text) is not None for c in head)
    source = not _SOURCES.isdisjoint(parts)
    return {
        "date-below": date,
        "byline-below": byline,
        "name-below": name,
        "source-below": source,
        "signs-below": date + byline + name + source,
        "headline-next": index + 1 < len(chunks) and around.headlines[index + 1],
        "paragraph-next": first == index + 1,
        "strays-below": min(5, parts.count(None)),
    }


def _ending(around: Surroundings, index: int, wanted: Container[str] | None) -> Figures:
    """What stands between the last paragraph above and the line."""
    chunks = around.chunks
    last = _last_above(around, index)
    between = chunks[last + 1 : index]
    parts = [chunk.part for chunk in between]
    found: Figures = {
        name: not kinds.isdisjoint(parts) for name, kinds in _ABOVE.items() if wanted is None or name in wanted
    }
    return found | {
        "spacer-above": any(chunk.spacer for chunk in (*between, chunks[index])),
        "strays-above": min(5, parts.count(None)),
        "recurring-above": any(around.recurs[last + 1 : index]),
        "headline-above": around.headlines[index - 1],
        "paragraph-above": last == index - 1,
        "closed-above": chunks[index - 1].complete,
        "colon-above": chunks[index - 1].text.endswith((":", "：")),
    }


def _last_above(around: Surroundings, index: int) -> int:
    """The last paragraph above the line."""
    above = around.paragraphs_above[index]
    return around.paragraphs[above - 1] if above else 0


def _lead(around: Surroundings, index: int, wanted: Container[str] | None) -> Figures:
    """How the paragraphs below begin: as a story does, or as one that goes on."""
    first, stop = around.below(index, LEAD, WINDOW_REACH)
    lead = around.paragraphs[first]
    text = around.chunks[lead].text[:LEAD_LOOKED_AT]
    dear: dict[str, Callable[[], bool]] = {
        "dateline": lambda: any(map(around.datelined, around.paragraphs[first:stop])),
        "points-back": lambda: bool(_POINTS_BACK.match(text)),
        "names-day": lambda: bool(_DAY.search(text)),
        "lead-attributes": lambda: attributes(text),
        "lead-personal": lambda: around.personal(lead),
    }
    return {name: read() for name, read in dear.items() if wanted is None or name in wanted}


def _page(around: Surroundings, index: int) -> Figures:
    """White space, the length of the stretches to both sides, and what the page is made of."""
    chunks = around.chunks
    first, stop = max(0, index - NEAR), min(len(chunks), index + NEAR)
    gaps = sorted(around.gaps[first:stop])
    below = chunks[index + 1].gap if index + 1 < len(chunks) else 0
    return {
        "wider-gap": max(-2, min(3, chunks[index].gap - gaps[len(gaps) // 2])),
        "gap-narrows": max(-2, min(3, chunks[index].gap - below)),
        "section": _section_below(around, index),
        "section-above": _section_above(around, index),
        "headlines-near": (around.headlines_above[stop] - around.headlines_above[first]) / (stop - first),
        "furniture-near": (around.furniture_above[stop] - around.furniture_above[first]) / (stop - first),
    }


def _section_below(around: Surroundings, index: int) -> int:
    """Words of the paragraphs below, to the next line that could be a headline, past those around this one."""
    first = around.paragraphs_above[index + 1]
    if first == len(around.paragraphs):
        return 0
    head = bisect_right(around.heads, around.paragraphs[first])
    end = around.heads[head] if head < len(around.heads) else len(around.chunks)
    return min(SECTION_MAX, around.count((first, around.paragraphs_above[end])))


def _section_above(around: Surroundings, index: int) -> int:
    """The same of the paragraphs above."""
    stop = around.paragraphs_above[index]
    if not stop:
        return 0
    head = bisect_left(around.heads, around.paragraphs[stop - 1])
    begin = around.heads[head - 1] + 1 if head else 0
    return min(SECTION_MAX, around.count((around.paragraphs_above[begin], stop)))
