"""What a story's own lines print of its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..datelines import read_dateline
from ..model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Span
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
from .ages import AGE, read_age
from .rules import BARE, BESIDE_WORDS, MONTH_LINE, YEARLESS

RULES = {4: "labelled-date", 3: BARE, 2: BESIDE_WORDS, 1: MONTH_LINE}  # of a candidate's rank
DATELINE_LINES = 3  # lines of body looked at for a dateline: a summary or a caption may stand before it
TAIL_LINES = 4  # last lines of a story, where some sites print "Published …"
LATE = 30  # lines behind the first of the body from which on a date line is no longer the head's
PROSE_MAX = 2  # paragraphs of a story before a bare date that still may be its own: a summary, a caption
EXTRA_WORDS = 8  # words beside a stamp on a head line: a byline and a section name; more is prose


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int  # higher is firmer
    line: int
    stamp: Stamp
    text: str


def printed_date(
    capture: Capture, story_lines: Span, head_lines: Sequence[int], body_first: int
) -> Finding[PublishedDate]:
    """What the story's own lines say of its date.

    `head_lines` are the lines of the head, wherever they stand; `body_first` is the first line of
    body. A day without a year, or an age, comes back without a value and with the words as
    evidence: `complete` settles them once every story of the capture is known.
    """
    first, last = story_lines
    lines = capture.lines
    head = sorted(n for n in {*head_lines, *range(first, body_first)} if 1 <= n <= len(lines))
    tail = range(max(body_first, last - TAIL_LINES + 1), min(last, len(lines)) + 1)
    inside = _third_paragraph(lines, body_first, last)
    candidates = [_placed(c, body_first) for n in head for c in _of_line(n, lines) if not _is_of_part(c, inside)]
    candidates += [c for n in tail if n not in head for c in _of_line(n, lines) if c.rank >= 4]
    explicit = _choose(candidates, capture)
    if explicit is not None:
        return explicit
    dateline = _dateline_date(lines, body_first, last)
    if dateline is not None:
        return dateline
    for n in head:
        age = read_age(lines[n - 1])
        if age:
            return Finding(
                evidence=(Evidence(AGE, age[0].strip(), n, age.start() + len(age[0]) - len(age[0].lstrip())),),
                reason="only the age of the story is printed",
            )
    return Finding(reason="no date in the story's lines")


def _of_line(number: int, lines: Sequence[str]) -> list[_Candidate]:
    """The stamps of a head line that may date the story, firmest first."""
    line = lines[number - 1]
    if not line.strip() or len(line) > 1000:
        return []
    stamps = read_stamps(line)
    beside = words_beside(line, stamps) if stamps else 0
    found = []
    for stamp in stamps:
        before = before_stamp(lines, number, stamp)
        if (stamp.year is None and stamp.short is None) or is_nobodys(line, stamp, before):
            continue
        if UPDATED.search(before):
            rank = 0
        elif PUBLISHED.search(before):
            rank = 4
        elif beside == 0:
            rank = 3
        elif beside <= EXTRA_WORDS and not EVENT.search(before) and not in_prose(line, stamp):
            rank = 2
        else:
            continue
        if stamp.day is None:
            rank = min(rank, 1)
        found.append(_Candidate(rank, number, stamp, line[stamp.start : stamp.end]))
    return found


def _third_paragraph(lines: Sequence[str], body_first: int, last: int) -> int:
    """The line of the story behind which a bare date is no longer the story's."""
    paragraphs = (n for n in range(body_first, min(last, len(lines)) + 1) if is_paragraph(lines[n - 1]))
    return next(islice(paragraphs, PROSE_MAX, None), last)


def _is_of_part(candidate: _Candidate, inside: int) -> bool:
    """True for a bare date behind several paragraphs: it dates a part of the story, or a story it points to."""
    return candidate.line > inside and candidate.rank <= 3 and not candidate.stamp.time


def _placed(candidate: _Candidate, body_first: int) -> _Candidate:
    """The candidate, weak where it stands deep inside the text: a long report dates its parts."""
    late = candidate.line > body_first + LATE and candidate.rank in (3, 4)
    return replace(candidate, rank=2) if late else candidate


def _choose(candidates: Sequence[_Candidate], capture: Capture) -> Finding[PublishedDate] | None:
    """The firmest candidate, of equals one with a time of day, then the first; update stamps only fill `updated`."""
    usable = [c for c in candidates if c.rank > 0]
    if not usable:
        return None
    best = min(usable, key=lambda c: (-c.rank, not c.stamp.time, c.line, c.stamp.start))
    stamp, reason = settle(best.stamp, capture)
    evidence = (Evidence(RULES[best.rank], best.text.strip(), best.line, best.stamp.start),)
    if stamp is None:
        return Finding(evidence=evidence, reason=reason)
    updated = next((c for c in candidates if c.rank == 0 and c.stamp.full), None)
    precision = Precision.DAY if stamp.day else Precision.MONTH
    confidence = 0.98 - 0.1 * (best.rank < 3) - 0.1 * stamp.repaired
    if reason:
        confidence = 0.6
    if not stamp.sound:
        confidence, reason = 0.5, "the printed weekday is not that day's"
    value = PublishedDate(stamp.iso, precision, Basis.EXPLICIT, stamp.time, _moment(updated.stamp) if updated else "")
    return Finding(value, evidence, confidence, reason)


def _dateline_date(lines: Sequence[str], body_first: int, last: int) -> Finding[PublishedDate] | None:
    for number in range(body_first, min(body_first + DATELINE_LINES, last + 1, len(lines) + 1)):
        parts = read_dateline(lines[number - 1])
        if parts is None or parts.stamp is None or parts.stamp.month is None:
            continue
        stamp = parts.stamp
        text = lines[number - 1][stamp.start : stamp.end]
        if stamp.full:
            value = PublishedDate(stamp.iso, Precision.DAY, Basis.DATELINE, stamp.time)
            return Finding(value, (Evidence("dateline-date", text, number, stamp.start),), 0.95)
        if stamp.day is not None:
            evidence = (Evidence(YEARLESS, text, number, stamp.start),)
            return Finding(evidence=evidence, reason="the dateline prints no year")
    return None


def _moment(stamp: Stamp) -> str:
    return f"{stamp.iso}T{stamp.time}" if stamp.time else stamp.iso
