"""The authors of a page whose byline stands away from its story."""

from plugins.seed_posts.authors import authors_around

from .make import capture_of

MILL = ("Mill reopens", "The mill at the ford reopened.", "It grinds corn.")


def authors(*lines, body_first, last, first=1):
    found = authors_around(capture_of(*lines), (first, last), body_first)
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
