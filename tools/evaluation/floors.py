"""The figures no change may fall below: floors.json, by size of the run, collection and figure.

`invoke evaluate --raise-floors` writes a gain down. Lowering a floor is done by hand, in a commit of its own that
says why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from .figures import ALL, Figure

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.5  # standard deviations a floor lies below its figure: a trade of one page for another is no fall
STEP = 0.001  # floors are cut to this
CALIBRATION = "confidence"  # how the collections of calibration errors begin

Floors = Mapping[str, Mapping[str, float]]  # by collection, then figure


def size_of(every: int) -> str:
    """The key of a run that reads every so-manieth capture: "whole" or "every 4th"."""
    return "whole" if every == 1 else f"every {every}th"


def load_floors(size: str, path: Path = FILE) -> Floors:
    """Floors of a run of this size."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8")).get(size, {})
    return floors


def without_calibration(floors: Floors) -> Floors:
    """The floors of a run that leaves collections out: confidences are counted over all, and over few they stray."""
    return {collection: named for collection, named in floors.items() if not collection.startswith(CALIBRATION)}


def raised(floors: Floors, figures: Iterable[Figure]) -> dict[str, dict[str, float]]:
    """The floors with each figure's own a little below it, where that is higher than it was.

    Figures without a floor get none, as they move against another (precision against recall), unless the whole
    collection is new. Calibration errors keep theirs: each new count moves them by chance.
    """
    result = {collection: dict(named) for collection, named in floors.items()}
    for figure in figures:
        if figure.collection.startswith(CALIBRATION):
            continue
        new = figure.collection not in floors
        if figure.part == ALL and (new or figure.name in floors[figure.collection]):
            named = result.setdefault(figure.collection, {})
            below = math.floor((figure.value - SLACK * figure.deviation) / STEP + 1e-6) * STEP
            named[figure.name] = max(named.get(figure.name, 0.0), round(max(0.0, below), 3))
    return result


def write_floors(size: str, floors: Floors, path: Path = FILE) -> None:
    """A line a figure, sorted, so that a diff shows which one was lowered."""
    every = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    text = json.dumps({**every, size: floors}, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
