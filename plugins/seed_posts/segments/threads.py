"""Forum threads: what a post holds. A story, a story with its poster's own words below it, several stories, or talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import Kind
from .anatomy import opens_with_dateline, read_anatomy
from .chunks import Chunk
from .layout import FRAME_WORDS_MAX, Layout
from .parts import Part
from .shapes import is_headline, is_prose, share_repeated
from .story_heads import BODY_REACH, body_below, heads_story
from .voice import STORY_MIN, TAIL_MIN, Verdict, judge_post, judge_tail, speaks_personally

TITLE_MARGIN = 0.25  # by how much more of itself the lower of two titles must find in the body
REST_JUDGED = 60  # chunks below such a line that are judged
ENDS_TRIED = 12  # addresses and rules inside a post after which the rest is judged anew
PAGE_TOP_MARGIN = -0.1  # the same at the top of a thread, where the upper line is mostly the thread's own title
TAIL_PARAGRAPHS_MAX = 3  # paragraphs a poster adds below a story

Run = tuple[Kind, int, int]  # kind, first and last index into the chunks
SIGNS_ABOVE = frozenset((Part.URL, Part.DATE, Part.BYLINE, Part.SOURCE))  # of a story, above its headline
MAIL_HEAD_MAX = 20  # lines of the head of a message
SUBJECT_PARAGRAPHS = 5  # of a message that are compared with its subject
SUBJECT_REPEATED = 0.4  # share of the subject's words that stand in them
_SUBJECT = re.compile(
    r"(?:subject|тема|betreff|objet):\s?(?!re:|aw:|sv:)(?:\[[^\]]{1,40}\]\s?)?(?P<words>.+)", re.IGNORECASE
)
_FRAME = frozenset((Part.FORUM, Part.CHROME, Part.POST_MARK, Part.RULE))
_FOOT = _FRAME | {Part.END}


def read_thread(chunks: Sequence[Chunk], layout: Layout) -> list[Run]:
    """Every chunk of the thread in exactly one run, in order."""
    bounds = sorted({0, *layout.opens, len(chunks)})
    framed = [replace(c, part=Part.POST_MARK) if i in layout.frames else c for i, c in enumerate(chunks)]
    runs: list[Run] = []
    for first, stop in pairwise(bounds):
        runs += _read_post(framed, first, stop, first == 0, layout.heads)
    return runs


def _read_post(chunks: Sequence[Chunk], first: int, stop: int, page_top: bool, heads: frozenset[int]) -> list[Run]:
    starts = _story_starts(chunks, first, stop, page_top, heads)
    runs: list[Run] = []
    lead_stop = starts[0] if starts else stop
    runs += _read_lead(chunks, first, lead_stop, page_top)
    signed_above = bool(starts) and starts[0] > first and chunks[starts[0] - 1].part in SIGNS_ABOVE
    for start, below in zip(starts, [*starts[1:], stop], strict=False):
        end = _signs_begin(chunks, below) if signed_above and below < stop else below
        runs += _read_story(chunks, start, end)
        runs += [(Kind.BOILERPLATE, i, i) for i in range(end, below)]
    return runs


def _signs_begin(chunks: Sequence[Chunk], start: int) -> int:
    """Where the lines begin that stand above a headline and are its story's: address, day, name, paper."""
    while start and chunks[start - 1].part in SIGNS_ABOVE:
        start -= 1
    return start


def signs_above(chunks: Sequence[Chunk], start: int, layout: Layout) -> int:
    """Where the head of a thread's story begins: at its first line, or the signs above it."""
    above = _signs_begin(chunks, start) if layout.thread else start
    return max((i + 1 for i in range(above, start) if i in layout.frames), default=above)


def _story_starts(chunks: Sequence[Chunk], first: int, stop: int, page_top: bool, heads: frozenset[int]) -> list[int]:
    """The headline a post opens with, and those of the stories below it: signed, below a source, or of other things."""
    opening = _opening(chunks, first, stop, page_top)
    starts = [] if opening is None else [opening]
    for index in range((first if opening is None else opening) + 1, stop):
        if not is_headline(chunks[index]) or not body_below(chunks, index, stop):
            continue
        if starts and not any(is_prose(c) for c in chunks[starts[-1] + 1 : index]):
            continue  # still in the head of the story before
        if index in heads or _after_source(chunks, index, first) or heads_story(chunks, index, stop):
            starts.append(_better_title(chunks, index, stop, TITLE_MARGIN))
    return starts


def _after_source(chunks: Sequence[Chunk], index: int, first: int) -> bool:
    """True when the story above ended with its source, and at most its poster's words follow that."""
    for above in range(index - 1, max(first, index - 1 - TAIL_PARAGRAPHS_MAX) - 1, -1):
        if chunks[above].part in (Part.URL, Part.SOURCE):
            return True
        if chunks[above].part is None and judge_tail(chunks[above].text, False).score < TAIL_MIN:
            return False
    return False


def _opening(chunks: Sequence[Chunk], first: int, stop: int, page_top: bool) -> int | None:
    """The headline a post opens with, or None. At the top of the page the thread's own title stands above it."""
    skipped = _FRAME | SIGNS_ABOVE | {Part.ATTACHMENT}
    index = first
    while index < stop and chunks[index].part in skipped:
        index += 1
    if index >= stop or not is_headline(chunks[index]) or not body_below(chunks, index, stop):
        return None
    if page_top and index + 2 < stop and _address_above(chunks, index + 1, stop):
        return index + 2
    return _better_title(chunks, index, stop, PAGE_TOP_MARGIN) if page_top else index


def _address_above(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True for an address with a headline directly below it, as one pastes a story."""
    below = index + 1
    if chunks[index].part is not Part.URL or below >= stop or chunks[below].gap > 1:
        return False
    return is_headline(chunks[below]) and body_below(chunks, below, stop)


def _better_title(chunks: Sequence[Chunk], index: int, stop: int, margin: float) -> int:
    """The lower of two headline-like lines when the body repeats much more of it, or the upper is talk."""
    below = index + 1
    if below >= stop or not is_headline(chunks[below]) or not body_below(chunks, below, stop):
        return index
    body = [c.text for c in chunks[below + 1 : min(stop, below + 1 + BODY_REACH)] if is_prose(c)][:3]
    upper, lower = share_repeated(chunks[index].text, body), share_repeated(chunks[below].text, body)
    talk = judge_tail(chunks[index].text, False).score >= TAIL_MIN
    return below if talk or lower > upper + margin else index


def _read_lead(chunks: Sequence[Chunk], first: int, stop: int, page_top: bool) -> list[Run]:
    """What stands before a post's first headline: frame, pictures, talk, or a story without a headline."""
    runs: list[Run] = []
    while first < stop and chunks[first].part in _FRAME:
        runs.append((Kind.BOILERPLATE, first, first))
        first += 1
    if first >= stop:
        return runs
    texts = [c for c in chunks[first:stop] if c.part is None]
    if not texts:
        return [*runs, *((_bare_kind(chunks[i]), i, i) for i in range(first, stop))]
    if page_top and stop < len(chunks) and not any(c.complete for c in texts):
        return [*runs, (Kind.BOILERPLATE, first, stop - 1)]  # the thread's own title
    titled = _subject_fits(chunks, first, stop)
    return [*runs, *_unheaded(chunks, first, _read_story(chunks, first, stop, titled))]


def _subject_fits(chunks: Sequence[Chunk], first: int, stop: int) -> bool:
    """True below the head of a message whose subject, no answer's, is what its first paragraphs speak of."""
    for above in range(first - 1, max(-1, first - 1 - MAIL_HEAD_MAX), -1):
        if chunks[above].detail != "mail-head":
            return False
        if subject := _SUBJECT.match(chunks[above].text):
            body = [c.text for c in chunks[first:stop] if is_prose(c)][:SUBJECT_PARAGRAPHS]
            return share_repeated(subject["words"], body) >= SUBJECT_REPEATED
    return False


def _unheaded(chunks: Sequence[Chunk], first: int, runs: list[Run]) -> list[Run]:
    """The runs with a story without a headline beginning at its first paragraph: its date stands above it."""
    kind, start, last = runs[0]
    while kind is Kind.STORY and start < last and chunks[start].part in SIGNS_ABOVE:
        start += 1
    above: list[Run] = [(Kind.BOILERPLATE, i, i) for i in range(first, start)]
    return [*above, (kind, start, last), *runs[1:]]


def _bare_kind(chunk: Chunk) -> Kind:
    return Kind.ATTACHMENT if chunk.part is Part.ATTACHMENT else Kind.BOILERPLATE


def _read_story(chunks: Sequence[Chunk], first: int, stop: int, titled: bool = False) -> list[Run]:
    """A story with what its poster added, or talk. `titled` says that its headline stands in the frame above it."""
    end = stop
    while end > first and chunks[end - 1].part in _FOOT:
        end -= 1
    frame: list[Run] = [(Kind.BOILERPLATE, i, i) for i in range(end, stop)]
    split = _story_end(chunks, first, end)
    verdict = judge(chunks[first:split], titled)
    if verdict.score < STORY_MIN:
        return [*_talk(chunks, first, end), *frame]
    return [(Kind.STORY, first, split - 1), *_talk(chunks, split, end), *frame]


def judge(chunks: Sequence[Chunk], titled: bool = False) -> Verdict:
    """Whether these chunks are a story, by what stands around the paragraphs and how they speak."""
    parts = read_anatomy(chunks)
    paragraphs = [chunks[i].text for i in parts.body]
    if not paragraphs:
        return Verdict(float("-inf"), (("no-body", float("-inf")),))
    signed = any(chunks[i].part in (Part.DATE, Part.BYLINE) for i in parts.head) or bool(parts.bylines)
    return judge_post(
        paragraphs,
        headline=titled or parts.headline is not None,
        head=signed,
        dateline=any(opens_with_dateline(chunks[i]) for i in parts.body[:3]),
        source_line=any(chunks[i].part in (Part.URL, Part.SOURCE) for i in (*parts.tail, *parts.head)),
    )


def _story_end(chunks: Sequence[Chunk], first: int, stop: int) -> int:
    """Where the story ends and its poster's own words begin."""
    prose_seen, tries = False, 0
    for index in range(first, stop):
        chunk = chunks[index]
        prose_seen = prose_seen or is_prose(chunk)
        ends = chunk.part in (Part.URL, Part.SOURCE) or chunk.part is Part.RULE
        if not ends or not prose_seen or index + 1 >= stop or tries >= ENDS_TRIED:
            continue
        tries += 1
        rest = chunks[index + 1 : min(stop, index + 1 + REST_JUDGED)]
        if index + 1 + REST_JUDGED >= stop and not any(c.part is None for c in rest):
            return stop if chunk.part is not Part.RULE else index
        if judge([c for c in rest if c.part is not Part.RULE]).score < STORY_MIN:
            return _without_tail(chunks, first, index) if chunk.part is Part.RULE else index + 1
    return _without_tail(chunks, first, stop)


def _without_tail(chunks: Sequence[Chunk], first: int, stop: int) -> int:
    """Where the last paragraphs that are the poster's own begin; `stop` where none are."""
    above_tail = chunks[first : max(first, stop - TAIL_PARAGRAPHS_MAX)]
    personal = any(speaks_personally(c.text) for c in above_tail if is_prose(c))
    end = stop
    below = stop - 1 if _is_signature(chunks, first, stop) else stop
    for _ in range(TAIL_PARAGRAPHS_MAX):
        if below - 1 <= first or chunks[below - 1].part is not None:
            break
        if judge_tail(chunks[below - 1].text, personal).score < TAIL_MIN:
            break
        below -= 1
        end = below
    return end if any(is_prose(c) for c in chunks[first + 1 : end]) else stop


def _is_signature(chunks: Sequence[Chunk], first: int, stop: int) -> bool:
    """True when the last line is a name or less: its writer's, and nothing a story ends with."""
    last = chunks[stop - 1]
    return stop - 1 > first and last.part is None and last.words <= FRAME_WORDS_MAX and not last.complete


def _speaks(chunk: Chunk) -> bool:
    """True for words somebody says; a forum's own lines are no sentences and sound like no talk."""
    return chunk.complete or is_prose(chunk) or judge_tail(chunk.text, False).score >= TAIL_MIN


def _talk(chunks: Sequence[Chunk], first: int, stop: int) -> list[Run]:
    if first >= stop:
        return []
    if any(c.part is None and _speaks(c) for c in chunks[first:stop]):
        return [(Kind.COMMENTARY, first, stop - 1)]
    return [(_bare_kind(chunks[i]), i, i) for i in range(first, stop)]
