"""Lines that are no story, each recognised by a rule with a name; and text that only looks like one."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from plugins.seed_posts.biographies import TRADES, read_biography
from plugins.seed_posts.bylines import read_byline
from plugins.seed_posts.outlets import OUTLET_WORDS, is_outlet
from plugins.seed_posts.segments.chunks import fold
from plugins.seed_posts.segments.furniture import Part, part_of
from plugins.seed_posts.segments.furniture_rules import BYLINE_WORDS, ROLE, ROLE_WORDS
from plugins.seed_posts.stamps import read_stamps
from tests.conftest import ROOT

LINES = {
    "https://news.example.org/2019/harbour": Part.URL,
    "Source: https://news.example.org/2019/harbour": Part.URL,
    "Source: The Harbour Gazette": Part.SOURCE,
    "Tue, Mar 05, 2019": Part.DATE,
    "By Anna Lindqvist": Part.BYLINE,
    "By HarbourWatcher77": Part.BYLINE,
    "Harbour Gazette staff reporter": Part.BYLINE,
    "Reporting by Anna Lindqvist; editing by Tom Ode": Part.SIGNOFF,
    "This article is 12 years old. Links may be broken.": Part.AGE,
    "This story was published more than three years ago": Part.AGE,
    "harbour_2019-03-05.jpg": Part.ATTACHMENT,
    "View attachment 40213": Part.ATTACHMENT,
    "The new ferry at its berth. Photo: Harbour Gazette": Part.CAPTION,
    "The mayor opens the gate on May 2, 2019. (Harbour Press/Anna Lindqvist)": Part.CAPTION,
    "FILE - The old ferry leaves for the last time in 2011.": Part.CAPTION,
    "© Harbour Press / Anna Lindqvist": Part.CAPTION,
    "Фото: Анна Линд": Part.CAPTION,
    "摄影：林安娜": Part.CAPTION,
    "READ MORE: Ferry company names a new captain": Part.PROMO,
    "Also on HG: Fishermen ask for a second pier": Part.PROMO,
    "Sign up for our morning letter": Part.PROMO,
    "Read more:": Part.LIST_HEAD,
    "Most read": Part.LIST_HEAD,
    "Comments (14)": Part.COMMENTS,
    "Comment ( 0)": Part.COMMENTS,
    "Leave a comment": Part.COMMENT_FORM,
    "TOPICS:": Part.END,
    "© 2019 Harbour Gazette. All rights reserved.": Part.END,
    "The opinions expressed here do not necessarily reflect those of the Gazette.": Part.DISCLAIMER,
    "Opinions of the guests are their own.": Part.DISCLAIMER,
    "Anna Lindqvist is a reporter at the Harbour Gazette. She has sailed for 20 years.": Part.BIOGRAPHY,
    "* * *": Part.RULE,
    "-----": Part.RULE,
    "#12": Part.POST_MARK,
    "Joined: May 2009": Part.POST_MARK,
    "seadog41 said: ↑": Part.POST_MARK,
    "You must log in or register to reply here.": Part.FORUM,
    "Discussion in 'Ships and Harbours' started by seadog41": Part.FORUM,
    "Subscribe": Part.CHROME,
    "字号：大 中 小": Part.CHROME,
    "We and our partners store cookies on your device. Your browser keeps your consent.": Part.CHROME,
}
TEXTS = (
    "The ferry carried forty cars, the company said in a statement on Friday.",
    "Ferry company to build second pier",
    "Comments by the mayor angered fishermen on both banks of the river.",
    "Watch out for ice on the pier",
    "Photographs of the old pier hang in the town hall.",
    "By the time the ferry came, the band had gone home.",
    "He said the views of the fishermen had been heard.",
    "Sources close to the mayor said the pier would open in May.",
)


@pytest.mark.parametrize(("line", "part"), LINES.items(), ids=LINES)
def test_a_line_of_furniture_is_recognised(line: str, part: Part) -> None:
    found = part_of(line)

    assert found is not None
    assert found[0] is part


@pytest.mark.parametrize("line", TEXTS)
def test_a_line_of_text_is_no_furniture(line: str) -> None:
    assert part_of(line) is None


def test_a_long_paragraph_is_text_whatever_it_begins_with() -> None:
    assert part_of("Read more: " + "the ferry sails at noon and at six, " * 15) is None


def spoken_lines() -> list[str]:
    """Lines of our captures and of this file, and some that are signed."""
    paths = sorted((ROOT / "tests" / "captures").glob("**/*.txt"))
    found = [fold(line) for path in paths for line in path.read_text("utf-8", "replace").splitlines()]
    signed = ["By Ann Lind", "ByAnn Lind", "Ann LindStaff Writer", "Ann Lind BBC", "Ann Lind The Harbour Gazette"]
    signed += ["Ann Lind, Reuters", "Автор: Анна Линд", "作者：林安娜", "Por Ana Lima", "Ann Lind - Harbour Times"]
    return [line for line in (*LINES, *signed, *found) if line]


def holds(line: str, words: Iterable[str]) -> bool:
    return any(word in line.lower() for word in words)


def test_no_line_without_a_word_that_a_reader_needs_is_read_by_it() -> None:
    lines = spoken_lines()
    bylines = [line for line in lines if not read_stamps(line) and read_byline(line) and not line.endswith(".")]
    papers = [line for line in lines if is_outlet(line)]
    roles = [line for line in lines if ROLE.match(line)]
    lives = [line for line in lines if read_biography(line)]

    assert min(map(len, (bylines, papers, roles, lives))) >= 3
    assert [b for b in bylines if not holds(b, BYLINE_WORDS) and not (" The " in b and holds(b, OUTLET_WORDS))] == []
    assert [line for line in papers if not holds(line, OUTLET_WORDS)] == []
    assert [line for line in roles if not holds(line, ROLE_WORDS)] == []
    assert [line for line in lives if not holds(line, TRADES)] == []
