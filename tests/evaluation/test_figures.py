"""The table, the floors, and what decides whether a figure fell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.evaluation.figures import ALL, Figure, against, records, share, table
from tools.evaluation.floors import load_floors, raised, size_of, without_calibration, write_floors

BODY = Figure("pages-full", ALL, "body F1", 0.912, 191, 0.01)


def test_a_figure_below_its_floor_fell() -> None:
    floors = {"pages-full": {"body F1": 0.92}}

    assert [row.fell for row in against([BODY], floors)] == [True]
    assert "FELL" in table(against([BODY], floors))


@pytest.mark.parametrize("floors", [{}, {"pages-full": {"body F1": 0.912}}, {"pages-crawl": {"body F1": 0.99}}])
def test_a_figure_at_its_floor_or_without_one_did_not(floors: dict[str, dict[str, float]]) -> None:
    assert [row.fell for row in against([BODY], floors)] == [False]


def test_floors_hold_for_whole_collections_not_for_their_halves() -> None:
    closed = Figure("pages-full", "closed", "body F1", 0.5, 80)

    assert not against([closed], {"pages-full": {"body F1": 0.9}})[0].fell


def test_the_table_shows_both_halves_beside_the_whole() -> None:
    halves = [Figure("pages-full", part, "body F1", value, 90) for part, value in (("open", 0.9), ("closed", 0.924))]

    head, row = table(against([BODY, *halves], {"pages-full": {"body F1": 0.9}})).splitlines()

    assert head.split() == ["pages-full", "n", "all", "±", "sd", "floor", "open", "closed"]
    assert row.split() == ["body", "F1", "191", "0.912", ".010", "0.900", "0.900", "0.924"]


def test_a_share_of_nothing_is_no_figure() -> None:
    assert list(share("press", ALL, "date precision", 0, 0)) == []


def test_records_hold_what_the_table_shows() -> None:
    [record] = records(against([BODY], {"pages-full": {"body F1": 0.92}}))

    assert record == {
        "collection": "pages-full", "part": "all", "name": "body F1", "value": 0.912, "n": 191, "deviation": 0.01,
        "floor": 0.92, "fell": True,
    }  # fmt: skip


def test_floors_are_raised_to_half_a_deviation_below_and_never_lowered() -> None:
    lower = Figure("pages-full", ALL, "title exact", 0.7, 191, 0.03)
    closed = Figure("pages-full", "closed", "body recall", 0.9, 80)

    floors = raised({"pages-full": {"body F1": 0.85, "title exact": 0.8}}, [BODY, lower, closed])

    assert floors == {"pages-full": {"body F1": 0.907, "title exact": 0.8}}


def test_a_figure_without_a_floor_gets_none_unless_its_collection_is_new() -> None:
    assert raised({"pages-full": {"title exact": 0.8}}, [BODY]) == {"pages-full": {"title exact": 0.8}}
    assert raised({}, [BODY]) == {"pages-full": {"body F1": 0.907}}


def test_floors_of_one_size_leave_those_of_another_alone(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"

    write_floors(size_of(1), {"threads": {"starts F1": 0.95}}, path)
    write_floors(size_of(7), {"threads": {"starts F1": 0.9}}, path)

    assert load_floors("whole", path) == {"threads": {"starts F1": 0.95}}
    assert load_floors("every 7th", path) == {"threads": {"starts F1": 0.9}}
    assert path.read_text().count("\n") == len(json.dumps(json.loads(path.read_text()), indent=1).split("\n"))


def test_calibration_errors_have_a_floor_only_where_everything_was_read_and_are_not_raised() -> None:
    floors = {"pages-full": {"body F1": 0.9}, "confidence": {"date, 1 − error": 0.95}}
    date = Figure("confidence", ALL, "date, 1 − error", 0.99, 1200, 0.004)

    assert without_calibration(floors) == {"pages-full": {"body F1": 0.9}}
    assert raised(floors, [date]) == floors
