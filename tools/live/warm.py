"""The process that builds: with the code of builds loaded, it makes a copy of itself (fork) for each build.

A copy need not load what a new process would, and has read settings and what the last build left before anybody asks
for it. It reads templates and content anew; modules are older than the build, and where a file below their folders has
changed the process says so and ends, for another to take its place. What else is kept for copies says itself what it
was made of.

One line of JSON comes in on standard input for each build, one goes out to the descriptor named as argument:
{"new_site": …, "lines": […]}, or {"stale": true}; before it may come {"made": true}, when pages are there.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from .copies import CHUNK, COMMAND, Build, Copy, write

Stamps = dict[str, tuple[int, int, int]]  # modification time in ns, size, place on disk, by file
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

    The module of this name builds: `build(*arguments, made=…, ready=…)` gives an Outcome, and calls `ready`, where it
    is not None, before it looks at what changes from build to build. If the module has a function `keep` too, that
    gives, while nobody waits, what `build` gets as `kept` the next time; it is asked with what it gave before.
    """
    before = code_below(code)
    module = importlib.import_module(name)
    kept: Any = None
    copy: Copy | None = None  # that has gone ahead
    asked, tell = b"", partial(write, answers)
    _load_all(preload)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    while command := os.read(COMMAND, CHUNK):
        stale = code_below(code) != before
        if copy and (stale or command != asked):
            copy.dismiss()
            copy = None
        if stale:
            tell({"stale": True})
            return
        asked, arguments = command, json.loads(command)
        answer = copy.answer(tell) if copy else {}
        if not answer:
            answer = Copy(_build(module, arguments, kept), ahead=False).answer(tell)
        copy, loaded, died = None, answer.pop("loaded", ()), not answer
        tell(answer)
        _load_all(loaded)  # while nobody waits, for the next copy
        if hasattr(module, "keep"):
            kept = module.keep(kept, *arguments)
        if not died:  # else the server builds in a plain process, which wants the site for itself
            copy = Copy(_build(module, arguments, kept), ahead=True)


def _build(module: ModuleType, arguments: Sequence[str], kept: Any) -> Build:
    return partial(module.build, *arguments, **({"kept": kept} if kept is not None else {}))


def _load_all(names: Iterable[str]) -> None:
    for name in names:
        if name not in sys.modules:
            with suppress(Exception):  # a build that needs it will say what is wrong
                if find_spec(name):
                    importlib.import_module(name)
