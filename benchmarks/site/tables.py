"""Figures of many runs as tables of medians and ratios, and as a chart. Pure: numbers in, text out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 64, 44, 16, 120  # pixels of a chart and its margins
FEWEST_STEPS = 4  # of an axis
STROKES = ("#1d4f91", "#a33b20", "#5b7f3a", "#7a5195")  # readable on white and on dark paper


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column to the left, the others to the right."""
    for row in rows:
        if len(row) != len(head):
            raise ValueError(f"a row of {len(row)} cells below {len(head)} headings: {row[0] if row else ''}")
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Ours by theirs, run by run: each pair stood next to each other on the clock. Raises ValueError otherwise."""
    if len(ours) != len(theirs) or not ours:
        raise ValueError(f"{len(ours)} runs beside {len(theirs)}: ratios need pairs")
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def ratio_cell(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """ "0.43 (0.41–0.47)": median, lowest and highest of the pairs; the median alone of one pair."""
    found = sorted(ratios(ours, theirs))
    middle = figures(statistics.median(found))
    return f"{middle} ({figures(found[0])}–{figures(found[-1])})" if len(found) > 1 else middle


def figures(value: float) -> str:
    """The number with two digits that count, three above ten: 0.034, 0.52, 3.4, 12.7, 431."""
    if value == 0:
        return "0"
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 1:
        return f"{value:.1f}" if value < 99.95 else f"{value:,.0f}"
    digits = 2
    while value * 10**digits < 10 and digits < 4:
        digits += 1
    return f"{value:.{digits}f}"


def median(values: Sequence[float]) -> str:
    return figures(statistics.median(values))


def stages(said: str) -> list[tuple[str, float, float, int]]:
    """The table of stages a build printed: name, seconds, CPU seconds, count; the sum at its end left out."""
    found = []
    for line in said.splitlines():
        parts = line.split()
        if len(parts) >= 6 and parts[-1] == "CPU":
            parts.append("0")
        if len(parts) < 7 or parts[-2] != "CPU" or parts[-3] != "s" or parts[-5] != "s":
            continue
        name = " ".join(parts[:-6])
        if name and name != "together":
            found.append((name, float(parts[-6]), float(parts[-4]), int(parts[-1].replace(",", ""))))
    return found


def chart(series: Mapping[str, Sequence[tuple[float, float]]], x: str, y: str) -> str:
    """An SVG of lines through points, both axes from zero, each line with its name at its end."""
    points = [point for line in series.values() for point in line]
    if not points:
        raise ValueError("a chart needs points")
    far, high = max(point[0] for point in points), max(point[1] for point in points) or 1
    across, up = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return LEFT + across * point[0] / far, TOP + up * (1 - point[1] / high)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' font-family="sans-serif" font-size="12" role="img" aria-label="{escape(y)} by {escape(x)}">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M{LEFT} {TOP}V{TOP + up}H{LEFT + across}" fill="none" stroke="#555"/>',
        f'<text x="{LEFT + across / 2:.0f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x)}</text>',
        f'<text x="14" y="{TOP + up / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {TOP + up / 2:.0f})">'
        f"{escape(y)}</text>",
    ]
    for value in steps(high):
        level = place((0, value))[1]
        parts.append(f'<text x="{LEFT - 6}" y="{level + 4:.1f}" text-anchor="end">{value:,.0f}</text>')
        parts.append(f'<path d="M{LEFT} {level:.1f}H{LEFT + across}" stroke="#ddd"/>')
    for value in sorted({point[0] for point in points}):
        left = place((value, 0))[0]
        parts.append(f'<text x="{left:.1f}" y="{TOP + up + 16}" text-anchor="middle">{value / 1_000:g}k</text>')
    for number, (name, line) in enumerate(series.items()):
        stroke = STROKES[number % len(STROKES)]
        places = [place(point) for point in sorted(line)]
        path = "L".join(f"{left:.1f} {top:.1f}" for left, top in places)
        parts.append(f'<path d="M{path}" fill="none" stroke="{stroke}" stroke-width="2"/>')
        parts += [f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{stroke}"/>' for left, top in places]
        parts.append(
            f'<text x="{places[-1][0] + 8:.1f}" y="{places[-1][1] + 4:.1f}" fill="{stroke}">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def steps(high: float) -> list[float]:
    """Round values from 0 up to the highest, four to nine of them."""
    step = 10 ** math.floor(math.log10(high))
    while high / step < FEWEST_STEPS:
        step /= 2
    return [step * number for number in range(int(high / step) + 1)]


def with_part(page: str, name: str, text: str) -> str:
    """The page with the text between the marks of a part. Raises ValueError when it has no such part."""
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    before, found, rest = page.partition(begin)
    if not found or end not in rest:
        raise ValueError(f"no part between <!-- {name} --> and {end}; add the two marks")
    return before + begin + text.strip("\n") + "\n" + rest[rest.index(end) :]
