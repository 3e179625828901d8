"""Articles by category, tag and author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pelican.contents import Article, Author, Category, Tag

Lists = dict[Any, list[Article]]  # as Pelican's generator has them: missing lists are made when they are asked for


class Groups:
    """Adds articles to the generator's lists. A name is looked up by its slug, which is dear, only once."""

    def __init__(self, settings: Mapping[str, Any], categories: Lists, tags: Lists, authors: Lists) -> None:
        self._settings = settings
        self._categories, self._tags, self._authors = categories, tags, authors
        self._named: dict[tuple[type, str], list[Article]] = {}

    def add(self, article: Article, names: tuple[str | None, Sequence[str] | None, Sequence[str]] | None) -> None:
        """Adds an article to its lists; `names` are those of its groups if they are known without asking it."""
        if names is None:
            self._add(article)
            return
        category, tags, authors = names
        if category is not None:
            self._list(Category, category, self._categories).append(article)
        for name in tags or ():
            self._list(Tag, name, self._tags).append(article)
        for name in authors:
            self._list(Author, name, self._authors).append(article)

    def _add(self, article: Article) -> None:
        if hasattr(article, "category"):
            self._categories[article.category].append(article)
        for tag in getattr(article, "tags", ()):
            self._tags[tag].append(article)
        for author in getattr(article, "authors", ()):
            self._authors[author].append(article)

    def _list(self, kind: type, name: str, lists: Lists) -> list[Article]:
        listed = self._named.get((kind, name))
        if listed is None:
            listed = self._named[kind, name] = lists[kind(name, self._settings)]
        return listed
