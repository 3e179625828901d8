"""Digests of the lists of pages that every template finds in the context: few, and each a small text."""

from __future__ import annotations

from datetime import date, tzinfo
from pathlib import PurePath
from typing import Any

from pelican.contents import Page
from pelican.urlwrappers import URLWrapper

from .digests import NoValue, digest

MOST = 500  # contents in a list that is looked through; of longer ones a plugin may tell what they are


def contents_digest(value: Any) -> bytes | None:
    """The digest of a list of pages, with everything a template can ask of them; None of anything else."""
    if type(value) is not list or len(value) > MOST or not all(type(item) is Page for item in value):
        return None
    try:
        return digest([_said(page) for page in value])
    except NoValue:
        return None


def _said(page: Page) -> list[Any]:
    """All a template can ask of a page; its translations are told one by one, without theirs, which are the same."""
    others = [[_plain(_own(other)), other.url, other.content, other.summary] for other in page.translations]
    return [_plain(_own(page)), page.url, page.content, page.summary, others]


def _own(page: Page) -> dict[str, Any]:
    return {name: value for name, value in vars(page).items() if name not in _APART}


def _plain(value: Any) -> Any:
    """The value with what Pelican hangs into pages told by what it shows."""
    if type(value) is dict:
        return {name: _plain(item) for name, item in value.items()}
    if type(value) in (list, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, URLWrapper):
        return ["name", type(value).__name__, value.name, value.slug, value.url]
    if isinstance(value, date):
        return ["date", type(value).__name__, value.isoformat(), str(getattr(value, "tzinfo", None))]
    if isinstance(value, tzinfo):
        return ["zone", str(value)]
    if isinstance(value, PurePath):
        return str(value)
    if callable(value):
        return ["function", getattr(value, "__qualname__", "")]
    return value


_APART = frozenset({"settings", "_context", "translations"})  # told apart, or what no template that is skipped may ask
