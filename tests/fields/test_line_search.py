"""Finding the lines of a capture that hold a word."""

from plugins.seed_posts.line_search import searched
from plugins.seed_posts.word_finder import WordFinder

from .make import capture_of

CAPTURE = capture_of("The Mill, reopened", "", "İstanbul: the MILL stands", "Nothing here", "mill mill")


def test_lines_are_found_whatever_case_they_are_printed_in():
    assert searched(CAPTURE).holding(("mill",), (1, 5)) == [1, 3, 5]


def test_lines_outside_the_span_are_not_looked_at():
    assert searched(CAPTURE).holding(("mill",), (2, 4)) == [3]


def test_a_line_that_holds_two_of_the_words_is_found_once_and_in_order():
    assert searched(CAPTURE).holding(("stands", "nothing", "mill"), (3, 99)) == [3, 4, 5]


def test_keys_are_the_words_between_single_blanks():
    keys = searched(CAPTURE).keys(longest=40)

    assert keys[0] == "the mill reopened"
    assert keys[1] == ""
    assert len(keys) == len(CAPTURE.lines)


def test_lines_of_more_characters_have_no_key():
    assert searched(CAPTURE).keys(longest=5)[0] == ""


def test_lines_say_which_groups_of_many_words_they_hold():
    finder = WordFinder([("stands", "reopened"), ("mill",)])

    assert searched(CAPTURE).held(finder, (1, 5)) == {1: 0b11, 3: 0b11, 5: 0b10}
    assert searched(CAPTURE).held(finder, (4, 9)) == {5: 0b10}
    assert searched(CAPTURE).held(finder, (9, 12)) == {}
