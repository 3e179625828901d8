"""Lists of articles that Pelican makes by looking for each article in each list, made in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican.contents import Article
from pelican.utils import get_original_items, process_translations

from .quick_article import QuickArticle

_SAID = "2019-04-30T16:05:00"  # the form of a date with no part of a second


def positions(articles: Iterable[Article]) -> dict[int, int]:
    """Where each article stands in a list, by `id`."""
    return {id(article): place for place, article in enumerate(articles)}


def in_order_of(places: Mapping[int, int], articles: Iterable[Article]) -> list[Article]:
    """Those articles that have a place, each once, in the order of their places."""
    found = {places[id(article)]: article for article in articles if id(article) in places}
    return [found[place] for place in sorted(found)]


def sort_by_said_dates(articles: list[Article], *, newest_first: bool) -> bool:
    """Sorts articles by their dates as their rows say them; False, and nothing done, where one has no such row.

    Those dates are of one zone and of one form, so their letters stand in the order of the dates.
    """
    said: dict[int, str] = {}
    for article in articles:
        row = article._row if type(article) is QuickArticle else None
        if row is None or len(row.date) != len(_SAID):
            return False
        said[id(article)] = row.date
    articles.sort(key=lambda article: said[id(article)], reverse=newest_first)
    return True


def fill_periods(archives: Iterable[dict[str, Any]], articles: Sequence[Article]) -> None:
    """Gives each year, month or day the articles that are among its `dates`, in the order of `articles`."""
    period_of: dict[int, list[Article]] = {}
    for archive in archives:
        archive["articles"] = []
        for article in archive["dates"]:
            period_of[id(article)] = archive["articles"]
    for article in articles:
        listed = period_of.get(id(article))
        if listed is not None:
            listed.append(article)


def parted(articles: list[Article], translation_id: Any) -> tuple[list[Article], list[Article]]:
    """Originals and translations, as Pelican's `process_translations` parts them."""
    keys = {translation_id} if isinstance(translation_id, str) else translation_id
    if not keys or not isinstance(keys, (set, frozenset, list, tuple)):
        originals, translations = process_translations(articles, translation_id=translation_id)
        return originals, translations
    try:
        key = attrgetter(*keys)
        articles.sort(key=key)
    except (TypeError, AttributeError):  # Pelican words the error
        originals, translations = process_translations(articles, translation_id=translation_id)
        return originals, translations
    index: list[Article] = []
    for values, group in groupby(articles, key):
        items = list(group)
        if len(items) == 1 and _is_original(items[0]):
            index.append(items[0])
            items[0].translations = []
            continue
        index.extend(get_original_items(items, _described(keys, values)))
        for item in items:
            item.translations = [other for other in items if other != item]
    known = set(map(id, index))
    return index, [article for article in articles if id(article) not in known]


def _is_original(article: Article) -> bool:
    """Whether a lone article is an original without more ado, so that Pelican has nothing to warn of."""
    return isinstance(article, QuickArticle) and article.is_lone_original


def _described(keys: Any, values: Any) -> str:
    """What Pelican's warnings say of a group: 'with slug "flood"'."""
    values = (values,) if len(keys) == 1 else values
    pattern = ", ".join([' {} "{{}}"'] * len(keys))
    return "with" + pattern.format(*keys).format(*values)
