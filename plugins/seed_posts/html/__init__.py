"""Saved web pages: markup → lines, a line a block element, and the story trafilatura finds in them.

Markup is untrusted: its size, depth and attributes are checked before any parser sees it, no
parser fetches anything, and only text comes out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..language import language_of
from ..model import Block, Capture, Finding, Kind, Segment, Story
from ..segments import segment
from ..segments.furniture import part_of
from ..segments.parts import Part
from ..sources import Sources, StoryParts, find_source
from .markup import check, lines_of, parse
from .page_body import letters, paragraphs_of, place_paragraphs
from .page_dates import date_of
from .page_fields import authors_of, dateline_of, deck_of, headline_of, source_of, url_of
from .page_metadata import read_metadata

FURNITURE = frozenset(  # parts of a page that are never body
    (Part.BYLINE, Part.DATE, Part.CHROME, Part.AGE, Part.COMMENTS, Part.COMMENT_FORM, Part.PROMO)
)
SEVERAL = 2
_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_POST_MARK = re.compile(
    r">\s*(?:(?:senior|junior|full|new|active|hero) member|join(?:ed| date):|posts:|#\d{1,6}\s*<)", re.IGNORECASE
)
BODY_MIN = 200  # characters of body below which the generic segmenting is asked instead


def render(capture: Capture) -> Capture:
    """The capture with the text of its markup as lines. Raises CaptureError for markup no page has."""
    check(capture)
    return replace(capture, lines=tuple(lines_of(parse(capture.html))))


def read_page(capture: Capture, sources: Sources) -> tuple[tuple[Segment, ...], tuple[Story, ...]] | None:
    """Segments and the one story of a rendered page; None where no body is found, for the generic segmenting."""
    if _holds_several(capture):
        return None
    story = extract_story(capture, sources)
    return None if story is None else (_segments(story, capture.lines), (story,))


def _holds_several(capture: Capture) -> bool:
    """True for a page of several stories: posts of a forum, or article elements that the lines bear out."""
    if len(_ARTICLE.findall(capture.html)) < SEVERAL and not _POST_MARK.search(capture.html):
        return False
    return sum(found.kind is Kind.STORY for found in segment(capture)) >= SEVERAL


def extract_story(capture: Capture, sources: Sources) -> Story | None:
    """The story of a rendered page: body by trafilatura, fields by markup first, then by the lines."""
    body = tuple(
        block for block in place_paragraphs(paragraphs_of(capture.html), capture.lines) if not _is_furniture(block)
    )
    if sum(len(block.text) for block in body) < BODY_MIN:
        return None
    meta = read_metadata(parse(capture.html))
    headline = headline_of(meta, capture.lines, body[0].first)
    body = _without_headline(body, headline)
    first = min(headline.evidence[0].line or body[0].first, body[0].first) if headline.evidence else body[0].first
    last = max(block.last for block in body)
    url = url_of(meta, capture)
    story = Story(
        seed=capture.name,
        ordinal=1,
        first=first,
        last=last,
        body=body,
        headline=headline,
        deck=deck_of(meta, capture.lines, first, body),
        authors=authors_of(meta, capture.lines, first, body),
        url=url,
        dateline=dateline_of(body),
        language=meta.language or language_of("\n".join(block.text for block in body)),
    )
    source, agency = find_source(
        capture, StoryParts((first, last), body[0].first, (1, len(capture.lines)), url), sources
    )
    return replace(story, date=date_of(story, meta, capture), source=source_of(meta, source, sources), agency=agency)


def _is_furniture(block: Block) -> bool:
    """True for a line of the site among the paragraphs: a byline, a stamp, a button, a promotion."""
    found = None if block.subhead else part_of(block.text)
    return found is not None and found[0] in FURNITURE


def _without_headline(body: tuple[Block, ...], headline: Finding[str]) -> tuple[Block, ...]:
    """The body without a repeated headline above its first paragraph."""
    key = letters(headline.value or "")
    start = next((n for n, block in enumerate(body) if letters(block.text) != key), 0)
    return body[start:]


def _segments(story: Story, lines: Sequence[str]) -> tuple[Segment, ...]:
    """The story's span, and everything else as what the site puts around it."""
    spans = [
        Segment(Kind.BOILERPLATE, 1, story.first - 1),
        Segment(Kind.STORY, story.first, story.last),
        Segment(Kind.BOILERPLATE, story.last + 1, len(lines)),
    ]
    return tuple(span for span in spans if span.first <= span.last)
