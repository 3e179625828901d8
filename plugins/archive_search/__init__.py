"""Search for a static archive: a prebuilt lunr index and the page that asks it."""

from __future__ import annotations


def register() -> None:
    """Joins the plugin to Pelican; what follows happens in hooks.py."""
    from . import hooks

    hooks.connect()
