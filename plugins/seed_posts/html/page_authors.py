"""Who wrote a saved page's story: the people its markup names, held against the bylines it shows.

Where no person is named, a desk, an agency or a pen name signs, if the page itself shows it as the author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from ..bylines import Byline, read_byline
from ..model import Block, Evidence, Finding, Span
from ..names import is_name, plain
from ..outlets import is_outlet
from .blocks import PageLine, bit
from .page_metadata import PageMetadata
from .page_text import letters

ABOVE, BELOW, BEHIND = 6, 8, 6  # lines around head and body where a byline may stand
BYLINE_WORDS = 12  # words of a line in a block called "author"; a longer one tells of the author
NEAR = 3  # elements up within which a line is called so
TWICE = 2  # blocks of the page's author that hold the same words
NAME_MIN, NAME_WORDS = 4, 6  # characters of what may sign, at least, and words, at most

_PARTS = re.compile(r"\s*(?:,|;|&|\||/|\band\b)\s*", re.IGNORECASE)
_BY = re.compile(r"^\W{0,3}(?:by|from)\b[:\s]*", re.IGNORECASE)
_WRITING = r"(?:stor(?:y|ies)|text|words|report(?:ing)?|review|interviews?)"
_PICTURES = r"(?:photo(?:s|graphs?|graphy)?|pictures?|video)"
_WORK = re.compile(  # "Photos and story by", "Text & photography by"; not "Photo by"
    rf"^\W{{0,3}}(?:{_PICTURES}(?:\s?[,/&]\s?|\sand\s))?{_WRITING}(?:(?:\s?[,/&]\s?|\sand\s){_PICTURES})?\sby\s",
    re.IGNORECASE,
)
_AUTHOR = bit("author")
_NEWSROOM = re.compile(  # words that make a name of two words a desk's
    r"\b(?:reda[kc]tion|rédaction|redazione|redacci[oó]n|redactie|redação|redakcja|редакция)\b", re.IGNORECASE
)
_NOBODY = re.compile(r"\b(?:admin|webmaster|redaktion|null|undefined|user)\b", re.IGNORECASE)


def authors_of(
    meta: PageMetadata, lines: Sequence[PageLine], reach: Span, first: int, body: Sequence[Block]
) -> Finding[tuple[str, ...]]:
    """The names in the markup, with those a byline adds to them; else a byline's; else a body that signs.

    `reach` is where the story's own lines may stand: the whole page, or one of its parts.
    """
    marked = _marked(meta)
    near = _near(lines, reach, first, body)
    shown = _shown(lines, near, {letters(hint.value) for hint in meta.sites})
    if marked.value and shown.value:
        wanted, seen = ({letters(name) for name in found.value or ()} for found in (marked, shown))
        if wanted < seen:
            return Finding(shown.value, (*shown.evidence, *marked.evidence), 0.9)
        if not wanted & seen:
            reason = f"the page shows another byline: {', '.join(shown.value)}"
            return replace(marked, evidence=(*marked.evidence, *shown.evidence), confidence=0.6, reason=reason)
        return replace(marked, evidence=(*marked.evidence, *shown.evidence), confidence=0.95)
    if marked.value or shown.value:
        return marked if marked.value else shown
    return _group(meta, lines, near)


def _marked(meta: PageMetadata) -> Finding[tuple[str, ...]]:
    """The people the firmest kind of markup names."""
    for rule in dict.fromkeys(hint.rule for hint in meta.authors):
        hints = [hint for hint in meta.authors if hint.rule == rule]
        names = _distinct(name for hint in hints for name in _people(hint.value))
        if names:
            evidence = tuple(Evidence(hint.rule, hint.value) for hint in hints)
            return Finding(names, evidence, min(hint.confidence for hint in hints))
    return Finding(reason="no byline in the capture")


def _near(lines: Sequence[PageLine], reach: Span, first: int, body: Sequence[Block]) -> list[int]:
    """The lines around headline and body where a byline may stand."""
    last = body[-1].last
    around = (*range(max(1, first - ABOVE), body[0].first + BELOW + 1), *range(last - 1, last + BEHIND + 1))
    return [number for number in dict.fromkeys(around) if reach[0] <= number <= min(reach[1], len(lines))]


def _shown(lines: Sequence[PageLine], near: Sequence[int], sites: Set[str]) -> Finding[tuple[str, ...]]:
    """The names of the first byline, or in a block the page calls its author's."""
    for number in near:
        text = lines[number - 1].text
        byline = _byline(text)
        if byline and byline.authors:
            whole = len(byline.authors) == 1 and not is_name(byline.authors[0])
            names = (whole and _named_first(text, sites)) or byline.authors
            return Finding(names, (Evidence("byline", text, number),), 0.85)
    for number in near:
        line = lines[number - 1]
        if _is_authors(line) and (names := _distinct(_people(line.text)) or _named_first(line.text, sites)):
            return Finding(names, (Evidence("author-block", line.text, number),), 0.75)
    return Finding(reason="no byline in the capture")


def _named_first(text: str, sites: Set[str]) -> tuple[str, ...]:
    """The name before an address of mail, a paper, or the site's own name; () without one."""
    parts = _BY.sub("", text).split()
    for size in range(2, min(len(parts), NAME_WORDS)):
        name, behind = " ".join(parts[:size]), parts[size:]
        told = "@" in behind[0] or letters("".join(behind)) in sites or is_outlet(" ".join(behind))
        if told and is_name(plain(name)):
            return (plain(name),)
    return ()


def _byline(text: str) -> Byline | None:
    """The byline a line is; what was made by those it names does not matter: "Words and photos by …"."""
    work = _WORK.match(text)
    return read_byline(f"By {text[work.end() :]}" if work else text)


def _is_authors(line: PageLine) -> bool:
    """True for a short line in a block that the page calls its author's."""
    called = line.inline & _AUTHOR or line.place.steps_to(_AUTHOR) <= NEAR
    return bool(called) and len(line.text.split()) <= BYLINE_WORDS


def _group(meta: PageMetadata, lines: Sequence[PageLine], near: Sequence[int]) -> Finding[tuple[str, ...]]:
    """A body, a desk or a pen name that signs where nobody else does: the markup names it and the page shows it
    as its author; or an agency's byline; or two blocks of the page's author hold it.
    """
    for hint in (*meta.groups, *meta.authors):
        name = plain(_BY.sub("", hint.value))
        for number in near if _may_sign(name) else ():
            text = lines[number - 1].text
            by = _BY.match(text)
            shown, key = letters(text[by.end() :] if by else text), letters(name)
            if shown == key or (shown.startswith(key) and (by or _is_authors(lines[number - 1]))):
                evidence = (Evidence(hint.rule, hint.value), Evidence("byline", text, number))
                return Finding((name,), evidence, 0.65)
    for number in near:
        text = lines[number - 1].text
        byline = _byline(text)
        if byline and byline.agency and byline.firm:
            return Finding((byline.agency,), (Evidence("byline", text, number),), 0.65)
    blocks = Counter(letters(line.text) for line in lines if line.place.names & _AUTHOR and _is_authors(line))
    for number in near:
        line = lines[number - 1]
        if _is_authors(line) and blocks[letters(line.text)] >= TWICE and _may_sign(plain(line.text)):
            return Finding((plain(line.text),), (Evidence("author-block", line.text, number),), 0.6)
    return Finding(reason="no byline in the capture")


def _may_sign(name: str) -> bool:
    """True for a few words that are no user of a program for websites."""
    return len(name) >= NAME_MIN and len(name.split()) <= NAME_WORDS and not _NOBODY.search(name)


def _people(text: str) -> Iterator[str]:
    byline = read_byline(text)
    if byline and byline.authors:
        yield from byline.authors
        return
    for part in _PARTS.split(_BY.sub("", text)):
        if is_name(part) and not _NEWSROOM.search(part):
            yield plain(part)


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    return tuple({name.lower(): name for name in reversed(list(names))}.values())[::-1]
