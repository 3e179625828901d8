"""The authors of a page whose byline stands away from its story."""

from plugins.seed_posts.authors import authors_around

from .make import capture_of

MILL = ("Mill reopens", "The mill at the ford reopened.", "It grinds corn.")


def authors(*lines, body_first, last, first=1):
    found = authors_around(capture_of(*lines), (first, last), body_first, first)
    return (found.value, found.evidence[0].rule) if found else None


def test_byline_above_the_headline_is_found():
    assert authors("By Ann Miller", "Share", *MILL, first=3, body_first=4, last=5) == (("Ann Miller",), "byline-nearby")


def test_bare_name_counts_when_the_page_introduces_the_person():
    lines = ("Ann Miller", *MILL, "Ann Miller is a reporter for the Harbour Gazette.")

    assert authors(*lines, first=2, body_first=3, last=4) == (("Ann Miller",), "name-with-biography")


def test_person_introduced_behind_the_story_is_its_author():
    lines = (*MILL, "Comments", "Ann Miller is a reporter for the Harbour Gazette.")

    assert authors(*lines, body_first=2, last=3) == (("Ann Miller",), "biography")


def test_two_persons_introduced_leave_the_author_open():
    lines = (*MILL, "Ann Miller is a reporter for the Gazette.", "Joe Ford is an editor at the Gazette.")

    assert authors(*lines, body_first=2, last=3) is None


def test_bare_name_without_an_introduction_is_no_author():
    assert authors("Ann Miller", *MILL, first=2, body_first=3, last=4) is None


def test_who_reported_for_an_agency_is_no_author_of_the_page():
    assert authors(*MILL, "Additional reporting by Ann Miller", body_first=2, last=3) is None


def test_a_name_whose_words_the_page_writes_small_is_no_author():
    lines = ("Mill reopens", "Stone Walker Senior Writer", "The mill grinds with a new stone.", "A walker passed.")

    assert authors(*lines, body_first=3, last=4) is None


def test_a_bare_name_beside_the_day_below_the_headline_is_the_author():
    lines = ("Mill reopens", "Ann Miller", "5 March 2019", "The mill at the ford reopened.", "It grinds corn.")

    assert authors(*lines, body_first=4, last=5) == (("Ann Miller",), "name-beside-day")


def test_a_bare_name_the_story_tells_of_is_no_author():
    told = (
        "Miller said that the mill at the ford, which his father had built, would grind corn again from Monday on, " * 3
    )
    lines = ("Mill reopens", "Joe Miller", "5 March 2019", told, "It grinds corn.")

    assert authors(*lines, body_first=4, last=5) is None


def test_a_name_the_page_points_to_again_is_the_author():
    lines = ("Mill reopens", "Ann Miller", *MILL[1:], "More by Ann Miller")

    assert authors(*lines, body_first=3, last=4) == (("Ann Miller",), "name-with-biography")


def test_a_name_below_a_by_of_its_own_line_is_the_author():
    lines = ("Mill reopens", "By", "Ann Miller", *MILL[1:])

    assert authors(*lines, body_first=4, last=5) == (("Ann Miller",), "byline-nearby")
