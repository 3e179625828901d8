"""Sets of small numbers, one an article → an arithmetic code, which takes close to the fewest bits there can be.

A set is its size, then its numbers in ascending order. How likely a number is to come next follows from how often each
stands in all sets: of r still to come, all drawn alike, the smallest is at least a with the chance (tail of a) ** r.
Lists of articles for each tag, in Rice's code, take a sixth more, for they cannot know that an article has three tags.
`js/sets.mjs` reads the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

CHANCES = 1 << 20  # parts a chance is told in
LOOK_AHEAD = 8  # numbers still to come that chances differ for; of more, the eighth part is as good
RANGE = 1 << 48  # of the coder; JavaScript's numbers are exact up to 2⁵³
LEAST_RANGE = RANGE >> 8
BYTES = 6  # of a range

Step = tuple[int, int, int]  # of a symbol: the parts of all that may stand here, of what comes behind it, and its own


def encode_sets(sets: Sequence[Sequence[int]], number_of_numbers: int) -> tuple[bytes, list[int], list[int]]:
    """(code, sizes, counts): how many sets have each size, and how often each number stands in one; both are needed to
    read the code. A set is ascending and without repeats."""
    all_sets = list(map(tuple, sets))
    different = Counter(all_sets)
    counts = [0] * number_of_numbers
    sizes = [0] * (max(map(len, different), default=0) + 1)
    for numbers, times in different.items():
        sizes[len(numbers)] += times
        for number in numbers:
            counts[number] += times
    size_tails = tails(sizes)
    number_tails = [chances(counts, ahead) for ahead in range(1, LOOK_AHEAD + 1)]
    steps = {numbers: list(_steps(numbers, size_tails, number_tails)) for numbers in different}
    return _coded(steps[numbers] for numbers in all_sets), sizes, counts


def _steps(numbers: Sequence[int], size_tails: Sequence[int], number_tails: Sequence[Sequence[int]]) -> Iterator[Step]:
    """The symbols of a set: its size, then its numbers, each from behind the one before on."""
    yield _step(size_tails, len(numbers), 0)
    first = 0
    for ahead, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
        yield _step(number_tails[min(ahead, LOOK_AHEAD) - 1], number, first)
        first = number + 1


def _step(tails: Sequence[int], symbol: int, first: int) -> Step:
    """A symbol from `first` on, whose chance is the difference of its tail and the next one's."""
    return tails[first], tails[symbol + 1], tails[symbol] - tails[symbol + 1]


def tails(counts: Sequence[int]) -> list[int]:
    """Of each number the sum of its count and all later ones; 0 at the end."""
    found = [0]
    for count in reversed(counts):
        found.append(found[-1] + count)
    return found[::-1]


def chances(counts: Sequence[int], ahead: int) -> list[int]:
    """Of each number the chance, in parts, that of so many numbers none is smaller; falling, 0 at the end."""
    sums = tails(counts)
    found = [0]
    for tail in sums[-2::-1]:
        share = tail / sums[0] if sums[0] else 0.0
        chance = 1.0
        for _ in range(ahead):  # a power could be rounded otherwise in a browser
            chance *= share
        found.append(max(found[-1] + 1, int(chance * CHANCES)))
    return found[::-1]


def _coded(sets: Iterable[Iterable[Step]]) -> bytes:
    """The code of these symbols: each narrows a range, and the bytes that are settled are written."""
    low, width = 0, RANGE
    written = bytearray()
    for steps in sets:
        for whole, behind, share in steps:
            unit = width // whole
            low += unit * behind
            width = unit * share
            if low >= RANGE:
                low -= RANGE
                _carry(written)
            while width < LEAST_RANGE:
                written.append(low >> 40)
                low = (low << 8) & (RANGE - 1)
                width <<= 8
    return bytes(written) + low.to_bytes(BYTES)


def _carry(written: bytearray) -> None:
    """Adds one to the number written."""
    place = len(written) - 1
    while written[place] == 255:
        written[place] = 0
        place -= 1
    written[place] += 1
