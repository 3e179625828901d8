"""The generator that builds the archive from the articles Pelican has read, and writes every page but those.

What makes pages is loaded when one has to be made: where nothing has changed, to load it takes longer than all else.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import astuple
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.workspace import POSTS

from . import speech
from .alone import Alone, Builder, builder
from .archive import Archive
from .assets import Assets
from .entries import Entry, read_entry
from .evidence import EVIDENCE, EvidenceError, EvidenceFile, evidence_path, read_evidence
from .examples import LOOKED_AT, examples_of
from .home import check_pages
from .made_of import MadeOf, made_of
from .menu import menu_of
from .page_writer import PageWriter
from .remembered import Publishers, Vocabulary
from .remembered_stories import remembered_table
from .run_record import RunRecord, read_run_record
from .settings import own_file, publishers, regions, topics
from .site import Site
from .table import DIGEST_BYTES

if TYPE_CHECKING:
    from .views import ArticleView

WORDS_OF_TEMPLATES = ("_", "gettext", "ngettext", "pgettext", "npgettext")
DAMAGE = "damage"  # under which the next build finds which evidence was damaged
ASSETS = "theme"  # folder of the theme's files in the output
# stages after which maps and whole vocabularies, and items of lists, are not asked for: later ones take their room
MAPS_END, LISTS_END = "regions and topics", "corrections"


def late(module: str, function: str) -> Callable[..., Any]:
    """A function of a module of this package, which is loaded when the function is called."""
    return lambda *given, **named: getattr(import_module(f".{module}", __package__), function)(*given, **named)


class ArchiveGenerator(Generator):  # type: ignore[misc]  # Pelican has no type hints here
    """What is between the articles and the pages: one archive, and one build."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gc.unfreeze()  # what an earlier build of this process left
        self.damaged: list[str] = self.settings["ARCHIVE_DAMAGED"]
        self.damaged.clear()
        self._posts_damaged: set[str] = set()  # posts whose evidence cannot be read
        self.settings["ARCHIVE_ASSETS"].read()
        self.settings["ARCHIVE_ONCE"].forget()
        self.settings["ARCHIVE_PICTURES"].forget()
        self._forget_items()
        self.build: Builder = builder(self.settings, Path(self.output_path))

    # -- before anything is written ---------------------------------------------------------

    def generate_context(self) -> None:
        """Reads every article's entry and hangs `story_view` and `archive` into the shared context."""
        self._check_home()
        with self.build.stage("archive"):
            self.articles = [*self.context["articles"], *self.context["hidden_articles"]]
            self.contents = {article.slug: article for article in self.articles}
            self._load_vocabularies()
            table = remembered_table(self.articles, self.build, self._post_digest, self._entry)
            self.archive = Archive(table, self.regions, self.topics, self._kept)
        self.record = self._record()
        self.context["archive"] = self.archive
        self.context["menu"] = menu_of(self.context["pages"])
        self.context["examples"] = self._examples()
        self.context["story_view"] = self.story_view
        self._share_names()
        self.build.article_inputs(self.article_value, self.article_values)
        gc.freeze()  # what was read stays to the end: nobody need look through it again while pages are made

    def _examples(self) -> dict[str, str]:
        """The archive's own words; trees are made only where its newest stories or their names are new."""
        archive, build = self.archive, self.build
        value = build.digest(self.vocabulary, archive.entries[:LOOKED_AT].digests)
        make = lambda: json.dumps(examples_of(archive.entries, archive.regions, archive.topics)).encode()  # noqa: E731
        found: dict[str, str] = json.loads(build.latest("examples", value, make))
        return found

    def _kept(self, name: str, make: Callable[[], bytes], words: Iterable[str]) -> bytes:
        """What is made of the entries and the vocabularies alone; its numbers may stand for these words."""
        value = self.build.digest(self._told, *words)
        data = self.build.left(name, value)
        if data is None:
            data = make()
            self.build.leave(name, value, data)
        return data

    def _load_vocabularies(self) -> None:
        settings, build = self.settings, self.build
        region_file, topic_file, source_file = (
            build.file_digest(str(own_file(settings, name))) for name in ("regions.yaml", "topics.yaml", "sources.yaml")
        )
        self.vocabulary = build.digest(region_file, topic_file)
        self.regions = Vocabulary("regions", lambda: regions(settings), build, region_file)
        self.topics = Vocabulary("topics", lambda: topics(settings), build, topic_file)
        speech.name_by(lambda id: (self.topics if self.topics.get(id) else self.regions).label(id))
        self.sources = source_file
        self.publishers = Publishers(lambda: publishers(settings), build, source_file)

    def _check_home(self) -> None:
        """Ends the build in one line where the home page is to have the text of a page that is not there."""
        slugs = [page.slug for page in [*self.context["pages"], *self.context["hidden_pages"]]]
        try:
            check_pages(self.settings["ARCHIVE_HOME"], slugs)
        except SettingError as error:
            raise SystemExit(f"error: {error}") from None

    def story_view(self, article: Article) -> ArticleView:
        """What the article template shows of a story; evidence is read here, one story at a time."""
        from .corrections_log import worded
        from .links import links_of
        from .views import article_view

        entry = self.archive.by_slug.get(article.slug) or self._entry(article)
        return article_view(
            entry,
            links_of(entry, self.archive, self.evidence_of),
            self._evidence(article.source_path),
            name=self.settings["SITENAME"],
            site=self.settings["SITEURL"].rstrip("/"),
            in_words=lambda change, entry: worded(change, entry, self.regions, self.topics),
        )

    @cached_property
    def _link_digests(self) -> bytes:
        """The digests of all stories' links, one after the other: those of the last build, if no entry changed."""
        table = self.archive.table
        reprints = table.where(table.columns.words("reprint_of").marked(bool)).column("slug")

        def make() -> bytes:
            from .link_digests import LinkDigests

            links = LinkDigests(self.archive, self.build, self._evidence_digest)
            return b"".join(map(links.of, range(len(table))))

        return self.build.latest("links", self.build.digest(self._told, *map(self._evidence_digest, reprints)), make)

    @cached_property
    def _told(self) -> bytes:
        """The digest of everything pages can show of the archive but stories' texts and evidence."""
        return self.build.digest(self.archive.table.all_digests, self.vocabulary, self.sources)

    def article_value(self, article: Article) -> bytes | None:
        """The digest of all that an article's page shows beside its post and its template; None if it is no story's."""
        return self.article_values([article])[0]

    def article_values(self, articles: Sequence[Article]) -> list[bytes | None]:
        """The same of many articles."""
        place_of, contents, vocabulary = self.archive.table.place_of, self.contents, self.vocabulary
        shown, width = self._shown_by_articles
        values: list[bytes | None] = []
        for article in articles:
            slug = article.slug
            place = place_of.get(slug)
            if place is None or contents[slug] is not article:
                values.append(None)
            else:
                values.append(shown[place * width : (place + 1) * width] + vocabulary)
        return values

    @cached_property
    def _shown_by_articles(self) -> tuple[bytes, int]:
        """The digests of all stories' entries, links and evidence, story by story; and how many bytes each has."""
        links = np.frombuffer(self._link_digests, np.uint8).reshape(-1, DIGEST_BYTES)
        rows = np.concatenate([self.archive.table.digests, links, self._made_of.evidence], axis=1)
        return rows.tobytes(), rows.shape[1]

    def _post_digest(self, article: Article) -> bytes:
        """The digest of all that was read of a post."""
        read: bytes | None = getattr(article, "post_digest", None)
        return read or self.build.file_digest(article.source_path)

    def _evidence_digest(self, slug: str) -> bytes:
        return self._evidence_digests[slug]

    @cached_property
    def _evidence_digests(self) -> dict[str, bytes]:
        """The digests of all stories' evidence, by slug: asked for at once, which is quicker."""
        posts = [article.source_path for article in self.contents.values()]
        files = [f"{post[:-3]}{EVIDENCE}" if post.endswith(".md") else evidence_path(post) for post in posts]
        return dict(zip(self.contents, self.build.file_digests(files), strict=True))

    @cached_property
    def _made_of(self) -> MadeOf:
        """The digests of what is read of each story, by its place in the table."""
        table, contents, evidence = self.archive.table, self.contents, self._evidence_digests
        slugs = table.columns.slug
        posts = (self._post_digest(contents[slug]) for slug in slugs)
        return made_of(table.digests, posts, map(evidence.__getitem__, slugs))

    def evidence_of(self, slug: str) -> EvidenceFile | None:
        """The evidence of a story of this archive; None where there is none that can be read."""
        return self._evidence(self.post_of(slug)) if slug in self.contents else None

    def post_of(self, slug: str) -> Path:
        """The file of a story of this archive."""
        return Path(self.contents[slug].source_path)

    def _entry(self, article: Article) -> Entry:
        read = getattr(article, "metadata_as_read", None)  # of fast_build: spares making the rest of the article
        metadata = (read() if read else article.metadata) | {"status": article.status}
        return read_entry(metadata, article.url, slug=article.slug, default_lang=self.settings["DEFAULT_LANG"])

    def _record(self) -> RunRecord:
        try:
            return read_run_record(Path(self.path) / self.settings.get("ARCHIVE_POSTS", POSTS))
        except EvidenceError as error:
            self.damaged.append(str(error))
            return RunRecord()

    def _evidence(self, post: Path | str) -> EvidenceFile | None:
        try:
            return read_evidence(evidence_path(post))
        except EvidenceError as error:
            if str(error) not in self.damaged:  # the article and how it was made both ask
                self.damaged.append(str(error))
            self._posts_damaged.add(str(post))
            return None

    def _look_at_damage(self) -> bytes:
        """Reads evidence again that was damaged in the last build: each build tells of it. What was left says which."""
        left = self.build.left(DAMAGE, self.build.digest(DAMAGE)) or b"[]"
        posts = {article.source_path for article in self.articles} if left != b"[]" else set()
        for post in json.loads(left):
            if post in posts:
                self._evidence(post)
        return left

    # -- pages ------------------------------------------------------------------------------

    def generate_output(self, writer: Writer) -> None:
        """Writes every page but articles and pages, and all files that are none."""
        left = self._look_at_damage()
        pages = PageWriter(self.build, self.settings, self.context, self.get_template, writer)
        site = Site(
            archive=self.archive,
            regions=self.regions,
            topics=self.topics,
            vocabulary=self.vocabulary,
            publishers=self.publishers,
            record=self.record,
            settings=self.settings,
            build=self.build,
            pages=pages,
            post_of=self.post_of,
            made_of=self._made_of,
            content_of=lambda slug: str(self.contents[slug].content),
            evidence_of=self.evidence_of,
        )
        told, digest = self._told, self.build.digest
        posts = digest(told, self._made_of.all_posts)
        evidence = digest(posts, self._made_of.all_evidence)
        failed = digest(told, *map(astuple, self.record.failed))
        corrected = digest(told, *((slug, change.field, change.was, change.value, change.reason)
                                   for slug, change in self.record.corrections))  # fmt: skip
        stages: dict[str, tuple[bytes, str, str]] = {  # what its pages are made of; what writes them
            "home": (told, "single_pages", "write_home"),
            "regions and topics": (told, "tree_pages", "write_trees"),
            "sources": (told, "group_pages", "write_sources"),
            "dates": (told, "group_pages", "write_dates"),
            "coverage": (failed, "coverage_pages", "write_coverage"),
            "corrections": (corrected, "single_pages", "write_corrections"),
            "how": (evidence, "how_pages", "write_how"),
            "data": (posts, "data_pages", "write_data"),
            "search page": (digest(), "single_pages", "write_search"),
        }
        for name, (value, module, function) in stages.items():
            with self.build.stage(name):
                pages.run(name, value, partial(late(module, function), site))
            if name == MAPS_END:
                site.let_go_of_maps()
                self.regions.let_go()
                self.topics.let_go()
            elif name == LISTS_END:
                self._forget_items()
        with self.build.stage("theme"):
            self._write_assets(pages)
        with self.build.stage("feeds and sitemap"):
            urls = [*pages.urls, *self.archive.entries.column("url"), *(page.url for page in self.context["pages"])]
            published = partial(late("published", "write_published"), site, urls)
            pages.run("published", self.build.digest(self._told, *urls), published)
        for vocabulary in (self.regions, self.topics):
            vocabulary.keep()
        damage = json.dumps(sorted(self._posts_damaged)).encode()
        if damage != left:
            self.build.leave(DAMAGE, self.build.digest(DAMAGE), damage)

    def _forget_items(self) -> None:
        for items in self.settings["ARCHIVE_ITEMS"].values():
            items.forget()

    def _share_names(self) -> None:
        """Says what the names stand for that templates find beside what their pages give them."""
        shared, digest, archive = self.build.shared, self.build.digest, self.archive
        shared("asset", digest(sorted(self.settings["ARCHIVE_ASSETS"].names.items())))
        shared("once", b"")  # a macro called once writes what it would write each time
        shared("story_view", b"")  # what an article's own inputs cover
        for name in ("|coins", "|rows", "|told", "|picture", "|spoken_date", "|short_date", *WORDS_OF_TEMPLATES):
            shared(name, b"")  # what they are made of is in settings and code, which every digest covers
        shared("archive", digest(self._told, archive.entries.digests))
        shared("archive.entries", digest(archive.entries.digests))
        shared("archive.reprints", digest(archive.reprints.digests))
        shared("archive.undated", digest(archive.undated.digests))
        shared("archive.has_undated", digest(archive.has_undated))
        for name in ("stories", "reprinted"):  # numbers, for pages that no other change of a story concerns
            shared(f"archive.{name}", digest(getattr(archive, name)))
        shared("archive.captures", digest(archive.captures))
        shared("archive.span", digest(archive.span))

    def _write_assets(self, pages: PageWriter) -> None:
        """The theme's files."""
        assets: Assets = self.settings["ARCHIVE_ASSETS"]
        if isinstance(self.build, Alone):
            assets.write(Path(self.output_path) / ASSETS)
            return
        for name, published in assets.names.items():
            content = partial(assets.contents.__getitem__, name)
            pages.file(f"{ASSETS}/{published}", self.build.digest(assets.hashes[name]), content)
