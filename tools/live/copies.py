"""Copies of the process that builds (fork): one for each build, made before anybody asks for it.

A copy goes ahead to the door: it reads settings, loads plugins, opens what the last build left, and waits where content
would be looked at. When somebody saves, the rest is all there is to do. If something that it has read is another by
then, it ends without a word, and a fresh copy does all of it. What one says before the door waits too.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NoReturn

from .builds import Outcome
from .looked_at import LookedAt

Build = Callable[..., Outcome]  # is given `made` and `ready`
Tell = Callable[[dict[str, Any]], None]
COMMAND, CHUNK = 0, 1 << 16  # the descriptor the server asks through; bytes read at once
COLLECTED_EACH = 50_000  # objects made until Python looks for unused ones: a copy does not live long enough for more
OLD = 1800.0  # seconds that a copy may wait: settings may have asked for the time
_MADE = b'{"made": true}\n'


class Copy:
    """A copy of this process that builds when it is told to."""

    def __init__(self, build: Build, *, ahead: bool) -> None:
        """`ahead`: goes as far as it can without looking at content, and waits there for `answer`."""
        gc.freeze()  # a copy shares what is never looked at again
        reading, answers = os.pipe()
        go, going = os.pipe()
        self._born = time.monotonic()
        self._process = os.fork()
        if self._process == 0:
            os.close(reading)
            os.close(going)
            _be_copy(build, answers, go if ahead else None)
        os.close(answers)
        os.close(go)
        self._reading, self._going = reading, going

    def answer(self, tell: Tell) -> dict[str, Any]:
        """Lets it build. What it answers at last, or {} if it ended without a word; what it says before is told on.

        Where the server goes meanwhile, all ends at once.
        """
        if time.monotonic() - self._born > OLD:
            self.dismiss()
            return {}
        with suppress(OSError):  # it ended before it was asked
            os.write(self._going, b"\n")
        said = b""
        while True:
            ready, _, _ = select.select([COMMAND, self._reading], [], [])
            if self._reading in ready:
                if not (part := os.read(self._reading, CHUNK)):
                    break
                said += part
                if said.startswith(_MADE):
                    tell(json.loads(_MADE))
                    said = said.removeprefix(_MADE)
            elif not os.read(COMMAND, CHUNK):
                os.killpg(0, signal.SIGKILL)
        self._forget()
        try:
            answer: dict[str, Any] = json.loads(said)
        except ValueError:
            return {}
        return answer

    def dismiss(self) -> None:
        """Ends it: nobody will ask it to build."""
        os.kill(self._process, signal.SIGKILL)
        self._forget()

    def _forget(self) -> None:
        os.waitpid(self._process, 0)
        os.close(self._going)
        os.close(self._reading)


class Door:
    """Where a copy waits until it is told to go on."""

    def __init__(self, go: int) -> None:
        self._go = go
        self.passed = False
        self._looked_at = LookedAt()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # open to the process's end
        self._streams = [(stream, os.dup(stream)) for stream in (1, 2)]
        for stream, _ in self._streams:
            os.dup2(self._said.fileno(), stream)

    def wait(self, holds: Callable[[], bool] = lambda: True) -> None:
        """Returns when it is time to go on. Ends this process if nobody wants it to, or what it read has changed.

        `holds` says the same of what was only asked for its times.
        """
        if self.passed:
            return
        gc.collect()
        gc.freeze()  # what is there by now stays to the end
        if not os.read(self._go, 1) or not self._looked_at.holds() or not holds():
            os._exit(0)
        self.passed = True
        _flush()
        for stream, there in self._streams:
            os.dup2(there, stream)
        self._said.seek(0)
        while part := self._said.read(CHUNK):
            os.write(2, part)


def _be_copy(build: Build, answers: int, go: int | None) -> NoReturn:
    """Build, answer and end; nothing of the process copied goes on here."""
    code = 1
    try:
        gc.set_threshold(COLLECTED_EACH)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, COMMAND)
        door = Door(go) if go is not None else None
        outcome = build(made=lambda: os.write(answers, _MADE), ready=door.wait if door else None)
        if door and not door.passed:
            os._exit(code)  # something is wrong: a fresh copy says so when somebody asks
        write(answers, {**asdict(outcome), "loaded": sorted(loadable(sys.modules))})
        _flush()
        code = 0
    finally:
        os._exit(code)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def loadable(names: Iterable[str]) -> Iterable[str]:
    """The modules that are alike for every build: of packages and plugins, not the settings file or what it loads."""
    for name in list(names):
        module = sys.modules.get(name)
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.name != name or not spec.origin or name == "__main__":
            continue
        if "site-packages" in spec.origin or name.partition(".")[0] in ("plugins", *sys.stdlib_module_names):
            yield name


def write(descriptor: int, answer: dict[str, Any]) -> None:
    """Puts the answer down as one line of JSON."""
    rest = memoryview(json.dumps(answer).encode() + b"\n")
    while rest:
        rest = rest[os.write(descriptor, rest) :]
