"""Dates that only what stands around a story settles."""

import pytest

from plugins.seed_posts.dates import complete, printed_date
from plugins.seed_posts.model import Basis, Precision

from .make import capture_of, story_of


def page(*lines, body=None, **fields):
    """A capture with one story: from "MILL HISTORY" to the last line that ends with a full stop."""
    capture = capture_of(*lines, **fields)
    first = lines.index("MILL HISTORY") + 1
    last = max(n for n, line in enumerate(lines, 1) if line.endswith("."))
    body_first = next(n for n in range(first + 1, last + 1) if lines[n - 1].endswith("mill."))
    date = printed_date(capture, (first, last), range(first, body_first), body_first)
    return complete([story_of(capture, first, last, body_first=body_first, date=date)], capture)[0]


def test_age_counts_back_from_the_sidecars_day_of_capture():
    story = page("MILL HISTORY", "This article is 13 years old", "They built a mill.", captured_at="2025-02-11")

    assert (story.date.value.value, story.date.value.precision) == ("2012", Precision.YEAR)
    assert story.date.value.basis is Basis.RELATIVE


def test_age_counts_back_from_the_latest_year_the_page_prints_around_its_story():
    story = page(
        "MILL HISTORY", "This article is 13 years old", "They built a mill.", "", "Mill Review 2025", "Mill Fair 2025"
    )

    assert story.date.value.value == "2012"
    assert [evidence.text for evidence in story.date.evidence] == ["This article is 13 years old", "2025"]


def test_age_without_a_year_of_the_capture_stays_missing():
    story = page("MILL HISTORY", "This article is 13 years old", "They built a mill.", "", "Our goals for 2050")

    assert story.date.value is None
    assert story.date.reason == 'only an age is printed ("This article is 13 years old") and no year of the capture'


def test_banner_with_the_day_of_capture_is_never_the_storys_date():
    story = page(
        "Friday, Mar 01 2024",
        "All Cities",
        "MILL HISTORY",
        "They built a mill.",
        "Comments (2)",
        "A reader",
        "14/04/2017 06:37",
        "Privacy Policy",
    )

    assert story.date.value is None


def test_date_above_the_headline_is_taken():
    story = page("14 April 2017", "MILL HISTORY", "They built a mill.")

    assert story.date.value.value == "2017-04-14"


def test_date_below_the_standfirst_is_taken():
    story = page("MILL HISTORY", "They built a mill.", "14 April 2017 09:30", "It ground corn.", "It is gone.")

    assert story.date.value.value == "2017-04-14"


def test_note_on_first_publication_wins_over_the_stamp_of_an_update():
    story = page(
        "MILL HISTORY",
        "Updated April 15, 2017",
        "They built a mill.",
        "This story was originally published April 14, 2017.",
    )

    assert story.date.value.value == "2017-04-14"


def test_release_dated_under_its_signature_has_that_date():
    body = ["They built a mill.", *(f"It ground corn in room {n}." for n in range(40))]

    story = page("MILL HISTORY", *body, "HARBOUR CITY 14 APRIL 1987", "Contact: 555 0101")

    assert story.date.value.value == "1987-04-14"
    assert story.date.evidence[0].rule == "signature-date"


def test_release_dated_in_its_letterhead_has_that_date():
    story = page("MILLERS' UNION  No. 4  14 April 1987", "MILL HISTORY", "On 3 May 1901 they built a mill.")

    assert story.date.value.value == "1987-04-14"


def test_range_of_days_is_an_event():
    story = page("Millers' Congress, 4-5 April, 2002", "MILL HISTORY", "They built a mill.")

    assert story.date.value is None


def test_two_digit_year_takes_the_century_of_the_years_printed_in_full():
    story = page("MILL HISTORY", "23rd Feb 06", "In November 2005 they built a mill.")

    assert story.date.value.value == "2006-02-23"


def test_two_digit_year_alone_is_given_its_likelier_century_and_goes_to_review():
    story = page("MILL HISTORY", "23rd Feb 06", "They built a mill.")

    assert story.date.value.value == "2006-02-23"
    assert story.date.reason == "the year is printed with two digits only"


def test_two_digit_year_of_a_page_with_a_web_address_needs_no_review():
    story = page("MILL HISTORY", "23rd Feb 06", "They built a mill.", "More at www.example.com/mill")

    assert (story.date.value.value, story.date.reason) == ("2006-02-23", "")


def test_two_digit_year_far_from_every_printed_year_stays_missing():
    story = page("MILL HISTORY", "23rd Feb 06", "They built a mill.", "It burnt down in 1851")

    assert story.date.value is None


def test_stamp_of_an_update_dates_a_story_that_prints_no_other_and_says_so():
    story = page("MILL HISTORY", "Updated December 7, 2023", "They built a mill.")

    assert (story.date.value.value, story.date.evidence[0].rule) == ("2023-12-07", "update-stamp")
    assert story.date.reason == "only the stamp of an update is printed"


def test_label_on_the_line_above_tells_an_update_from_a_publication():
    head = ["Updated", "Dec. 23, 2023", "4:04AM EST", "/", "Published", "Dec. 22, 2023"]

    story = page("MILL HISTORY", *head, "They built a mill.")

    assert story.date.value.value == "2023-12-22"


def test_day_of_a_post_whose_author_stands_on_the_line_above_is_not_taken():
    story = page("MILL HISTORY", "— A Reader (@reader)", "May 1, 2023", "They built a mill.")

    assert story.date.value is None


def test_order_left_open_near_the_headline_names_both_days():
    story = page("05/10/2010", "MILL HISTORY", "They built a mill.")

    assert story.date.value is None
    assert story.date.reason == "day and month could be the other way round: 2010-05-10 or 2010-10-05"


def test_day_completes_the_month_the_head_prints():
    story = page("22 December 2023", "MILL HISTORY", "Dec 2023", "They built a mill.")

    assert story.date.value.value == "2023-12-22"


def test_dateline_takes_the_year_in_which_its_day_came_last_before_the_capture():
    story = page("MILL HISTORY", "HARBOUR CITY, Dec 28 (Example Wire) -- They built a mill.", captured_at="2018-01-03")

    assert (story.date.value.value, story.date.value.basis) == ("2017-12-28", Basis.DATELINE)


def test_dateline_long_before_the_capture_keeps_its_year_open():
    story = page("MILL HISTORY", "HARBOUR CITY, Feb 28 (Example Wire) -- They built a mill.", captured_at="2018-12-03")

    assert story.date.value is None


CHROME = ["Sign in", "Privacy policy", *(f"Teaser {number}" for number in range(30))]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Updated: October 9, 2023 | 10:26 AM", "update-stamp"),
        ("by Ada Miller - Ben Ford on October 9, 2023", "signed-date"),
    ],
)
def test_stamp_far_above_the_story_of_a_web_page_is_taken_where_no_other_differs(line, rule):
    story = page(line, *CHROME, "MILL HISTORY", "They built a mill.")

    assert (story.date.value.value, story.date.evidence[0].rule) == ("2023-10-09", rule)


def test_stamps_far_above_a_story_that_differ_date_nothing():
    line = "Updated: October 9, 2023 | 10:26 AM"

    story = page(line, line.replace("9", "8", 1), *CHROME, "MILL HISTORY", "They built a mill.")

    assert story.date.value is None


def test_bare_date_far_above_the_text_yields_to_one_with_its_time_beside_it():
    story = page(
        "MILL HISTORY",
        "July 10, 2022",
        *CHROME,
        "They built a mill.",
        "Mill News / 09:45 AM December 21, 2023",
        "Ends.",
    )

    assert story.date.value.value == "2023-12-21"


def test_day_after_the_capture_is_given_up_and_named():
    story = page("MILL HISTORY", "Published: 4 May 2018", "They built a mill.", captured_at="2018-05-01")

    assert story.date.value is None
    assert story.date.reason == "2018-05-04 lies after the day of capture"


def test_day_that_begins_elsewhere_while_the_page_is_captured_is_kept():
    story = page("MILL HISTORY", "Published: 2 May 2018", "They built a mill.", captured_at="2018-05-01T22:00Z")

    assert story.date.value.value == "2018-05-02"


def test_old_year_printed_in_january_is_given_up_where_the_text_is_dated_in_the_new_one():
    text = "They built a mill."
    story = page("MILL HISTORY", "January 17, 2012", text, "It opens tomorrow (Friday, January 18, 2013).")

    assert story.date.value is None
    assert story.date.reason.startswith("what is printed as 2012-01-17 is dated in the new year by its text")


def test_day_printed_twice_beside_many_words_is_taken():
    line = "Media Release - The mill at the ford reopens after the great flood - Thursday, 19 April 2012  19 April 2012"

    story = page(line + " in Media", "MILL HISTORY", "They built a mill.", "Sign in", "Privacy policy")

    assert (story.date.value.value, story.date.evidence[0].rule) == ("2012-04-19", "repeated-date")


def test_date_a_browser_prints_below_a_page_is_nobodys():
    story = page("MILL HISTORY", "They built a mill.", "30/08/2013 http://example.com/mill.aspx")

    assert story.date.value is None
