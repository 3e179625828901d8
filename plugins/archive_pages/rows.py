"""Stories as items of lists: told in full, or a row each.

    {{ listing.told|told("h2") }}    with headline, gist, source, authors and what Zotero saves
    {{ listing.rows|rows }}          date, headline and source on a line

A story stands in some two dozen lists. So each item is written once in a build, and the items of a page are joined; a
row says no more than a reader needs to choose, because it is there so often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from markupsafe import Markup

from .entries import Entry
from .quick_templates import written
from .speech import _, language
from .table import Row, Table, entries_of
from .wording import commas, cut, right_to_left, short_date

Told = TypeVar("Told")  # what an item is written of
LONGEST = {"row": 160, "headline": 240, "gist": 300}  # characters
LEVEL = "\0"  # stands for the name of a headline's element, which differs from list to list
_QUOTED = re.compile("[\\s\"'=<>`]")  # what an attribute's value may not hold without quotes


class Items(Generic[Told]):
    """The items of one build's stories; `write` gives that of one, of what `read` finds at its place in a table."""

    def __init__(self, write: Callable[[Told], str], read: Callable[[Table, int], Told]) -> None:
        self._write = write
        self._read = read
        self._table: Table | None = None
        self._written: dict[int, bytes] = {}  # by place; UTF-8 takes half the memory of a text with a dash

    def forget(self) -> None:
        """Begins anew: the stories may be others."""
        self._table = None
        self._written.clear()

    def __call__(self, entries: Iterable[Entry], heading: str = "") -> Markup:
        """The items of a list with these stories, whose headlines are elements of this name."""
        stories = entries_of(entries)
        table, known = stories.table, self._written
        if table is not self._table:
            self._table = table
            known.clear()
        items = []
        for place in stories.places.tolist():
            item = known.get(place)
            if item is None:
                item = known[place] = self._write(self._read(table, place)).encode("utf-8", "surrogatepass")
            items.append(item)
        return Markup(b"\n".join(items).decode("utf-8", "surrogatepass").replace(LEVEL, heading))


def story(entry: Entry, root: str, span: str) -> str:
    """A story told in full; `span` is what Zotero reads of it."""
    lang = _language(entry)
    title = written(cut(entry.title, LONGEST["headline"]))
    gist = cut(entry.deck or entry.summary, LONGEST["gist"]).replace(" …", "\u00a0…")
    said = f"<p class=gist{lang}>{written(gist)}</p>" if gist else ""
    by = written(_("by %(authors)s") % {"authors": commas(entry.authors)}) if entry.authors else ""
    from_whom = written(_from_whom(entry)) + (f" <span class=by>{by}</span>" if by else "")
    digest = written(_("Digest"))  # not in the next line: what reads the modules' words passes over f-strings
    kept = f"<span class=kept> {digest}</span>" if entry.is_digest else ""
    link = f"<a href={attribute(f'{root}/{entry.url}')}{lang}>{title}</a>"
    before = f"<li class=story><p class=when>{_when(entry)}</p><div class=what>"
    after = f'{said}</div><p class=from>{from_whom}{kept}</p><span class=Z3988 title="{span}"></span>'
    before, link, after = (part.replace(LEVEL, "") for part in (before, link, after))
    return f"{before}<{LEVEL} class=title>{link}</{LEVEL}>{after}"


def row(entry: Entry | Row, root: str) -> str:
    """A story as an item of a list; no end tag, which HTML does without."""
    source = entry.source or entry.agency
    said = f" <cite>{written(source)}</cite>" if source else ""
    title = written(cut(entry.title, LONGEST["row"]))
    link = f"<a href={attribute(f'{root}/{entry.url}')}{_language(entry)}>{title}</a>"
    return f"<li>{_when(entry)} {link}{said}"


def _when(entry: Entry | Row) -> str:
    if not entry.date:
        undated = written(_("Undated"))
        return f"<span>{undated}</span>"
    return f"<time datetime={attribute(entry.date)}>{written(short_date(entry.date))}</time>"


def _language(entry: Entry | Row) -> str:
    """The attributes of what is in a language that is not the page's."""
    if entry.lang == language():
        return ""
    return f" lang={attribute(entry.lang)}{' dir=rtl' if right_to_left(entry.lang) else ''}"


def _from_whom(entry: Entry) -> str:
    values = {"agency": entry.agency}
    if not entry.source:
        return _("From %(agency)s") % values if entry.agency else _("Source not stated")
    return entry.source + (_(", from %(agency)s") % values if entry.agency not in ("", entry.source) else "")


def attribute(value: str) -> str:
    """The value of an attribute, in quotes where it needs some."""
    return f'"{written(value)}"' if not value or _QUOTED.search(value) else str(written(value))
