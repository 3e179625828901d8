"""Python's search for cycles of garbage, which rests while a build makes little.

A build where little has changed reads what earlier builds left, keeps it to its end and makes next to no garbage: to
look through it again and again takes a tenth of such a build.
"""

from __future__ import annotations

import gc

MUCH = 200  # files made, or posts read, from which on a build leaves garbage that is worth the search


class Rest:
    """The collector's rest, from when this is made until much has been made, or `end`."""

    def __init__(self) -> None:
        self._resting = gc.isenabled()  # whoever switched it off before wants it off
        self._made = 0
        gc.disable()

    def made(self, count: int = 1) -> None:
        """Counts what was made; the collector works again once it is much."""
        self._made += count
        if self._made >= MUCH:
            self.end()

    def end(self) -> None:
        """Lets the collector work again, if it did before."""
        if self._resting:
            gc.enable()
        self._resting = False
