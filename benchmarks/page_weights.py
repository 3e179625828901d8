"""What one page of every kind weighs to a reader who was never there.

    python -m benchmarks.page_weights [--site FOLDER]

Builds the site for publishing, serves it below /repo/ as GitHub Pages does, opens each page in Chromium and prints the
bytes of the bodies sent (headers apart) and how many there were. Fonts are counted apart.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.lighthouse import ADDRESS, PREFIX, built
from benchmarks.search.browser import chromium
from benchmarks.search.report import kilobytes, table
from tools.environment import install_node_modules
from tools.hosting import PagesServer
from tools.kinds import one_of_each

HEAD = ("page", "HTML, raw", "HTML", "CSS", "scripts", "other", "sum", "requests", "fonts")
SUFFIXES = {".css": "CSS", ".js": "scripts", ".mjs": "scripts", ".woff2": "fonts", ".html": "HTML", "": "HTML"}
SUM_AT_MOST = {"article": 25_000, "home": 40_000, "country": 40_000}  # bytes sent, fonts apart; maps weigh
REQUESTS_AT_MOST = 6  # of an article, fonts apart
CSS_AT_MOST = 25_000  # bytes over the wire, of any page


@dataclass(frozen=True)
class Weight:
    """Bytes of a page over the wire by kind of file, those of its HTML unpacked, and how many bodies came."""

    kind: str
    raw: int
    sent: dict[str, int]
    requests: int  # fonts apart
    fonts: int  # requests for fonts

    @property
    def sum(self) -> int:
        """Bytes over the wire, fonts apart."""
        return sum(size for name, size in self.sent.items() if name != "fonts")

    @property
    def too_heavy(self) -> list[str]:
        """What is over its budget, in words; none where all is well."""
        limit = SUM_AT_MOST.get("article" if self.is_article else self.kind)
        return [
            *([f"{self.sum} bytes, at most {limit}"] if limit and self.sum > limit else []),
            *([f"{self.requests} requests"] if self.is_article and self.requests > REQUESTS_AT_MOST else []),
            *([f"{self.sent['CSS']} bytes of CSS"] if self.sent.get("CSS", 0) >= CSS_AT_MOST else []),
        ]

    @property
    def is_article(self) -> bool:
        return self.kind.endswith("article") or self.kind == "reprint"


def weigh(browser: Browser, server: PagesServer, kind: str, address: str) -> Weight:
    """Opens the page in a fresh window and counts what it fetched."""
    server.take()
    with browser.new_context() as window:
        page = window.new_page()
        page.goto(server.address + address, wait_until="networkidle")
    sent: dict[str, int] = {}
    taken = server.take()
    kinds = [SUFFIXES.get(Path(body.path).suffix if not body.path.endswith("/") else "", "other") for body in taken]
    for name, body in zip(kinds, taken, strict=True):
        sent[name] = sent.get(name, 0) + body.bytes
    file = server.site / address / "index.html" if not address.endswith(".html") else server.site / address
    fonts = kinds.count("fonts")
    return Weight(kind, file.stat().st_size, sent, len(taken) - fonts, fonts)


def row(weight: Weight) -> list[str]:
    parts = [kilobytes(weight.sent.get(name, 0)) for name in ("HTML", "CSS", "scripts", "other")]
    fonts = f"{weight.fonts} of {kilobytes(weight.sent.get('fonts', 0))}"
    return [weight.kind, kilobytes(weight.raw), *parts, kilobytes(weight.sum), str(weight.requests), fonts]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code; 1 when a page is over its budget."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_weights")
    parser.add_argument("--site", type=Path, help=f"a site built for {ADDRESS} already")
    install_node_modules()
    site = parser.parse_args(arguments).site or built()
    with chromium() as browser, PagesServer(site, prefix=PREFIX) as server:
        server.start()
        weights = [weigh(browser, server, kind, address) for kind, address in one_of_each(site).items()]
        server.shutdown()
    print(table(HEAD, [row(weight) for weight in weights]))
    for weight in weights:
        for problem in weight.too_heavy:
            print(f"{weight.kind}: {problem}", file=sys.stderr)
    return int(any(weight.too_heavy for weight in weights))


if __name__ == "__main__":
    sys.exit(main())
