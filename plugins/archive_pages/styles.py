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
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .citations import cited_title, one_line
from .entries import Entry

SHAPES = Path(__file__).parent / "data" / "citation-shapes.json"
NAMES_MAX = 21  # authors; of more, every style shows the first ones and at most the last
# How a title may end, where that decides about the sign that follows; the longest that fits is taken
TITLE_ENDS = ("?”", "!”", ".”", "”", "?’", "!’", ".’", "’", "?", "!", "…", ".", ",", ":", ";", "")
AUTHOR_ENDS = (".", "")
SOURCE_ENDS = ("?", "!", ".", "")
SINGLE = re.compile(r"(?<![\w’'])'(?=\S)(.*?)(?<=\S)'(?!\w)")  # 'no', but not the apostrophe of "it's" or "miners' pay"


@dataclass(frozen=True, slots=True)
class Style:
    """The shapes of one style: `shapes[authors][source][date][title end]` is the number of a template."""

    name: str
    names: tuple[str, ...]  # how one, two, three … authors are listed
    months: tuple[str, ...]
    templates: tuple[str, ...]
    shapes: Sequence[Sequence[Sequence[Sequence[int]]]]

    def cite(self, entry: Entry, address: str) -> str:
        """The citation of a story whose page is at `address`."""
        authors, source = self._authors(entry.authors), curly(one_line(entry.source))
        title = curly(one_line(cited_title(entry)))
        parts = [part for part in entry.date.split("-") if part]
        end = title_end(title)
        shape = self.shapes[_place(authors, AUTHOR_ENDS)][_place(source, SOURCE_ENDS)][len(parts)]
        template = self.templates[shape[TITLE_ENDS.index(end)]]
        kept = title.removesuffix(end) if "”" in end or "’" in end else title
        values = {
            "A": authors,
            "T": inner(kept) if "“{T}" in template else kept,
            "S": source,
            "Y": parts[0] if parts else "",
            "M": self.months[int(parts[1]) - 1] if len(parts) > 1 else "",
            "D": str(int(parts[2])) if len(parts) > 2 else "",
            "U": entry.original_url or address,
        }
        return re.sub(r"\{([ATSYMDU])\}", lambda match: values[match[1]], template)

    def _authors(self, names: Sequence[str]) -> str:
        if not names:
            return ""
        shown = [*names[: NAMES_MAX - 1], names[-1]] if len(names) > NAMES_MAX else names
        template = self.names[len(shown) - 1]
        return re.sub(r"\{(\d+)\}", lambda match: curly(one_line(shown[int(match[1])])), template)


@cache
def styles() -> tuple[Style, ...]:
    """The styles, in the order pages show them."""
    data = json.loads(SHAPES.read_text(encoding="utf-8"))
    return tuple(_style(name, said) for name, said in data["styles"].items())


def citations(entry: Entry, address: str) -> tuple[tuple[str, str], ...]:
    """Name of each style, and the citation of the story in it."""
    return tuple((style.name, style.cite(entry, address)) for style in styles())


def title_end(title: str) -> str:
    """How the title ends, as far as it matters; an apostrophe is no closing quotation mark."""
    for end in TITLE_ENDS:
        opened = "“" in title if "”" in end else "‘" in title if "’" in end else True
        if title.endswith(end) and opened:
            return end
    return ""


def curly(text: str) -> str:
    """The text with its straight quotation marks and apostrophes as styles print them."""
    text = re.sub(r'"([^"]*)"', "“\\1”", text)
    text = SINGLE.sub("‘\\1’", text)
    return text.replace("'", "’")


def inner(text: str) -> str:
    """A text as it stands between quotation marks: its own ones become the other kind."""
    if "“" not in text:
        return text
    text = re.sub(r"‘([^‘’]*)’(?!\w)", "\x01\\1\x02", text)
    return text.translate(str.maketrans("“”\x01\x02", "‘’“”"))


def _place(text: str, ends: Sequence[str]) -> int:
    """0 without a text, else one more than the place of how it ends."""
    return next(place for place, end in enumerate(ends, start=1) if text.endswith(end)) if text else 0


def _style(name: str, data: Mapping[str, Sequence[str]]) -> Style:
    shapes = data["shapes"]
    return Style(name, tuple(data["names"]), tuple(data["months"]), tuple(data["templates"]), shapes)  # type: ignore[arg-type]
