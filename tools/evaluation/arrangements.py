"""Articles of the corpora put together anew, as people and programs leave them: forums, lists, digests, bare text.

The captures of `threads` are of one kind; these are of many. Each is made of articles of sites of one fold, the same
at every run. The readers' words between the articles are our own.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .chain import Progress, Reading, Task, read_all
from .fields import body_figures
from .figures import ALL, Figure, share
from .sites import FOLDS, fold_of, part_of
from .threads import Article, Thread, parted

COLLECTION = "arrangements"
EACH = 2  # captures of each arrangement and fold
NUMBERS = (1, 2, 2, 3, 3, 4)  # articles in a capture
BODY_MIN = 600  # characters of an article
PARAGRAPHS_MIN = 3
TALK_SHARE = 0.4  # of articles, that a reader says something below
BASE = date(2012, 1, 1)  # days of posts lie in the ten years from here
TALK = (
    "Thanks, I had missed this one.",
    "I doubt that it will work. We tried the same in our town, and after two winters nobody spoke of it any more.",
    "Not a word about who pays for it?",
    "My neighbour works there and says the figures are made up. I would not trust them either.",
    "lol, what a surprise",
    "You should read the last paragraph again, it says the opposite of what you think.",
)
NAMES = ("harbour_rat", "olaf", "Quince", "t_meyer", "Ravenna")

Lines = list[str]
Arrange = Callable[[int, Article, random.Random], Lines]  # the article's place in the capture, counted from 1


def _day(chance: random.Random) -> date:
    return BASE + timedelta(days=chance.randrange(3650))


def _body(article: Article) -> Lines:
    return [line.strip() for line in article["body"].split("\n") if line.strip()]


def _headed(order: str, article: Article, chance: random.Random) -> Lines:
    """Title, day, byline, address and paper, by their first letters in this order."""
    lines: Lines = []
    for sign in order:
        if sign == "t":
            lines.append(article["title"])
        elif sign == "d":
            lines.append(f"{_day(chance):%d %B %Y}")
        elif sign == "b" and article["authors"]:
            lines.append("By " + " and ".join(article["authors"][:2]))
        elif sign == "a":
            lines.append(article["url"])
        elif sign == "p":
            lines.append("The Moscow Times")
    return lines


def _bare(order: str, mark: str = "", foot: str = "") -> Arrange:
    def arrange(place: int, article: Article, chance: random.Random) -> Lines:
        above = [mark.format(n=place)] if mark else []
        return [*above, *_headed(order, article, chance), *_body(article), *_headed(foot, article, chance)]

    return arrange


def _framed(frame: str, order: str = "t", foot: str = "") -> Arrange:
    """A post with lines of its own above and below it."""

    def arrange(place: int, article: Article, chance: random.Random) -> Lines:
        day = _day(chance)
        values = {"n": place, "who": chance.choice(NAMES), "title": article["title"], "day": f"{day:%b} {day.day}"}
        values |= {"year": day.year, "figures": f"{day:%m-%d-%Y}"}
        lines = [*_headed(order, article, chance), *_body(article)]
        return [frame.format(**values), *lines, *([foot.format(**values)] if foot else [])]

    return arrange


ARRANGEMENTS: Mapping[str, Arrange] = {
    "title": _bare("t"),
    "signed": _bare("tbd"),
    "day above": _bare("dt"),
    "byline above": _bare("btd"),
    "paper above": _bare("ptd"),
    "address above": _bare("at"),
    "address below": _bare("t", foot="a"),
    "white space": _bare("td", mark="\u00a0 "),
    "white space, no title": _bare("d", mark="\u00a0 "),
    "rule": _bare("t", mark="--------"),
    "stars": _bare("td", mark="* * *"),
    "document of": _bare("tpd", mark="Document {n} of 9"),
    "phpBB": _framed("Re: World news\nby {who} » Mon {day}, {year} 9:12 am", foot="Top"),
    "vBulletin": _framed("{figures}, 09:12 AM\n#{n}\n{who}\nSenior Member\nPosts: 1,204"),
    "XenForo": _framed("{who}\nWell-Known Member\n{day}, {year}\n#{n}", foot="Reply"),
    "Discourse": _framed("{who}\n{day}, {year}, 9:12am\n{n}", foot="4 Likes"),
    "Reddit": _framed("{who} 41 points 3 years ago", foot="permalink embed save report give award reply"),
    "quoted": _framed("{who}\n#{n}\n\n{who} said:", foot="Click to expand..."),
    "Usenet": _framed(
        "Newsgroups: talk.news\nFrom: {who} <{who}@example.net>\nSubject: {title}\nMessage-ID: <{n}@example.net>"
    ),
    "mailing list": _framed(
        "Message: {n}\nFrom: {who} <{who}@example.net>\nSubject: [News] {title}\nMessage-ID: <{n}@example.net>",
        order="",
        foot="----",
    ),
}


@dataclass(frozen=True, slots=True)
class Composed:
    """A capture made of articles, and the fold of their sites."""

    thread: Thread
    fold: int
    text: str


def compositions(corpora: Path, every: int) -> list[Composed]:
    """The captures of every arrangement, each of articles of one fold."""
    articles = _articles(corpora)
    made = [
        _composed(f"{name} {fold} {number}", arrange, fold, articles[fold])
        for number in range(EACH)
        for name, arrange in ARRANGEMENTS.items()
        for fold in range(FOLDS)
    ]
    return made[::every]


def read_compositions(
    composed: Sequence[Composed], jobs: int, models: Path | None, progress: Progress | None
) -> list[Reading]:
    """The captures' readings, in order."""
    with tempfile.TemporaryDirectory() as folder:
        tasks = [Task(Path(folder) / f"{number:04}.txt", item.fold) for number, item in enumerate(composed)]
        for task, item in zip(tasks, composed, strict=True):
            task.path.write_text(item.text, encoding="utf-8")
        return read_all(tasks, jobs, models, progress)


def figures(composed: Sequence[Composed], readings: Sequence[Reading]) -> Iterator[Figure]:
    """Right numbers of stories, starts and bodies, over all captures and over those of open and closed sites."""
    for part in (ALL, "open", "closed"):
        pairs = [(c, r) for c, r in zip(composed, readings, strict=True) if part in (ALL, part_of(c.fold))]
        result = parted([item.thread for item, _ in pairs], [reading for _, reading in pairs])
        yield from share(COLLECTION, part, "right number of stories", sum(result.counts), len(result.counts))
        yield Figure(COLLECTION, part, "starts F1", result.starts, len(result.pairs))
        golds = [article["body"] for article, _ in result.pairs]
        yield from body_figures(COLLECTION, part, golds, [story.text if story else "" for _, story in result.pairs])


def _articles(corpora: Path) -> list[list[Article]]:
    """Whole articles by fold, each title once."""
    threads = json.loads((corpora / "threads" / "gold.json").read_text(encoding="utf-8"))
    pages: list[dict[str, Any]] = json.loads((corpora / "pages" / "gold.json").read_text(encoding="utf-8"))
    found: dict[str, Article] = {}
    for item in [*(article for thread in threads for article in thread["articles"]), *pages]:
        paragraphs = _body(item)
        if len(paragraphs) >= PARAGRAPHS_MIN and len(item["body"]) >= BODY_MIN:
            title = " ".join(item["title"].split())
            found[title] = {**item, "title": title, "body": "\n".join(paragraphs)}
    return [[a for a in found.values() if fold_of(a["url"]) == fold] for fold in range(FOLDS)]


def _composed(name: str, arrange: Arrange, fold: int, stock: Sequence[Article]) -> Composed:
    chance = random.Random(name)
    chosen = chance.sample(stock, chance.choice(NUMBERS))
    lines: Lines = []
    for place, article in enumerate(chosen, 1):
        lines += arrange(place, article, chance)
        if chance.random() < TALK_SHARE:
            lines.append(chance.choice(TALK))
    return Composed(Thread(f"{name}.txt", tuple(chosen)), fold, "\n\n".join(lines) + "\n")
