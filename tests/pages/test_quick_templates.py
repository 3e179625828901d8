"""Quicker templates write what Jinja's own write, whatever they are given, and say as well where they fail."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from plugins.archive_pages.quick_templates import Quick

TEMPLATES = {
    "base": "{% import 'parts' as parts %}<title>{% block title %}{{ site }}{% endblock %}</title>{{ shared }}"
    "{% set twice %}<i>{{ value }}</i>{% endset %}{{ twice }}{{ twice|upper }}{% block main %}{% endblock %}",
    "parts": "{% macro item(value) %}<li>{{ value }}{{ shared }}</li>{% endmacro %}",
    "page": "{% extends 'base' %}{% set mine = value %}{% block title %}{{ mine }}{% endblock %}{% block main %}"
    "{{ parts.item(value) }}{{ value ~ '<' }}{{ value|string|replace('&', '<') }}{{ nobody }}{{ value if value }}"
    "{% for part in (value, 1, none, 1.5) %}{{ loop.index }}{{ part }}{% endfor %}"
    "{% autoescape false %}{{ value }}{% endautoescape %}{% include 'part' %}{{ self.title() }}{% endblock %}",
    "part": "{{ value }}{{ mine }}",
    "calls": "{% import 'parts' as parts %}{% macro some(a, b='<d>', c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}"
    "{% macro more(a) %}{{ a }}{{ varargs|length }}{{ kwargs.k }}{{ caller() if caller }}{% endmacro %}"
    "{{ some() }}{{ some(value) }}{{ some(value, b=1) }}{{ some(1, 2, value) }}{{ more(value, 2, k='&') }}"
    "{% call more(1) %}{{ value }}{% endcall %}{{ {'a': value, 'items': 1}.a }}{{ {'items': value}.items is callable }}"
    "{{ one.two.three.value }}{{ one.nothing }}{{ told(value) }}{{ of_template(value) }}{{ stops() }}"
    "{% for part in [value] if one.two.value %}{{ told(part) }}{{ one.two.value }}{% endfor %}"
    "{{ some|string|length > 0 }}{{ value.__class__.__name__ }}",
}


class Told:
    """Something that writes its own markup."""

    def __html__(self) -> str:
        return "<b>&</b>"


VALUES = st.one_of(
    st.text(alphabet="<>&\"'aé…\U0001f600\x00"),
    st.builds(Markup, st.sampled_from(["<b>", "&amp;", ""])),
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(),
    st.lists(st.text("<a"), max_size=2),
    st.just(Told()),
)


def environment(*extensions: Any, templates: dict[str, str] = TEMPLATES, **options: Any) -> Environment:
    made = Environment(autoescape=True, loader=DictLoader(templates), extensions=extensions, **options)
    made.globals["shared"] = "<shared>"
    return made


PLAIN, QUICK = environment(), environment(Quick)


class Named:
    """Something with attributes, some of them none of its own."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __getattr__(self, name: str) -> Any:
        if name in ("two", "three"):
            return self
        raise AttributeError(name)


@pass_context
def of_template(context: Context, value: Any) -> Any:
    return f"{context.name} {context['site']} {value}"


def stops() -> None:
    raise StopIteration


@settings(deadline=None)
@given(VALUES)
def test_macros_functions_and_attributes_give_what_they_give_in_plain_templates(value: Any) -> None:
    names = {"value": value, "one": Named(value), "told": lambda value: value, "of_template": of_template}
    names |= {"site": "<", "stops": stops}

    assert QUICK.get_template("calls").render(names) == PLAIN.get_template("calls").render(**names)


@settings(deadline=None)
@given(VALUES, st.text("<&"))
def test_the_same_text_is_written(value: Any, site: str) -> None:
    names = {"value": value, "site": site}

    assert QUICK.get_template("page").render(names) == PLAIN.get_template("page").render(**names)


def test_a_page_may_have_a_name_that_all_pages_have_too() -> None:
    assert QUICK.get_template("parts").module.item("&") == "<li>&amp;&lt;shared&gt;</li>"  # type: ignore[attr-defined]
    assert "&lt;own&gt;" in QUICK.get_template("base").render(shared="<own>")


def test_an_error_is_shown_at_the_line_of_the_template_that_made_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("one\n{{ value.none.at_all }}\n")
    made = Environment(loader=FileSystemLoader(tmp_path), undefined=StrictUndefined, extensions=[Quick])

    with pytest.raises(Exception, match="none") as caught:
        made.get_template("page.html").render(value=1)

    assert any(frame.filename.endswith("page.html") and frame.lineno == 2 for frame in traceback.extract_tb(caught.tb))


def test_the_text_of_a_page_is_text_and_no_markup() -> None:
    assert type(QUICK.get_template("page").render(value="a")) is str


def test_a_template_is_looked_up_once_and_a_missing_one_each_time() -> None:
    made = environment(Quick)

    assert made.get_template("page") is made.get_template("page", "parts")
    for _ in range(2):
        with pytest.raises(TemplateNotFound):
            made.get_template("nothing")
    assert made.get_template("part", globals={"value": "<mine>"}).render() == "&lt;mine&gt;"
