"""The tasks as a maintainer meets them: on a fresh machine, with a bad capture, with a folder that is not ours."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from invoke.loader import FilesystemLoader
from invoke.tasks import Task

from plugins.fast_build.lock import Lock
from plugins.fast_build.state import folder_of
from tests.conftest import REPO_URL, ROOT, BuiltSite, run_task

WITHOUT = "import runpy, sys; sys.modules['{}'] = None; sys.argv = ['tasks.py']; runpy.run_path('tasks.py')"
OLD = "import runpy, sys; sys.version_info = (3, 10, 4); runpy.run_path('tasks.py')"
NAMES = {
    "posts",
    "build",
    "serve",
    "test",
    "lint",
    "check",
    "browser",
    "bench",
    "fuzz-builds",
    "explain",
    "report",
    "evaluate",
    "lighthouse",
    "screenshots",
    "publish",
    "catalogues",
    "clean",
}
STORY = """River fair opens in Harbin

HARBIN, May 4, 2019 -- Traders from both banks of the river met on Saturday for a fair of timber and grain.

The fair, the first since 2014, runs for a week. Some 300 firms have taken a stall, the city said.

Buyers from Khabarovsk came by boat. They looked at soybeans above all, and at machines to press them.
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A folder with tasks.py and nothing to install."""
    shutil.copy(ROOT / "tasks.py", tmp_path)
    (tmp_path / "requirements.txt").write_text("# nothing\n")
    return tmp_path


def bare_python(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """A Python without installed packages (-S), as on a fresh machine."""
    return subprocess.run([sys.executable, "-S", "-c", script], cwd=folder, capture_output=True, text=True)


def test_an_old_python_is_told_so_in_one_line(fresh: Path) -> None:
    refused = bare_python(fresh, OLD)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "tasks.py: this is Python 3.10; Backfile needs 3.11 or later\n"


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_that_cannot_make_environments_names_the_package_to_install(fresh: Path, missing: str) -> None:
    refused = bare_python(fresh, WITHOUT.format(missing))

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "tasks.py: this Python lacks venv or ensurepip; install the package python3-venv, then try again\n"
    )


def test_a_fresh_machine_gets_an_environment_and_changed_requirements_are_installed_again(fresh: Path) -> None:
    bare = [sys.executable, "-S", "tasks.py"]

    first = subprocess.run(bare, cwd=fresh, capture_output=True, text=True)
    second = subprocess.run(bare, cwd=fresh, capture_output=True, text=True)
    (fresh / "requirements.txt").write_text("# still nothing\n")
    third = subprocess.run(bare, cwd=fresh, capture_output=True, text=True)

    made, installed = "Making .venv\n", "Installing requirements.txt into .venv\n"
    assert [first.stdout, second.stdout, third.stdout] == [made + installed, "", installed]
    assert "No module named 'invoke'" in first.stderr  # it did start again inside, where nothing was asked for


def test_an_interrupted_install_is_done_again(fresh: Path) -> None:
    (fresh / "requirements.txt").write_text("no-such-package-as-this==1.0 --hash=sha256:" + "0" * 64 + "\n")
    offline = {**os.environ, "PIP_NO_INDEX": "1"}

    failed = subprocess.run([sys.executable, "-S", "tasks.py"], cwd=fresh, capture_output=True, text=True, env=offline)

    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1] == (
        "tasks.py: pip could not install requirements.txt; see its message above, then run this again"
    )
    assert not (fresh / ".venv" / "requirements.sha256").exists()


def tasks() -> dict[str, Task[object]]:
    module, _ = FilesystemLoader(start=str(ROOT)).load("tasks")
    return {name.replace("_", "-"): task for name, task in vars(module).items() if isinstance(task, Task)}


def test_the_tasks_are_those_of_the_reference() -> None:
    assert set(tasks()) == NAMES


def test_every_task_and_every_option_says_what_it_does() -> None:
    for name, task in tasks().items():
        assert task.__doc__, name
        assert "\n" not in task.__doc__, name
        unexplained = [argument.name for argument in task.get_arguments() if not argument.help]
        assert unexplained == [], name


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_without_a_task_the_tasks_are_listed(arguments: list[str]) -> None:
    listed = run_task(*arguments)

    assert listed.returncode == 0
    assert [name for name in sorted(NAMES) if f"\n  {name} " not in listed.stdout] == []


def test_a_capture_that_fails_leaves_the_others_published_and_the_exit_code_1(tmp_path: Path) -> None:
    seeds = tmp_path / "river"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    (seeds / "empty.txt").touch()

    built = run_task("build", "--seeds", str(seeds), "--output", str(tmp_path / "site"))

    assert built.returncode == 1
    assert [line for line in built.stderr.splitlines() if "empty.txt" in line] != []
    assert list((tmp_path / "site").glob("article/*/index.html")) != []


def test_a_story_of_another_folder_is_explained_where_its_post_lies(tmp_path: Path) -> None:
    seeds = tmp_path / "brook"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    assert run_task("posts", "--seeds", str(seeds)).returncode == 0

    told = run_task("explain", "river", "--seeds", str(seeds))

    assert told.returncode == 0, told.stderr
    assert "from fair.txt lines 1-" in told.stdout


def test_a_build_leaves_a_folder_alone_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")

    refused = run_task("build", "--output", str(tmp_path))

    assert refused.returncode == 1
    assert f"error: {tmp_path}: holds files that Backfile did not build; name another with --output" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_build_removes_what_it_wrote_before_and_leaves_alone_what_somebody_put_there(tmp_path: Path) -> None:
    seeds, output = tmp_path / "river", tmp_path / "site"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    run_task("build", "--seeds", str(seeds), "--output", str(output))
    (output / "notes.html").touch()
    (seeds / "fair.txt").write_text(STORY.replace("River fair opens", "Grain market closes"))

    built = run_task("build", "--seeds", str(seeds), "--output", str(output))

    assert built.returncode == 0, built.stderr
    assert [path.parent.name[:12] for path in output.glob("article/*/index.html")] == ["grain-market"]
    assert (output / "notes.html").exists()


def test_a_build_whose_memory_is_lost_still_knows_the_site_as_its_own(tmp_path: Path) -> None:
    seeds, output = tmp_path / "river", tmp_path / "site"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    (output / "article" / "gone").mkdir(parents=True)
    (output / "article" / "gone" / "index.html").touch()
    (output / ".backfile").touch()

    built = run_task("build", "--seeds", str(seeds), "--output", str(output))

    assert (built.returncode, built.stderr) == (0, "")
    assert not (output / "article" / "gone").exists()


def test_a_second_build_of_the_same_site_says_so_and_stops(tmp_path: Path) -> None:
    from tools.building import STATES, TASK

    site = tmp_path / "site"
    lock = Lock(folder_of(STATES, str(site)), "", TASK)
    lock.acquire()

    refused = run_task("build", "--output", str(site))
    lock.release()

    assert refused.returncode == 1
    assert refused.stderr.splitlines()[0] == (
        f"error: {site}: another build (process {os.getpid()}) is writing this folder; wait for it or end it"
    )


def test_a_build_prints_the_time_of_its_stages_where_it_is_asked_to(tmp_path: Path) -> None:
    seeds = tmp_path / "river"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)

    built = run_task("build", "--seeds", str(seeds), "--output", str(tmp_path / "site"), "--timings")

    assert [line for line in built.stdout.splitlines() if line.startswith("files in place")] != []
    assert [line for line in built.stdout.splitlines() if "always rendered" in line] == []


def test_a_site_that_cannot_be_built_leaves_the_last_one(tmp_path: Path) -> None:
    seeds, output = tmp_path / "river", tmp_path / "site"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    run_task("build", "--seeds", str(seeds), "--output", str(output))
    before = (output / "index.html").read_bytes()

    failed = run_task("build", "--seeds", str(seeds), "--output", str(output), "--site-url", "no address")

    assert failed.returncode == 1
    assert (output / "index.html").read_bytes() == before


def test_publishing_needs_an_address(tmp_path: Path) -> None:
    refused = run_task("publish", "--remote", str(tmp_path / "nowhere"))

    assert refused.returncode == 1
    assert refused.stderr.strip() == "publish: the address of the site is not known; add --site-url https://…"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_prints_its_address_and_ends_when_told_even_as_a_background_job(tmp_path: Path, stop: int) -> None:
    seeds = tmp_path / "river"
    seeds.mkdir()
    (seeds / "fair.txt").write_text(STORY)
    command = [sys.executable, "-u", str(ROOT / "tasks.py"), "serve", "--seeds", str(seeds), "--port", "0"]
    as_a_shell_does = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=as_a_shell_does) as serving:
        try:
            assert serving.stdout is not None
            said = next(line for line in serving.stdout if line.startswith("Serving"))
            home = urlopen(said.split()[4]).read().decode()
            serving.send_signal(stop)
            serving.communicate(timeout=20)
        finally:
            serving.kill()

    assert "River fair opens in Harbin" in home
    assert serving.returncode == 0


def test_publish_pushes_the_site_of_a_clone(tmp_path: Path) -> None:
    clone, hub = tmp_path / "clone", tmp_path / "hub.git"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    subprocess.run(["git", "init", "--quiet", "--bare", str(hub)], check=True)
    (clone / "node_modules").symlink_to(ROOT / "node_modules")
    author = {"GIT_AUTHOR_NAME": "Maintainer", "GIT_AUTHOR_EMAIL": "maintainer@example.org"}
    committer = {"GIT_COMMITTER_NAME": "Maintainer", "GIT_COMMITTER_EMAIL": "maintainer@example.org"}
    command = [sys.executable, str(clone / "tasks.py"), "publish", "--remote", str(hub), "--site-url", REPO_URL]

    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **author, **committer})

    assert done.returncode == 0, done.stdout + done.stderr
    listing = ["git", "--git-dir", str(hub), "ls-tree", "-r", "--name-only", "gh-pages"]
    pushed = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.splitlines()
    built = clone / ".build" / "publish"
    assert pushed == sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    assert {".nojekyll", "index.html", "404.html", "sitemap.xml", "feed.atom"} <= set(pushed)


def test_plain_pelican_builds_the_same_site(site: BuiltSite, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pelican", "content", "--fatal", "errors", "--output", str(tmp_path)]

    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert files_below(tmp_path) == files_below(site.folder)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file of a site by name, without the two that the build task adds for hosts and for itself."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name not in (".backfile", ".nojekyll")}
