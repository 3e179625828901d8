"""The same articles as three searches: ours, Pagefind and one whole lunr index, each built by a process of its own."""

from __future__ import annotations

import html
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .processes import ROOT, Cost, run

PAGEFIND = "1.5.2"  # its program comes in a wheel
FOLDER = "search"
LUNR = ROOT / "node_modules" / "lunr" / "lunr.min.js"
SETTINGS = f"""
PATH = "content"
SITENAME = "Benchmark"
TIMEZONE = "UTC"
THEME = "simple"
PLUGIN_PATHS = [{str(ROOT)!r}]
PLUGINS = ["plugins.archive_search"]
"""
WHOLE = """
import json, sys
from lunr import lunr
with open(sys.argv[1], encoding="utf-8") as lines:
    records = [json.loads(line) for line in lines]
fields = ["title", "body", "source", "author", "region", "topic"]
documents = [
    {
        "ref": str(place), "title": record["title"], "body": record["body"], "source": " ".join(record["source"]),
        "author": " ".join(record["authors"]), "region": " ".join(tag["label"] for tag in record["regions"]),
        "topic": " ".join(tag["label"] for tag in record["topics"]),
    }
    for place, record in enumerate(records)
]
index = lunr("ref", fields, documents).serialize()
with open(sys.argv[2], "w", encoding="utf-8") as file:
    json.dump(index, file, ensure_ascii=False, separators=(",", ":"))
"""
PAGEFIND_PAGE = """<!doctype html><title>Pagefind</title><script type="module">
const pagefind = await import("/pagefind/pagefind.js");
const asked = new URLSearchParams(location.search);
const found = await pagefind.search(asked.get("q"));
const shown = await Promise.all(found.results.slice(0, Number(asked.get("n"))).map((result) => result.data()));
window.answer = { total: found.results.length, shown: shown.filter((result) => result.excerpt).length };
</script>"""
LUNR_PAGE = """<!doctype html><title>lunr</title><script src="/lunr.min.js"></script><script type="module">
const index = lunr.Index.load(await (await fetch("/lunr.json")).json());
window.answer = { total: index.search(new URLSearchParams(location.search).get("q")).length, shown: 0 };
</script>"""


def ours(records: Path, site: Path) -> Cost:
    """Our search of the records below site/search/, with the page the plugin makes for a plain Pelican site."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    command = [sys.executable, "-m", "plugins.archive_search", "--records", str(records), "--out", str(site / FOLDER)]
    cost = run(command)
    page(site)
    return cost


def page(site: Path) -> None:
    """Writes site/search/index.html. Raises RuntimeError when the program was changed between the two builds."""
    plain = site.parent / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    (plain / "content").mkdir(parents=True)
    (plain / "content" / "a.md").write_text("Title: One\nDate: 2020-01-01\n\nA text.\n")
    (plain / "pelicanconf.py").write_text(SETTINGS)
    run([sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "out", "--fatal", "errors"], plain)
    made = plain / "out" / FOLDER
    engine = {path.name for path in made.glob("js-*")}
    if engine != {path.name for path in (site / FOLDER).glob("js-*")}:
        raise RuntimeError("the JavaScript of archive_search changed during the build; run this again")
    shutil.copy(made / "index.html", site / FOLDER / "index.html")


def whole_lunr(records: Path, site: Path) -> Cost:
    """The whole index as the PyPI package writes it, with the fields ours has, and a page that searches it."""
    site.mkdir(parents=True, exist_ok=True)
    cost = run([sys.executable, "-c", WHOLE, str(records), str(site / "lunr.json")])
    shutil.copy(LUNR, site / "lunr.min.js")
    (site / FOLDER).mkdir(exist_ok=True)
    (site / FOLDER / "index.html").write_text(LUNR_PAGE)
    return cost


def pagefind(records: Path, site: Path, scratch: Path) -> Cost:
    """Pagefind's index of one page an article. Its program is installed into the scratch folder at the first call."""
    program = install_pagefind(scratch)
    shutil.rmtree(site, ignore_errors=True)
    with records.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            path = site / record["url"] / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text("".join(markup(record)), encoding="utf-8")
    cost = run([str(program), "--site", str(site), "--quiet"])
    (site / FOLDER).mkdir()
    (site / FOLDER / "index.html").write_text(PAGEFIND_PAGE)
    return cost


def install_pagefind(scratch: Path) -> Path:
    program = scratch / "programs" / "pagefind_bin" / "pagefind"
    if not program.exists():
        target = ["--target", str(scratch / "programs"), "--no-deps", f"pagefind-bin=={PAGEFIND}"]
        run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *target])
    return program


def markup(record: dict[str, Any]) -> Iterator[str]:
    """A page as Pagefind wants it: the text as body, what a result shows as metadata, our facets as filters."""
    escape = html.escape
    yield f'<!doctype html><html lang="en"><title>{escape(record["title"])}</title><article data-pagefind-body>'
    yield f"<h1>{escape(record['title'])}</h1>"
    yield f'<p data-pagefind-meta="date">{record["date"]}</p>' if record["date"] else ""
    yield f'<p data-pagefind-meta="source" data-pagefind-filter="source">{escape(record["source"][0])}</p>'
    for name in ("regions", "topics"):
        yield from (f'<p data-pagefind-filter="{name}">{escape(tag["label"])}</p>' for tag in record[name])
    yield from (f'<p data-pagefind-filter="author">{escape(author)}</p>' for author in record["authors"])
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in record["body"].split("\n"))
    yield "</article></html>"


def size(folder: Path, pattern: str = "**/*") -> tuple[int, int]:
    """Number and bytes of the files."""
    sizes = [path.stat().st_size for path in folder.glob(pattern) if path.is_file()]
    return len(sizes), sum(sizes)
