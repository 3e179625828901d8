"""Relations between countries, which no word list alone can see.

"Cooperation" is said of firms and of schools. A story is about relations between countries when it is first of all
about two of them and speaks of cooperation or dispute where its subject stands: in headline, deck or lead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Evidence, RegionTag, Role, Story

RELATIONS = "medtop:20000638"  # international relations
PARTIES_MIN = 2  # countries a story must be about first of all
BONUS = 6.0  # points; with the lexicon's own hints enough to be listed
LEAD_BLOCKS = 3  # paragraphs searched besides headline and deck
_WORDS = re.compile(
    r"\b(?:cooperat\w+|co-operat\w+|partnership|ties|relations(?:hip)?|bilateral\w*|mutual|alliance|friendship|neighbou?rly"
    r"|joint(?:ly)?|together|two (?:countries|sides|nations|states)|both (?:countries|sides|nations)|agreements?|accord"
    r"|treaty|pact|strike deal|integration|dispute\w*|tension\w*|row|rift|retaliat\w+|sanctions?|border talks)\b",
    re.IGNORECASE,
)


def relations_between(story: Story, regions: Sequence[RegionTag]) -> tuple[Evidence, ...]:
    """The words that show the story to be about relations between two countries; empty if it is not."""
    parties = [tag for tag in regions if len(tag.id) == 2 and tag.role is Role.PRIMARY]
    if len(parties) < PARTIES_MIN:
        return ()
    found: list[Evidence] = []
    for text, line in _opening(story):
        found += [Evidence("relations-between-countries", m[0], line, m.start()) for m in _WORDS.finditer(text)]
    return tuple(found)


def _opening(story: Story) -> list[tuple[str, int | None]]:
    opening: list[tuple[str, int | None]] = []
    for finding in (story.headline, story.deck):
        if finding.value:
            opening.append((finding.value, finding.evidence[0].line if finding.evidence else None))
    opening += [(block.text, block.first) for block in story.body if not block.subhead][:LEAD_BLOCKS]
    return opening
