"""`invoke fuzz-builds`: edits archives at random; tells which site kept up to date is no clean build's."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from .sequences import first_wrong
from .warm import Warm

STEPS = 6  # edits of a sequence
EVERY = 3  # a site is compared with a clean one after so many, and after the last
MEMORY = Path("/dev/shm")  # a file system in memory, where there is one: sites are made and thrown away
SAID_EACH = 50  # sequences


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0, or 1 after a line for each sequence that went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fast_build.fuzz", description=__doc__)
    parser.add_argument("--sequences", type=int, default=500, help="how many; each begins with an archive of its own")
    parser.add_argument("--seed", type=int, default=0, help="of the first; the others follow it")
    parser.add_argument("--steps", type=int, default=STEPS, help="edits of a sequence")
    parser.add_argument(
        "--every", type=int, default=EVERY, help="compare after one in so many edits, and after the last"
    )
    options = parser.parse_args(arguments)
    wrong, warm = 0, Warm()
    for number, seed in enumerate(range(options.seed, options.seed + options.sequences), start=1):
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            found = first_wrong(Path(folder) / "archive", seed, options.steps, options.every, warm)
        if found:
            wrong += 1
            print(found, flush=True)
        if number % SAID_EACH == 0:
            times = os.times()
            print(f"{number} sequences, {wrong} wrong, {sum(times[:4]):.0f} s of processor time", flush=True)
    print(
        f"{options.sequences} sequences of {options.steps} edits: {wrong} left a site that a clean build does not make"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
