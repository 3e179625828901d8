"""Captured text is hostile, odd or damaged; pages stay sound."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.archive_pages.wording import right_to_left
from plugins.seed_posts.model import (
    Block,
    Capture,
    Dateline,
    Evidence,
    Finding,
    Kind,
    RegionTag,
    Role,
    Segment,
    TopicTag,
)
from tests.pages.cases import Site, make_story

Builder = Callable[..., Site]
ATTACK = (
    "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'--><svg/onload=alert(3)>{{ 7*7 }}{% x %}"
)
HARMLESS = {"application/ld+json"}


def test_script_in_every_field_stays_text(build_site: Builder) -> None:
    evidence = (Evidence(ATTACK, ATTACK, 3),)
    found = Finding(ATTACK, evidence, 0.5, ATTACK)
    story = make_story(
        ATTACK,
        headline=found,
        deck=found,
        source=found,
        agency=Finding(f"Wire {ATTACK}", evidence),
        authors=Finding((ATTACK,), evidence),
        editor=found,
        url=Finding(f"javascript:{ATTACK}", evidence),
        dateline=Finding(Dateline(ATTACK), evidence),
        body=(Block(ATTACK, 4, 4), Block(ATTACK, 5, 5, subhead=True)),
        cut=(Segment(Kind.CAPTION, 6, 6),),
        regions=(RegionTag("x:" + "attack", ATTACK, Role.PRIMARY, 1, evidence),),
        topics=(TopicTag("medtop:0", ATTACK, 1, evidence),),
        language=ATTACK,
    )
    capture = Capture(ATTACK, (ATTACK,) * 9, ATTACK, notes=(ATTACK,), uri=f"javascript:{ATTACK}", captured_at=ATTACK)

    site = build_site(replace(story, seed=ATTACK), capture=capture)

    for url in [*site.urls(), "404.html"]:
        page = site.page(url)
        assert not [s for s in page.select("script") if s.get("type") not in HARMLESS and not s.get("src")], url
        assert not page.select("img, svg[onload], [onerror], [onload]"), url
        assert not [a for a in page.select("[href]") if a["href"].lower().startswith("javascript:")], url
        for block in page.select('script[type="application/ld+json"]'):
            json.loads(block.string)
    article = site.page(f"article/{story.slug}/")
    assert article.h1.get_text() == ATTACK
    assert article.select_one(".body p").get_text() == ATTACK
    assert "49" not in article.h1.get_text()


def test_a_headline_of_5000_characters_is_whole_on_its_page_and_short_elsewhere(build_site: Builder) -> None:
    headline = "Soybean " * 625
    story = make_story(headline, headline=Finding(headline.strip()))

    site = build_site(story)

    article = site.page(f"article/{story.slug}/")
    assert article.h1.get_text() == headline.strip()
    assert article.h1["class"] == ["very-long"]
    assert len(article.title.string) < 300
    assert len(site.page("region/cn/").select_one(".title").get_text()) < 250


def test_one_word_of_5000_characters_makes_a_sound_page(build_site: Builder) -> None:
    story = make_story("x" * 5000, body=(Block("y" * 50_000, 5, 5),))

    site = build_site(story)

    assert len(site.page(f"article/{story.slug}/").select_one(".body p").get_text()) == 50_000


def test_a_story_of_40000_words_and_200_tags_makes_a_sound_page(build_site: Builder) -> None:
    body = tuple(Block("word " * 399 + "end.", line, line) for line in range(1, 101))
    regions = tuple(RegionTag(f"x:place-{n}", f"Place {n}", Role.SECONDARY, 0.3) for n in range(200))

    story = make_story("Long", body=body, regions=regions)
    article = build_site(story).page(f"article/{story.slug}/")

    assert len(article.select(".body p")) == 100
    assert len(article.select("aside ul > li")) == 201
    assert len(article.select("aside > ul > li")) == 12 + 1  # the rest of the regions is folded up; one topic
    assert article.select_one("aside > .further > summary").get_text() == "188 more"


def test_a_region_the_vocabulary_does_not_have_is_shown_plainly(build_site: Builder) -> None:
    story = make_story("Lost", regions=(RegionTag("x:atlantis", "Atlantis", Role.PRIMARY, 0.4),))

    site = build_site(story)

    tag = site.page(f"article/{story.slug}/").select_one("aside li")
    assert (tag.get_text(strip=True), tag.select("a")) == ("Atlantis", [])
    assert "Atlantis" not in site.text("region/")


def test_a_post_without_evidence_file_has_a_page(build_site: Builder) -> None:
    story = make_story("Handmade")
    site = build_site(story)
    for path in site.content.rglob("*.evidence.json"):
        path.unlink()

    site = build_site()

    article = site.page(f"article/{story.slug}/")
    assert [li.get_text(strip=True) for li in article.select("aside li")] == [
        "China",
        "Russia",
        "International trade",
    ]
    assert not article.select("aside details")


def test_a_post_with_a_title_and_a_date_only_has_a_page(build_site: Builder) -> None:
    site = build_site(make_story("One"))
    (site.content / "articles" / "mine.md").write_text("Title: Mine\nDate: 2020-02-03\nSlug: mine\n\nText & more.\n")

    site = build_site()

    article = site.page("article/mine/")
    assert article.select_one(".body").get_text(strip=True) == "Text & more."
    assert article.select_one(".sheet time")["datetime"] == "2020-02-03"
    assert not article.select("#provenance")


def test_a_reprint_of_a_story_that_is_gone_says_so(build_site: Builder) -> None:
    story = make_story("Twin", reprint_of="gone-000000")

    article = build_site(story).page(f"article/{story.slug}/")

    assert "Reprint of a story that is no longer in this archive." in article.select_one("article > header").get_text()
    assert article.select_one('link[rel="canonical"]')["href"].endswith(f"/article/{story.slug}/")


@pytest.mark.parametrize("evidence", ["{", None], ids=["damaged", "none"])
def test_a_reprint_without_evidence_has_a_page(build_site: Builder, evidence: str | None) -> None:
    one, twin = make_story("One"), make_story("Twin", reprint_of=make_story("One").slug)
    site = build_site(one, twin)
    for file in site.content.rglob("twin*.evidence.json"):
        file.unlink() if evidence is None else file.write_text(evidence)

    with nullcontext() if evidence is None else pytest.raises(SystemExit):
        build_site()

    said = site.page(f"article/{twin.slug}/").select_one("article > header").get_text()
    assert "The archive keeps this story at" in said
    assert "Both have" not in said


def test_damaged_evidence_ends_the_build_with_one_line_when_the_pages_are_written(
    build_site: Builder, capsys: pytest.CaptureFixture[str]
) -> None:
    story = make_story("One")
    site = build_site(story)
    (damaged,) = site.content.rglob("*.evidence.json")
    damaged.write_text("{")
    (site.folder / "index.html").unlink()

    with pytest.raises(SystemExit) as caught:
        build_site()

    assert caught.value.code == 1
    assert capsys.readouterr().err.count(f"{damaged}: not the evidence of a post") == 1
    assert site.page("").h1
    assert site.page(f"article/{story.slug}/").h1


def test_a_mistake_in_the_archives_own_vocabulary_ends_the_build_in_one_line(
    build_site: Builder, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "regions.yaml").write_text("x:atlantis: {colour: blue}\n")

    with pytest.raises(SystemExit) as caught:
        build_site(make_story("One"), ARCHIVE_SEEDS=str(seeds))

    assert str(caught.value).startswith("error: ")
    assert "regions.yaml:1: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_right_to_left_or_unknown_language_reaches_the_text_only(build_site: Builder) -> None:
    story = make_story("خبر", language="ar")

    page = build_site(story).page(f"article/{story.slug}/")

    assert (page.html["lang"], page.h1["lang"], page.select_one(".body")["lang"]) == ("en", "ar", "ar")


def test_a_story_written_from_right_to_left_is_set_so_on_its_page_and_in_lists(build_site: Builder) -> None:
    story = make_story("خبر", language="ar")

    site = build_site(story, make_story("Left", ordinal=2))

    page = site.page(f"article/{story.slug}/")
    assert [part["dir"] for part in (page.h1, page.select_one(".body"))] == ["rtl", "rtl"]
    assert [link.get_text() for link in site.page("region/cn/").select(".title [dir=rtl]")] == ["خبر"]


def test_a_language_that_names_its_letters_is_set_by_them() -> None:
    assert [right_to_left(lang) for lang in ("ar", "fa-IR", "ku-Latn", "en", "")] == [True, True, False, False, False]
