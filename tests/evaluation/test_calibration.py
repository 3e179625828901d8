"""The calibration error, on confidences made for it."""

from __future__ import annotations

import random

import pytest

from plugins.seed_posts.confidence import Claim
from tools.evaluation.answers import Answer
from tools.evaluation.calibration import by_chance, error_by_mass, error_of, figures, out_of_fold


def answer(right: bool, fold: int, raw: float = 0.9) -> Answer:
    return Answer("pages-full", "a.txt", fold, Claim("date", "date-line", raw, "one story"), right)


def test_confidences_that_are_the_share_of_right_values_have_no_error() -> None:
    values = [(0.75, True)] * 75 + [(0.75, False)] * 25 + [(1.0, True)] * 40

    assert error_of(values) == pytest.approx(0)
    assert error_by_mass(values) == pytest.approx(0)


def test_sureness_without_reason_is_the_error() -> None:
    assert error_of([(0.95, False)] * 10) == pytest.approx(0.95)
    assert error_of([(0.9, True)] * 50 + [(0.9, False)] * 50) == pytest.approx(0.4)


def test_too_sure_here_does_not_make_up_for_too_modest_there() -> None:
    values = [(0.95, False)] * 50 + [(0.05, True)] * 50

    assert error_of(values) == error_by_mass(values) == pytest.approx(0.95)


def test_bins_of_equal_mass_part_what_bins_of_equal_width_hold_together() -> None:
    values = [(0.91, True)] * 100 + [(0.99, False)] * 10 + [(0.99, True)] * 90

    assert error_by_mass(values) > error_of(values)


def test_chance_alone_makes_more_of_an_error_for_few_values() -> None:
    assert by_chance([(0.8, True)] * 20) > 3 * by_chance([(0.8, True)] * 2000) > 0


def test_an_answer_is_judged_by_a_table_that_does_not_know_its_fold() -> None:
    answers = [answer(False, 0)] * 50 + [answer(True, fold) for fold in (1, 2, 3, 4)] * 50

    sures = out_of_fold(answers)

    assert min(sures[:50]) > 0.95  # the other folds were right throughout
    assert max(sures[50:]) < 0.8  # their others hold the fifty that were wrong


def test_values_right_by_chance_are_calibrated_within_what_chance_makes() -> None:
    chance = random.Random(1)
    answers = [answer(chance.random() < raw, number % 5, raw) for number in range(4000) for raw in (0.55, 0.96)]

    [overall, collection] = figures(answers, out_of_fold(answers))

    assert (overall.collection, collection.collection) == ("confidence", "confidence, pages-full")
    assert overall.value > 0.985
