"""The process that builds: with the code of builds loaded, it makes a copy of itself (fork) for each build.

A copy starts at once where a new process would load for half a second. It reads settings, templates and content anew;
modules are older than the build, and where a file below their folders has changed the process says so and ends, for
another to take its place. What else is kept for copies says itself what it was made of.

One line of JSON comes in on standard input for each build, one goes out to the descriptor named as argument:
{"new_site": …, "lines": […]}, or {"stale": true}; before it may come {"made": true}, when pages are there.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .builds import Outcome

Build = Callable[..., Outcome]
Stamps = dict[str, tuple[int, int, int]]  # modification time in ns, size, place on disk, by file
COLLECTED_EACH = 50_000  # objects made until Python looks for unused ones: a copy does not live long enough for more
_COMMAND, _CHUNK = 0, 1 << 16
_MADE = b'{"made": true}\n'
_SKIPPED = ("__pycache__", "node_modules")
_PASSING = (".pyc", ".part", "~")  # ends of files that come and go


def code_below(folders: Iterable[Path]) -> Stamps:
    """The files of plugins and tools, data included: what a loaded module may have read counts too."""
    found: Stamps = {}
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below[:] = [name for name in below if name not in _SKIPPED and not name.startswith(".")]
            for name in names:
                if not name.startswith(".") and not name.endswith(_PASSING):
                    with suppress(OSError):
                        status = os.stat(path := os.path.join(parent, name))
                        found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def run(name: str, code: Sequence[Path], preload: Sequence[str], answers: int) -> None:
    """Build whenever a line asks for it, until standard input ends or the code has changed.

    The module of this name builds: `build(*arguments, made=…)` gives an Outcome. If it has a function `keep` too,
    that gives, while nobody waits, what `build` gets as `kept` the next time; it is asked with what it gave before.
    """
    before = code_below(code)
    module = importlib.import_module(name)
    kept: Any = None
    _load_all(preload)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    while command := os.read(_COMMAND, _CHUNK):
        if code_below(code) != before:
            _write(answers, {"stale": True})
            return
        arguments = json.loads(command)
        build = partial(module.build, *arguments, **({"kept": kept} if kept is not None else {}))
        answer = _build_in_copy(build, partial(_write, answers))
        loaded = answer.pop("loaded", ())
        _write(answers, answer)
        _load_all(loaded)  # while nobody waits, for the next copy
        if hasattr(module, "keep"):
            kept = module.keep(kept, *arguments)


def _build_in_copy(build: Build, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """What the copy answers at last; {} if it ended without a word. What it says before is told on.

    Where the server goes meanwhile, all ends at once.
    """
    gc.freeze()  # a copy shares what is never looked at again
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(reading)
        _be_copy(build, writing)
    os.close(writing)
    said = b""
    while True:
        ready, _, _ = select.select([_COMMAND, reading], [], [])
        if reading in ready:
            if not (part := os.read(reading, _CHUNK)):
                break
            said += part
            if said.startswith(_MADE):
                tell(json.loads(_MADE))
                said = said.removeprefix(_MADE)
        elif not os.read(_COMMAND, _CHUNK):
            os.killpg(0, signal.SIGKILL)
    os.close(reading)
    os.waitpid(copy, 0)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        return {}
    return answer


def _be_copy(build: Build, answers: int) -> None:
    """Build, answer and end; nothing of the process copied goes on here."""
    code = 1
    try:
        gc.set_threshold(COLLECTED_EACH)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, _COMMAND)
        outcome = build(made=lambda: os.write(answers, _MADE))
        _write(answers, {**asdict(outcome), "loaded": sorted(_loadable(sys.modules))})
        sys.stdout.flush()
        sys.stderr.flush()
        code = 0
    finally:
        os._exit(code)


def _loadable(names: Iterable[str]) -> Iterable[str]:
    """The modules that are alike for every build: of packages and plugins, not the settings file or what it loads."""
    for name in list(names):
        module = sys.modules.get(name)
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.name != name or not spec.origin or name == "__main__":
            continue
        if "site-packages" in spec.origin or name.partition(".")[0] in ("plugins", *sys.stdlib_module_names):
            yield name


def _load_all(names: Iterable[str]) -> None:
    for name in names:
        if name not in sys.modules:
            with suppress(Exception):  # a build that needs it will say what is wrong
                if find_spec(name):
                    importlib.import_module(name)


def _write(descriptor: int, answer: dict[str, Any]) -> None:
    rest = memoryview(json.dumps(answer).encode() + b"\n")
    while rest:
        rest = rest[os.write(descriptor, rest) :]
