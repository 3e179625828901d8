"""What every page says of the pages written by hand: their names and addresses, and nothing of their text.

So a page whose text changes is made again by itself, and not with every other page that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct


class MenuItem(Struct, frozen=True):
    slug: str
    title: str
    url: str  # below the site's root


def menu_of(pages: Iterable[Any]) -> list[MenuItem]:
    """Those of Pelican's pages, in their order."""
    return [MenuItem(page.slug, str(page.title), page.url) for page in pages]
