"""Sets of small numbers, one an article → an arithmetic code, which takes close to the fewest bits there can be.

A set is its size, then its numbers in ascending order. How likely a number is to come next follows from how often each
stands in all sets: of r still to come, all drawn alike, the smallest is at least a with the chance (tail of a) ** r.
Lists of articles for each tag, in Rice's code, take a sixth more, for they cannot know that an article has three tags.
`js/sets.mjs` reads the code.
"""

from __future__ import annotations

from collections.abc import Sequence

CHANCES = 1 << 20  # parts a chance is told in
LOOK_AHEAD = 8  # numbers still to come that chances differ for; of more, the eighth part is as good
RANGE = 1 << 48  # of the coder; JavaScript's numbers are exact up to 2⁵³
LEAST_RANGE = RANGE >> 8
BYTES = 6  # of a range


def encode_sets(sets: Sequence[Sequence[int]], number_of_numbers: int) -> tuple[bytes, list[int], list[int]]:
    """(code, sizes, counts): how many sets have each size, and how often each number stands in one; both are needed to
    read the code. A set is ascending and without repeats."""
    counts = [0] * number_of_numbers
    sizes = [0] * (max(map(len, sets), default=0) + 1)
    for numbers in sets:
        sizes[len(numbers)] += 1
        for number in numbers:
            counts[number] += 1
    size_tails = tails(sizes)
    number_tails = [chances(counts, ahead) for ahead in range(1, LOOK_AHEAD + 1)]
    coder = _Coder()
    for numbers in sets:
        coder.add(size_tails, len(numbers), 0)
        first = 0
        for ahead, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
            coder.add(number_tails[min(ahead, LOOK_AHEAD) - 1], number, first)
            first = number + 1
    return coder.finished(), sizes, counts


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


class _Coder:
    """Narrows a range for each symbol and writes the bytes that are settled."""

    def __init__(self) -> None:
        self.low = 0
        self.range = RANGE
        self.written = bytearray()

    def add(self, tails: Sequence[int], symbol: int, first: int) -> None:
        """A symbol from `first` on, whose chance is the difference of its tail and the next one's."""
        unit = self.range // tails[first]
        self.low += unit * tails[symbol + 1]
        self.range = unit * (tails[symbol] - tails[symbol + 1])
        if self.low >= RANGE:
            self._carry()
        while self.range < LEAST_RANGE:
            self.written.append(self.low >> 40)
            self.low = (self.low << 8) & (RANGE - 1)
            self.range <<= 8

    def _carry(self) -> None:
        self.low -= RANGE
        place = len(self.written) - 1
        while self.written[place] == 255:
            self.written[place] = 0
            place -= 1
        self.written[place] += 1

    def finished(self) -> bytes:
        return bytes(self.written) + self.low.to_bytes(BYTES)
