"""Which line of a page heads its story."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.model import Story
from plugins.seed_posts.segments.headlines import headline_text, probabilities

Read = Callable[..., tuple[Story, ...]]

MENU = ("Home", "News", "Sport", "Council votes on harbour dues", "Ferry strike enters its second week")
HEADLINE = "Island ferry sails again after a year in dock"
DECK = "The crossing to Norholm takes half an hour, and the first boats were full"
BODY = (
    "The island ferry sailed again on Tuesday after a year in dock, and the first boats to Norholm were full.",
    "The crossing takes half an hour, said the harbour master, Greta Holm, who had waited for the ferry since spring.",
    "The dock had kept the ship because a new engine did not fit, and the yard asked for more money than agreed.",
    "Islanders had to sail by way of the mainland, which took them half a day and cost them three times as much.",
)


def page(*lines: str) -> str:
    return "\n".join(lines)


def test_a_headline_below_a_menu_of_other_headlines_is_the_storys(stories: Read) -> None:
    (story,) = stories(page(*MENU, HEADLINE, "By Anna Lindqvist", "5 March 2019", *BODY))

    assert (story.headline.value, story.headline_assigned) == (HEADLINE, False)
    assert story.headline.evidence[0].rule == "headline-choice"


def test_a_headline_above_its_deck_is_taken_and_not_the_deck(stories: Read) -> None:
    (story,) = stories(page(*MENU, HEADLINE, DECK, "By Anna Lindqvist", "5 March 2019", *BODY))

    assert story.headline.value == HEADLINE


def test_a_trail_of_sections_that_ends_with_the_headline_is_none(stories: Read) -> None:
    (story,) = stories(page(f"Home / News / {HEADLINE}", HEADLINE, "By Anna Lindqvist", "5 March 2019", *BODY))

    assert story.headline.value == HEADLINE


def test_a_capture_without_a_headline_says_so(stories: Read) -> None:
    (story,) = stories("\n\n".join(BODY))

    assert story.headline_assigned
    assert story.headline.reason


def test_a_doubtful_headline_is_less_sure_than_a_plain_one(stories: Read) -> None:
    (plain,) = stories(page(HEADLINE, "By Anna Lindqvist", "5 March 2019", *BODY))
    (doubtful,) = stories(page("A day at the harbour", "Where are they now", *BODY))

    assert plain.headline.confidence > doubtful.headline.confidence


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Island ferry sails again | Harbour Gazette", "Island ferry sails again"),
        ("• Island ferry sails again", "Island ferry sails again"),
        ("Ferry | Harbour Gazette", "Ferry | Harbour Gazette"),
        ("Ferry sails again | What it means for all who live on the islands", None),
    ],
)
def test_the_site_named_behind_a_bar_is_no_part_of_a_headline(line: str, headline: str | None) -> None:
    assert headline_text(line) == (headline or line)


def test_lines_and_none_of_them_share_one_probability() -> None:
    import numpy as np

    shares = probabilities(np.array([2.0, 0.0, -40.0]))

    assert shares.sum() == pytest.approx(1.0)
    assert shares[1] == pytest.approx(shares[3])
