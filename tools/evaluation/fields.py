"""Figures of one field over captures with one story each, whatever collection they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.seed_posts.model import Precision, Story

from .figures import Figure, share
from .metrics import body_scores, names
from .printed import day_stands_in, names_stand_in


def body_figures(collection: str, part: str, golds: Sequence[str], outputs: Sequence[str]) -> Iterator[Figure]:
    """Precision, recall and F1 of bodies."""
    body = body_scores(golds, outputs)
    yield Figure(collection, part, "body precision", body.precision, len(golds))
    yield Figure(collection, part, "body recall", body.recall, len(golds))
    yield Figure(collection, part, "body F1", body.f1, len(golds), body.deviation)


def date_figures(collection: str, part: str, days: Sequence[tuple[str, str, str]]) -> Iterator[Figure]:
    """Of (gold day, given date, text): how many given dates are right, and how many of those in the text were found."""
    given = [(gold, got) for gold, got, _ in days if got]
    printed = [(gold, got) for gold, got, text in days if day_stands_in(text, gold)]
    yield from share(collection, part, "date precision", sum(g.startswith(d) for g, d in given), len(given))
    yield from share(collection, part, "date, of those in text", sum(g == d for g, d in printed), len(printed))
    yield from share(collection, part, "date, of all", sum(g == d for g, d, _ in days), len(days))


def author_figures(
    collection: str, part: str, people: Sequence[tuple[tuple[str, ...], tuple[str, ...], str]]
) -> Iterator[Figure]:
    """Of (gold authors, given authors, text): answers right where the byline stands in the text, and names right."""
    printed = [(names(gold), names(got)) for gold, got, text in people if names_stand_in(text, gold)]
    yield from share(collection, part, "authors exact, of those in text", sum(w == g for w, g in printed), len(printed))
    yield from share(
        collection, part, "authors near, of those in text", sum(bool(w & g) for w, g in printed), len(printed)
    )
    given = [(names(gold), names(got)) for gold, got, _ in people if got]
    right = sum(len(wanted & got) for wanted, got in given)
    yield from share(collection, part, "authors precision", right, sum(len(got) for _, got in given))
    yield from share(collection, part, "authors exact, of given", sum(w == g for w, g in given), len(given))
    near = sum(bool(names(gold) & names(got)) for gold, got, _ in people)
    yield from share(collection, part, "authors near, of all", near, len(people))


def bare_address(url: str) -> str:
    """The address without scheme, "www.", query and last slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/$", "", url)


def headline_of(story: Story | None) -> str:
    return (story.headline.value or "") if story else ""


def date_of(story: Story | None) -> str:
    """The story's date at its precision; "" for none."""
    date = story.date.value if story else None
    return date.value if date and date.precision is not Precision.UNKNOWN else ""


def authors_of(story: Story | None) -> tuple[str, ...]:
    return (story.authors.value or ()) if story else ()
