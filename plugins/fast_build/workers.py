"""Pages rendered in several processes, with the bytes, the order and the errors of one.

The processes are copies of this one (fork), so nothing has to be handed to them. Each renders every n-th page and sends
the bytes; this one takes them in turn. A page that one of them could not render, or that made it log something, is
rendered here again: so errors and warnings are told by the process that tells all others, and in their order. The same
goes for all pages of a process that dies. What rendering a page leaves behind beside its bytes is lost.
"""

from __future__ import annotations

import io
import logging
import os
import signal
import struct
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from itertools import cycle
from typing import Any, TypeVar

Item = TypeVar("Item")

WORTH = 2000  # pages from which on it pays to copy a process that holds an archive
_LENGTH = struct.Struct("<q")
_NOT_DONE = -1  # in place of a length: render it yourself


def processes_wanted(setting: int, pages: int) -> int:
    """How many processes shall render so many pages: as many as the setting says, 0 for one on each core."""
    if pages < WORTH or not hasattr(os, "fork"):
        return 1
    return setting or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def in_processes(
    count: int,
    items: Sequence[Item],
    render: Callable[[Item], bytes],
    *,
    begin: Callable[[], None] = lambda: None,
    only_here: Callable[[Item], bool] = lambda _: False,
) -> Generator[bytes, None, None]:
    """What `render` gives for each item, in their order; `begin` is called first in each process but this one.

    `only_here` names items whose rendering leaves something behind.
    """
    if count < 2:
        yield from map(render, items)
        return
    workers: list[tuple[int, Any]] = []
    try:
        shared = [item for item in items if not only_here(item)]
        for number in range(count):
            workers.append(_start(shared[number::count], render, begin, [pipe.fileno() for _, pipe in workers]))
        turns = cycle(pipe for _, pipe in workers)
        for item in items:
            page = None if only_here(item) else _take(next(turns))
            yield render(item) if page is None else page
    finally:
        for child, pipe in workers:
            pipe.close()
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _start(
    items: Sequence[Item], render: Callable[[Item], bytes], begin: Callable[[], None], others: Sequence[int]
) -> tuple[int, Any]:
    """A process that renders these items, and the pipe that they come from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb", buffering=1 << 16)
    code = 1
    try:
        for pipe in (reading, *others):
            os.close(pipe)
        _work(items, render, begin, writing)
        code = 0
    finally:
        os._exit(code)  # nothing of the other process's may be ended here


def _work(items: Sequence[Item], render: Callable[[Item], bytes], begin: Callable[[], None], writing: int) -> None:
    heard: list[logging.LogRecord] = []
    logging.Logger.handle = lambda self, record: heard.append(record)  # type: ignore[method-assign]
    begin()
    with os.fdopen(writing, "wb", buffering=1 << 16) as pipe:
        for item in items:
            heard.clear()
            try:
                page = render(item)
            except Exception:  # noqa: BLE001  # told by the other process, which renders the page again
                page = b""
                heard.append(logging.makeLogRecord({}))
            pipe.write(_LENGTH.pack(_NOT_DONE) if heard else _LENGTH.pack(len(page)) + page)


def _take(pipe: io.BufferedReader) -> bytes | None:
    """The next page of a process; None if it was not made there."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length < 0:
        return None
    page = pipe.read(length)
    return page if len(page) == length else None
