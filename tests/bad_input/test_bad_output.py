"""A folder of output that cannot be one is named in one line; of two builds at once the second says so and stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bad_input.conftest import ROOT, report


def start(seeds: Path, output: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "tasks.py", "build", "--seeds", str(seeds), "--output", str(output)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def seeds_in(folder: Path) -> Path:
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "ferry.txt").write_text(report("Ferry to Harbin resumes", "The ferry to Harbin resumed on Monday. " * 9))
    return seeds


def test_a_file_in_the_place_of_the_output_is_named_and_kept(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")

    build = start(seeds_in(tmp_path), taken)
    _, errors = build.communicate()

    assert build.returncode == 1
    assert f"error: {taken}: is no folder; name another with --output" in errors.splitlines()
    assert "Traceback" not in errors
    assert taken.read_text() == "mine"


def test_an_output_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    build = start(seeds_in(tmp_path), tmp_path / "file" / "site")
    _, errors = build.communicate()

    assert build.returncode == 1
    assert f"error: {tmp_path}/file/site: cannot be written: Not a directory; name another with --output" in errors
    assert "Traceback" not in errors


def test_of_two_builds_at_once_the_second_says_so_and_the_site_is_whole(tmp_path: Path) -> None:
    seeds, output = seeds_in(tmp_path), tmp_path / "site"

    builds = [start(seeds, output), start(seeds, output)]
    said = [build.communicate() for build in builds]

    codes = [build.returncode for build in builds]
    assert 0 in codes, said
    for code, (_, errors) in zip(codes, said, strict=True):  # both end well where the first is quick enough
        assert (code != 0) == ("is writing this folder; wait for it or end it" in errors), said
    assert len(list(output.glob("article/*/index.html"))) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["seeds", "site"]
