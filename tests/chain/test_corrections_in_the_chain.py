"""Corrections go through the whole chain, and stale ones fail their capture alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts.model import (
    Role,
    Story,
)
from plugins.seed_posts.runs import Run
from tests.chain.steps import convert, refresh_posts


def sidecar(*lines: str) -> str:
    entries = [f"  - {{story: New bridge opens in Harbin, reason: the archivist knows, {line}}}\n" for line in lines]
    return "corrections:\n" + "".join(entries)


def bridge(run: Run) -> Story:
    return next(story for story in run.stories if story.seed == "bridge.txt")


def test_corrected_tags_win_over_what_is_read_and_survive_every_run(seeds: Path, tmp_path: Path) -> None:
    (seeds / "bridge.yaml").write_text(
        sidecar(
            "field: regions, action: drop, value: geonames:2037013",
            "field: regions, action: add, value: MN secondary",
            "field: topics, value: medtop:20000344",
        )
    )

    runs = [refresh_posts(seeds, tmp_path / "posts").run for _ in range(2)]

    for run in runs:
        assert run.failures == ()
        assert "geonames:2037013" not in [tag.id for tag in bridge(run).regions]
        assert ("MN", Role.SECONDARY) in [(tag.id, tag.role) for tag in bridge(run).regions]
        assert [tag.code for tag in bridge(run).topics] == ["medtop:20000344"]


def test_a_correction_goes_on_holding_when_the_rest_of_the_capture_changes(seeds: Path) -> None:
    (seeds / "bridge.yaml").write_text(sidecar("field: regions, action: add, value: MN secondary"))
    capture = seeds / "bridge.txt"
    capture.write_text(capture.read_text().replace("four years", "five years"))

    assert "MN" in [tag.id for tag in bridge(convert(seeds)).regions]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            "field: regions, action: drop, value: geonames:2037013",
            'no region "geonames:2037013" to drop; the story has "MN"',
        ),
        ("field: regions, action: add, value: XX-1", 'no region with the id "XX-1"; take the id from a region page'),
        (
            "field: topics, action: drop, value: medtop:20000373",
            'no topic "medtop:20000373" to drop; the story has "medtop:20000344"',
        ),
        (
            "field: topics, action: add, value: medtop:1",
            'no topic with the id "medtop:1"; take the id from a topic page',
        ),
    ],
)
def test_a_stale_correction_of_a_tag_fails_its_capture_alone_and_names_file_and_line(
    seeds: Path, line: str, error: str
) -> None:
    (seeds / "bridge.yaml").write_text(
        sidecar("field: regions, value: MN", "field: topics, value: medtop:20000344", line)
    )

    run = convert(seeds)

    assert [str(failure) for failure in run.failures] == [f"{(seeds / 'bridge.yaml').as_posix()}:4: {error}"]
    assert {story.seed for story in run.stories} == {"flood.txt"}


def test_a_correction_for_a_story_that_the_capture_no_longer_has_names_file_and_line(seeds: Path) -> None:
    (seeds / "bridge.yaml").write_text(sidecar("field: topics, value: medtop:20000344"))
    capture = seeds / "bridge.txt"
    capture.write_text(capture.read_text().replace("New bridge opens", "Old bridge closes"))

    (failure,) = convert(seeds).failures

    assert str(failure) == (
        f'{(seeds / "bridge.yaml").as_posix()}:2: no story headlined "New bridge opens in Harbin"; '
        'this capture has "Old bridge closes in Harbin"'
    )
