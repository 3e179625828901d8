"""Stories as columns: the order they stand in, and that an entry comes back from its line as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_pages.entries import Entry, Listed, newest_first
from plugins.archive_pages.table import Table, entries_of, entry_of, line_of
from plugins.seed_posts.model import Basis, Precision, Role

texts = st.text(st.characters(codec=None), max_size=8)
entries = st.builds(
    Entry,
    slug=texts,
    url=texts,
    title=texts,
    title_assigned=st.booleans(),
    date=st.sampled_from(("", "2018", "2018-03", "2018-03-19", "0987-01-01")),
    precision=st.sampled_from(Precision),
    basis=st.sampled_from(Basis),
    authors=st.lists(texts, max_size=2).map(tuple),
    regions=st.lists(st.builds(Listed, texts, st.sampled_from(Role), st.booleans()), max_size=2).map(tuple),
    mentions=st.lists(texts, max_size=2).map(tuple),
    topics=st.lists(texts, max_size=2).map(tuple),
    seed_lines=st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)),
    review=st.lists(texts, max_size=2).map(tuple),
    hidden=st.booleans(),
)


@settings(deadline=None, max_examples=40)  # a busy machine is no failure
@given(entries)
def test_an_entry_comes_back_from_its_line_as_it_was(entry: Entry) -> None:
    line = line_of(entry)

    assert b"\n" not in line
    assert entry_of(line) == entry


@settings(deadline=None, max_examples=40)  # a busy machine is no failure
@given(st.lists(entries, max_size=6, unique_by=lambda entry: entry.slug))
def test_stories_stand_newest_first_and_are_found_by_slug(made: list[Entry]) -> None:
    table = Table.of(made)

    assert tuple(table.entry(place) for place in range(len(table))) == newest_first(made)
    assert {slug: table.entry(place) for slug, place in table.place_of.items()} == {entry.slug: entry for entry in made}


def test_equal_entries_have_equal_digests_and_others_do_not() -> None:
    one, other = Entry("a", "article/a/", "A"), Entry("a", "article/a/", "A", topics=("medtop:1",))

    assert entries_of([one]).digests == entries_of([one]).digests != entries_of([other]).digests
