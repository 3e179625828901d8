"""The chain inside real Pelican: plain `pelican content` publishes what is in the folder of captures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.seed_posts import hooks
from plugins.seed_posts.errors import SettingError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def pelican(seeds: Path, content: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Pelican on these captures, with its simple theme, stopping at any logged error."""
    overrides = {
        "PATH": str(content),
        "OUTPUT_PATH": str(content.parent / "output"),
        "ARCHIVE_SEEDS": str(seeds),
        "PLUGINS": ["plugins.seed_posts"],
        "THEME": "simple",
        **settings,
    }
    pairs = [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "-s", str(ROOT / "pelicanconf.py"), "-e", *pairs]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def pages(content: Path) -> list[str]:
    return sorted(path.parent.name.rpartition("-")[0] for path in content.parent.glob("output/article/*/index.html"))


def test_plain_pelican_refreshes_the_posts_and_publishes_them(seeds: Path, content: Path) -> None:
    done = pelican(seeds, content)

    assert done.returncode == 0, done.stderr
    assert pages(content) == ["flood-at-mill", "new-bridge-opens-in-harbin"]
    assert "Captures: 2 captures, 2 stories, 0 reprints" in done.stderr


def test_a_capture_that_fails_is_reported_last_and_the_others_are_published(seeds: Path, content: Path) -> None:
    (seeds / "empty.txt").touch()

    done = pelican(seeds, content)

    assert done.returncode == 1
    assert pages(content) == ["flood-at-mill", "new-bridge-opens-in-harbin"]
    assert done.stderr.splitlines()[-1] == (
        f"error: {seeds.as_posix()}/empty.txt: holds no text; save the page again or delete the file"
    )
    assert "Traceback" not in done.stderr + done.stdout


def test_what_other_plugins_do_at_the_end_is_done_even_when_a_capture_fails(
    seeds: Path, content: Path, tmp_path: Path
) -> None:
    (seeds / "empty.txt").touch()
    names = [f"late_plugin_{number}" for number in range(4)]  # receivers have no order: one alone could come first
    for name in names:
        (tmp_path / f"{name}.py").write_text(
            "from pathlib import Path\nfrom pelican import signals\n"
            f"def late(pelican):\n    Path(pelican.output_path, '{name}').touch()\n"
            "def register():\n    signals.finalized.connect(late)\n"
        )

    pelican(seeds, content, PLUGIN_PATHS=[str(ROOT), str(tmp_path)], PLUGINS=["plugins.seed_posts", *names])

    assert sorted(path.name for path in (tmp_path / "output").glob("late_plugin_*")) == names


def test_without_refresh_posts_are_read_as_they_are(seeds: Path, content: Path) -> None:
    pelican(seeds, content)
    (seeds / "flood.txt").unlink()

    done = pelican(seeds, content, ARCHIVE_REFRESH=False, DELETE_OUTPUT_DIRECTORY=True)

    assert done.returncode == 0, done.stderr
    assert pages(content) == ["flood-at-mill", "new-bridge-opens-in-harbin"]


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"ARCHIVE_SEEDS": "nowhere"}, "ARCHIVE_SEEDS: nowhere is no folder; name the folder that holds the captures"),
        ({"ARCHIVE_SEEDS": 5}, "ARCHIVE_SEEDS: \"5\" is not a text; write 'seeds' or the like"),
        ({"ARCHIVE_POSTS": "../x"}, 'ARCHIVE_POSTS: "../x" is no folder below PATH; write "articles" or the like'),
        ({"ARCHIVE_POSTS": ""}, 'ARCHIVE_POSTS: "" is no folder below PATH; write "articles" or the like'),
        (
            {"ARCHIVE_MAX_CAPTURE_BYTES": "5 MB"},
            "ARCHIVE_MAX_CAPTURE_BYTES: \"'5 MB'\" is not a whole number; write 5000000 or the like",
        ),
        ({"ARCHIVE_MAX_CAPTURE_BYTES": 0}, "ARCHIVE_MAX_CAPTURE_BYTES: 0 lets no capture in; write 5000000"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(
    content: Path, settings: dict[str, Any], line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    with pytest.raises(SettingError) as caught:
        hooks.checked_settings({"PATH": str(content), **settings})

    assert str(caught.value) == line


def test_a_wrong_setting_stops_pelican_without_a_stack_trace(seeds: Path, content: Path) -> None:
    done = pelican(seeds, content, ARCHIVE_POSTS="../x")

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        'error: ARCHIVE_POSTS: "../x" is no folder below PATH; write "articles" or the like'
    ]


@pytest.mark.parametrize(("flags", "ends"), [(["-lr"], False), (["--autoreload"], False), (["-l"], True), ([], True)])
def test_autoreload_reports_failures_and_goes_on(
    seeds: Path,
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: list[str],
    ends: bool,
) -> None:
    (seeds / "empty.txt").touch()
    monkeypatch.setattr(sys, "argv", ["pelican", *flags])
    running = SimpleNamespace(settings={"PATH": str(content), "ARCHIVE_SEEDS": str(seeds)}, run=lambda: None)
    hooks.refresh(running)

    try:
        running.run()
        ended = False
    except SystemExit as end:
        ended = end.code == 1

    assert ended is ends
    assert "empty.txt: holds no text" in capsys.readouterr().err
