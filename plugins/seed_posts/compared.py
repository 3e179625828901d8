"""Which stories were compared in an earlier run, and what they had in common.

What two stories have in common depends on nothing but the two. So a run finds again what the last one found of stories
that are as they were, and reads only the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .likeness import Likeness
from .model import Evidence


@dataclass(frozen=True, slots=True)
class Compared:
    """What is known of pairs of stories, by their names; `used` becomes what the next run shall know."""

    names: Sequence[str] = ()  # of the stories, each by its conversion and its place there; "" for one without a name
    known: Mapping[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    def likeness(self, left: int, right: int, make: Callable[[], Likeness | None]) -> Likeness | None:
        """What the two have in common, if that makes them one story."""

        def plain() -> list[Any] | None:
            made = make()
            return [made.of_left, made.of_right, made.is_form] if made else None

        if not self._named(left, right):
            return make()
        found = self._found(f"{self.names[left]} {self.names[right]}", plain)
        return Likeness(*found) if found else None

    def evidence(self, copy: int, canonical: int, make: Callable[[], tuple[Evidence, ...]]) -> tuple[Evidence, ...]:
        """The words that show it."""

        def plain() -> list[list[Any]]:
            return [[one.rule, one.text, one.line, one.offset] for one in make()]

        if not self._named(copy, canonical):
            return make()
        found = self._found(f"{self.names[copy]} of {self.names[canonical]}", plain)
        return tuple(Evidence(*one) for one in found)

    def _named(self, left: int, right: int) -> bool:
        return bool(self.names) and bool(self.names[left]) and bool(self.names[right])

    def _found(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self.used:
            self.used[name] = self.known[name] if name in self.known else make()
        return self.used[name]


FORGETFUL = Compared()  # knows nothing of any story, and so learns nothing
