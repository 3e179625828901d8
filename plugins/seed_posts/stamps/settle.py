"""What a date in figures leaves open, settled by the rest of the capture: which number is the day, which century."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..model import Capture
from .datewords import MONTH_WORD
from .stamp import Stamp, turned, weekday_of

LOOKED_AT = 2_000  # lines of a capture read for the order; a page shows its habit long before
CLOSE = 3  # years between a two-digit year and one printed in full that lends it the century
SPELLINGS_MIN = 2  # words spelled the American way that put the month first; one may be a name or a quotation
FIRST_ONLINE = 1990  # no capture with an address of the web or of mail is older
PIVOT = 50  # two-digit years from here on are of the 1900s, where nothing else tells: few scans are older
ORDER_OPEN = "day and month could be the other way round"
CENTURY_OPEN = "the year is printed with two digits only"

# Labels of languages that put the day first wherever they are written; Spanish does not in Panama and Puerto Rico.
_DAY_FIRST_LABEL = (
    r"(?<!\w)(?:publié le|mis à jour le|pubblicato il|aggiornato il|veröffentlicht am|aktualisiert am|publicado em"
    r"|atualizado em)"
)
_SLASHED = re.compile(r"(?<![\d/-])(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?:(?:19|20)\d\d|\d\d)(?![\d/-])")
_DAY_MONTH = re.compile(r"(?<![\d/.-])[0-3]?\d(?:st|nd|rd|th)?\s$")
_YEAR = re.compile(r",?\s(?:19|20)\d\d(?!\d)")
_DAY_YEAR = re.compile(r"\s[0-3]?\d(?:st|nd|rd|th)?,\s(?:19|20)\d\d(?!\d)")
_FULL_YEAR = re.compile(r"(?<![\d,.$£€])(?:18|19|20)\d\d(?![\d%]|,\d)")
_ONLINE = re.compile(r"https?://|\bwww\.\w|\w@\w[\w-]*\.\w", re.IGNORECASE)
# Hosts of countries that write the day first in English and other languages; not those sold as words (.tv, .me, .co).
_DAY_FIRST_HOST = re.compile(
    r"(?:https?://|\bwww\.|@)[\w.-]{1,80}\.(?:au|uk|nz|ie|in|za|sg|my|ng|ke|gh|pk|bd|lk|fr|de|it|es|pt|br|ar|cl|nl|ru|ua"
    r"|pl|cz|at|ch|dk|no|fi|gr|ro|tr|il|eg|ae|id|th|vn|hk)(?![\w.-]*\w)",
    re.IGNORECASE,
)
_BRITISH = re.compile(  # and what only Westminster's pupils have: a shadow minister, "per cent" in two words
    r"\b(?:centres?|colours?|labour(?:ers?)?|programmes?|defence|offence|licence|honour(?:ed|able)?|favour(?:ite|ed)?"
    r"|neighbour\w{0,6}|behaviour|metres?|kilometres?|organis\w{1,7}|recognis\w{1,5}|realis\w{1,5}"
    r"|emphasis(?:e|ed|ing)|criticis(?:e|ed|ing)|travell(?:ed|ing|ers?)|cancelled|cheque|tyres?|whilst|per cent"
    r"|shadow (?:minister|secretary|treasurer|chancellor|attorney))\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(  # without "labor", which is a party's name elsewhere
    r"\b(?:centers?|colors?|defense|offense|honor(?:ed|able)?|favor(?:ite|ed)?|neighbor\w{0,6}|behavior"
    r"|meters?|kilometers?|organiz\w{1,7}|recogniz\w{1,5}|realiz\w{1,5}|emphasiz\w{1,4}|criticiz\w{1,4}"
    r"|travel(?:ed|ing|ers?)|canceled|percent)\b",
    re.IGNORECASE,
)


def settle(stamp: Stamp, capture: Capture) -> tuple[Stamp | None, str]:
    """The stamp with its day, month and century in place, or None; with either, what still is open."""
    ordered: Stamp | None = stamp
    if stamp.swapped:
        ordered = _in_order(stamp, capture)
        if ordered is None:
            readings = sorted((replace(stamp, swapped=False).iso, turned(stamp).iso))
            return None, f"{ORDER_OPEN}: {' or '.join(readings)}" if stamp.year else ORDER_OPEN
    if ordered is not None and ordered.short is not None and ordered.year is None:
        return _with_century(ordered, capture)
    return ordered, ""


def _in_order(stamp: Stamp, capture: Capture) -> Stamp | None:
    """The stamp with day and month in order.

    The weekday printed beside it decides; then other dates in figures; then a label such as
    "Publié le", whose language puts the day first; then dates in words, where only
    "30 June 2013" is telling: papers that write "June 30, 2013" use either order; then the country
    of the addresses on the page; then whether its English is spelled the British or the American way.
    """
    straight = replace(stamp, swapped=False)
    other = turned(stamp)
    if stamp.weekday is not None and straight.sound != other.sound:
        return straight if straight.sound else other
    for order in _signs(stamp, capture):
        if order:
            return {"day": straight, "month": other}.get(order)
    return None


def _signs(stamp: Stamp, capture: Capture) -> Iterator[str]:
    """What each sign says, firmest first: "day" or "month" comes first, "both" where it contradicts itself, or ""."""
    yield _one_of(
        "day" if int(match["first"]) > 12 >= int(match["second"]) else "month"
        for line in capture.lines[:LOOKED_AT]
        for match in _SLASHED.finditer(line)
        if (int(match["first"]) > 12) != (int(match["second"]) > 12)
    )
    if _labelled_day_first(stamp, capture):
        yield "day"
    if _in_words(capture) == {"day"}:
        yield "day"
    if any(_DAY_FIRST_HOST.search(line) for line in (capture.uri, *capture.lines[:LOOKED_AT])):
        yield "day"
    text = "\n".join(capture.lines[:LOOKED_AT])
    british = {word.lower() for word in _BRITISH.findall(text)}
    american = {word.lower() for word in _AMERICAN.findall(text)}
    if len(british) > 2 * len(american):
        yield "day"
    if len(american) >= SPELLINGS_MIN and not british:
        yield "month"


def _one_of(orders: Iterator[str]) -> str:
    found = set(orders)
    return "both" if len(found) > 1 else next(iter(found), "")


def _with_century(stamp: Stamp, capture: Capture) -> tuple[Stamp | None, str]:
    """The stamp with its century: what years printed in full point to, else the web's own, else the likelier one."""
    short = stamp.short or 0
    printed = {int(text) for line in capture.lines[:LOOKED_AT] for text in _FULL_YEAR.findall(line)}
    if printed:
        years = [c + short for c in (1800, 1900, 2000) if any(abs(c + short - y) <= CLOSE for y in printed)]
        reason = ""
    else:
        online = any(_ONLINE.search(line) for line in capture.lines[:LOOKED_AT])
        first = FIRST_ONLINE if online else 1900 + PIVOT
        years = [first + (short - first) % 100]
        reason = "" if online else CENTURY_OPEN
    if len(years) != 1 or weekday_of(years[0], stamp.month or 1, stamp.day or 1) is None:
        return None, CENTURY_OPEN
    return replace(stamp, year=years[0], repaired=True), reason


def _labelled_day_first(stamp: Stamp, capture: Capture) -> bool:
    """True where this very date stands behind a label of a language that puts the day first."""
    year = stamp.year if stamp.year is not None else f"{stamp.short:02}"
    label = re.compile(rf"{_DAY_FIRST_LABEL}\W{{1,3}}0?{stamp.day}[/-]0?{stamp.month}[/-]{year}(?!\d)", re.IGNORECASE)
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
