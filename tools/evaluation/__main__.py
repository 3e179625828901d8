"""What `invoke evaluate` runs: all figures in one table, and 1 when one fell below its floor."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from . import calibration
from .answers import Answer
from .chain import Progress
from .collections import Collection, Options, Result, collections_in
from .figures import Figure, against, records, table
from .floors import FILE, load_floors, raised, size_of, without_calibration, write_floors

Started = Callable[[str, int], Progress | None]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when no figure fell, 1 when one did, 2 for a collection that is not there."""
    options = _parser().parse_args(arguments)
    known = collections_in(options.corpus)
    chosen = options.only.split(",") if options.only else list(known)
    if missing := sorted(set(chosen) - set(known)):
        print(f"error: {', '.join(missing)}: no such collection here; one of {', '.join(known)}", file=sys.stderr)
        return 2
    size = size_of(options.every)
    floors = load_floors(size)
    everything = options.corpus is not None and not options.only
    judged = floors if everything else without_calibration(floors)
    rows = against(evaluate([known[name] for name in chosen], options), judged)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps(records(rows), indent=1) + "\n", encoding="utf-8")
    if options.raise_floors:
        write_floors(size, raised(floors, [row.figure for row in rows]))
    fell = [row.figure for row in rows if row.fell]
    for figure in fell:
        print(f"error: {figure.collection}: {figure.name} fell below its floor in {FILE.name}", file=sys.stderr)
    return 1 if fell else 0


def evaluate(collections: Sequence[Collection], options: argparse.Namespace) -> list[Figure]:
    """All figures of the collections, and how well confidences are calibrated over all of them."""
    results = _results(
        collections, Options(options.corpus or Path(), options.every, options.jobs, options.models, options.beside)
    )
    answers = [answer for result in results for answer in result.answers]
    figures = [figure for result in results for figure in result.figures]
    return [*figures, *calibration.figures(answers, calibration.out_of_fold(answers))]


def evaluated(corpora: Path, jobs: int, models: Path | None, left_out: Sequence[str]) -> list[Answer]:
    """What the chain claims of every collection but those, and whether it is so."""
    known = collections_in(corpora)
    chosen = [collection for name, collection in known.items() if name not in left_out]
    return [answer for result in _results(chosen, Options(corpora, 1, jobs, models)) for answer in result.answers]


def _results(collections: Sequence[Collection], options: Options) -> list[Result]:
    with _bar() as started:
        return [collection(replace(options, started=started)) for collection in collections]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.evaluation",
        description="Score the conversion against gold, beside the floors no figure may fall below.",
    )
    parser.add_argument(
        "--corpus", type=_folder, metavar="DIR", help="folder of collections; without it, the project's own captures"
    )
    parser.add_argument("--only", metavar="NAMES", help="these collections only, with commas between them")
    parser.add_argument(
        "--every", type=_positive, default=1, metavar="N", help="read every Nth capture only (default: all)"
    )
    parser.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="processes (default: %(default)s)"
    )
    parser.add_argument("--models", type=_folder, metavar="DIR", help="folder of models that did not see a page's site")
    parser.add_argument("--beside", action="store_true", help="score trafilatura on the saved pages, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file, too")
    parser.add_argument("--raise-floors", action="store_true", help="write down where figures are above their floors")
    return parser


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no folder")
    return folder


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of 1 or more")
    return int(text)


@contextmanager
def _bar() -> Iterator[Started]:
    """A bar on a terminal that counts captures, a collection after the other."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:

        def started(name: str, total: int) -> Progress:
            task = bar.add_task(name, total=total)
            return lambda: bar.advance(task)

        yield started


if __name__ == "__main__":
    sys.exit(main())
