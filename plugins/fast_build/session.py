"""One build: what plugins and templates' writers find as context["fast_build"]."""

from __future__ import annotations

import json
import locale
import os
from collections.abc import Callable, Iterable, KeysView, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template

from . import digests
from .bytecode import Bytecode
from .collector import Rest
from .errors import FastBuildError, cannot_write
from .lock import Lock
from .memo import Memo
from .outputs import Outputs
from .pages import Pages
from .plain_paths import are_plain, is_plain
from .runs import Runs
from .settings import states_folder
from .stamps import Stamps
from .state import State, folder_of, forget_gone
from .timings import Stage, Timings
from .versions import code_digest, code_files, settings_digest

FOREIGN_SHOWN = 3  # files named of those that lay in the output folder before its first build


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    whole: bool  # all its files are in place
    listed: KeysView[str] = field(repr=False)  # paths of the site
    written: int
    removed: int

    @property
    def paths(self) -> frozenset[str]:
        """The files of the site."""
        return frozenset(self.listed)

    @property
    def pages(self) -> int:
        """How many of them are HTML pages."""
        return sum(path.endswith(".html") for path in self.listed)


class FastBuild:
    """The build of one output folder. Whoever makes one ends it with `finish` and `close`."""

    def __init__(self, settings: Mapping[str, Any], plugins: Sequence[Any] = ()) -> None:
        """Takes the folder's lock and opens its state. Raises FastBuildError."""
        self.article_value: Callable[[Any], bytes | None] | None = None
        self.article_values: Callable[[Sequence[Any]], Sequence[bytes | None]] = lambda articles: [None] * len(articles)
        self.when_made: Callable[[], object] = lambda: None  # called when all pages are made, before `later` work
        self._ahead: list[Callable[[], object]] = []
        self._later: list[Callable[[], object]] = []
        self._afterwards: list[Callable[[], object]] = []
        self.output: str = settings["OUTPUT_PATH"]
        states = states_folder(settings)
        self.timings = Timings()
        self._plugins = plugins
        with self.stage("state"):
            if not os.path.isdir(self.output) and os.path.lexists(self.output):
                raise FastBuildError(f"{self.output}: is no folder; name another with -o, or remove it")
            folder = folder_of(states, self.output)
            self._lock = Lock(folder, self.output)
            self._lock.acquire()
            self.rest = Rest()
            try:
                forget_gone(states, but=folder)
                self.state = State(folder, self.output)
                self._stamps = Stamps(self.state)
                self._memo = Memo(self.state)
                self._settings = digests.digest(settings_digest(settings), locale.setlocale(locale.LC_ALL))
                self._modules = set(_texts(self.state.meta("modules")))  # files that earlier builds loaded late
                version = self._version()
                if not version or self.state.meta("version of all") != version:
                    self.state.forget_results({"version of all": version})
                self.outputs = Outputs(self.output, self.state, adopt=settings.get("FAST_BUILD_ADOPT", False))
            except OSError as error:
                self.rest.end()
                self._lock.release()
                raise cannot_write(str(folder), error) from None
            except BaseException:
                self.rest.end()
                self._lock.release()
                raise
        self.timings.things = self.outputs.__len__
        self.outputs.heard = self.rest.made
        self._runs = Runs(self.state, self.outputs, self._memo)
        self.pages = Pages(self._memo, settings["TEMPLATE_EXTENSIONS"])
        self.bytecode = Bytecode(self._memo, self.pages.calls_digest)
        self.pages.shared("fast_build", b"")  # what it gives away, it counts

    # -- for plugins ------------------------------------------------------------------------

    def put(self, path: str, inputs: bytes | None, make: Callable[[], bytes]) -> bool:
        """Writes a file of the site, unless it is there and was made of these inputs; whether it had to be made."""
        return self.outputs.put(path, inputs, make)

    def keep(self, path: str, inputs: bytes | None) -> bool:
        """Whether the file is there and was made of these inputs; if so it stays, if not it is to be `put`."""
        return self.outputs.keep(path, inputs)

    def keep_many(self, paths: Sequence[str], inputs: Sequence[bytes | None]) -> list[int]:
        """The places of the files that are to be `put`; the others are there and made of their inputs, and stay."""
        return self.outputs.keep_many(paths, inputs)

    def claim(self, path: str) -> None:
        """Counts a file that somebody else writes to the output folder as this site's."""
        self.outputs.claim(path)

    def claim_all(self, paths: Iterable[str]) -> None:
        """Counts many such files."""
        self.outputs.claim_all(paths)

    def copy(self, path: str, source: str, *, override: bool = False) -> bool:
        """Copies a file to the site, unless it is there and the same; whether it had to be copied."""
        return self.outputs.copy(path, source, self.file_digest(source), override=override)

    def folder(self, name: str) -> str:
        """A folder beside the state of this output folder, for a plugin that keeps more than results of functions."""
        return str(self.state.folder / "plugins" / name)

    def memo(self, kind: str, key: bytes, make: Callable[[], Any]) -> Any:
        """The JSON value that `make` gives or gave for this key."""
        return self._memo.get(kind, key, make)

    def memo_bytes(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The bytes that `make` gives or gave for this key."""
        return self._memo.get_bytes(kind, key, make)

    def memo_many(self, kind: str, keys: Sequence[bytes], make: Callable[[int], Any]) -> list[Any]:
        """The JSON values for many keys, in one look; `make` gets the place of a key that has none."""
        return self._memo.get_many(kind, keys, make)

    def latest(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The bytes that `make` gives for this key, or gave the last time the name was asked for; older ones go."""
        return self._runs.latest(name, key, make)

    def left(self, name: str, key: bytes) -> bytes | None:
        """The bytes that were left under this name for this key, a digest; None where others were, or none."""
        return self._runs.left(name, key)

    def leave(self, name: str, key: bytes, value: bytes) -> None:
        """Leaves the bytes for the next build, in place of what was left under this name."""
        self._runs.leave(name, key, value)

    def run(
        self, name: str, value: bytes | None, write: Callable[[], Any], holds: Callable[[Any], bool]
    ) -> tuple[Any, bool]:
        """What `write` says, and whether it was spared: all files it puts were made of this value, and are there.

        What it says is JSON; `holds` tells of what it said the last time whether it would say so now.
        """
        return self._runs.run(name, value, write, holds)

    digest = staticmethod(digests.digest)

    def file_digest(self, path: str, found: os.stat_result | None = None) -> bytes:
        """The digest of a source file's content, read only where its time and size leave doubt."""
        return self._stamps.digest(path if is_plain(path) else os.path.abspath(path), found)

    def file_digests(self, paths: Sequence[str]) -> list[bytes]:
        """The digests of many source files' contents, in their order."""
        return self._stamps.digests(paths if are_plain(paths) else list(map(os.path.abspath, paths)))

    def bytes_read(self, path: str) -> bytes | None:
        """The bytes of a source file whose digest was the last that had to be read; None for another file."""
        return self._stamps.last[1] if self._stamps.last[0] == path else None

    def shared(self, name: str, value: bytes | None) -> None:
        """Says what a name of the templates' context stands for: "archive.undated", its digest.

        None says that it may change in ways nobody sees: what reads it is always rendered.
        """
        self.pages.shared(name, value)

    def told(self, name: str) -> bytes | None:
        """The digest that `shared` gave for a name of the templates' context; None for none."""
        return self.pages.told(name)

    def page_digest(
        self, template: str | Template, given: Iterable[str] = (), environment: Environment | None = None
    ) -> bytes | None:
        """The digest of all that a page of this template may show beside the names it is given; None: render always."""
        return self.pages.digest(template, given, environment)

    def article_inputs(
        self,
        value: Callable[[Any], bytes | None],
        values: Callable[[Sequence[Any]], Sequence[bytes | None]] | None = None,
    ) -> None:
        """Says what an article's page shows beside its post and its template: the digest that `value` gives of it.

        `values` gives the same digests of many articles at once.
        """
        self.article_value = value
        self.article_values = values or (lambda articles: list(map(value, articles)))

    def later(self, work: Callable[[], object]) -> None:
        """Does the work once all pages are made, before they are put in place: they shall not wait for it."""
        self._later.append(work)

    def afterwards(self, work: Callable[[], object]) -> None:
        """Does the work once all files are in their places: what nobody looks for any more may go."""
        self._afterwards.append(work)

    def stage(self, name: str) -> AbstractContextManager[Stage]:
        """Counts the time of what runs inside to a stage of the build."""
        return self.timings.stage(name)

    # -- a wait -----------------------------------------------------------------------------

    def ahead(self, work: Callable[[], object]) -> None:
        """Does the work where the build waits before it looks at content: what earlier builds left is read then."""
        self._ahead.append(work)

    def wait(self, until: Callable[[Callable[[], bool]], object]) -> None:
        """Reads ahead what earlier builds left, and calls `until`, which comes back when the build is to go on.

        It gets a function that tells, when it is time, whether the source files asked for by then are as they were.
        """
        for work in [*self._ahead, self._stamps.read_ahead]:
            work()
        until(self._stamps.hold)
        self.outputs.begins()

    # -- the end ----------------------------------------------------------------------------

    def finish(self) -> None:
        """Does what may come after the pages, puts the files in place and saves the state."""
        if self._later:
            self.when_made()
        for work in self._later:
            work()
        with self.stage("files in place"):
            self.outputs.finish()
        for work in self._afterwards:
            work()
        self.save()

    def save(self) -> None:
        """Saves what later builds can use."""
        with self.stage("state"):
            self.outputs.save()
            version = self._version()  # which notes what modules were loaded late
            stamps, packed = self._stamps.changes()
            changes = [*self._memo.changes(whole=True), *stamps]
            meta = {"modules": json.dumps(sorted(self._modules)).encode(), "version of all": version}
            meta = {name: value for name, value in meta.items() if self.state.meta(name) != value}
            self._save(changes, {**meta, **self._runs.changes(), **packed})

    def abandon(self) -> None:
        """Leaves the site as it was before this build, and saves only results of pure functions."""
        self.outputs.abandon()
        with suppress(FastBuildError):  # there is another error to tell of
            stamps, packed = self._stamps.changes()
            self._save([*self._memo.changes(whole=False), *stamps], packed)

    def _save(self, changes: Sequence[tuple[str, list[tuple[Any, ...]]]], meta: Mapping[str, bytes]) -> None:
        if changes or meta:
            self.state.save(changes, meta)

    def built(self) -> Built | None:
        """What the build did; None while the folder is as it was before."""
        outputs = self.outputs
        if not outputs.begun and not outputs.in_place:
            return None
        return Built(outputs.in_place, outputs.listed(), outputs.written, outputs.removed)

    def close(self) -> None:
        self.rest.end()
        self.state.close()
        self._lock.release()

    def __deepcopy__(self, _: Any) -> FastBuild:
        return self  # plugins copy settings, which hold the build

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(None), ()  # Pelican's own cache writes down settings; a build that is over is no use in them

    def report(self) -> list[str]:
        """Lines a person should read: files that are not this site's."""
        left = self.outputs.left_alone()
        if not left:
            return []
        names = ", ".join(left[:FOREIGN_SHOWN]) + (", …" if len(left) > FOREIGN_SHOWN else "")
        return [f"{self.output}: {len(left)} files there are not this site's and stay: {names}"]

    def _version(self) -> bytes:
        """The digest of settings and code; b"" for none."""
        self._modules |= code_files(self._plugins)
        code = code_digest(self._modules, self._stamps.digest)
        return digests.digest(self._settings, code) if code else b""


def _texts(raw: bytes | None) -> Iterable[str]:
    try:
        found = json.loads(raw or b"[]")
    except ValueError:
        return []
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []
