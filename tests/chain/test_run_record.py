"""What the run leaves beside the posts for pages about the whole archive: failures and corrections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.seed_posts import run_record
from tests.chain.steps import refresh_posts

CORRECTION = """corrections:
  - story: Flood at mill
    field: headline
    value: Flood at the mill
    reason: misprint in the capture
"""


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return tmp_path / "content" / "articles"


def record(posts: Path) -> Any:
    return json.loads((posts / run_record.NAME).read_text())


def test_a_run_without_failures_and_corrections_leaves_an_empty_record(seeds: Path, posts: Path) -> None:
    refresh_posts(seeds, posts)

    assert record(posts) == {"failed": [], "corrections": []}


def test_a_capture_that_failed_is_named_with_its_reason_and_no_folder(seeds: Path, posts: Path) -> None:
    (seeds / "empty.txt").write_text("nothing here\n")

    refresh_posts(seeds, posts)

    assert record(posts)["failed"] == [{"capture": "empty.txt", "source": "", "why": "no story was found in it"}]
    assert str(seeds.parent) not in (posts / run_record.NAME).read_text()


def test_the_source_of_a_failed_capture_is_what_its_sidecar_says(seeds: Path, posts: Path) -> None:
    (seeds / "empty.txt").write_text("nothing here\n")
    (seeds / "empty.yaml").write_text("capture:\n  source: Mill Valley Ledger\n")

    refresh_posts(seeds, posts)

    assert [failed["source"] for failed in record(posts)["failed"]] == ["Mill Valley Ledger"]


def test_a_mistake_in_a_sidecar_is_named_with_its_line(seeds: Path, posts: Path) -> None:
    (seeds / "flood.yaml").write_text(CORRECTION.replace("Flood at mill", "Flod at mill"))

    refresh_posts(seeds, posts)

    assert [failed["why"] for failed in record(posts)["failed"]] == ['flood.yaml:2: no story headlined "Flod at mill"']


def test_a_stray_file_is_named_too(seeds: Path, posts: Path) -> None:
    (seeds / "map.pdf").write_bytes(b"%PDF")

    refresh_posts(seeds, posts)

    assert [failed["capture"] for failed in record(posts)["failed"]] == ["map.pdf"]


def test_corrections_are_kept_with_the_story_they_were_made_in(seeds: Path, posts: Path) -> None:
    (seeds / "flood.yaml").write_text(CORRECTION)

    refresh_posts(seeds, posts)

    (made,) = record(posts)["corrections"]
    assert made.pop("slug").startswith("flood-at-mill-")
    assert made == {
        "field": "headline",
        "was": "Flood at mill",
        "value": "Flood at the mill",
        "reason": "misprint in the capture",
    }


def test_corrections_of_a_capture_that_fails_later_stay_with_its_posts(seeds: Path, posts: Path) -> None:
    (seeds / "flood.yaml").write_text(CORRECTION)
    refresh_posts(seeds, posts)
    made = record(posts)["corrections"]

    (seeds / "flood.yaml").write_text(CORRECTION + "  - wrong\n")
    refresh_posts(seeds, posts)

    assert [failed["capture"] for failed in record(posts)["failed"]] == ["flood.txt"]
    assert record(posts)["corrections"] == made


def test_a_check_says_that_the_record_would_change(seeds: Path, posts: Path) -> None:
    refresh_posts(seeds, posts)
    (seeds / "empty.txt").write_text("nothing here\n")

    result = refresh_posts(seeds, posts, check=True)

    assert [line.rpartition("/")[2] for line in result.plan.changes] == ["conversion.json: would be rewritten"]
    assert record(posts)["failed"] == []
