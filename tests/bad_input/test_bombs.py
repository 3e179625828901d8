"""Captures made to exhaust whoever reads them: each is left out in one line, and the rest is converted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.seed_posts import pipeline
from plugins.seed_posts.captures import read_capture
from plugins.seed_posts.limits import Limits
from plugins.seed_posts.means import Means
from plugins.seed_posts.model import Capture, Conversion
from plugins.seed_posts.runs import Run
from plugins.seed_posts.workers import START
from tests.chain.steps import shipped

SOUND = (
    "Flood at mill\n\nBy Ada Brook\n\nMarch 19, 2018\n\n"
    "The river rose over the old mill on Monday and closed two roads, the council said.\n\n"
    "Council workers carried sandbags through the night, and nobody was hurt, officials said.\n"
)
REFUSED = {  # captures that are known for what they are before anybody works on them
    "laughs.html": "<html>" + "<div>" * 10_000,
    "attributes.html": "<p " + " ".join(f"a{number}" for number in range(20_000)) + ">",
    "line.txt": "x" * 400_000,
    "lines.txt": "a b\n" * 60_000,
}
TIGHT = Limits(max_seconds=1, max_megabytes=400)


def converted(seeds: Path, jobs: int = 2, limits: Limits = TIGHT) -> Run:
    return pipeline.convert(seeds, limits=limits, vocabulary=shipped(), means=Means(jobs, None))


def lines_of(run: Run) -> list[str]:
    return [f"{error.seed}: {error.what}; {error.todo}" for error in run.failures]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(SOUND)
    (tmp_path / "seeds" / "z.txt").write_text(SOUND.replace("mill", "dam"))
    return tmp_path / "seeds"


@pytest.mark.parametrize("name", REFUSED)
def test_a_capture_beyond_size_or_depth_is_left_out(seeds: Path, name: str) -> None:
    (seeds / name).write_text(REFUSED[name])

    run = converted(seeds)

    assert [error.seed for error in run.failures] == [name]
    assert [story.seed for story in run.stories] == ["a.txt", "z.txt"]


def test_a_capture_that_needs_too_much_time_is_left_out(seeds: Path) -> None:
    (seeds / "long.txt").write_text("".join(f"Ferry {n} to port {n} resumes, {n} said\n" for n in range(49_000)))

    run = converted(seeds)

    todo = "split it, raise ARCHIVE_CAPTURE_SECONDS or move it away"
    assert lines_of(run) == [f"long.txt: needs more than 1 s of processor time; {todo}"]
    assert [story.seed for story in run.stories] == ["a.txt", "z.txt"]


@pytest.mark.skipif(START != "fork", reason="what is put in the place of a function stays in this process")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_capture_that_needs_too_much_memory_or_ends_its_process_is_left_out(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def convert_capture(capture: Capture, *rest: object) -> Conversion:
        if capture.name == "greedy.txt":
            bytearray(2_000_000_000)
        if capture.name == "deadly.txt":
            os._exit(7)
        return sound(capture, *rest)  # type: ignore[arg-type]

    sound = pipeline.convert_capture
    monkeypatch.setattr(pipeline, "convert_capture", convert_capture)
    for name in ("greedy.txt", "deadly.txt"):
        (seeds / name).write_text(SOUND)

    run = converted(seeds, jobs)

    assert lines_of(run) == [
        "deadly.txt: the process that converted it ended with exit code 7;"
        " move it away, and please report it with this capture",
        "greedy.txt: needs more than 400 MB of memory; split it, raise ARCHIVE_CAPTURE_MEGABYTES or move it away",
    ]
    assert [story.seed for story in run.stories] == ["a.txt", "z.txt"]


def test_a_book_is_read_for_regions_and_topics_no_further_than_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    paragraph = "The mayor of Harbin opened bridge {n} over the river on Monday, and officials praised builder {n}. "
    paragraphs = [paragraph.format(n=n) * 20 for n in range(150)]
    end = "The ferry to Ulan-Ude was late, officials in Ulan-Ude said, and Ulan-Ude complained.\n"
    path.write_text("\n\n".join(["New bridge opens", "March 21, 2018", *paragraphs, end]))

    (story,) = pipeline.convert_capture(read_capture(path), tmp_path, shipped()).stories

    labels = [region.label for region in story.regions]
    assert "Harbin" in labels
    assert "Ulan-Ude" not in labels
    assert story.text.rstrip().endswith("Ulan-Ude complained.")
