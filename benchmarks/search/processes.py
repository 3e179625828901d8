"""What a command costs: its CPU seconds and its memory at the highest, children included."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Cost:
    cpu: float  # seconds, user and system
    megabytes: float  # resident, at the highest
    out: str


def run(command: Sequence[str], folder: Path = ROOT) -> Cost:
    """Runs a command in a process of its own. Raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            last = err.read().decode(errors="replace").strip().splitlines()[-1:]
            raise RuntimeError(f"{' '.join(command[:4])}: {(last or ['failed'])[0]}")
        out.seek(0)
        unit = 1_048_576 if sys.platform == "darwin" else 1_024
        return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, out.read().decode())
