"""The date of a story when its head has none: the lines around it, and the top and foot of a document.

A page prints the date below the standfirst, above the headline or in a note at the end; a press
release prints it in its letterhead or under the signature. Both also print other dates, so a
stamp inside a sentence, a banner with today's day and a lone update stamp are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from ..bylines import read_byline
from ..line_search import searched
from ..model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Story
from ..stamps import Stamp, read_stamps
from ..stamps.datelabels import (
    EVENT,
    PUBLISHED,
    UPDATED,
    before_stamp,
    in_prose,
    is_nobodys,
    is_paragraph,
    words_beside,
)
from ..stamps.settle import settle
from ..word_finder import WordFinder
from .rules import UPDATE

ABOVE = 3  # filled lines above a headline in which its date may stand: a kicker, a section name
ABOVE_BODY = 8  # filled lines above the first paragraph: byline, date, buttons, a caption
IN_BODY = 4  # filled lines from the first paragraph on, which may be a summary above byline and date
BELOW = 14  # filled lines below a headline: deck, byline, sharing buttons, picture caption
PROSE_MAX = 1  # paragraphs between a headline and its date: a summary; what comes later dates a part, or another story
BESIDE = 8  # words beside a stamp: a byline and a section name; more is prose
FOOT_LINES = 6  # filled lines before and behind the end of a story: signature, contact, telephone
FOOT_WORDS = 3  # "CANBERRA, ACT", "Ends"
LABELLED = 16  # words beside a labelled stamp: "released June 14" in a sentence is an event
HEAD_REACH = 700  # characters of a document's letterhead; the median press release dates itself within 150
FOOT_REACH = 350  # characters of a document's signature
LINE_MAX = 400  # characters; a longer line is prose, or a whole page run together

_WEB = re.compile(
    r"\b(?:privacy policy|cookies?|subscribe|sign (?:in|up)|log ?in|newsletter|comments? ?\(|share (?:this|on)"
    r"|all rights reserved|read more|related (?:stories|articles)|advertisement|facebook|choose your)\b",
    re.IGNORECASE,
)
_WEB_WORDS = WordFinder([[  # one of which the pattern needs
    "privacy policy", "cookie", "subscribe", "sign ", "log", "newsletter", "comment", "share ", "all rights reserved",
    "read more", "related ", "advertisement", "facebook", "choose your",
]])  # fmt: skip
WEB_MIN = 2  # lines with such words that make a capture a web page
_BY = re.compile(r"\W{0,4}by\s", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\W{0,4}(?:\d{1,5}\s)?(?:(?:reader|user|your)s?'?\s)?(?:comments?|replies|responses)\b", re.IGNORECASE
)
_ORIGINALLY = re.compile(
    r"\bthis (?:story|article|report|post|piece) was (?:originally |first )?published\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Found:
    rank: int
    distance: int  # filled lines, or characters, from where a date is most at home
    line: int
    stamp: Stamp
    rule: str


def dated_around(story: Story, capture: Capture, floor: int, ceiling: int, web: bool) -> Finding[PublishedDate] | None:
    """The story's date from lines between `floor` and `ceiling`, which belong to no other story.

    `web` says whether the capture is a web page (`is_web`).
    """
    headline = _head_line(story)
    candidates = [
        *_near(story, capture, headline, floor, ceiling, web),
        *_notes(story, capture, ceiling),
    ]
    if floor == 0 and ceiling > len(capture.lines):
        candidates += _far_above(story, capture, headline) if web else _document(story, capture)
    opened: Finding[PublishedDate] | None = None
    for found in sorted(candidates, key=_standing):
        stamp, reason = settle(found.stamp, capture)
        evidence = (Evidence(found.rule, _words(found, capture), found.line, found.stamp.start),)
        if stamp is None:
            opened = opened or Finding(evidence=evidence, reason=reason)
            continue
        if not stamp.full or (stamp.repaired and not stamp.sound):
            continue
        confidence = 0.9 - 0.15 * (found.rank < 3) - 0.1 * stamp.repaired - 0.3 * (not stamp.sound)
        confidence = min(confidence, 0.6) if reason else confidence
        reason = reason if stamp.sound else "the printed weekday is not that day's"
        if found.rule == UPDATE:
            confidence, reason = 0.5, "only the stamp of an update is printed"
        value = PublishedDate(stamp.iso, Precision.DAY, Basis.EXPLICIT, stamp.time)
        return Finding(value, evidence, confidence, reason)
    return opened


def _words(found: _Found, capture: Capture) -> str:
    return capture.lines[found.line - 1][found.stamp.start : found.stamp.end]


def _standing(found: _Found) -> tuple[int, bool, int, int, int]:
    """Sorts the best first; a time of day marks a date as the page's own, not the story's subject."""
    return (-found.rank, not found.stamp.time, found.distance, found.line, found.stamp.start)


def _head_line(story: Story) -> int:
    evidence = story.headline.evidence
    return evidence[0].line if evidence and evidence[0].line else story.first


def _near(story: Story, capture: Capture, headline: int, floor: int, ceiling: int, web: bool) -> Iterator[_Found]:
    """Stamps on their own, with a label or beside a byline, close to the headline or to the first paragraph."""
    loose: list[_Found] = []
    days: Counter[str] = Counter()
    prose = 0
    for distance, number in _lines_near(story, capture, headline, floor, ceiling):
        line = capture.lines[number - 1]
        inside = number >= headline and prose > PROSE_MAX
        prose += number > headline and is_paragraph(line)
        if len(line) > LINE_MAX:
            continue
        stamps = read_stamps(line)
        beside = words_beside(line, stamps) if stamps else 0
        for stamp in stamps:
            before = before_stamp(capture.lines, number, stamp)
            if (stamp.year is None and stamp.short is None) or is_nobodys(line, stamp, before):
                continue
            if UPDATED.search(before):
                if stamp.full:
                    yield _Found(-1, distance, number, stamp, UPDATE)
                continue
            days[stamp.iso] += 1
            banner = web and number < headline and beside <= BESIDE and stamp.weekday is not None and not stamp.time
            if PUBLISHED.search(before) and (beside <= LABELLED or ":" in before[-4:]):
                yield _Found(4, distance, number, stamp, "labelled-date")
            elif banner or in_prose(line, stamp) or (inside and not stamp.time):
                continue
            elif beside == 0:
                yield _Found(3, distance, number, stamp, "date-line")
            elif beside <= BESIDE and not EVENT.search(before):
                yield _Found(3 if stamp.time else 2, distance, number, stamp, "date-beside-words")
            elif stamp.full and not EVENT.search(before):
                loose.append(_Found(1, distance, number, stamp, "repeated-date"))
    if len({found.stamp.iso for found in loose}) == 1 and days[loose[0].stamp.iso] > 1:
        yield loose[0]


def _lines_near(story: Story, capture: Capture, headline: int, floor: int, ceiling: int) -> Iterator[tuple[int, int]]:
    """Lines in which the date of a story may stand, the likeliest first, each with its place in that order.

    Buttons, pictures and teasers may part a headline from its story: the lines above the first paragraph are near too.
    """
    last = min(story.last + 1, ceiling, len(capture.lines) + 1)
    below = _filled(capture, range(headline, last))[:BELOW]
    opening = story.body[0].first if story.body else story.first
    above_body = _filled(capture, range(max(headline, floor + 1), min(opening, last)))[-ABOVE_BODY:]
    in_body = _filled(capture, range(max(headline, opening), last))[:IN_BODY]
    above = _filled(capture, range(floor + 1, headline))[-ABOVE:]
    yield from enumerate(dict.fromkeys((*below, *above_body, *in_body, *reversed(above))))


def _filled(capture: Capture, numbers: Sequence[int]) -> list[int]:
    return [number for number in numbers if capture.lines[number - 1].strip()]


def _far_above(story: Story, capture: Capture, headline: int) -> Iterator[_Found]:
    """The one day that labelled, timed, signed or repeated stamps anywhere above the story agree on."""
    groups: dict[str, list[_Found]] = {"labelled-date": [], "signed-date": [], "timed-date": [], "repeated-date": []}
    changes: list[_Found] = []
    opening = story.body[0].first if story.body else headline
    for number in range(1, max(headline, min(opening, len(capture.lines)))):
        line = capture.lines[number - 1]
        stamps = read_stamps(line) if len(line) <= LINE_MAX else ()
        for stamp in stamps:
            before = before_stamp(capture.lines, number, stamp)
            if not stamp.full or is_nobodys(line, stamp, before):
                continue
            if UPDATED.search(before):
                changes.append(_Found(-1, headline - number, number, stamp, UPDATE))
            elif not in_prose(line, stamp):
                rule = _far_rule(line, stamps, stamp, before)
                if rule:
                    groups[rule].append(_Found(1, headline - number, number, stamp, rule))
    for rule, found in groups.items():
        days = {item.stamp.iso for item in found}
        if len(days) == 1 and (rule != "repeated-date" or len(found) > 1):
            yield found[-1]
            return
        if len(days) > 1:
            return  # they disagree: other stories' dates are among them
    if len({item.stamp.iso for item in changes}) == 1:
        yield changes[-1]


def _far_rule(line: str, stamps: Sequence[Stamp], stamp: Stamp, before: str) -> str:
    """What speaks for a stamp far above its story; "" for nothing."""
    beside = words_beside(line, stamps)
    if PUBLISHED.search(before) and beside <= LABELLED:
        return "labelled-date"
    byline = read_byline(line)
    if (byline and byline.authors) or _BY.match(line):
        return "signed-date"
    if stamp.time and beside <= BESIDE:
        return "timed-date"
    return "repeated-date" if beside == 0 and stamp.weekday is None else ""


def _foot(story: Story, capture: Capture) -> Iterator[_Found]:
    """ "CANBERRA 6 JANUARY 1988" below the last paragraph of a release: a place and a day, or "Ends" and a day."""
    filled = [n for n in range(1, len(capture.lines) + 1) if capture.lines[n - 1].strip()]
    ending = [n for n in filled if n <= story.last][-FOOT_LINES:] + _until_comments(
        [n for n in filled if n > story.last][:FOOT_LINES], capture
    )
    for distance, number in enumerate(reversed(ending)):
        line = capture.lines[number - 1]
        stamps = read_stamps(line) if len(line) <= LINE_MAX else ()
        if (
            len(stamps) == 1
            and not stamps[0].time
            and words_beside(line, stamps) <= FOOT_WORDS
            and not is_nobodys(line, stamps[0], before := before_stamp(capture.lines, number, stamps[0]))
            and not UPDATED.search(before)
            and number > story.first
        ):
            yield _Found(0, distance, number, stamps[0], "signature-date")


def _until_comments(lines: Sequence[int], capture: Capture) -> list[int]:
    """The lines up to where readers' comments begin: their stamps date no story."""
    return list(takewhile(lambda number: not _COMMENTS.match(capture.lines[number - 1]), lines))


def _notes(story: Story, capture: Capture, ceiling: int) -> Iterator[_Found]:
    """ "This report was first published May 2, 2019": at the end, or just below it."""
    for number in searched(capture).holding(("this ",), (story.first, min(story.last + 5, ceiling - 1))):
        line = capture.lines[number - 1]
        note = _ORIGINALLY.search(line) if len(line) <= LINE_MAX else None
        if note:
            for stamp in read_stamps(line):
                if stamp.start >= note.end():
                    yield _Found(5, 0, number, stamp, "publication-note")
                    break


def _document(story: Story, capture: Capture) -> Iterator[_Found]:
    """Stamps in the letterhead, or under the signature, of a capture that is no web page."""
    yield from _foot(story, capture)
    starts = []
    position = 0
    for line in capture.lines:
        starts.append(position)
        position += len(line.strip()) + 1
    for number, (start, line) in enumerate(zip(starts, capture.lines, strict=True), 1):
        in_head, in_foot = start < HEAD_REACH, start + len(line) > position - FOOT_REACH
        if not (in_head or in_foot) or not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        for offset, part in _ends(
            line, indent, HEAD_REACH - start, FOOT_REACH - (position - start - len(line.strip()))
        ):
            for stamp in read_stamps(part):
                moved = replace(stamp, start=stamp.start + offset, end=stamp.end + offset)
                before = before_stamp(capture.lines, number, moved)
                if (
                    in_prose(line, moved)
                    or is_nobodys(line, moved, before)
                    or UPDATED.search(before)
                    or EVENT.search(before[-20:])
                ):
                    continue
                at = start + moved.start - indent
                if at < HEAD_REACH:
                    yield _Found(1, at, number, moved, "letterhead-date")
                elif position - at < FOOT_REACH and not moved.time:
                    yield _Found(0, position - at, number, moved, "signature-date")


def _ends(line: str, indent: int, head: int, foot: int) -> Iterator[tuple[int, str]]:
    """The parts of a line that lie in the letterhead and in the signature, with their offsets."""
    stop = indent + max(0, head) + 40  # a stamp may begin at the very end of the reach
    if head > 0:
        yield 0, line[:stop]
    if foot > 0 and (head <= 0 or len(line) - foot > stop):
        start = max(0, len(line.rstrip()) - foot)
        yield start, line[start:]


def is_web(capture: Capture) -> bool:
    """True for a capture with the furniture of a web page."""
    lines = (capture.lines[n - 1] for n in searched(capture).held(_WEB_WORDS, (1, len(capture.lines))))
    words = (line for line in lines if len(line) <= LINE_MAX and _WEB.search(line))
    return len(list(islice(words, WEB_MIN))) == WEB_MIN
