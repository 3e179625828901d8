"""Stories that are the same text, and which of them stands for all."""

from dataclasses import replace

from plugins.seed_posts.model import Basis, Finding, Precision, PublishedDate
from plugins.seed_posts.reprints import find_reprints, similarity

from .make import capture_of, story_of

MILL = [
    f"The mill at ford number {n} ground corn for {n * 3} farms and paid its miller {n * 7} crowns." for n in range(20)
]
BRIDGE = [f"Pier {n} of the bridge stands in {n * 2} metres of water and bears {n * 9} tons." for n in range(20)]


def story(name, lines, date=""):
    capture = capture_of(name, *lines)
    made = replace(story_of(capture, 1, len(lines) + 1), slug=name, headline=Finding("A headline"))
    if not date:
        return made
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[date.count("-")]
    return replace(made, date=Finding(PublishedDate(date, precision, Basis.EXPLICIT)))


def reprints(*stories):
    return [(s.slug, s.reprint_of) for s in find_reprints(stories) if s.reprint_of]


def test_first_of_two_equal_undated_stories_stands_for_both():
    assert reprints(story("a", MILL), story("b", BRIDGE), story("c", MILL)) == [("c", "a")]


def test_earliest_dated_story_stands_for_its_reprints():
    assert reprints(story("a", MILL, "2018-03-04"), story("b", MILL, "2018-03-03")) == [("a", "b")]


def test_dated_story_stands_before_an_undated_one():
    assert reprints(story("a", MILL), story("b", MILL, "2018-03-03")) == [("a", "b")]


def test_day_stands_before_the_bare_month_it_lies_in():
    assert reprints(story("a", MILL, "2018-03"), story("b", MILL, "2018-03-30")) == [("a", "b")]


def test_longer_of_two_undated_versions_stands_for_both():
    assert reprints(story("a", MILL[:-2]), story("b", MILL)) == [("a", "b")]


def test_reprint_with_a_changed_paragraph_is_still_one():
    changed = [*MILL[:10], "A reader writes that the mill was never his.", *MILL[11:]]

    assert reprints(story("a", MILL), story("b", changed)) == [("b", "a")]


def test_case_and_punctuation_do_not_matter():
    loud = [line.upper().replace(".", " !") for line in MILL]

    assert similarity("\n".join(MILL), "\n".join(loud)) == 1.0


def test_story_that_quotes_another_is_no_reprint():
    assert reprints(story("a", MILL), story("b", [*BRIDGE, *MILL[:8]])) == []


def test_short_forms_filled_in_alike_under_two_headlines_are_two_stories():
    form = ["Quarterly dividend 15 cents, payable April 10, record March 20."]
    first, second = story("a", form), replace(story("b", form), headline=Finding("Another headline"))

    assert reprints(first, second) == []


def test_stories_without_words_are_left_alone():
    assert reprints(story("a", ["…"]), story("b", ["…"])) == []


def test_every_story_comes_back_in_its_order():
    stories = [story("a", MILL), story("b", BRIDGE), story("c", MILL)]

    assert [s.slug for s in find_reprints(stories)] == ["a", "b", "c"]


def test_copy_cut_from_below_is_a_reprint():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", MILL[:12], "2018-03-04")) == [("b", "a")]


def test_brief_made_of_a_storys_first_paragraphs_is_none():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", MILL[:6], "2018-03-04")) == []


def test_story_that_quotes_half_of_another_is_none():
    assert reprints(story("a", MILL, "2018-03-03"), story("b", [*MILL[:10], *BRIDGE[:10]], "2018-03-04")) == []
