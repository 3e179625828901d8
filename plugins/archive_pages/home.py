"""Which blocks the home page has, in the order the archive wants them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup, escape
from msgspec import Struct

from plugins.seed_posts.errors import SettingError, did_you_mean, shown

SETTING = "ARCHIVE_HOME"
DEFAULT = ("intro", "search", "coverage", "map", "years", "latest", "matrix", "ways")
OPENING = ("intro", "search", "coverage", "map")  # side by side where they follow each other: words, and the picture
PAGE = "page:"  # before the slug of a page whose text is a block
_LINK = re.compile(r'(?<=<a )href="([^"]*)"')  # as clean_html writes it


class Frame(Struct, frozen=True):
    """A band of the home page with the blocks in it: several only of those in OPENING."""

    blocks: tuple[str, ...]

    @property
    def opens(self) -> bool:
        return self.blocks[0] in OPENING

    @property
    def words(self) -> tuple[str, ...]:
        """What stands beside the picture."""
        return tuple(block for block in self.blocks if block != "map")

    @property
    def slug(self) -> str:
        """Of the page whose text this is; "" for any other block."""
        return self.blocks[0].removeprefix(PAGE) if self.blocks[0].startswith(PAGE) else ""


def read_blocks(setting: Any) -> tuple[str, ...]:
    """The blocks in their order. Raises SettingError."""
    if not isinstance(setting, (list, tuple)) or not setting:
        raise SettingError(SETTING, f"{shown(repr(setting))} is no list of blocks", f"write {list(DEFAULT)}")
    for place, block in enumerate(setting):
        if not isinstance(block, str) or (block not in DEFAULT and not block.startswith(PAGE)):
            todo = did_you_mean(str(block), [*DEFAULT, f"{PAGE}about"])
            raise SettingError(SETTING, f"{shown(str(block))} is no block of the home page", todo)
        if block in setting[:place]:
            raise SettingError(SETTING, f"{shown(block)} stands there twice", "leave one out")
    return tuple(setting)


def check_pages(blocks: Iterable[str], slugs: Collection[str]) -> None:
    """Raises SettingError where a block is the text of a page that is not there."""
    for block in blocks:
        slug = block.removeprefix(PAGE)
        if block.startswith(PAGE) and slug not in slugs:
            todo = did_you_mean(slug, slugs) or f'write one into content/pages with "Slug: {slug}"'
            raise SettingError(SETTING, f"no page has the slug {shown(slug)}", todo)


def linked_from(markup: Markup, address: str) -> Markup:
    """The text of the page at this address with its links as they are from elsewhere on the site."""
    return Markup(_LINK.sub(lambda match: f'href="{escape(urljoin(address, unescape(match[1])))}"', markup))


def frames_of(blocks: Iterable[str]) -> tuple[Frame, ...]:
    """The blocks as the bands they stand in."""
    frames: list[tuple[str, ...]] = []
    for block in blocks:
        if block in OPENING and frames and frames[-1][0] in OPENING:
            frames[-1] = (*frames[-1], block)
        else:
            frames.append((block,))
    return tuple(map(Frame, frames))
