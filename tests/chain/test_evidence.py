"""The evidence file beside a post, and what `invoke explain` makes of it."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from plugins.seed_posts.__main__ import main
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.explain import explain
from tests.chain.steps import refresh_posts

FIELDS = {"headline", "deck", "date", "authors", "editor", "source", "agency", "url", "dateline"}


@pytest.fixture
def posts(seeds: Path, tmp_path: Path) -> Path:
    (seeds / "flood.yaml").write_text(
        "corrections:\n"
        "  - {story: Flood at mill, field: source, value: Mill Valley Ledger, reason: the masthead was cut off}\n"
    )
    refresh_posts(seeds, tmp_path / "articles")
    return tmp_path / "articles"


def evidence_of(posts: Path, stem: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(next(posts.rglob(f"{stem}-*.evidence.json")).read_text())
    return loaded


def test_evidence_has_the_documented_form(posts: Path) -> None:
    evidence = evidence_of(posts, "flood-at-mill")

    assert evidence.keys() == {
        "slug", "capture", "story", "fields", "regions", "topics", "corrections", "review", "post_sha256",
    }  # fmt: skip
    assert evidence["fields"].keys() == FIELDS
    for name, finding in evidence["fields"].items():
        assert finding.keys() - {"time", "updated", "basis"} == {"value", "confidence", "reason", "evidence"}, name
        assert 0 <= finding["confidence"] <= 1
        for item in finding["evidence"]:
            assert item.keys() == {"rule", "text", "line", "offset"}
    for tag in evidence["regions"]:
        assert tag.keys() == {"id", "label", "role", "score", "implied", "evidence"}
    assert evidence["story"].keys() == {
        "ordinal", "lines", "body_lines", "body_confidence", "cut", "reprint_of", "head", "blocks", "around",
    }  # fmt: skip


def test_evidence_quotes_words_that_stand_on_the_line_it_names(seeds: Path, posts: Path) -> None:
    lines = (seeds / "bridge.txt").read_text().splitlines()
    evidence = evidence_of(posts, "new-bridge")

    quoted = [item for finding in evidence["fields"].values() for item in finding["evidence"]]
    quoted += [item for tag in evidence["regions"] for item in tag["evidence"]]

    assert len(quoted) >= 3
    for item in quoted:
        assert item["line"] is None or item["text"] in lines[item["line"] - 1]


def test_evidence_keeps_the_digest_of_the_post(posts: Path) -> None:
    post = next(posts.rglob("flood-at-mill-*.md"))

    assert evidence_of(posts, "flood-at-mill")["post_sha256"] == hashlib.sha256(post.read_bytes()).hexdigest()


def test_explain_shows_each_value_with_rule_words_line_and_confidence(posts: Path) -> None:
    text = explain(posts, "flood-at-mill")

    assert "headline: Flood at mill (confidence " in text
    assert "date: 2018-03-19 (confidence " in text
    assert "line 5: “" in text
    assert "source: Mill Valley Ledger (confidence 1.0)\n  correction: “the masthead was cut off”" in text
    assert "deck: missing (" in text
    assert "body: lines 5-7 (confidence 0." in text


def test_explain_shows_tags_with_role_score_words_and_line(posts: Path) -> None:
    text = explain(posts, "new-bridge")

    assert re.search(r"\n  Harbin \(geonames:2037013, primary\), score [\d.]+\n    name: line 1: “Harbin”\n", text)


def test_explain_shows_an_implied_region_with_what_implies_it_and_no_words(posts: Path) -> None:
    text = explain(posts, "new-bridge")

    assert re.search(
        r"\n  Heilongjiang \(CN-HL, primary\), score [\d.]+\n    implied by Harbin; not named itself\n", text
    )


def test_explain_shows_a_corrected_tag_with_the_reason(seeds: Path, posts: Path) -> None:
    (seeds / "bridge.yaml").write_text(
        "corrections:\n  - {story: New bridge opens in Harbin, field: regions, action: add, value: RU secondary, "
        "reason: the bridge leads there}\n"
    )
    refresh_posts(seeds, posts)

    text = explain(posts, "new-bridge")

    assert "\n  Russia (RU, secondary), score 1.0\n    correction: “the bridge leads there”\n" in text
    assert '\ncorrections\n  regions: "" → "RU secondary" because the bridge leads there\n' in text


def test_explain_of_an_unknown_slug_names_the_nearest(posts: Path) -> None:
    slug = next(posts.rglob("flood-at-mill-*.md")).stem

    with pytest.raises(CaptureError) as caught:
        explain(posts, slug.replace("mill", "mil"))

    assert str(caught.value) == f'{posts.as_posix()}: no post "{slug.replace("mill", "mil")}"; did you mean "{slug}"?'


def test_explain_of_a_mistyped_beginning_names_the_nearest(posts: Path) -> None:
    slug = next(posts.rglob("flood-at-mill-*.md")).stem

    with pytest.raises(CaptureError, match=rf'no post "flod-at"; did you mean "{slug}"\?'):
        explain(posts, "flod-at")


def test_explain_of_a_beginning_that_two_slugs_share_names_both(seeds: Path, posts: Path) -> None:
    (seeds / "other.txt").write_text(
        "Flood at mill\n\nMarch 2, 1999\n\nAnother mill stood in another valley by the sea, "
        "and the tide reached it.\n\n"
        "Its owner had left years before, and nobody in the village knew where to.\n"
    )
    refresh_posts(seeds, posts)

    with pytest.raises(CaptureError, match=r'2 posts begin with "flood"; one of flood-at-mill-.*, flood-at-mill-'):
        explain(posts, "flood")


@pytest.mark.parametrize("damaged", ["", "[]", '{"slug": "x"}', '{"capture": 1, "story": 2}'])
def test_explain_of_a_damaged_evidence_file_says_how_to_make_it_anew(posts: Path, damaged: str) -> None:
    file = next(posts.rglob("flood-at-mill-*.evidence.json"))
    file.write_text(damaged)

    with pytest.raises(CaptureError) as caught:
        explain(posts, "flood-at-mill")

    assert str(caught.value) == f"{file.as_posix()}: is damaged; delete it and run `invoke posts`"


def test_explain_before_there_are_posts_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="holds no post; run `invoke posts` first"):
        explain(tmp_path, "x")


def test_the_command_line_explains_a_post(seeds: Path, posts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--seeds", str(seeds), "--posts", str(posts), "--explain", "flood"])

    assert code == 0
    assert "headline: Flood at mill (confidence " in capsys.readouterr().out


def test_the_command_line_says_in_one_line_that_a_post_is_unknown(
    seeds: Path, posts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--seeds", str(seeds), "--posts", str(posts), "--explain", "zebra"])

    assert code == 1
    assert (
        capsys.readouterr().err
        == f'error: {posts.as_posix()}: no post "zebra"; slugs are the names of the files there\n'
    )
