"""What bringing posts up to date costs: from nothing with one process and with all, unchanged, and after one change.

    python -m benchmarks.conversion [--captures 1000] [--scratch FOLDER] [--write]

Captures are made up (benchmarks/site/captures.py). Processor seconds are those of all processes together.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.build_speed import SCRATCH, put
from benchmarks.search.processes import ROOT
from benchmarks.search.report import processor
from benchmarks.site import captures
from benchmarks.site.measure import Cost, cores, run
from benchmarks.site.tables import figures, table


def measured(number: int, scratch: Path) -> list[tuple[str, Cost]]:
    """What each case costs, in the order a maintainer meets them."""
    folder = scratch / f"captures-{number}"
    seeds, posts, cache = (folder / name for name in ("seeds", "posts", "cache"))
    shutil.rmtree(folder, ignore_errors=True)
    captures.write(number, seeds)

    def convert(jobs: int) -> Cost:
        given = {"--seeds": seeds, "--posts": posts, "--cache": cache, "--jobs": jobs}
        options = [part for name, value in given.items() for part in (name, str(value))]
        return run([sys.executable, "-m", "plugins.seed_posts", "--quiet", *options], ROOT)

    found = [("from nothing, one process", convert(1))]
    shutil.rmtree(posts)
    shutil.rmtree(cache)
    found.append((f"from nothing, {cores()} processes", convert(0)))
    convert(0)  # files are old enough now for their times to be trusted
    found.append(("nothing changed", convert(0)))
    changed = sorted(seeds.iterdir())[number // 2]
    changed.write_text(changed.read_text(encoding="utf-8") + "\nOne more paragraph, of a late edition.\n")
    found.append(("one capture changed", convert(0)))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conversion")
    parser.add_argument("--captures", type=int, default=1_000)
    parser.add_argument("--scratch", type=Path, default=SCRATCH)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args(arguments)
    rows = [
        [name, figures(cost.cpu), figures(cost.wall), f"{cost.megabytes:,.0f}"]
        for name, cost in measured(options.captures, options.scratch.resolve())
    ]
    head = [f"{options.captures:,} captures", "CPU s", "on the clock, s", "memory of the largest process, MB"]
    command = f"python -m benchmarks.conversion --captures {options.captures}"
    where = f"*{date.today().isoformat()}, `{command}`; {cores()} cores of {processor()}.*"
    put("conversion", f"{table(head, rows)}\n\n{where}", options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
