"""Captures and stories made from lines written in the test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.model import Capture, Story
from plugins.seed_posts.segments import segment
from plugins.seed_posts.sources import Sources
from plugins.seed_posts.stories import extract

Kinds = list[tuple[str, int, int]]
SCORES = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the scores of the run below its tests, whether they passed or not."""
    scores = terminalreporter.config.stash.get(SCORES, [])
    if scores:
        terminalreporter.section("extraction scores")
        for text in scores:
            terminalreporter.write_line(text)


@pytest.fixture(scope="session")
def announce(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keeps a score for the end of the run."""
    return request.config.stash.setdefault(SCORES, []).append


def capture_of(text: str) -> Capture:
    """A capture whose line 1 is the text's first line."""
    return Capture("a-capture.txt", tuple(text.split("\n")), "0" * 64)


@pytest.fixture
def kinds() -> Callable[[str], Kinds]:
    """Kind, first and last line of each segment of a text."""
    return lambda text: [(str(s.kind), s.first, s.last) for s in segment(capture_of(text))]


@pytest.fixture
def stories() -> Callable[[str], tuple[Story, ...]]:
    """The stories of a text."""

    def read(text: str) -> tuple[Story, ...]:
        capture = capture_of(text)
        return extract(capture, segment(capture), Sources.load())

    return read
