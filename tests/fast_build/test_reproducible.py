"""The same captures give the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, BuiltSite

OTHERWISE = {  # what the machine of another maintainer may say
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Chatham",
    "LC_ALL": "tr_TR.UTF-8",  # where i is no I
    "LANG": "tr_TR.UTF-8",
    "PYTHONUTF8": "0",
    "COLUMNS": "40",
}
BACKWARDS = """
import os

listdir, scandir = os.listdir, os.scandir

class Backwards:
    def __init__(self, *arguments):
        with scandir(*arguments) as found:
            self.entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    close = __exit__

os.listdir = lambda *arguments: sorted(listdir(*arguments), reverse=True)
os.scandir = Backwards
"""  # the order of the files in a folder, as another file system may give it
IN_PROCESSES = """
import os, sys
from plugins.fast_build import workers

copies, fork = [], os.fork

def counted():
    copies.append(1)
    return fork()

workers.WORTH, os.fork = 1, counted

from pelican import main

main(sys.argv[1:])
print(len(copies), "copies")
"""  # Pelican on a site too small for several processes, which is built by several all the same
MASK = 0o077
YEAR = 31_557_600  # seconds


def copied_otherwise(source: Path, target: Path) -> None:
    """Copies a folder, its files in another order and with other times."""
    for age, path in enumerate(sorted(source.rglob("*"), reverse=True)):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
            os.utime(copy, (age * YEAR, age * YEAR))


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="sets a mask for files")
def test_hash_seed_time_zone_locale_mask_order_and_times_of_files_change_no_byte(
    site: BuiltSite, tmp_path: Path
) -> None:
    copied_otherwise(ROOT / "seeds", tmp_path / "captures")
    (tmp_path / "sitecustomize.py").write_text(BACKWARDS)
    output = tmp_path / "site"
    command = [sys.executable, "tasks.py", "build", "--seeds", str(tmp_path / "captures"), "--output", str(output)]
    environment = {**os.environ, **OTHERWISE, "PYTHONPATH": str(tmp_path)}

    built = subprocess.run(command, cwd=ROOT, env=environment, umask=MASK, capture_output=True, text=True)

    assert built.returncode == 0, built.stderr
    assert (output / "index.html").stat().st_mode & 0o777 == 0o600
    there, here = files_below(output), files_below(site.folder)
    assert {name for name in there.keys() | here.keys() if there.get(name) != here.get(name)} == set()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies processes")
def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    sites: dict[int, dict[str, bytes]] = {}
    for number in (1, 2, 5):
        given = [f"FAST_BUILD_WORKERS={number}", f'FAST_BUILD_STATE="{tmp_path / "states"}"', "ARCHIVE_REFRESH=false"]
        output = tmp_path / f"by {number}"
        options = ["--settings", str(ROOT / "pelicanconf.py"), "--output", str(output), "--extra-settings", *given]
        command = [sys.executable, "-c", IN_PROCESSES, str(ROOT / "content"), *options]

        built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

        assert built.returncode == 0, built.stderr
        assert (built.stdout.splitlines()[-1] == "0 copies") == (number == 1), built.stdout
        sites[number] = files_below(output)
    assert len(sites[1]) > 100
    for number in (2, 5):
        there = sites[number]
        assert {name for name in there.keys() | sites[1].keys() if there.get(name) != sites[1].get(name)} == set()
