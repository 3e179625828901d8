"""What a run has to say when it is over: counts, what to look at, what failed. Plain lines and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from .errors import CaptureError


class Told(Struct, frozen=True):
    """Of a run that brought posts up to date."""

    captures: int
    stories: int  # without reprints
    reprints: int
    reviewed: int  # stories with something to review
    failed: int  # captures that could not be converted
    reviews: tuple[str, ...] = ()  # a line for each field of a story that a person should look at

    def counts(self, unchanged: int = 0) -> str:
        """One line: "5 captures (3 unchanged), 16 stories, 1 reprint, 4 to review"."""
        parts = [
            plural(self.captures, "capture") + (f" ({unchanged} unchanged)" if unchanged else ""),
            plural(self.stories, "story", "stories"),
            plural(self.reprints, "reprint"),
            f"{self.reviewed} to review",
        ]
        return ", ".join(parts + ([f"{self.failed} failed"] if self.failed else []))


def failure_lines(failures: Iterable[CaptureError]) -> list[str]:
    return [f"error: {failure}" for failure in failures]


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
