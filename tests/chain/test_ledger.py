"""What the last refresh left: a run that could give nothing new is not made, and every other one is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from plugins.seed_posts.limits import Limits
from plugins.seed_posts.means import Means
from plugins.seed_posts.up_to_date import UpToDate, bring_up_to_date
from plugins.seed_posts.workers import Lost

OLD = 1_500_000_000  # seconds: a file time that is past doubt


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return tmp_path / "articles"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def refreshed(seeds: Path, posts: Path, cache: Path | None, *, jobs: int = 1, limits: Limits | None = None) -> UpToDate:
    return bring_up_to_date(seeds, posts, Means(jobs, cache), limits=limits or Limits(), quiet=True)


def markdown(posts: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in posts.rglob("*.md")}


def test_a_second_run_without_a_change_says_the_same_and_does_nothing(seeds: Path, posts: Path, cache: Path) -> None:
    first, second = (refreshed(seeds, posts, cache) for _ in range(2))

    assert first.done is not None
    assert second.done is None
    assert second.told == first.told
    assert second.unchanged == first.told.captures == 2


def test_a_run_without_a_change_loads_nothing_that_converts(seeds: Path, posts: Path, cache: Path) -> None:
    refreshed(seeds, posts, cache)
    code = (
        "import sys; from pathlib import Path; from plugins.seed_posts.means import Means;"
        "from plugins.seed_posts.up_to_date import bring_up_to_date;"
        f"done = bring_up_to_date(Path({str(seeds)!r}), Path({str(posts)!r}), Means(1, Path({str(cache)!r})));"
        "print(done.done, 'numpy' in sys.modules, 'plugins.seed_posts.pipeline' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd())

    assert told.stdout.split() == ["None", "False", "False"]


@pytest.mark.parametrize("kind", ["capture", "new capture", "sidecar", "vocabulary", "gone"])
def test_whatever_changes_among_the_captures_is_converted(seeds: Path, posts: Path, cache: Path, kind: str) -> None:
    refreshed(seeds, posts, cache)
    capture = seeds / "flood.txt"
    if kind == "capture":
        capture.write_text(capture.read_text().replace("two roads", "six roads"))
    elif kind == "new capture":
        (seeds / "another.txt").write_text(capture.read_text().replace("two roads", "six roads"))
    elif kind == "sidecar":
        (seeds / "flood.yaml").write_text("capture: {rights: digest}\n")
    elif kind == "vocabulary":
        (seeds / "sources.yaml").write_text(
            "publishers:\n  - {name: The Flood Gazette, home: 'https://flood.example/'}\n"
        )
    else:
        capture.unlink()

    assert refreshed(seeds, posts, cache).done is not None


def test_a_capture_of_the_same_size_and_time_is_still_converted_when_it_was_replaced(
    seeds: Path, posts: Path, cache: Path
) -> None:
    capture = seeds / "flood.txt"
    os.utime(capture, (OLD, OLD))
    refreshed(seeds, posts, cache)
    capture.write_text(capture.read_text().replace("two roads", "six roads"))
    os.utime(capture, (OLD, OLD))

    refreshed(seeds, posts, cache)

    assert any("six roads" in text for text in markdown(posts).values())


@pytest.mark.parametrize("change", ["edited", "deleted", "added"])
def test_whatever_changes_among_the_posts_is_looked_at(seeds: Path, posts: Path, cache: Path, change: str) -> None:
    refreshed(seeds, posts, cache)
    post = sorted(posts.rglob("*.md"))[0]
    if change == "edited":
        post.write_text(post.read_text() + "A line of somebody’s.\n")
    elif change == "deleted":
        post.unlink()
    else:
        (post.parent / "of-our-own.md").write_text("Title: Our own\n\nText.\n")

    result = refreshed(seeds, posts, cache)

    assert result.done is not None
    assert bool(result.failures) == (change == "edited")


def test_what_failed_is_told_again(seeds: Path, posts: Path, cache: Path) -> None:
    (seeds / "notes.doc").write_bytes(b"not ours")

    first, second = (refreshed(seeds, posts, cache) for _ in range(2))

    assert second.done is None
    assert [str(error) for error in second.failures] == [str(error) for error in first.failures] != []


def test_a_capture_that_cost_too_much_is_tried_again(
    seeds: Path, posts: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow:
        def __init__(self, *given: object) -> None: ...

        def outcomes(self, tasks: Sequence[object]) -> Iterator[tuple[int, Lost]]:
            yield from ((at, Lost("clock")) for at in range(len(tasks)))

    with monkeypatch.context() as slow:
        slow.setattr("plugins.seed_posts.conversions.Workers", Slow)
        first = refreshed(seeds, posts, cache)
    second = refreshed(seeds, posts, cache)

    assert len(first.failures) == 2
    assert second.failures == ()


@pytest.mark.parametrize("damage", ["", "nonsense", "another program’s\n{}", "cut"])
def test_a_damaged_note_is_no_note(seeds: Path, posts: Path, cache: Path, damage: str) -> None:
    refreshed(seeds, posts, cache)
    (note,) = cache.glob("ledger-*.json")
    note.write_text(note.read_text()[:-1] if damage == "cut" else damage)

    assert refreshed(seeds, posts, cache).done is not None


def test_other_limits_are_another_run(seeds: Path, posts: Path, cache: Path) -> None:
    refreshed(seeds, posts, cache)

    assert refreshed(seeds, posts, cache, limits=Limits(max_lines=10_000)).done is not None


def test_without_a_cache_every_run_is_made(seeds: Path, posts: Path) -> None:
    assert all(refreshed(seeds, posts, None).done is not None for _ in range(2))
