"""A date as printed, with what it leaves open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Stamp:
    """One date on a line. None stands for what is not printed."""

    start: int  # characters from the start of the line
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    time: str = ""  # "10:14:16"
    short: int | None = None  # a year of two digits, its century not printed
    swapped: bool = False  # True: day and month could be the other way round
    repaired: bool = False  # True: a scanner's letters were read as digits

    @property
    def full(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.swapped

    @property
    def iso(self) -> str:
        """The date cut to what is printed: "2018-03-19", "2018-03", ""."""
        if self.year is None or self.month is None:
            return ""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def sound(self) -> bool:
        """False when the printed weekday is not that day's."""
        if self.weekday is None or not self.full:
            return True
        return weekday_of(self.year or 1, self.month or 1, self.day or 1) == self.weekday


def weekday_of(year: int, month: int, day: int) -> int | None:
    """0 (Monday) to 6; None for a day that does not exist."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def turned(stamp: Stamp) -> Stamp:
    """The stamp with day and month the other way round, its order taken as settled."""
    return replace(stamp, month=stamp.day, day=stamp.month, swapped=False)
