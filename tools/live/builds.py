"""One build for the local server, and the lines that say what was wrong with it."""

from __future__ import annotations

import io
import logging
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from plugins.seed_posts.errors import CaptureError, printable
from tools import ROOT

if TYPE_CHECKING:
    from plugins.seed_posts.pipeline import Vocabulary

PIPELINE = "plugins.seed_posts.pipeline"  # the module that converts
ERROR = "error: "  # how the lines of a build begin that tell of one
LAST_WORDS = 20  # lines of what a build said, where it failed without a line that begins so


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether there is a new site, and what is wrong with it or why there is none."""

    new_site: bool
    lines: tuple[str, ...] = ()


def build(
    seeds: str,
    output: str,
    captures: str,
    kept: Vocabulary | None = None,
    made: Callable[[], object] = lambda: None,
    ready: Callable[[Callable[[], bool]], object] | None = None,
) -> Outcome:
    """Convert captures and build the site in place, as `invoke build` does; everything is also said on the terminal.

    `seeds` is the folder of captures as a task's option names it, "" for the archive's own; `captures` is that folder.
    `made` is called when all pages are made and lie beside their places: what follows is the search. `ready` is called
    before captures and content are looked at, when all is done that they do not decide.
    """
    with _listening() as heard:
        new_site, code, advice = False, 1, ""
        try:
            from tools import building  # here: a plugin that does not import is an error of the build

            site = building.build(seeds, Path(output), known=kept, made=made, ready=ready)
            new_site, code = site.pages > 0, site.code
            advice = site.advice
        except SystemExit as stopped:
            if isinstance(stopped.code, str):
                print(stopped.code, file=sys.stderr)
        except Exception as error:  # noqa: BLE001  # of settings or plugins: the next change may mend it
            traceback.print_exc()
            heard.errors.append(f"{ERROR}{described(error)}")
        for line in filter(None, [*heard.errors, advice]):  # after all the rest, and as pages show them
            print(line, file=sys.stderr)
    return Outcome(new_site, tuple(heard.lines()) if code else ())


def keep(kept: Vocabulary | None, seeds: str, output: str, captures: str) -> Vocabulary | None:
    """What later builds need not load again once one has converted: the vocabulary of the captures as it is now."""
    if PIPELINE not in sys.modules:
        return None
    from plugins.seed_posts.pipeline import load_vocabulary
    from plugins.seed_posts.vocabulary_digest import vocabulary_digest

    try:
        if kept and kept.digest == vocabulary_digest(Path(captures), {}):
            return kept
        return load_vocabulary(Path(captures)).ready()
    except (CaptureError, OSError):  # the next build says so
        return None


def described(error: BaseException) -> str:
    """The error and the last place of the project it passed, on one line: "plugins/x.py:12: NameError: …"."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [(Path(frame.filename), frame.lineno) for frame in frames]
    places = [(path.relative_to(ROOT), line) for path, line in ours if path.is_relative_to(ROOT) and _written(path)]
    if isinstance(error, SyntaxError) and error.filename:
        path = Path(error.filename)
        places.append((path.relative_to(ROOT) if path.is_relative_to(ROOT) else path, error.lineno))
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    where = f"{places[-1][0].as_posix()}:{places[-1][1]}: " if places else ""
    return printable(f"{where}{type(error).__name__}: {' '.join(what.split())}")


def _written(path: Path) -> bool:
    """Whether the file is one of the project's own, not of a package installed below it."""
    return "site-packages" not in path.parts


@dataclass
class _Heard:
    """What a build said that a person should read."""

    errors: list[str] = field(default_factory=list)
    said: io.StringIO = field(default_factory=io.StringIO)

    def lines(self) -> Sequence[str]:
        said = [printable(line) for line in self.said.getvalue().splitlines() if line.strip()]
        errors = [line for line in said if line.startswith(ERROR)]
        return list(dict.fromkeys([*errors, *self.errors])) or said[-LAST_WORDS:]


class _Both(io.TextIOBase):
    """Standard error, and a copy of what is written to it."""

    def __init__(self, stream: TextIO, copy: io.StringIO) -> None:
        self._stream, self._copy = stream, copy

    def write(self, text: str) -> int:
        self._copy.write(text)
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding


class _Errors(logging.Handler):
    """Keeps errors that Pelican and its plugins log."""

    def __init__(self, heard: _Heard) -> None:
        super().__init__(logging.ERROR)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error and self._heard.errors and str(error) == "Warning or error encountered":
            return  # Pelican's own way to stop after an error, which has been told
        text = described(error) if error else printable(" ".join(record.getMessage().split()))
        self._heard.errors.append(f"{ERROR}{text}")


@contextmanager
def _listening() -> Iterator[_Heard]:
    heard = _Heard()
    handler, root, stderr = _Errors(heard), logging.getLogger(), sys.stderr
    _let_pelican_log()
    root.addHandler(handler)
    both: Any = _Both(stderr, heard.said)
    sys.stderr = both
    try:
        yield heard
    finally:
        sys.stderr = stderr
        root.removeHandler(handler)


def _let_pelican_log() -> None:
    """Pelican sets up its log only where nobody listens yet."""
    from pelican.log import init

    init(name="pelican")
