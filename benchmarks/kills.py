"""Kills builds of the archive at random moments; each next build must end well and leave a clean build's bytes.

python -m benchmarks.kills                       a hundred kills of builds of content/
python -m benchmarks.kills --times 20 --content ../posts
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EDITED = 3  # posts that differ between the two states of the archive the builds change to and fro


def command(content: Path, output: Path, state: Path) -> list[str]:
    settings = [f'FAST_BUILD_STATE="{state}"', "ARCHIVE_REFRESH=false", 'SITEURL="https://example.org"']
    options = ["--settings", str(ROOT / "pelicanconf.py"), "--output", str(output), "--fatal", "errors"]
    return [sys.executable, "-m", "pelican", str(content), *options, "--extra-settings", *settings]


def build(content: Path, output: Path, state: Path) -> str:
    """What a build said; "" if it ended well."""
    done = subprocess.run(command(content, output, state), cwd=ROOT, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def other_state(content: Path, target: Path) -> None:
    """A copy of the posts in which one is gone, one is new, and a few read otherwise."""
    shutil.copytree(content, target)
    posts = sorted((target / "articles").rglob("*.md"))
    for post in posts[:EDITED]:
        post.write_text(post.read_text() + "\nAnd one more sentence for the quarrelsome ferryman.\n")
    posts[-1].unlink()
    evidence = posts[-1].with_suffix(".evidence.json")
    evidence.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        shutil.copytree(options.content, home / "one")
        other_state(home / "one", home / "two")
        wanted, takes = {}, 0.0
        for name in ("one", "two"):
            began = time.monotonic()
            said = build(home / name, home / f"clean-{name}", home / "state")
            takes = time.monotonic() - began
            if said:
                print(said)
                return 1
            wanted[name] = files(home / f"clean-{name}")
        content, output = home / "content", home / "site"
        cut_off = 0
        for kill in range(1, options.times + 1):
            name = ("one", "two")[kill % 2]
            shutil.rmtree(content, ignore_errors=True)
            shutil.copytree(home / name, content)
            began = time.monotonic()
            child = subprocess.Popen(
                command(content, output, home / "state"), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                child.wait(chance.uniform(0, takes))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                cut_off += 1
            else:
                takes = time.monotonic() - began  # it was faster than the kill
            said = build(content, output, home / "state")
            if said or files(output) != wanted[name]:
                print(said or f"kill {kill}: the next build differs from a clean one")
                return 1
            print(f"\r{kill} builds, {cut_off} of them killed; each next one as a clean one", end="", flush=True)
    print()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
