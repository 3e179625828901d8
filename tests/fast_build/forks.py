"""A process of its own for each build, without what a new interpreter costs: a copy of one that has imported much."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

CRASHED = 70  # status of a copy that ended in an error nobody meant


@dataclass(frozen=True)
class Ended:
    """How a build ended."""

    status: int
    said: str  # on both of its streams
    result: Any  # what the function gave; None if it did not come to its end


def in_a_fork(do: Callable[[], Any]) -> Ended:
    """Calls the function in a copy of this process, which it leaves as it was. Raises RuntimeError if that crashed."""
    with tempfile.TemporaryDirectory() as folder:
        said, result = Path(folder, "said"), Path(folder, "result")
        child = os.fork()
        if child == 0:
            _run(do, said, result)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        text = said.read_text(encoding="utf-8", errors="replace")
        if status == CRASHED or status < 0:
            raise RuntimeError(f"the build crashed ({status}):\n{text}")
        given, modules = pickle.loads(result.read_bytes()) if result.exists() else (None, [])
        for module in modules:  # the next copy need not load them; what is loaded has run nothing of a build
            with suppress(ImportError):
                import_module(module)
        return Ended(status, text, given)


def _run(do: Callable[[], Any], said: Path, result: Path) -> None:
    status, before = CRASHED, set(sys.modules)
    try:
        stream = said.open("w", encoding="utf-8")
        for number in (1, 2):
            os.dup2(stream.fileno(), number)
        sys.stdout = sys.stderr = stream
        try:
            given = do()
            result.write_bytes(pickle.dumps((given, _loaded_since(before))))
            status = 0
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
            if isinstance(error.code, str):
                print(error.code)
        except BaseException:  # noqa: BLE001  # told by the process that waits
            traceback.print_exc()
        stream.flush()
    finally:
        os._exit(status)


def _loaded_since(before: set[str]) -> list[str]:
    """Modules that a build has imported, but for the settings, which are a file of the site."""
    return [name for name in sys.modules if name not in before and name != "pelicanconf"]
