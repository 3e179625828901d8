"""Ages counted back from the capture, and days written into addresses."""

from dataclasses import replace

import pytest

from plugins.seed_posts.dates import complete, printed_date
from plugins.seed_posts.dates.addresses import day_of_address
from plugins.seed_posts.model import Basis, Precision
from plugins.seed_posts.sources import find_url

from .make import capture_of, story_of


def dated(age, captured_at):
    capture = capture_of("Mill history", age, "They built a mill.", captured_at=captured_at)
    date = printed_date(capture, (1, 3), (1, 2), 3)
    return complete([story_of(capture, 1, 3, body_first=3, date=date)], capture)[0].date


@pytest.mark.parametrize(
    ("age", "captured_at", "value", "precision"),
    [
        ("Posted 3 days ago", "2024-03-01", "2024-02-27", Precision.DAY),
        ("Published 5 hours ago", "2024-03-01T02:00:00", "2024-02-29", Precision.DAY),
        ("Posted two weeks ago", "2024-03-25", "2024-03", Precision.MONTH),
        ("Posted 2 months ago", "2024-08-25", "2024", Precision.YEAR),
        ("This story was published more than 4 years ago", "2024-03-01", "2020", Precision.YEAR),
        ("This article is a year old", "2024-03-01", "2023", Precision.YEAR),
        ("5h ago", "2024-03-01T02:00:00", "2024-02-29", Precision.DAY),
        ("12 mins ago", "2024-03-01T00:10:00", "2024-02-29", Precision.DAY),
        ("2d ago", "2024-03-01", "2024-02-28", Precision.DAY),
        ("PublishedThursday 1:30PM", "2024-03-01", "2024-02-29", Precision.DAY),
        ("Posted Friday", "2024-03-01", "2024-03-01", Precision.DAY),
        ("Published yesterday at 10:04", "2024-03-01", "2024-02-29", Precision.DAY),
    ],
)
def test_age_counts_back_at_the_precision_its_unit_leaves(age, captured_at, value, precision):
    finding = dated(age, captured_at)

    assert (finding.value.value, finding.value.precision) == (value, precision)
    assert finding.value.basis is Basis.RELATIVE


def test_sentence_about_an_age_tells_none():
    finding = dated("The mill burnt down 3 days ago", "2024-03-01")

    assert finding.value is None


@pytest.mark.parametrize(
    ("age", "captured_at"),
    [
        ("Posted 3 days ago", ""),
        ("Posted 3 days ago", "spring"),
        ("Published 5 hours ago", "2024-03-01"),
        ("Posted 2 months ago", "2024-03-01"),
    ],
)
def test_age_that_leaves_the_day_open_stays_missing_with_a_reason(age, captured_at):
    finding = dated(age, captured_at)

    assert finding.value is None
    assert finding.reason == f'only an age is printed ("{age}") and no day of the capture'


@pytest.mark.parametrize(
    "address",
    [
        "https://gazette.example/2018/01/02/mill",
        "https://gazette.example/news/2018-01-02-mill.html",
        "http://gazette.example/n3/2018/0102/c90000-9310371.html",
        "https://gazette.example/town/201801021059188661-mill/",
    ],
)
def test_day_of_an_address_is_read(address):
    assert day_of_address(address)[0].isoformat() == "2018-01-02"


@pytest.mark.parametrize(
    "address",
    [
        "https://gazette.example/article/florida-0ac37b0b1ab398ea",
        "https://gazette.example/2018/mill",
        "https://gazette.example/id/20189931/",
        "https://gazette.example/2018/01/02/or/2018/01/03/",
        "https://gazette.example/x/99201801021/",
    ],
)
def test_other_numbers_of_an_address_are_no_day(address):
    assert day_of_address(address) is None


def with_address(*lines):
    capture = capture_of(*lines)
    date = printed_date(capture, (1, len(lines)), (1,), 2)
    story = story_of(capture, 1, len(lines), body_first=2, date=date)
    return complete([replace(story, url=find_url(capture, (1, len(lines))))], capture)[0].date


def test_address_alone_gives_a_guess_that_goes_to_review():
    finding = with_address("Mill sold", "The mill was sold.", "https://gazette.example/2018/01/02/mill")

    assert (finding.value.value, finding.value.basis) == ("2018-01-02", Basis.INFERRED)
    assert finding.reason == "only the address of the story says the day"


def test_address_lends_the_dateline_its_year():
    finding = with_address(
        "Mill sold",
        "HARBOUR CITY, December 31 (Example Wire) -- It was sold.",
        "https://gazette.example/2018/01/02/mill",
    )

    assert (finding.value.value, finding.value.basis) == ("2017-12-31", Basis.DATELINE)


def test_weekday_and_day_without_a_year_stay_missing_with_a_reason():
    finding = with_address("Mill sold", "The mill was sold on Wednesday (September 20).")

    assert finding.value is None
    assert finding.reason == '"Wednesday (September 20)" is printed without a year'


@pytest.mark.parametrize("years", ["900", "9999", "9" * 5000])
def test_an_age_beyond_any_newspaper_dates_nothing(years):
    assert dated(f"This article is {years} years old", "2024-03-01").value is None
