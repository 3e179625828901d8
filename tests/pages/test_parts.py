"""The gate for markup, the assets' names, the evidence file, and what templates may hold."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from plugins.archive_pages import wording
from plugins.archive_pages.assets import STYLE, Assets
from plugins.archive_pages.entries import Entry
from plugins.archive_pages.evidence import EvidenceError, read_evidence
from plugins.archive_pages.feeds import Feeds
from plugins.archive_pages.fonts import installed_fonts
from plugins.archive_pages.markup import clean_html, json_block

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = sorted((THEME / "templates").glob("*.html"))


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>text</p><script>alert(1)</script>", "<p>text</p>"),
        ('<p onclick="x()" style="color:red" class="a" id="b">t</p>', "<p>t</p>"),
        ('<a href="javascript:alert(1)">t</a>', "<a>t</a>"),
        ('<a href="https://a.example/" target="_blank">t</a>', '<a href="https://a.example/">t</a>'),
        ("<img src=x onerror=alert(1)><iframe></iframe><h2>s</h2>", "<h2>s</h2>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
    ],
)
def test_markup_keeps_paragraphs_and_links_and_loses_everything_that_acts(html: str, kept: str) -> None:
    assert clean_html(html) == kept


def test_nothing_in_a_data_block_can_end_its_script_element() -> None:
    block = json_block({"headline": "</script><!--<script>&"})

    assert not set("<>&") & set(block)
    assert json.loads(block) == {"headline": "</script><!--<script>&"}


def test_an_asset_is_written_under_a_name_with_its_hash_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "in" / "css").mkdir(parents=True)
    (tmp_path / "in" / "css" / "site.css").write_text("a{}")
    assets = Assets(tmp_path / "in")
    assets.read()

    assets.write(tmp_path / "out")

    assert [path.name for path in (tmp_path / "out").rglob("*.css")] == [Path(assets.name("css/site.css")).name]
    assert re.fullmatch(r"css/site\.[0-9a-f]{10}\.css", assets.name("css/site.css"))


def test_a_changed_asset_gets_another_name_and_the_old_file_goes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "site.css").write_text("a{}")
    assets = Assets(tmp_path / "in")
    assets.read()
    assets.write(tmp_path / "out")
    before = assets.name("site.css")
    (tmp_path / "in" / "site.css").write_text("b{}")

    assets.read()
    assets.write(tmp_path / "out")

    assert assets.name("site.css") != before
    assert [path.name for path in (tmp_path / "out").iterdir()] == [assets.name("site.css")]


def test_before_a_site_is_published_an_asset_keeps_its_name_whatever_it_holds(tmp_path: Path) -> None:
    (tmp_path / "site.css").write_text("a{}")
    assets = Assets(tmp_path, hashed=False)
    assets.read()
    before = assets.hashes["site.css"]
    (tmp_path / "site.css").write_text("b{}")

    assets.read()

    assert assets.name("site.css") == "site.css"
    assert assets.hashes["site.css"] != before


def test_an_asset_nobody_has_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=r"nothing\.css: no such file; a template asks for it"):
        Assets(tmp_path).name("nothing.css")


def test_a_post_without_an_evidence_file_has_no_evidence(tmp_path: Path) -> None:
    assert read_evidence(tmp_path / "x.evidence.json") is None


@pytest.mark.parametrize("text", ["{", "[]", '{"story": {"cut": [{"kind": "story"}]}}', '{"regions": [1]}', "\x00"])
def test_a_damaged_evidence_file_is_one_line_that_says_where_and_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.evidence.json"
    path.write_text(text)

    with pytest.raises(EvidenceError) as caught:
        read_evidence(path)

    assert str(caught.value).startswith(f"{path}: not the evidence of a post (")
    assert str(caught.value).endswith("; write the posts again with `invoke posts`")
    assert "\n" not in str(caught.value)


def test_a_feed_holds_no_character_xml_forbids() -> None:
    feed = Feeds("N", "https://n.example").feed(
        [Entry("a", "article/a/", "A\x00B\x0bC\ufffe", date="2018")], "N", "", ""
    )

    assert b"<title>ABC</title>" in feed
    assert b"<updated>2018-01-01T00:00:00Z</updated>" in feed


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_trust_nothing_and_style_nothing_by_themselves(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\|\s*safe\b|autoescape|Markup\(", text)
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|data:", text)
    assert all("application/ld+json" in tag or "src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_the_style_sheet_stays_under_25_kilobytes_compressed() -> None:
    assets = Assets(THEME / "static", installed_fonts())
    assets.read()
    css = assets.contents[STYLE]

    assert len(gzip.compress(css, 9)) < 25_000
    assert not re.search(rb"url\(\s*['\"]?(https?:|//|data:)", css)


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "certain"),
        (0.98, "nearly certain, 98%"),
        (0.85, "very likely, 85%"),
        (0.7, "likely, 70%"),
        (0.55, "uncertain, 55%"),
        (0.2, "doubtful, 20%"),
    ],
)
def test_a_confidence_is_said_in_words_and_as_a_share(confidence: float, words: str) -> None:
    assert wording.sure(confidence) == words


@pytest.mark.parametrize(
    ("label", "query"),
    [
        ("Russia", "Russia -region:Russia"),
        ("Northeast China", '"Northeast China" -region:"Northeast China"'),
        ("Moscow (federal city)", "Moscow -region:Moscow"),
        ('The "Golden" Triangle', '"The Golden Triangle" -region:"The Golden Triangle"'),
    ],
)
def test_the_search_for_a_mention_has_the_name_and_leaves_out_what_is_listed_under_it(label: str, query: str) -> None:
    assert wording.name_query(label) == query
