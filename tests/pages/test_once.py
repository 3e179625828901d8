"""Pieces that many pages share are written once, and what they are made of decides whether they are the same."""

from __future__ import annotations

from jinja2 import DictLoader, Environment
from markupsafe import Markup

from plugins.archive_pages.entries import Entry
from plugins.archive_pages.once import Once

MACROS = """
{% macro story(entry, heading) %}<{{ heading }}>{{ entry.title }} – {{ told() }}</{{ heading }}>{% endmacro %}
{% macro number(value) %}{{ value }}{{ told() }}{% endmacro %}
"""


def site(page: str) -> Environment:
    """Templates in which every call of a macro tells how many there were before."""
    environment = Environment(autoescape=True, loader=DictLoader({"parts": MACROS, "page": page}))
    calls, once = iter(range(100)), Once()
    environment.globals |= {"once": once, "told": lambda: next(calls)}
    return environment


def written(page: str, **values: object) -> str:
    return site(f'{{% import "parts" as parts %}}{page}').get_template("page").render(**values)


def test_a_piece_with_the_same_story_is_written_once() -> None:
    ferry = Entry("ferry", "article/ferry/", "Ferry & <rail>")

    text = written("{% for i in (1, 2) %}{{ once(parts.story, entry, 'h2') }}{% endfor %}", entry=ferry)

    assert text == "<h2>Ferry &amp; &lt;rail&gt; – 0</h2>" * 2


def test_another_story_or_another_heading_is_another_piece() -> None:
    ferry, rail = Entry("ferry", "article/ferry/", "Ferry"), Entry("rail", "article/rail/", "Rail")
    page = "{{ once(parts.story, a, 'h2') }}{{ once(parts.story, b, 'h2') }}{{ once(parts.story, a, 'h3') }}"

    assert written(page, a=ferry, b=rail) == "<h2>Ferry – 0</h2><h2>Rail – 1</h2><h3>Ferry – 2</h3>"


def test_numbers_that_are_equal_and_read_otherwise_are_kept_apart() -> None:
    assert written("{{ once(parts.number, 1) }} {{ once(parts.number, true) }}") == "10 True1"


def test_a_list_is_the_same_only_where_it_is_the_very_same() -> None:
    page = "{{ once(parts.number, a) }} {{ once(parts.number, b) }} {{ once(parts.number, a) }}"

    assert written(page, a=[1], b=[1]) == "[1]0 [1]1 [1]0"


def test_what_is_neither_text_number_story_nor_list_is_written_each_time() -> None:
    page = "{{ once(parts.number, a) }} {{ once(parts.number, a) }}"

    assert written(page, a=frozenset([1])) == "frozenset({1})0 frozenset({1})1"


def test_a_new_build_forgets_what_the_last_one_wrote() -> None:
    once, told = Once(), iter(range(9))

    def piece(entry: Entry) -> Markup:
        return Markup(f"<p>{next(told)}</p>")

    first = once(piece, Entry("ferry", "", "Ferry"))
    once.forget()

    assert (first, once(piece, Entry("ferry", "", "Ferry"))) == ("<p>0</p>", "<p>1</p>")
