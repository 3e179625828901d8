"""Citations as APA, MLA and Chicago print them, filled into shapes that a citation processor made.

The processor (citeproc, with the styles of the CSL project) takes five milliseconds a citation, and its styles are
89 MB. But what it prints depends on little: which values there are, how precise the date is, with which sign a value
ends. So `python -m tools.citation_shapes` asks it once for each of these shapes, with words nobody can mistake, and
writes `data/citation-shapes.json`; a test holds what comes of them to the processor itself. Names and titles stay as
printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

from .citations import cited_title, one_line
from .entries import Entry

SHAPES = Path(__file__).parent / "data" / "citation-shapes.json"
NAMES_HELD = 10_000  # of sources and authors, which stories share
NAMES_MAX = 21  # authors; of more, every style shows the first ones and at most the last
# How a title may end, where that decides about the sign that follows; the longest that fits is taken
TITLE_ENDS = ("?”", "!”", ".”", "”", "?’", "!’", ".’", "’", "?", "!", "…", ".", ",", ":", ";", "")
AUTHOR_ENDS = (".", "")
SOURCE_ENDS = ("?", "!", ".", "")
DOUBLE = re.compile(r'"([^"]*)"')
SINGLE = re.compile(r"(?<![\w’'])'(?=\S)(.*?)(?<=\S)'(?!\w)")  # 'no', but not the apostrophe of "it's" or "miners' pay"


class Told(Struct, frozen=True, dict=True):
    """What a citation in any style says of a story."""

    authors: tuple[str, ...]
    title: str
    title_end: str
    source: str
    date: tuple[str, ...]  # year, month, day, as far as they are known
    address: str

    @cached_property
    def bare_title(self) -> str:
        """The title without an end that a style sets again."""
        end = self.title_end
        return self.title.removesuffix(end) if "”" in end or "’" in end else self.title

    @cached_property
    def values(self) -> dict[str, str]:
        """What every style prints alike, by the letters that stand for it in templates."""
        date = self.date
        day = str(int(date[2])) if len(date) > 2 else ""
        return {"S": self.source, "Y": date[0] if date else "", "D": day, "U": self.address}


class Style(Struct, frozen=True):
    """The shapes of one style: `shapes[authors][source][date][title end]` is the number of a template."""

    name: str
    names: tuple[str, ...]  # how one, two, three … authors are listed
    months: tuple[str, ...]
    templates: tuple[str, ...]
    shapes: Sequence[Sequence[Sequence[Sequence[int]]]]

    def cite(self, told: Told) -> str:
        """The citation of a story."""
        authors, date = self._authors(told.authors), told.date
        shape = self.shapes[_place(authors, AUTHOR_ENDS)][_place(told.source, SOURCE_ENDS)][len(date)]
        pieces, in_quotes = _pieces(self.templates[shape[TITLE_ENDS.index(told.title_end)]])
        month = self.months[int(date[1]) - 1] if len(date) > 1 else ""
        own = {"A": authors, "T": inner(told.bare_title) if in_quotes else told.bare_title, "M": month}
        return _filled(pieces, told.values | own)

    def _authors(self, names: Sequence[str]) -> str:
        if not names:
            return ""
        shown = [*names[: NAMES_MAX - 1], names[-1]] if len(names) > NAMES_MAX else names
        return _filled(_pieces(self.names[len(shown) - 1])[0], {str(place): name for place, name in enumerate(shown)})


@cache
def styles() -> tuple[Style, ...]:
    """The styles, in the order pages show them."""
    data = json.loads(SHAPES.read_text(encoding="utf-8"))
    return tuple(_style(name, said) for name, said in data["styles"].items())


def citations(entry: Entry, address: str) -> tuple[tuple[str, str], ...]:
    """Name of each style, and the citation in it of the story whose page is at `address`."""
    title = curly(one_line(cited_title(entry)))
    told = Told(
        authors=tuple(curly(one_line(author)) for author in entry.authors),
        title=title,
        title_end=title_end(title),
        source=curly(one_line(entry.source)),
        date=tuple(part for part in entry.date.split("-") if part),
        address=entry.original_url or address,
    )
    return tuple((style.name, style.cite(told)) for style in styles())


def title_end(title: str) -> str:
    """How the title ends, as far as it matters; an apostrophe is no closing quotation mark."""
    for end in TITLE_ENDS:
        opened = "“" in title if "”" in end else "‘" in title if "’" in end else True
        if title.endswith(end) and opened:
            return end
    return ""


def curly(text: str) -> str:
    """The text with its straight quotation marks and apostrophes as styles print them."""
    if '"' in text:
        text = DOUBLE.sub("“\\1”", text)
    return SINGLE.sub("‘\\1’", text).replace("'", "’") if "'" in text else text


def inner(text: str) -> str:
    """A text as it stands between quotation marks: its own ones become the other kind."""
    if "“" not in text:
        return text
    text = re.sub(r"‘([^‘’]*)’(?!\w)", "\x01\\1\x02", text)
    return text.translate(str.maketrans("“”\x01\x02", "‘’“”"))


@lru_cache(maxsize=NAMES_HELD)
def _place(text: str, ends: tuple[str, ...]) -> int:
    """0 without a text, else one more than the place of how it ends."""
    return next(place for place, end in enumerate(ends, start=1) if text.endswith(end)) if text else 0


@cache
def _pieces(template: str) -> tuple[tuple[str, ...], bool]:
    """A template as text, the letter of a value, text, …, text; and whether it puts the title in quotation marks."""
    return tuple(re.split(r"\{([ATSYMDU]|\d+)\}", template)), "“{T}" in template


def _filled(pieces: Sequence[str], values: Mapping[str, str]) -> str:
    return "".join([values[piece] if place % 2 else piece for place, piece in enumerate(pieces)])


def _style(name: str, data: Mapping[str, Sequence[str]]) -> Style:
    shapes = data["shapes"]
    return Style(name, tuple(data["names"]), tuple(data["months"]), tuple(data["templates"]), shapes)  # type: ignore[arg-type]
