"""An entry as a line of JSON, which is how builds leave it to each other, and the entry of such a line."""

from __future__ import annotations

import json
from functools import lru_cache

from plugins.seed_posts.kinds import Basis, Precision, Role

from .entries import Entry, Listed

FIELDS = Entry.__struct_fields__
SHARED_HELD = 20_000  # words; so many days are 55 years
REGIONS_HELD = 10_000  # that stories share; an archive of 100,000 stories names about as many
LISTS = ("authors", "mentions", "topics", "review")
SHARED = ("date", "source", "agency", "dateline", "lang", "rights", "seed", "seed_sha256")  # many stories say the same
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line_of(entry: Entry) -> bytes:
    """The entry as one line of JSON."""
    values = {name: getattr(entry, name) for name in FIELDS}
    values["regions"] = [[region.id, region.role, region.implied] for region in entry.regions]
    return _to_json(list(values.values())).encode("utf-8", "surrogatepass")


def entry_of(line: bytes) -> Entry:
    """The entry such a line was made of."""
    values = dict(zip(FIELDS, json.loads(line), strict=True))
    for name in LISTS:
        values[name] = tuple(map(_shared, values[name]))
    for name in SHARED:
        values[name] = _shared(values[name])
    values["precision"], values["basis"] = Precision(values["precision"]), Basis(values["basis"])
    values["regions"] = tuple(_region(*said) for said in values["regions"])
    values["seed_lines"] = tuple(values["seed_lines"]) if values["seed_lines"] else None
    return Entry(**values)


@lru_cache(maxsize=SHARED_HELD)
def _shared(word: str) -> str:
    """The word, one for all entries that say it: an entry's own words take a third less memory."""
    return word


@lru_cache(maxsize=REGIONS_HELD)
def _region(id: str, role: str, implied: bool) -> Listed:
    """What stories say of a region, one for all that say the same."""
    return Listed(id, Role(role), implied)
