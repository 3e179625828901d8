"""What may befall a build while it runs: somebody edits, it is killed, an error comes out of nowhere."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from random import Random
from typing import Any

from pelican import signals

MOMENTS = (  # signals of Pelican, in their order
    "initialized", "get_generators", "article_generator_init", "article_generator_finalized",
    "all_generators_finalized", "get_writer", "article_writer_finalized", "page_writer_finalized", "finalized",
)  # fmt: skip
CALLS = {"replace": 150, "write": 150, "open": 150, "unlink": 12, "mkdir": 12}  # of `os`; how many a build may make

Do = Callable[[], object]


def random_mishap(random: Random) -> Do:
    """What is to be called before a build, so that it is cut off somewhere."""
    how = random.choice([
        lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os.kill(os.getpid(), signal.SIGTERM),
        _raising(KeyboardInterrupt()), _raising(SystemExit(3)), _raising(RuntimeError("no more paper")),
        _raising(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
    ])  # fmt: skip
    if random.random() < 0.5:
        return wherever(random, how)
    name = random.choice(sorted(CALLS))
    which = random.randint(1, CALLS[name])
    return lambda: _at_call(name, which, how)


def wherever(random: Random, do: Do) -> Do:
    """What is to be called before a build, so that `do` is called at one of its moments."""
    moment = random.choice(MOMENTS)

    def receive(*_: Any, **__: Any) -> None:
        do()

    return lambda: getattr(signals, moment).connect(receive, weak=False)


def _at_call(name: str, which: int, do: Do) -> None:
    """Calls `do` before a function of `os` is called for the nth time."""
    real, left = getattr(os, name), [which]

    def counted(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            do()
        return real(*given, **named)

    setattr(os, name, counted)


def _raising(error: BaseException) -> Do:
    def fail() -> None:
        raise error

    return fail
