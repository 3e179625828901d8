"""What is known of each line of a capture before anything is decided: named columns of numbers.

Words are compared within the capture only: what its paragraphs share, what they repeat. The names are those of
`data/body-lines.forest`; what its training gave no weight is not counted here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from .characters import Letters, Numbers, Places
from .chunks import Chunk
from .parts import Part
from .shapes import BULLETS, is_prose

Columns = dict[str, Numbers]
Flags = NDArray[np.bool_]

MEANING_MIN = 4  # letters of a word that says what a text is about
COMMON_SHARE = 0.25  # of the paragraphs, that hold the capture's own small words
LONG_MIN = 12  # words of a line that ends as a sentence does, if it is one
PARAGRAPH_MIN = 20  # words of a paragraph beyond doubt
UNFINISHED_REACH = 6  # lines to both sides whose long ones are asked whether they are finished
MIDDLE_SCALE = 10.0  # lines that count as one step from the middle of a page's text
FAR = 5.0  # of a distance on a scale of logarithms: there is nothing

ABOVE = (Part.LIST_HEAD, Part.CHROME, Part.COMMENTS, Part.END, Part.DATE, Part.BYLINE)  # how far above each line
BELOW = (Part.DATE, Part.CHROME, Part.BYLINE)
WINDOWS = {  # lines above (first) and below that are looked at together
    "words": ((1, 2, 8), (1, 2)),
    "capital_words": ((2, 8), (8,)),
    "text": ((8,), (8,)),
    "gap": ((4,), ()),
    "seen_after": ((2, 4, 8), ()),
    "ends_stop": ((), (4,)),
    "prose": ((), (4,)),
    "seen_before": ((), (2, 4, 8)),
}
WIDEST = 8  # of those windows


def line_features(chunks: Sequence[Chunk]) -> Columns:
    """The columns of all lines, a number each."""
    texts = [chunk.text for chunk in chunks]
    size = len(texts)
    words = np.array([chunk.words for chunk in chunks], np.float64)
    prose = np.array([is_prose(chunk) for chunk in chunks], np.float64)
    letters = Letters(texts)
    columns = {"words": np.log1p(words), **letters.features(), "prose": prose}
    columns["text"] = np.array([chunk.part is None for chunk in chunks], np.float64)
    columns["gap"] = np.minimum(np.array([chunk.gap for chunk in chunks], np.float64), 4.0)
    times = Counter(texts)
    columns["repeated"] = np.minimum(np.fromiter(map(times.__getitem__, texts), np.float64, size), 4.0)
    columns |= said_elsewhere(*letters.words(), prose)
    columns |= _places(words, prose)
    columns |= _distances(chunks, words, prose > 0)
    columns |= _runs(columns, words, prose > 0)
    bullets = np.array([text.startswith(BULLETS) for text in texts], np.bool_)
    columns["list_lines"] = np.where(bullets, np.log1p(_spread(*_run_sums(bullets))[0]), 0.0)
    columns |= _page(columns, words, prose > 0)
    columns |= _sentences(columns, words)
    columns["seen_before"] = columns["seen_before"] * prose  # a paragraph's, when its neighbours ask
    columns["seen_after"] = columns["seen_after"] * prose
    return columns | _windows(columns)


def said_elsewhere(words: Sequence[str], line: Places, prose: Numbers) -> Columns:
    """What the words of each line have in common with the capture's paragraphs, and which of its runs stand twice."""
    size = len(prose)
    numbers: defaultdict[str, int] = defaultdict(count().__next__)  # of each different word
    found = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
    unlike = max(1, len(numbers))
    pairs = np.sort(line * unlike + found)
    again = np.zeros(len(pairs), np.bool_)
    np.equal(pairs[1:], pairs[:-1], out=again[1:])
    here, word = np.divmod(pairs[~again], unlike)  # each word once a line
    meant = np.fromiter(map(len, numbers), np.int64, len(numbers)) >= MEANING_MIN
    meant |= ~np.fromiter(map(str.isascii, numbers), np.bool_, len(numbers))
    weights = prose.take(here)
    others = np.bincount(word, weights, unlike).take(word) - weights  # paragraphs besides this that hold the word
    common = (others >= COMMON_SHARE * max(1.0, float(prose.sum()))).astype(np.float64)
    long = np.flatnonzero(meant.take(word)) if len(word) else word
    here_long, word_long, others_long = here.take(long), word.take(long), others.take(long)
    of_prose = np.flatnonzero(weights.take(long))
    written, at = word_long.take(of_prose), here_long.take(of_prose)
    first, last = np.full(unlike, size), np.full(unlike, -1)
    first[written[::-1]] = at[::-1]  # of several values, numpy keeps the last
    last[written] = at
    much = np.maximum(np.bincount(here_long, minlength=size), 1)

    def mean(values: NDArray[np.float64 | np.bool_]) -> Numbers:
        return np.asarray(np.bincount(here_long, values, size) / much, np.float64)

    return {
        "prose_shared": mean(others_long > 0),
        "prose_often": mean(np.log1p(others_long)),
        "prose_common": np.bincount(here, common, size) / np.maximum(np.bincount(here, minlength=size), 1),
        "seen_before": mean(first.take(word_long) < here_long),
        "seen_after": mean(last.take(word_long) > here_long),
        "said_twice": _said_twice(found, line, unlike, size),
    }


def _said_twice(found: Places, line: Places, unlike: int, size: int) -> Numbers:
    """The share of a line's runs of words that stand in the capture more than once."""
    runs = (found[:-2] * unlike + found[1:-1]) * unlike + found[2:]
    whole = line[:-2] == line[2:]  # a run ends in the line it begins in
    runs, lines = runs[whole], line[:-2][whole]
    order = np.argsort(runs)
    sorted_runs = runs.take(order)
    same = sorted_runs[1:] == sorted_runs[:-1]
    twice = np.zeros(len(runs) + 1)
    twice[:-2][same] = 1.0
    twice[1:-1][same] = 1.0
    counts = np.maximum(np.bincount(lines, minlength=size), 1)
    return np.asarray(np.bincount(lines.take(order), twice[:-1], size) / counts, np.float64)


def _distances(chunks: Sequence[Chunk], words: Numbers, prose: Flags) -> Columns:
    """How far the nearest line of each kind stands above or below each line."""
    places: dict[Part, list[int]] = {}
    for index, chunk in enumerate(chunks):
        if chunk.part is not None:
            places.setdefault(chunk.part, []).append(index)
    above: dict[str, Flags] = {"prose": prose, "long": prose & (words >= PARAGRAPH_MIN)}
    below = dict(above)
    for kinds, part in ((kinds, part) for kinds, parts in ((above, ABOVE), (below, BELOW)) for part in parts):
        kinds[part] = np.zeros(len(chunks), np.bool_)
        kinds[part][places.get(part, [])] = True
    columns = dict(zip((f"since_{name}" for name in above), distances(np.stack(list(above.values()))), strict=True))
    mirrored = distances(np.stack(list(below.values()))[:, ::-1])[:, ::-1]
    return columns | dict(zip((f"until_{name}" for name in below), mirrored, strict=True))


def _places(words: Numbers, prose: Numbers) -> Columns:
    """Where the line stands: in the page, and from the paragraphs around it."""
    size = len(words)
    index = np.arange(size)
    written = np.cumsum(words * prose)
    total = max(1.0, float(written[-1]))
    middle = int(np.searchsorted(written, total / 2))
    return {
        "place": (index + 0.5) / size,
        "from_top": np.minimum(index, 200.0),
        "from_end": np.minimum(index[::-1], 200.0),
        "from_middle": np.clip((index - middle) / MIDDLE_SCALE, -6.0, 6.0),
        "prose_above": (written - words * prose) / total,
    }


def _runs(columns: Columns, words: Numbers, prose: Flags) -> Columns:
    """Of a paragraph: the words of it and those it follows on. Of another line: the lines between two paragraphs."""
    other = ~prose
    wanted = (words, columns["capital_words"], columns["digits"], columns["prose_shared"])
    lines, total, capitals, digits, shared = _spread(*_run_sums(prose, *wanted))
    return {
        "run_words": np.where(prose, np.log1p(total), 0.0),
        "gap_lines": np.where(other, np.log1p(lines), 0.0),
        "gap_words": np.where(other, total / lines, 0.0),
        "gap_capitals": np.where(other, capitals / lines, 0.0),
        "gap_digits": np.where(other, digits / lines, 0.0),
        "gap_shared": np.where(other, shared / lines, 0.0),
    }


def _run_sums(flags: Flags, *columns: Numbers) -> tuple[Places, list[Numbers]]:
    """How many lines each run of equal flags has, and the sums of the columns over its lines."""
    starts = np.concatenate(([0], np.flatnonzero(flags[1:] != flags[:-1]) + 1))
    lengths = np.diff(np.append(starts, len(flags)))
    return lengths, [lengths.astype(np.float64), *(np.add.reduceat(column, starts) for column in columns)]


def _spread(lengths: Places, sums: Sequence[Numbers]) -> list[Numbers]:
    """What is known of each run, for each of its lines."""
    return [np.repeat(column, lengths) for column in sums]


def _page(columns: Columns, words: Numbers, prose: Flags) -> Columns:
    """The same for every line: what kind of capture this is."""
    long = words >= LONG_MIN
    paragraph = float(np.median(words[prose])) if prose.any() else 0.0
    stops = float(columns["ends_stop"][long].mean()) if long.any() else 0.5
    whole = {
        "page_lines": float(np.log1p(len(words))),
        "page_long": float(np.log1p(long.sum())),
        "page_prose": float(words[prose].sum()) / max(1.0, float(words.sum())),
        "page_prose_lines": float(prose.mean()),
        "page_paragraph": paragraph,
        "page_digits": min(20.0, float(columns["starts_digit"].sum())),
        "page_stops": stops,
    }
    found = {name: np.full(len(words), value) for name, value in whole.items()}
    found["words_usual"] = np.minimum(words / max(paragraph, 1.0), 4.0)
    found["stops_less"] = np.where(long, stops - columns["ends_stop"], 0.0)
    return found


def _sentences(columns: Columns, words: Numbers) -> Columns:
    """The share of the long lines near each that stop inside a sentence: lists of headlines, captions."""
    long = words >= LONG_MIN
    unfinished = _near((long & (columns["ends_stop"] == 0)).astype(np.float64))
    return {"unfinished_near": unfinished / np.maximum(1.0, _near(long.astype(np.float64)))}


def _near(values: Numbers) -> Numbers:
    sums = np.concatenate(([0.0], np.cumsum(values)))
    index = np.arange(len(values))
    first, stop = np.maximum(index - UNFINISHED_REACH, 0), np.minimum(index + 1 + UNFINISHED_REACH, len(values))
    return np.asarray(sums[stop] - sums[first], np.float64)


def distances(flags: Flags) -> Numbers:
    """For each row of flags: lines to the nearest flagged one above, on a scale of logarithms."""
    index = np.arange(flags.shape[1])
    last = np.full(flags.shape, -1)
    last[:, 1:] = np.maximum.accumulate(np.where(flags, index, -1), axis=1)[:, :-1]
    return np.where(last >= 0, np.minimum(np.log1p(index - last), FAR), FAR)


def _windows(columns: Columns) -> Columns:
    """Means over the lines above and below; outside the page all is nought."""
    size = len(columns["words"])
    sums = np.zeros((len(WINDOWS), size + 2 * WIDEST + 1))  # of the lines before place i, at WIDEST + i
    sums[:, WIDEST + 1 : WIDEST + 1 + size] = np.cumsum([columns[name] for name in WINDOWS], axis=1)
    sums[:, WIDEST + 1 + size :] = sums[:, WIDEST + size][:, None]
    found: Columns = {}
    for (name, (above, below)), row in zip(WINDOWS.items(), sums, strict=True):
        here, next_line = row[WIDEST : WIDEST + size], row[WIDEST + 1 : WIDEST + 1 + size]
        for width in above:
            found[f"{name}_above_{width}"] = (here - row[WIDEST - width : WIDEST - width + size]) / width
        for width in below:
            found[f"{name}_below_{width}"] = (row[WIDEST + 1 + width : WIDEST + 1 + width + size] - next_line) / width
    return found
