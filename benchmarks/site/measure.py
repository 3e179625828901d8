"""What a build costs: processor time of the program and all its children, time on the clock, memory; what it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Of one run of one program."""

    cpu: float  # seconds, user and system, children that ended included
    wall: float  # seconds
    megabytes: float  # resident at the highest, of its largest process
    said: str = ""  # on standard output


@dataclass(frozen=True)
class Written:
    """What lies in an output folder."""

    files: int
    bytes: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a command in a process of its own. Raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=err, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace")
        if process.returncode:
            err.seek(0)
            words = (err.read().decode(errors="replace") + said).strip().splitlines()
            raise RuntimeError(f"{Path(command[0]).name} ended with {process.returncode}: {' / '.join(words[-3:])}")
        unit = 1_048_576 if sys.platform == "darwin" else 1_024
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit, said)


def cores() -> int:
    """Of this machine."""
    return os.cpu_count() or 1


def written(folder: Path, besides: Sequence[str] = ()) -> Written:
    """The files below a folder, but for those in folders of these names at its top."""
    files = total = 0
    for root, folders, names in os.walk(folder):
        if Path(root) == folder:
            folders[:] = [name for name in folders if name not in besides]
        for name in names:
            files += 1
            total += os.stat(os.path.join(root, name)).st_size
    return Written(files, total)


def kinds(folder: Path) -> dict[str, Written]:
    """The files of a site by what they are: folder at the top, feeds and numbered pages apart."""
    found: dict[str, list[int]] = {}
    for root, _, names in os.walk(folder):
        place = Path(root).relative_to(folder).parts
        for name in names:
            kind = place[0] if place else "top"
            kind += ", feeds" if name == "feed.atom" and place else ", numbered" if "page" in place else ""
            found.setdefault(kind, []).append(os.stat(os.path.join(root, name)).st_size)
    return {kind: Written(len(sizes), sum(sizes)) for kind, sizes in sorted(found.items())}
