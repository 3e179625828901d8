"""A sidecar, `<name>.yaml`: what a maintainer says about a capture, and corrections to its stories.

    capture:
      uri: https://example.org/news/flood
      captured_at: 2018-03-20
      source: Mill Valley Ledger
      rights: digest
    corrections:
      - story: Flood at mill
        field: headline
        value: Flood at the mill
        reason: misprint in the capture

Values are taken as the words that stand in the file, so that `2018-03-20` and `no` stay words.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from .decoding import clean_value
from .errors import CaptureError, did_you_mean, place, shown
from .model import Correction

MAX_BYTES = 1_000_000  # of a sidecar; a thousand corrections fit into a tenth

SECTIONS = ("capture", "corrections")
CAPTURE_KEYS = ("uri", "captured_at", "source", "rights")
CORRECTION_KEYS = ("story", "field", "action", "value", "reason")
REQUIRED_KEYS = ("story", "field", "value", "reason")
ACTIONS = ("set", "add", "drop")
LISTS = ("authors", "body", "regions", "topics")  # fields to which single values can be added
FIELDS = (
    "headline", "deck", "date", "authors", "editor", "source", "agency", "url", "dateline", "language", "reprint_of",
    *LISTS[1:],
)  # fmt: skip
DIGEST = "digest"  # the one value of `rights` that changes what a page says, so a slip in it must not pass

_CAPTURED_AT = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the file says; empty strings for what it leaves out."""

    uri: str = ""
    captured_at: str = ""
    source: str = ""
    rights: str = ""
    corrections: tuple[Correction, ...] = ()


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at this path. Raises CaptureError with the line of the first mistake."""
    root = _compose(path)
    if root is None:
        return Sidecar()
    sections = _mapping(path, root, SECTIONS, "a sidecar")
    details = sections.get("capture")
    capture = _capture(path, details) if details is not None else {}
    corrections = tuple(_corrections(path, sections["corrections"])) if "corrections" in sections else ()
    return Sidecar(**capture, corrections=corrections)


def _compose(path: Path) -> yaml.Node | None:
    """The document as nodes, which know their lines and which no tag can turn into objects."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise CaptureError(place(path), f"has {len(data):,} bytes, more than {MAX_BYTES:,}", "shorten it")
    try:
        return yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise CaptureError(place(path), "is not UTF-8 text", "save it as UTF-8") from None
    except RecursionError:
        raise CaptureError(place(path), "is nested too deeply", "write it as docs/reference.md shows") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CaptureError(
            place(path, mark.line + 1 if mark else 0),
            f"is not YAML: {error.problem}",
            "quote the value or fix its indent",
        ) from None
    except yaml.YAMLError as error:  # characters YAML forbids
        raise CaptureError(place(path), f"is not YAML: {shown(str(error))}", "remove those characters") from None


def _capture(path: Path, node: yaml.Node) -> dict[str, str]:
    values = {key: _scalar(path, value) for key, value in _mapping(path, node, CAPTURE_KEYS, "capture").items()}
    lines = {key: _line(value) for key, value in _mapping(path, node, CAPTURE_KEYS, "capture").items()}
    uri = values.get("uri", "")
    if uri and not is_web_address(uri):
        raise CaptureError(
            place(path, lines["uri"]), f"uri {shown(uri)} is no web address", "give it from http(s):// on"
        )
    captured_at = values.get("captured_at", "")
    if captured_at and not _is_moment(captured_at):
        raise CaptureError(
            place(path, lines["captured_at"]),
            f"captured_at {shown(captured_at)} is no date",
            "write it as 2018-03-20 or 2018-03-20T14:05Z",
        )
    rights = values.get("rights", "")
    if rights != DIGEST and difflib.get_close_matches(rights.lower(), [DIGEST], cutoff=0.7):
        raise CaptureError(place(path, lines["rights"]), f"unknown rights {shown(rights)}", f'did you mean "{DIGEST}"?')
    return values


def _is_moment(text: str) -> bool:
    """Whether the text is a day of the calendar, or its beginning, as in ISO 8601."""
    return bool(_CAPTURED_AT.fullmatch(text)) and in_calendar(text[:4], text[5:7], text[8:10])


def in_calendar(year: str, month: str | None, day: str | None) -> bool:
    """Whether there is such a day; a part that is left out is the first."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def is_web_address(text: str) -> bool:
    """Whether the text is an http(s) address with a host and without spaces."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)


def _corrections(path: Path, node: yaml.Node) -> Iterator[Correction]:
    if _is_null(node):
        return
    if not isinstance(node, yaml.SequenceNode):
        raise CaptureError(place(path, _line(node)), "corrections is no list", 'begin each correction with "- "')
    for entry in node.value:
        yield _correction(path, entry)


def _correction(path: Path, node: yaml.Node) -> Correction:
    entries = _mapping(path, node, CORRECTION_KEYS, "a correction")
    where = place(path, _line(node))
    missing = [key for key in REQUIRED_KEYS if key not in entries]
    if missing:
        raise CaptureError(where, f"a correction lacks {' and '.join(missing)}", "add it")
    field = _scalar(path, entries["field"])
    if field not in FIELDS:
        raise CaptureError(
            place(path, _line(entries["field"])), f"no field named {shown(field)}", did_you_mean(field, FIELDS)
        )
    action = _scalar(path, entries["action"]) if "action" in entries else "set"
    if action not in ACTIONS:
        raise CaptureError(
            place(path, _line(entries["action"])), f"no action named {shown(action)}", did_you_mean(action, ACTIONS)
        )
    if action != "set" and field not in LISTS:
        raise CaptureError(
            place(path, _line(entries["action"])), f"{field} is one value, which nothing can {action}", 'use "set"'
        )
    reason = _scalar(path, entries["reason"])
    if not reason:
        raise CaptureError(place(path, _line(entries["reason"])), "a correction has an empty reason", "say why")
    return Correction(
        story=_scalar(path, entries["story"]),
        field=field,
        action=action,
        value=_values(path, entries["value"]),
        reason=reason,
        line=_line(node),
    )


def _mapping(path: Path, node: yaml.Node, known: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
    """The entries of a mapping whose keys are all known and given once."""
    if _is_null(node):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise CaptureError(
            place(path, _line(node)), f"{what} is not written as key: value", f"keys: {', '.join(known)}"
        )
    entries: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = _scalar(path, key_node)
        if key not in known:
            raise CaptureError(place(path, _line(key_node)), f"no key {shown(key)} in {what}", did_you_mean(key, known))
        if key in entries:
            raise CaptureError(place(path, _line(key_node)), f"{key} is given twice", "delete one of them")
        entries[key] = value
    return entries


def _scalar(path: Path, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise CaptureError(place(path, _line(node)), "a single value is needed here", "write it on one line")
    return "" if _is_null(node) else clean_value(str(node.value))


def _values(path: Path, node: yaml.Node) -> str:
    """One value, or the values of a list with semicolons between them."""
    if isinstance(node, yaml.SequenceNode):
        return "; ".join(_scalar(path, item) for item in node.value)
    return _scalar(path, node)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
