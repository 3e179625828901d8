"""The collections there are figures for, by name, and how each is read and scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from plugins.seed_posts.sources import Sources

from . import arrangements, news_tags, own, pages, press, reprint_scores, rival, tag_corpora, threads, wire
from .answers import Answer
from .chain import Progress, Reading, Task, read_all
from .figures import Figure

TAGGED = ("tr-news.xml", "newswire.jsonl", "bbc-topics.jsonl")


@dataclass(frozen=True, slots=True)
class Options:
    """What to read, and how."""

    corpora: Path = Path()
    every: int = 1  # read each so-manieth capture of a collection
    jobs: int = 1  # processes
    models: Path | None = None  # folder of the models made for judging, by fold
    beside: bool = False  # score trafilatura on the saved pages, too
    started: Callable[[str, int], Progress | None] = lambda name, total: None  # called with name and captures


@dataclass(frozen=True, slots=True)
class Result:
    figures: list[Figure]
    answers: list[Answer] = field(default_factory=list)


Collection = Callable[[Options], Result]


def collections_in(corpora: Path | None) -> dict[str, Collection]:
    """Every collection that is there, by name, in the order of the table; without corpora, the project's own."""
    found: dict[str, Collection] = {folder.collection: partial(_own, folder) for folder in own.folders(corpora)}
    if corpora is None:
        return found
    if (corpora / "pages" / "gold.json").exists():
        found |= {f"pages-{form}": partial(_pages, form) for form in pages.FORMS}
    if (corpora / "threads" / "gold.json").exists():
        found[threads.COLLECTION] = _threads
    if threads.COLLECTION in found and "pages-full" in found:
        found[arrangements.COLLECTION] = _arrangements
    if (corpora / "press" / "gold.json").exists():
        found[press.COLLECTION] = _press
    if (corpora / "newswire.jsonl").exists():
        found[wire.COLLECTION] = _wire
    if all((corpora / name).exists() for name in TAGGED):
        found["tags"] = partial(_texts, "tags", tag_corpora.figures)
    if all((corpora / name).exists() for name in news_tags.FILES.values()):
        found[news_tags.COLLECTION] = partial(_texts, news_tags.COLLECTION, news_tags.figures)
    if (corpora / "newswire.jsonl").exists() and (corpora / "pages" / "gold.json").exists():
        found["reprints"] = partial(_texts, "reprints", reprint_scores.figures)
    return found


def _own(folder: own.Folder, options: Options) -> Result:
    advance = options.started(folder.collection, 1)
    result = Result(list(own.figures(folder)), list(own.answers(folder)))
    if advance:
        advance()
    return result


def _pages(form: str, options: Options) -> Result:
    folder = options.corpora / "pages"
    chosen = pages.load_pages(folder)[:: options.every]
    readings = _read(f"pages-{form}", pages.tasks(folder, form, chosen), options)
    known = chosen if form == "html" else pages.described(chosen, folder)  # a saved page shows its own description
    answers = pages.answers(form, known, readings, Sources.load())
    figures = list(pages.figures(f"pages-{form}", chosen, readings))
    if options.beside and form == "html":
        rivals = rival.read_all([task.path for task in pages.tasks(folder, form, chosen)], options.jobs)
        # what a page prints is known from our own reading of it: the rival gives no lines but its body's
        rivals = [replace(theirs, lines=ours.lines) for theirs, ours in zip(rivals, readings, strict=True)]
        figures += pages.figures(f"pages-{form}, {rival.NAME}", chosen, rivals)
    return Result(figures, list(answers))


def _threads(options: Options) -> Result:
    folder = options.corpora / threads.COLLECTION
    chosen = threads.load_threads(folder)[:: options.every]
    readings = _read(threads.COLLECTION, threads.tasks(folder, chosen), options)
    return Result(list(threads.figures(chosen, readings)), list(threads.answers(chosen, readings)))


def _arrangements(options: Options) -> Result:
    chosen = arrangements.compositions(options.corpora, options.every)
    started = options.started(arrangements.COLLECTION, len(chosen))
    readings = arrangements.read_compositions(chosen, options.jobs, options.models, started)
    return Result(list(arrangements.figures(chosen, readings)))


def _press(options: Options) -> Result:
    folder = options.corpora / press.COLLECTION
    chosen = press.load_releases(folder)[:: options.every]
    readings = _read(press.COLLECTION, press.tasks(folder, chosen), options)
    return Result(list(press.figures(chosen, readings)), list(press.answers(chosen, readings)))


def _wire(options: Options) -> Result:
    chosen = wire.load_reports(options.corpora / "newswire.jsonl", options.every)
    readings = wire.read_reports(chosen, options.jobs, options.started(wire.COLLECTION, len(chosen)))
    return Result(list(wire.figures(chosen, readings)), list(wire.answers(chosen, readings)))


def _texts(name: str, figures: Callable[[Path, int], Iterator[Figure]], options: Options) -> Result:
    """Of a collection of texts, which are no captures."""
    advance = options.started(name, 1)
    result = Result(list(figures(options.corpora, options.every)))
    if advance:
        advance()
    return result


def _read(name: str, tasks: list[Task], options: Options) -> list[Reading]:
    return read_all(tasks, options.jobs, options.models, options.started(name, len(tasks)))
