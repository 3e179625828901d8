"""The edge to Pelican: signals, settings, and the generator that writes every page but articles and pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.catalogues import CatalogueError, find_catalogue
from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.hooks import end_with
from plugins.seed_posts.workspace import POSTS

from . import speech, wording
from .archive import Archive, build_archive
from .assets import Assets
from .charts import year_bars
from .citations import references
from .coins import coins
from .corrections_log import corrections_log, worded
from .coverage import Table, coverage_of
from .days import date_pages, dates_crumb
from .design import Design, read_design
from .downloads import COLUMNS, FOLDER, Described, downloads
from .entries import Entry, read_entry
from .evidence import EvidenceError, EvidenceFile, evidence_path, read_evidence
from .examples import examples_of, filled_in
from .home import check_pages, frames_of, linked_from
from .how import how_pages
from .links import links_of
from .listings import ListingPage, paginate, sheets
from .machines import page_graph
from .maps.atlas import Atlas
from .markup import clean_html, json_block, text_of
from .matrix import matrix_of
from .once import Once
from .published import published_files
from .run_record import RunRecord, read_run_record
from .settings import check_settings, publishers, vocabularies
from .speech import _
from .squares import archive_rows, source_rows, span_of
from .trees import Node
from .views import ArticleView, article_view
from .ways import Crossings

LATEST = 6  # stories the home page shows
WAYS_IN = 10  # regions, topics and sources the home page shows of each
CATALOGUES, DOMAIN = "locale", "pages"  # folder of the theme, and name of the files in it
WORDS = "plugins.archive_pages.speech.Words"  # by its name, so that settings stay plain data
ASSETS = "theme"  # folder of the theme's files in the output
SOURCES_ON_PAGE = 100  # rows of a table of coverage
CORRECTIONS_ON_PAGE = 100  # rows of the correction log
ALSO = "also"  # part of the address of the list of stories that also concern a region


def connect() -> None:
    signals.initialized.connect(prepare_settings)
    signals.get_generators.connect(archive_generator)


def prepare_settings(pelican: Any) -> None:
    """Gives templates `root`, `asset()` and their filters; keeps Pelican from copying the theme's files unhashed."""
    settings = pelican.settings
    check_settings(settings)
    speak_the_language(settings)
    design = design_of(settings)
    assets = Assets(Path(settings["THEME"]) / "static", design.fonts, design.rules, design.files)
    root = site_root(settings["SITEURL"])
    settings["ARCHIVE_ASSETS"] = assets
    settings["ARCHIVE_ONCE"] = Once()  # pieces that many pages share
    settings["ARCHIVE_DAMAGED"] = []  # lines about evidence files that cannot be read
    end_with(pelican, settings["ARCHIVE_DAMAGED"])
    settings["THEME_STATIC_PATHS"] = []
    settings["JINJA_GLOBALS"] = settings["JINJA_GLOBALS"] | {
        "root": root,
        "default_lang": speech.language(),
        "weekdays": wording.weekdays(),
        "logo": design.logo,
        "icon": design.icon,
        "once": settings["ARCHIVE_ONCE"],
        "asset": lambda name: f"{root}/{ASSETS}/{assets.name(name)}",
    }
    settings["JINJA_FILTERS"] = settings["JINJA_FILTERS"] | {
        "clean_html": clean_html,
        "filled_in": filled_in,
        "frames": frames_of,
        "linked_from": lambda markup, url: linked_from(markup, f"{root}/{url}"),
        "coins": lambda entry: coins(entry, settings["SITENAME"], settings["SITEURL"].rstrip("/")),
        "spoken_date": wording.spoken_date,
        "short_date": wording.short_date,
        "month_name": wording.month_name,
        "figures": speech.figures,
        "decimal": wording.decimal,
        "commas": wording.commas,
        "stories": wording.stories,
        "sure": wording.sure,
        "cut": wording.cut,
        "capitalised": wording.capitalised,
        "host": lambda address: urlsplit(address).hostname or address,
        "bytes": wording.bytes_,
        "name_query": wording.name_query,
        "right_to_left": wording.right_to_left,
    }


def design_of(settings: dict[str, Any]) -> Design:
    """What the settings say of the archive's looks. One that cannot be used ends the build in one line."""
    try:
        return read_design(settings)
    except SettingError as error:
        raise SystemExit(f"error: {error}") from None


def speak_the_language(settings: dict[str, Any]) -> None:
    """Lets pages and templates be in the language of the site. A broken catalogue ends the build in one line."""
    folder = Path(settings["THEME"]) / CATALOGUES
    try:
        catalogue = find_catalogue(folder, DOMAIN, settings["DEFAULT_LANG"])
    except CatalogueError as error:
        raise SystemExit(f"error: {error}") from None
    if catalogue.note:
        print(catalogue.note, file=sys.stderr)
    speech.speak(catalogue)
    settings["ARCHIVE_WORDS"] = f"{catalogue.language} {catalogue.digest}"  # so that a page's digest depends on them
    environment = settings["JINJA_ENVIRONMENT"]
    extensions = dict.fromkeys([*environment.get("extensions", ()), WORDS])
    settings["JINJA_ENVIRONMENT"] = environment | {"extensions": list(extensions)}


def archive_generator(_: Any) -> type[Generator]:
    return ArchiveGenerator


def site_root(siteurl: str) -> str:
    """The path part of SITEURL without a slash at its end: "" or "/repo"."""
    return urlsplit(siteurl).path.rstrip("/")


class ArchiveGenerator(Generator):  # type: ignore[misc]  # Pelican has no type hints here
    """Builds the archive from the articles Pelican has read, and writes its pages."""

    archive: Archive

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.damaged: list[str] = self.settings["ARCHIVE_DAMAGED"]
        self.damaged.clear()
        self.settings["ARCHIVE_ASSETS"].read()
        self.settings["ARCHIVE_ONCE"].forget()

    # -- before anything is written ---------------------------------------------------------

    def generate_context(self) -> None:
        """Reads every article's entry and hangs `story_view` and `archive` into the shared context."""
        self._check_home()
        articles = [*self.context["articles"], *self.context["hidden_articles"]]
        self.entries = {id(article): self._entry(article) for article in articles}
        self.posts = {self.entries[id(article)].slug: Path(article.source_path) for article in articles}
        self.regions, self.topics = vocabularies(self.settings)
        self.publishers = publishers(self.settings)
        self.archive = build_archive(self.entries.values(), self.regions, self.topics)
        self.record = self._record()
        self.context["archive"] = self.archive
        self.context["examples"] = examples_of(self.archive.entries, self.archive.regions, self.archive.topics)
        self.context["story_view"] = self.story_view

    def _check_home(self) -> None:
        """Ends the build in one line where the home page is to have the text of a page that is not there."""
        slugs = [page.slug for page in [*self.context["pages"], *self.context["hidden_pages"]]]
        try:
            check_pages(self.settings["ARCHIVE_HOME"], slugs)
        except SettingError as error:
            raise SystemExit(f"error: {error}") from None

    def story_view(self, article: Article) -> ArticleView:
        """What the article template shows of a story; evidence is read here, one story at a time."""
        entry = self.entries.get(id(article)) or self._entry(article)
        evidence = self._evidence(Path(article.source_path))
        site = self.settings["SITEURL"].rstrip("/")
        return article_view(
            entry,
            links_of(entry, self.archive, self._evidence_of),
            evidence,
            name=self.settings["SITENAME"],
            site=site,
            in_words=lambda change, entry: worded(change, entry, self.regions, self.topics),
        )

    def _evidence_of(self, slug: str) -> EvidenceFile | None:
        return self._evidence(self.posts[slug]) if slug in self.posts else None

    def _entry(self, article: Article) -> Entry:
        metadata = article.metadata | {"status": article.status}
        return read_entry(metadata, article.url, slug=article.slug, default_lang=self.settings["DEFAULT_LANG"])

    def _record(self) -> RunRecord:
        try:
            return read_run_record(Path(self.path) / self.settings.get("ARCHIVE_POSTS", POSTS))
        except EvidenceError as error:
            self.damaged.append(str(error))
            return RunRecord()

    def _evidence(self, post: Path) -> EvidenceFile | None:
        try:
            return read_evidence(evidence_path(post))
        except EvidenceError as error:
            if str(error) not in self.damaged:  # the article and how it was made both ask
                self.damaged.append(str(error))
            return None

    # -- pages ------------------------------------------------------------------------------

    def generate_output(self, writer: Writer) -> None:
        self.writer = writer
        self.written: list[str] = []  # addresses for the sitemap
        self.atlas = Atlas(self.archive.regions, self.regions)
        self._write_home()
        self._write_trees()
        self._write_sources()
        self._write_dates()
        self._write_coverage()
        self._write_corrections()
        self._write_how()
        self._write_data()
        self._write("search/index.html", "search", url="search/", crumbs=[])
        self._write("404.html", "404", url="404.html", crumbs=[], not_in_sitemap=True)
        self.settings["ARCHIVE_ASSETS"].write(Path(self.output_path) / ASSETS)
        pages = (page.url for page in self.context["pages"])
        urls = [*self.written, *(entry.url for entry in self.archive.entries), *pages]
        for name, content in published_files(self.archive, urls, self.settings):
            self._write_file(name, content)

    def _write_home(self) -> None:
        archive = self.archive
        regions = [node for node in archive.regions.walk() if node.level in ("country", "admin1", "macro", "")]
        topics = [node for node in archive.topics.walk() if node.here]
        self._write(
            "index.html",
            "home",
            url="",
            crumbs=[],
            latest=archive.entries[:LATEST],
            map=self.atlas.of_archive(),
            matrix=matrix_of(archive.regions, archive.topics),
            years=year_bars(archive.years),
            regions=sorted(regions, key=lambda node: (-node.total, node.label))[:WAYS_IN],
            topics=sorted(topics, key=lambda node: (-node.total, node.label))[:WAYS_IN],
            sources=sorted(archive.sources.values(), key=lambda s: (not s.name, -len(s.entries), s.name))[:WAYS_IN],
        )

    def _write_trees(self) -> None:
        crossings = Crossings(self.archive.regions, self.archive.topics)
        for kind, name, tree in (
            ("region", _("Regions"), self.archive.regions),
            ("topic", _("Topics"), self.archive.topics),
        ):
            index = (name, f"{kind}/")
            map_ = self.atlas.of_archive() if kind == "region" else None
            self._write(f"{kind}/index.html", f"{kind}_index", url=f"{kind}/", crumbs=[index], tree=tree, map=map_)
            for node in tree.walk():
                base = f"{kind}/{node.path}/"
                crumbs = [index, *((n.label, f"{kind}/{n.path}/") for n in (*tree.parents(node), node))]
                also = node.also[: self.settings["ARCHIVE_PAGE_SIZE"]]
                self._write_listing(
                    base,
                    node.about,
                    kind,
                    crumbs=crumbs,
                    node=node,
                    children=tree.children(node),
                    ways=crossings.of(kind, node),
                    also=also,
                    map=self.atlas.of_region(node) if kind == "region" else None,
                    followed=True,
                    members=self._members(node),
                    also_in=[tree.nodes[id] for id in node.also_in],
                )
                if len(also) < len(node.also):
                    trail = [*crumbs, (_("Also concerning %(region)s") % {"region": node.label}, f"{base}{ALSO}/")]
                    self._write_listing(trail[-1][1], node.also, "region_also", crumbs=trail, node=node)

    def _members(self, node: Node) -> list[tuple[str, Node | None]]:
        """What a macro-region is made of, by name: each member's label, and its node where it has stories."""
        members = self.regions.members(node.id) if node.level == "macro" else ()
        return sorted((self.regions.label(id), self.archive.regions.get(id)) for id in members)

    def _write_sources(self) -> None:
        index = (_("Sources"), "source/")
        sources = list(self.archive.sources.values())
        self._write("source/index.html", "source_index", url="source/", crumbs=[index], sources=sources)
        for source in sources:
            crumbs = [index, (source.name or _("Source not stated"), source.path)]
            about = {"source": source, "rows": source_rows(source), "span": span_of(source.entries)}
            about["publisher"] = self.publishers.get(source.name) if source.name else None
            self._write_listing(source.path, source.entries, "source", crumbs=crumbs, followed=True, **about)

    def _write_dates(self) -> None:
        archive = self.archive
        rows, bars = archive_rows(archive.years), year_bars(archive.years)
        self._write("date/index.html", "date_index", url="date/", crumbs=[dates_crumb()], years=bars, rows=rows)
        self._write_listing("undated/", archive.undated, "undated", crumbs=[dates_crumb(), (_("Undated"), "undated/")])
        for page in date_pages(archive):
            self._write_listing(page.url, page.entries, page.template, crumbs=page.crumbs, **page.more)

    def _write_coverage(self) -> None:
        index = (_("Coverage"), "coverage/")
        found = coverage_of(self.archive, self.record)
        years = sorted(found.years)
        self._write_tables(index[1], found.table, crumbs=[index], coverage=found, record=self.record)
        for place, year in enumerate(years):
            around = years[max(0, place - 1) : place], years[place + 1 : place + 2]
            base = f"{index[1]}{year}/"
            self._write_tables(base, found.years[year], crumbs=[index, (year, base)], year=year, around=around)

    def _write_tables(self, base: str, table: Table, **more: Any) -> None:
        """A table of sources, cut into pages where it has very many."""
        for sheet in sheets(base, table.rows, SOURCES_ON_PAGE):
            self._write(f"{sheet.url}index.html", "coverage", url=sheet.url, table=table, sheet=sheet, **more)

    def _write_corrections(self) -> None:
        index = (_("Corrections"), "corrections/")
        made = corrections_log(self.record.corrections, self.archive, self.regions, self.topics)
        for sheet in sheets(index[1], made, CORRECTIONS_ON_PAGE):
            self._write(f"{sheet.url}index.html", "corrections", url=sheet.url, crumbs=[index], sheet=sheet)

    def _write_how(self) -> None:
        articles = [*self.context["articles"], *self.context["hidden_articles"]]
        contents = {article.slug: article for article in articles}
        entries = self.archive.by_slug.values()
        name, site = self.settings["SITENAME"], self.settings["SITEURL"].rstrip("/")
        for url, stories in how_pages(
            entries,
            lambda slug: self._evidence(self.posts[slug]),
            lambda slug: contents[slug].content,
            lambda entry: references(entry, name, f"{site}/{entry.url}"),
        ):
            self._write(f"{url}index.html", "how", url=url, crumbs=[], stories=stories, not_in_sitemap=True)

    def _write_data(self) -> None:
        """The files to download, and the page that lists them."""
        settings, index = self.settings, (_("Data"), FOLDER)
        contents = {self.entries[id(article)].slug: article for article in self.context["articles"]}
        archive = Described(settings["SITENAME"], settings["ARCHIVE_DESCRIPTION"], settings["SITEURL"].rstrip("/"))
        open_rights = settings["ARCHIVE_OPEN_RIGHTS"]
        listed = []
        for file in downloads(
            self.archive.entries,
            archive,
            self.archive.regions,
            self.archive.topics,
            open_rights,
            lambda entry: text_of(contents[entry.slug].content),
        ):
            self._write_file(file.name, file.content)
            listed.append(replace(file, content=b""))
        closed = sum(entry.rights not in open_rights for entry in self.archive.entries)
        self._write(
            f"{FOLDER}index.html", "data", url=FOLDER, crumbs=[index], files=listed, closed=closed, columns=COLUMNS
        )

    def _write_file(self, name: str, content: bytes) -> None:
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _write_listing(
        self, base: str, entries: Sequence[Entry], template: str, *, crumbs: Sequence[tuple[str, str]], **more: Any
    ) -> None:
        pages: Iterable[ListingPage] = paginate(base, entries, self.settings["ARCHIVE_PAGE_SIZE"])
        for page in pages:
            self._write(f"{page.url}index.html", template, url=page.url, crumbs=crumbs, listing=page, **more)

    def _write(
        self,
        save_as: str,
        template: str,
        *,
        url: str,
        crumbs: Sequence[tuple[str, str]],
        not_in_sitemap: bool = False,
        **more: Any,
    ) -> None:
        if not not_in_sitemap:
            self.written.append(url)
        said = page_graph(
            template,
            url,
            crumbs,
            archive=self.settings["SITENAME"],
            about=self.settings["ARCHIVE_DESCRIPTION"],
            site=self.settings["SITEURL"].rstrip("/"),
            files=[(file.name, file.media_type) for file in more.get("files", ())],
        )
        more["json_ld"] = json_block(said) if said else ""
        page = self.get_template(template)
        self.writer.write_file(save_as, page, self.context, url=url, page_url=url, crumbs=crumbs, **more)
