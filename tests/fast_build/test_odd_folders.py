"""Output folders that are links, files or other people's, and states that are damaged or in the wrong place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .plain_site import PlainSite


@pytest.fixture
def site(tmp_path: Path) -> PlainSite:
    return PlainSite(tmp_path)


def test_a_build_goes_through_a_link_to_the_output_folder(site: PlainSite, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    site.output.symlink_to(served)
    site.build()
    (site.home / "content" / "quay.md").unlink()
    site.write("tide.md", "Title: Spring tide\nDate: 2020-03-02\n\nThe tide was high.\n")
    site.build()

    assert site.output.is_symlink()
    assert site.files(served) == site.clean()


def test_a_file_in_place_of_the_output_folder_is_one_line(site: PlainSite) -> None:
    site.output.write_text("mine")
    refused = site.run()

    assert refused.returncode == 1
    assert refused.stderr.strip() == "error: output: is no folder; name another with -o, or remove it"
    assert site.output.read_text() == "mine"


def test_files_that_lay_in_the_output_folder_stay_and_are_told_of_once(site: PlainSite) -> None:
    site.output.mkdir()
    for name in ("CNAME", "notes.txt"):
        (site.output / name).write_text("mine")
    (site.output / "index.html").write_text("of an earlier build")
    first, second = site.build(), site.build()

    told = "output: 2 files there are not this site's and stay: CNAME, notes.txt"
    assert (first.stderr.strip(), second.stderr.strip()) == (told, "")
    assert site.files() == {**site.clean(), "CNAME": b"mine", "notes.txt": b"mine"}


def test_a_folder_that_is_wholly_pelicans_loses_what_others_left_there(site: PlainSite) -> None:
    site.set('DELETE_OUTPUT_DIRECTORY = True\nOUTPUT_RETENTION = ["CNAME"]\n')
    site.build()
    for name in ("CNAME", "notes.txt"):
        (site.output / name).write_text("mine")
    site.build()

    assert site.files() == {**site.clean(), "CNAME": b"mine"}


def test_a_state_that_is_damaged_or_foreign_is_a_miss(site: PlainSite) -> None:
    path = site.write("gone.md", "Title: Soon gone\nDate: 2021-05-04\n\nGone.\n")
    site.build()
    path.unlink()
    for file in site.state_file().parent.iterdir():
        if file.name not in ("written", "lock", "output"):
            file.write_bytes(b"hello" + os.urandom(5000))

    assert site.build().stderr == ""
    assert site.files() == site.clean()


def test_a_journal_and_a_list_that_are_damaged_name_no_file(site: PlainSite) -> None:
    site.build()
    (site.output / "notes.txt").write_text("mine")
    folder = site.state_file().parent
    site.state_file().unlink()
    for name in ("journal", "written"):
        (folder / name).write_bytes(b"notes.txt\n0123456789ab notes.txt\n\xff\xfe\x00\n+notes.txt\n" + os.urandom(50))
    site.build()

    assert site.files() == {**site.clean(), "notes.txt": b"mine"}


def test_a_state_inside_the_output_folder_is_refused(site: PlainSite) -> None:
    site.set('FAST_BUILD_STATE = "output/state"\n')
    refused = site.run()

    assert refused.returncode == 1
    assert refused.stderr.strip() == (
        f"error: FAST_BUILD_STATE: {site.output / 'state'} lies in the output folder; name one outside it"
    )
