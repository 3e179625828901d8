"""One page of every kind a built site has: what is measured, checked and photographed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

PATTERNS = {  # kind of page → its files below the site's folder
    "home": "index.html",
    "region index": "region/index.html",
    "country": "region/cn/index.html",
    "macro-region": "region/cn/northeast-china/index.html",
    "province": "region/cn/heilongjiang/index.html",
    "city": "region/cn/heilongjiang/heihe/index.html",
    "also": "region/**/also/index.html",
    "topic index": "topic/index.html",
    "topic": "topic/*/index.html",
    "sources": "source/index.html",
    "source": "source/*/index.html",
    "dates": "date/index.html",
    "year": "date/*/index.html",
    "month": "date/*/*/index.html",
    "day": "date/*/*/*/index.html",
    "undated": "undated/index.html",
    "coverage": "coverage/index.html",
    "coverage of a year": "coverage/*/index.html",
    "corrections": "corrections/index.html",
    "data": "data/index.html",
    "how": "how/*/index.html",
    "search": "search/index.html",
    "about": "about/index.html",
    "guide": "how-to-search/index.html",
    "404": "404.html",
}
ARTICLES = "article/*/index.html"
ARTICLE_KINDS = ("article", "long article", "short article", "reprint")
LARGEST = {"also", "topic", "source", "year", "month", "coverage of a year"}  # of these the page that shows most


def one_of_each(site: Path) -> dict[str, str]:
    """Kind → address below the site, "region/cn/"; kinds the site has no page of are left out.

    Articles come as the longest, the shortest, one between and a reprint.
    """
    found = {kind: chosen(kind, site.glob(pattern)) for kind, pattern in PATTERNS.items()}
    found |= articles(sorted(site.glob(ARTICLES), key=lambda page: (page.stat().st_size, page)))
    return {kind: address(site, page) for kind, page in found.items() if page}


def chosen(kind: str, pages: Iterable[Path]) -> Path | None:
    candidates = sorted(page for page in pages if not {"page", "also"} & set(page.parts) or kind == "also")
    if kind in LARGEST:
        candidates.sort(key=lambda page: -page.stat().st_size)
    return candidates[0] if candidates else None


def articles(by_size: list[Path]) -> dict[str, Path | None]:
    if not by_size:
        return {}
    originals = [page for page in by_size if not is_reprint(page)]
    return {
        "article": originals[len(originals) // 2],
        "long article": originals[-1],
        "short article": originals[0],
        "reprint": next((page for page in by_size if is_reprint(page)), None),
    }


def is_reprint(page: Path) -> bool:
    """Whether the page names another as the one to cite."""
    canonical = re.search(r'rel="?canonical"? href="?([^" >]*)', page.read_text(encoding="utf-8"))
    return canonical is not None and not canonical[1].endswith(f"/{page.parent.name}/")


def address(site: Path, page: Path) -> str:
    return page.relative_to(site).as_posix().removesuffix("index.html")
