"""A build that goes on from the last one leaves what a clean build does, byte for byte, whatever came in between."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_search import build as building
from plugins.archive_search import recoding, term_shards, vocabulary
from plugins.archive_search import step as stepping
from plugins.archive_search.build import build, build_sources, files_of_sources
from plugins.archive_search.corpus import digest_of
from plugins.archive_search.engine import Program
from plugins.archive_search.records import Record, Source
from plugins.archive_search.tags import Tag, named

PROGRAM = Program({"worker.mjs": b"1"}, {"article.mjs": b"2"})
TEXT = """
harbin Harbin HARBIN the The of and to be who working work-ing works COVID-19 covid19 U.S. O'Meara day-to-day ferry
Ferry école ecole 中国人民 газопроводах газопроводы Москвы 3.5 Baden-Baden x1 zz quay -- … pipeline pipelines 𐐀𐐁
"""
WORDS = TEXT.split()
ASIA, EUROPE = Tag("A", "Asia"), Tag("E", "Europe")
DATES = ("", "2001", "2001-03", "2001-03-04", "2005-05-05", "2010-11-12")


def made(chance: random.Random, number: int) -> Record:
    more = [f"w{chance.randint(0, 200)}" for _ in range(30)]
    regions = {n: Tag(f"r{n}", f"Region {n}", ((ASIA, EUROPE)[n % 2],)) for n in chance.choices(range(6), k=2)}
    return Record(
        id=f"a{number:03}",
        title=" ".join(chance.choices(WORDS, k=chance.randint(0, 4))),
        body=" ".join(chance.choices(WORDS + more, k=chance.randint(0, 80))),
        date=chance.choice(DATES),
        url=f"article/a{number:03}/",
        lang=chance.choice(("", "", "ru")),
        regions=tuple(regions.values()),
        source=named(*chance.sample(["The Times", "The Post"], k=chance.randint(0, 1))),
    )


def edited(chance: random.Random, record: Record) -> Record:
    other = made(chance, 0)
    changes: list[Callable[[], Record]] = [
        lambda: replace(record, body=f"{record.body} {chance.choice(WORDS)}"),
        lambda: replace(record, title=other.title),
        lambda: replace(record, regions=other.regions),
        lambda: replace(record, date=other.date),
    ]
    return chance.choice(changes)()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a few terms, so that few articles have many; and no whole index, which takes most of the time."""
    monkeypatch.setattr(term_shards, "SMALL", 300)
    monkeypatch.setattr(recoding, "SHORT", 2)  # so that codes of the last build are copied in most lists
    monkeypatch.setattr(vocabulary, "CHUNK", 100)
    monkeypatch.setattr(building, "WHOLE_INDEX_MAX", -1)
    monkeypatch.setattr(building, "MANY_CHANGES", 1)  # never too many to go on


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_edits_leaves_what_a_clean_build_does(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    records = [made(chance, number) for number in range(chance.choice((0, 3, 20, 60)))]
    for step in range(6):
        build(chance.sample(records, len(records)), tmp_path / "again", PROGRAM, state=tmp_path / "state")
        build(records, tmp_path / "clean", PROGRAM)
        assert contents(tmp_path / "again") == contents(tmp_path / "clean")
        shutil.rmtree(tmp_path / "clean")
        for _ in range(chance.choice((1, 1, 2, 8))):
            match chance.choice(("add", "remove", "edit", "edit")) if records else "add":
                case "add":
                    records.append(made(chance, 100 * (step + 1) + len(records)))
                case "remove":
                    records.pop(chance.randrange(len(records)))
                case _:
                    place = chance.randrange(len(records))
                    records[place] = edited(chance, records[place])


def first_records(number: int) -> list[Record]:
    chance = random.Random(7)
    return [made(chance, place) for place in range(number)]


@pytest.mark.usefixtures("small_files")
def test_only_articles_that_changed_are_asked_for(tmp_path: Path) -> None:
    records = [replace(record, date="2001") for record in first_records(300)]
    asked: list[str] = []

    def sources() -> list[Source]:
        def make(record: Record) -> Callable[[], Record]:
            return lambda: asked.append(record.id) or record  # type: ignore[func-returns-value]

        return [Source(digest_of(record), make(record)) for record in records]

    build_sources(sources(), tmp_path / "out", PROGRAM, state=tmp_path / "state")
    records[150] = replace(records[150], body="quay")
    asked.clear()
    build_sources(sources(), tmp_path / "out", PROGRAM, state=tmp_path / "state")

    assert set(asked) == {"a150"}  # what stands beside it in a folder of documents is taken out of the old one

    asked.clear()
    written = build_sources(sources(), tmp_path / "out", PROGRAM, state=tmp_path / "state")

    assert (asked, written.changed, written.removed) == ([], 0, 0)


@pytest.mark.usefixtures("small_files")
def test_an_article_is_known_by_either_of_its_keys(tmp_path: Path) -> None:
    records = first_records(30)
    asked: list[str] = []

    def build_with(*keys: str, record: Record = records[4]) -> None:
        def make() -> Record:
            asked.append(record.id)
            return record

        second = (lambda: keys[1]) if len(keys) > 1 else None
        others = [Source(digest_of(other), lambda other=other: other) for other in records if other.id != record.id]  # type: ignore[misc]
        sources = [*others, Source(keys[0], make, second)]
        build_sources(sources, tmp_path / "again", PROGRAM, state=tmp_path / "state")
        build([*(other for other in records if other.id != record.id), record], tmp_path / "clean", PROGRAM)
        assert contents(tmp_path / "again") == contents(tmp_path / "clean")

    build_with("long")
    asked.clear()
    build_with("short", "long")
    build_with("short", "nobody asks for it")
    build_with("long")
    assert asked == []

    build_with("shorter", "longer", record=replace(records[4], body="quay"))
    assert asked == ["a004"]


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("name", ["search.state", "words-*.state", "index-*.state"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "gone"])
def test_a_damaged_state_is_made_anew(name: str, damage: str, tmp_path: Path) -> None:
    records, out, state = first_records(30), tmp_path / "out", tmp_path / "state"
    build(records, out, PROGRAM, state=state)
    (path,) = state.glob(name)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    match damage:
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "flipped":
            path.write_bytes(data)
        case "emptied":
            path.write_bytes(b"")
        case _:
            path.unlink()

    records[3] = replace(records[3], body="quay")
    build(records, out, PROGRAM, state=state)
    build(records, tmp_path / "clean", PROGRAM)

    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("damage", ["cut", "changed", "changed, its time set back", "gone", "foreign"])
def test_files_that_somebody_changed_are_put_right(damage: str, tmp_path: Path) -> None:
    records, out, state = first_records(30), tmp_path / "out", tmp_path / "state"
    build(records, out, PROGRAM, state=state)
    build(records, tmp_path / "clean", PROGRAM)
    path = sorted(out.glob("t/*.bin"))[0]
    match damage:
        case "cut":
            path.write_bytes(path.read_bytes()[:-1])
        case "changed":
            path.write_bytes(bytes(len(path.read_bytes())))
        case "changed, its time set back":
            stat = path.stat()
            path.write_bytes(bytes(stat.st_size))
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        case "gone":
            path.unlink()
        case _:
            (out / "t" / "aaaaaaaa.bin").write_bytes(b"of a build that was cut off")

    build(records, out, PROGRAM, state=state)

    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.usefixtures("small_files")
def test_a_file_that_changed_without_a_trace_is_not_built_upon(tmp_path: Path) -> None:
    records, out, state = first_records(30), tmp_path / "out", tmp_path / "state"
    build(records, out, PROGRAM, state=state)
    for path in sorted(out.glob("[tprf]/*.bin")):
        stat = path.stat()
        path.write_bytes(bytes(byte ^ 255 for byte in path.read_bytes()))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    records[3] = replace(records[3], body=f"{records[3].body} quay")
    build(records, out, PROGRAM, state=state)
    build(records, tmp_path / "clean", PROGRAM)

    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.usefixtures("small_files")
def test_a_build_cut_off_before_its_state_is_saved_is_made_up_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records, out, state = first_records(30), tmp_path / "out", tmp_path / "state"
    build(records, out, PROGRAM, state=state)
    records[3] = replace(records[3], body="quay")
    with monkeypatch.context() as patch:
        patch.setattr(building, "save", lambda *_: exec("raise KeyboardInterrupt"))
        with pytest.raises(KeyboardInterrupt):
            build(records, out, PROGRAM, state=state)

    records[5] = replace(records[5], body="ferry")
    build(records, out, PROGRAM, state=state)
    build(records, tmp_path / "clean", PROGRAM)

    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.usefixtures("small_files")
def test_a_state_serves_one_folder_and_one_program(tmp_path: Path) -> None:
    records, state = first_records(30), tmp_path / "state"
    build(records, tmp_path / "one", PROGRAM, state=state)

    build(records, tmp_path / "two", PROGRAM, state=state)
    assert contents(tmp_path / "two") == contents(tmp_path / "one")

    other = Program({"worker.mjs": b"another"}, {"article.mjs": b"2"})
    build(records, tmp_path / "two", other, state=state)
    build(records, tmp_path / "three", other)
    assert contents(tmp_path / "two") == contents(tmp_path / "three")


@pytest.mark.usefixtures("small_files")
def test_the_words_of_most_articles_are_written_once_until_many_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_CHANGES", 4)
    records = first_records(40)
    bases = []
    for place in (3, 17, 30):
        build(records, tmp_path / "again", PROGRAM, state=tmp_path / "state")
        bases += [path.name for path in (tmp_path / "state").glob("index-*.state")]
        records[place] = replace(records[place], body="quay of the ferry")
    build(records, tmp_path / "again", PROGRAM, state=tmp_path / "state")
    bases += [path.name for path in (tmp_path / "state").glob("index-*.state")]
    build(records, tmp_path / "clean", PROGRAM)

    assert bases[0] == bases[1] == bases[2] != bases[3]  # an edit takes one article out and puts one in
    assert contents(tmp_path / "again") == contents(tmp_path / "clean")


@pytest.mark.usefixtures("small_files")
@pytest.mark.parametrize("compared", [0, 50])
def test_a_word_in_place_of_another_touches_files_of_these_two(
    compared: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping, "MOST_COMPARED", compared)
    text = " ".join(f"w{number}" for number in range(100))
    records = [*first_records(60), Record(id="edited", body=f"{text} ferry", date="2020", url="x/")]
    build(records, tmp_path / "again", PROGRAM, state=tmp_path / "state")
    before = contents(tmp_path / "again")
    records[-1] = replace(records[-1], body=f"{text} quay")
    build(records, tmp_path / "again", PROGRAM, state=tmp_path / "state")
    build(records, tmp_path / "clean", PROGRAM)
    after = contents(tmp_path / "again")

    assert after == contents(tmp_path / "clean")
    assert 1 <= len([name for name in after.keys() - before.keys() if name.startswith("t/")]) <= 2


@pytest.mark.usefixtures("small_files")
def test_readers_see_the_old_search_until_the_manifest_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "WHOLE_INDEX_MAX", 100)
    records = first_records(30)
    sources = [Source(digest_of(record), lambda record=record: record) for record in records]  # type: ignore[misc]
    build_sources(sources, tmp_path / "out", PROGRAM, state=tmp_path / "state")
    before = contents(tmp_path / "out")

    made = files_of_sources(sources[1:], tmp_path / "out", PROGRAM, state=tmp_path / "state")

    assert [*made.held] == ["lunr.json", "root.json"]
    between = contents(tmp_path / "out")
    assert {name: between.get(name) for name in before} == before  # also when it all ends here
    build_sources(sources[1:], tmp_path / "out", PROGRAM, state=tmp_path / "state")
    build(records[1:], tmp_path / "clean", PROGRAM)
    assert contents(tmp_path / "out") == contents(tmp_path / "clean")
