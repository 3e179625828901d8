"""Captures into posts: the Pelican plugin that turns saved news into tagged Markdown.

Everything below this package but `hooks.py` is a plain library and does not know Pelican.
"""


def register() -> None:
    """Connect the refresh of posts to Pelican's signals."""
    from .hooks import register as connect

    connect()
