"""The authors of a page with one story, chosen among everybody named around it."""

from plugins.seed_posts.authors import authors_around

from .make import capture_of

MILL = (
    "Mill reopens at the ford",
    "The mill at the ford reopened on Monday after two years of repairs, to the joy of farmers around it.",
    "It grinds corn for the whole valley, and the first sacks were full before the band had stopped playing.",
)


def found(*lines, body_first, last, headline=1):
    return authors_around(capture_of(*lines), (headline, last), body_first, headline)


def authors(*lines, body_first, last, headline=1):
    return found(*lines, body_first=body_first, last=last, headline=headline).value


def test_byline_above_the_headline_is_found():
    assert authors("By Ann Miller", "Share", *MILL, headline=3, body_first=4, last=5) == ("Ann Miller",)


def test_bare_name_right_below_the_headline_is_the_author():
    lines = (MILL[0], "Ann Miller", "5 March 2019", *MILL[1:])

    assert authors(*lines, body_first=4, last=5) == ("Ann Miller",)


def test_a_name_below_a_by_of_its_own_line_is_the_author():
    assert authors(MILL[0], "By", "Ann Miller", *MILL[1:], body_first=4, last=5) == ("Ann Miller",)


def test_those_who_share_a_byline_are_all_given():
    lines = (MILL[0], "By Ann Miller and Joe Ford", "5 March 2019", *MILL[1:])

    assert authors(*lines, body_first=4, last=5) == ("Ann Miller", "Joe Ford")


def test_a_list_of_names_broken_into_lines_is_one_byline():
    lines = (MILL[0], "By Ann Miller", "and Joe Ford", "5 March 2019", *MILL[1:])

    assert authors(*lines, body_first=5, last=6) == ("Ann Miller", "Joe Ford")


def test_who_took_the_picture_is_not_the_author():
    lines = (MILL[0], "Photo: Joe Ford/Getty Images", "By Ann Miller", "5 March 2019", *MILL[1:])

    assert authors(*lines, body_first=5, last=6) == ("Ann Miller",)


def test_somebody_whom_only_the_story_tells_of_is_no_author():
    told = "Joe Ford said that the mill, which his father had built, would grind corn again. “At last,” Joe Ford said."

    assert authors(*MILL, told, body_first=2, last=4) is None


def test_person_introduced_behind_the_story_is_its_author():
    lines = (*MILL, "Ann Miller is a reporter for the Harbour Gazette. She covers farms and rivers.")

    assert authors(*lines, body_first=2, last=3) == ("Ann Miller",)


def test_who_reported_for_an_agency_is_no_author_of_the_page():
    assert authors(*MILL, "Additional reporting by Ann Miller", body_first=2, last=3) is None


def test_a_page_that_names_nobody_says_so():
    assert found(*MILL, body_first=2, last=3).reason == "no byline in the capture"


def test_evidence_is_the_line_that_names_the_author():
    evidence = found(MILL[0], "By Ann Miller", "5 March 2019", *MILL[1:], body_first=4, last=5).evidence[0]

    assert (evidence.rule, evidence.line, evidence.text, evidence.offset) == ("author-choice", 2, "By Ann Miller", 3)


def test_the_programme_that_asks_in_a_conversation_written_down_is_not_its_author():
    lines = (
        "Radio Meridian: Ferry master speaks of the winter",
        "Radio Meridian, March 3, 2009",
        "RADIO MERIDIAN: Captain Brandt, how many crossings were cancelled?",
        "BRANDT: Eleven. We had never lost more than four in a season before, and the ice came three weeks early.",
        "RADIO MERIDIAN: Will there be a stronger ship?",
        "BRANDT: The board will decide in June. I have told them that the hull of the old one will not last.",
    )

    assert authors(*lines, body_first=3, last=6) is None


def test_who_signs_a_conversation_in_which_he_asks_is_its_author():
    lines = (
        "Ferry master speaks of the winter",
        "By Lena Weir",
        "Lena Weir: How many crossings of the winter ferry were cancelled this year, more than in the last?",
        "Lena Weir: And will the board of the company buy a stronger ship before the ice comes back?",
    )

    assert authors(*lines, body_first=3, last=4) == ("Lena Weir",)
