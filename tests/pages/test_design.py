"""An archive's own looks: colours, logo and icon in the pages of a site, and the blocks of its home page."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.archive_pages.home import DEFAULT, Frame, check_pages, frames_of, read_blocks
from plugins.archive_pages.pictures import read_picture
from plugins.seed_posts.errors import SettingError
from tests.pages.cases import Site, usual_stories

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40z"/></svg>'


@pytest.fixture
def own_site(tmp_path: Path, build_site: Callable[..., Site]) -> Site:
    """A site with a logo, colours, and a home page of its own."""
    (tmp_path / "logo.svg").write_text(LOGO)
    pages = tmp_path / "content" / "pages"
    pages.mkdir(parents=True)
    (pages / "tides.md").write_text(
        "Title: Tides\nSlug: tides\n\nHigh at [noon](../date/#now), [low](https://a.example/).\n"
    )
    return build_site(
        *usual_stories(),
        siteurl="https://archive.example/repo",
        SITENAME="Harbour & Co",
        ARCHIVE_COLOURS={"accent": ("#0b5d3b", "#7fcfa6")},
        ARCHIVE_FONTS="system",
        ARCHIVE_LOGO=str(tmp_path / "logo.svg"),
        ARCHIVE_LOGO_TEXT="Harbour “and” company",
        ARCHIVE_HOME=["latest", "page:tides", "map", "years", "search"],
    )


def test_settings_show_on_the_pages_of_a_site(own_site: Site) -> None:
    home = own_site.page("index.html")
    (style,) = (own_site.folder / "theme" / "css").glob("*.css")

    (logo,) = home.select("body > header > p > a > img")
    assert [logo[name] for name in ("width", "height", "alt")] == ["108", "36", "Harbour “and” company"]
    assert published(own_site, logo["src"]).read_text() == LOGO
    (icon,) = home.select("link[rel=icon]")
    assert "#0b5d3b" in published(own_site, icon["href"]).read_text()
    assert style.read_text().endswith("{:root{--accent:#7fcfa6;}}}\n")
    assert not (own_site.folder / "theme" / "fonts").exists()


def test_the_home_page_has_the_blocks_that_are_asked_for_in_their_order(own_site: Site) -> None:
    home = own_site.page("index.html")

    assert [heading.text for heading in home.select("h1")] == ["Harbour & Co"]  # no block says what the archive is
    assert [block["aria-labelledby"] for block in home.select("main section")] == ["latest", "page-tides", "years"]
    assert [link["href"] for link in home.select("#page-tides + div a")] == ["/repo/date/#now", "https://a.example/"]
    assert (len(home.select("main form")), len(home.select("header form"))) == (1, 0)


def published(site: Site, address: object) -> Path:
    return site.folder / "theme" / Path(str(address)).name


def test_blocks_that_open_a_page_share_a_band_where_they_follow_each_other() -> None:
    assert frames_of(DEFAULT)[0] == Frame(("intro", "search", "coverage", "map"))
    assert [frame.blocks for frame in frames_of(("map", "years", "search", "intro"))] == [
        ("map",),
        ("years",),
        ("search", "intro"),
    ]


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("map", f"ARCHIVE_HOME: \"'map'\" is no list of blocks; write {list(DEFAULT)}"),
        (["maps"], 'ARCHIVE_HOME: "maps" is no block of the home page; did you mean "map"?'),
        (["map", "map"], 'ARCHIVE_HOME: "map" stands there twice; leave one out'),
    ],
)
def test_a_home_page_that_cannot_be_made_is_one_line(setting: object, line: str) -> None:
    with pytest.raises(SettingError) as wrong:
        read_blocks(setting)

    assert str(wrong.value) == line


@pytest.mark.parametrize(
    ("slugs", "todo"),
    [
        ([], 'write one into content/pages with "Slug: tide"'),
        (["about", "tides"], 'did you mean "tides"?'),
    ],
)
def test_a_page_that_is_not_there_is_one_line(slugs: list[str], todo: str) -> None:
    with pytest.raises(SettingError) as wrong:
        check_pages(["map", "page:tide"], slugs)

    assert str(wrong.value) == f'ARCHIVE_HOME: no page has the slug "tide"; {todo}'


def test_a_page_without_its_page_ends_the_build(build_site: Callable[..., Site]) -> None:
    with pytest.raises(SystemExit, match="error: ARCHIVE_HOME: no page has the slug"):
        build_site(ARCHIVE_HOME=["intro", "page:gone"])


@pytest.mark.parametrize(
    ("name", "content", "size"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -5 30 10"/>', (30, 10)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="90px" height="45"/>', (90, 45)),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", 640, 200), (640, 200)),
    ],
)
def test_a_picture_says_its_size(tmp_path: Path, name: str, content: bytes, size: tuple[int, int]) -> None:
    (tmp_path / name).write_bytes(content)

    picture = read_picture("ARCHIVE_LOGO", name, tmp_path)

    assert picture is not None
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.gif", b"GIF89a", "\"'a.gif'\" is no picture; name an .svg or .png file"),
        ("a.png", b"GIF89a", "FOLDER/a.png does not say how large it is; save it as PNG"),
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='100%'/>",
            "FOLDER/a.svg does not say how large it is; give its <svg> a viewBox, or width and height in pixels",
        ),
        (
            "a.svg",
            b"<svg",
            "FOLDER/a.svg does not say how large it is; give its <svg> a viewBox, or width and height in pixels",
        ),
        ("a.svg", None, "FOLDER/a.svg cannot be read: No such file or directory; name a file beside pelicanconf.py"),
    ],
)
def test_a_picture_that_cannot_be_used_is_one_line(tmp_path: Path, name: str, content: bytes | None, line: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(SettingError) as wrong:
        read_picture("ARCHIVE_LOGO", name, tmp_path)

    assert str(wrong.value) == "ARCHIVE_LOGO: " + line.replace("FOLDER", tmp_path.as_posix())
