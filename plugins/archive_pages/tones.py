"""How dark something is drawn by how many stories it has: on maps, in tables, on days and months."""

from __future__ import annotations

import math

TONES = 4  # shades of what has stories; the theme has a colour for each


def tone_of(stories: int, most: int) -> int:
    """0 for none, else 1 to TONES; each shade stands for a few times as many stories as the one before it."""
    return math.ceil(TONES * math.log1p(stories) / math.log1p(most)) if stories else 0
