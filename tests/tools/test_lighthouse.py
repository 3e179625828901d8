"""How Lighthouse's reports become a table, and which pages it is asked about."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.lighthouse import CATEGORIES, KINDS, Measured, Run, addresses, read, row
from tests.conftest import BuiltSite


def report(performance: float | None = 1, meta: float = 1) -> dict[str, Any]:
    """A report as Lighthouse writes it, cut to what is read."""
    numbers = {
        "largest-contentful-paint": 900,
        "total-blocking-time": 20,
        "cumulative-layout-shift": 0.01,
        "total-byte-weight": 12_000,
    }
    audits: dict[str, Any] = {name: {"numericValue": value, "score": 1} for name, value in numbers.items()}
    audits |= {"meta-description": {"score": meta}, "hint": {"score": 0}}
    refs = [{"id": "meta-description", "weight": 1}, {"id": "hint", "weight": 0}]
    categories: dict[str, Any] = {name: {"score": 1, "auditRefs": []} for name in CATEGORIES}
    categories["performance"]["score"] = performance
    categories["seo"] |= {"score": 0.5 + meta / 2, "auditRefs": refs}
    return {"categories": categories, "audits": audits, "finalDisplayedUrl": "http://127.0.0.1/"}


def page(*performances: int, kind: str = "home", seo: int = 100) -> Measured:
    metrics = {"LCP": 0.9, "TBT": 0.02, "CLS": 0.0, "kB": 12.0}
    scores = dict.fromkeys(CATEGORIES, 100) | {"seo": seo}
    runs = tuple(Run(scores | {"performance": score}, metrics, ()) for score in performances)
    return Measured(kind, "mobile", runs)


def test_a_report_is_read_in_scores_of_100_seconds_and_kilobytes() -> None:
    run = read(report(performance=0.97))

    assert run.scores == {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
    assert run.metrics == {"LCP": 0.9, "TBT": 0.02, "CLS": 0.01, "kB": 12.0}


def test_an_audit_that_failed_is_named_unless_it_counts_for_nothing() -> None:
    assert read(report(meta=0)).failed == ("meta-description",)


def test_a_category_without_a_score_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="no score for performance"):
        read(report(performance=None))


def test_the_median_of_the_runs_counts() -> None:
    assert page(99, 100, 100).complete
    assert not page(100, 99, 99).complete
    assert row(page(100, 98, 99))[2] == "99"


def test_seo_counts_on_all_pages_but_that_of_errors() -> None:
    assert not page(100, seo=66).complete
    assert page(100, kind="404", seo=66).complete
    assert row(page(100, kind="404", seo=66))[5] == "–"


def test_every_kind_has_its_page_in_the_shipped_site(site: BuiltSite) -> None:
    found = addresses(site.folder)

    assert list(found) == list(KINDS)
    assert found["404"] == "404.html"
