"""What one capture may cost, and holding the process that converts it to that.

Bytes, lines and depth are checked by whoever reads them. Time and memory are held by the system, in a
process of its own, because nothing inside a process can stop it: a search inside a library does not
let go until it has ended. Where Python cannot set such a limit (processor time and memory on Windows),
the process that waits still ends the one that works when the clock says so.
"""

from __future__ import annotations

import os
import threading
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType

from msgspec import Struct

MAX_BYTES = 5_000_000  # of one capture; the longest page seen in the wild has under 2 MB
MAX_LINES = 50_000  # a thousand pages of print; reading them takes some seconds
MAX_LINE = 250_000  # characters; 40,000 words. Markdown needs time with the square of a paragraph
MAX_SECONDS = 5  # of processor time; a page takes a hundredth of that
MAX_MEGABYTES = 512  # of the process; a page needs thirty more than the libraries
MIN_MEGABYTES = 300  # with less, the libraries alone would not fit
CLOCK = (
    20 if os.name == "posix" else 4
)  # seconds on the clock for one of processor time; where only the clock is held, few
MEMORY_EXIT = 86  # exit code of a process that ended itself because it needed too much memory
WATCHED_EACH = 0.05  # seconds between two looks at the memory, where the system does not hold it

_STATM = Path("/proc/self/statm")  # of Linux: pages of memory, reserved and in use


class Limits(Struct, frozen=True):
    """What one capture may cost."""

    max_bytes: int = MAX_BYTES
    max_line: int = MAX_LINE
    max_lines: int = MAX_LINES
    max_seconds: int = MAX_SECONDS
    max_megabytes: int = MAX_MEGABYTES

    @property
    def clock(self) -> float:
        """Seconds after which a capture is given up, whatever it was doing."""
        return float(CLOCK * self.max_seconds)


DEFAULT_LIMITS = Limits()


def hold_memory(megabytes: int) -> None:
    """Let this process have no more memory: a request beyond it raises MemoryError, or ends the process."""
    resource = _resource()
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if _STATM.exists():
        reserved, used = (int(pages) * resource.getpagesize() for pages in _STATM.read_text().split()[:2])
        _lower(resource, resource.RLIMIT_AS, reserved + max(0, megabytes * 1_000_000 - used))
    else:
        watch = threading.Thread(target=_watch_memory, args=(resource, megabytes * 1_000_000), daemon=True)
        watch.start()


def hold_time(seconds: int) -> None:
    """Let this process use so much processor time from now on, and end when it has used it."""
    resource = _resource()
    if resource is None:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _lower(resource, resource.RLIMIT_CPU, int(used) + 1 + seconds)  # the system counts whole seconds


def ran_out_of_time(exit_code: int | None) -> bool:
    """Whether a process ended because `hold_time` let it have no more."""
    return exit_code is not None and exit_code == -_signal_number("SIGXCPU")


def _lower(resource: ModuleType, name: int, value: int) -> None:
    """Set the limit that a process may set itself, within what it was given."""
    most = resource.getrlimit(name)[1]
    resource.setrlimit(name, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def _watch_memory(resource: ModuleType, most: int) -> None:
    """End this process when it has used more than so many bytes: macOS lets a limit be set and ignores it."""
    unit = 1 if os.uname().sysname == "Darwin" else 1024  # bytes there, kilobytes elsewhere
    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= most:
        time.sleep(WATCHED_EACH)
    os._exit(MEMORY_EXIT)


def _resource() -> ModuleType | None:
    """The module that sets limits, None on Windows."""
    return import_module("resource") if os.name == "posix" else None


def _signal_number(name: str) -> int:
    return int(getattr(import_module("signal"), name, 0))
