"""Dates, read and written once where the same ones come again and again."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from pelican import readers, utils
from pelican.utils import DateFormatter, SafeDatetime, get_date

_strftime = utils.strftime

# What dateutil reads the same way whatever today is; the rest of its forms are left to it.
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?")
# The same with a zone that is a number. dateutil takes a zone that is a name from the machine.
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z| ?[+-]\d{2}:?\d{2})?")


def iso_date(text: str) -> datetime | None:
    """The date that Pelican's `get_date` makes of "2019-04-30" or "2019-04-30 16:05"; None for other forms."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    try:
        date: datetime = SafeDatetime(*(int(figures or 0) for figures in found.groups()))
    except ValueError:
        return None  # the 31st of February: Pelican says so
    return date


class DateReader:
    """Pelican's `get_date`, quicker for ISO dates, and aware of dates that were taken from the clock.

    dateutil takes from today what a text leaves out, and from this year the century of a year of two figures: such
    a date is another one tomorrow.
    """

    def __init__(self) -> None:
        self.asked_clock = False

    def __call__(self, text: str) -> datetime:
        date = iso_date(text)
        if date is None:
            date = get_date(text)
            self.asked_clock = self.asked_clock or not _ZONED.fullmatch(text)
        return date


@contextmanager
def reading_dates() -> Iterator[DateReader]:
    """Puts quicker functions in the place of Pelican's for dates, for as long as posts are read."""
    reader, stock = DateReader(), (readers.get_date, utils.strftime)
    if stock == (get_date, _strftime):
        written = lru_cache(maxsize=None)(_written)

        def strftime(date: datetime, date_format: str) -> str:
            try:
                return written(date, date.tzinfo, date.fold, date_format, locale.setlocale(locale.LC_TIME))
            except TypeError:  # a zone that cannot be hashed
                return str(_strftime(date, date_format))

        readers.get_date, utils.strftime = reader, strftime
    try:
        yield reader
    finally:
        readers.get_date, utils.strftime = stock


def _written(date: datetime, _zone: Any, _fold: int, date_format: str, _locale: str) -> str:
    """The date in words; equal dates differ in their words where zone, fold or locale differ."""
    return str(_strftime(date, date_format))


class RememberedStrftime:
    """The template filter `strftime`, which sets the locale four times for each date, with what it said kept."""

    def __init__(self, formatter: DateFormatter) -> None:
        self._formatter = formatter
        self._said: dict[tuple[Any, ...], str] = {}

    def __call__(self, date: datetime, date_format: str) -> str:
        # equal dates of two time zones are written differently, hence the zone; what cannot be hashed is not remembered
        try:
            key = (type(date), date, date.tzinfo, date.fold, date_format)
            said = self._said.get(key)
        except (AttributeError, TypeError):
            return str(self._formatter(date, date_format))
        if said is None:
            said = self._said[key] = self._formatter(date, date_format)
        return said
