"""Agency reports as captures: where each was filed. Its day is printed without a year, so no date is a right answer."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .answers import Answer, judge
from .chain import Progress, Reading, Task, read_all
from .figures import ALL, Figure, share
from .metrics import words_key
from .sites import FOLDS

COLLECTION = "wire"
EVERY = 10  # reports; four hundred of the four thousand say enough of one field
WORDS_MIN = 60  # of a report: shorter ones are lines of figures, which nobody captures alone

_PLACE = re.compile(r"(?P<place>[A-Z][^,]{2,40}(?:, [A-Z][a-z]+\.?)?), [A-Z][a-z]{2,8} \d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Report:
    index: int
    place: str
    text: str

    @property
    def part(self) -> str:
        return ("open", "closed")[self.index % 2]


def load_reports(path: Path, every: int) -> list[Report]:
    """Reports with a dateline of a place and a day."""
    reports = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for index, line in enumerate(lines[:: EVERY * every]):
        item = json.loads(line)
        found = _PLACE.match(item["dateline"])
        if found and len(item["body"].split()) >= WORDS_MIN:
            text = f"{item['title']}\n\n{item['dateline'].rstrip(' -')} - {item['body'].strip()}\n"
            reports.append(Report(index, found["place"], text))
    return reports


def read_reports(reports: Sequence[Report], jobs: int, progress: Progress | None) -> list[Reading]:
    """The reports' readings, each as a capture of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{report.index:04}.txt" for report in reports]
        for path, report in zip(paths, reports, strict=True):
            path.write_text(report.text, encoding="utf-8")
        return read_all([Task(path) for path in paths], jobs, None, progress)


def figures(reports: Sequence[Report], readings: Sequence[Reading]) -> Iterator[Figure]:
    """How many datelines were read right, and how many dates were made up."""
    for part in (ALL, "open", "closed"):
        chosen = [(r, given) for r, given in zip(reports, readings, strict=True) if part in (ALL, r.part)]
        right = sum(_place_of(given) == words_key(report.place) for report, given in chosen)
        yield from share(COLLECTION, part, "dateline exact", right, len(chosen))
        yield from share(COLLECTION, part, "no year made up", sum(not _dated(r) for _, r in chosen), len(chosen))


def answers(reports: Sequence[Report], readings: Sequence[Reading]) -> Iterator[Answer]:
    """What the chain claimed of each report's place, and whether it is so."""
    for report, reading in zip(reports, readings, strict=True):
        if reading.main is not None:
            right = {"dateline": _place_of(reading) == words_key(report.place)}
            name, fold = f"{report.index:04}", report.index % FOLDS
            yield from judge(COLLECTION, name, fold, reading.main, reading.form, right)


def _place_of(reading: Reading) -> str:
    dateline = reading.main.dateline.value if reading.main else None
    return words_key(dateline.place) if dateline else ""


def _dated(reading: Reading) -> bool:
    return bool(reading.main and reading.main.date.value and reading.main.date.value.value)
