"""Other plugins hear the signals they hear from Pelican alone, and what they change of a post is on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from .stock_sites import POSTS, build, tree, write_posts

LISTENER = """
from pelican import signals

HEARD = []


def note(name):
    def receiver(sender, **more):
        content = more.get("content")
        what = getattr(content, "source_path", "") or more.get("path", "")
        HEARD.append(f"{name} {type(sender).__name__} {what}")
        if name in ("content_written", "feed_written"):
            HEARD[-1] += f" {sender}"
    return receiver


KEPT = []


def register():
    for name in NAMES:
        receiver = note(name)
        KEPT.append(receiver)
        getattr(signals, name).connect(receiver)
    signals.finalized.connect(tell)


def tell(pelican):
    from pathlib import Path
    lines = [line.replace(pelican.output_path, "") for line in HEARD]
    Path(pelican.settings["HEARD"]).write_text("\\n".join(lines))
"""
RUN = [
    "generator_init",
    "article_generator_init",
    "readers_init",
    "article_generator_pretaxonomy",
    "article_generator_finalized",
    "all_generators_finalized",
    "article_generator_write_article",
    "article_writer_finalized",
    "page_generator_write_page",
    "feed_generated",
]
READ = ["article_generator_preread", "article_generator_context", "content_object_init"]
WRITTEN = ["content_written", "feed_written"]

CHANGER = """
from pelican import signals
from pelican.contents import Article


def add_field(generator, metadata):
    metadata["title"] = metadata.get("title", "") + " (read)"


def add_text(content):
    if isinstance(content, Article) and content._content:
        content._content += "<p>Added {tag}rivers</p>"


def number(generator):
    for place, article in enumerate(generator.articles):
        article.place = place
        article.title = f"{place}. {article.title}"
        article.slug = f"n{place}"
        article.metadata["place"] = str(place)


def shorten(generators):
    for article in generators[0].articles:
        article._summary = "in short"
        article.metadata["summary"] = "shorter"
        if article.place == 3:
            article._content = "<p>Another text.</p>"


def ask(generator):
    for article in generator.articles:
        article.summary


def sum_up(generators):
    for article in generators[0].articles:
        article.metadata["summary"] = "summed up"


def register():
"""
CHANGES = {
    "metadata while they are read": "    signals.article_generator_context.connect(add_field)\n",
    "the article when it is made": "    signals.content_object_init.connect(add_text)\n",
    "articles when all are read": (
        "    signals.article_generator_finalized.connect(number)\n"
        "    signals.all_generators_finalized.connect(shorten)\n"
    ),
    "summaries that were asked for before": (
        "    signals.article_generator_finalized.connect(ask)\n    signals.all_generators_finalized.connect(sum_up)\n"
    ),
    "articles before they are sorted": "    signals.article_generator_pretaxonomy.connect(number)\n",
}


def builds(home: Path, settings: str) -> tuple[dict[str, bytes], list[dict[str, bytes]], list[str], list[list[str]]]:
    """The tree and the signals of Pelican alone, and those of two builds with fast_build."""
    trees, heard = [], []
    for name in ("stock", "fast", "fast"):
        build(home, f"HEARD = {str(home / 'heard')!r}\n{settings}", name, fast=name == "fast")
        trees.append(tree(home / name))
        lines = (home / "heard").read_text().split("\n") if (home / "heard").exists() else []
        heard.append([line for line in lines if "FastBuild" not in line])
    return trees[0], trees[1:], heard[0], heard[1:]


@pytest.mark.parametrize("names", [RUN, RUN + READ, WRITTEN], ids=["of a run", "of reading", "of writing"])
def test_signals_are_heard_as_from_pelican_alone(tmp_path: Path, names: list[str]) -> None:
    write_posts(tmp_path / "content", POSTS)
    (tmp_path / "listener.py").write_text(f"NAMES = {names!r}\n{LISTENER}")

    stock, fast, heard, heard_fast = builds(tmp_path, 'PLUGINS = ["listener"]')

    assert fast == [stock, stock]
    assert heard
    assert [sorted(line.replace("Quick", "").replace("Fast", "") for line in lines) for lines in heard_fast] == [
        sorted(heard)
    ] * 2


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_plugin_changes_is_on_the_pages(tmp_path: Path, name: str) -> None:
    write_posts(tmp_path / "content", {path: text for path, text in POSTS.items() if "flood" not in path})
    (tmp_path / "changer.py").write_text(CHANGER + CHANGES[name])

    stock, fast, _, _ = builds(tmp_path, 'PLUGINS = ["changer"]\nARTICLE_TRANSLATION_ID = False')

    assert fast == [stock, stock]


def test_a_function_put_in_the_place_of_one_of_pelicans_is_used(tmp_path: Path) -> None:
    write_posts(tmp_path / "content", POSTS)
    (tmp_path / "patcher.py").write_text(
        "from pelican import contents, readers\n"
        "def register():\n"
        "    read = readers.MarkdownReader.read\n"
        "    readers.MarkdownReader.read = lambda self, path: ('<p>patched</p>', read(self, path)[1])\n"
        "    made = contents.Content.url_format.fget\n"
        "    changed = lambda self: made(self) | {'slug': made(self)['slug'] + '-patched'}\n"
        "    contents.Content.url_format = property(changed)\n"
    )

    stock, fast, _, _ = builds(tmp_path, 'PLUGINS = ["patcher"]')

    assert fast == [stock, stock]
    assert any("patched" in name for name in stock)


def test_a_reader_of_the_site_is_asked_each_time(tmp_path: Path) -> None:
    write_posts(tmp_path / "content", {"articles/a.txt": "first", "articles/b.md": POSTS["articles/hidden.md"]})
    (tmp_path / "reader.py").write_text(
        "from pathlib import Path\n"
        "from pelican import signals\n"
        "from pelican.readers import BaseReader\n"
        "class Plain(BaseReader):\n"
        "    file_extensions = ['txt']\n"
        "    def read(self, path):\n"
        "        other = Path(path).parents[2] / 'other'\n"
        "        said = Path(path).read_text() + (other.read_text() if other.exists() else '')\n"
        "        return f'<p>{said}</p>', {'title': 'Plain', 'date': self.process_metadata('date', '2020-01-01')}\n"
        "def register():\n"
        "    signals.readers_init.connect(lambda readers: readers.reader_classes.update(txt=Plain), weak=False)\n"
    )
    first = builds(tmp_path, 'PLUGINS = ["reader"]')
    (tmp_path / "other").write_text(" and second")

    second = builds(tmp_path, 'PLUGINS = ["reader"]')

    assert first[1] == [first[0]] * 2
    assert second[1] == [second[0]] * 2
    assert b"first and second" in second[0]["plain.html"]


def test_a_writer_of_the_site_writes(tmp_path: Path) -> None:
    write_posts(tmp_path / "content", POSTS)
    (tmp_path / "writers.py").write_text(
        "from pelican import signals\n"
        "from pelican.writers import Writer\n"
        "class Titled(Writer):\n"
        "    def _create_new_feed(self, feed_type, feed_title, context):\n"
        "        return super()._create_new_feed(feed_type, f'by our writer {feed_title or str()}', context)\n"
        "def register():\n"
        "    signals.get_writer.connect(lambda pelican: Titled, weak=False)\n"
    )

    stock, fast, _, _ = builds(tmp_path, 'PLUGINS = ["writers"]')

    assert fast == [stock, stock]
    assert b"by our writer" in stock["feeds/all.atom.xml"]
