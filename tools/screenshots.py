"""`python -m tools.screenshots`: the pictures of docs/images, made from the shipped archive."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from . import ROOT
from .building import build
from .environment import BROWSER_FLAGS, install_browser, install_node_modules
from .serving import SiteServer

IMAGES = ROOT / "docs" / "images"
WINDOW = ViewportSize(width=1280, height=860)
SHOTS = {"home.png": ""}  # picture → address


def main() -> int:
    """Exit code; writes every picture of SHOTS."""
    install_node_modules()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(output=Path(folder) / "site")
        if site.code:
            return site.code
        browser = playwright.chromium.launch(executable_path=install_browser(), args=list(BROWSER_FLAGS))
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        with SiteServer(site.folder).start() as server:
            for name, address in SHOTS.items():
                page.goto(server.address + address, wait_until="networkidle")
                page.screenshot(path=IMAGES / name)
            server.shutdown()
        browser.close()
    print(f"Wrote {', '.join(SHOTS)} to docs/images. Next: look at them, then commit.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
