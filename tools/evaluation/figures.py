"""Figures and the table they are printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from .metrics import share_deviation

ALL = "all"  # a figure over the whole collection; floors hold for these only


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one part of a collection: "pages-full", "closed", "body F1", .944 of 79."""

    collection: str
    part: str
    name: str
    value: float
    n: int
    deviation: float = 0.0  # standard deviation over other samples of this size

    @property
    def key(self) -> tuple[str, str, str]:
        return self.collection, self.part, self.name


@dataclass(frozen=True, slots=True)
class Row:
    """A figure beside its floor."""

    figure: Figure
    floor: float | None

    @property
    def fell(self) -> bool:
        return self.floor is not None and self.figure.value < self.floor


def share(collection: str, part: str, name: str, right: int, n: int) -> Iterator[Figure]:
    """The share of right answers; nothing where nothing was asked."""
    if n:
        yield Figure(collection, part, name, right / n, n, share_deviation(right / n, n))


def against(figures: Iterable[Figure], floors: Mapping[str, Mapping[str, float]]) -> list[Row]:
    """Each figure with the floor of its collection, if it has one."""
    return [Row(f, floors.get(f.collection, {}).get(f.name) if f.part == ALL else None) for f in figures]


def table(rows: Sequence[Row]) -> str:
    """All rows as text, a collection below the other, its parts side by side."""
    width = max((len(row.figure.name) for row in rows), default=0)
    parts = {row.figure.key: row.figure.value for row in rows}
    lines: list[str] = []
    for collection, group in groupby(rows, lambda row: row.figure.collection):
        lines += ["", f"{collection:{width + 2}}{'n':>6}{'all':>8}{'± sd':>7}{'floor':>8}{'open':>8}{'closed':>8}"]
        for row in group:
            if row.figure.part == ALL:
                halves = "".join(_number(parts.get((collection, part, row.figure.name))) for part in ("open", "closed"))
                lines.append(f"  {_row(row, width)}{halves}{'  FELL' if row.fell else ''}".rstrip())
    return "\n".join(lines[1:])


def _row(row: Row, width: int) -> str:
    figure = row.figure
    sd = f"{figure.deviation:.3f}".lstrip("0") if figure.deviation else ""
    return f"{figure.name:{width}}{figure.n:6}{figure.value:8.3f}{sd:>7}{_number(row.floor)}"


def records(rows: Iterable[Row]) -> list[dict[str, object]]:
    """The rows for programs: figure, floor and whether it fell."""
    return [{**asdict(row.figure), "floor": row.floor, "fell": row.fell} for row in rows]


def _number(value: float | None) -> str:
    return f"{'' if value is None else format(value, '.3f'):>8}"
