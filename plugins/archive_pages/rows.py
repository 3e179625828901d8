"""Rows of long listings: a story's date, headline and source on a line.

    {{ listing.rows|rows }}     the items of a list, for the listed stories

A story stands in some two dozen lists. So its row is written once in a build, and pages of rows are joined; it says no
more than a reader needs to choose, because it is there so often.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from .entries import Entry
from .quick_templates import written
from .speech import _, language
from .table import Entries, Table
from .wording import cut, right_to_left, short_date

LONGEST = 160  # characters of a headline
_QUOTED = re.compile("[\\s\"'=<>`]")  # what an attribute's value may not hold without quotes


class Rows:
    """The rows of one build's stories; `root` is the path of the site."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._table: Table | None = None
        self._written: dict[int, bytes] = {}  # by place; UTF-8 takes half the memory of a text with a dash

    def forget(self) -> None:
        """Begins a new build, whose stories may be others."""
        self._table = None

    def __call__(self, entries: Entries) -> Markup:
        """The items of a list with these stories."""
        table, written = entries.table, self._written
        if table is not self._table:
            self._table = table
            written.clear()
        rows = []
        for place in entries.places.tolist():
            known = written.get(place)
            if known is None:
                known = row(table.entry(place), self._root).encode("utf-8", "surrogatepass")
                written[place] = known
            rows.append(known)
        return Markup(b"\n".join(rows).decode("utf-8", "surrogatepass"))


def row(entry: Entry, root: str) -> str:
    """A story as an item of a list; no end tag, which HTML does without."""
    if entry.date:
        when = f"<time datetime={attribute(entry.date)}>{written(short_date(entry.date))}</time>"
    else:
        when = f"<span>{written(_('Undated'))}</span>"
    source = entry.source or entry.agency
    said = f" <cite>{written(source)}</cite>" if source else ""
    lang = f" lang={attribute(entry.lang)}" if entry.lang != language() else ""
    turned = " dir=rtl" if lang and right_to_left(entry.lang) else ""
    link = f"<a href={attribute(f'{root}/{entry.url}')}{lang}{turned}>{written(cut(entry.title, LONGEST))}</a>"
    return f"<li>{when} {link}{said}"


def attribute(value: str) -> str:
    """The value of an attribute, in quotes where it needs some."""
    return f'"{written(value)}"' if not value or _QUOTED.search(value) else str(written(value))

