"""The list of what a person should look at, and what it tells them to write."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from plugins.seed_posts import pipeline
from plugins.seed_posts.__main__ import main
from plugins.seed_posts.confidence import REVIEW_BELOW, load_scale
from plugins.seed_posts.pipeline import Run
from plugins.seed_posts.review import NO_SOURCE, as_json, as_text, review_list
from tests.chain.steps import convert, shipped

UNDATED = """Ferry line to close in autumn

The ferry between the two banks of the Amur will stop in autumn, the port said. It carried forty cars a day.

The port has run the line since the bridge was planned, and lost money on it in every year but one, it said.
"""


def convert_with(seeds: Path, review_below: dict[str, float]) -> Run:
    return pipeline.convert(seeds, vocabulary=replace(shipped(), scale=load_scale(review_below)))


@pytest.fixture
def run(seeds: Path) -> Run:
    """The captures of the chain's tests and one whose story has no date."""
    (seeds / "ferry.txt").write_text(UNDATED)
    return convert(seeds)


def test_a_missing_date_is_listed_with_the_sidecar_and_the_line_to_write(run: Run) -> None:
    found = review_list(run)

    [item] = [item for item in found.items if item.seed == "ferry.txt" and item.field == "date"]
    assert (item.value, item.confidence, item.source) == ("", 0.0, NO_SOURCE)
    assert item.sidecar.endswith("ferry.yaml")
    assert item.correction == '- {story: "Ferry line to close in autumn", field: date, value: …, reason: …}'
    assert item.slug in found.undated


def test_the_line_to_write_is_a_correction_once_its_dots_are_filled_in(run: Run, seeds: Path) -> None:
    [item] = [item for item in review_list(run).items if item.seed == "ferry.txt" and item.field == "date"]
    entry = item.correction.replace("value: …", "value: 2011-09").replace("reason: …", "reason: the port's own notice")

    (seeds / "ferry.yaml").write_text(f"corrections:\n  {entry}\n")
    settled = review_list(convert(seeds))

    assert [other.field for other in settled.items if other.seed == "ferry.txt" and other.field == "date"] == []
    assert item.slug not in settled.undated


def test_a_value_is_settled_by_setting_it_to_what_it_is(seeds: Path) -> None:
    before = review_list(convert_with(seeds, {"headline": 1.0}))
    [item] = [item for item in before.items if item.field == "headline" and item.seed == "flood.txt"]

    correction = yaml.safe_load(item.correction.replace("reason: …", "reason: as printed"))
    (seeds / "flood.yaml").write_text(json.dumps({"corrections": correction}))
    after = review_list(convert_with(seeds, {"headline": 1.0}))

    assert item.value == item.headline
    assert [other for other in after.items if other.field == "headline" and other.seed == "flood.txt"] == []


def test_the_least_sure_come_first(seeds: Path) -> None:
    everything = dict.fromkeys(REVIEW_BELOW, 1.0)

    found = review_list(convert_with(seeds, everything))

    sures = [item.confidence for item in found.items if item.value]
    assert len(sures) > 5
    assert sures == sorted(sures)


def test_what_is_missing_comes_after_what_may_be_wrong(seeds: Path) -> None:
    (seeds / "ferry.txt").write_text(UNDATED)

    found = review_list(convert_with(seeds, dict.fromkeys(REVIEW_BELOW, 1.0)))

    given = [bool(item.value) for item in found.items]
    assert given == sorted(given, reverse=True)
    assert {True, False} == set(given)


def test_counts_say_how_many_by_field_and_by_source(run: Run) -> None:
    found = review_list(run)

    assert sum(found.by_field.values()) == sum(found.by_source.values()) == len(found.items)
    text = as_text(found)
    assert f"{found.captures} captures, {found.stories} stories: {len(found.items)} values" in text
    assert f"{found.by_field['date']:7}  date" in text


def test_a_capture_without_a_story_is_named(seeds: Path) -> None:
    (seeds / "menu.txt").write_text("Home\nNews\nSport\n")

    assert review_list(convert(seeds)).without_story == ("menu.txt",)


def test_stories_without_region_or_topic_are_listed_as_untagged_with_what_they_lack(seeds: Path) -> None:
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: Flood at mill, field: topics, value: medtop:20000344, reason: floods move markets}\n"
    )

    found = review_list(convert(seeds))

    untagged = {one.seed: one.lacks for one in found.untagged}
    assert untagged["flood.txt"] == ("regions",)
    slug = next(one.slug for one in found.untagged if one.seed == "flood.txt")
    assert f"{slug}: no regions; flood.txt line 1\n" in as_text(found)


def test_programs_get_the_same_as_people(run: Run) -> None:
    found = review_list(run)

    loaded = json.loads(as_json(found))

    assert [item["correction"] for item in loaded["items"]] == [item.correction for item in found.items]
    assert loaded["by_field"] == dict(found.by_field)
    assert loaded["undated"] == list(found.undated)
    assert [one["slug"] for one in loaded["untagged"]] == [one.slug for one in found.untagged]


def test_the_door_prints_the_list_and_writes_no_post(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--seeds", str(seeds), "--posts", str(seeds.parent / "posts"), "--review", "text"])

    assert code == 0
    assert "By field" in capsys.readouterr().out
    assert not (seeds.parent / "posts").exists()


@pytest.mark.parametrize("given", ["moon=0.5", "date=2", "date=soon"])
def test_a_threshold_that_is_none_is_refused_in_one_line(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["--review-below", given])

    assert refused.value.code == 2
    assert "--review-below" in capsys.readouterr().err.splitlines()[-1]
