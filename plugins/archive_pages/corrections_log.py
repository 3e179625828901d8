"""The public log of corrections: what a maintainer changed in which story, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from plugins.seed_posts.kinds import Role

from .archive import Archive
from .entries import Entry, newest_first, split_list
from .evidence import Change
from .speech import N_, _
from .trees import Vocabulary, lookup
from .wording import FIELDS, ROLES_INSIDE

NONE = N_("none")
MORE_FIELDS = {
    "language": N_("Language"), "body": N_("Lines of the text"), "reprint_of": N_("Reprint of"),
    "regions": N_("Regions"), "topics": N_("Topics"),
}  # fmt: skip


class Correction(Struct, frozen=True):
    """A correction as pages show it; of a list, only what came or went."""

    entry: Entry
    field: str
    was: str
    now: str
    reason: str


def corrections_log(
    made: Iterable[tuple[str, Change]], archive: Archive, regions: Vocabulary, topics: Vocabulary
) -> list[Correction]:
    """Every correction of a story the archive has: newest stories first, and in a story as they were made."""
    by_story: dict[str, list[Change]] = {}
    for slug, change in made:
        by_story.setdefault(slug, []).append(change)
    stories = newest_first(archive.by_slug[slug] for slug in by_story if slug in archive.by_slug)
    return [worded(change, entry, regions, topics) for entry in stories for change in by_story[entry.slug]]


def worded(change: Change, entry: Entry, regions: Vocabulary, topics: Vocabulary) -> Correction:
    """The correction with names for fields and ids."""
    was, now = change.was, change.value
    if change.field == "regions":
        was, now = _difference(_roles(was, regions), _roles(now, regions))
    elif change.field == "topics":
        was, now = _difference(_labels(was, topics), _labels(now, topics))
    known = FIELDS.get(change.field) or MORE_FIELDS.get(change.field)
    return Correction(entry, _(known) if known else change.field, was or _(NONE), now or _(NONE), change.reason)


def _roles(text: str, regions: Vocabulary) -> Mapping[str, str]:
    """ "CN primary; RU mention" → {"CN": "China (about)", "RU": "Russia (mentions)"}."""
    found = {}
    for item in split_list(text):
        id, _space, role = item.partition(" ")
        words = f" ({_(ROLES_INSIDE[Role(role)])})" if role in set(Role) else ""
        found[id] = f"{_label(id, regions)}{words}"
    return found


def _labels(text: str, topics: Vocabulary) -> Mapping[str, str]:
    return {code: _label(code, topics) for code in split_list(text)}


def _label(id: str, vocabulary: Vocabulary) -> str:
    item = lookup(vocabulary, id)
    return str(item.label) if item is not None else id


def _difference(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, str]:
    """What only one side has, in words: unchanged tags say nothing of a correction."""

    def only(one: Mapping[str, str], other: Mapping[str, str]) -> Sequence[str]:
        return [words for id, words in one.items() if other.get(id) != words]

    return _("; ").join(only(was, now)), _("; ").join(only(now, was))
