"""Short clean captures: a first line above a byline, a day or a dateline is the headline."""

from __future__ import annotations

import pytest

from plugins.seed_posts.segments.body_lines import judged_of
from plugins.seed_posts.segments.chunks import chunks_of
from plugins.seed_posts.segments.headlines import choose_headline, headline_text
from tests.fields.make import capture_of

STORY = (
    "The ferry ran aground below the lighthouse on Sunday night with forty people on board.",
    "",
    "Nobody was hurt, and a tug pulled it free at high water.",
)


def headline_of(*lines: str) -> str | None:
    capture = capture_of(*lines)
    chunks, stretch = chunks_of(capture), judged_of(capture).stretch
    assert stretch
    index = choose_headline(chunks, *stretch).index
    return None if index is None else headline_text(chunks[index].text)


@pytest.mark.parametrize("below", ["By Nora Pell", "May 4, 2015", "By Nora Pell, Staff Writer"])
def test_a_short_first_line_above_byline_or_day_is_the_headline(below):
    assert headline_of("Ferry aground", "", below, "", *STORY) == "Ferry aground"


def test_a_short_first_line_above_a_dateline_is_the_headline():
    first = f"GULL POINT, May 4, 2015 - {STORY[0]}"

    assert headline_of("Ferry aground at lighthouse", "", first, *STORY[1:]) == "Ferry aground at lighthouse"


def test_a_first_line_in_capitals_is_the_headline():
    assert headline_of("FERRY AGROUND AT LIGHTHOUSE", "By Nora Pell", *STORY) == "FERRY AGROUND AT LIGHTHOUSE"


def test_the_section_behind_a_bar_is_no_part_of_the_headline():
    assert headline_of("Ferry runs aground at lighthouse | Local", "", *STORY) == "Ferry runs aground at lighthouse"
