"""Names of papers and agencies, told from names of people and from headlines."""

from __future__ import annotations

import pytest

from plugins.seed_posts.outlets import is_outlet, outlet_beside_date


@pytest.mark.parametrize(
    "name", ["The Harbour Gazette", "Orle Valley Courier", "Revista del Sur", "The Associated Press", "Reuters"]
)
def test_papers_and_agencies_are_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("text", ["Anna Lindqvist", "Ferry company opens second pier", "Times", "He read the Times"])
def test_people_headlines_and_single_words_are_not(text: str) -> None:
    assert not is_outlet(text)


def test_a_paper_may_stand_beside_its_day() -> None:
    assert outlet_beside_date("The Harbour Gazette, 5 March 2019") == "The Harbour Gazette"


def test_a_name_beside_a_day_is_no_paper() -> None:
    assert outlet_beside_date("Anna Lindqvist, 5 March 2019") == ""


def test_one_word_beside_a_whole_date_is_a_paper_or_a_place() -> None:
    assert outlet_beside_date("Alpenblatt, 2 February 2006") == "Alpenblatt"


def test_one_word_beside_a_bare_month_is_none() -> None:
    assert outlet_beside_date("Alpenblatt, February 2006") == ""
