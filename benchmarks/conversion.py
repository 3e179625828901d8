"""What bringing posts up to date costs: from nothing with one process and with all, unchanged, and after one change.

    python -m benchmarks.conversion [--captures 1000] [--scratch FOLDER] [--write]

Captures are made up (benchmarks/site/captures.py). Processor seconds are those of all processes together.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.build_speed import SCRATCH, put, say
from benchmarks.search.processes import ROOT
from benchmarks.search.report import processor
from benchmarks.site import captures
from benchmarks.site.measure import Cost, cores, run
from benchmarks.site.tables import figures, stages, table

ALL, CHANGED = "from nothing, {} processes", "one capture changed"


def measured(number: int, scratch: Path) -> list[tuple[str, Cost]]:
    """What each case costs, in the order a maintainer meets them."""
    folder = scratch / f"captures-{number}"
    seeds, posts, cache = (folder / name for name in ("seeds", "posts", "cache"))
    shutil.rmtree(folder, ignore_errors=True)
    captures.write(number, seeds)

    def convert(jobs: int) -> Cost:
        given = {"--seeds": seeds, "--posts": posts, "--cache": cache, "--jobs": jobs}
        options = [part for name, value in given.items() for part in (name, str(value))]
        return run([sys.executable, "-m", "plugins.seed_posts", "--quiet", "--timings", *options], ROOT)

    found: list[tuple[str, Cost]] = []

    def case(name: str, jobs: int = 0) -> None:
        say(f"{number:,} captures: {name}")
        found.append((name, convert(jobs)))

    case("from nothing, one process", 1)
    shutil.rmtree(posts)
    shutil.rmtree(cache)
    case(ALL.format(cores()))
    convert(0)  # files are old enough now for their times to be trusted
    case("nothing changed")
    changed = sorted(seeds.iterdir())[number // 2]
    changed.write_text(changed.read_text(encoding="utf-8") + "\nOne more paragraph, of a late edition.\n")
    case(CHANGED)
    shutil.rmtree(folder)
    return found


def stages_part(costs: Mapping[str, Cost]) -> str:
    """What each stage took and looked at: from nothing, and after one change."""
    names = [ALL.format(cores()), CHANGED]
    both = {name: {stage[0]: stage[1:] for stage in stages(costs[name].said)} for name in names}
    none = (0.0, 0.0, 0)
    rows = [
        [stage, *(cell for name in names for cell in _cells(*both[name].get(stage, none)))] for stage in both[names[0]]
    ]
    return table(["stage", *(head for name in names for head in (name, "CPU s", "things"))], rows)


def _cells(wall: float, cpu: float, things: int) -> list[str]:
    return [f"{wall:.2f} s", f"{cpu:.2f}", f"{things:,}"]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conversion")
    parser.add_argument("--captures", type=int, default=1_000)
    parser.add_argument("--scratch", type=Path, default=SCRATCH)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args(arguments)
    costs = dict(measured(options.captures, options.scratch.resolve()))
    rows = [[name, figures(cost.cpu), figures(cost.wall), f"{cost.megabytes:,.0f}"] for name, cost in costs.items()]
    head = [f"{options.captures:,} captures", "CPU s", "on the clock, s", "memory of the largest process, MB"]
    command = f"python -m benchmarks.conversion --captures {options.captures}"
    where = f"*{date.today().isoformat()}, `{command}`; {cores()} cores of {processor()}.*"
    put("conversion", f"{table(head, rows)}\n\n{stages_part(costs)}\n\n{where}", options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
