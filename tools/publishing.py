"""Put a built site on a branch that a host serves, in one commit, without touching the work tree."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from . import ROOT


class PublishError(Exception):
    """Why nothing was pushed, in one line."""


def publish(site: Path, remote: str, branch: str, repository: Path = ROOT) -> str:
    """The commit that now holds exactly the files of `site`, on `branch` of `remote`; "" if it held them before.

    History is kept: the commit's parent is the branch as it is there. Raises PublishError with git's own last words.
    """
    parent = _fetch(repository, remote, branch)
    tree = _tree_of(site, repository)
    if parent and tree == _git(repository, "rev-parse", f"{parent}^{{tree}}"):
        return ""
    source = _git(repository, "rev-parse", "--short", "HEAD")
    parents = ["-p", parent] if parent else []
    commit = _git(repository, "commit-tree", tree, *parents, "-m", f"Publish {source}")
    _git(repository, "push", "--quiet", remote, f"{commit}:refs/heads/{branch}")
    return commit


def pages_address(repository: Path = ROOT, remote: str = "origin") -> str:
    """Where GitHub Pages serves the repository behind the remote; "" when it is not on GitHub."""
    try:
        address = _git(repository, "remote", "get-url", remote)
    except PublishError:
        return ""
    match = re.search(r"github\.com[:/]([\w.-]+)/([\w.-]+?)(?:\.git)?/?$", address)
    if not match:
        return ""
    owner, name = match[1].lower(), match[2]
    return f"https://{owner}.github.io" + ("" if name.lower() == f"{owner}.github.io" else f"/{name}")


def _fetch(repository: Path, remote: str, branch: str) -> str:
    """The commit the branch has at the remote; "" when there is no such branch."""
    if not _git(repository, "ls-remote", "--heads", remote, f"refs/heads/{branch}"):
        return ""
    _git(repository, "fetch", "--quiet", remote, f"refs/heads/{branch}")
    return _git(repository, "rev-parse", "FETCH_HEAD")


def _tree_of(site: Path, repository: Path) -> str:
    """The tree object of a folder, made with an index of its own; bytes as they are, no ignore rules."""
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        as_is = ("-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "--work-tree", str(site.resolve()))
        _git(repository, *as_is, "add", "--all", "--force", ".", cwd=site, index=index)
        return _git(repository, "write-tree", index=index)


def _git(repository: Path, *arguments: str, cwd: Path | None = None, index: str = "") -> str:
    """What git printed, with the repository's objects but, if named, another work folder and index."""
    command = ["git", "-C", str(repository), "rev-parse", "--absolute-git-dir"]
    folder = subprocess.run(command, capture_output=True, text=True).stdout.strip()
    if not folder:
        raise PublishError(f"{repository} is not a git repository; run this in a clone")
    command = ["git", "--git-dir", folder, *arguments]
    environment = {**os.environ, "GIT_INDEX_FILE": index} if index else None
    done = subprocess.run(command, cwd=cwd or repository, env=environment, capture_output=True, text=True)
    if done.returncode:
        words = done.stderr.strip().splitlines() or ["no message"]
        raise PublishError(f"git {arguments[0]}: {words[-1]}")
    return done.stdout.strip()
