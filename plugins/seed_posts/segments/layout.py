"""How a thread is divided: which chunks open a post, and which only frame one.

Forums leave a line of white space, a rule, or the frame of a post ("#12", "Joined: …"). Which it is here is read off
the capture, and so is whether it is a thread at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..bylines import read_name_line
from ..model import Capture
from .anatomy import opens_with_dateline
from .chunks import Chunk, chunks_of
from .parts import Part
from .shapes import is_headline, is_prose, share_repeated

THREAD_MIN = 2  # signs that make a capture a forum thread
HEAD_REACH = 3  # chunks below a headline in which its byline or date must stand
SIGNED_WORDS_MIN = 4  # words of a headline with room for a deck between it and its byline
BODY_REACH = 8  # chunks below a headline in which its first paragraph must stand
STORY_PARAGRAPHS_MIN = 3  # paragraphs under a head that count as a sign of a second story
STORY_WORDS_MIN = 60  # words of them
TEASER_PARAGRAPHS = 5  # below the date of what may be a teaser that are compared with its headline
TEASER_REPEATED = 0.25  # share of its words they repeat at most: they go on with the story it stands in
RISING_MIN = 0.6  # share of a thread's post numbers that are higher than the one above
RECURRING_WORDS_MAX = 6  # words of a line that is looked for again in other posts
RECURRING_MIN = 2  # times it stands in the capture
LABELLED_WORDS_MAX = 4  # words of what stands below a label
FRAME_REACH = 3  # chunks above a post's first mark that may belong to its frame: a date, the author's name
FRAME_WORDS_MAX = 3  # words of an author's name

_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Whether the capture is a thread, and the indexes of chunks that open a post."""

    thread: bool
    opens: frozenset[int] = frozenset()
    frames: frozenset[int] = frozenset()  # chunks that are the frame of a post: its author, number, date
    firm: bool = False  # True: forum words or several story heads say so, not white space alone


def layout_of(capture: Capture) -> Layout:
    """How the capture is divided, read once however many stages ask."""
    if "layout" not in capture.readings:
        capture.readings["layout"] = read_layout(chunks_of(capture))
    layout: Layout = capture.readings["layout"]
    return layout


def read_layout(chunks: Sequence[Chunk]) -> Layout:
    """How the capture is divided. A page with one story in it comes back as no thread."""
    signs = min(THREAD_MIN, len({c.text for c in chunks if c.detail == "forum-page"}))
    signs += min(THREAD_MIN, (sum(c.detail == "post-rank" for c in chunks) + _marks(chunks)) // 3)
    signs += THREAD_MIN if _dated_ranks(chunks) >= THREAD_MIN else 0
    signs += min(THREAD_MIN, sum(c.detail in ("post-line", "mail-head") for c in chunks))
    spacers = {i for i, c in enumerate(chunks) if c.spacer}
    rules = {i for i, c in enumerate(chunks) if c.part is Part.RULE}
    comments = next((i for i, c in enumerate(chunks) if c.part is Part.COMMENTS), len(chunks))
    signs += THREAD_MIN if len(_heads(chunks[:comments])) >= 2 else 0
    firm = signs > 0
    signs += min(THREAD_MIN, sum(c.glued_spacer for c in chunks))
    if signs < THREAD_MIN:
        return Layout(False)
    glued = {i for i in spacers if chunks[i].glued_spacer}
    opens = glued or spacers or rules
    frames = _frames(chunks)
    marks = {i for i in frames if i - 1 not in frames}
    return Layout(True, frozenset(opens | marks), frozenset(frames), firm)


def _ends_a_post(chunks: Sequence[Chunk], index: int) -> bool:
    """True when a word alone stands right below a sentence: the next writer's name, which no blank line parts off."""
    return chunks[index].words == 1 and index > 0 and chunks[index - 1].complete


def _marks(chunks: Sequence[Chunk]) -> int:
    """How many lines mark a post. Numbers that go up and down are of something else: episodes, places in a list."""
    marks = [c.text for c in chunks if c.detail == "post-mark"]
    numbers = [int(text[1:]) for text in marks if text.startswith("#") and text[1:].isdecimal()]
    rising = sum(above < below for above, below in pairwise(numbers))
    return len(marks) if rising >= RISING_MIN * (len(numbers) - 1) else len(marks) - len(numbers)


def _dated_ranks(chunks: Sequence[Chunk]) -> int:
    """How often a user's rank stands right above or below a date."""
    beside = ((a, b) if a.detail == "post-rank" else (b, a) for a, b in pairwise(chunks))
    return sum(rank.detail == "post-rank" and other.part is Part.DATE for rank, other in beside)


def _frames(chunks: Sequence[Chunk]) -> set[int]:
    """Runs of post marks, with the author's name above them, the date, and the lines that recur among them."""
    recurring = _recurring(chunks)
    frames = {i for i, c in enumerate(chunks) if c.part is Part.POST_MARK}
    frames |= {i + 1 for i in frames if i + 2 in frames and chunks[i + 1].words <= FRAME_WORDS_MAX}
    for index in sorted(frames):
        label = chunks[index].text.endswith(":") and chunks[index].detail != "mail-head"
        below = index + 1
        if label and below < len(chunks) and not is_prose(chunks[below]) and chunks[below].words <= LABELLED_WORDS_MAX:
            frames.add(below)  # "Location:" and the place
    for index in sorted(frames):
        if index - 1 not in frames:
            frames |= _above_marks(chunks, index, frames, recurring)
    for index in sorted(frames):
        below = index + 1
        while below not in frames and below < len(chunks) and _goes_with_marks(chunks[below], below, recurring):
            frames.add(below)
            below += 1
    return frames


def _recurring(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Short lines that come again with other figures in them: "Re: the title", "Posts: 231"."""
    shapes: dict[str, list[int]] = defaultdict(list)
    for index, chunk in enumerate(chunks):
        if chunk.words <= RECURRING_WORDS_MAX and not is_prose(chunk):
            shapes[_FIGURES.sub("0", chunk.text)].append(index)
    return frozenset(index for places in shapes.values() if len(places) >= RECURRING_MIN for index in places)


def _goes_with_marks(chunk: Chunk, index: int, recurring: frozenset[int]) -> bool:
    """True for what stands right below a post's marks and belongs to them: the date, a line that recurs there."""
    return not chunk.gap and (chunk.part is Part.DATE or index in recurring)


def _above_marks(chunks: Sequence[Chunk], first: int, frames: set[int], recurring: frozenset[int]) -> set[int]:
    """The lines above a post's first mark that belong to its frame: the date, what recurs, the author's name."""
    found: set[int] = set()
    for above in range(first - 1, max(-1, first - 1 - FRAME_REACH), -1):
        chunk = chunks[above]
        named = chunk.part is None and chunk.words <= FRAME_WORDS_MAX and not chunk.complete
        signs = chunk.part is Part.DATE or (chunk.part is Part.BYLINE and not chunks[above + 1].gap)
        again = above in recurring and chunk.part in (None, Part.RULE)
        if above in frames or signs or again or (named and (chunk.gap > 0 or _ends_a_post(chunks, above))):
            found.update(range(above, first))
            if chunk.part is None and not again:
                break  # the author's name opens the frame
        else:
            break
    return found


def _heads(chunks: Sequence[Chunk]) -> list[int]:
    """Story heads with a story's worth of paragraphs between one and the next."""
    heads: list[int] = []
    paragraphs = 0  # since the last head
    for index, chunk in enumerate(chunks):
        paragraphs += is_prose(chunk)
        if (not heads or paragraphs >= STORY_PARAGRAPHS_MIN) and is_story_head(chunks, index):
            heads.append(index)
            paragraphs = 0
    return heads


def is_story_head(chunks: Sequence[Chunk], index: int) -> bool:
    """True for a headline with a byline or date under it and enough paragraphs under that."""
    if not is_headline(chunks[index]) or not heads_story(chunks, index, len(chunks)):
        return False
    return _substance(chunks, index) and not _is_teaser(chunks, index) and not _goes_on(chunks, index)


def _is_teaser(chunks: Sequence[Chunk], index: int) -> bool:
    """True for another story's headline, sentence and date, set into a story that goes on without a word of it."""
    signed = _sign_below(chunks, index)
    if signed is None or chunks[signed].part is Part.BYLINE or not any(is_prose(c) for c in chunks[index + 1 : signed]):
        return False
    below = [c.text for c in chunks[signed + 1 : signed + 1 + 3 * BODY_REACH] if is_prose(c)][:TEASER_PARAGRAPHS]
    return share_repeated(chunks[index].text, below) <= TEASER_REPEATED


def _goes_on(chunks: Sequence[Chunk], index: int) -> bool:
    """True when what looks like headline and byline is one sentence, broken into lines at its links."""
    signed = _sign_below(chunks, index)
    below = chunks[signed + 1] if signed == index + 1 and signed + 1 < len(chunks) else None
    return below is not None and is_prose(below) and below.text[0].islower()


def _sign_below(chunks: Sequence[Chunk], index: int) -> int | None:
    """The index of the date or byline within reach below a headline."""
    reach = range(index + 1, min(len(chunks), index + 1 + HEAD_REACH))
    return next((i for i in reach if chunks[i].part in (Part.DATE, Part.BYLINE)), None)


def heads_story(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True when the headline is signed; a very short one must be signed on the next line."""
    if chunks[index].words >= SIGNED_WORDS_MIN:
        return is_signed(chunks, index, stop)
    if read_name_line(chunks[index].text):
        return False  # a byline itself
    return index + 1 < stop and chunks[index + 1].part in (Part.DATE, Part.BYLINE)


def is_signed(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    """True when a byline or date stands under the headline, before any paragraph but a deck."""
    texts = 0
    for below in range(index + 1, min(stop, index + 1 + HEAD_REACH)):
        chunk = chunks[below]
        if chunk.part in (Part.DATE, Part.BYLINE):
            return True
        if chunk.part is None:
            if opens_with_dateline(chunk):
                return below == index + 1
            texts += 1
            if texts > 1:
                return False
        elif chunk.part not in (Part.CAPTION, Part.SOURCE, Part.ATTACHMENT):
            return False
    return False


def _substance(chunks: Sequence[Chunk], index: int) -> bool:
    """True when a story's worth of paragraphs stands under the head, before the next head and not among stray lines."""
    prose = words = strays = 0
    for below in range(index + 1, min(len(chunks), index + 1 + 3 * BODY_REACH)):
        chunk = chunks[below]
        if is_prose(chunk):
            prose, words = prose + 1, words + chunk.words
        elif chunk.part is None or chunk.part in (Part.CHROME, Part.LIST_HEAD, Part.PROMO):
            if words and is_headline(chunk) and heads_story(chunks, below, len(chunks)):
                break
            strays += 1
        if prose >= STORY_PARAGRAPHS_MIN and words >= STORY_WORDS_MIN and strays <= prose:
            return True
    return False


def body_below(chunks: Sequence[Chunk], index: int, stop: int) -> bool:
    return any(is_prose(c) or opens_with_dateline(c) for c in chunks[index + 1 : min(stop, index + 1 + BODY_REACH)])
