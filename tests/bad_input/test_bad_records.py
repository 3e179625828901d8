"""Records of another program may be anything; the search's command says in one line what it cannot use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bad_input.conftest import ROOT


def index(records: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plugins.archive_search", "--records", str(records), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[" * 100_000, "records.jsonl:1: nested too deeply; one JSON object a line is needed"),
        (b"\xff\xfe\0\0", "{folder}/records.jsonl: is not UTF-8 text; save it as UTF-8"),
        (None, "{folder}/records.jsonl: cannot be read: No such file or directory; name a file of records"),
    ],
    ids=["nested", "binary", "missing"],
)
def test_records_that_cannot_be_read_get_one_line(tmp_path: Path, data: bytes | None, line: str) -> None:
    records = tmp_path / "records.jsonl"
    if data is not None:
        records.write_bytes(data)

    done = index(records, tmp_path / "out")

    assert (done.returncode, done.stderr) == (1, line.format(folder=tmp_path) + "\n")


def test_an_output_that_is_no_folder_gets_one_line(tmp_path: Path) -> None:
    records, out = tmp_path / "records.jsonl", tmp_path / "taken"
    records.write_text('{"id": "a", "title": "Ferry"}\n')
    out.write_text("mine")

    done = index(records, out)

    assert done.returncode == 1
    assert done.stderr == f"{out}: cannot be written: Not a directory; name a folder you may write to\n"
    assert out.read_text() == "mine"


def test_a_mark_at_the_beginning_of_the_file_is_no_mistake(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps({"id": "a", "title": "Ferry"}) + "\n", encoding="utf-8-sig")

    assert index(records, tmp_path / "out").returncode == 0
