"""A setting that cannot be used ends the build in one line that names it and its value."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("ARCHIVE_PAGE_SIZE", "x", "error: ARCHIVE_PAGE_SIZE: \"'x'\" is no number of stories; write 20"),
        ("ARCHIVE_PAGE_SIZE", 0, 'error: ARCHIVE_PAGE_SIZE: "0" is no number of stories; write 20'),
        ("ARCHIVE_PAGE_ROWS", "x", "error: ARCHIVE_PAGE_ROWS: \"'x'\" is no number of stories; write 100"),
        (
            "ARCHIVE_SHORT_LISTS",
            ["world"],
            "error: ARCHIVE_SHORT_LISTS: \"['world']\" are not levels of regions or topics; "
            "choose among continent, subregion, macro, country, admin1, field",
        ),
        ("ARCHIVE_PAGE_SIZE", -3, 'error: ARCHIVE_PAGE_SIZE: "-3" is no number of stories; write 20'),
        ("ARCHIVE_DESCRIPTION", 5, 'error: ARCHIVE_DESCRIPTION: "5" is not a text; write one line'),
        (
            "ARCHIVE_SEEDS",
            "nowhere",
            "error: ARCHIVE_SEEDS: nowhere is no folder; name the folder that holds the captures",
        ),
        ("ARCHIVE_POSTS", "../x", 'error: ARCHIVE_POSTS: "../x" is no folder below PATH; write "articles" or the like'),
        (
            "ARCHIVE_REVIEW_BELOW",
            {"date": 80},
            'error: ARCHIVE_REVIEW_BELOW: "80" for date; write a number from 0 to 1',
        ),
        ("ARCHIVE_REVIEW_BELOW", 0.5, 'error: ARCHIVE_REVIEW_BELOW: "0.5" is no dict; write {"date": 0.9} or the like'),
        ("ARCHIVE_MAX_CAPTURE_BYTES", 0, "error: ARCHIVE_MAX_CAPTURE_BYTES: 0 lets no capture in; write 5000000"),
        (
            "ARCHIVE_COLOURS",
            {"mark": ["#ffffff", "#d0b0a0"]},
            'error: ARCHIVE_COLOURS: "ink" on "mark" has a contrast of 1.61 in the dark, and needs 4.5; '
            "choose colours farther apart; docs/how-to-make-it-yours.md says how",
        ),
        (
            "ARCHIVE_FONTS",
            {"text": "../fonts"},
            'error: ARCHIVE_FONTS: "../fonts" is no folder beside pelicanconf.py, and no npm package; name one',
        ),
        ("ARCHIVE_LOGO", "logo.gif", "error: ARCHIVE_LOGO: \"'logo.gif'\" is no picture; name an .svg or .png file"),
        (
            "ARCHIVE_HOME",
            ["intro", "page:gone"],
            'error: ARCHIVE_HOME: no page has the slug "gone"; write one into content/pages with "Slug: gone"',
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: Any, line: str) -> None:
    (tmp_path / "seeds").mkdir()
    settings = {"PATH": str(tmp_path), "OUTPUT_PATH": str(tmp_path / "site"), "ARCHIVE_SEEDS": str(tmp_path / "seeds")}
    pairs = [f"{key}={json.dumps(item)}" for key, item in (settings | {name: value}).items()]

    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", "pelicanconf.py", "-e", *pairs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert line in done.stderr.splitlines()
    assert "Traceback" not in done.stdout + done.stderr


def test_a_file_that_is_not_lunr_is_named(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "lunr.js").write_text("alert(1)")
    settings = {
        "PATH": tmp_path,
        "OUTPUT_PATH": tmp_path / "site",
        "ARCHIVE_SEEDS": tmp_path / "seeds",
        "ARCHIVE_SEARCH_LUNR": tmp_path / "lunr.js",
    }
    pairs = [f"{key}={json.dumps(str(item))}" for key, item in settings.items()]

    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", "pelicanconf.py", "-e", *pairs]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert f"{tmp_path}/lunr.js: not lunr.js 2.3.9" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
