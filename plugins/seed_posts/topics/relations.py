"""Relations between countries, which no word list alone can see.

"Cooperation" is said of firms and of schools, "talks" of unions, "trade" of a single country. A story is about what
lies between countries when it is first of all about two of them and says so where its subject stands: in headline,
deck or lead. Each kind of relation has its topic and its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Evidence, RegionTag, Role, Story

PARTIES_MIN = 2  # countries a story must be about first of all
WORDS_MIN = 2  # different words of one kind; a single one may be said of anything
WORD_WORTH = 3.0  # points of each different word …
WORDS_MAX = 3  # … up to so many; with the lexicon's own hints enough to be listed
LEAD_BLOCKS = 3  # paragraphs searched besides headline and deck
KINDS = {  # in small letters: a pattern of either case takes three times as long
    "medtop:20000638": re.compile(  # international relations
        r"\b(?:cooperat\w+|co-operat\w+|partnership|ties|relations(?:hip)?|bilateral\w*|mutual|alliance|friendship"
        r"|neighbou?rly|joint(?:ly)?|together|two (?:countries|sides|nations|states)|both (?:countries|sides|nations)"
        r"|agreements?|accord|treaty|pact|strike deal|integration|dispute\w*|tension\w*|row|rift|retaliat\w+|sanctions?"
        r"|border talks)\b"
    ),
    "medtop:20000639": re.compile(  # diplomacy
        r"\b(?:talks|summit|negotiat\w+|delegation|diplomacy|diplomatic|foreign minist\w+|counterpart"
        r"|(?:official|state|working|his|her|'s) visit|visiting|hosted|met (?:with|his)|meeting with|held a meeting"
        r"|congratulat\w+|phone call|telephone conversation|leaders|consulate)\b"
    ),
    "medtop:20000373": re.compile(  # international trade
        r"\b(?:trade|turnover|tariffs?|customs|economic|exports?|imports?|goods|invest(?:ment|or|ing)s?)\b"
    ),
}


def relations_between(story: Story, regions: Sequence[RegionTag]) -> dict[str, tuple[Evidence, ...]]:
    """By topic, the words that show the story to be about it; empty unless it is about two countries."""
    parties = [tag for tag in regions if len(tag.id) == 2 and tag.role is Role.PRIMARY]
    if len(parties) < PARTIES_MIN:
        return {}
    opening = [(text, _in_small_letters(text), line) for text, line in _opening(story)]
    found = {
        code: tuple(
            Evidence("relations-between-countries", text[m.start() : m.end()], line, m.start())
            for text, small, line in opening
            for m in words.finditer(small)
        )
        for code, words in KINDS.items()
    }
    return {code: words for code, words in found.items() if len(_different(words)) >= WORDS_MIN}


def worth(words: Sequence[Evidence]) -> float:
    """Points for these words, each different one counted once."""
    return WORD_WORTH * min(WORDS_MAX, len(_different(words)))


def _different(words: Sequence[Evidence]) -> set[str]:
    return {word.text.lower() for word in words}


def _in_small_letters(text: str) -> str:
    """The text with each letter where it was; one that would become two stays as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _opening(story: Story) -> list[tuple[str, int | None]]:
    opening: list[tuple[str, int | None]] = []
    for finding in (story.headline, story.deck):
        if finding.value:
            opening.append((finding.value, finding.evidence[0].line if finding.evidence else None))
    opening += [(block.text, block.first) for block in story.body if not block.subhead][:LEAD_BLOCKS]
    return opening
