"""Files are made when what they are made of changed, put in place together, and go when no build puts them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.fast_build.errors import FastBuildError
from plugins.fast_build.site_files import part_of

from .output_folder import ONE, TWO, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_file_is_made_once_for_the_same_inputs(site: Site) -> None:
    first = site.build(("a/index.html", ONE, "one"))
    second = site.build(("a/index.html", ONE, "never made"))

    assert (first, second, site.files()) == (["a/index.html"], [], {"a/index.html": "one"})


def test_a_file_is_made_again_for_other_inputs(site: Site) -> None:
    site.build(("a.html", ONE, "one"))

    assert site.build(("a.html", TWO, "two")) == ["a.html"]
    assert site.files() == {"a.html": "two"}


def test_a_file_without_inputs_is_always_made_and_touched_only_where_it_differs(site: Site) -> None:
    site.build(("a.html", None, "one"))
    before = (site.folder / "a.html").stat()

    assert site.build(("a.html", None, "one")) == ["a.html"]
    assert (site.folder / "a.html").stat() == before


def test_other_inputs_that_give_the_same_bytes_do_not_touch_the_file(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    before = (site.folder / "a.html").stat()
    site.build(("a.html", TWO, "one"))

    assert (site.folder / "a.html").stat() == before
    assert site.build(("a.html", TWO, "one")) == []


def test_under_other_settings_or_code_everything_is_made_again(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    site.open()
    site.state.forget_results({})
    site.state.close()

    assert site.build(("a.html", ONE, "two")) == ["a.html"]
    assert site.files() == {"a.html": "two"}


@pytest.mark.parametrize("text", ["two", "longer"])
def test_a_file_that_somebody_changed_is_made_again(site: Site, text: str) -> None:
    site.build(("a.html", ONE, "one"))
    (site.folder / "a.html").write_text(text)

    assert site.build(("a.html", ONE, "one")) == ["a.html"]
    assert site.files() == {"a.html": "one"}


def test_of_many_files_those_are_named_that_are_to_be_made(site: Site) -> None:
    site.build(("a", ONE, "a"), ("b", ONE, "b"), ("c", ONE, "c"), ("d", None, "d"))
    (site.folder / "c").write_text("changed")

    outputs = site.open()
    left = outputs.keep_many(["a", "b", "c", "d", "new"], [ONE, TWO, ONE, None, ONE])
    site.state.close()

    assert left == [1, 2, 3, 4]
    assert outputs.paths() == {"a"}


def test_one_path_among_many_twice_is_an_error(site: Site) -> None:
    site.build(("a", ONE, "a"))
    outputs = site.open()

    with pytest.raises(FastBuildError, match="a: two pages want this address"):
        outputs.keep_many(["a", "a"], [ONE, ONE])
    site.state.close()


def test_a_file_that_somebody_changed_and_dated_back_is_made_again(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    before = (site.folder / "a.html").stat()
    (site.folder / "a.html").write_text("two")
    os.utime(site.folder / "a.html", ns=(before.st_atime_ns, before.st_mtime_ns))

    site.build(("a.html", ONE, "one"))

    assert site.files() == {"a.html": "one"}


def test_a_file_that_was_only_copied_or_touched_is_kept(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    os.utime(site.folder / "a.html", ns=(1, 1))

    assert site.build(("a.html", ONE, "one")) == []


def test_a_file_that_is_gone_is_made_again(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    (site.folder / "a.html").unlink()

    assert site.build(("a.html", ONE, "one")) == ["a.html"]


def test_what_a_build_does_not_put_goes_with_the_folders_that_held_it(site: Site) -> None:
    site.build(("a/b/index.html", ONE, "one"), ("a/index.html", ONE, "one"), ("c/d/e.html", ONE, "one"))
    site.build(("a/index.html", ONE, "one"))

    assert (site.files(), site.folders()) == ({"a/index.html": "one"}, {"a"})


def test_foreign_files_stay_and_are_told_of(site: Site) -> None:
    (site.folder / "a").mkdir(parents=True)
    (site.folder / "CNAME").write_text("example.org")
    (site.folder / "a" / "notes.txt").write_text("mine")

    outputs = site.open()
    site.put(outputs, "a/index.html", ONE, "one")
    outputs.finish()
    told = outputs.left_alone()
    site.state.close()
    site.build()

    assert told == ["CNAME", "a/notes.txt"]
    assert site.files() == {"CNAME": "example.org", "a/notes.txt": "mine"}


def test_nothing_is_in_place_before_everything_is_made(site: Site) -> None:
    site.build(("a.html", ONE, "one"), ("b.html", ONE, "one"))

    outputs = site.open()
    site.put(outputs, "a.html", TWO, "two")

    assert (site.folder / "a.html").read_text() == "one"
    outputs.abandon()
    site.state.close()
    assert site.files() == {"a.html": "one", "b.html": "one"}


def test_a_build_that_fails_leaves_no_folders_behind(site: Site) -> None:
    outputs = site.open()
    site.put(outputs, "a/b/index.html", ONE, "one")
    outputs.abandon()
    site.state.close()

    assert (site.files(), site.folders()) == ({}, set())


def test_what_a_killed_build_left_unfinished_goes_with_the_next(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    site.stop(("a.html", TWO, "two"), ("new/index.html", ONE, "one"))

    site.build(("a.html", ONE, "one"))

    assert (site.files(), site.folders()) == ({"a.html": "one"}, set())


def test_a_file_of_a_build_that_was_killed_while_it_put_files_in_place_goes_when_it_is_not_put_again(
    site: Site,
) -> None:
    outputs = site.open()
    site.put(outputs, "new/index.html", ONE, "one")
    site.state.begin_commit()
    os.replace(part_of(str(site.folder / "new" / "index.html")), site.folder / "new" / "index.html")
    site.state.close()

    site.build(("a.html", ONE, "one"))

    assert (site.files(), site.folders()) == ({"a.html": "one"}, set())


def test_a_foreign_file_that_a_killed_build_did_not_reach_stays(site: Site) -> None:
    site.folder.mkdir()
    (site.folder / "a.html").write_text("mine")
    site.stop(("a.html", ONE, "one"))

    site.build(("b.html", ONE, "one"))

    assert site.files() == {"a.html": "mine", "b.html": "one"}


def test_two_puts_of_one_path_are_an_error(site: Site) -> None:
    outputs = site.open()
    site.put(outputs, "a.html", ONE, "one")

    with pytest.raises(FastBuildError) as refused:
        site.put(outputs, "a.html", ONE, "one")
    site.state.close()

    assert str(refused.value) == "a.html: two pages want this address; change the slug or save_as of one of them"


def test_an_override_takes_the_place_of_what_was_put_before(site: Site) -> None:
    outputs = site.open()
    site.put(outputs, "a.html", None, "one")
    outputs.put("a.html", None, lambda: b"two", override=True)
    outputs.finish()
    site.state.close()

    assert site.files() == {"a.html": "two"}


@pytest.mark.parametrize("path", ["../a.html", "/a.html", "a//b", "", "a/../b", "a\nb", "a\0b", "a/"])
def test_a_path_outside_the_folder_is_an_error(site: Site, path: str) -> None:
    outputs = site.open()

    with pytest.raises(FastBuildError, match="no path of a file below the output folder"):
        site.put(outputs, path, ONE, "one")
    site.state.close()


def test_a_page_may_become_a_folder_and_a_folder_a_page(site: Site) -> None:
    site.build(("about", ONE, "one"), ("team/index.html", ONE, "one"))
    site.build(("about/index.html", ONE, "one"), ("team", ONE, "one"))

    assert site.files() == {"about/index.html": "one", "team": "one"}


def test_names_at_the_limit_of_the_file_system_can_be_written(site: Site) -> None:
    name = "n" * 250 + ".html"

    site.build((name, ONE, "one"))

    assert site.files() == {name: "one"}


def test_a_claimed_file_goes_when_nobody_claims_it(site: Site) -> None:
    outputs = site.open()
    (site.folder / "picture.png").write_text("png")
    outputs.claim("picture.png")
    outputs.finish()
    site.state.close()
    site.build()

    assert site.files() == {}


def test_a_link_in_place_of_a_file_is_replaced_and_what_it_leads_to_stays(site: Site, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("mine")
    site.folder.mkdir()
    (site.folder / "a.html").symlink_to(target)

    site.build(("a.html", ONE, "one"))

    assert (site.files(), target.read_text()) == ({"a.html": "one"}, "mine")


def test_an_empty_folder_in_the_place_of_a_file_goes(site: Site) -> None:
    site.build(("a.html", ONE, "one"))
    (site.folder / "a.html").unlink()
    (site.folder / "a.html").mkdir()

    site.build(("a.html", ONE, "one"))

    assert site.files() == {"a.html": "one"}


def test_a_folder_with_files_in_the_place_of_a_file_is_an_error_and_stays(site: Site) -> None:
    (site.folder / "a.html").mkdir(parents=True)
    (site.folder / "a.html" / "notes.txt").write_text("mine")

    with pytest.raises(FastBuildError, match=r"a\.html: cannot be written: Directory not empty; change that"):
        site.build(("a.html", ONE, "one"))

    assert (site.folder / "a.html" / "notes.txt").read_text() == "mine"


def test_a_name_that_is_no_text_is_remembered(site: Site) -> None:
    name = os.fsdecode(b"caf\xe9.txt")

    site.build((name, ONE, "one"))

    assert site.build((name, ONE, "one")) == []
    site.build()
    assert site.files() == {}
