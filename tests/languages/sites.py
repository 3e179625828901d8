"""Small archives in Russian and in Chinese, with every kind of page."""

from __future__ import annotations

from pathlib import Path

from plugins.archive_pages import speech
from plugins.catalogues import Catalogue
from plugins.seed_posts.model import Basis, Capture, Evidence, Finding
from tests.pages.cases import HARBIN, HEILONGJIANG, RUSSIA, TRADE, build, dated, make_story, usual_stories, write_posts

NAMES = {"ru": "Соседи", "zh": "邻邦"}  # of the archives
ABOUT = {"ru": "Связи соседних регионов по сообщениям печати.", "zh": "报刊所见的邻邦往来。"}
OWN = {
    "ru": ("Урожай сои вырос", "Фермеры собрали больше сои, чем год назад."),
    "zh": ("大豆丰收", "今年农民收获的大豆更多。"),
}
CAPTURE = Capture("thread.txt", tuple(f"line {number}" for number in range(1, 41)), "ab" * 32, rights="digest")


def build_in(language: str, folder: Path) -> Path:
    """The folder of a site in a language, whose stories are in that language, in English and in Arabic."""
    title, text = OWN[language]
    stories = [
        *usual_stories(),
        make_story(
            title,
            ordinal=8,
            language=language,
            slug="own",
            regions=(HEILONGJIANG, HARBIN),
            deck=Finding(text, (Evidence("deck", text, 4),), 0.7),
        ),
        make_story("خبر من النهر", ordinal=9, language="ar", slug="arabic", date=dated("2017-05-02", Basis.DATELINE)),
        *(make_story(f"Ferry {n}", ordinal=10 + n, regions=(RUSSIA,), topics=(TRADE,)) for n in range(7)),
    ]
    write_posts(folder / "content", stories, CAPTURE)
    pages = folder / "content" / "pages"
    pages.mkdir()
    (pages / "about.md").write_text(f"Title: {NAMES[language]}\nSlug: about\n\n{ABOUT[language]}\n", encoding="utf-8")
    try:
        return build(
            folder,
            DEFAULT_LANG=language,
            SITENAME=NAMES[language],
            ARCHIVE_DESCRIPTION=ABOUT[language],
            ARCHIVE_PAGE_SIZE=3,
            ARCHIVE_PAGE_ROWS=3,
            PLUGINS=["plugins.archive_pages", "plugins.archive_search"],
        ).folder
    finally:
        speech.speak(Catalogue())  # tests that come later are in this process too
