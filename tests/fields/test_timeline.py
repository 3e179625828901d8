"""Dates that only the other posts of a thread settle."""

from plugins.seed_posts.dates import complete, printed_date
from plugins.seed_posts.model import Basis, Precision

from .make import capture_of, story_of


def thread(*posts, **fields):
    """A capture of posts, each a list of lines, and its stories: posts that begin with a headline in capitals."""
    lines, spans = [], []
    for post in posts:
        first = len(lines) + 1
        lines += [*post, " "]
        if post[0].isupper():
            spans.append((first, first + len(post) - 1))
    capture = capture_of(*lines, **fields)
    stories = []
    for ordinal, (first, last) in enumerate(spans, 1):
        body_first = next(n for n in range(first + 1, last + 1) if lines[n - 1].endswith("."))
        date = printed_date(capture, (first, last), range(first, body_first), body_first)
        stories.append(story_of(capture, first, last, body_first=body_first, ordinal=ordinal, date=date))
    return complete(stories, capture)


MAY = ["FLOOD AT THE MILL", "2 May 2018", "The river rose over the mill."]
JUNE = ["MILL REOPENS", "11 June 2018", "The mill turned again."]
JULY = ["MILL SOLD", "3 July 2018", "The mill was sold to its miller."]


def test_dateline_takes_the_year_of_the_nearest_dated_neighbour():
    wire = ["BRIDGE OPENS", "HARBOUR CITY, May 9 (Example Wire) -- The bridge opened on Wednesday."]

    _, story = thread(MAY, wire)

    assert (story.date.value.value, story.date.value.basis) == ("2018-05-09", Basis.DATELINE)
    assert [evidence.rule for evidence in story.date.evidence] == ["dateline-day", "year-of-neighbour"]


def test_dateline_in_december_beside_a_january_story_belongs_to_the_year_before():
    wire = ["BRIDGE OPENS", "HARBOUR CITY, December 29 (Example Wire) -- The bridge opened."]
    new_year = ["MILL CLOSES", "4 January 2018", "The mill closed."]

    story, _ = thread(wire, new_year)

    assert story.date.value.value == "2017-12-29"


def test_dateline_far_from_every_neighbour_stays_without_a_year():
    wire = ["BRIDGE OPENS", "HARBOUR CITY, November 9 (Example Wire) -- The bridge opened."]

    _, story = thread(MAY, wire)

    assert story.date.value is None
    assert story.date.reason == "day and month are printed, the year is not"


def test_undated_story_takes_the_month_of_the_dated_post_beside_it():
    undated = ["BRIDGE PLANNED", "A bridge will cross the river below the mill."]
    commentary = ["I hope it has a roof"]

    _, story, _, _ = thread(MAY, undated, commentary, JUNE, JULY)

    assert (story.date.value.value, story.date.value.precision) == ("2018-05", Precision.MONTH)
    assert story.date.value.basis is Basis.THREAD_ORDER
    assert "between 2018-05-02 and 2018-06-11" in story.date.reason


def test_undated_story_between_posts_of_two_months_stays_missing():
    undated = ["BRIDGE PLANNED", "A bridge will cross the river below the mill."]

    _, story, _, _ = thread(MAY, undated, JUNE, JULY)

    assert story.date.value is None
    assert story.date.reason == "no date in the story's lines; the thread puts it between 2018-05-02 and 2018-06-11"


def test_upload_stamp_of_the_next_post_dates_the_story_before_it():
    undated = ["BRIDGE PLANNED", "A bridge will cross the river below the mill."]
    post = ["What a bridge", "upload_2018-6-9_12-6-17.png"]

    *_, story, _, _ = thread(MAY, ["MILL SHUT", "A quiet day at the mill."], undated, post, JUNE, JULY)

    assert story.date.value.value == "2018-06"
    assert story.date.evidence[0].rule == "upload-stamp"


def test_story_that_prints_a_weekday_stays_missing_and_says_between_which_days_it_lies():
    undated = ["BRIDGE PLANNED", "The bridge was planned on Sunday."]

    _, story, _, _ = thread(MAY, undated, JUNE, JULY)

    assert story.date.value is None
    assert story.date.reason == (
        'only a weekday is printed ("Sunday"); the thread puts the story between 2018-05-02 and 2018-06-11'
    )


def test_stories_out_of_order_are_no_thread():
    undated = ["BRIDGE PLANNED", "A bridge will cross the river below the mill."]

    *_, story = thread(JULY, MAY, JUNE, undated)

    assert story.date.value is None


def test_two_dated_stories_are_too_few_for_a_thread():
    undated = ["BRIDGE PLANNED", "A bridge will cross the river below the mill."]

    *_, story = thread(MAY, JUNE, undated)

    assert story.date.value is None


POST = "by seadog41 » Fri May 11, 2018 10:12 am"


def test_a_post_lends_its_story_the_year_and_never_its_own_day():
    wire = ["BRIDGE OPENS", "HARBOUR CITY, May 9 (Example Wire) -- The bridge opened on Wednesday."]

    (story,) = thread([POST], wire, ["by millwheel » Sat May 12, 2018 9:40 am"])

    assert (story.date.value.value, story.date.value.basis) == ("2018-05-09", Basis.DATELINE)
    assert story.date.evidence[-1].rule == "post-stamp"


def test_the_stamp_of_a_post_is_no_date_of_a_story_that_prints_none():
    (story,) = thread([POST], ["BRIDGE OPENS", "The bridge opened."], ["by millwheel » Sat May 12, 2018 9:40 am"])

    assert story.date.value is None


def test_the_day_a_user_joined_lends_no_year():
    wire = ["BRIDGE OPENS", "HARBOUR CITY, May 9 (Example Wire) -- The bridge opened."]

    (story,) = thread(["seadog41", "Joined: May 11, 2007", "Messages: 12", "#1"], wire)

    assert story.date.value is None
