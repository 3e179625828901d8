"""Story segments → stories: headline, deck, byline, source, address, dateline and body."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .authors import authors_around
from .bylines import Byline, read_byline, read_name_line
from .datelines import read_dateline
from .dates import printed_date
from .model import Block, Capture, Dateline, Evidence, Finding, HeadlineLine, Kind, Segment, Span, Story
from .names import common_words, is_common
from .segments.anatomy import Anatomy, read_anatomy
from .segments.body_lines import Judged, judged_of
from .segments.chunks import Chunk, chunks_of
from .segments.headlines import headline_text
from .segments.layout import layout_of
from .segments.shapes import is_headline
from .segments.threads import signs_above
from .sources import Sources, StoryParts, find_source, find_url

ASSIGNED_WORDS_MIN = 6  # words an assigned headline has at least, where the sentence allows
ASSIGNED_WORDS_MAX = 18  # and at most; 18 words are some 110 characters, two lines of a page
DATELINE_BLOCKS = 3  # paragraphs in which a dateline may stand: some sites print a summary above it
HEADLINE_MAX = 300  # characters of a headline that is kept; longer ones are cut at a word

_DESK = re.compile(r"^(?:[A-Z][\w'’-]*\s){1,3}(?:Desk|Bureau|Report|Correspondent|Reporter|Service)\s?[:–—-]\s+")
_CLAUSE = re.compile(
    r"^(?:despite|after|as|while|amid|because|when|which|who|where|since|although|though|saying|according|following|but|until|unless|if|that)$",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?:an?|the|of|to|in|on|at|for|by|and|or|with|from|its|his|her|their|is|was|has|had|be)$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\bGov)[.!?][\"”’)]*(?=\s|$)")


def extract(capture: Capture, segments: Sequence[Segment], sources: Sources) -> tuple[Story, ...]:
    """The stories of a capture in line order, without tags and with only the dates their own lines print."""
    spans = [segment for segment in segments if segment.kind in (Kind.STORY, Kind.REPRINT)]
    chunks = chunks_of(capture)
    starts = [chunk.first for chunk in chunks]
    thread = any(segment.kind is Kind.COMMENTARY for segment in segments)
    top = (1, spans[0].first - 1) if spans and not (thread and len(spans) > 1) else (1, 0)
    kept: list[Story] = []
    before = 0  # last line of the story above
    for span in spans:
        first = bisect_left(starts, span.first)
        above = max(signs_above(chunks, first, layout_of(capture)), bisect_right(starts, before))
        before = span.last
        inside = chunks[above : bisect_right(starts, span.last)]
        heading = _heading(chunks, starts, span) or (
            chunks[first] if above < first and is_headline(chunks[first]) else None
        )
        judged = judged_of(capture).within(above, len(inside)) if span.headline else None
        story = _read_story(capture, inside, span, len(spans) == 1 and not thread, top, sources, heading, judged)
        if story is not None:
            kept.append(story)
    return tuple(replace(story, ordinal=ordinal) for ordinal, story in enumerate(kept, 1))


def _heading(chunks: Sequence[Chunk], starts: Sequence[int], span: Segment) -> Chunk | None:
    """The chunk that the segmenter knows to be the story's headline; `starts` are the first lines of the chunks."""
    line = span.headline.line if span.headline else 0
    at = bisect_left(starts, line)
    return chunks[at] if at < len(starts) and starts[at] == line else None


def _read_story(
    capture: Capture,
    chunks: Sequence[Chunk],
    span: Segment,
    alone: bool,
    top: Span,
    sources: Sources,
    heading: Chunk | None,
    judged: Judged | None,
) -> Story | None:
    """The story in these chunks; `heading` is the chunk known to head it, wherever it stands."""
    inside = next((i for i, chunk in enumerate(chunks) if heading is not None and chunk.first == heading.first), None)
    parts = read_anatomy(chunks, span.headline is None, inside, judged.body if judged else None)
    if not parts.body:
        return None
    first, last, signs = span.first, chunks[-1].last, chunks[0].first
    body = tuple(Block(chunks[i].text, chunks[i].first, chunks[i].last, i in parts.subheads) for i in parts.body)
    head_lines = [n for i in (*parts.head, *parts.tail) for n in range(chunks[i].first, chunks[i].last + 1)]
    url = find_url(capture, (signs, last))
    reach = (1, len(capture.lines)) if alone else (signs, last)
    source, agency = find_source(capture, StoryParts((signs, last), body[0].first, reach, url, top), sources)
    signed = ((i, _byline(chunks[i], i in parts.bylines)) for i in sorted({*parts.bylines, *parts.head}))
    bylines = [(i, byline) for i, byline in signed if byline is not None]
    known = heading or (chunks[parts.headline] if parts.headline is not None else None)
    headline, assigned = _headline(known, span.headline, body)
    authors = _authors(chunks, _trusted(chunks, bylines))
    if alone and not any(byline.broken and len(chunks[i].text.split()) > 1 for i, byline in bylines):
        headed = known.first if known is not None else body[0].first
        chosen = authors_around(capture, (first, last), body[0].first, headed)
        authors = chosen if chosen.value or (judged and authors.value) else authors
    return Story(
        seed=capture.name,
        ordinal=0,
        first=first,
        last=last,
        body=body,
        headline=headline,
        headline_assigned=assigned,
        deck=_deck(chunks, parts),
        date=printed_date(capture, (signs, last), head_lines, body[0].first),
        authors=authors,
        editor=_editor(chunks, bylines),
        source=source,
        agency=agency,
        url=url,
        dateline=_dateline(body),
        cut=tuple(_cut(chunks, parts)),
        body_confidence=judged.sure(parts.body, chunks) if judged else 0.0,
    )


def _byline(chunk: Chunk, bare_name: bool) -> Byline | None:
    byline = read_byline(chunk.text)
    return byline or (read_name_line(chunk.text) if bare_name else None)


def _headline(chunk: Chunk | None, chosen: HeadlineLine | None, body: Sequence[Block]) -> tuple[Finding[str], bool]:
    """The printed headline, or one made from the story's first words, marked as assigned."""
    if chunk is not None:
        text = headline_text(chunk.text)
        if len(text) > HEADLINE_MAX:
            text = text[:HEADLINE_MAX].rpartition(" ")[0] + " …"
        rule, certainty = ("headline-choice", chosen.certainty) if chosen else ("headline-line", 0.9)
        return Finding(text, (Evidence(rule, chunk.text, chunk.first),), certainty), False
    opening = next((block for block in body if not block.subhead), body[0])
    text = first_words(opening.text)
    reason = "the capture prints no headline; this one is the story's first words"
    return Finding(text, (Evidence("first-words", text, opening.first),), 0.5, reason), True


def first_words(paragraph: str) -> str:
    """A headline made from a paragraph's first words, ending where a clause does if one does in time."""
    text = paragraph[:2_000]
    dateline = read_dateline(text)
    if dateline is not None:
        text = text[dateline.text_from :]
    text = _DESK.sub("", text.strip())
    end = _SENTENCE_END.search(text)
    words = (text[: end.start()] if end else text).split()
    if len(words) <= ASSIGNED_WORDS_MIN:
        return " ".join(words)
    breaks = [n for n in range(ASSIGNED_WORDS_MIN, min(len(words), ASSIGNED_WORDS_MAX + 1)) if _CLAUSE.match(words[n])]
    if breaks:
        return " ".join(words[: breaks[0]]).rstrip(",;:–—- ")
    if len(words) <= ASSIGNED_WORDS_MAX:
        return " ".join(words)
    words = words[:ASSIGNED_WORDS_MAX]
    while len(words) > ASSIGNED_WORDS_MIN and _LOOSE_END.match(words[-1]):
        words.pop()
    return " ".join(words).rstrip(",;:–—- ") + " …"


def _deck(chunks: Sequence[Chunk], parts: Anatomy) -> Finding[str]:
    if parts.deck is None:
        return Finding(reason="not in the capture")
    chunk = chunks[parts.deck]
    cut_short = chunk.text.endswith(("...", "…"))
    return Finding(
        chunk.text,
        (Evidence("deck-line", chunk.text, chunk.first),),
        0.6 if cut_short else 0.8,
        "the capture cuts it short" if cut_short else "",
    )


def _trusted(chunks: Sequence[Chunk], bylines: Sequence[tuple[int, Byline]]) -> Sequence[tuple[int, Byline]]:
    """The bylines that say so; where none does, the names beside a job or paper or alone that are no common words."""
    firm = [(index, byline) for index, byline in bylines if byline.firm or byline.broken or byline.editor]
    if any(byline.authors for _, byline in firm):
        return firm
    if len(firm) == len(bylines):
        return bylines
    common = common_words(chunk.text for chunk in chunks)
    return [(i, b) for i, b in bylines if (i, b) in firm or not any(is_common(name, common) for name in b.authors)]


def _authors(chunks: Sequence[Chunk], bylines: Sequence[tuple[int, Byline]]) -> Finding[tuple[str, ...]]:
    """The names of every byline, each once, in order."""
    names: list[str] = []
    evidence: list[Evidence] = []
    broken = False
    for index, byline in bylines:
        broken = broken or byline.broken
        new = [name for name in byline.authors if name not in names]
        if new:
            names += new
            chunk = chunks[index]
            rule = f"byline ({byline.role})" if byline.role else "byline"
            evidence.append(Evidence(rule, chunk.text, chunk.first, max(0, chunk.text.find(new[0]))))
    if names:
        return Finding(tuple(names), tuple(evidence), 0.9)
    reason = "the byline is a template nothing was filled into" if broken else "no byline in the capture"
    return Finding(reason=reason)


def _editor(chunks: Sequence[Chunk], bylines: Sequence[tuple[int, Byline]]) -> Finding[str]:
    for index, byline in bylines:
        if byline.editor:
            chunk = chunks[index]
            evidence = Evidence("editor", chunk.text, chunk.first, max(0, chunk.text.find(byline.editor)))
            return Finding(byline.editor, (evidence,), 0.9)
    return Finding(reason="not in the capture")


def _dateline(body: Sequence[Block]) -> Finding[Dateline]:
    for block in body[:DATELINE_BLOCKS]:
        found = read_dateline(block.text)
        if found is not None and found.place:
            evidence = Evidence("dateline", block.text[: found.text_from].strip(), block.first, found.place_from)
            return Finding(Dateline(found.place), (evidence,), 0.95 if found.agency or found.stamp else 0.8)
    return Finding(reason="no dateline in the capture")


def _cut(chunks: Sequence[Chunk], parts: Anatomy) -> Iterator[Segment]:
    """The lines inside the story that are not story, neighbours of one kind together."""
    pending: Segment | None = None
    previous = -2
    for index, kind in parts.cut:
        here = Segment(kind, chunks[index].first, chunks[index].last)
        if pending is not None and pending.kind is kind and index == previous + 1:
            pending = replace(pending, last=here.last)
        else:
            if pending is not None:
                yield pending
            pending = here
        previous = index
    if pending is not None:
        yield pending
