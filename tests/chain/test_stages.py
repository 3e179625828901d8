"""Where the time of a run goes: a line for each stage, with how much it was about."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.seed_posts import stages
from plugins.seed_posts.__main__ import main
from plugins.seed_posts.means import Means
from plugins.seed_posts.stages import Timings
from plugins.seed_posts.up_to_date import bring_up_to_date


def counts(seeds: Path, tmp_path: Path) -> dict[str, int]:
    """How much each stage of a run was about."""
    timings = Timings()
    means = Means(1, tmp_path / "cache")
    bring_up_to_date(seeds, tmp_path / "posts", means, quiet=True, stages=timings.stage)
    return {name: one.count for name, one in timings.sums.items()}


def test_a_run_says_how_much_each_stage_was_about(seeds: Path, tmp_path: Path) -> None:
    whole = counts(seeds, tmp_path)
    (seeds / "flood.txt").write_text((seeds / "flood.txt").read_text().replace("two roads", "six roads"))

    after_a_change = counts(seeds, tmp_path)

    assert [whole[name] for name in (stages.CAPTURES, stages.CONVERT, stages.REPRINTS)] == [2, 2, 2]
    assert [whole[name] for name in (stages.POSTS, stages.WRITE)] == [2, 5]  # two files a post, and the record
    assert [after_a_change[name] for name in (stages.CAPTURES, stages.CONVERT, stages.WRITE)] == [2, 1, 2]


def test_a_run_without_a_change_has_one_stage(seeds: Path, tmp_path: Path) -> None:
    counts(seeds, tmp_path)

    assert counts(seeds, tmp_path) == {stages.START: 2}


def test_the_command_prints_the_stages_when_asked(
    seeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--seeds", str(seeds), "--posts", str(tmp_path / "posts"), "--cache", str(tmp_path / "cache"), "--quiet"]

    main([*given, "--timings"])
    asked = capsys.readouterr().err
    main(given)
    not_asked = capsys.readouterr().err

    (line,) = [line for line in asked.splitlines() if line.startswith(stages.CONVERT)]
    assert line.endswith(" s CPU         2")
    assert asked.splitlines()[-1].startswith("together")
    assert "together" not in not_asked
