"""Changes of an archive between two builds, as an editor makes them: to the posts' files, and back again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

Edit = Callable[[Path, Path], None]  # of the folder of content and that of the theme


def _posts(content: Path) -> list[Path]:
    return sorted((content / "articles").rglob("*.md"))


def middle(content: Path) -> Path:
    """A published story from the middle of the archive."""
    posts = _posts(content)
    return next(path for path in posts[len(posts) // 2 :] if "\nStatus: published\n" in path.read_text())


def evidence_of(post: Path) -> Path:
    return post.with_name(post.stem + ".evidence.json")


def nothing(content: Path, theme: Path) -> None:
    """No file changes."""


def body(content: Path, theme: Path) -> None:
    """One story has a paragraph more."""
    post = middle(content)
    _rewrite(post, post.read_text(encoding="utf-8") + "\nOne more paragraph, of a late edition.\n")


def retagged(content: Path, theme: Path) -> None:
    """One story is no longer about its first region, but about its last."""
    post = middle(content)
    text = post.read_text(encoding="utf-8")
    line = re.search(r"^Regions: (.*)$", text, re.MULTILINE)
    assert line
    filed = [one.split() for one in line[1].strip(";").split(";")]
    filed[0][1], filed[-1][1] = "mention", "primary"
    _rewrite(post, text.replace(line[0], "Regions: " + " ".join(f"{id} {role};" for id, role in filed)))


def newest(content: Path, theme: Path) -> None:
    """A story is added that is newer than all others."""
    post = middle(content)
    copy = content / "articles" / "2019" / "the-newest-of-all-0a1b2c.md"
    copy.parent.mkdir(exist_ok=True)
    text = post.read_text(encoding="utf-8").replace(post.stem, copy.stem)
    text = re.sub(r"^Date: .*$", "Date: 2019-06-01", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^Date_Precision: .*$", "Date_Precision: day", text, count=1, flags=re.MULTILINE)
    evidence_of(copy).write_text(evidence_of(post).read_text(encoding="utf-8").replace(post.stem, copy.stem))
    _rewrite(copy, text)


def deleted(content: Path, theme: Path) -> None:
    """One story goes."""
    post = middle(content)
    evidence_of(post).unlink()
    post.unlink()


def template(content: Path, theme: Path) -> None:
    """The template of articles says one word more, so that every article's page is another."""
    path = theme / "templates" / "article.html"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("{% block main %}", "{% block main %}\n<!-- again -->", 1)
    if changed == text:
        raise ValueError(f"{path.name} has no block main any more; choose another place for the change")
    path.write_text(changed, encoding="utf-8")


EDITS: dict[str, Edit] = {
    "nothing changed": nothing,
    "one body edited": body,
    "one story retagged": retagged,
    "a newest story added": newest,
    "one story deleted": deleted,
    "the article template changed": template,
}


@contextmanager
def undone(content: Path, theme: Path, spare: Path) -> Iterator[None]:
    """What changes inside is as it was afterwards: articles' folder and theme are put back from copies."""
    shutil.rmtree(spare, ignore_errors=True)
    for name, folder in (("articles", content / "articles"), ("theme", theme)):
        shutil.copytree(folder, spare / name)
    try:
        yield
    finally:
        _restore(spare / "articles", content / "articles")
        _restore(spare / "theme", theme)


def _restore(copy: Path, folder: Path) -> None:
    """Only files that differ are written, so that the others keep their times."""
    there = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    had = {path.relative_to(copy) for path in copy.rglob("*") if path.is_file()}
    for name in there - had:
        (folder / name).unlink()
    for name in had:
        if name not in there or (folder / name).read_bytes() != (copy / name).read_bytes():
            shutil.copyfile(copy / name, folder / name)


def _rewrite(post: Path, text: str) -> None:
    """The post with a new text, and its digest in the evidence, as the conversion leaves them."""
    post.write_text(text, encoding="utf-8")
    evidence = json.loads(evidence_of(post).read_text(encoding="utf-8"))
    evidence["post_sha256"] = sha256(text.encode()).hexdigest()
    evidence_of(post).write_text(json.dumps(evidence, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
