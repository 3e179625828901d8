"""What every task does: it runs commands, installs what they need, and ends with a code and a line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from invoke.exceptions import Exit

from . import ROOT, environment


def run(*command: str) -> int:
    """Exit code of a command run at the project's root, its output shown as it comes."""
    sys.stdout.flush()
    return subprocess.call(command, cwd=ROOT)


def python(*arguments: str) -> int:
    """Exit code of this Python with the arguments."""
    return run(sys.executable, *arguments)


def fail_if(code: int, message: str = "") -> None:
    """End the task with the code and, if there is one, the message, unless the code is 0."""
    if code:
        raise Exit(message or None, code=code)


def need(*installs: Callable[[], object]) -> None:
    """Install what a task needs, or end it."""
    try:
        for install in installs:
            install()
    except environment.NotInstalled as error:
        raise Exit(f"error: {error}", code=1) from None
