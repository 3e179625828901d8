"""Headlines behind a label: "Related: …" above a whole story is that story's headline, above nothing it is a link.

A teaser has a label, a headline, perhaps a byline, a day and a sentence; then the story it stands in goes on. So the
paragraphs below must take up the headline, those after the first too, and more than the paragraphs above do; and they
must go on with what stands below the label rather than with what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .parts import SIGNS, Part
from .shapes import content_words, is_headline, is_prose, share_repeated

if TYPE_CHECKING:
    from .chunks import Chunk  # which asks this module

LABELLED = "labelled-head"  # the detail of a headline whose label was taken off
PARAGRAPHS_MIN = 3  # below such a headline; a teaser has a sentence
WORDS_MIN = 40  # of them
REACH = 12  # chunks below it in which they stand
ABOVE_MIN = 2  # paragraphs of the story above it
ABOVE_REACH = 40  # chunks
REPEATED_MIN = 0.4  # share of the headline's words that its own paragraphs repeat
COMPARED = 5  # paragraphs to each side whose words are compared
GOES_ON = 0.5  # words they share with their own opening alone, for each they share with the story above alone

_LABEL = re.compile(
    r"[>»•▶►*\[( ]{0,4}(?:related(?: (?:stor(?:y|ies)|articles?|news|reading|coverage))?"
    r"|(?:also )?read (?:more|also|next)|also read|see (?:also|more)|more(?: (?:on|from|about) [^:]{2,40})?"
    r"|further reading|читайте также|(?:материалы )?по теме|lesen sie auch|mehr zum thema|(?:à )?lire aussi|lea también"
    r"|相关(?:新闻|阅读|报道)|延伸阅读)\s?[:：]\s?(?=\S)",
    re.IGNORECASE,
)

_LABELLED = frozenset((None, Part.PROMO))


def unlabelled(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks, with the label taken off each headline that heads a whole story of its own."""
    for index in range(len(chunks) - 1):
        chunk = chunks[index]
        if chunk.part not in _LABELLED or chunks[index + 1].part not in SIGNS:
            continue
        label = _LABEL.match(chunk.text)
        if label is None:
            continue
        bare = replace(chunk, text=chunk.text[label.end() :], part=None, detail=LABELLED)
        if is_headline(bare) and _heads_whole_story(chunks, index, bare.text):
            chunks[index] = bare
    return chunks


def _heads_whole_story(chunks: Sequence[Chunk], index: int, title: str) -> bool:
    above = [c.text for c in chunks[max(0, index - ABOVE_REACH) : index] if is_prose(c)]
    below = [c for c in chunks[index + 1 : index + 1 + REACH] if is_prose(c)]
    if len(above) < ABOVE_MIN or len(below) < PARAGRAPHS_MIN or sum(c.words for c in below) < WORDS_MIN:
        return False
    texts = [c.text for c in below]
    taken_up = share_repeated(title, texts) >= REPEATED_MIN
    if not taken_up or share_repeated(title, texts[1:]) <= share_repeated(title, above):
        return False
    opening, before = _words((title, texts[0])), _words(above[-COMPARED:])
    rest = _words(texts[1:COMPARED])
    return len(rest & opening - before) >= GOES_ON * len(rest & before - opening)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(content_words, texts))
