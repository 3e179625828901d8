"""What a careful reader could find in a capture."""

from __future__ import annotations

import pytest

from tools.evaluation.printed import day_stands_in, names_stand_in, title_stands_in
from tools.evaluation.sites import FOLDS, fold_of, host_of, part_of


@pytest.mark.parametrize(
    "text",
    [
        "Posted December 2, 2023 by a clerk",
        "Dec. 2nd, 2023",
        "2 décembre 2023",
        "2 de diciembre de 2023",
        "Saturday, 02 Dec 2023 10:04",
        "2023-12-02T08:00",
        "12/2/23",
        "02.12.2023",
        "2023年12月2日",
    ],
)
def test_a_day_is_found_in_its_usual_forms(text: str) -> None:
    assert day_stands_in(text, "2023-12-02")


@pytest.mark.parametrize("text", ["12 Dec 2023", "December 22, 2023", "Dec 2", "2 December 2022", "1/12/2023", ""])
def test_another_day_or_half_a_day_is_not_it(text: str) -> None:
    assert not day_stands_in(text, "2023-12-02")


def test_a_title_stands_there_as_a_line_of_its_own() -> None:
    assert title_stands_in(["News", "FERRY SINKS OFF CAPE!"], "Ferry sinks off Cape")
    assert not title_stands_in(["He said the ferry sinks off Cape Horn"], "Ferry sinks off Cape")


def test_every_author_must_stand_there() -> None:
    assert names_stand_in("By Ann Lee and Bo Ray", ["Ann Lee", "Bo Ray"])
    assert not names_stand_in("By Ann Lee", ["Ann Lee", "Bo Ray"])
    assert not names_stand_in("By Ann Leeds", ["Ann Lee"])
    assert not names_stand_in("By Ann Lee", [])


def test_pages_of_one_site_lie_in_one_fold() -> None:
    assert host_of("https://www.cape-echo.example/a?b") == "cape-echo.example"
    assert fold_of("https://www.cape-echo.example/a") == fold_of("http://cape-echo.example/b/c")
    assert {part_of(fold) for fold in range(FOLDS)} == {"open", "closed"}
