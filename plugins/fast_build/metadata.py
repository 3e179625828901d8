"""A post's metadata as JSON and back, every value of the kind it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from dateutil import tz  # type: ignore[import-untyped]
from pelican.contents import Author, Category, Tag
from pelican.utils import SafeDatetime

WRAPPERS = {"tag": Tag, "category": Category, "author": Author}
DATES = {"safe": SafeDatetime, "date": datetime}
_NAMES: dict[Any, str] = {kind: name for name, kind in (WRAPPERS | DATES).items()}
_PLAIN = frozenset({str, int, bool, type(None)})
_FRESH = {"settings", "_name", "_slug", "_slug_from_name"}  # what a wrapper holds that nobody has touched
_JSON = msgspec.json.Encoder()


class NotKept(ValueError):
    """Metadata that cannot be written down and read back as they were."""


def encode(metadata: Mapping[str, Any]) -> str:
    """The JSON of a post's metadata; raises NotKept for a value of a kind that Pelican's readers do not make."""
    try:
        return _JSON.encode({key: _encoded(value) for key, value in metadata.items()}).decode()
    except UnicodeEncodeError:
        raise NotKept from None


def decode(text: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata, with wrappers (tags, category, authors) that nobody else holds."""
    found: dict[str, Any] = msgspec.json.decode(text)
    return {key: value if type(value) is str else _decoded(value, settings) for key, value in found.items()}


def _encoded(value: Any) -> Any:
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [_encoded(item) for item in value]
    if kind in (Tag, Category, Author):
        if not set(vars(value)) <= _FRESH or not value._slug_from_name:
            raise NotKept
        return {_NAMES[kind]: value._name, "slug": value._slug}
    if kind in (SafeDatetime, datetime) and not value.fold:
        return {_NAMES[kind]: value.replace(tzinfo=None).isoformat(), "offset": _offset(value)}
    raise NotKept


def _offset(date: datetime) -> Any:
    """Seconds east of Greenwich, "utc" or None: the zones that dateutil reads out of a date that has one."""
    zone = date.tzinfo
    if zone is None:
        return None
    if type(zone) is tz.tzutc:
        return "utc"
    if type(zone) is tz.tzoffset and zone.tzname(None) is None:
        return round(zone.utcoffset(None).total_seconds())  # type: ignore[union-attr]
    raise NotKept


def _decoded(value: Any, settings: Mapping[str, Any]) -> Any:
    if type(value) is list:
        return [_decoded(item, settings) for item in value]
    if type(value) is not dict:
        return value
    name, said = next(iter(value.items()))
    if name in WRAPPERS:
        wrapper = WRAPPERS[name](said, settings)
        wrapper._slug = value["slug"]
        return wrapper
    date = DATES[name].fromisoformat(said)
    offset = value["offset"]
    if offset is None:
        return date
    return date.replace(tzinfo=tz.tzutc() if offset == "utc" else tz.tzoffset(None, timedelta(seconds=offset)))
