"""Articles that are others though their posts are not: what they name by id has another label, or lies elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .last import Last
from .records import KINDS, Named, Source

TOPIC = "topic"  # an article's topics that nobody knows are left out of its record; its regions stay


def stale_articles(last: Last, sources: Sequence[Source], named: Named) -> tuple[set[int], set[int]]:
    """The articles of the last build, by number, and the sources, by place, whose records may be others than before."""
    changed = {kind: _changed(last.named.get(kind, {}), named.digests.get(kind, {})) for kind in KINDS}
    if not any(changed.values()):
        return set(), set()
    topics, before = named.digests.get(TOPIC, {}), last.named.get(TOPIC, {})
    if bool(topics) != bool(before):  # without any, every topic stays
        return set(), set(range(len(sources)))
    numbers = [{str(number) for number, tag in enumerate(last.tags.known) if tag.id in changed[kind]} for kind in KINDS]
    stale = {
        number
        for number, head in enumerate(last.heads)
        if any(not some.isdisjoint(told.split()) for some, told in zip(numbers, head.tags.split(";"), strict=True))
    }
    new = topics.keys() - before.keys()
    places = {place for place in range(len(sources) if new else 0) if not new.isdisjoint(named.topics(place))}
    return stale, places


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The ids of tags that came, went, or became others."""
    return {id for id in before.keys() | now.keys() if before.get(id) != now.get(id)}
