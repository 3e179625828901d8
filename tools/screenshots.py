"""`invoke screenshots`: every kind of page at three widths, light and dark, and the pictures of docs/images.

The whole set goes to `.build/screenshots`, to be looked at after a change of the theme. It is no test: a picture is
good when a person finds it so.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright
from rich.progress import track

from . import ROOT
from .building import build
from .environment import BROWSER_FLAGS, install_browser, install_node_modules
from .kinds import one_of_each
from .serving import SiteServer

FOLDER = ROOT / ".build" / "screenshots"
IMAGES = ROOT / "docs" / "images"
WIDTHS = {320: 640, 768: 1024, 1280: 860}  # pixels: the narrowest telephone, a tablet, a small laptop; and how high
SCHEMES = ("light", "dark")
RESULTS = "search/?q=oil+OR+rail"  # the search page with an answer


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a kind of page; whole, or what a window shows from `top` on (a selector)."""

    kind: str
    width: int
    scheme: str
    top: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind.replace(' ', '-')}-{self.width}-{self.scheme}.png"


PICTURES = {  # in docs/images
    "home.png": Shot("home", 1280, "light"),
    "matrix.png": Shot("home", 1280, "dark", "#latest"),
    "region.png": Shot("country", 1280, "light"),
    "article.png": Shot("article", 1280, "light"),
    "search.png": Shot("results", 1280, "light"),
    "narrow.png": Shot("home", 320, "dark"),
}


def main() -> int:
    """Exit code; writes every picture."""
    install_node_modules()
    with sync_playwright() as playwright:
        site = build(output=ROOT / ".build" / "screenshots-site")
        if site.code:
            return site.code
        addresses = one_of_each(site.folder) | {"results": RESULTS}
        browser = playwright.chromium.launch(executable_path=install_browser(), args=list(BROWSER_FLAGS))
        with SiteServer(site.folder).start() as server:
            take_all(browser, server.address, addresses)
            for name, shot in PICTURES.items():
                (IMAGES / name).write_bytes(take(browser, server.address + addresses[shot.kind], shot, whole=False))
            server.shutdown()
        browser.close()
    print(f"Wrote {len(list(FOLDER.iterdir()))} pictures to .build/screenshots and {len(PICTURES)} to docs/images.")
    print("Next: look at them, then commit those of docs/images.")
    return 0


def take_all(browser: Browser, home: str, addresses: Mapping[str, str]) -> None:
    """Writes a picture of each whole page at each width, light and dark, and says how far it is."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    shots = list(shots_of(addresses))
    for shot in track(shots, "Taking pictures"):
        (FOLDER / shot.name).write_bytes(take(browser, home + addresses[shot.kind], shot, whole=True))


def shots_of(kinds: Mapping[str, str]) -> Iterator[Shot]:
    for width, scheme, kind in product(WIDTHS, SCHEMES, kinds):
        yield Shot(kind, width, scheme)


def take(browser: Browser, address: str, shot: Shot, *, whole: bool) -> bytes:
    scheme: Any = shot.scheme
    window = ViewportSize(width=shot.width, height=WIDTHS[shot.width])
    with browser.new_context(viewport=window, color_scheme=scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        if shot.top:
            page.locator(shot.top).evaluate("part => part.closest('section').scrollIntoView()")
        return page.screenshot(full_page=whole)


if __name__ == "__main__":
    sys.exit(main())
