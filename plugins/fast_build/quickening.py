"""Puts the quick articles generator, Markdown reader and date filter in the place of Pelican's, for a fast build."""

from __future__ import annotations

import os
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, SourceFileGenerator
from pelican.readers import MarkdownReader
from pelican.utils import DateFormatter

from .articles import QuickArticlesGenerator
from .dates import RememberedStrftime
from .markdown_reader import QuickMarkdownReader
from .reading import PostReader
from .stock import reading_is_stock

NAME = "fast_build"  # of the build among the settings while it runs


def connect() -> None:
    signals.readers_init.connect(quick_markdown)
    signals.generator_init.connect(remember_dates)
    signals.generator_init.connect(claim_sources)
    signals.article_generator_init.connect(quick_articles)
    signals.page_generator_init.connect(remember_pages)


def quick_markdown(readers: Any) -> None:
    """Posts are read by QuickMarkdownReader where Pelican's own reader would read them."""
    if NAME in readers.settings and reading_is_stock():
        for extension, reader in readers.reader_classes.items():
            if reader is MarkdownReader:
                readers.reader_classes[extension] = QuickMarkdownReader


def remember_pages(generator: Any) -> None:
    """Pages are few, and read each time: what their Markdown gives is kept from build to build."""
    for reader in generator.readers.readers.values() if NAME in generator.settings else ():
        if type(reader) is QuickMarkdownReader:
            reader.memo = generator.settings[NAME].memo


def remember_dates(generator: Any) -> None:
    """Templates' dates are written once each, unless the site has a filter of its own."""
    filters = generator.env.filters
    if NAME in generator.settings and type(filters.get("strftime")) is DateFormatter:
        filters["strftime"] = RememberedStrftime(filters["strftime"])


def claim_sources(generator: Any) -> None:
    """Sources that Pelican copies beside the pages are files of this build."""
    if NAME in generator.settings and type(generator) is SourceFileGenerator:
        create = generator._create_source

        def create_and_claim(content: Any) -> None:
            create(content)
            path = os.path.splitext(content.save_as)[0] + generator.output_extension
            generator.settings[NAME].claim(path.replace(os.sep, "/"))

        generator._create_source = create_and_claim


def quick_articles(generator: Any) -> None:
    """Pelican's own generator becomes a quick one; a plugin's own generator is left as it is."""
    if NAME in generator.settings and type(generator) is ArticlesGenerator:
        generator.__class__ = QuickArticlesGenerator
        generator.posts = PostReader(generator, generator.settings[NAME])
        generator.settings[NAME].ahead(generator.posts.open)
