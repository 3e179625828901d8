"""Makes again only what changed: a Pelican plugin for any site, switched on by FAST_BUILD."""

from __future__ import annotations


def register() -> None:
    """Joins Pelican's signals to the functions in hooks.py, the one module here that connects them."""
    from . import hooks

    hooks.connect()
