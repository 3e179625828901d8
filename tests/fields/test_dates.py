"""The date a story's own lines print."""

import pytest

from plugins.seed_posts.dates import is_date_line, printed_date
from plugins.seed_posts.model import Basis, Precision

from .make import capture_of


def printed(*lines, body_first=None):
    """The finding for a story that is the whole of these lines; its body begins behind the head."""
    capture = capture_of(*lines)
    body_first = body_first or len(lines)
    return printed_date(capture, (1, len(lines)), range(1, body_first), body_first)


def test_date_on_a_line_of_its_own_is_taken():
    finding = printed("Mill reopens after flood", "28 September 2012", "The mill at the ford reopened.")

    assert finding.value.value == "2012-09-28"
    assert finding.value.precision is Precision.DAY
    assert finding.value.basis is Basis.EXPLICIT
    assert (finding.evidence[0].text, finding.evidence[0].line) == ("28 September 2012", 2)


def test_update_stamp_is_kept_apart_from_the_date():
    finding = printed("Mill reopens", "15:30 17.11.2017(updated 15:36 17.11.2017)Short link", "The mill reopened.")

    assert (finding.value.value, finding.value.time) == ("2017-11-17", "15:30")
    assert finding.value.updated == "2017-11-17T15:36"


def test_update_stamp_alone_is_no_publication_date():
    finding = printed("Mill reopens", "Updated: 17 November 2017", "The mill reopened.")

    assert finding.value is None


def test_labelled_date_wins_over_an_earlier_bare_one():
    finding = printed("Mill reopens", "2 May 2018", "Published: 3 May 2018", "The mill reopened.")

    assert finding.value.value == "2018-05-03"


def test_date_with_a_time_of_day_wins_over_an_earlier_bare_one():
    finding = printed("Mill reopens", "2 May 2017", "/ 09:45 AM May 3, 2018", "The mill reopened.")

    assert finding.value.value == "2018-05-03"


def test_date_of_the_printed_issue_is_not_taken():
    finding = printed("Mill reopens", "From the December 23rd 2023 edition", "The mill reopened.")

    assert finding.value is None


def test_bare_date_behind_several_paragraphs_dates_another_story():
    paragraphs = ["The mill at the ford reopened after the flood. " * 6] * 4

    capture = capture_of("Mill reopens", *paragraphs, "Dec. 20, 2022", paragraphs[0])
    finding = printed_date(capture, (1, 7), (1, 6), 2)

    assert finding.value is None


def test_date_beside_source_and_editor_is_taken():
    finding = printed("Mill reopens", "Source: Example Wire | 2018-03-19 10:14:16 | Editor: jo", "The mill reopened.")

    assert (finding.value.value, finding.value.time) == ("2018-03-19", "10:14:16")


def test_date_inside_a_sentence_of_the_body_is_not_taken():
    finding = printed("Mill reopens", "The mill was built on 3 May 1901 and burnt down twice before it reopened.")

    assert finding.value is None


def test_day_of_an_embedded_post_is_not_taken():
    finding = printed("Mill reopens", "— A Reader (@reader) May 1, 2023", "The mill reopened.")

    assert finding.value is None


def test_clock_that_was_never_set_is_not_taken():
    finding = printed("Mill reopens", "Dec 31, 1969", "The mill reopened.")

    assert finding.value is None


def test_dateline_with_a_year_dates_the_story():
    finding = printed("Mill reopens", "HARBOUR CITY, March 19, 2018 (Example Wire) -- The mill reopened.")

    assert (finding.value.value, finding.value.basis) == ("2018-03-19", Basis.DATELINE)


def test_dateline_without_a_year_waits_for_its_year():
    finding = printed("Mill reopens", "HARBOUR CITY, March 19 (Example Wire) -- The mill reopened.")

    assert finding.value is None
    assert finding.evidence[0].text == "March 19"
    assert finding.reason == "the dateline prints no year"


def test_order_of_day_and_month_follows_the_captures_other_dates():
    by_day = printed("Mill reopens", "03/04/2017", "Comment of 25/04/2017 18:00", body_first=3)
    by_month = printed("Mill reopens", "03/04/2017", "Comment of 04/25/2017 18:00", body_first=3)

    assert by_day.value.value == "2017-04-03"
    assert by_month.value.value == "2017-03-04"


def test_order_of_day_and_month_follows_the_weekday():
    finding = printed("Mill reopens", "Monday 03/04/2017", "The mill reopened.")

    assert finding.value.value == "2017-04-03"


def test_order_that_nothing_settles_leaves_the_date_missing_with_a_reason():
    finding = printed("Mill reopens", "03/04/2017", "The mill reopened.")

    assert finding.value is None
    assert finding.reason == "day and month could be the other way round: 2017-03-04 or 2017-04-03"


def test_weekday_that_contradicts_the_date_asks_for_review():
    finding = printed("Mill reopens", "Monday, 17 November 2017", "The mill reopened.")

    assert finding.value.value == "2017-11-17"
    assert finding.reason == "the printed weekday is not that day's"


@pytest.mark.parametrize(
    "line",
    [
        "28 September 2012",
        "Thu, Dec 14, 2017",
        "Published: December 22, 2023 at 3:04 p.m. EST",
        "15:30 17.11.2017(updated 15:36 17.11.2017)Get short URL",
        "(Xinhua) 07:45, January 02, 2018",
        "Friday, Mar 01 2024",
        "14/04/2017 06:37",
    ],
)
def test_line_that_is_nothing_but_a_date_is_a_date_line(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The mill was built on 3 May 1901.",
        "Mill plan for May 2020 agreed",
        "Summit opens 3 May",
        "Insights 2025",
        "MOSCOW, March 19 - The",
    ],
)
def test_line_with_anything_else_is_no_date_line(line):
    assert not is_date_line(line)
