"""One-line errors: where, what, what to do.

A maintainer's mistake never shows a stack trace. Every error of a run is collected; the
command prints them at the end, one line each, and exits with 1.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path

SHOWN_MAX = 80  # characters of a foreign value quoted in an error line

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class CaptureError(Exception):
    """A file of the seeds folder that cannot be used; the others are converted all the same.

    `seed` names the capture that is left out for it, "" where no capture is.
    """

    def __init__(self, where: str, what: str, todo: str = "", *, seed: str = "") -> None:
        super().__init__(where, what, todo)
        self.where = where
        self.what = what
        self.todo = todo
        self.seed = seed

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.todo}" if self.todo else "")


class SettingError(CaptureError):
    """A setting, option or shared vocabulary file without which no capture can be converted."""


def place(path: Path | str, line: int = 0) -> str:
    """The path as an error line shows it, relative to the working directory where it lies below it."""
    path = Path(path)
    try:
        shown_path = path.relative_to(Path.cwd()) if path.is_absolute() else path
    except ValueError:
        shown_path = path
    return printable(shown_path.as_posix()) + (f":{line}" if line else "")


def shown(value: str) -> str:
    """A foreign value in quotation marks, on one line and not too long for an error line."""
    text = printable(value)
    return f'"{text[:SHOWN_MAX]}…"' if len(text) > SHOWN_MAX else f'"{text}"'


def printable(text: str) -> str:
    """The text with control, bidi and undecodable characters spelled out, safe on any terminal."""
    return _UNPRINTABLE.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A phrase such as `did you mean "uri"?`, or the list of what is known when nothing is near."""
    choices = sorted(set(known))
    near = difflib.get_close_matches(word.lower(), [c.lower() for c in choices], n=1)
    if near:
        return f"did you mean {shown(next(c for c in choices if c.lower() == near[0]))}?"
    return f"known: {', '.join(choices)}" if choices else ""
