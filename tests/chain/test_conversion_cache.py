"""Conversions that are kept: a capture that did not change is not converted again, and nothing kept can do harm."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts import pipeline
from plugins.seed_posts.captures import Saved
from plugins.seed_posts.code_version import code_version
from plugins.seed_posts.conversion_cache import ConversionCache
from plugins.seed_posts.files import write_whole
from plugins.seed_posts.means import Means
from plugins.seed_posts.model import Conversion
from plugins.seed_posts.plain import from_plain, to_plain
from plugins.seed_posts.records import story_lines
from plugins.seed_posts.runs import Run
from tests.chain.steps import convert, shipped

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 1_000_000  # bytes of a capture here


def kept(seeds: Path, cache: Path | None, jobs: int = 1) -> Run:
    return pipeline.convert(seeds, vocabulary=shipped(), means=Means(jobs, cache))


def entries(cache: Path) -> list[Path]:
    return sorted(cache.glob("??/*.json"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_plain_data_of_a_conversion_says_all_of_it() -> None:
    for conversion in convert(ROOT / "seeds").conversions:
        assert from_plain(Conversion, json.loads(json.dumps(to_plain(conversion)))) == conversion


def test_captures_that_did_not_change_are_not_converted_again(seeds: Path, cache: Path) -> None:
    first = kept(seeds, cache)
    (seeds / "flood.txt").write_text((seeds / "flood.txt").read_text().replace("two roads", "three roads"))

    second, third = kept(seeds, cache), kept(seeds, cache)

    assert [first.reused, second.reused, third.reused] == [0, 1, 2]
    assert "three roads" in second.stories[1].text


@pytest.mark.parametrize("jobs", [1, 3])
def test_stories_are_the_same_whatever_converted_them(seeds: Path, cache: Path, jobs: int) -> None:
    here = [*story_lines(convert(seeds))]

    assert [*story_lines(kept(seeds, None, jobs))] == here
    assert [*story_lines(kept(seeds, cache, jobs))] == here
    assert [*story_lines(kept(seeds, cache, jobs))] == here


def test_a_capture_without_a_story_fails_again_from_the_cache(seeds: Path, cache: Path) -> None:
    (seeds / "menu.txt").write_text("Home\nNews\n")

    assert [str(error) for error in kept(seeds, cache).failures] == [
        str(error) for error in kept(seeds, cache).failures
    ]
    assert kept(seeds, cache).reused == 3


def test_an_error_in_a_sidecar_keeps_its_words_in_another_process(seeds: Path, cache: Path) -> None:
    entry = "{story: Flod at mill, field: deck, value: A deck, reason: known}"
    (seeds / "flood.yaml").write_text(f"corrections:\n- {entry}\n")

    (error,) = kept(seeds, cache).failures

    assert str(error).endswith('flood.yaml:2: no story headlined "Flod at mill"; this capture has "Flood at mill"')
    assert error.seed == "flood.txt"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def garble(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"story", b"glory").replace(b"The", b"She"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.write_text("[1, 2, 3]\n{}")


@pytest.mark.parametrize("damage", [cut, garble, empty, foreign])
def test_a_damaged_entry_is_a_miss_and_is_made_again(seeds: Path, cache: Path, damage: Callable[[Path], None]) -> None:
    sound = [*story_lines(kept(seeds, cache))]
    for path in entries(cache):
        damage(path)

    healed = kept(seeds, cache)

    assert [*story_lines(healed)] == sound
    assert healed.reused == 0
    assert kept(seeds, cache).reused == 2


def test_an_entry_moved_to_the_place_of_another_is_a_miss(seeds: Path, cache: Path) -> None:
    kept(seeds, cache)
    one, other = entries(cache)
    other.write_bytes(one.read_bytes())

    assert kept(seeds, cache).reused == 1


def test_a_cache_that_cannot_be_written_stops_the_run_in_one_line(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(
        pipeline.CaptureError, match=r"ARCHIVE_CACHE: cannot be written: .*; make room, or name a folder"
    ):
        kept(seeds, tmp_path / "file")


def test_the_key_covers_name_bytes_sidecar_and_version(tmp_path: Path) -> None:
    capture, other, sidecar = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.yaml"
    for path in (capture, other, sidecar):
        path.write_text("text")
    cache = ConversionCache(tmp_path, "1")
    plain = cache.key_of(Saved(capture), LARGEST)
    keys = {
        plain,
        cache.key_of(Saved(other), LARGEST),
        cache.key_of(Saved(capture, sidecar), LARGEST),
        ConversionCache(tmp_path, "2").key_of(Saved(capture), LARGEST),
    }
    capture.write_text("changed")
    keys.add(cache.key_of(Saved(capture), LARGEST))

    assert len(keys) == 5
    assert cache.key_of(Saved(tmp_path / "gone.txt"), LARGEST) == ""


def test_the_version_changes_with_vocabulary_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = {code_version("1"), code_version("2")}
    monkeypatch.setattr("plugins.seed_posts.code_version.LIBRARIES", ("lxml",))

    assert len(versions | {code_version("1")}) == 3


def test_what_was_not_used_for_longest_is_dropped_first(seeds: Path, tmp_path: Path) -> None:
    cache = ConversionCache(tmp_path / "cache", "1")
    conversion = convert(seeds).conversions[0]
    old, older, used = (cache.keep(key * 64, conversion).path for key in "abc")
    rest = old.with_name(f".{old.name}.1.part")
    rest.write_text("left by a run that was stopped")
    now = time.time()
    for path, days in ((old, 1), (older, 2), (used, 3), (rest, 1)):
        os.utime(path, (now - days * 86_400,) * 2)

    cache.prune({used}, most_bytes=old.stat().st_size)

    assert [path.exists() for path in (old, older, used, rest)] == [True, False, True, False]


def test_a_run_killed_at_any_moment_leaves_nothing_that_changes_the_next(
    seeds: Path, cache: Path, tmp_path: Path
) -> None:
    for number in range(20):
        write_whole(seeds / f"flood-{number}.txt", (seeds / "flood.txt").read_text().replace("mill", f"mill {number}"))
    out = tmp_path / "stories.jsonl"
    command = [sys.executable, "-m", "plugins.seed_posts", "--seeds", str(seeds), "--json", str(out)]
    begun = time.monotonic()
    subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, check=True)
    whole, clean = time.monotonic() - begun, out.read_bytes()
    for share in (0.5, 0.8):
        running = subprocess.Popen([*command, "--cache", str(cache)], cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            running.wait(share * whole)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
        out.unlink(missing_ok=True)

    subprocess.run([*command, "--cache", str(cache)], cwd=ROOT, capture_output=True, check=True)

    assert out.read_bytes() == clean
