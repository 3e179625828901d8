"""The table of figures, printed below the tests whether they passed or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLES = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tables = terminalreporter.config.stash.get(TABLES, [])
    if tables:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n\n".join(tables))


@pytest.fixture(scope="session")
def announce(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keeps a table for the end of the run."""
    return request.config.stash.setdefault(TABLES, []).append
