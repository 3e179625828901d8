"""`once(macro, …)` for templates: a piece of a page that many pages share is written once and kept.

    {{ once(story, entry, "h2") }}      instead of      {{ story(entry, "h2") }}

A macro of an imported template sees its arguments and the globals of the build, and nothing of the page. So where it
gets the same arguments, it writes the same. Arguments are the same if they are equal texts or numbers, or stories with
one slug, or the very same list; with anything else the macro is called each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from .entries import Entry
from .quick_templates import marked

SCALARS = frozenset({int, float, bool, type(None)})


class Once:
    """The pieces of one build, as UTF-8: half the memory that a text with a dash or an ellipsis takes."""

    def __init__(self) -> None:
        self._written: dict[tuple[Any, ...], bytes] = {}
        self._lists: list[list[Any]] = []  # held, so that no other list gets the number of one that is gone

    def forget(self) -> None:
        """Begins a new build, whose stories may be others."""
        self._written.clear()
        self._lists.clear()

    def __call__(self, macro: Callable[..., str], *arguments: Any) -> str:
        """What the macro writes for these arguments."""
        key: list[Any] = [macro]
        for argument in arguments:
            kind = type(argument)
            if kind is str or kind is Markup:
                key.append(argument)
            elif kind is Entry:
                key.append((Entry, argument.slug))
            elif kind in SCALARS:
                key.append((kind, argument))
            elif kind is list:
                key.append((list, id(argument)))
            else:
                return macro(*arguments)
        known = self._written.get(place := tuple(key))
        if known is None:
            written = macro(*arguments)
            self._lists += [argument for argument in arguments if type(argument) is list]
            self._written[place] = written.encode("utf-8", "surrogatepass")
            return written
        return marked(known.decode("utf-8", "surrogatepass"))
