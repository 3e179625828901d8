"""The parts of a page, and the form of a rule that recognises one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a page that stand around and between the paragraphs of a story."""

    URL = "url"
    SOURCE = "source"
    DATE = "date"
    BYLINE = "byline"
    SIGNOFF = "signoff"  # "Reporting by …; editing by …"
    AGE = "age"  # "This article is 13 years old"
    CAPTION = "caption"
    ATTACHMENT = "attachment"
    PROMO = "promo"  # a link to another story, inside a story
    LIST_HEAD = "list_head"  # "Read more:" above a list of links
    END = "end"  # "TOPICS:" and the like: what follows a story
    COMMENTS = "comments"
    COMMENT_FORM = "comment_form"
    DISCLAIMER = "disclaimer"
    BIOGRAPHY = "biography"
    RULE = "rule"  # *** or ---
    POST_MARK = "post_mark"  # "#12", "Joined: …": the frame of a forum post
    FORUM = "forum"  # navigation of a forum page
    CHROME = "chrome"


SIGNS = frozenset((Part.DATE, Part.BYLINE))  # of a story; a name for what loops ask, as Part.DATE is looked up slowly


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    part: Part
    pattern: re.Pattern[str]
    alternatives: tuple[str, ...]  # patterns of whole lines that together make up this one


def line_rule(
    name: str, part: Part, *alternatives: str, before: str = "", after: str = "", exact: bool = False
) -> Rule:
    """A rule for a line that is one of the alternatives; letters of either case unless `exact`."""
    pattern = f"{before}(?:{'|'.join(alternatives)}){after}$"
    whole = tuple(f"{before}(?:{alternative}){after}$" for alternative in alternatives)
    return Rule(name, part, re.compile(pattern, 0 if exact else re.IGNORECASE), whole)
