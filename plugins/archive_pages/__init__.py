"""What templates need beyond Pelican's own context: trees, listings, evidence, citations."""

from __future__ import annotations


def register() -> None:
    """Joins Pelican's signals to the functions in hooks.py, the one module here that knows Pelican."""
    from . import hooks

    hooks.connect()
