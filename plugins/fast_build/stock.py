"""Whether Pelican's own code is what runs: a plugin may have put other functions in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pelican import contents, generators, readers, signals, utils
from pelican.readers import HTMLReader, MarkdownReader
from pelican.writers import Writer


def articles_are_stock() -> bool:
    """Whether Article and what it inherits from are as Pelican made them."""
    own = [*vars(contents.Content).values(), *vars(contents.Article).values()]
    return _all_from(contents.__name__, own) and "__eq__" not in vars(contents.Content) | vars(contents.Article)


def reading_is_stock() -> bool:
    """Whether posts are read by Pelican's own functions."""
    functions = [readers.default_metadata, readers.path_metadata, readers.parse_path_metadata, readers.find_empty_alt]
    methods = [
        method
        for kind in (readers.BaseReader, readers.Readers, MarkdownReader, HTMLReader)
        for method in vars(kind).values()
    ]
    return _all_from(readers.__name__, [*functions, *methods, *readers.METADATA_PROCESSORS.values()]) and _all_from(
        utils.__name__, [utils.slugify, utils.get_date, readers.get_date]
    )


def sources_are_stock() -> bool:
    """Whether files are found, and noted by their paths, by Pelican's own functions."""
    kinds = (generators.Generator, generators.CachingGenerator, generators.ArticlesGenerator)
    names = ("get_files", "_include_path", "add_source_path")
    found = [vars(kind)[name] for kind in kinds for name in names if name in vars(kind)]
    return _all_from(generators.__name__, found)


def writer_is_stock() -> bool:
    """Whether pages are written by Pelican's own function."""
    return _all_from(Writer.__module__, [Writer.write_file]) and Writer.__module__ == "pelican.writers"


def posts_are_watched() -> bool:
    """Whether a plugin wants to be told of each post while it is read, and may change what is read."""
    watched = (signals.article_generator_preread, signals.article_generator_context, signals.content_object_init)
    return any(signal.receivers for signal in watched)


def _all_from(module: str, things: Iterable[Any]) -> bool:
    """Whether all functions among these were defined in this module."""
    for thing in things:
        for function in (thing, *(getattr(thing, name, None) for name in ("fget", "fset", "func"))):
            if hasattr(function, "__code__") and function.__module__ not in (module, utils.__name__):
                return False
    return True
