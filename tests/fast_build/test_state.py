"""What one build leaves for the next: digests of files, results of functions, and a lock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.fast_build import memo as memo_module
from plugins.fast_build import stamps as stamps_module
from plugins.fast_build.digests import bytes_digest, digest
from plugins.fast_build.errors import FastBuildError
from plugins.fast_build.lock import Lock
from plugins.fast_build.memo import SPARE, Memo
from plugins.fast_build.stamps import LARGE, MISSING, Stamps
from plugins.fast_build.state import State, folder_of, forget_gone
from plugins.fast_build.timings import BETWEEN, START, Timings
from tests.conftest import ROOT

OLD = 1_500_000_000  # seconds: a file that nobody touched for years


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path / "state", str(tmp_path / "site"))
    yield state
    state.close()


# -- digests of files ---------------------------------------------------------------------------


class Sources:
    """A folder of sources, looked at by one build after the other. Their ctime is what the test says."""

    def __init__(self, state: State, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state, self.folder = state, folder
        self.changed_at: dict[str, int] = {}
        real = os.stat

        def stat(path: str, **more: object) -> os.stat_result:
            found = real(path, **more)  # type: ignore[arg-type]
            changed = self.changed_at.get(os.path.basename(path))
            return found if changed is None else with_ctime(found, changed)

        monkeypatch.setattr(stamps_module.os, "stat", stat)

    def write(self, text: str, *, at: int) -> str:
        path = self.folder / "post.md"
        path.write_text(text)
        os.utime(path, (at, at))
        self.changed_at["post.md"] = at
        return str(path)

    def build(self, path: str) -> tuple[bytes, int]:
        """The digest as one build sees it, and how many files it read."""
        stamps = Stamps(self.state)
        found = stamps.digest(path)
        self.state.save(*stamps.changes())
        return found, stamps.read


def with_ctime(found: os.stat_result, seconds: int) -> os.stat_result:
    more = {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}
    more |= {"st_ctime_ns": seconds * 10**9, "st_ctime": float(seconds)}
    return os.stat_result(tuple(found), more)


@pytest.fixture
def sources(state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    return Sources(state, tmp_path, monkeypatch)


def test_a_file_that_lay_still_is_read_once(sources: Sources) -> None:
    path = sources.write("one", at=OLD)

    first, second = sources.build(path), sources.build(path)

    assert (first, second) == ((bytes_digest(b"one"), 1), (bytes_digest(b"one"), 0))


def test_a_file_that_changed_is_read_again(sources: Sources) -> None:
    sources.build(sources.write("one", at=OLD))

    assert sources.build(sources.write("two", at=OLD + 5)) == (bytes_digest(b"two"), 1)


def test_a_file_just_written_is_read_again_though_its_time_and_size_are_the_same(sources: Sources) -> None:
    import time

    now = int(time.time())
    sources.build(sources.write("one", at=now))

    assert sources.build(sources.write("two", at=now)) == (bytes_digest(b"two"), 1)


def test_a_file_from_the_future_is_read_each_time(sources: Sources) -> None:
    path = sources.write("one", at=4_000_000_000)  # the clock was set back since

    assert [sources.build(path)[1] for _ in range(2)] == [1, 1]


def test_a_file_dated_back_by_its_editor_is_read_again_because_it_was_changed(sources: Sources) -> None:
    path = sources.write("one", at=OLD)
    sources.build(path)
    sources.write("two", at=OLD)
    sources.changed_at["post.md"] = OLD + 7

    assert sources.build(path) == (bytes_digest(b"two"), 1)


def test_a_large_file_has_the_digest_of_its_bytes(sources: Sources) -> None:
    path = sources.write("x" * LARGE, at=OLD)

    assert sources.build(path)[0] == bytes_digest(b"x" * LARGE)


def test_a_file_that_is_not_there_has_a_digest_of_its_own(sources: Sources, tmp_path: Path) -> None:
    assert sources.build(str(tmp_path / "none.md")) == (MISSING, 0)


# -- results ------------------------------------------------------------------------------------


def kept(state: State, kind: str, keys: list[bytes], *, many: bool = False) -> tuple[list[object], list[bytes]]:
    """The values of one build, and the keys it had to make."""
    memo, made = Memo(state), []

    def make(key: bytes) -> object:
        made.append(key)
        return {"of": [key.hex(), (1, None, 0.5)]}

    if many:
        values = memo.get_many(kind, keys, lambda place: make(keys[place]))
    else:
        values = [memo.get(kind, key, lambda key=key: make(key)) for key in keys]  # type: ignore[misc]
    state.save(memo.changes(whole=True), {})
    return values, made


@pytest.mark.parametrize("many", [False, True])
def test_a_result_is_made_once_and_comes_back_as_json_gives_it(state: State, many: bool) -> None:
    keys = [digest(number) for number in range(300)]

    (first, made), (second, again) = kept(state, "a", keys, many=many), kept(state, "a", keys, many=many)

    assert first[0] == {"of": [keys[0].hex(), [1, None, 0.5]]}
    assert (first, made, again) == (second, keys, [])


def test_kinds_do_not_share_results(state: State) -> None:
    kept(state, "a", [b"k"])

    assert kept(state, "b", [b"k"])[1] == [b"k"]


@pytest.mark.parametrize("many", [False, True])
def test_a_damaged_result_is_made_again(state: State, many: bool) -> None:
    keys = [digest(number) for number in range(300)]
    kept(state, "a", keys)
    spoil = "update memo set value = cast(substr(value, 1, 20) || x'7b7d' as blob) where key = ?"
    state.save([(spoil, [(keys[7],)])], {})

    assert kept(state, "a", keys, many=many)[1] == [keys[7]]


def test_results_that_nobody_asks_for_go_when_they_are_many(state: State) -> None:
    old = [digest(number) for number in range(SPARE + 10)]
    kept(state, "a", old, many=True)
    kept(state, "a", old[:3])
    kept(state, "b", [b"k"])

    assert state.rows("select count(*) from memo where kind = 'a'") == [(3,)]


def test_bytes_come_back_as_they_were(state: State) -> None:
    memo = Memo(state)
    memo.get_bytes("a", b"k", lambda: b"\x00\xff")
    state.save(memo.changes(whole=True), {})

    assert Memo(state).get_bytes("a", b"k", lambda: b"never") == b"\x00\xff"


def test_results_that_are_many_do_not_wait_for_the_end(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo_module, "MOST_WAITING", 100)
    memo = Memo(state)
    for number in range(50):
        memo.get_bytes("a", digest(number), lambda: b"0123456789")

    assert state.rows("select count(*) from memo")[0][0] >= 40
    assert memo.get_bytes("a", digest(3), lambda: b"never") == b"0123456789"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_forked_process_leaves_the_state_alone(state: State) -> None:
    kept(state, "a", [b"k"])
    child = os.fork()
    if child == 0:
        made = kept(state, "a", [b"k", b"l"])[1]
        os._exit(len(made))
    _, status = os.waitpid(child, 0)

    assert os.WEXITSTATUS(status) == 2
    assert state.rows("select key from memo") == [(b"k",)]


# -- folders ------------------------------------------------------------------------------------


def test_an_output_folder_has_one_state_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "site")

    names = {folder_of(tmp_path, str(tmp_path / name)) for name in ("site", "link", "site/../site", "site/")}

    assert len(names) == 1
    assert folder_of(tmp_path, str(tmp_path / "other")) not in names


def test_states_of_folders_that_are_gone_go_and_those_in_use_stay(tmp_path: Path) -> None:
    states = tmp_path / "states"
    folders = {name: states / name for name in ("there", "gone", "begun", "own")}
    for name, folder in folders.items():
        State(folder, str(tmp_path / name)).close()
    (tmp_path / "there").mkdir()
    lock = Lock(folders["begun"], "begun")
    lock.acquire()

    forget_gone(states, but=folders["own"])
    lock.release()

    assert {path.name for path in states.iterdir()} == {"there", "begun", "own"}


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    script = (
        "import os, pathlib; from plugins.fast_build.lock import Lock;"
        f"Lock(pathlib.Path({str(tmp_path)!r}), 'x').acquire(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT)
    lock = Lock(tmp_path, "x")

    lock.acquire()

    with pytest.raises(FastBuildError, match=f"process {os.getpid()}"):
        Lock(tmp_path, "x").acquire()
    lock.release()


def test_many_files_are_told_as_each_by_itself(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("old", "changed", "gone", "never")]
    for path in paths[:3]:
        Path(path).write_text(path)
        os.utime(path, (1, 1))
    state = State(tmp_path / "state", str(tmp_path / "site"))
    before = Stamps(state)
    before.digests(paths)
    state.save(*before.changes())
    Path(paths[1]).write_text("other")
    Path(paths[2]).unlink()

    many, one = Stamps(state), Stamps(state)
    found = many.digests([*paths, paths[0]])

    assert found == [one.digest(path) for path in [*paths, paths[0]]]
    assert found[1:4] == [bytes_digest(b"other"), MISSING, MISSING]
    state.close()


# -- timings ------------------------------------------------------------------------------------


def test_a_stage_inside_another_is_counted_once() -> None:
    timings = Timings()
    with timings.stage("outer") as outer:
        with timings.stage("inner") as inner:
            sum(range(200_000))
            inner.made(3)
        outer.made()

    assert outer.cpu < inner.cpu
    assert [line.split()[0] for line in timings.lines()] == ["outer", "inner", "together"]
    assert timings.lines()[1].endswith(" 3")


def test_stages_of_before_stand_above_those_of_the_build() -> None:
    before, build = Timings(), Timings()
    with before.stage("conversion"), build.stage("pages"):
        pass

    whole = build.whole(before)

    assert [*whole.stages] == ["conversion", START, "pages", BETWEEN]
    assert [*build.stages] == ["pages"]


def test_stages_of_a_process_are_all_its_processor_time() -> None:
    timings = Timings()
    with timings.stage("pages"):
        sum(range(200_000))
    sum(range(200_000))

    told = timings.whole(None).stages

    whole = time.process_time()
    assert sum(stage.cpu for stage in told.values()) > 0.9 * whole  # with children of other tests it is more
    assert told[BETWEEN].cpu > 0


def test_things_are_counted_to_the_stage_in_which_they_come() -> None:
    things = [1]
    timings = Timings(lambda: len(things))
    with timings.stage("outer"):
        things += [2, 3]
        with timings.stage("inner"):
            things += [4]

    assert (timings.stages["outer"].count, timings.stages["inner"].count) == (2, 1)
