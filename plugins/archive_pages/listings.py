"""Pages of a listing, numbered from the oldest.

    page/1/   page/2/   (no number)
    oldest    …         newest

A numbered page is full and keeps its stories for good, a row each; the page without a number
tells the newest in full, and has a row for each that no numbered page has yet, so that it is
never nearly empty and a new story changes this one page only. Once in a pageful it also
changes the last numbered page, which then has a newer one. So how many stories and pages
there are is told by the newest page alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from .entries import Entry
from .table import Entries, entries_of

T = TypeVar("T")


class ListingPage(Struct, frozen=True):
    """One page of a listing. `number` is 0 for the newest page, which has none in its address."""

    base: str  # "region/cn/"
    number: int
    oldest: int  # place of the page's oldest story in the whole listing, counted from the oldest; 0 for no stories
    entries: Entries
    newer: str | None  # address of the page of newer stories
    older: str | None  # address of the page of older stories
    full: int = 0  # how many of the entries, from the newest on, are told in full; the others are rows
    total: int = 0  # stories in the whole listing; told by the newest page alone
    numbered: int = 0  # how many numbered pages there are; the same
    elsewhere: str = ""  # address of the search that has them all, where older stories have no page here

    @property
    def url(self) -> str:
        return page_url(self.base, self.number)

    @property
    def told(self) -> Entries:
        """The stories that are told with their gist."""
        return self.entries[: self.full]

    @property
    def rows(self) -> Entries:
        """The stories that are a row each."""
        return self.entries[self.full :]

    @property
    def newest(self) -> int:
        """Place of the page's newest story, counted from the oldest."""
        return self.oldest + len(self.entries) - 1 if self.entries else 0

    @property
    def pages(self) -> list[tuple[str, str, bool]]:
        """Every page, newest first: its name ("" of the newest), address, and whether it is this one."""
        numbers = [0, *range(self.numbered, 0, -1)]
        return [(str(n) if n else "", page_url(self.base, n), n == self.number) for n in numbers]


def page_url(base: str, number: int) -> str:
    return f"{base}page/{number}/" if number else base


def paginate(base: str, entries: Sequence[Entry], full: int, rows: int, elsewhere: str = "") -> list[ListingPage]:
    """The pages of a listing, the one without a number first; one empty page for no stories.

    `full` stories are told on the first, and each numbered page has this many `rows`. Where all are to be found
    `elsewhere`, there is only the first page, with as many rows.
    """
    stories = entries_of(entries)
    total = len(stories)
    if elsewhere and total > full + rows:
        shown = stories[: full + rows]
        return [ListingPage(base, 0, total - len(shown) + 1, shown, None, None, full, total, 0, elsewhere)]
    numbered = max(0, (total - full) // rows)
    newest = total - numbered * rows
    oldest = numbered * rows + 1 if total else 0
    older = page_url(base, numbered) if numbered else None
    pages = [ListingPage(base, 0, oldest, stories[:newest], None, older, min(full, newest), total, numbered)]
    newer = base
    for number in range(numbered, 0, -1):
        start = newest + (numbered - number) * rows
        older = page_url(base, number - 1) if number > 1 else None
        page = ListingPage(base, number, (number - 1) * rows + 1, stories[start : start + rows], newer, older)
        pages.append(page)
        newer = page.url
    return pages


class Sheet(Struct, Generic[T], frozen=True):
    """Some rows of a long table, which begins at the page without a number and goes on under 2, 3, …"""

    base: str
    number: int  # 1 for the first
    first: int  # place of its first row in the whole table, counted from 1; 0 for no rows
    total: int
    rows: tuple[T, ...]
    sheets: tuple[tuple[str, str], ...]  # every sheet: "1–100", and its address

    @property
    def url(self) -> str:
        return sheet_url(self.base, self.number)


def sheet_url(base: str, number: int) -> str:
    return page_url(base, number if number > 1 else 0)


def sheets(base: str, rows: Sequence[T], size: int) -> list[Sheet[T]]:
    """The table in sheets of this size; one empty sheet for no rows."""
    starts = range(0, max(1, len(rows)), size)
    names = tuple(
        (f"{start + 1:,}–{min(start + size, len(rows)):,}", sheet_url(base, number))
        for number, start in enumerate(starts, 1)
    )
    return [
        Sheet(base, number, start + 1 if rows else 0, len(rows), tuple(rows[start : start + size]), names)
        for number, start in enumerate(starts, 1)
    ]
