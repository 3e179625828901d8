"""Everything a maintainer runs: `python3 tasks.py TASK` on a fresh machine, `invoke TASK` afterwards.

The first part needs only the standard library: it makes .venv from requirements.txt and starts again inside.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"


def enter_environment() -> None:
    """Return only in an interpreter that has what requirements.txt names; make one and start again in it otherwise."""
    if sys.version_info < (3, 11):
        sys.exit("tasks.py: this is Python %d.%d; Backfile needs 3.11 or later" % sys.version_info[:2])  # noqa: UP031
    stamp = VENV / "requirements.sha256"  # written last, so that an interrupted install is done again
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    current = stamp.exists() and stamp.read_text() == wanted
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if current if inside else importlib.util.find_spec("invoke") and importlib.util.find_spec("pelican"):
        return
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (current and python.exists()):
        if not python.exists():
            if not importlib.util.find_spec("venv") or not importlib.util.find_spec("ensurepip"):
                sys.exit(
                    "tasks.py: this Python lacks venv or ensurepip; install the package python3-venv, then try again"
                )
            import venv

            print("Making .venv", flush=True)
            venv.create(VENV, clear=True, with_pip=True)
        print("Installing requirements.txt into .venv", flush=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes"]
        if subprocess.call(pip + ["--requirement", str(REQUIREMENTS)]):
            sys.exit("tasks.py: pip could not install requirements.txt; see its message above, then run this again")
        stamp.write_text(wanted)
    command = [str(python), str(ROOT / "tasks.py")] + sys.argv[1:]
    if os.name == "nt":  # where exec returns to the shell at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


enter_environment()

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.main import program
from invoke.tasks import task

from tools import environment, publishing
from tools.measuring import bench, evaluate, fuzz_builds, lighthouse  # noqa: F401  # tasks too
from tools.running import fail_if, need, python

LEFT_BEHIND = (".build", "output", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache")
SEEDS_HELP = "Folder of captures in place of ARCHIVE_SEEDS; its posts and site lie below .build/, never in content/."


@task(
    help={
        "check": "Write nothing; fail if the posts are not what the captures give.",
        "seeds": SEEDS_HELP,
        "jobs": "Processes that convert; 0 takes ARCHIVE_JOBS.",
        "no-cache": "Convert every capture anew.",
        "timings": "Print the time of each stage, and how much it looked at or made.",
    }
)
def posts(
    context: Context,
    check: bool = False,
    seeds: str = "",
    jobs: int = 0,
    no_cache: bool = False,
    timings: bool = False,
) -> None:
    """Convert captures into posts."""
    options = [*(["--check"] if check else []), *(["--jobs", str(jobs)] if jobs else [])]
    options += [*(["--no-cache"] if no_cache else []), *(["--timings"] if timings else [])]
    fail_if(_convert(seeds, *options))


@task(
    help={
        "seeds": SEEDS_HELP,
        "output": "Folder of the site; it must be empty or hold an earlier build.",
        "site-url": "Build for publishing at this address, for example https://you.github.io/archive.",
        "timings": "Print the time of each stage of conversion and build, and how much it looked at or made.",
    }
)
def build(context: Context, seeds: str = "", output: str = "", site_url: str = "", timings: bool = False) -> None:
    """Convert captures and build the site."""
    from tools import building  # here: a plugin that does not import must not keep `lint` from saying so

    need(environment.install_node_modules)
    site = building.build(seeds, Path(output) if output else None, site_url, timings=timings)
    fail_if(site.code, site.advice)
    shown_seeds = f" --seeds {seeds}" if seeds else ""
    advice = "" if output else f" Next: look at them with `invoke serve{shown_seeds}`."
    print(f"Built {site.pages} pages in {site.shown}.{advice}")


@task(help={"seeds": SEEDS_HELP, "port": "Port to listen on; 0 takes a free one."})
def serve(context: Context, seeds: str = "", port: int = 8000) -> None:
    """Convert, build and serve at http://127.0.0.1:8000, and again after every change; open pages follow."""
    from tools.live import builders, loop  # here: a plugin that does not import must not keep `lint` from saying so

    need(environment.install_node_modules)
    captures, posts = _folders(seeds)
    watched = [captures, *(ROOT / name for name in ("content", "theme", "plugins", "pelicanconf.py"))]
    site = ROOT / ".build" / "serve" / (captures.name or "captures")
    builder = builders.builder([str(captures) if seeds else "", str(site), str(captures)])
    for stop in (signal.SIGINT, signal.SIGTERM):  # a script's background job ignores Ctrl+C unless told otherwise
        signal.signal(stop, signal.default_int_handler)
    try:
        loop.serve(builder, site, watched, posts, port, partial(print, flush=True))
    except KeyboardInterrupt:
        print()
    except loop.NoSite as error:
        raise Exit(f"serve: {error}", code=1) from None


@task(
    help={
        "check": "Write nothing; fail if a catalogue is not whole and up to date.",
        "new": "Code of a language to begin, for example fr or pt_BR.",
    }
)
def catalogues(context: Context, check: bool = False, new: str = "") -> None:
    """Bring the catalogues of words up to date with what templates and modules say."""
    from tools import catalogues as words

    if check:
        fail_if(_catalogues(), "docs/how-to-translate.md tells how to work on a catalogue.")
        return
    try:
        changed = words.write_new(new) if new else words.write_all()
    except ValueError as error:
        raise Exit(f"error: {error}", code=1) from None
    for path in changed:
        print(f"Wrote {path.relative_to(ROOT).as_posix()}")
    lacking = [line for line in words.problems() if line.endswith("has no translation")]
    print(
        f"{len(lacking)} texts want a translation. Next: docs/how-to-translate.md"
        if lacking
        else "All texts have a translation."
    )


@task
def lint(context: Context) -> None:
    """Check format, lint and types."""
    fail_if(_lint(), "Run `ruff format .` and `ruff check --fix .`, correct the rest by hand, then try again.")
    print("Format, lint and types are in order. Next: `invoke check`.")


@task
def check(context: Context) -> None:
    """Lint, test without a browser, and compare the posts with the captures."""
    need(environment.install_node_modules)
    lint_code = _lint()
    stale = _convert("", "--check")
    tests = python("-m", "pytest", "-m", "not browser")
    fail_if(lint_code | stale | tests, _unmet({"lint": lint_code, "posts": stale, "tests": tests}))


@task
def browser(context: Context) -> None:
    """Drive a real Chromium through the built site."""
    need(environment.install_node_modules, environment.install_browser)
    fail_if(python("-m", "pytest", "-m", "browser"), "A journey failed; its trace is above.")


@task
def test(context: Context) -> None:
    """Check everything: format, lint, types, units, the real chain, the site, the browser."""
    need(environment.install_node_modules, environment.install_browser)
    lint_code = _lint()
    stale = _convert("", "--check")  # before any test builds, which would bring the posts up to date
    tests = python("-m", "pytest")
    fail_if(lint_code | stale | tests, _unmet({"lint": lint_code, "posts": stale, "tests": tests}))


@task(help={"json": "Print JSON, for programs.", "seeds": SEEDS_HELP})
def report(context: Context, json: bool = False, seeds: str = "") -> None:
    """List what a person should look at, the least sure first, and how to settle it."""
    fail_if(_convert(seeds, "--review", "json" if json else "text"))


@task(
    help={"slug": "Address of the story, as in /article/SLUG/; its beginning is enough.", "seeds": SEEDS_HELP},
    positional=["slug"],
)
def explain(context: Context, slug: str, seeds: str = "") -> None:
    """Print each field and tag of a story with the words it was read from."""
    fail_if(python("-m", "plugins.seed_posts", "--posts", str(_folders(seeds)[1]), "--explain", slug))


@task
def screenshots(context: Context) -> None:
    """Take pictures of every kind of page, and those of the documentation."""
    need(environment.install_node_modules, environment.install_browser)
    fail_if(python("-m", "tools.screenshots"))


@task(
    help={
        "remote": "Git remote to push to.",
        "branch": "Branch the host serves; its old commits are kept.",
        "site-url": "Address of the published site; found from the remote when it is on GitHub.",
    }
)
def publish(context: Context, remote: str = "origin", branch: str = "gh-pages", site_url: str = "") -> None:
    """Build for publishing and push the site to a branch."""
    from tools import building

    need(environment.install_node_modules)
    try:
        address = site_url or publishing.pages_address(remote=remote)
        if not address:
            raise Exit("publish: the address of the site is not known; add --site-url https://…", code=1)
        site = building.build("", building.PUBLISHED, address)
        fail_if(site.code, "Nothing was pushed. " + site.advice)
        commit = publishing.publish(site.folder, remote, branch)
    except publishing.PublishError as error:
        raise Exit(f"publish: {error}", code=1) from None
    if commit:
        print(f"Pushed {site.pages} pages to {branch} of {remote} ({commit[:7]}). Next: look at {address}/")
    else:
        print(f"{branch} of {remote} holds this site already; nothing was pushed.")


@task
def clean(context: Context) -> None:
    """Remove what builds and checks leave behind; captures, posts and .venv stay."""
    removed = [name for name in LEFT_BEHIND if (ROOT / name).exists()]
    for name in removed:
        shutil.rmtree(ROOT / name)
    print(f"Removed {', '.join(removed)}." if removed else "Nothing to remove.")


def _convert(seeds: str, *options: str) -> int:
    """Exit code of the conversion, which says itself what it did and what to do next."""
    from tools import building

    try:
        settings = building.options(seeds)
    except building.Unusable as error:
        raise Exit(f"error: {error}", code=1) from None
    return python("-m", "plugins.seed_posts", *settings, *options)


def _folders(seeds: str) -> tuple[Path, Path]:
    """Folder of captures, folder of posts."""
    from tools import building

    try:
        return building.folders(seeds)
    except building.Unusable as error:
        raise Exit(f"error: {error}", code=1) from None


def _lint() -> int:
    """Exit code of all checks that run nothing of ours."""
    formatted = python("-m", "ruff", "format", "--check", "--quiet", ".")
    if formatted:
        print("ruff format: the files above differ from the house format", flush=True)
    return formatted | _catalogues() | python("-m", "ruff", "check", "--quiet", ".") | python("-m", "mypy")


def _catalogues() -> int:
    """1 if a catalogue of words is not whole, which is said; else 0."""
    from tools import catalogues as words

    wrong = list(words.problems())
    for line in wrong:
        print(line, flush=True)
    return int(bool(wrong))


def _unmet(codes: dict[str, int]) -> str:
    return f"Failed: {', '.join(name for name, code in codes.items() if code)}; the lines above say where."


if __name__ == "__main__":
    nothing_asked = sys.argv[1:] in ([], ["-h"], ["--help"])
    program.run(["invoke", "--search-root", str(ROOT), *(["--list"] if nothing_asked else sys.argv[1:])])
