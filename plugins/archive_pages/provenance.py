"""The capture's lines a story was read from, as a page shows them: what was left out of it struck through.

Evidence keeps the words of what was left out, and the article has those of the text. So a page about its making needs
only as many words of each run of lines as show which one it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from .evidence import AroundPart, CutPart, EvidenceFile, line_range
from .markup import plain_blocks
from .quick_templates import written
from .wording import MORE, cut, ends

OPENING = 50  # characters of a run of lines that show which one it is
CUT_WHOLE = 100  # characters up to which what was left out is shown whole
CLOSING = 30  # characters of its end otherwise
ENOUGH = 8 * OPENING  # characters of a paragraph's markup that have its opening in them, but for odd ones


class _Line(NamedTuple):
    """A run of the capture's lines that is a part of the story, or was cut out of it."""

    first: int
    last: int
    text: str  # plain; of a paragraph its markup
    is_markup: bool = False
    cut: CutPart | None = None


def capture_rows(evidence: EvidenceFile, content: str, lang: str) -> Markup:
    """The items of a list: the capture's lines in and around the story whose HTML this is.

    Only what was left out where the evidence does not say where the text stands, or it was changed since. `lang` is the
    language of the story, "" for that of the page.
    """
    story = evidence.story
    spoken = f' lang="{written(lang)}"' if lang else ""
    texts = _blocks(content) if story.blocks else []
    if not texts or len(texts) != len(story.blocks):
        return Markup("".join(_struck(part, spoken) for part in story.cut))
    lines = [_Line(*span, text, is_markup=True) for span, text in zip(story.blocks, texts, strict=True)]
    lines += [_Line(*part.lines, part.said) for part in story.head]
    lines += [_Line(*part.lines, part.said, cut=part) for part in story.cut]
    lines.sort(key=lambda line: (line.first, line.last))
    start = lines[0].first
    rows = [_beside(part) for part in story.around if part.last < start]
    rows += _runs(lines, spoken)
    rows += [_beside(part) for part in story.around if part.first > start]
    return Markup("".join(rows))


def _runs(lines: Iterable[_Line], spoken: str) -> Iterator[str]:
    """The lines in order; what follows each other and was kept is one run, shown by its first words."""
    for is_cut, found in groupby(lines, key=lambda line: line.cut is not None):
        if is_cut:
            yield from (_struck(line.cut, spoken) for line in found if line.cut)
            continue
        first, *others = found
        text = written(_opening(first, bool(others)))
        where = line_range(first.first, others[-1].last if others else first.last)
        yield f"<li>{where} <span{spoken}>{text}</span>" if spoken else f"<li>{where} {text}"


def _struck(part: CutPart, spoken: str) -> str:
    text = ends(" ".join(part.said.split()), CUT_WHOLE, OPENING, CLOSING)
    return f"<li>{part.where} {written(part.kind)} <del{spoken}>{written(text)}</del>"


def _beside(part: AroundPart) -> str:
    if not part.text:
        return f"<li>{part.where} {written(part.kind)}"
    text = " ".join(part.text.split())
    text = _cut_open(text, goes_on=True) if part.more else ends(text, CUT_WHOLE, OPENING, CLOSING)
    return f"<li>{part.where} {written(part.kind)} <del>{written(text)}</del>"


def _opening(line: _Line, goes_on: bool) -> str:
    if not line.is_markup:
        return _cut_open(" ".join(line.text.split()), goes_on)
    text = _plain(line.text[:ENOUGH])
    if len(text) < 2 * OPENING:
        text = _plain(line.text)
    return _cut_open(text, goes_on)


def _cut_open(text: str, goes_on: bool) -> str:
    opening = cut(text, OPENING)
    return opening + MORE if goes_on and not opening.endswith(MORE) else opening


def _plain(markup: str) -> str:
    return " ".join(unescape(markup).split())


def _blocks(content: str) -> list[str]:
    """The text of each paragraph and subhead of an article, as markup."""
    if not content.strip():
        return []
    found = plain_blocks(content)
    if found is not None:
        return found
    from lxml import html  # here: few articles ask for it, and to load it takes longer than to write a page

    return [
        escape(" ".join(block.text_content().split()))
        for block in html.fragments_fromstring(content)
        if not isinstance(block, str)
    ]
