"""What Lighthouse says of one page of each kind, on a telephone and on a desk.

    python -m benchmarks.lighthouse [--runs N] [--only KIND,…] [--site FOLDER] [--write]

Builds the site for publishing, serves it below /repo/ as GitHub Pages does, and prints for each page the median of the
runs. `--write` puts the table into docs/lighthouse.md. Exit code 1 when a page has less than 100 of 100 anywhere.
Lighthouse itself, 185 MB of npm packages, is installed into .build/lighthouse at the first call.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.search.report import processor, table
from tools import ROOT
from tools.building import build
from tools.environment import BROWSER_FLAGS, install_browser, install_node_modules, node, npm
from tools.hosting import PagesServer
from tools.kinds import one_of_each

VERSION = "12.8.2"  # the last for any Node below 22; what it counts changes with it
SCRATCH = ROOT / ".build" / "lighthouse"
PAGE = ROOT / "docs" / "lighthouse.md"
ADDRESS = "https://archive.example/repo"  # what the site is built for; canonical addresses begin with it
PREFIX = "/repo"
KINDS = ("home", "article", "country", "topic", "year", "search", "a query", "404")
QUERY = "search/?q=China+bridge"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SCREENS = ("mobile", "desktop")
NO_SEO = {"404"}  # says noindex, as it should
PATIENCE = 180  # seconds for one run


@dataclass(frozen=True)
class Run:
    """Scores of 100 by category, seconds or shift by metric, and what the audits that failed are called."""

    scores: dict[str, int]
    metrics: dict[str, float]
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    kind: str
    screen: str
    runs: tuple[Run, ...]

    def score(self, category: str) -> float:
        return statistics.median(run.scores[category] for run in self.runs)

    def metric(self, name: str) -> float:
        return statistics.median(run.metrics[name] for run in self.runs)

    @property
    def counted(self) -> tuple[str, ...]:
        return tuple(name for name in CATEGORIES if name != "seo" or self.kind not in NO_SEO)

    @property
    def complete(self) -> bool:
        return all(self.score(category) == 100 for category in self.counted)

    @property
    def failed(self) -> list[str]:
        """Audits that failed in every run."""
        return sorted(set.intersection(*(set(run.failed) for run in self.runs)))


def install() -> Path:
    """Path of Lighthouse's program."""
    program = SCRATCH / "node_modules" / "lighthouse" / "cli" / "index.js"
    own = SCRATCH / "node_modules" / "lighthouse" / "package.json"
    if not own.exists() or json.loads(own.read_text())["version"] != VERSION:
        print(f"Installing Lighthouse {VERSION} into .build/lighthouse", flush=True)
        SCRATCH.mkdir(parents=True, exist_ok=True)
        (SCRATCH / "package.json").write_text('{"private": true}\n')  # else npm looks for one further up
        command = [*npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}  # a browser is here already
        subprocess.run([*command, f"lighthouse@{VERSION}"], cwd=SCRATCH, env=environment, check=True)
    return program


def measure(program: Path, url: str, screen: str) -> Run:
    command = [node(), str(program), url, "--quiet", "--no-enable-error-reporting", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless {' '.join(BROWSER_FLAGS)}"]
    command += ["--preset=desktop"] if screen == "desktop" else []
    environment = {**os.environ, "CHROME_PATH": install_browser()}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=PATIENCE)
    if done.returncode:
        raise RuntimeError(f"{url}: Lighthouse ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return read(json.loads(done.stdout))


def read(report: dict[str, Any]) -> Run:
    """A run out of Lighthouse's JSON. Raises RuntimeError when a category could not be scored."""
    scores, audits = report["categories"], report["audits"]
    if unscored := [name for name in CATEGORIES if scores[name]["score"] is None]:
        raise RuntimeError(f"{report['finalDisplayedUrl']}: no score for {', '.join(unscored)}")
    counted = {ref["id"] for name in CATEGORIES for ref in scores[name]["auditRefs"] if ref["weight"]}
    return Run(
        {name: round(scores[name]["score"] * 100) for name in CATEGORIES},
        {
            "LCP": audits["largest-contentful-paint"]["numericValue"] / 1000,
            "TBT": audits["total-blocking-time"]["numericValue"] / 1000,
            "CLS": audits["cumulative-layout-shift"]["numericValue"],
            "kB": audits["total-byte-weight"]["numericValue"] / 1000,
        },
        tuple(sorted(name for name in counted if (audits[name]["score"] or 0) < 0.9)),
    )


def addresses(site: Path) -> dict[str, str]:
    """Kind → address below the site; the page of errors under its own name, which answers with 200."""
    found = one_of_each(site) | {"a query": QUERY}
    return {kind: found[kind] for kind in KINDS}


def measured(site: Path, kinds: Sequence[str], runs: int) -> Iterator[Measured]:
    program = install()
    with PagesServer(site, prefix=PREFIX).start() as server:
        for kind, address in addresses(site).items():
            for screen in SCREENS if kind in kinds else ():
                done = tuple(measure(program, server.address + address, screen) for _ in range(runs))
                yield Measured(kind, screen, done)
        server.shutdown()


def row(page: Measured) -> list[str]:
    scores = [f"{page.score(name):.0f}" if name in page.counted else "–" for name in CATEGORIES]
    metrics = [f"{page.metric('LCP'):.2f}", f"{page.metric('TBT') * 1000:.0f}", f"{page.metric('CLS'):.3f}"]
    return [page.kind, page.screen, *scores, *metrics, f"{page.metric('kB'):.1f}"]


HEAD = ("page", "screen", *CATEGORIES, "LCP, s", "TBT, ms", "CLS", "kB")


def told(pages: Sequence[Measured], runs: int, load: float) -> str:
    """The page of documentation."""
    how = f"`invoke lighthouse --runs {runs}`; {os.cpu_count()} cores of {processor()}"
    times = "one visit" if runs == 1 else f"{runs} visits"
    return f"""# Lighthouse

Scores of 100 that Lighthouse {VERSION} gives one page of each kind of the shipped archive, built for publishing and
served below `/repo/` as GitHub Pages serves it (gzip, ten minutes in the cache): each the median of {times} by a
reader who was never there, on a slow telephone and on a desk as Lighthouse simulates them. LCP is when the largest part
of the page stands there, TBT how long scripts keep it from answering, CLS how much it moves while it loads, kB what was
fetched, with headers. The page of errors is measured at `/404.html`; it asks not to be indexed: its SEO is not counted.

{table(HEAD, [row(page) for page in pages])}

*{date.today().isoformat()}, {how}, {browser_version()}, load {load:.1f} at the start.*
"""


def browser_version() -> str:
    said = subprocess.run([install_browser(), "--version"], capture_output=True, text=True, check=True).stdout
    return " ".join(said.split()[:2])


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code; prints a line for each page as it comes."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds of pages, with commas between them")
    parser.add_argument("--site", type=Path, help=f"a site built for {ADDRESS} already")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    install_node_modules()
    site = options.site or built()
    load, pages = os.getloadavg()[0], []
    for page in measured(site, options.only.split(","), options.runs):
        pages.append(page)
        print(" ".join(f"{cell:>7}" for cell in row(page)), *page.failed, flush=True)
    if options.write:
        PAGE.write_text(told(pages, options.runs, load), encoding="utf-8")
        print(f"Wrote {PAGE.relative_to(ROOT)}.")
    return int(not all(page.complete for page in pages))


def built() -> Path:
    """Folder of the shipped archive's site. Ends the program when it cannot be built."""
    site = build(output=SCRATCH / "site", site_url=ADDRESS)
    if site.code:
        sys.exit(site.advice)
    return site.folder


if __name__ == "__main__":
    sys.exit(main())
