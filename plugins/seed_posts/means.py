"""With what a folder of captures is converted: how many processes, and where conversions are kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

Progress = Callable[[str], None]  # called with the name of each capture when it is done


class Means(Struct, frozen=True):
    """With what a folder is converted."""

    jobs: int = 0  # processes; 0 converts in this one, which holds nothing to limits of time and memory
    cache: Path | None = None  # folder of conversions that later runs find again; None for none


def jobs_for(wanted: int) -> int:
    """The number of processes to use; 0 stands for one for each core this process may use."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
