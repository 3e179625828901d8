"""The chain from a folder of captures to stories: isolated, deterministic, without Pelican."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.seed_posts import pipeline
from plugins.seed_posts.model import Capture, Conversion
from plugins.seed_posts.pipeline import Run, render_posts, segment_lines
from tests.chain.steps import convert

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = {
    "seed", "lines", "body_lines", "kind", "reprint_of", "headline", "headline_assigned", "deck", "date",
    "date_precision", "date_basis", "authors", "source", "agency", "url", "dateline", "language", "body", "regions",
    "topics", "evidence", "review",
}  # fmt: skip


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plugins.seed_posts", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )


def test_importing_the_chain_leaves_pelican_out() -> None:
    code = "import sys, plugins.seed_posts.pipeline, plugins.seed_posts.__main__; sys.exit('pelican' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_each_capture_becomes_its_stories(seeds: Path) -> None:
    run = convert(seeds)

    assert [(story.seed, story.headline.value) for story in run.stories] == [
        ("bridge.txt", "New bridge opens in Harbin"),
        ("flood.txt", "Flood at mill"),
    ]
    assert run.failures == ()


def test_an_unexpected_error_in_one_capture_is_reported_and_stops_no_other(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(capture: Capture, *rest: object) -> Conversion:
        if capture.name == "bridge.txt":
            raise ZeroDivisionError("division by zero")
        return convert_capture(capture, *rest)  # type: ignore[arg-type]

    convert_capture = pipeline.convert_capture
    monkeypatch.setattr(pipeline, "convert_capture", broken)

    run = convert(seeds)

    assert [story.seed for story in run.stories] == ["flood.txt"]
    assert len(run.failures) == 1
    line = str(run.failures[0])
    assert line.startswith(f"{seeds.as_posix()}/bridge.txt: internal error: ZeroDivisionError at test_pipeline.py:")
    assert line.endswith("; please report it with this capture")


def test_a_paragraph_that_would_hold_up_the_build_is_refused(seeds: Path) -> None:
    flood = (seeds / "flood.txt").read_text()
    (seeds / "flood.txt").write_text(
        flood.replace("Council workers", "Council workers at the mill " + "[a] * " * 30_000)
    )

    errors = [str(failure) for failure in convert(seeds).failures]

    assert errors == [
        f"{seeds.as_posix()}/flood.txt:7: a paragraph of 180,084 characters is full of Markdown signs; "
        "break it into lines"
    ]


def test_a_capture_without_a_story_is_reported(seeds: Path) -> None:
    (seeds / "links.txt").write_text("Home\nNews\nSport\n")

    run = convert(seeds)

    assert [str(failure) for failure in run.failures] == [
        f"{seeds.as_posix()}/links.txt: no story was found in it; "
        "look at it with `--segments`; correct it or move it away"
    ]
    assert [story.seed for story in run.stories] == ["bridge.txt", "flood.txt"]


def test_a_slip_in_a_vocabulary_file_is_one_line(seeds: Path, tmp_path: Path) -> None:
    (seeds / "regions.yaml").write_text("CN-HL:\n  lable: Heilongjiang\n")

    done = command("--seeds", str(seeds), "--json", str(tmp_path / "out.jsonl"))

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "regions.yaml:2: " in done.stderr


def test_a_stale_correction_fails_its_capture_and_no_other(seeds: Path) -> None:
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: Flod at mill, field: date, value: 2018, reason: known}\n"
    )

    run = convert(seeds)

    assert [story.seed for story in run.stories] == ["bridge.txt"]
    assert [str(failure) for failure in run.failures] == [
        f'{seeds.as_posix()}/flood.yaml:2: no story headlined "Flod at mill"; this capture has "Flood at mill"'
    ]
    assert run.failed_seeds == {"flood.txt"}


def test_corrections_of_the_headline_come_before_tagging(seeds: Path) -> None:
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: Flood at mill, field: headline, value: Flood at mill in Kazakhstan, reason: known}\n"
    )

    story = next(story for story in convert(seeds).stories if story.seed == "flood.txt")

    assert "KZ" in [tag.id for tag in story.regions]


def test_corrections_of_tags_win_over_tagging(seeds: Path) -> None:
    found = next(story for story in convert(seeds).stories if story.seed == "bridge.txt")
    assert "CN-HL" in [tag.id for tag in found.regions]
    (seeds / "bridge.yaml").write_text(
        "corrections:\n  - {story: 1, field: regions, value: [RU primary], reason: another Harbin}\n"
    )

    corrected = next(story for story in convert(seeds).stories if story.seed == "bridge.txt")

    assert [tag.id for tag in corrected.regions] == ["RU"]


def test_two_captures_with_one_headline_have_addresses_of_their_own(seeds: Path) -> None:
    (seeds / "other.txt").write_text(
        "Flood at mill\n\nMarch 2, 1999\n\nAnother mill stood in another valley, "
        "and the tide reached it.\n\n"
        "Its owner had left years before, and nobody in the village knew where to.\n"
    )

    slugs = [story.slug for story in convert(seeds).stories if story.headline.value == "Flood at mill"]

    assert len(set(slugs)) == 2
    assert all(slug.startswith("flood-at-mill-") for slug in slugs)


def test_a_story_printed_twice_is_a_reprint_of_one_of_them(seeds: Path) -> None:
    (seeds / "flood-again.txt").write_text((seeds / "flood.txt").read_text())

    kinds = {story.seed: (story.kind, story.reprint_of) for story in convert(seeds).stories}

    canonical = next(story for story in convert(seeds).stories if story.seed == "flood-again.txt")
    assert kinds["flood.txt"] == ("reprint", canonical.slug)
    assert kinds["flood-again.txt"] == ("story", "")


def test_segments_give_every_line_that_is_not_blank_one_kind() -> None:
    for conversion in convert(ROOT / "seeds").conversions:
        lines = [line for part in segment_lines(conversion) for line in range(part.first, part.last + 1)]
        filled = [line for line, text in enumerate(conversion.capture.lines, 1) if text.strip()]

        assert len(lines) == len(set(lines))
        assert set(filled) <= set(lines)


def test_lines_that_a_correction_takes_into_a_story_are_of_no_other_segment(seeds: Path) -> None:
    (seeds / "flood.txt").write_text((seeds / "flood.txt").read_text() + "\nShare this\n\nThe mill closed.\n")
    before = kinds_of_lines(convert(seeds), "flood.txt")
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: 1, field: body, action: add, value: 11, reason: its last paragraph}\n"
    )

    after = kinds_of_lines(convert(seeds), "flood.txt")

    assert before[11] != ["story"]
    assert after[11] == ["story"]
    assert {line: kinds for line, kinds in after.items() if len(kinds) != 1} == {}
    assert set(before) == set(after)


def kinds_of_lines(run: Run, seed: str) -> dict[int, list[str]]:
    """Each filled line of a capture with the kinds of the segments that hold it."""
    conversion = next(c for c in run.conversions if c.capture.name == seed)
    return {
        number: [str(part.kind) for part in segment_lines(conversion) if part.first <= number <= part.last]
        for number, text in enumerate(conversion.capture.lines, 1)
        if text.strip()
    }


@pytest.mark.parametrize("captures", ["seeds", "tests/captures"])
def test_the_posts_do_not_depend_on_hash_seed_time_zone_or_locale(captures: str, tmp_path: Path) -> None:
    written = []
    for number, environment in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Vladivostok", "LC_ALL": "C.UTF-8", "LANG": "ru_RU.UTF-8"},
        )
    ):
        posts = tmp_path / f"posts{number}"
        done = command("--no-cache", "--seeds", str(ROOT / captures), "--posts", str(posts), **environment)
        assert done.returncode == 0, done.stderr
        written.append({path.relative_to(posts): path.read_bytes() for path in posts.rglob("*.*")})

    assert written[0] == written[1]
    assert len(written[0]) > 0


def test_the_json_door_writes_one_line_a_story_with_the_documented_keys(seeds: Path, tmp_path: Path) -> None:
    out, segments = tmp_path / "out.jsonl", tmp_path / "segments.jsonl"

    done = command("--seeds", str(seeds), "--json", str(out), "--segments", str(segments))

    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in out.read_text().splitlines()]
    flood = records[1]
    assert flood.keys() >= DOCUMENTED
    assert (flood["seed"], flood["lines"], flood["kind"], flood["reprint_of"]) == ("flood.txt", [1, 7], "story", None)
    assert (flood["date"], flood["date_precision"], flood["date_basis"]) == ("2018-03-19", "day", "dateline")
    assert flood["authors"] == ["Ada Brook"]
    assert flood["evidence"]["authors"].keys() == {"rule", "lines", "text", "confidence"}
    assert flood["evidence"]["authors"]["lines"] == [3]
    assert json.loads(segments.read_text().splitlines()[1]) == {
        "seed": "flood.txt",
        "segments": [{"kind": "story", "lines": [1, 7]}],
    }


def test_the_json_door_gives_null_for_an_unknown_date(seeds: Path, tmp_path: Path) -> None:
    (seeds / "bridge.txt").write_text((seeds / "bridge.txt").read_text().replace("March 21, 2018\n\n", ""))

    command("--seeds", str(seeds), "--json", str(tmp_path / "out.jsonl"))

    record = json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])
    assert (record["date"], record["date_precision"]) == (None, "unknown")
    assert any(reason.startswith("date: ") for reason in record["review"])


def test_the_json_door_writes_the_others_and_exits_1_when_a_capture_fails(seeds: Path, tmp_path: Path) -> None:
    (seeds / "empty.txt").touch()

    done = command("--seeds", str(seeds), "--json", str(tmp_path / "out.jsonl"))

    assert done.returncode == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert errors == [f"error: {seeds.as_posix()}/empty.txt: holds no text; save the page again or delete the file"]


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = command("--seeds", str(tmp_path / "nowhere"), "--json", str(tmp_path / "out.jsonl"))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: {tmp_path.as_posix()}/nowhere: is no folder of captures: No such file or directory; "
        "give the folder that holds the saved files"
    ]
    assert not (tmp_path / "out.jsonl").exists()


def test_run_twice_is_run_once(seeds: Path) -> None:
    assert list(render_posts(convert(seeds))) == list(render_posts(convert(seeds)))
