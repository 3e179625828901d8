"""The letters of a text, by which texts of differing spaces and marks are compared."""

from __future__ import annotations

import re

_OTHER = re.compile(r"\W+")


def letters(text: str) -> str:
    return _OTHER.sub("", text.lower())
