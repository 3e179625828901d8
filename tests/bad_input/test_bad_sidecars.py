"""A sidecar may hold anything; it gets one line with its place, never a stack trace, and nothing of it is run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.seed_posts.captures import read_captures
from plugins.seed_posts.errors import CaptureError
from tests.chain.steps import convert

CAPTURE = """Ferry to Harbin resumes after the ice

By Ada Brook

March 19, 2018

The ferry to Harbin resumed on Monday after the ice on the Songhua had broken up over the weekend.

It carries four hundred passengers a day until the river freezes again in November, its owner said.
"""
MANY_DIGITS = "9" * 5000  # more than int() takes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one sound capture, `ferry.txt`, in a folder of its own."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "ferry.txt").write_text(CAPTURE)
    return seeds


def line_for(folder: Path, sidecar: str) -> str:
    """The one error of the capture with this sidecar."""
    (folder / "ferry.yaml").write_text(sidecar)
    (error,) = convert(folder).failures
    assert error.seed == "ferry.txt", "the capture is left out for it"
    return str(error).replace(folder.as_posix(), "seeds")


@pytest.mark.parametrize("moment", ["2018-02-31", "2018-13-01", "0000", "2018-00", "٢٠١٨"])
def test_a_moment_of_capture_that_no_calendar_has_is_named(folder: Path, moment: str) -> None:
    line = line_for(folder, f"capture:\n  captured_at: {moment}\n")

    assert line == f'seeds/ferry.yaml:2: captured_at "{moment}" is no date; write it as 2018-03-20 or 2018-03-20T14:05Z'


@pytest.mark.parametrize("day", ["2018-02-31", "0000-01-01", "٢٠١٨", MANY_DIGITS])
def test_a_corrected_date_that_no_calendar_has_is_named(folder: Path, day: str) -> None:
    line = line_for(folder, f"corrections:\n- {{story: 1, field: date, value: {day}, reason: a test}}\n")

    assert line.startswith("seeds/ferry.yaml:2: ")
    assert line.endswith("is no date; write it as 2018-03-19, 2018-03, 2018 or unknown")


def test_a_story_number_of_thousands_of_digits_names_no_story(folder: Path) -> None:
    line = line_for(folder, f"corrections:\n- {{story: {MANY_DIGITS}, field: deck, value: x, reason: a test}}\n")

    assert line.startswith('seeds/ferry.yaml:2: no story headlined "999')


def test_body_lines_of_thousands_of_digits_are_no_line_numbers(folder: Path) -> None:
    line = line_for(folder, f"corrections:\n- {{story: 1, field: body, value: 7-{MANY_DIGITS}, reason: a test}}\n")

    assert line.startswith("seeds/ferry.yaml:2: body takes line numbers")


def test_a_sidecar_that_links_out_of_the_folder_is_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("capture: {source: a secret}\n")
    (folder / "ferry.yaml").symlink_to(tmp_path / "secret.yaml")

    (error,) = read_captures(folder)

    assert isinstance(error, CaptureError)
    assert str(error).endswith("ferry.yaml: is a link that leaves the folder of captures; put the file itself here")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_sidecar_that_is_a_pipe_does_not_hold_the_run_up(folder: Path) -> None:
    os.mkfifo(folder / "ferry.yaml")

    (error,) = read_captures(folder)

    assert isinstance(error, CaptureError)
    assert str(error).endswith("ferry.yaml: is not a regular file; remove it or rename it")


def test_a_tag_of_another_program_runs_nothing(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"

    line_for(folder, f'capture: !!python/object/apply:os.mkdir ["{made}"]\n')

    assert not made.exists()


@pytest.mark.parametrize(
    ("sidecar", "line"),
    [
        ("&a capture: *a\n", "seeds/ferry.yaml:1: capture is not written as key: value; "),
        ("capture: &c\n  uri: *c\n", "seeds/ferry.yaml:1: a single value is needed here; "),
        ("corrections: &c\n- *c\n", "seeds/ferry.yaml:1: a correction is not written as key: value; "),
        ("[" * 3_000, "seeds/ferry.yaml: is nested too deeply; "),
        ("a: &a [x, x]\nb: &b [*a, *a]\n", 'seeds/ferry.yaml:1: no key "a" in a sidecar; '),
        ("capture:\n  <<: {uri: 'http://example.org/'}\n", 'seeds/ferry.yaml:2: no key "<<" in capture; '),
    ],
)
def test_a_document_that_refers_to_itself_or_has_no_end_gets_one_line(folder: Path, sidecar: str, line: str) -> None:
    assert line_for(folder, sidecar).startswith(line)


def test_characters_that_escapes_smuggle_in_are_left_out(folder: Path) -> None:
    (folder / "ferry.yaml").write_text(r'capture: {source: "Mill\0 \u202eValley\ud800 Ledger\u2028\x1b[31m"}')

    (story,) = convert(folder).stories

    assert story.source.value == "Mill Valley\N{REPLACEMENT CHARACTER} Ledger [31m"
