"""What confidences mean: the share of values found alike that are right."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from plugins.seed_posts.confidence import (
    BANDS,
    FIELDS,
    PRIOR,
    REVIEW_BELOW,
    TABLE,
    Calibration,
    Claim,
    Scale,
    band_of,
    calibrated,
    fit,
    load_scale,
    read_table,
    table_of,
)
from plugins.seed_posts.model import Basis, Block, Capture, Evidence, Finding, Precision, PublishedDate, Story
from plugins.seed_posts.posts import reviews_of

LINES = ("Ferry sinks off the cape", "12 May 1931", "", "The ferry went down in fog on Monday with nobody aboard.")


def claim(rule: str = "date-line", raw: float = 0.9, form: str = "one story", field: str = "date") -> Claim:
    return Claim(field, rule, raw, form)


def story(raw: float = 0.9) -> Story:
    return Story(
        "ferry.txt",
        1,
        1,
        4,
        (Block(LINES[3], 4, 4),),
        headline=Finding(LINES[0], (Evidence("headline-line", LINES[0], 1),), raw),
        date=Finding(
            PublishedDate("1931-05-12", Precision.DAY, Basis.EXPLICIT), (Evidence("date-line", LINES[1], 2),), raw
        ),
        source=Finding("The Cape Echo", (Evidence("masthead", "The Cape Echo", 1),), raw),
    )


CAPTURE = Capture("ferry.txt", LINES, "0" * 64)


def test_a_rule_that_was_right_nine_times_in_ten_is_that_sure() -> None:
    seen = [(claim(), number % 10 != 0) for number in range(1000)]

    assert fit(seen).of(claim()) == pytest.approx(0.9, abs=0.01)


def test_a_rule_seen_twice_leans_on_its_field() -> None:
    seen = [(claim("dateline-date"), True)] * 500 + [(claim("article-age"), False)] * 2

    assert 0.6 < fit(seen).of(claim("article-age")) < 0.98


def test_a_rule_nobody_counted_has_the_mean_of_its_field() -> None:
    seen = [(claim("date-line"), True)] * 300 + [(claim("date-line"), False)] * 100
    calibration = fit(seen)

    assert calibration.of(claim("a-new-rule")) == pytest.approx(0.75, abs=0.01)
    assert calibration.of(claim("a-new-rule", field="deck")) == PRIOR


def test_bands_of_one_rule_are_told_apart() -> None:
    seen = [(claim(raw=0.95), True)] * 200 + [(claim(raw=0.4), False)] * 200

    calibration = fit(seen)

    assert calibration.of(claim(raw=0.96)) > 0.95
    assert calibration.of(claim(raw=0.45)) < 0.05


def test_a_band_begins_at_its_edge() -> None:
    assert [band_of(edge) for edge in BANDS] == [f"{edge:.2f}" for edge in BANDS]
    assert (band_of(0.0), band_of(0.899), band_of(1.0)) == ("0.00", "0.85", "0.98")


def test_a_table_is_read_as_it_was_written_and_the_same_each_time() -> None:
    seen = [(claim("byline", raw / 10, field="authors"), raw > 4) for raw in range(10)] * 7
    calibration = fit(seen)

    assert read_table("# a remark\n" + table_of(calibration)) == calibration
    assert table_of(fit(reversed(seen))) == table_of(calibration)


def test_the_shipped_table_is_whole() -> None:
    groups = read_table(TABLE.read_text(encoding="utf-8")).groups

    assert {key[0] for key in groups} >= {"headline", "date", "authors", "source", "body"}
    for key, group in groups.items():
        assert 0 <= group.right <= group.n
        assert 0 <= group.confidence <= 1
        assert len(key) == 1 or key[:-1] in groups, f"{key} has no broader group"


def test_a_value_gets_the_confidence_of_its_kind_and_keeps_the_rest() -> None:
    scale = Scale(fit([(claim(), True)] * 30 + [(claim(), False)] * 70))

    [found] = calibrated([story()], CAPTURE, scale)

    assert found.date.confidence < 0.4
    assert replace(found.date, confidence=0.9, reason="") == story().date
    assert found.deck == story().deck


def test_a_value_below_its_threshold_goes_to_review_with_the_reason() -> None:
    scale = Scale(fit([(claim(), True)] * 300 + [(claim(), False)] * 700), {**REVIEW_BELOW, "date": 0.5})

    [found] = calibrated([story()], CAPTURE, scale)

    assert list(reviews_of(found)) == ["date: of a hundred values found like this one, 30 are right"]


def test_a_value_nobody_doubts_does_not() -> None:
    scale = Scale(fit([(claim(), True)] * 1000))

    assert list(reviews_of(calibrated([story()], CAPTURE, scale)[0])) == []


def test_a_reason_that_a_rule_gave_stays() -> None:
    doubted = replace(story(), date=replace(story().date, reason="the printed weekday is not that day's"))

    [found] = calibrated([doubted], CAPTURE, Scale(fit([(claim(), False)] * 99)))

    assert found.date.reason == "the printed weekday is not that day's"


def test_a_threshold_of_ones_own_takes_the_place_of_the_shipped_one() -> None:
    assert load_scale({"date": 0.95}).review_below == {**REVIEW_BELOW, "date": 0.95}
    assert set(REVIEW_BELOW) == {*FIELDS, "body"}


def test_a_calibration_without_counts_says_what_fields_do_on_the_whole() -> None:
    assert Calibration().of(claim()) == PRIOR


def test_bands_rise() -> None:
    assert all(low < high for low, high in pairwise(BANDS))
