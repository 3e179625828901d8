"""Records → a folder of files: the same bytes each time, nothing touched that did not change."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_search import build as building
from plugins.archive_search.build import build
from plugins.archive_search.engine import LunrMissing, find_lunr, program_of
from plugins.archive_search.records import Record, read_records
from plugins.archive_search.store import content_hash

from .conftest import CORPUS
from .node import PROGRAM, ROOT, search


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_command(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plugins.archive_search", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_order_of_records_and_the_hash_seed_change_no_byte(tmp_path: Path) -> None:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    (tmp_path / "reversed.jsonl").write_text("\n".join(reversed(lines)), encoding="utf-8")

    run_command("--records", str(CORPUS), "--out", str(tmp_path / "one"))
    run_command("--records", str(tmp_path / "reversed.jsonl"), "--out", str(tmp_path / "two"))

    assert len(contents(tmp_path / "one")) > 15
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    build(read_records(CORPUS), tmp_path, PROGRAM)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}

    written = build(read_records(CORPUS), tmp_path, PROGRAM)

    assert (written.changed, written.removed) == (0, 0)
    assert times == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}


def test_files_of_others_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("the page")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "notes.json").write_text("{}")

    build(read_records(CORPUS), tmp_path, PROGRAM)

    assert (tmp_path / "index.html").read_text() == "the page"
    assert (tmp_path / "d" / "notes.json").exists()


def test_every_file_is_named_by_its_content(tmp_path: Path) -> None:
    written = build(read_records(CORPUS), tmp_path, PROGRAM)

    found = contents(tmp_path)
    named = {name: data for name, data in found.items() if re.fullmatch(r"[a-z]/[a-z2-7]{8}\.\w+", name)}
    assert len(named) > 15
    assert [name for name, data in named.items() if content_hash(data) not in name] == []
    assert written.files == len(found)
    assert not [name for name in found if name.endswith(".part")]


def test_an_archive_without_articles_can_be_searched(tmp_path: Path) -> None:
    build([], tmp_path, PROGRAM)

    assert search(tmp_path, "ferry")["total"] == 0
    assert search(tmp_path, "-ferry")["total"] == 0


def test_an_article_without_words_is_found_by_what_it_has(tmp_path: Path) -> None:
    build([Record(id="a", title="…", body=""), Record(id="b", title="", body="quay")], tmp_path, PROGRAM)

    assert search(tmp_path, "quay")["ids"] == ["b"]


def test_the_whole_index_is_published_only_for_small_archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = read_records(CORPUS)
    build(records, tmp_path, PROGRAM)
    assert (tmp_path / "lunr.json").exists()

    monkeypatch.setattr(building, "WHOLE_INDEX_MAX", len(records) - 1)
    build(records, tmp_path, PROGRAM)

    assert not (tmp_path / "lunr.json").exists()


def test_terms_are_sorted_and_numbered_as_javascript_sorts(tmp_path: Path) -> None:
    words = "\U00010428\U00010429 \uff66\uff67 ferry \ufb00x"  # by code point the first would come last
    build([Record(id="a", body=words), Record(id="b", body="ferry")], tmp_path, PROGRAM)

    index = json.loads((tmp_path / "lunr.json").read_text())
    terms = [term for term, _ in index["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms != sorted(terms)
    assert [posting["_index"] for _, posting in index["invertedIndex"]] == list(range(len(terms)))


def test_hostile_text_is_stored_as_text(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    record = Record(id="../../x", title=script, body=f"{script} \x00 \ud800", url="javascript:alert(1)")
    build([replace(record, body=record.body.encode("utf-8", "replace").decode())], tmp_path / "out", PROGRAM)

    answer = search(tmp_path / "out", "alert")

    assert answer["ids"] == ["../../x"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "records.jsonl:2: Expecting property name enclosed in double quotes"),
        ("[1]", "records.jsonl:2: list instead of an object; one JSON object a line is needed"),
        ('{"title": "x"}', 'records.jsonl:2: no "id"; one JSON object a line is needed'),
        ('{"id": "a"}', 'records.jsonl:2: the id "a" is that of line 1; give each its own'),
        (
            '{"id": "b", "regions": [1]}',
            'records.jsonl:2: "regions" holds something that is neither text nor an object with a "label"',
        ),
    ],
    ids=["broken", "list", "no id", "same id", "number"],
)
def test_a_record_that_is_none_gets_one_line(line: str, message: str, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text('{"id": "a"}\n' + line + "\n")

    done = run_command("--records", str(records), "--out", str(tmp_path / "out"))

    assert done.returncode == 1
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_records_file_that_is_missing_gets_one_line(tmp_path: Path) -> None:
    done = run_command("--records", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out"))

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_missing_lunr_js_is_said_in_one_line_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(LunrMissing) as caught:
        find_lunr(tmp_path / "lunr.js")

    expected = f'{tmp_path}/lunr.js: no lunr.js there; run "npm ci", or set ARCHIVE_SEARCH_LUNR (--lunr) to the file'
    assert str(caught.value) == expected


def test_another_version_of_lunr_js_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lunr.js").write_text('lunr.version = "1.0.0"')

    with pytest.raises(LunrMissing, match=r'not lunr\.js 2\.3\.9; run "npm ci"'):
        program_of(tmp_path / "lunr.js")


def test_a_build_cut_off_before_the_manifest_leaves_the_old_search_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(read_records(CORPUS), tmp_path, PROGRAM)

    def full_disk(source: str, target: str) -> None:
        if Path(target).name == "root.json":
            raise OSError("no space left")
        real(source, target)

    import os

    real = os.replace
    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(OSError, match="no space left"):
        build([Record(id="new", body="quay")], tmp_path, PROGRAM)

    assert search(tmp_path, "ferry")["total"] == 2
