"""Saved web pages: markup → lines, a line a block element, and the stories that stand on them.

Markup is untrusted: its size, depth and attributes are checked before any parser sees it, no
parser fetches anything, and only text comes out. The tree is made once; trafilatura reads a copy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..language import language_of
from ..model import Block, Capture, Finding, Kind, Segment, Story
from ..segments import segment
from ..segments.layout import Layout, settle_layout
from ..sources import Sources, StoryParts, find_source
from .blocks import bit
from .page import Page, open_page
from .page_authors import authors_of
from .page_body import BODY_MIN, Choice, blocks_of, choose
from .page_dates import date_of
from .page_fields import dateline_of, deck_of, headline_of, source_of, url_of
from .page_kinds import runs_of, segments_between
from .page_metadata import Hint, PageMetadata, read_metadata
from .page_stories import parts_of
from .page_text import letters

__all__ = ["Page", "open_page", "read_page"]

SEVERAL = 2
TITLE_MIN = 4  # words of a title that is a story's; fewer may name a section
PART_MIN = 100  # the same for one of several stories, whose element shows that it is one
FORUM_MAKERS = (  # names in the markup of forums, in lower case
    b"phpbb", b"vbulletin", b"xenforo", b"invision community", b"mybb", b"simplemachines", b"vanillaforums", b"nodebb",
    b"flarum", b"discourse-", b"postbody", b"post_message", b"threadauthor",
)  # fmt: skip
_POST_LINE = re.compile(  # what forums print around posts
    r"(?:senior|junior|full|new|active|hero) member$|join(?:ed| date):|posts:|#\d{1,6}$", re.IGNORECASE
)
_LIVE = re.compile(r"LiveBlogPosting|[\"' ]live-?blog\b", re.IGNORECASE)  # one story, told in posts


def read_page(page: Page, sources: Sources) -> tuple[tuple[Segment, ...], tuple[Story, ...]] | None:
    """Segments and stories of a page; None for a thread, or where no body is found, for the generic segmenting."""
    if not page.lines or _is_thread(page):
        return None
    page = _undivided(page)
    meta = read_metadata(page)
    choice = choose(page, meta)
    stories = _several(page, meta, choice, sources)
    if not stories:
        story = read_story(page, meta, choice, choice.taken, sources)
        stories = () if story is None else (story,)
    if not stories:
        return None
    return segments_between(page.lines, [(story.first, story.last) for story in stories]), stories


def _is_thread(page: Page) -> bool:
    """True for a forum's page: posts with several stories, or with talk about one."""
    capture, markup = page.capture, page.markup
    if not any(name in markup for name in FORUM_MAKERS) and not any(map(_POST_LINE.match, capture.lines)):
        return False
    kinds = [found.kind for found in segment(capture)]
    return kinds.count(Kind.STORY) >= SEVERAL or (Kind.STORY in kinds and Kind.COMMENTARY in kinds)


def _undivided(page: Page) -> Page:
    """The page, read as no thread from here on: its markup has said so, and its lines need not be asked again."""
    settle_layout(page.capture, Layout(False))
    return page


def _several(page: Page, meta: PageMetadata, choice: Choice, sources: Sources) -> tuple[Story, ...]:
    """The stories of a page that holds whole articles in elements of their own; () for any other."""
    stories: list[Story] = []
    parts = parts_of(page.lines, choice)
    if not parts or _LIVE.search(page.capture.html) or _headed_by_title(page, meta, parts[0].heading):
        return ()
    for part in parts:
        title = page.lines[part.heading].text
        mine = _own_metadata(meta, title, page.capture)
        own = page if mine is meta else _undivided(replace(page, capture=replace(page.capture, html="", uri="")))
        story = read_story(own, mine, choice, part.taken, sources, len(stories) + 1, part.heading + 1)
        if story is not None and (not stories or story.first > stories[-1].last):
            stories.append(story)
    return tuple(stories) if len(stories) >= SEVERAL else ()


def _headed_by_title(page: Page, meta: PageMetadata, before: int) -> bool:
    """True where the story the markup describes begins above the parts: they are chapters of it, or items of a list."""
    titles = {letters(hint.value) for hint in meta.titles if len(hint.value.split()) >= TITLE_MIN}
    return any(letters(line.text) in titles and line.place.names & bit("<h1>") for line in page.lines[: max(0, before)])


def _own_metadata(meta: PageMetadata, title: str, capture: Capture) -> PageMetadata:
    """The page's metadata for the story they are about, by its headline; for another, only what holds for all."""
    key = letters(title)
    if any(key in letters(hint.value) for hint in meta.titles if hint.rule not in ("h1", "title")):
        return meta
    return PageMetadata((Hint(title, "heading"),), sites=meta.sites, language=meta.language)


def read_story(
    page: Page,
    meta: PageMetadata,
    choice: Choice,
    taken: Sequence[int],
    sources: Sources,
    ordinal: int = 1,
    start: int = 0,
) -> Story | None:
    """The story whose body stands on these lines: fields by the markup first, then by the lines.

    `start` is the line of its heading, for one of several.
    """
    capture = page.capture
    body = blocks_of(page.lines, taken)
    if sum(len(block.text) for block in body) < (PART_MIN if start else BODY_MIN):
        return None
    headline = headline_of(meta, capture.lines, body[0].first, start)
    body = _without_headline(body, headline)
    if not body:
        return None
    at = headline.evidence[0].line if headline.evidence else None
    first = start or min(at or body[0].first, body[0].first)
    deck = deck_of(meta, page.lines, first, body)
    if deck.value and deck.evidence[0].line == body[0].first and len(body) > 1:
        body = body[1:]
    last = max(block.last for block in body)
    url = url_of(meta, capture)
    story = Story(
        seed=capture.name,
        ordinal=ordinal,
        first=first,
        last=last,
        body=body,
        headline=headline,
        deck=deck,
        authors=authors_of(meta, page.lines, (first, last) if start else (1, len(page.lines)), first, body),
        url=url,
        dateline=dateline_of(body),
        language=meta.language or language_of("\n".join(block.text for block in body)),
        body_confidence=_sure(body, choice),
        cut=_cut(page, body),
    )
    source, agency = find_source(
        capture,
        StoryParts((first, last), body[0].first, (first, last) if start else (1, len(capture.lines)), url),
        sources,
    )
    return replace(story, date=date_of(story, meta, capture), source=source_of(meta, source, sources), agency=agency)


def _without_headline(body: tuple[Block, ...], headline: Finding[str]) -> tuple[Block, ...]:
    """The body without a repeated headline above its first paragraph."""
    key = letters(headline.value or "")
    start = next((n for n, block in enumerate(body) if letters(block.text) != key), len(body))
    return body[start:]


def _sure(body: Sequence[Block], choice: Choice) -> float:
    """How sure the body's words are its own, on the mean."""
    worth = [(len(block.text), choice.sure[block.first - 1]) for block in body]
    return sum(size * sure for size, sure in worth) / sum(size for size, _ in worth)


def _cut(page: Page, body: Sequence[Block]) -> tuple[Segment, ...]:
    """What stands between the paragraphs and is none: captions, links, promotions, boxes."""
    own = {number for block in body for number in range(block.first, block.last + 1)}
    inside = [number for number in range(body[0].first, body[-1].last + 1) if number not in own]
    return tuple(runs_of(page.lines, inside))
