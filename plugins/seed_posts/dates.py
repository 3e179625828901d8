"""The date of a story: what its own lines print, and what its neighbours settle.

Order of trust: a stamp printed in the story's head, a dateline, an age ("13 years old"), the
order of a thread, inference. Wrong is worse than missing: a date that could belong to the
page, a comment or an event in the story is left out and the reason says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .datelines import read_dateline
from .model import Basis, Capture, Evidence, Finding, Precision, PublishedDate, Span
from .stamps import Stamp, read_stamps, turned
from .timeline import AGE, YEARLESS, complete

__all__ = ["complete", "is_date_line", "printed_date"]

DATELINE_LINES = 3  # lines of body looked at for a dateline: a summary or a caption may stand before it
TAIL_LINES = 4  # last lines of a story, where some sites print "Published …"
EXTRA_WORDS = 8  # words beside a stamp on a head line: a byline and a section name; more is prose

_LABEL = (
    r"(?:first\s+|last\s+|date\s+)?(?:published|posted|created|issued|released|updated|modified|edited|revised|date|dated"
    r"|time|опубликовано|обновлено|发布时间|发布|时间|更新|来源|veröffentlicht|publié|mis à jour)"
)
_FURNITURE = re.compile(
    rf"(?<!\w)(?:{_LABEL}|on|at|the|of|by|as|est|edt|gmt|utc|pst|pdt|cst|cet|cest|bst|ist|msk|et|pt|local|time|hrs?|г|года|get short url"
    r"|short url|share|print|email|min(?:ute)?s? read|read|comments?|views?|am|pm|a\.m|p\.m|source|xinhua|reuters|ap|afp|tass|sputnik|editor)(?!\w)",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|update|modified|edited|revised|обновлено|更新|mis à jour|aktualisiert)\b\W{0,4}(?:(?:on|at|last|:)\W{0,3})*$", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|released|created|first published|опубликовано|发布时间|发布|publié|veröffentlicht|date)\b\W{0,4}(?:(?:on|at|by|:)\W{0,3})*$", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:this (?:article|story|content|page|post)(?: is| was published)?(?: more than| over| about)?|published|posted)\s+"
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>year|month|week|day|hour)s?\s+(?:old|ago)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:copyright|©|expires?|deadline|until|since|born|joined|event|when|from|between|before|after|by|in|during|starts?|ends?|closing|effective)\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int  # higher is firmer
    line: int
    stamp: Stamp
    text: str


def is_date_line(line: str) -> bool:
    """True for a line that is nothing but dates and times, with labels such as "Published:" around them."""
    if len(line) > 160:
        return False
    stamps = read_stamps(line)
    if not any(stamp.month is not None and (stamp.year is not None or stamp.weekday is not None) for stamp in stamps):
        return False
    return not re.search(r"[^\W\d_]{2,}", _FURNITURE.sub(" ", _without(line, stamps)))


def printed_date(capture: Capture, story_lines: Span, head_lines: Sequence[int], body_first: int) -> Finding[PublishedDate]:
    """What the story's own lines say of its date.

    `head_lines` are the lines of the head, wherever they stand; `body_first` is the first line of
    body. A day without a year, or an age, comes back without a value and with the words as
    evidence: `complete` settles them once every story of the capture is known.
    """
    first, last = story_lines
    lines = capture.lines
    head = sorted({*head_lines, *range(first, body_first)} & set(range(1, len(lines) + 1)))
    tail = range(max(body_first, last - TAIL_LINES + 1), min(last, len(lines)) + 1)
    candidates = [c for n in head for c in _of_line(n, lines[n - 1])]
    candidates += [c for n in tail if n not in head for c in _of_line(n, lines[n - 1]) if c.rank >= 3]
    explicit = _choose(candidates, capture)
    if explicit is not None:
        return explicit
    dateline = _dateline_date(lines, body_first, last)
    if dateline is not None:
        return dateline
    for n in head:
        age = _AGE.search(lines[n - 1])
        if age:
            return Finding(evidence=(Evidence(AGE, age[0], n, age.start()),), reason="only the age of the story is printed")
    return Finding(reason="no date in the story's lines")


def _of_line(number: int, line: str) -> list[_Candidate]:
    """The stamps of a head line that may date the story, firmest first."""
    if not line.strip() or len(line) > 1000:
        return []
    stamps = read_stamps(line)
    rest = re.findall(r"\w+", _FURNITURE.sub(" ", _without(line, stamps)))
    alone = is_date_line(line)
    found = []
    for stamp in stamps:
        if stamp.year is None:
            continue
        before = line[: stamp.start]
        if _UPDATED.search(before):
            rank = 0
        elif _PUBLISHED.search(before):
            rank = 4
        elif alone:
            rank = 3
        elif len(rest) <= EXTRA_WORDS and not _EVENT.search(before):
            rank = 2
        else:
            continue
        if stamp.day is None:
            rank = min(rank, 1)
        found.append(_Candidate(rank, number, stamp, line[stamp.start : stamp.end]))
    return found


def _choose(candidates: Sequence[_Candidate], capture: Capture) -> Finding[PublishedDate] | None:
    """The firmest candidate, the first of equals; update stamps only fill `updated`."""
    usable = [c for c in candidates if c.rank > 0]
    if not usable:
        return None
    best = min(usable, key=lambda c: (-c.rank, c.line, c.stamp.start))
    stamp, reason = _settle(best.stamp, capture)
    evidence = (Evidence("printed-date", best.text.strip(), best.line, best.stamp.start),)
    if stamp is None:
        return Finding(evidence=evidence, reason=reason)
    updated = next((c for c in candidates if c.rank == 0 and c.stamp.full), None)
    precision = Precision.DAY if stamp.day else Precision.MONTH
    confidence = 0.98 - 0.1 * (best.rank < 3) - 0.1 * stamp.repaired
    if not stamp.sound:
        confidence, reason = 0.5, "the printed weekday is not that day's"
    value = PublishedDate(stamp.iso, precision, Basis.EXPLICIT, stamp.time, _moment(updated.stamp) if updated else "")
    return Finding(value, evidence, confidence, reason)


def _settle(stamp: Stamp, capture: Capture) -> tuple[Stamp | None, str]:
    """The stamp with day and month in the order the capture's other dates show."""
    if not stamp.swapped:
        return stamp, ""
    other = turned(stamp)
    straight = Stamp(stamp.start, stamp.end, stamp.year, stamp.month, stamp.day, stamp.weekday, stamp.time)
    if stamp.weekday is not None and straight.sound != other.sound:
        return (straight if straight.sound else other), ""
    orders = {_order(text) for line in capture.lines for text in _SLASHED.findall(line)} - {""}
    if len(orders) == 1:
        return (straight if orders == {"day"} else other), ""
    return None, "day and month could be the other way round"


_SLASHED = re.compile(r"(?<![\d/-])\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d(?!\d)")


def _order(text: str) -> str:
    first, second, _ = (int(part) for part in re.split(r"[/-]", text))
    return "day" if first > 12 >= second else "month" if second > 12 >= first else ""


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


def _without(line: str, stamps: Sequence[Stamp]) -> str:
    """The line with its stamps blanked out."""
    for stamp in reversed(stamps):
        line = f"{line[: stamp.start]} {line[stamp.end :]}"
    return line
