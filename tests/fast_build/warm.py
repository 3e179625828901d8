"""What builds of small archives spend most of their time on, and what is the same in each: remembered for a test.

These functions are pure: vocabularies and outlines are what the files say, the drawing of a sheet is settled by what is
around it, the code of a template by its text and a few settings. Archives of ten stories are built a thousand times
for a test, so they are worked out once. Sequences that run without this hold it to what it stands in for.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jinja2 import Environment

from plugins.archive_pages import speech
from plugins.archive_pages.maps import sheets
from plugins.seed_posts.marked_yaml import VocabularyError
from plugins.seed_posts.regions import vocabulary as regions
from plugins.seed_posts.topics import vocabulary as topics

COMPILED_WITH = ("SITENAME", "SITEURL")  # settings that filters know, which are called while a template is compiled


class Warm:
    """Results by what they are made of. A copy of the process hands on what it `learnt`."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, bytes | None], Any] = {}
        self._outlines = sheets.load_outlines()
        self._known: dict[Any, Any] = {}
        self.learnt: dict[Any, Any] = {}

    def learn(self, learnt: dict[Any, Any]) -> None:
        self._known |= learnt

    def read(self, seeds: Path) -> None:
        """Reads the vocabularies with what the captures' folder adds; a mistake there is told by the build."""
        for name, load in (("regions.yaml", regions.load_regions), ("topics.yaml", topics.load_topics)):
            with suppress(VocabularyError):
                self._load(name, load, seeds / name)

    @contextmanager
    def at_hand(self, settings: dict[str, object]) -> Iterator[None]:
        """Within it, builds with these settings take what is known."""
        given = tuple(str(settings.get(name)) for name in COMPILED_WITH)
        compile_ = Environment.compile

        def compiled(environment: Any, source: Any, name: Any = None, filename: Any = None, *more: Any) -> Any:
            key = ("code", source, name, speech.language(), tuple(sorted(environment.extensions)), *given)
            if not isinstance(source, str) or more:
                return compile_(environment, source, name, filename, *more)
            made = lambda: marshal.dumps(compile_(environment, source, name, filename))  # noqa: E731
            return marshal.loads(self._get(key, made))

        loaders = {regions: ("load_regions", "regions.yaml"), topics: ("load_topics", "topics.yaml")}
        with (
            patch.object(Environment, "compile", compiled),
            patch.object(sheets, "load_outlines", lambda: self._outlines),
            patch.object(sheets.Sheets, "_draw", self._remembered("sheet", sheets.Sheets._draw)),
            patch.object(sheets.Sheets, "_frame", self._remembered("frame", sheets.Sheets._frame)),
            patch.object(regions, *self._patched(loaders[regions], regions.load_regions)),
            patch.object(topics, *self._patched(loaders[topics], topics.load_topics)),
        ):
            yield

    def _remembered(self, kind: str, make: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        return lambda own, around: self._get((kind, around), lambda: make(own, around))

    def _patched(self, named: tuple[str, str], load: Callable[..., Any]) -> tuple[str, Callable[..., Any]]:
        attribute, file = named
        return attribute, lambda extra=None: self._load(file, load, extra)

    def _load(self, name: str, load: Callable[..., Any], file: Path | None) -> Any:
        key = (name, file.read_bytes() if file and file.exists() else None)
        if key not in self._files:
            self._files[key] = load(file)
        return self._files[key]

    def _get(self, key: Any, make: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = self.learnt[key] = make()
        return self._known[key]
