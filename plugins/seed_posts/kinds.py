"""The words for what a conversion finds, each list closed: posts and evidence hold no others.

They stand apart from the model, of which pages of the site need nothing else.
"""

from __future__ import annotations

from enum import StrEnum

Span = tuple[int, int]  # first and last line, 1-based, inclusive


class Kind(StrEnum):
    """What a run of lines in a capture is."""

    STORY = "story"
    REPRINT = "reprint"
    COMMENTARY = "commentary"  # what a forum user says about a story
    COMMENTS = "comments"  # reader comments below a story
    LINKS = "links"  # "read more" lines and lists of headlines
    BIOGRAPHY = "biography"  # who the author is
    CAPTION = "caption"  # photo captions and credits
    ATTACHMENT = "attachment"  # bare file names of pictures
    BOILERPLATE = "boilerplate"  # everything else a site puts around its stories


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from, from the firmest to the weakest."""

    CORRECTION = "correction"  # a maintainer's sidecar says so
    METADATA = "metadata"  # the page's own markup (HTML captures)
    EXPLICIT = "explicit"  # printed in the story's head
    DATELINE = "dateline"  # "BEIJING, March 19 (Xinhua) --"
    RELATIVE = "relative"  # "This article is 13 years old"
    THREAD_ORDER = "thread_order"  # lies between the dated stories around it
    INFERRED = "inferred"  # anything weaker; always goes to review
    NONE = "none"


class Role(StrEnum):
    """How much a story is about a region (or topic)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    MENTION = "mention"
    DATELINE = "dateline"
