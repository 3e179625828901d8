"""Lists whose codes are copied around articles that went or came are those that are coded whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search import recoding
from plugins.archive_search.bits import pack
from plugins.archive_search.parts import of_terms
from plugins.archive_search.patching import moves_of
from plugins.archive_search.postings import Index, Longs, index_of
from plugins.archive_search.recoding import Prior, recoded
from plugins.archive_search.records import Record
from plugins.archive_search.splicing import Old
from plugins.archive_search.term_shards import bits_of_lists, codes_of_lists, ks_of_lengths
from plugins.archive_search.tokens import tokens_of

BODIES = st.lists(st.sampled_from(("ferry", "quay", "harbin", "mill", "flood", "bridge")), max_size=12).map(" ".join)
TITLES = st.sampled_from(("", "Ferry", "Flood at mill", "Quay"))
PAIRS = st.tuples(TITLES, BODIES)


def index(articles: list[tuple[str, str]]) -> Index:
    return index_of(tokens_of([Record(id=str(n), title=t, body=b) for n, (t, b) in enumerate(articles)]))


@settings(deadline=None)
@given(st.lists(PAIRS, min_size=1, max_size=40), st.data())
def test_copied_codes_are_those_of_the_whole_list(articles: list[tuple[str, str]], data: st.DataObject) -> None:
    stay = data.draw(st.lists(st.sampled_from(range(len(articles))), unique=True).map(sorted))
    came = data.draw(st.lists(st.tuples(st.integers(0, len(stay)), PAIRS), max_size=3))
    old_numbers, now = list(stay), [articles[number] for number in stay]
    for place, article in sorted(came, reverse=True):
        old_numbers.insert(place, -1)
        now.insert(place, article)
    then, today = index(articles), index(now)
    was = {term: number for number, term in enumerate(then.terms)}
    held = [was[term] for term in today.terms if term in was]
    prior = prior_of(then, held, today, np.array(old_numbers, dtype=np.int64), len(articles))
    ks = data.draw(st.sampled_from((prior.ks, ks_of_lengths(today.postings))))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recoding, "SHORT", data.draw(st.sampled_from((1, 3, 12))))
        found = recoded(today, ks, prior)

    assert pack(found.codes) == pack(codes_of_lists(today, ks))
    assert found.sizes().tolist() == bits_of_lists(today, ks).tolist()


def prior_of(then: Index, held: list[int], today: Index, old: Longs, articles: int) -> Prior:
    """What was, in a file that begins with a byte of something else."""
    ks = ks_of_lengths(then.postings)
    (bits,) = pack(codes_of_lists(then, ks))
    begins = 8 + np.concatenate(([0], np.cumsum(bits_of_lists(then, ks))))
    there = np.array([term in set(then.terms) for term in today.terms], dtype=np.bool_)
    place = np.where(there, np.cumsum(there) - 1, -1)
    at = np.zeros(len(today.terms), dtype=np.int64)
    at[there] = begins[held]
    kept = of_terms(then, np.array(held, dtype=np.int64))
    return Prior(kept, place, ks, moves_of(old, articles), Old([b"?" + bits]), at)
