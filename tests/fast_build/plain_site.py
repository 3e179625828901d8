"""A small Pelican site without anything of this archive, and builds of it as a maintainer runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SETTINGS = """
PATH = "content"
SITENAME = "Harbour notes"
SITEURL = "https://harbour.example.org"
TIMEZONE = "UTC"
THEME = "theme"
STATIC_PATHS = ["images", "extra/robots.txt"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
DEFAULT_PAGINATION = 2
FEED_ALL_ATOM = "feed.atom"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGIN_PATHS = ["."]
FAST_BUILD = True
PLUGINS = ["plugins.fast_build"]
"""
TEMPLATES = {
    "base.html": "<title>{{ SITENAME }}</title>{% for page in pages %}<a>{{ page.title }}</a>{% endfor %}"
    "{% block main %}{% endblock %}",
    "index.html": "{% extends 'base.html' %}{% block main %}{% for a in articles_page.object_list %}"
    "<h2>{{ a.title }}</h2>{{ a.date|strftime('%d %B %Y') }}{{ a.summary }}{% endfor %}"
    "{{ articles_page.number }}{% endblock %}",
    "article.html": "{% extends 'base.html' %}{% block main %}<h1>{{ article.title }}</h1>{{ article.content }}"
    "{% for tag in article.tags %}{{ tag }} {% endfor %}{% endblock %}",
    "page.html": "{% extends 'base.html' %}{% block main %}{{ page.content }}{% endblock %}",
    "tag.html": "{% extends 'base.html' %}{% block main %}{{ tag }}{% for a in articles_page.object_list %}"
    "{{ a.title }}{% endfor %}{% endblock %}",
}
POSTS = {
    "quay.md": "Title: The quay is repaired\nDate: 2021-05-04\nTags: harbour, works\n\nThe quay is whole again.\n",
    "ferry.md": "Title: A ferry at night\nDate: 2021-06-01\nTags: harbour\n\nThe *ferry* runs at night.\n",
    "tide.md": "Title: Spring tide\nDate: 2020-03-02\nTags: sea\n\nThe tide was high. [Quay]({filename}quay.md)\n",
    "pages/about.md": "Title: About\n\nWho writes this.\n",
    "images/boat.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "extra/robots.txt": "User-agent: *\n",
}


class PlainSite:
    """The site in a folder; `output` is what its builds write to."""

    def __init__(self, home: Path, more: str = "") -> None:
        self.home = home
        self.output = home / "output"
        for name, text in POSTS.items():
            self.write(name, text)
        for name, text in TEMPLATES.items():
            path = home / "theme" / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for unwanted in ("archives", "author", "authors", "categories", "category", "tags", "period_archives"):
            (home / "theme" / "templates" / f"{unwanted}.html").write_text("")
        (home / "theme" / "static").mkdir()
        (home / "theme" / "static" / "site.css").write_text("body {}")
        (home / "plugins").mkdir()
        (home / "plugins" / "__init__.py").touch()
        shutil.copytree(ROOT / "plugins" / "fast_build", home / "plugins" / "fast_build", ignore=_CACHES)
        self.set(more)

    def set(self, more: str) -> None:
        """Settings beside the usual ones."""
        (self.home / "pelicanconf.py").write_text(SETTINGS + more)

    def write(self, name: str, text: str) -> Path:
        path = self.home / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def plugin(self, name: str, text: str) -> None:
        """A plugin beside fast_build."""
        (self.home / "plugins" / f"{name}.py").write_text(text)

    def command(self, *options: str) -> list[str]:
        return [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "--fatal", "errors", *options]

    def run(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A build, whatever becomes of it."""
        env = {**os.environ, **environment}
        return subprocess.run(
            self.command(*options), cwd=self.home, env=env, capture_output=True, text=True, timeout=120
        )

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A build that succeeds."""
        done = self.run(*options, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def files(self, folder: Path | None = None) -> dict[str, bytes]:
        """Every file of the output, hidden ones too."""
        top = folder or self.output
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}

    def clean(self) -> dict[str, bytes]:
        """What a build into an empty folder writes."""
        target = self.home / "clean"
        shutil.rmtree(target, ignore_errors=True)
        self.build("-o", str(target))
        return self.files(target)

    def state_file(self) -> Path:
        """The state of the output folder."""
        return next(path for path in (self.home / ".build" / "fast").glob("output-*/state.sqlite"))


_CACHES = shutil.ignore_patterns("__pycache__")
