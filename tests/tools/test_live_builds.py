"""A build of `invoke serve` collects the lines that say what was wrong, and says them on the terminal too."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.seed_posts.pipeline import load_vocabulary
from tools import building
from tools.live.builds import Outcome, build, keep

SITE = building.Site(Path("site"), 3, 0)


def building_that(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    monkeypatch.setattr(building, "build", lambda *_, **__: happens())


def prints(*lines: str, site: building.Site) -> building.Site:
    for line in lines:
        print(line, file=sys.stderr)
    return site


def test_a_good_build_has_no_lines_whatever_it_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    building_that(monkeypatch, lambda: prints("seeds: 400 of 900 captures", site=SITE))

    assert build("", "site", "seeds") == Outcome(True)


def test_captures_that_failed_are_the_lines_of_a_site_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    some = building.Site(Path("site"), 3, 1, "site is built without what the lines above name.")
    building_that(monkeypatch, lambda: prints("seeds: 4 of 9", "error: seeds/a.txt: empty; remove it", site=some))

    assert build("", "site", "seeds") == Outcome(True, ("error: seeds/a.txt: empty; remove it",))


def test_a_logged_error_is_a_line_and_ends_the_terminals(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> building.Site:
        logging.getLogger("plugins.made").error("page \x1b[31m%s\n has no title", "about")
        return building.Site(Path("site"), 0, 1, "No site was built.")

    building_that(monkeypatch, fails)

    outcome = build("", "site", "seeds")

    assert outcome == Outcome(False, ("error: page \\x1b[31mabout has no title",))
    assert capsys.readouterr().err.splitlines()[-2:] == [*outcome.lines, "No site was built."]


def test_settings_that_stop_python_are_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stops() -> building.Site:
        raise NameError("name 'Tru' is not defined")

    building_that(monkeypatch, stops)

    outcome = build("", "site", "seeds")

    assert not outcome.new_site
    assert [line.partition(": NameError")[2] for line in outcome.lines] == [": name 'Tru' is not defined"]
    assert capsys.readouterr().err.splitlines()[-1] == outcome.lines[0]


def test_a_build_that_fails_without_an_error_line_shows_its_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    building_that(monkeypatch, lambda: prints("one", "", "two", site=building.Site(Path("site"), 0, 1)))

    assert build("", "site", "seeds") == Outcome(False, ("one", "two"))


def test_a_vocabulary_is_kept_while_the_captures_folder_says_the_same(tmp_path: Path) -> None:
    kept = keep(None, "", "site", str(tmp_path))
    again = keep(kept, "", "site", str(tmp_path))
    (tmp_path / "regions.yaml").write_text("x:a: {label: Amur crossings}\n")
    changed = keep(kept, "", "site", str(tmp_path))

    assert again is kept is not None
    assert changed is not None
    assert changed.regions.label("x:a") == "Amur crossings"


def test_a_kept_vocabulary_gets_the_thresholds_of_the_settings(tmp_path: Path) -> None:
    kept = load_vocabulary(tmp_path)

    used = load_vocabulary(tmp_path, {"date": 0.9}, kept)

    loaded = load_vocabulary(tmp_path, {"date": 0.9})
    assert (used.scale, used.digest) == (loaded.scale, loaded.digest)
    assert used.regions is kept.regions
