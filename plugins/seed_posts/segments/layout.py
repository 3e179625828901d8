"""How a thread is divided: which chunks open a post, and which only frame one.

Forums leave a line of white space, a rule, or the frame of a post ("#12", "Joined: …"). Which it is here is read off
the capture, and so is whether it is a thread at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..model import Capture
from .boundaries import find_boundaries
from .chat import CHAT_LINE
from .chunks import Chunk, chunks_of
from .labels import LABELLED
from .parts import SIGNS, Part
from .shapes import is_prose
from .story_heads import STORY_WORDS_MIN, story_heads

THREAD_MIN = 2  # signs that make a capture a forum thread
RISING_MIN = 0.6  # share of a thread's post numbers that are higher than the one above
RECURRING_WORDS_MAX = 6  # words of a line that is looked for again in other posts
RECURRING_MIN = 2  # times it stands in the capture
LABELLED_WORDS_MAX = 4  # words of what stands below a label
FRAME_REACH = 3  # chunks above a post's first mark that may belong to its frame: a date, the author's name
NUMBER_DIGITS_MAX = 6  # of a post's number
FRAME_WORDS_MAX = 3  # words of an author's name

_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Whether the capture is a thread, and the indexes of chunks that open a post."""

    thread: bool
    opens: frozenset[int] = frozenset()
    frames: frozenset[int] = frozenset()  # chunks that are the frame of a post: its author, number, date
    firm: bool = False  # True: forum words or several story heads say so, not white space alone
    heads: frozenset[int] = frozenset()  # headlines of stories below another, by what the text around them says


def layout_of(capture: Capture) -> Layout:
    """How the capture is divided, read once however many stages ask."""
    if "layout" not in capture.readings:
        capture.readings["layout"] = read_layout(chunks_of(capture))
    layout: Layout = capture.readings["layout"]
    return layout


def settle_layout(capture: Capture, layout: Layout) -> None:
    """For whoever knows how the capture is divided by other signs than its lines: what `layout_of` then says."""
    capture.readings["layout"] = layout


def read_layout(chunks: Sequence[Chunk]) -> Layout:
    """How the capture is divided. A page with one story in it comes back as no thread."""
    details = Counter(c.detail for c in chunks)
    forum = {c.text for c in chunks if c.detail == "forum-page"} if details["forum-page"] else ()
    signs = min(THREAD_MIN, len(forum))
    marked = _marks(chunks) if details["post-mark"] or details["quote-mark"] else 0
    signs += min(THREAD_MIN, (details["post-rank"] + marked) // 3)
    signs += THREAD_MIN if details["post-rank"] and _dated_ranks(chunks) >= THREAD_MIN else 0
    signs += min(THREAD_MIN, sum(details[detail] for detail in ("post-line", "mail-head", CHAT_LINE)))
    numbers = _post_numbers(chunks)
    signs += min(THREAD_MIN, len(numbers))
    parts = [c.part for c in chunks]
    comments = parts.index(Part.COMMENTS) if Part.COMMENTS in parts else len(chunks)
    heading = story_heads(chunks[:comments])
    boundaries = find_boundaries(chunks[:comments], heading)
    signed = [index for index in heading if not boundaries.unlikely(index)]
    signs += THREAD_MIN if len(signed) > 1 else 0
    labelled = [index for index, chunk in enumerate(chunks[:comments]) if chunk.detail == LABELLED]
    heads = {*signed[1:], *labelled, *boundaries.found(several=signs >= THREAD_MIN)}
    signs += THREAD_MIN if heads else 0
    firm = signs > 0
    signs += min(THREAD_MIN, sum(c.glued_spacer for c in chunks))
    signs += THREAD_MIN if _dated_parts(chunks[:comments]) >= THREAD_MIN else 0
    if signs < THREAD_MIN:
        return Layout(False)
    spacers = {i for i, c in enumerate(chunks) if c.spacer}
    glued = {i for i in spacers if chunks[i].glued_spacer}
    opens = glued or spacers or {i for i, c in enumerate(chunks) if c.part is Part.RULE}
    recurring = _recurring(chunks)
    frames = _frames(chunks, recurring, numbers)
    for head in heads:
        above = head - 1
        while above in recurring and not is_prose(chunks[above]):
            frames.add(above)  # "Article 3", "Document 3 of 9"
            above -= 1
    marks = {i for i in frames if i - 1 not in frames} | {i for i, c in enumerate(chunks) if c.detail == CHAT_LINE}
    return Layout(True, frozenset(opens | marks), frozenset(frames), firm, frozenset(heads))


def _ends_a_post(chunks: Sequence[Chunk], index: int) -> bool:
    """True when a word alone stands right below a sentence: the next writer's name, which no blank line parts off."""
    return chunks[index].words == 1 and index > 0 and chunks[index - 1].complete


def _marks(chunks: Sequence[Chunk]) -> int:
    """How many lines mark a post. Numbers that go up and down are of something else: episodes, places in a list."""
    marks = [c.text for c in chunks if c.detail in ("post-mark", "quote-mark")]
    numbers = [int(text[1:]) for text in marks if text.startswith("#") and text[1:].isdecimal()]
    rising = sum(above < below for above, below in pairwise(numbers))
    return len(marks) if rising >= RISING_MIN * (len(numbers) - 1) else len(marks) - len(numbers)


def _post_numbers(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Numbers alone below a name and a day, three lines in a row, that go up: each closes the frame of a post."""
    found = [
        index
        for index in range(2, len(chunks))
        if (number := chunks[index].text.removeprefix("#")).isdecimal()
        and len(number) <= NUMBER_DIGITS_MAX
        and chunks[index - 1].part is Part.DATE
        and not chunks[index].gap
        and not chunks[index - 1].gap
        and chunks[index - 2].words <= FRAME_WORDS_MAX
        and not chunks[index - 2].complete
    ]
    numbers = [int(chunks[index].text.removeprefix("#")) for index in found]
    rising = all(above < below for above, below in pairwise(numbers))
    return frozenset(found) if len(found) >= RECURRING_MIN and rising else frozenset()


def _dated_parts(chunks: Sequence[Chunk]) -> int:
    """How many stretches with a story's worth of paragraphs begin with a day or name below a line of white space."""
    words: list[int] = []
    for chunk in chunks:
        if chunk.spacer and chunk.part in SIGNS:
            words.append(0)
        elif words and is_prose(chunk):
            words[-1] += chunk.words
    return sum(count >= STORY_WORDS_MIN for count in words)


def _contents(chunks: Sequence[Chunk]) -> set[int]:
    """What stands above the messages of a list's digest: how to write to it, and its topics."""
    topics = next((i for i, c in enumerate(chunks) if c.detail == "mail-topics"), None)
    if topics is None:
        return set()
    ends = (i for i in range(topics, len(chunks)) if chunks[i].part is Part.RULE or chunks[i].detail == "mail-head")
    return set(range(next(ends, topics + 1)))


def _dated_ranks(chunks: Sequence[Chunk]) -> int:
    """How often a user's rank stands right above or below a date."""
    beside = ((a, b) if a.detail == "post-rank" else (b, a) for a, b in pairwise(chunks))
    return sum(rank.detail == "post-rank" and other.part is Part.DATE for rank, other in beside)


def _frames(chunks: Sequence[Chunk], recurring: frozenset[int], numbers: frozenset[int]) -> set[int]:
    """Runs of post marks, with the author's name above them, the date, and the lines that recur among them."""
    frames = {i for i, c in enumerate(chunks) if c.part is Part.POST_MARK} | numbers
    frames |= {i + 1 for i in frames if i + 2 in frames and chunks[i + 1].words <= FRAME_WORDS_MAX}
    for index in sorted(frames):
        label = chunks[index].text.endswith(":") and chunks[index].detail not in ("mail-head", "quote-mark")
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
    return frames | _contents(chunks)


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
