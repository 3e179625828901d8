"""The folder of posts: what a run would change there, and doing it.

Only what changed is written, or Pelican's autoreload would never rest. A post edited by hand
is not overwritten: its run is refused with the correction to write instead. How we know: the
evidence file keeps the digest of the post as we last wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from .captures import sidecar_path
from .errors import CaptureError, SettingError, place, shown
from .files import write_whole
from .kept_posts import EVIDENCE, KeptPosts, kept_posts
from .model import Story
from .notes import Notes, PostNote
from .posts import ORDER, Post, corrections_as_kept, digest_of
from .runs import Posts

Text = Callable[[], str]  # gives the text of a file when it is written
HELD_MAX = 200_000_000  # characters that wait to be written, of some 20,000 posts; of further ones they are made anew
CORRECTABLE = {  # head line of a post → the field a correction names
    "Title": "headline", "Deck": "deck", "Date": "date", "Source": "source", "Agency": "agency", "Authors": "authors",
    "Regions": "regions", "Topics": "topics", "Original_Url": "url", "Dateline": "dateline", "Lang": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do to the folder of posts."""

    folder: Path
    writes: tuple[tuple[Path, Text], ...]
    deletes: tuple[Path, ...]
    refused: tuple[CaptureError, ...]
    corrections: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # of the posts that stay or come: slug, correction

    @property
    def changes(self) -> tuple[str, ...]:
        """One line a post that would change, for `--check`."""
        lines = [f"{place(path)}: would be {'rewritten' if path.exists() else 'written'}" for path, _ in self.writes]
        return tuple(lines + [f"{place(path)}: would be deleted" for path in self.deletes])


def plan(
    folder: Path,
    rendered: Posts,
    seeds: Path,
    failed_seeds: frozenset[str] = frozenset(),
    notes: Notes | None = None,
) -> Plan:
    """The changes that bring the folder up to date with these posts.

    Posts of captures that failed this time stay as they are, and so do posts written by hand. What is made from the
    same as `notes` have it, and lies there as it was written, is not made again.
    """
    notes = notes or Notes()
    files = kept_posts(folder)
    kept = files.by_slug
    writes: list[tuple[Path, Text]] = []
    deletes: list[Path] = []
    refused: list[CaptureError] = []
    current: set[str] = set()
    corrections: dict[str, Sequence[Mapping[str, Any]]] = {}
    held = 0
    for number in range(len(rendered)):
        slug, made_from = rendered.slug(number), rendered.identity(number)
        current.add(slug)
        corrections[slug] = corrections_as_kept(rendered.corrections(number))
        lie = kept.get(slug, [])
        noted = notes.posts.get(slug)
        same = noted and made_from and noted.made_from == made_from and lie == [noted.path]
        if noted and same and (still := _as_noted(folder, noted, files)):
            notes.new_posts[slug] = still
            continue
        had = [folder / path for path in lie]
        story, post = rendered[number]
        target = folder / post.path
        edited = next((path for path in had if _is_edited(path, post if path == target else None)), None)
        if edited:
            refused.append(_edited_error(edited, story, post, seeds))
            continue
        evidence = folder / post.evidence_path
        for path, text, again in ((target, post.markdown, _markdown), (evidence, post.evidence, _evidence_text)):
            if _text(path) != text:
                held += len(text)
                writes.append((path, partial(str, text) if held <= HELD_MAX else partial(again, rendered, number)))
        deletes += [path for old in had if old != target for path in _pair(old)]
        if made_from:
            digests = digest_of(post.markdown), digest_of(post.evidence)
            notes.new_posts[slug] = PostNote(made_from, post.path, digests, ("", ""))
    for slug in sorted(kept.keys() - current):
        for old in (folder / path for path in kept[slug]):
            owner = _evidence(old).get("capture")
            if not _evidence_path(old).exists():
                continue
            if isinstance(owner, Mapping) and owner.get("name") in failed_seeds:
                corrections[slug] = _evidence(old).get("corrections") or ()
                continue
            if old.exists() and _is_edited(old, None):
                refused.append(
                    CaptureError(
                        place(old),
                        "was edited by hand, and its story is gone",
                        "delete it, or its evidence file to keep it",
                    )
                )
                continue
            deletes += _pair(old)
    made = tuple((slug, one) for slug in sorted(corrections) for one in corrections[slug])
    return Plan(folder, tuple(writes), tuple(deletes), tuple(refused), made)


def _as_noted(folder: Path, noted: PostNote, files: KeptPosts) -> PostNote | None:
    """The note with the files as they are, if they hold what was written; they are read if they may have changed."""
    rows = files.rows_of(noted.path)
    if rows == noted.rows and all(rows):
        return noted
    post = folder / noted.path
    for path, digest in zip((post, _evidence_path(post)), noted.digests, strict=True):
        text = _text(path)
        if text is None or digest_of(text) != digest:
            return None
    return replace(noted, rows=rows)


def with_file(todo: Plan, name: str, text: str) -> Plan:
    """The plan with one more file of the folder brought up to date."""
    path = todo.folder / name
    return todo if _text(path) == text else replace(todo, writes=(*todo.writes, (path, lambda: text)))


def _markdown(rendered: Sequence[tuple[Story, Post]], number: int) -> str:
    return rendered[number][1].markdown


def _evidence_text(rendered: Sequence[tuple[Story, Post]], number: int) -> str:
    return rendered[number][1].evidence


def carry_out(todo: Plan) -> None:
    """Do what the plan says. Stopped anywhere, the next run ends where this one would have.

    A post goes before its evidence: were it the other way round, a crash between the two would
    look like an edit by hand. Raises SettingError when the folder cannot be written.
    """
    try:
        for parent in dict.fromkeys(path.parent for path, _ in todo.writes):
            parent.mkdir(parents=True, exist_ok=True)
            if not parent.resolve().is_relative_to(todo.folder.resolve()):
                raise SettingError(place(parent), "is a link that leaves the folder of posts", "remove the link")
        for path, text in todo.writes:
            write_whole(path, text())
        for path in todo.deletes:
            path.unlink()
        for parent in sorted({path.parent for path in todo.deletes} - {todo.folder}):
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()
    except OSError as error:
        where = place(Path(error.filename or todo.folder))
        raise SettingError(where, f"cannot be written: {error.strerror}", "make room or give the rights") from None


def _is_edited(path: Path, post: Post | None) -> bool:
    """Whether the post differs both from what we last wrote and from what we would write now."""
    text = _text(path)
    if text is None or (post and text == post.markdown):
        return False
    return _evidence(path).get("post_sha256") != digest_of(text)


def _text(path: Path) -> str | None:
    """The file's text with plain line ends: a checkout on Windows is no edit."""
    try:
        return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error) from None


def _evidence_path(path: Path) -> Path:
    return path.with_name(path.stem + EVIDENCE)


def _evidence(path: Path) -> Mapping[str, Any]:
    try:
        evidence = json.loads(_evidence_path(path).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    except OSError as error:
        raise _unreadable(_evidence_path(path), error) from None
    return evidence if isinstance(evidence, dict) else {}


def _unreadable(path: Path, error: OSError) -> SettingError:
    """A folder, or a file that may not be read, where a post or its evidence should be."""
    return SettingError(place(path), f"cannot be read: {error.strerror}", "move away what is in its place")


def _pair(path: Path) -> list[Path]:
    return [file for file in (path, _evidence_path(path)) if file.exists()]


def _edited_error(path: Path, story: Story, post: Post, seeds: Path) -> CaptureError:
    """Which correction to write instead of the edit."""
    now, would = _head(_text(path) or ""), _head(post.markdown)
    changed = [key for key in ORDER if now.get(key, "") != would.get(key, "")]
    key = next((key for key in changed if key in CORRECTABLE), "")
    sidecar = place(sidecar_path(seeds, story.seed))
    again = "or delete the post to have it written anew"
    what = key or "text"
    if key:
        story_named, value = _quoted(extracted_headline(story)), _quoted(now.get(key, ""))
        entry = f"{{story: {story_named}, field: {CORRECTABLE[key]}, value: {value}, reason: …}}"
        todo = f"write a correction in {sidecar} instead, {entry}, {again}"
    elif changed and _body(_text(path) or "") == _body(post.markdown):
        what = changed[0]
        todo = f"{what} comes from the capture and its sidecar {sidecar}; change it there, {again}"
    else:
        todo = f"write a correction of the field body in {sidecar} instead, {again}"
    return CaptureError(place(path), f"was edited by hand ({what})", todo)


def extracted_headline(story: Story) -> str:
    """The headline by which corrections name the story: as extracted, before any correction."""
    return next((done.was for done in story.corrections if done.field == "headline"), story.headline.value or "")


def _body(markdown: str) -> str:
    return markdown.partition("\n\n")[2]


def _head(markdown: str) -> dict[str, str]:
    lines = markdown.partition("\n\n")[0].split("\n")
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _quoted(value: str) -> str:
    """A YAML value in double quotes, cut where it would flood the terminal."""
    return shown(value.rstrip(";").replace("\\", "\\\\").replace('"', '\\"'))


def check_not_emptied(seeds: Path, conversions: Sequence[object], folder: Path) -> None:
    """Raise SettingError when a folder without a single capture would delete every post.

    That is a mistyped setting or a checkout gone wrong far more often than a wish.
    """
    if not conversions and next(folder.glob(f"**/*{EVIDENCE}"), None) is not None:
        raise SettingError(
            place(seeds),
            "holds no capture, yet posts were made from it",
            f"put captures back, or delete {place(folder)}",
        )
