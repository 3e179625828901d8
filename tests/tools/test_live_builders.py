"""Builds of `invoke serve` run code as it is on disk, leave nothing behind, and say what was wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.live.builders import NO_ANSWER, Builder, Plain, Warm, builder
from tools.live.builds import Outcome, described

MODULE = "built_here"
CODE = """
import os, pathlib, sys, time
from tools.live.builds import Outcome
SAYS = {says!r}

def build(*arguments, made, ready=None):
    {early}
    if ready:
        ready()
    {first}
    with open(arguments[0], "a") as log:
        log.write(f"{{SAYS}} {{os.getpid()}} {{os.getppid()}}\\n")
    return Outcome(True, (SAYS, *arguments[1:]))
"""


class Code:
    """A module that builds, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "code"
        self.folder.mkdir()
        self.log = folder / "log"

    def write(self, says: str, first: str = "pass", early: str = "pass") -> None:
        """`first` is run when somebody asked for a build, `early` when nobody need have done so."""
        (self.folder / f"{MODULE}.py").write_text(CODE.format(says=says, first=first, early=early))

    def processes(self) -> list[list[str]]:
        """Of each build what it said, its process, and the process that made that."""
        return [line.split() for line in self.log.read_text().splitlines()]


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Code:
    made = Code(tmp_path)
    made.write("old")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(made.folder), str(ROOT)]))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # a module changed twice in a second is not read from there
    return made


@pytest.fixture
def warm(code: Code) -> Iterator[Builder]:
    made = builder([str(code.log), "one\nmore"], MODULE, [code.folder], preloaded=[])
    assert isinstance(made, Warm)
    yield made
    made.close()


def gone(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    return False


def test_a_build_gives_what_the_modules_function_gives(warm: Builder) -> None:
    assert warm.build() == Outcome(True, ("old", "one\nmore"))


def test_builds_are_copies_of_one_warm_process(warm: Builder, code: Code) -> None:
    warm.build()
    warm.build()

    first, second = code.processes()
    assert first[2] == second[2]
    assert first[1] != second[1]


def test_changed_code_takes_part_in_the_next_build(warm: Builder, code: Code) -> None:
    warm.build()
    code.write("changed")

    assert warm.build().lines[0] == "changed"


def test_code_that_another_module_loads_late_takes_part_too(warm: Builder, code: Code) -> None:
    (code.folder / "later.py").write_text("SAYS = 'first'")
    code.write("old", first="import later; globals().update(SAYS=later.SAYS)")
    said = [warm.build().lines[0]]
    (code.folder / "later.py").write_text("SAYS = 'second one'")
    said.append(warm.build().lines[0])

    assert said == ["first", "second one"]


def test_what_a_module_keeps_is_there_for_the_next_build(warm: Builder, code: Code) -> None:
    code.write("nothing", first="globals().update(SAYS=str(kept))")
    module = code.folder / f"{MODULE}.py"
    text = module.read_text().replace("made,", "made, kept=0,", 1)
    module.write_text(text + "\ndef keep(kept, *arguments): return (kept or 0) + len(arguments)\n")

    assert [warm.build().lines[0] for _ in range(3)] == ["0", "2", "4"]


def test_a_build_says_when_its_pages_are_there_before_it_ends(warm: Builder, code: Code) -> None:
    fifo = code.log.with_name("fifo")
    os.mkfifo(fifo)
    code.write("whole", first="made(); open(arguments[0].replace('log', 'fifo')).read()")
    ended = []

    def made() -> None:
        ended.append(code.log.exists())
        fifo.write_text("go on")

    assert warm.build(made) == Outcome(True, ("whole", "one\nmore"))
    assert ended == [False]


def test_a_build_has_gone_as_far_as_it_can_before_anybody_asks_for_it(warm: Builder, code: Code) -> None:
    fifo = code.log.with_name("fifo")
    os.mkfifo(fifo)
    code.write("whole", early="ready and open(arguments[0].replace('log', 'fifo'), 'w').write(str(os.getpid()))")
    warm.build()

    ahead = fifo.read_text()  # waits for the next build to be there
    warm.build()

    assert code.processes()[1][1] == ahead


def test_a_build_that_went_ahead_says_late_what_it_had_to_say_early(
    warm: Builder, code: Code, capfd: pytest.CaptureFixture[str]
) -> None:
    code.write("whole", early="print('early', flush=True)", first="print('late', flush=True)")
    warm.build()
    capfd.readouterr()

    warm.build()

    assert "".join(capfd.readouterr()).split() == ["late", "early"]  # standard output, standard error


@pytest.mark.parametrize("how", ["opened", "listed"])
def test_what_a_build_that_went_ahead_has_read_is_read_again_where_it_changed(
    warm: Builder, code: Code, how: str
) -> None:
    folder = code.log.with_name("settings")
    folder.mkdir()
    (folder / "one").write_text("first")
    read = {"opened": f"open('{folder}/one').read()", "listed": f"' '.join(sorted(os.listdir('{folder}')))"}[how]
    code.write("settings", early=f"globals().update(SAYS={read})")
    said = [warm.build().lines[0]]
    (folder / {"opened": "one", "listed": "two"}[how]).write_text("second")
    said.append(warm.build().lines[0])

    assert said == {"opened": ["first", "second"], "listed": ["one", "one two"]}[how]


def test_what_stops_a_build_before_anybody_asks_for_it_is_told_when_somebody_does(warm: Builder, code: Code) -> None:
    wrong = code.log.with_name("wrong")
    code.write("whole", early=f"1 / (not os.path.exists('{wrong}'))", first=f"open('{wrong}', 'w').close()")
    whole = warm.build()

    failed = warm.build()
    wrong.unlink()

    assert (whole.lines[0], failed, warm.build().lines[0]) == ("whole", NO_ANSWER, "whole")


def test_a_build_is_not_asked_to_go_on_that_read_for_other_arguments(warm: Builder, code: Code) -> None:
    warm.build()
    warm._asked = b'["' + os.fsencode(code.log) + b'", "other"]\n'  # type: ignore[attr-defined]

    assert warm.build().lines == ("old", "other")


def test_nothing_waits_for_the_next_build_while_one_is_tried_again_in_a_plain_process(
    warm: Builder, code: Code
) -> None:
    early = code.log.with_name("early")
    code.write("survivor", first="'warm' in sys.orig_argv and os._exit(3)", early=f"open('{early}', 'a').write('.')")
    warm.build()

    assert early.read_text() == ".."  # in the copy that died, and in the plain process


def test_changed_data_of_the_code_is_read_again(warm: Builder, code: Code) -> None:
    (code.folder / "words.txt").write_text("first")
    code.write("words", first="globals().update(SAYS=WORDS)")
    module = code.folder / f"{MODULE}.py"
    module.write_text(module.read_text() + "\nWORDS = (pathlib.Path(__file__).parent / 'words.txt').read_text()\n")
    said = [warm.build().lines[0]]
    (code.folder / "words.txt").write_text("second one")
    said.append(warm.build().lines[0])

    assert said == ["first", "second one"]


def test_a_build_that_dies_is_tried_once_more_in_a_plain_process(warm: Builder, code: Code) -> None:
    code.write("survivor", first="'warm' in sys.orig_argv and os._exit(3)")

    assert warm.build().lines[0] == "survivor"


def test_a_build_that_dies_there_too_is_an_error(warm: Builder, code: Code) -> None:
    code.write("dead", first="os._exit(3)")

    assert warm.build() == NO_ANSWER


def test_code_that_does_not_load_is_an_error_until_it_is_mended(warm: Builder, code: Code) -> None:
    code.write("broken", first="(")
    failed = warm.build()
    code.write("mended")

    assert (failed, warm.build().lines[0]) == (NO_ANSWER, "mended")


def test_without_copies_each_build_is_a_process_of_its_own(code: Code) -> None:
    plain = Plain([str(code.log)], MODULE)

    assert plain.build() == Outcome(True, ("old",))
    assert plain.build() == Outcome(True, ("old",))
    assert len({process for _, process, _ in code.processes()}) == 2


def test_closing_ends_the_warm_process(warm: Builder, code: Code) -> None:
    warm.build()
    warm.build()  # the next is waiting, or on its way there
    warm.close()

    (_, build, parent) = code.processes()[0]
    assert gone(build)
    assert gone(parent)


STARVED = """
import sys, time
from tools.live.builders import builder
made = builder(sys.argv[2:], sys.argv[1], [], [])
made.build()
"""


def test_a_server_that_is_killed_leaves_no_build_behind(code: Code, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    code.write("endless", first="open(arguments[1], 'w').write(f'{os.getpid()} {os.getppid()}'); time.sleep(600)")
    server = subprocess.Popen([sys.executable, "-c", STARVED, MODULE, str(code.log), str(fifo)], cwd=ROOT)

    processes = fifo.read_text().split()  # waits for the build to begin
    server.kill()
    server.wait()

    deadline = time.monotonic() + 20
    while not all(map(gone, processes)) and time.monotonic() < deadline:
        os.sched_yield()
    assert all(map(gone, processes))


def test_an_error_is_described_by_the_last_place_of_the_project_it_passed() -> None:
    with pytest.raises(ModuleNotFoundError) as raised:
        import_module("tools.live.no\u202esuch")

    where, _, what = described(raised.value).partition(": ")
    assert where.startswith("tests/tools/test_live_builders.py:")
    assert what == "ModuleNotFoundError: No module named 'tools.live.no\\u202esuch'"


def test_a_mistake_in_a_module_is_named_by_its_line() -> None:
    with pytest.raises(SyntaxError) as raised:
        compile("a = 1\nb = (", str(ROOT / "pelicanconf.py"), "exec")

    assert described(raised.value) == "pelicanconf.py:2: SyntaxError: '(' was never closed"
