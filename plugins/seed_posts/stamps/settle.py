"""Which number is the day in 03/04/2017: what the rest of the capture shows."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Capture
from .datewords import MONTH_WORD
from .stamp import Stamp, turned, weekday_of

LOOKED_AT = 2_000  # lines of a capture read for the order; a page shows its habit long before
CLOSE = 3  # years between a two-digit year and one printed in full that lends it the century

# Labels of languages that put the day first wherever they are written; Spanish does not in Panama and Puerto Rico.
_DAY_FIRST_LABEL = (
    r"(?<!\w)(?:publié le|mis à jour le|pubblicato il|aggiornato il|veröffentlicht am|aktualisiert am|publicado em"
    r"|atualizado em)"
)
_SLASHED = re.compile(r"(?<![\d/-])(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?:19|20)\d\d(?!\d)")
_DAY_MONTH = re.compile(r"(?<![\d/.-])[0-3]?\d(?:st|nd|rd|th)?\s$")
_YEAR = re.compile(r",?\s(?:19|20)\d\d(?!\d)")
_DAY_YEAR = re.compile(r"\s[0-3]?\d(?:st|nd|rd|th)?,\s(?:19|20)\d\d(?!\d)")
_FULL_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")


def settle(stamp: Stamp, capture: Capture) -> tuple[Stamp | None, str]:
    """The stamp with its day and month in order, or None and the reason they stay open.

    The weekday printed beside it decides; then other dates in figures; then a label such as
    "Publié le", whose language puts the day first; then dates in words, where only
    "30 June 2013" is telling: papers that write "June 30, 2013" use either order.
    """
    if stamp.short is not None and stamp.year is None:
        return _with_century(stamp, capture)
    if not stamp.swapped:
        return stamp, ""
    straight = replace(stamp, swapped=False)
    other = turned(stamp)
    if stamp.weekday is not None and straight.sound != other.sound:
        return (straight if straight.sound else other), ""
    orders = {
        "day" if int(match["first"]) > 12 >= int(match["second"]) else "month"
        for line in capture.lines[:LOOKED_AT]
        for match in _SLASHED.finditer(line)
        if (int(match["first"]) > 12) != (int(match["second"]) > 12)
    }
    if len(orders) == 1:
        return (straight if orders == {"day"} else other), ""
    if not orders and _labelled_day_first(stamp, capture):
        return straight, ""
    if not orders and _in_words(capture) == {"day"}:
        return straight, ""
    return None, "day and month could be the other way round"


def _with_century(stamp: Stamp, capture: Capture) -> tuple[Stamp | None, str]:
    """The stamp with the century that years printed in full point to: "Feb 06" beside "in 2005"."""
    printed = {int(text) for line in capture.lines[:LOOKED_AT] for text in _FULL_YEAR.findall(line)}
    years = [
        c + (stamp.short or 0)
        for c in (1800, 1900, 2000)
        if any(abs(c + (stamp.short or 0) - y) <= CLOSE for y in printed)
    ]
    if len(years) != 1 or weekday_of(years[0], stamp.month or 1, stamp.day or 1) is None:
        return None, "the year is printed with two digits only"
    return replace(stamp, year=years[0], repaired=True), ""


def _labelled_day_first(stamp: Stamp, capture: Capture) -> bool:
    """True where this very date stands behind a label of a language that puts the day first."""
    label = re.compile(
        rf"{_DAY_FIRST_LABEL}\W{{1,3}}0?{stamp.day}[/-]0?{stamp.month}[/-]{stamp.year}(?!\d)", re.IGNORECASE
    )
    return any(label.search(line) for line in capture.lines[:LOOKED_AT])


def _in_words(capture: Capture) -> set[str]:
    found = set()
    for line in capture.lines[:LOOKED_AT]:
        for match in MONTH_WORD.finditer(line):
            if _DAY_MONTH.search(line[max(0, match.start() - 6) : match.start()]) and _YEAR.match(
                line[match.end() : match.end() + 8]
            ):
                found.add("day")
            elif _DAY_YEAR.match(line[match.end() : match.end() + 14]):
                found.add("month")
    return found
