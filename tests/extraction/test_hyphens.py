"""Words broken at the end of a line are whole again where the capture itself shows how they are written."""

from plugins.seed_posts.segments.chunks import read_chunks
from plugins.seed_posts.segments.hyphens import Hyphens


def joined(*lines, elsewhere=""):
    return Hyphens([*lines, elsewhere]).join(lines)


def test_a_word_that_stands_whole_elsewhere_is_joined():
    assert joined("The govern-", "ment met.", elsewhere="A government spokesman") == "The government met."


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen():
    assert joined("A well-", "known singer", elsewhere="two well-known men") == "A well-known singer"


def test_pieces_without_evidence_stay_apart():
    assert joined("A two-", "and three-year plan") == "A two- and three-year plan"


def test_a_name_on_the_next_line_is_never_part_of_the_word():
    assert joined("The anti-", "American mood", elsewhere="antiamerican") == "The anti- American mood"


def test_a_dash_at_the_end_of_a_line_joins_nothing():
    assert joined("It rained -", "a lot", elsewhere="rained alot") == "It rained - a lot"


def test_case_does_not_matter():
    assert joined("Govern-", "ment met", elsewhere="the government") == "Government met"


def test_paragraphs_of_a_narrow_column_are_read_without_broken_words():
    lines = (
        "The government of the river town met for",
        "a second time this week, and the govern-",
        "ment of the province sent its treasurer,",
        "who said that no money would be paid out",
        "before the bridge had been looked at all",
        "over by engineers from the other bank.",
    )

    assert "the government of the province" in read_chunks(lines)[0].text
