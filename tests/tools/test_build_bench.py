"""The figures of `invoke bench`: what can be wrong in them besides the clock."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from benchmarks.build_speed import Failures, cold, cold_table, memory_part
from benchmarks.site import corpus, edits, measure
from benchmarks.site.captures import captures
from benchmarks.site.hugo_content import Names, front_matter, map_of, read_posts, shortened
from benchmarks.site.peers import Peer
from benchmarks.site.tables import chart, figures, median, ratio_cell, ratios, stages, steps, table, with_part
from benchmarks.site.tags import Pool
from plugins.fast_build.timings import Timings
from plugins.seed_posts.posts import ORDER, digest_of

STORIES = 40


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    corpus.write(STORIES, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_larger_archive_begins_with_the_stories_of_a_smaller(archive: Path, tmp_path: Path) -> None:
    corpus.write(STORIES - 15, tmp_path)
    whole, part = files(archive), files(tmp_path)

    same = [name for name, content in part.items() if whole.get(name) == content]

    assert len(same) >= 0.8 * len(part)  # the last capture of the smaller one may be cut short


def test_posts_are_what_the_conversion_writes(archive: Path) -> None:
    for post in read_posts(archive):
        assert list(post.head) == [name for name in ORDER if name in post.head]
        assert 3 <= len(post.regions) <= 10
        assert 1 <= len(post.listed("Topics")) <= 4
        text = next(archive.rglob(f"{post.slug}.md")).read_text(encoding="utf-8")
        assert post.evidence["post_sha256"] == digest_of(text)
        assert [tag["id"] for tag in post.evidence["regions"]] == [id for id, _ in post.regions]


def test_captures_hold_several_stories_now_and_then() -> None:
    texts = dict(captures(60))

    assert len(texts) == 60
    assert 2 <= sum(text.count("-" * 40) > 0 for text in texts.values()) <= 30


def test_hugo_is_told_what_contains_each_region(archive: Path) -> None:
    names = Names(Pool())
    for post in read_posts(archive):
        front = front_matter(post, names, {}, [])
        if "region" not in front:
            continue
        assert set(front["region"]) & set(front["also"]) == set()
        data = names.data("region", [id for id, role in post.regions if role == "primary"])
        for term in front["region"]:
            assert set(data[term]["trail"]) <= set(front["region"])


def test_a_map_is_read_as_its_shapes_and_where_they_lead() -> None:
    page = (
        '<figure class="map"><svg viewBox="0 0 1000 500" height="500"><path class="land" d="M0 0z"/>'
        '<a href="/region/cn/henan/"><path class="tone-1" d="M1 1z"><title>Henan</title></path></a></svg></figure>'
    )

    found = map_of(page)

    assert found == {"height": "500", "land": "M0 0z", "shapes": [{"term": "cn-henan", "d": "M1 1z"}], "town": []}
    assert map_of("<p>no map</p>") is None


def test_templates_of_hugo_are_as_terse_as_ours() -> None:
    template = (
        '{{ if .a }}\n<ul>\n<li class="x">{{ .a }}</li>\n</ul>\n{{ end }}\n<a rel="next{{ if .b }} up{{ end }}">b</a>\n'
    )

    assert (
        shortened(template)
        == '{{ if .a }}<ul><li class=x>{{ .a }}</ul>{{ end }}<a rel="next{{ if .b }} up{{ end }}">b</a>\n'
    )


def test_a_builder_that_fails_has_a_row_that_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write = "open('out/page', 'w').write('whole')"
    fail = "import sys; sys.exit('no room in /srv/disks/large: full')"
    peers = [
        Peer(name, [sys.executable, "-c", work], tmp_path, tmp_path / name)
        for name, work in (("one", write), ("two", fail))
    ]
    failed: Failures = {}

    costs, wrote = cold(peers, 2, failed)

    assert [len(costs[name]) for name in costs] == [2]
    assert list(failed) == ["two"]
    assert failed["two"].endswith("no room in …/large: full")
    assert "| two | failed |" in cold_table(costs, wrote, failed)


def test_builders_measured_at_other_sizes_stand_in_one_table_of_memory() -> None:
    shown = {"ours": [(1_000, 100.0), (10_000, 190.0)], "Hugo": [(1_000, 400.0), (100_000, 30_000.0)]}

    lines = memory_part(shown).splitlines()

    assert lines[2] == "| memory | MB at 1,000 | MB at 10,000 | MB at 100,000 | kB an article more |"
    assert lines[4:] == ["| ours | 100 | 190 |  | 10.0 |", "| Hugo | 400 |  | 30,000 | 299 |"]


@pytest.mark.parametrize(
    ("high", "values"), [(424, [0, 100, 200, 300, 400]), (190, [0, 25, 50, 75, 100, 125, 150, 175])]
)
def test_an_axis_has_round_values(high: float, values: list[float]) -> None:
    assert steps(high) == values


def test_the_memory_of_sizes_measured_apart_comes_together(tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    measure.noted_memory(file, 10_000, {"ours": 250.0})
    measure.noted_memory(file, 1_000, {"ours": 120.0, "Hugo": 400.0})

    assert measure.noted_memory(file, 10_000, {"ours": 240.0}) == {
        "Hugo": [(1_000, 400.0)],
        "ours": [(1_000, 120.0), (10_000, 240.0)],
    }


def test_stories_that_also_concern_a_region_are_a_kind_of_their_own(tmp_path: Path) -> None:
    for place in ("region/cn", "region/cn/also/page/1", "also/cn", "region/cn/page/2"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.html").write_text("page")

    assert {kind: found.files for kind, found in measure.kinds(tmp_path).items()} == {
        "also": 1,
        "also, numbered": 1,
        "region": 1,
        "region, numbered": 1,
    }


@pytest.mark.parametrize("name", edits.EDITS)
def test_an_edit_is_undone_to_the_byte(archive: Path, tmp_path: Path, name: str) -> None:
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "article.html").write_text("{% block main %}{% endblock %}")
    before = files(archive), files(theme)

    with edits.undone(archive, theme, tmp_path / "spare"):
        edits.EDITS[name](archive, theme)
        during = files(archive), files(theme)

    assert (files(archive), files(theme)) == before
    assert (during != before) == (name != "nothing changed")


def test_a_retagged_story_is_about_other_regions(archive: Path, tmp_path: Path) -> None:
    def filed() -> list[str]:
        return re.findall(r"^Regions: .*$", edits.middle(archive).read_text(), re.MULTILINE)

    (tmp_path / "theme").mkdir()
    before = filed()
    with edits.undone(archive, tmp_path / "theme", tmp_path / "spare"):
        edits.retagged(archive, tmp_path / "theme")
        assert filed() != before


def test_a_template_without_the_place_for_the_change_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("nothing")

    with pytest.raises(ValueError, match="no block main"):
        edits.template(tmp_path, tmp_path)


def test_processor_time_counts_children(tmp_path: Path) -> None:
    work = "import time\nwhile time.process_time() < 0.3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"

    assert measure.run([sys.executable, "-c", parent], tmp_path).cpu >= 0.3


def test_memory_of_a_program_is_not_that_of_the_benchmark_that_starts_it(tmp_path: Path) -> None:
    held = bytearray(b"x") * 200_000_000

    assert measure.run([sys.executable, "-c", "pass"], tmp_path).megabytes < len(held) / 2_000_000


def test_a_program_that_fails_ends_the_bench_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 3: no such post"):
        measure.run([sys.executable, "-c", "import sys; print('no such post', file=sys.stderr); sys.exit(3)"], tmp_path)


def test_files_are_counted_without_the_index(tmp_path: Path) -> None:
    for name, text in (("a/index.html", "12345"), ("search/t.bin", "1"), ("a/search/index.html", "12")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    assert measure.written(tmp_path, ["search"]) == measure.Written(2, 7)
    assert measure.kinds(tmp_path)["a"] == measure.Written(2, 7)


def test_ratios_are_of_runs_that_stood_together() -> None:
    assert ratios([1, 4], [2, 2]) == [0.5, 2]
    assert ratio_cell([1, 1, 3], [2, 10, 3]) == "0.50 (0.10–1.0)"
    assert ratio_cell([1], [3]) == "0.33"
    with pytest.raises(ValueError, match="1 runs beside 2"):
        ratios([1], [1, 2])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.0341, "0.034"), (0.52, "0.52"), (0.999, "1.00"), (3.44, "3.4"), (99.97, "100"), (4312.2, "4,312")],
)
def test_figures_have_as_many_digits_as_count(value: float, text: str) -> None:
    assert figures(value) == text


def test_the_median_of_an_even_number_of_runs_lies_between() -> None:
    assert median([1, 2, 30, 4]) == "3.0"


def test_stages_are_read_as_fast_build_prints_them() -> None:
    timings = Timings()
    with timings.stage("regions and topics") as stage:
        stage.made(1_234)
    with timings.stage("state"):
        pass
    printed = "\n".join(["Done: Processed 12 articles", "", *timings.lines(), "12 pages made"])

    found = stages(printed)

    assert [(name, count) for name, _, _, count in found] == [("regions and topics", 1_234), ("state", 0)]


def test_tables_have_whole_rows() -> None:
    assert table(["a", "b"], [["x|y", "1"]]).splitlines()[-1] == "| x\\|y | 1 |"
    with pytest.raises(ValueError, match="a row of 1 cells below 2"):
        table(["a", "b"], [["x"]])


def test_a_chart_puts_its_highest_point_on_top_and_names_its_lines() -> None:
    drawn = chart({"<ours>": [(1_000, 50), (10_000, 100)]}, "articles", "MB")

    assert "&lt;ours&gt;" in drawn
    assert 'cy="16.0"' in drawn
    assert ">10k</text>" in drawn


def test_a_part_of_a_page_is_replaced_and_the_rest_stays() -> None:
    page = "head\n<!-- one -->\nold\n<!-- end -->\n<!-- two -->\nkept\n<!-- end -->\n"

    assert with_part(page, "one", "new\n") == page.replace("old", "new")
    with pytest.raises(ValueError, match="add the two marks"):
        with_part(page, "three", "new")


def test_evidence_of_the_newest_story_is_its_own(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    with edits.undone(archive, tmp_path / "theme", tmp_path / "spare"):
        edits.newest(archive, tmp_path / "theme")
        (post,) = archive.rglob("the-newest-of-all-*.md")
        evidence = json.loads(edits.evidence_of(post).read_text())

        assert evidence["slug"] == post.stem
        assert evidence["post_sha256"] == digest_of(post.read_text())
