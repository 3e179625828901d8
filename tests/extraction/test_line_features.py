"""What is known of the lines of a page: whose words stand elsewhere, what repeats, how far the next paragraph is."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.seed_posts.learned.forest import Forest
from plugins.seed_posts.segments.body_lines import MODEL
from plugins.seed_posts.segments.characters import Letters
from plugins.seed_posts.segments.chunks import read_chunks
from plugins.seed_posts.segments.line_features import Columns, distances, line_features

PAGE = """\
Home
Sport
The harbour company opened its second pier on Monday, and two ferries now sail from it to the islands.
The mayor said the second pier had cost nine million crowns, a third less than the council set aside.
opened its second pier
Fishermen asked for a pier of their own last year, but the council has not yet voted on the place.
Contact
"""


def of(page: str) -> Columns:
    return line_features(read_chunks(page.split("\n")))


def test_every_question_of_the_forest_has_its_column() -> None:
    assert set(Forest.load(MODEL).names) <= set(of(PAGE))


@pytest.mark.parametrize(
    "page", ["Home", "One line that is a sentence of more than a few words.", "中国\n人民 abc", "😀\n-"]
)
def test_a_page_of_a_line_or_two_has_a_number_everywhere(page: str) -> None:
    columns = of(page)

    assert all(
        np.isfinite(values).all() and len(values) == len(read_chunks(page.split("\n"))) for values in columns.values()
    )


def test_words_are_told_apart_by_signs_and_blanks_in_lower_case() -> None:
    words, line = Letters(["The mayor's “pier”, 2019", "Ölhafen-Nord"]).words()

    assert words == ["the", "mayor", "s", "pier", "2019", "ölhafen", "nord"]
    assert line.tolist() == [0, 0, 0, 0, 0, 1, 1]


def test_signs_of_a_script_without_blanks_are_words_each() -> None:
    words, line = Letters(["中国人 abc国"]).words()

    assert words == ["中", "国", "人", "abc", "国"]
    assert line.tolist() == [0, 0, 0, 0, 0]


def test_a_line_whose_words_stand_in_a_paragraph_says_them_twice() -> None:
    said = of(PAGE)["said_twice"]

    assert said[4] == 1.0
    assert 0 < said[2] < 1
    assert said[5] == said[0] == 0.0


def test_a_paragraph_knows_how_much_of_it_was_said_above_and_is_said_below() -> None:
    columns = of(PAGE)

    assert columns["seen_before"][2] == 0
    assert columns["seen_before"][3] > 0
    assert columns["seen_after"][3] > 0


def test_lines_between_two_paragraphs_are_counted_together() -> None:
    columns = of(PAGE)

    assert columns["gap_lines"].round(2).tolist() == [1.1, 1.1, 0.0, 0.0, 0.69, 0.0, 0.69]
    assert columns["run_words"][2] == columns["run_words"][3] > columns["run_words"][5] > 0


def test_distances_grow_with_the_lines_between() -> None:
    [away] = distances(np.array([[False, True, False, False]]))

    assert away.round(2).tolist() == [5.0, 5.0, 0.69, 1.1]
