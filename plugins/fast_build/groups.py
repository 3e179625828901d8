"""Articles by category, tag and author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pelican.contents import Article, Author, Category, Tag

Lists = dict[Any, list[Article]]  # as Pelican's generator has them: missing lists are made when they are asked for


class Groups:
    """Adds articles to the generator's lists. A name is looked up by its slug, which is dear, only once."""

    def __init__(self, settings: Mapping[str, Any], categories: Lists, tags: Lists, authors: Lists) -> None:
        self._categories, self._tags, self._authors = categories, tags, authors
        self._category_of = _Named(Category, categories, settings)
        self._tag_of, self._author_of = _Named(Tag, tags, settings), _Named(Author, authors, settings)

    def add(self, article: Article, names: tuple[str | None, Sequence[str] | None, Sequence[str]] | None) -> None:
        """Adds an article to its lists; `names` are those of its groups if they are known without asking it."""
        if names is None:
            self._add(article)
            return
        category, tags, authors = names
        if category is not None:
            self._category_of[category].append(article)
        if tags:
            listed = self._tag_of
            for name in tags:
                listed[name].append(article)
        for name in authors:
            self._author_of[name].append(article)

    def _add(self, article: Article) -> None:
        if hasattr(article, "category"):
            self._categories[article.category].append(article)
        for tag in getattr(article, "tags", ()):
            self._tags[tag].append(article)
        for author in getattr(article, "authors", ()):
            self._authors[author].append(article)


class _Named(dict[str, list[Article]]):
    """The lists of one kind by name."""

    def __init__(self, kind: type, lists: Lists, settings: Mapping[str, Any]) -> None:
        self._kind, self._lists, self._settings = kind, lists, settings

    def __missing__(self, name: str) -> list[Article]:
        listed = self[name] = self._lists[self._kind(name, self._settings)]
        return listed
