"""Where builds happen: in copies of a warm process; where the system makes none, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from tools import ROOT

from .builds import Outcome

BUILDS = "tools.live.builds"  # the module whose `build` is called
PRELOADED = ("tools.building", "plugins.archive_pages", "plugins.archive_search")
Made = Callable[[], object]  # called when pages are made, where the build has more to do after them
NO_ANSWER = Outcome(False, ("error: the build ended without a word; what it printed stands in the terminal",))


class Builder(Protocol):
    def build(self, made: Made = lambda: None) -> Outcome: ...

    def close(self) -> None:
        """Ends what is at work."""


def builder(
    arguments: Sequence[str],
    module: str = BUILDS,
    code: Sequence[Path] = (ROOT / "plugins", ROOT / "tools"),
    preloaded: Sequence[str] = PRELOADED,
) -> Builder:
    """What calls `build(*arguments, made=…)` of a module, as its code and that of the folders is at that moment."""
    plain = Plain(arguments, module)
    return Warm(arguments, module, code, preloaded, plain) if hasattr(os, "fork") else plain


class Plain:
    """A process for each build, which says only how it ended."""

    def __init__(self, arguments: Sequence[str], module: str) -> None:
        self._arguments, self._module = arguments, module
        self._process: subprocess.Popen[bytes] | None = None

    def build(self, made: Made = lambda: None) -> Outcome:
        with tempfile.TemporaryDirectory() as folder:
            answer = Path(folder) / "answer"
            command = [sys.executable, "-m", "tools.live", "plain", self._module, str(answer), *self._arguments]
            self._process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL)
            self._process.wait()
            try:
                return _outcome(answer.read_bytes()) or NO_ANSWER
            except OSError:
                return NO_ANSWER

    def close(self) -> None:
        _end(self._process)


class Warm:
    """A process that makes a copy of itself for each build; a new one when code changed, `plain` when it fails."""

    def __init__(
        self, arguments: Sequence[str], module: str, code: Sequence[Path], preloaded: Sequence[str], plain: Plain
    ) -> None:
        self._asked = json.dumps(list(arguments)).encode() + b"\n"
        self._started = [module, json.dumps([[str(path) for path in code], list(preloaded)])]
        self._plain = plain
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: IO[bytes] | None = None

    def build(self, made: Made = lambda: None) -> Outcome:
        answer = self._ask(made) if self._process else b""
        if not answer or json.loads(answer).get("stale"):
            self._start()
            answer = self._ask(made)
        return _outcome(answer) or self._plain.build(made)

    def close(self) -> None:
        self._plain.close()
        _end(self._process)
        self._process = None
        if self._answers:
            self._answers.close()
            self._answers = None

    def _start(self) -> None:
        self.close()
        reading, writing = os.pipe()
        command = [sys.executable, "-m", "tools.live", "warm", *self._started, str(writing)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[writing], start_new_session=True
        )
        os.close(writing)
        self._answers = os.fdopen(reading, "rb")

    def _ask(self, made: Made) -> bytes:
        """The last line it answers; b"" if it is gone."""
        assert self._process
        assert self._process.stdin
        assert self._answers
        try:
            self._process.stdin.write(self._asked)
            self._process.stdin.flush()
        except OSError:
            return b""
        while answer := self._answers.readline():
            if not json.loads(answer).get("made"):
                break
            made()
        return answer


def _outcome(answer: bytes) -> Outcome | None:
    try:
        said = json.loads(answer)
        return Outcome(bool(said["new_site"]), tuple(map(str, said["lines"])))
    except (ValueError, KeyError, TypeError):
        return None


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """Ends a process and, where it leads a session, all it started. A build may be stopped at any moment."""
    if process is None:
        return
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()
