"""The folder of posts follows the captures, and never loses what a person wrote."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.errors import SettingError
from plugins.seed_posts.refresh import Refresh
from tests.chain.steps import refresh_posts


@pytest.fixture
def posts(seeds: Path, tmp_path: Path) -> Path:
    """The posts of the two captures, written."""
    folder = tmp_path / "content" / "articles"
    refresh_posts(seeds, folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(f"{path.parent.name}/{path.name.rpartition('-')[0]}" for path in folder.rglob("*.md"))


def flood(folder: Path) -> Path:
    return next(folder.rglob("flood-at-mill-*.md"))


def lines(result: Refresh, folder: Path) -> list[str]:
    return [str(failure).replace(folder.parent.parent.as_posix(), "…") for failure in result.failures]


def test_a_post_and_its_evidence_lie_below_the_year_of_the_story(posts: Path) -> None:
    assert names(posts) == ["2018/flood-at-mill", "2018/new-bridge-opens-in-harbin"]
    assert sorted(path.suffixes[-2:] for path in posts.glob("*/*.json")) == [[".evidence", ".json"]] * 2


def test_a_second_run_touches_no_file(seeds: Path, posts: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in posts.rglob("*")}

    result = refresh_posts(seeds, posts)

    assert result.plan.writes == ()
    assert {path: path.stat().st_mtime_ns for path in posts.rglob("*")} == before


def test_texts_too_many_to_be_held_are_made_again_when_they_are_written(
    seeds: Path, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.seed_posts.posts_folder.HELD_MAX", 3000)

    refresh_posts(seeds, other := tmp_path / "other")

    assert {path.relative_to(other): path.read_bytes() for path in other.rglob("*.*")} == {
        path.relative_to(posts): path.read_bytes() for path in posts.rglob("*.*")
    }


def test_only_the_post_whose_capture_changed_is_written(seeds: Path, posts: Path) -> None:
    capture = seeds / "flood.txt"
    capture.write_text(capture.read_text().replace("two roads", "three roads"))

    result = refresh_posts(seeds, posts)

    assert sorted(path.name for path, _ in result.plan.writes) == sorted(
        [flood(posts).name, flood(posts).stem + ".evidence.json"]
    )
    assert "three roads" in flood(posts).read_text()


def test_a_post_whose_story_is_gone_is_deleted_with_its_evidence_and_folder(seeds: Path, posts: Path) -> None:
    (seeds / "flood.txt").unlink()
    (seeds / "bridge.txt").unlink()
    (seeds / "other.txt").write_text(
        "Ice on the lake\n\nJanuary 5, 1999\n\nThe lake froze from shore to shore last night, "
        "the earliest freeze in ten years.\n\n"
        "Fishermen walked to the island at noon and came back before dark.\n"
    )

    refresh_posts(seeds, posts)

    assert names(posts) == ["1999/ice-on-the-lake"]
    assert not (posts / "2018").exists()


def test_a_corrected_date_moves_the_file_but_not_the_address(seeds: Path, posts: Path) -> None:
    slug = flood(posts).stem
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: 1, field: date, value: 2017-03-19, reason: misprint}\n"
    )

    refresh_posts(seeds, posts)

    assert flood(posts) == posts / "2017" / f"{slug}.md"
    assert len(list(posts.rglob("flood-at-mill-*"))) == 2


def test_a_capture_that_fails_keeps_its_last_good_post(seeds: Path, posts: Path) -> None:
    good = flood(posts).read_bytes()
    (seeds / "flood.txt").write_bytes(b"")

    result = refresh_posts(seeds, posts)

    assert flood(posts).read_bytes() == good
    assert lines(result, posts) == ["…/seeds/flood.txt: holds no text; save the page again or delete the file"]


def test_a_post_edited_by_hand_is_kept_and_the_correction_to_write_is_named(seeds: Path, posts: Path) -> None:
    post = flood(posts)
    post.write_text(post.read_text().replace("Title: Flood at mill", "Title: Flood at the mill"))

    result = refresh_posts(seeds, posts)

    assert "Title: Flood at the mill" in post.read_text()
    assert lines(result, posts) == [
        f"…/content/articles/2018/{post.name}: was edited by hand (Title); write a correction in …/seeds/flood.yaml "
        'instead, {story: "Flood at mill", field: headline, value: "Flood at the mill", reason: …}, '
        "or delete the post to have it written anew"
    ]


def test_the_correction_that_an_edit_asked_for_settles_it(seeds: Path, posts: Path) -> None:
    post = flood(posts)
    post.write_text(post.read_text().replace("Title: Flood at mill", "Title: Flood at the mill"))
    (seeds / "flood.yaml").write_text(
        'corrections:\n  - {story: "Flood at mill", field: headline, value: "Flood at the mill", reason: misprint}\n'
    )

    result = refresh_posts(seeds, posts)

    assert result.failures == ()
    assert refresh_posts(seeds, posts).plan.writes == ()


def test_an_edited_body_asks_for_a_correction_of_the_body(seeds: Path, posts: Path) -> None:
    post = flood(posts)
    post.write_text(post.read_text().replace("two roads", "2 roads"))

    result = refresh_posts(seeds, posts)

    assert lines(result, posts) == [
        f"…/content/articles/2018/{post.name}: was edited by hand (text); write a correction of the field body in "
        "…/seeds/flood.yaml instead, or delete the post to have it written anew"
    ]


def test_an_edited_post_whose_story_is_gone_is_kept(seeds: Path, posts: Path) -> None:
    post = flood(posts)
    post.write_text(post.read_text() + "\nA note.\n")
    (seeds / "flood.txt").unlink()

    result = refresh_posts(seeds, posts)

    assert post.exists()
    assert lines(result, posts) == [
        f"…/content/articles/2018/{post.name}: was edited by hand, and its story is gone; "
        "delete it, or its evidence file to keep it"
    ]


def test_an_edit_of_one_post_stops_no_other(seeds: Path, posts: Path) -> None:
    flood(posts).write_text("edited")
    bridge = seeds / "bridge.txt"
    bridge.write_text(bridge.read_text().replace("four years", "five years"))

    refresh_posts(seeds, posts)

    assert "five years" in next(posts.rglob("new-bridge-*.md")).read_text()


def test_line_ends_changed_by_a_checkout_are_no_edit(seeds: Path, posts: Path) -> None:
    post = flood(posts)
    post.write_bytes(post.read_bytes().replace(b"\n", b"\r\n"))

    assert refresh_posts(seeds, posts).failures == ()


def test_a_post_written_by_hand_is_left_alone(seeds: Path, posts: Path) -> None:
    (posts / "hello.md").write_text("Title: Hello\nDate: 2020-01-01\n\nWelcome.\n")

    result = refresh_posts(seeds, posts)

    assert (posts / "hello.md").exists()
    assert result.failures == ()


def test_evidence_that_was_lost_or_damaged_is_written_again(seeds: Path, posts: Path) -> None:
    evidence = flood(posts).with_name(flood(posts).stem + ".evidence.json")
    evidence.write_text("<<<<<<< a merge gone wrong")

    result = refresh_posts(seeds, posts)

    assert result.failures == ()
    assert json.loads(evidence.read_text())["slug"] == flood(posts).stem


def test_a_crash_between_post_and_evidence_heals_in_the_next_run(seeds: Path, posts: Path) -> None:
    evidence = flood(posts).with_name(flood(posts).stem + ".evidence.json")
    old = evidence.read_bytes()
    capture = seeds / "flood.txt"
    capture.write_text(capture.read_text().replace("two roads", "three roads"))
    refresh_posts(seeds, posts)
    evidence.write_bytes(old)

    result = refresh_posts(seeds, posts)

    assert result.failures == ()
    assert evidence.read_bytes() != old


class Power:
    """Lets a number of changes to files through, and then fails every one, as a full disk does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, changes: int) -> None:
        self.left = changes
        for name in ("replace", "unlink"):
            monkeypatch.setattr(os, name, self.limited(getattr(os, name)))

    def limited(self, change: Callable[..., None]) -> Callable[..., None]:
        def attempt(*arguments: object, **options: object) -> None:
            if self.left == 0:
                raise OSError(errno.ENOSPC, "No space left on device", str(arguments[0]))
            self.left -= 1
            change(*arguments, **options)

        return attempt


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}


def test_a_run_stopped_at_any_change_is_finished_by_the_next(seeds: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    refresh_posts(seeds, old)
    (seeds / "bridge.txt").unlink()
    (seeds / "flood.yaml").write_text(
        "corrections:\n  - {story: 1, field: date, value: 2017-03-19, reason: misprint}\n"
    )
    refresh_posts(seeds, new)
    changes = 6  # flood: two written elsewhere, two deleted; bridge: two deleted

    for stopped_after in range(changes):
        posts = tmp_path / f"stopped{stopped_after}"
        shutil.copytree(old, posts)
        with (
            pytest.MonkeyPatch.context() as patch,
            pytest.raises(SettingError, match="No space left on device; make room"),
        ):
            Power(patch, stopped_after)
            refresh_posts(seeds, posts)

        result = refresh_posts(seeds, posts)

        assert result.failures == ()
        assert files(posts) == files(new)


def test_a_check_writes_nothing_and_says_what_would_change(seeds: Path, posts: Path) -> None:
    (seeds / "flood.txt").unlink()
    bridge = seeds / "bridge.txt"
    bridge.write_text(bridge.read_text().replace("four years", "five years"))
    before = {path: path.read_bytes() for path in posts.rglob("*.*")}

    result = refresh_posts(seeds, posts, check=True)

    assert {path: path.read_bytes() for path in posts.rglob("*.*")} == before
    assert sorted(line.rpartition(": ")[2] for line in result.plan.changes) == [
        "would be deleted",
        "would be deleted",
        "would be rewritten",
        "would be rewritten",
    ]


def test_an_emptied_folder_of_captures_deletes_no_post(seeds: Path, posts: Path) -> None:
    for path in seeds.iterdir():
        path.unlink()

    with pytest.raises(
        SettingError, match="holds no capture, yet posts were made from it; put captures back, or delete"
    ):
        refresh_posts(seeds, posts)

    assert len(names(posts)) == 2


def test_nothing_is_written_through_a_link_that_leaves_the_folder(seeds: Path, tmp_path: Path) -> None:
    posts, outside = tmp_path / "articles", tmp_path / "outside"
    posts.mkdir()
    outside.mkdir()
    (posts / "2018").symlink_to(outside)

    with pytest.raises(SettingError, match="is a link that leaves the folder of posts; remove the link"):
        refresh_posts(seeds, posts)

    assert list(outside.iterdir()) == []
