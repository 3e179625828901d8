"""A story's evidence as text: each value, the rule that found it, the words it read and their line."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .corrections import TAG_FIELDS, join_values, split_values
from .errors import CaptureError, place, printable, shown
from .kept_posts import EVIDENCE

CUT_SHOWN_MAX = 100  # characters of a cut line


def explain(posts: Path, slug: str) -> str:
    """The explanation of the one post whose slug is this or begins with it. Raises CaptureError."""
    path = _find(posts, slug)
    try:
        return "\n".join(_lines(_load(path)))
    except (AttributeError, KeyError, TypeError, ValueError):  # JSON, but not what we write: edited, or half merged
        raise CaptureError(place(path), "is damaged", "delete it and run `invoke posts`") from None


def _find(posts: Path, slug: str) -> Path:
    found = {path.name.removesuffix(EVIDENCE): path for path in sorted(posts.glob(f"**/*{EVIDENCE}"))}
    if slug in found:
        return found[slug]
    matches = [known for known in found if slug and known.startswith(slug)]
    if len(matches) == 1:
        return found[matches[0]]
    if matches:
        raise CaptureError(
            place(posts), f"{len(matches)} posts begin with {shown(slug)}", f"one of {', '.join(matches[:5])}"
        )
    if not found:
        raise CaptureError(place(posts), "holds no post", "run `invoke posts` first")
    beginnings = {known[: len(slug)]: known for known in reversed(found)}  # of the length that was typed
    near = difflib.get_close_matches(slug, beginnings, n=1, cutoff=0.8)
    todo = f"did you mean {shown(beginnings[near[0]])}?" if near else "slugs are the names of the files there"
    raise CaptureError(place(posts), f"no post {shown(slug)}", todo)


def _load(path: Path) -> Mapping[str, Any]:
    evidence: Mapping[str, Any] = json.loads(path.read_bytes())
    return evidence


def _lines(evidence: Mapping[str, Any]) -> Iterator[str]:
    capture, story = evidence["capture"], evidence["story"]
    yield printable(evidence["slug"])
    yield printable(
        f"from {capture['name']} lines {_span(story['lines'])}, "
        f"sha256 {capture['sha256']}, read as {capture['encoding']}"
    )
    yield from (printable(f"  note: {note}") for note in capture["notes"])
    if story["reprint_of"]:
        reprint = story.get("reprint") or {"share": 0, "evidence": []}
        share = f", which has {reprint['share']:.0%} of its words" if reprint["share"] else ""
        yield printable(f"  reprint of {story['reprint_of']}{share}")
        yield from _evidence(reprint["evidence"])
    yield ""
    for name, finding in evidence["fields"].items():
        yield from _field(name, finding)
    yield ""
    yield from _regions(evidence["regions"])
    yield ""
    yield "topics" if evidence["topics"] else "topics: none"
    for tag in evidence["topics"]:
        yield printable(f"  {tag['label']} ({tag['code']}), score {tag['score']}")
        yield from _evidence(tag["evidence"], indent=4)
    if evidence["corrections"]:
        yield ""
        yield "corrections"
    for done in evidence["corrections"]:
        was, now = _changed(done)
        yield printable(f"  {done['field']}: {shown(was)} → {shown(now)} because {done['reason']}")
    yield ""
    sure = f" (confidence {story['body_confidence']})" if story.get("body_confidence") else ""
    yield f"body: lines {', '.join(_span(span) for span in story['body_lines']) or 'none'}{sure}"
    for cut in story["cut"]:
        first_line = cut["text"].strip().partition("\n")[0][:CUT_SHOWN_MAX]
        yield printable(f"  cut {cut['kind']}, lines {_span(cut['lines'])}: {first_line}")
    yield from (printable(f"review {reason}") for reason in evidence["review"])


def _changed(done: Mapping[str, Any]) -> tuple[str, str]:
    """The old and the new value of a correction; of tags, only those that went and those that came."""
    was, now = done["was"], done["value"]
    if done["field"] not in TAG_FIELDS:
        return was, now
    before, after = split_values(was), split_values(now)
    return join_values(tag for tag in before if tag not in after), join_values(
        tag for tag in after if tag not in before
    )


def _regions(tags: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Each region with its role and score, and the words that earned them; an implied one with what implies it."""
    yield "regions" if tags else "regions: none"
    labels = {tag["id"]: tag["label"] for tag in tags}
    for tag in tags:
        yield printable(f"  {tag['label']} ({tag['id']}, {tag['role']}), score {tag['score']}")
        if tag["implied"]:
            by = [labels[id] for id in tag.get("implied_by", ()) if id in labels]
            yield printable(f"    implied by {', '.join(by) or 'another region'}; not named itself")
        else:
            yield from _evidence(tag["evidence"], indent=4)


def _field(name: str, finding: Mapping[str, Any]) -> Iterator[str]:
    value = finding["value"]
    if value is None or value == "" or value == []:
        yield printable(f"{name}: missing ({finding['reason'] or 'not in the capture'})")
        return
    text = "; ".join(value) if isinstance(value, list) else str(value)
    basis = f", {finding['basis']}" if finding.get("basis") else ""
    yield printable(f"{name}: {text} (confidence {finding['confidence']}{basis})")
    yield from _evidence(finding["evidence"])
    if finding["reason"]:
        yield printable(f"  to review: {finding['reason']}")


def _evidence(items: Sequence[Mapping[str, Any]], indent: int = 2) -> Iterator[str]:
    for item in items:
        line = f"line {item['line']}: " if item["line"] is not None else ""
        yield printable(f"{' ' * indent}{item['rule']}: {line}“{item['text']}”")


def _span(span: list[int]) -> str:
    first, last = span
    return str(first) if first == last else f"{first}-{last}"
