"""Lists of words written as people write them: in a string with spaces, or in a file of data/, one a line."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def listed(name: str) -> list[str]:
    """The lines of a list in data/, without remarks and blank lines."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
