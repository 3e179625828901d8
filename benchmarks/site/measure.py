"""What a build costs: processor time of the program and all its children, time on the clock, memory; what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A program inherits the highest memory of whoever starts it (Linux keeps it over `exec`), so a small one starts it.
_STARTER = """
import json, os, sys, time
began = time.perf_counter()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
wall = time.perf_counter() - began
cost = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss]
os.write(int(sys.argv[1]), json.dumps(cost).encode())
"""


@dataclass(frozen=True)
class Cost:
    """Of one run of one program."""

    cpu: float  # seconds, user and system, children that ended included
    wall: float  # seconds
    megabytes: float  # resident at the highest, of its largest process
    said: str = ""  # on standard output, then on standard error


@dataclass(frozen=True)
class Written:
    """What lies in an output folder."""

    files: int
    bytes: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a command in a process of its own. Raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as told:
        starter = [sys.executable, "-I", "-S", "-c", _STARTER, str(told.fileno()), *command]
        given = {**os.environ, **(environment or {})}
        subprocess.run(starter, cwd=folder, stdout=out, stderr=err, env=given, pass_fds=[told.fileno()], check=False)
        told.seek(0)
        code, cpu, wall, most = json.loads(told.read() or b"[127, 0, 0, 0]")
        out.seek(0)
        said = out.read().decode(errors="replace")
        err.seek(0)
        complained = err.read().decode(errors="replace")
        if code:
            words = (complained + said).strip().splitlines()
            raise RuntimeError(f"{Path(command[0]).name} ended with {code}: {' / '.join(words[-3:])}")
        unit = 1_048_576 if sys.platform == "darwin" else 1_024
        return Cost(cpu, wall, most / unit, said + complained)


def noted_memory(path: Path, number: int, found: Mapping[str, float]) -> dict[str, list[tuple[float, float]]]:
    """Articles and megabytes of each builder, of this run and of those of other sizes that the file has."""
    known: dict[str, dict[str, float]] = json.loads(path.read_text()) if path.exists() else {}
    for name, megabytes in found.items():
        known.setdefault(name, {})[str(number)] = megabytes
    path.write_text(json.dumps(known, indent=1, sort_keys=True))
    return {name: sorted((int(size), most) for size, most in sizes.items()) for name, sizes in known.items()}


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
    """The files of a site by kind: folder at the top, or "also" below a region; feeds and numbered pages apart."""
    found: dict[str, list[int]] = {}
    for root, _, names in os.walk(folder):
        place = Path(root).relative_to(folder).parts
        for name in names:
            kind = "also" if "also" in place else place[0] if place else "top"
            kind += ", feeds" if name == "feed.atom" and place else ", numbered" if "page" in place else ""
            found.setdefault(kind, []).append(os.stat(os.path.join(root, name)).st_size)
    return {kind: Written(len(sizes), sum(sizes)) for kind, sizes in sorted(found.items())}
