"""What a build of a large archive costs, beside Hugo, Eleventy and plain Pelican on the same posts, in the same run.

    python -m benchmarks.build_speed [--articles 1000,10000] [--runs 3] [--only ours,Hugo] [--write]

Posts are made up (benchmarks/site/corpus.py). Builders take turns, A B A B, each from nothing; processor seconds count,
of the program and its children, and ratios are of runs that stood next to each other. Programs are installed below the
scratch folder. `--write` puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.search.processes import ROOT
from benchmarks.search.report import processor
from benchmarks.site import corpus, edits, measure, peers, programs
from benchmarks.site.measure import Cost, Written
from benchmarks.site.peers import APART, LIMITS, Peer
from benchmarks.site.tables import chart, figures, median, ratio_cell, stages, table, with_part

PAGE = ROOT / "docs" / "benchmarks.md"
CHART = ROOT / "docs" / "images" / "build-memory.svg"
SCRATCH = ROOT / ".build" / "bench"
MEMORY = "memory.json"  # below the scratch folder: the memory of builds, so that each size may have a run of its own
OURS = ("ours", "ours, no search")
ASKED = ("ours, no search, one core", "ours, no search, all cores")  # builders that run only where they are asked for
NAMES = (
    "ours",
    "ours, no search",
    "ours, no search, one core",
    "ours, no search, all cores",
    "Hugo",
    "Pagefind",
    "Eleventy",
    "Pelican, our theme",
    "Pelican, simple",
    "lunr.py",
)

KEPT_MAX = 10_000  # articles; larger archives and their sites, gigabytes, are removed once they are measured

Costs = dict[str, list[Cost]]
Failures = dict[str, str]  # of builders, by name: what went wrong


def prepared(number: int, scratch: Path) -> Path:
    """A folder with an archive of so many posts, and a theme of its own, which cases may change."""
    folder = scratch / str(number)
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        corpus.write(number, folder / "content")
        shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
        ready.touch()
    shutil.rmtree(folder / "theme", ignore_errors=True)
    shutil.copytree(ROOT / "theme", folder / "theme")
    return folder


def chosen(number: int, folder: Path, scratch: Path, names: Sequence[str], failed: Failures) -> list[Peer]:
    """The builders asked for, as far as they go and can be had, in the order of their turns."""
    tools = scratch / "programs"
    pages = peers.ours(folder, search=False)
    makers = {
        "ours": lambda: peers.ours(folder, search=True),
        "ours, no search": lambda: pages,
        "ours, no search, one core": lambda: peers.ours(folder, search=False, workers=1),
        "ours, no search, all cores": lambda: peers.ours(folder, search=False, workers=0),
        "Hugo": lambda: _hugo(folder, tools, pages),
        "Pagefind": lambda: peers.pagefind(folder, tools, folder / "hugo" / "public"),
        "Eleventy": lambda: peers.eleventy(folder, tools),
        "Pelican, our theme": lambda: peers.ours(folder, search=False, fast=False),
        "Pelican, simple": lambda: peers.pelican_simple(folder),
        "lunr.py": lambda: peers.lunr(folder),
    }
    found = []
    for name in NAMES:
        if name in names and number <= LIMITS.get(name, number):
            say(f"{number:,} articles: preparing {name}")
            try:
                found.append(makers[name]())
            except (RuntimeError, OSError, ValueError) as error:
                failed[name] = said(error)
    return found


def _hugo(folder: Path, tools: Path, pages: Peer) -> Peer:
    if not peers.hugo_stands(folder):
        measure.run(pages.command, folder, pages.environment)  # whose maps Hugo's site takes over
    return peers.hugo(folder, tools, pages.output)


def cold(builders: Sequence[Peer], runs: int, failed: Failures) -> tuple[Costs, dict[str, Written]]:
    """What each costs from nothing, by turns, and what it wrote; one that fails gets no further turn."""
    costs: Costs = defaultdict(list)
    wrote: dict[str, Written] = {}
    for turn in range(runs):
        for peer in builders:
            if peer.name in failed:
                continue
            say(f"run {turn + 1} of {runs}: {peer.name} builds")
            try:
                peer.forget()
                if peer.name == "lunr.py":
                    peer.output.mkdir(parents=True)
                costs[peer.name].append(measure.run(peer.command, peer.folder, peer.environment))
                wrote[peer.name] = measure.written(peer.output, APART)
            except (RuntimeError, OSError) as error:
                failed[peer.name] = said(error)
                costs.pop(peer.name, None)
                continue
            cost = costs[peer.name][-1]
            say(f"{peer.name}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s on the clock, {cost.megabytes:,.0f} MB")
    return costs, wrote


def changed(folder: Path, runs: int, peer: Peer) -> Costs:
    """What a build costs after each kind of change, where the one before it is there."""
    costs: Costs = defaultdict(list)
    content, theme = folder / "content", folder / "theme"
    measure.run(peer.command, peer.folder, peer.environment)
    for _ in range(runs):
        for name, edit in edits.EDITS.items():
            with edits.undone(content, theme, folder / "spare"):
                edit(content, theme)
                costs[name].append(measure.run(peer.command, peer.folder, peer.environment))
            measure.run(peer.command, peer.folder, peer.environment)  # back to where it was
            say(f"{name}: {costs[name][-1].cpu:.2f} s CPU")
    return costs


def say(text: str) -> None:
    """How far it is, to whoever waits."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def said(error: Exception) -> str:
    """The error on one line, without names of this machine's folders."""
    text = " ".join(str(error).split()).replace("|", "/")
    return re.sub(r"(?<![\w.])(?:/[\w.~+-]+){2,}", lambda found: "…/" + Path(found[0]).name, text)


def cold_table(costs: Costs, wrote: dict[str, Written], failed: Failures) -> str:
    head = ["from nothing", "CPU s", "on the clock, s", "memory, MB", "files", "MB written"]
    rows = []
    for name, found in costs.items():
        middle = [
            statistics.median(values) for values in zip(*((c.cpu, c.wall, c.megabytes) for c in found), strict=True)
        ]
        size = [f"{wrote[name].files:,}", f"{wrote[name].bytes / 1e6:,.0f}"]
        rows.append([name, figures(middle[0]), figures(middle[1]), f"{middle[2]:,.0f}", *size])
    rows += [[name, "failed", "", "", "", ""] for name in failed]
    told = [f"{name} failed: {why}" for name, why in failed.items()]
    return "\n\n".join([table(head, rows), *told])


def ratio_table(costs: Costs) -> str:
    """Ours by the others', as the issue asks; "" where there is nothing to compare."""
    cpu = {name: [cost.cpu for cost in found] for name, found in costs.items()}
    asked = [("ours, no search", ("Hugo",), "≤ 0.6"), ("ours", ("Hugo", "Pagefind"), "≤ 1.2")]
    asked += [("ours, no search", (name,), "") for name in ("Eleventy", "Pelican, our theme", "Pelican, simple")]
    asked += [("ours", ("Hugo", "lunr.py"), "")]
    rows = []
    for one, others, goal in asked:
        if one in cpu and all(name in cpu for name in others):
            together = [sum(values) for values in zip(*(cpu[name] for name in others), strict=True)]
            rows.append([f"{one} / {' + '.join(others)}", goal, ratio_cell(cpu[one], together)])
    return table(["CPU, ratio of neighbouring runs", "wanted", "median (lowest–highest)"], rows) if rows else ""


def changes_table(costs: Costs, full: Sequence[Cost]) -> str:
    """Each kind of change, beside a whole build by Hugo, which knows no other from one run to the next."""
    rows = []
    for name, found in costs.items():
        cpu = [cost.cpu for cost in found]
        share = figures(statistics.median(cpu) / statistics.median([cost.cpu for cost in full])) if full else "–"
        rows.append(
            [name, median(cpu), median([c.wall for c in found]), f"{max(c.megabytes for c in found):,.0f}", share]
        )
    return table(["after a build", "CPU s", "on the clock, s", "memory, MB", "share of Hugo's whole build"], rows)


def stages_table(said: str) -> str:
    found = stages(said)
    return table(["stage", "s", "CPU s", "things"], [[n, f"{w:.2f}", f"{c:.2f}", f"{k:,}"] for n, w, c, k in found])


def kinds_table(builders: Sequence[Peer]) -> str:
    """Files and kilobytes of ours and of Hugo's, by kind."""
    both = {peer.name: measure.kinds(peer.output) for peer in builders if peer.name in ("ours, no search", "Hugo")}
    if len(both) < 2:
        return ""
    none = Written(0, 0)
    rows = []
    for kind in sorted({kind for found in both.values() for kind in found}):
        cells = [both[name].get(kind, none) for name in ("ours, no search", "Hugo")]
        rows.append([kind, *(part for one in cells for part in (f"{one.files:,}", f"{one.bytes / 1_000:,.0f}"))])
    return table(["files and kB", "ours", "kB", "Hugo", "kB"], rows)


def memory_part(shown: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The chart, and of each builder what an article more costs between the smallest and the largest archive."""
    sizes = sorted({number for line in shown.values() for number, _ in line})
    rows = []
    for name, line in shown.items():
        (few, low), (many, high) = min(line), max(line)
        found = {number: f"{most:,.0f}" for number, most in line}
        rows.append([name, *(found.get(number, "") for number in sizes), figures((high - low) * 1_000 / (many - few))])
    heads = [f"MB at {number:,}" for number in sizes]
    return f"![Memory by articles](images/{CHART.name})\n\n{table(['memory', *heads, 'kB an article more'], rows)}"


def how(numbers: Sequence[int], runs: int) -> str:
    """Where, when, with what: no name of a machine or a folder."""
    python = ".".join(map(str, sys.version_info[:3]))
    said = ",".join(map(str, numbers))
    return (
        f"*{date.today().isoformat()}, `invoke bench --articles {said} --runs {runs}`; {measure.cores()} cores of"
        f" {processor()}; Python {python}, Pelican {version('pelican')}, Hugo {programs.HUGO}, Eleventy"
        f" {programs.ELEVENTY}, Pagefind {programs.PAGEFIND}, lunr.py {version('lunr')}.*"
    )


def put(name: str, text: str, write: bool) -> None:
    print(f"\n{text}", flush=True)
    if write:
        try:
            PAGE.write_text(with_part(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
        except ValueError as error:  # the figures stand above all the same
            say(f"{PAGE.name}: {error}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build_speed")
    parser.add_argument("--articles", default="1000,10000", help="sizes, with commas between them")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help=f"builders with semicolons between them, of: {'; '.join(NAMES)}")
    parser.add_argument("--no-changes", action="store_true", help="build from nothing only")
    parser.add_argument("--scratch", type=Path, default=SCRATCH)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args(arguments)
    names = [name.strip() for name in options.only.split(";") if name.strip()] or [n for n in NAMES if n not in ASKED]
    if unknown := [name for name in names if name not in NAMES]:
        parser.error(f"no builder is called {unknown[0]}; there are: {'; '.join(NAMES)}")
    numbers = [int(text) for text in options.articles.split(",")]
    scratch = options.scratch.resolve()
    noted: dict[str, list[tuple[float, float]]] = {}
    for number in numbers:
        folder = prepared(number, scratch)
        failed: Failures = {}
        builders = chosen(number, folder, scratch, names, failed)
        costs, wrote = cold(builders, options.runs, failed)
        noted = measure.noted_memory(
            scratch / MEMORY, number, {name: max(cost.megabytes for cost in found) for name, found in costs.items()}
        )
        parts = [
            f"{number:,} articles.",
            cold_table(costs, wrote, failed),
            ratio_table(costs),
            kinds_table([peer for peer in builders if peer.name in costs]),
        ]
        mine = next((peer for peer in builders if peer.name in costs and peer.name in OURS), None)
        if mine:
            parts += ["Stages of a build from nothing:", stages_table(costs[mine.name][-1].said)]
        if mine and not options.no_changes:
            try:
                parts.append(changes_table(changed(folder, options.runs, mine), costs.get("Hugo", [])))
            except RuntimeError as error:
                parts.append(f"Changes failed: {said(error)}")
        text = "\n\n".join([*filter(None, parts), how([number], options.runs)])
        put(f"articles {number}", text, options.write)
        if number > KEPT_MAX:
            shutil.rmtree(folder)
    shown = {name: line for name, line in noted.items() if name in (*OURS, "Hugo") and len(line) > 1}
    if options.write and shown:
        CHART.parent.mkdir(exist_ok=True)
        CHART.write_text(chart(shown, "articles", "memory at the highest, MB"), encoding="utf-8")
        put("memory", memory_part(shown), options.write)
    return 0


if __name__ == "__main__":
    sys.exit(main())
