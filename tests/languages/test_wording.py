"""How values read in Russian and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from plugins.archive_pages import speech, wording
from plugins.archive_pages.months import Gap
from plugins.catalogues import Catalogue, find_catalogue
from plugins.fast_build.callables import filter_digest
from tests.conftest import ROOT


@pytest.fixture
def speaking() -> Iterator[None]:
    """What a test says in another language, later tests say in English again."""
    yield
    speech.speak(Catalogue())


def speak(language: str) -> None:
    speech.speak(find_catalogue(ROOT / "theme" / "locale", "pages", language))


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "date", "spoken", "short"),
    [
        ("ru", "2018-03-19", "19 марта 2018", "19 марта 2018"),
        ("ru", "2018-09-02", "2 сентября 2018", "2 сен. 2018"),
        ("ru", "2018-03", "март 2018", "мар 2018"),
        ("ru", "", "Без даты", "Без даты"),
        ("zh", "2018-03-19", "2018年3月19日", "2018年3月19日"),
        ("zh", "2018-03", "2018年3月", "2018年3月"),
        ("zh", "2018", "2018年", "2018年"),
        ("en", "2018-03-19", "19 March 2018", "19 Mar 2018"),
    ],
)
def test_dates_are_said_in_the_order_and_case_of_the_language(
    language: str, date: str, spoken: str, short: str
) -> None:
    speak(language)

    assert (wording.spoken_date(date), wording.short_date(date)) == (spoken, short)


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 публикация"),
        (2, "2 публикации"),
        (5, "5 публикаций"),
        (11, "11 публикаций"),
        (21, "21 публикация"),
        (1204, "1\u00a0204 публикации"),
    ],
)
def test_russian_has_three_forms_and_spaces_between_thousands(number: int, words: str) -> None:
    speak("ru")

    assert wording.stories(number) == words


@pytest.mark.usefixtures("speaking")
def test_lists_numbers_and_runs_of_months_follow_the_language() -> None:
    gap = Gap("2012-10", "2017-07")
    speak("ru")
    russian = [wording.listed(["А", "Б", "В"]), wording.bytes_(4200), wording.sure(0.91), gap.words]
    speak("zh")
    chinese = [wording.listed(["甲", "乙", "丙"]), wording.bytes_(4200), wording.sure(0.91), gap.words]

    assert russian == ["А, Б и В", "4,2\u00a0кБ", "очень вероятно, 91\u00a0%", "октябрь 2012 — июль 2017 (58 месяцев)"]
    assert chinese == ["甲、乙和丙", "4.2 kB", "很可能，91%", "2012年10月至2017年7月（58 个月）"]


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("language", "label"),
    [("en", ("Mar", "ch 2018")), ("ru", ("мар", "т 2018")), ("zh", ("3月", " (2018年3月)"))],
)
def test_a_listener_hears_the_whole_month_after_its_short_name(language: str, label: tuple[str, str]) -> None:
    speak(language)

    assert wording.month_label("2018-03") == label


@pytest.mark.usefixtures("speaking")
def test_what_the_program_says_in_english_is_marked_so_elsewhere() -> None:
    speak("en-GB")
    at_home = wording.english("no byline & no date")
    speak("ru")

    assert at_home == "no byline & no date"
    assert wording.english("not in the capture") == "на сохранённой странице нет"
    assert wording.english("no byline & no date") == '<span lang="en">no byline &amp; no date</span>'


@pytest.mark.parametrize("spoken", [wording.spoken_date, wording.short_date])
def test_a_filter_that_was_used_is_the_same_filter_to_the_next_build(spoken: Callable[[str], str]) -> None:
    before = filter_digest("spoken", spoken)
    spoken("2018-03-19")

    assert filter_digest("spoken", spoken) == before
