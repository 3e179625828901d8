"""Pelican's writer, by way of the build's outputs."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any

from pelican import signals
from pelican.writers import FileOverwriteFailedError, Writer

from .session import FastBuild


class FastWriter(Writer):  # type: ignore[misc]  # Pelican has no type hints here
    """Pelican's writer; its files are written where they differ, and put in place at the end.

    A plugin that listens for written files finds each in its place when it is told of it.
    """

    @property
    def fast(self) -> FastBuild:
        return self.settings["fast_build"]  # type: ignore[no-any-return]

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        """A file in memory, which goes to the outputs when it is closed."""
        if filename in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f"{filename}: two pages override each other; change one's save_as")
            return io.StringIO()
        again = filename in self._written_files
        if again and not override:
            raise FileOverwriteFailedError(f"{filename}: two pages want this address; change the slug of one of them")
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        path = relative(filename, self.output_path)
        heard = bool(signals.content_written.receivers or signals.feed_written.receivers)

        def put(data: bytes) -> None:
            self.fast.outputs.put(path, None, lambda: data, override=again, at_once=heard)

        return _Page(put, encoding)


def quickened(writer: Writer) -> Writer:
    """The writer, its files written by way of the outputs: Pelican's own, or one of another plugin that inherits from
    it. One that opens its files itself is left as it is: what it writes is nobody's, and stays."""
    kind = type(writer)
    if isinstance(writer, Writer) and kind._open_w is Writer._open_w and "fast_build" in writer.settings:
        writer.__class__ = FastWriter if kind is Writer else type(kind.__name__, (FastWriter, kind), {})
    return writer


class _Page(io.TextIOWrapper):
    """Text that is handed on as bytes when it is closed, unless an error closed it."""

    def __init__(self, put: Callable[[bytes], None], encoding: str) -> None:
        self._put = put
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding=encoding)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            self.flush()
            data = self._bytes.getvalue()
            self.close()
            self._put(data)
        else:
            self.close()


def relative(filename: str, output_path: str) -> str:
    """The file's path below the output folder, with slashes."""
    return os.path.relpath(filename, output_path).replace(os.sep, "/")
