"""An archive's posts as an Eleventy site: articles and numbered listings, the latter cut into pages beforehand."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from .hugo_content import PAGE_SIZE, Names, front_matter, read_posts
from .tags import Pool

LAYOUTS = Path(__file__).parent / "eleventy"
LISTED = {"region": "region", "also": "region-also", "topic": "topic", "source": "source", "when": "date"}


def write_site(posts: Path, folder: Path) -> None:
    """The site's sources: a file for each story, the lists' pages as data."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LAYOUTS, folder)
    names = Names(Pool())
    articles = folder / "content" / "article"
    articles.mkdir(parents=True)
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    entries: dict[str, dict[str, str]] = {}
    for post in read_posts(posts):
        front = front_matter(post, names, {}, [])
        params = front["params"]
        filed = [
            {"url": f"{kind}/{tag['term']}", "label": tag["label"]}
            for kind, tags in (("region", [*params["about"], *params["concerned"]]), ("topic", params["topics"]))
            for tag in tags
        ]
        entry = {"title": front["title"], "ymd": params["ymd"], "source": params["sourcename"]}
        entry["summary"] = front["summary"]
        page = {**entry, "authors": params["authors"], "seed": params["seed"], "filed": filed, "layout": "article.njk"}
        page["permalink"] = f"article/{post.slug}/index.html"
        text = f"---json\n{json.dumps(page, ensure_ascii=False)}\n---\n{post.body}"
        (articles / f"{post.slug}.md").write_text(text, encoding="utf-8")
        if "build" in front:
            continue  # a reprint stands in no list
        entries[post.slug] = entry
        for name, kind in LISTED.items():
            for term in front.get(name, ()):
                listed[f"{kind}/{term}"].append((params["ymd"], post.slug))
    (folder / "entries.json").write_text(json.dumps(entries), encoding="utf-8")
    (folder / "lists.json").write_text(json.dumps(_pages(listed)), encoding="utf-8")


def _pages(listed: dict[str, list[tuple[str, str]]]) -> list[dict[str, Any]]:
    pages = []
    for base in sorted(listed):
        slugs = [slug for _, slug in sorted(listed[base], reverse=True)]
        numbers = range(1, -(-len(slugs) // PAGE_SIZE) + 1)
        for number in numbers:
            pages.append(
                {
                    "base": base,
                    "url": base if number == 1 else f"{base}/page/{number}",
                    "label": base.rpartition("/")[2],
                    "total": len(slugs),
                    "slugs": slugs[PAGE_SIZE * (number - 1) : PAGE_SIZE * number],
                    "pages": list(numbers),
                }
            )
    return pages
