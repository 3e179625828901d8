"""Articles that are others though their posts are not: what they name by id has another label, or lies elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .last import Last
from .records import KINDS, Named, Source

TOPIC = "topic"  # an article's topics that nobody knows are left out of its record; its regions stay


def stale_articles(last: Last, sources: Sequence[Source], named: Named) -> set[str]:
    """The keys of sources whose records may be others than the last build knew."""
    changed = {kind: _changed(last.named.get(kind, {}), named.digests.get(kind, {})) for kind in KINDS}
    if not any(changed.values()):
        return set()
    topics, before = named.digests.get(TOPIC, {}), last.named.get(TOPIC, {})
    if bool(topics) != bool(before):  # without any, every topic stays
        return {source.key for source in sources}
    numbers = [{str(number) for number, tag in enumerate(last.tags.known) if tag.id in changed[kind]} for kind in KINDS]
    stale = {
        head.key
        for head in last.heads
        if any(not some.isdisjoint(told.split()) for some, told in zip(numbers, head.tags.split(";"), strict=True))
    }
    new = topics.keys() - before.keys()
    if new:
        stale |= {source.key for place, source in enumerate(sources) if not new.isdisjoint(named.topics(place))}
    return stale


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The ids of tags that came, went, or became others."""
    return {id for id in before.keys() | now.keys() if before.get(id) != now.get(id)}
