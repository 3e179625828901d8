"""No template reads what its page's digest does not know: where a page differs, so does its digest, if there is one."""

from __future__ import annotations

import os
import random
import re
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from plugins.fast_build.digests import digest
from plugins.fast_build.memo import Memo
from plugins.fast_build.pages import Pages
from plugins.fast_build.state import State
from plugins.fast_build.templates import closure_of, read_template
from tests.conftest import ROOT

from .template_digests import Thing, environment_of, page_digest

# -- each construct by itself -------------------------------------------------------------------

MACROS = "{% macro show(x) %}{{ x.b }}{% endmacro %}{% macro own() %}{{ thing.b }}{% endmacro %}"
CONSTRUCTS = {
    "printed": "{{ thing.b }}",
    "by item": "{{ thing['b'] }}",
    "by item chosen late": "{% set n = 'b' %}{{ thing[n] }}",
    "by the attr filter": "{{ thing|attr('b') }}",
    "by a chosen attr": "{% set n = 'b' %}{{ thing|attr(n) }}",
    "set": "{% set t = thing %}{{ t.b }}",
    "set twice": "{% set t = thing %}{% set u = t %}{{ u.b }}",
    "set in a list": "{{ [thing][0].b }}",
    "set in a namespace": "{% set ns = namespace(t=thing) %}{{ ns.t.b }}",
    "a namespace that is changed": "{% set ns = namespace(t=1) %}{% set ns.t = thing.b %}{{ ns.t }}",
    "with": "{% with t = thing %}{{ t.b }}{% endwith %}",
    "block set": "{% set t %}{{ thing.b }}{% endset %}{{ t }}",
    "looped over": "{% for x in [thing] %}{{ x.b }}{% endfor %}",
    "only as a condition": "{% if thing.b == 'B' %}yes{% endif %}",
    "in a loop's condition": "{% for x in [1] if thing.b == 'B' %}yes{% endfor %}",
    "else of a loop": "{% for x in [] %}{% else %}{{ thing.b }}{% endfor %}",
    "an expression": "{{ ('x' ~ thing.b)|upper }}",
    "an argument of a filter": "{{ 'x'|default(thing.b)|replace('x', thing.b) }}",
    "an argument of a test": "{{ 'x' is eq(thing.b) }}{{ thing.b is eq('B') }}",
    "mapped": "{{ [thing]|map(attribute='b')|join }}",
    "mapped by a filter": "{{ [thing.b]|map('upper')|join }}",
    "selected": "{{ [thing]|selectattr('b', 'eq', 'B')|list|length }}",
    "a macro's argument": MACROS + "{{ show(thing) }}",
    "a macro of the same template": MACROS + "{{ own() }}",
    "a macro's default": "{% macro m(x=thing) %}{{ x.b }}{% endmacro %}{{ m() }}",
    "a caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ thing.b }}{% endcall %}",
    "imported with context": "{% import 'macros.html' as m with context %}{{ m.own() }}",
    "imported from with context": "{% from 'macros.html' import own with context %}{{ own() }}",
    "handed to an imported macro": "{% import 'macros.html' as m %}{{ m.show(thing) }}",
    "imported from, handed on": "{% from 'macros.html' import show as s %}{{ s(thing) }}",
    "included": "{% include 'part.html' %}",
    "included if there": "{% include ['none.html', 'part.html'] ignore missing %}",
    "included by a condition": "{% include 'part.html' if true else 'none.html' %}",
    "included by a name": "{% set n = 'part.html' %}{% include n %}",
    "extended": "{% extends 'base.html' %}{% block main %}x{% endblock %}",
    "a block of the child": "{% extends 'base.html' %}{% block main %}{{ thing.b }}{% endblock %}",
    "the parent's block": "{% extends 'base.html' %}{% block main %}{{ super() }}{% endblock %}",
    "another block": "{% block one %}{{ thing.b }}{% endblock %}{{ self.one() }}",
    "set at the top, read in a block": "{% set t = thing %}{% block one %}{{ t.b }}{% endblock %}",
    "a scoped block": "{% for t in [thing] %}{% block one scoped %}{{ t.b }}{% endblock %}{% endfor %}",
    "set in a branch": "{% if false %}{% set thing = {'b': 1} %}{% endif %}{{ thing.b }}",
    "hidden by a loop, then not": "{% for thing in [1] %}{{ thing }}{% endfor %}{{ thing.b }}",
    "do": "{% set l = [] %}{% do l.append(thing.b) %}{{ l }}",
    "the whole context": "{% debug %}",
    "a filter that is handed the context": "{{ 1|peek }}",
    "a recursive loop": "{% for x in [[thing]] recursive %}{{ x.b }}{{ loop(x) if x is iterable }}{% endfor %}",
    "filtered block": "{% filter upper %}{{ thing.b }}{% endfilter %}",
    "through the object's own doors": "{{ thing.__dict__.b }}",
    "a method": "{{ thing.give() }}",
    "compared": "{{ thing == other }}",
}
PARTS = {
    "macros.html": MACROS,
    "part.html": "{{ thing.b }}",
    "base.html": "<{% block main %}{{ thing.b }}{% endblock %}{{ thing.b }}>",
}


@pass_context
def peek(context: Context, _: Any) -> Any:
    return context["thing"].b


def render(construct: str, b: str) -> tuple[str, bytes | None]:
    """The page and its digest where thing.b is this."""
    environment = environment_of({**PARTS, "page.html": construct})
    environment.filters["peek"] = peek
    thing = Thing(a="A", b=b)
    context = {"thing": thing, "other": Thing(a="A", b="B")}
    shared = {"thing.a": digest(thing.a), "thing.b": digest(thing.b), "thing.give": digest(b), "other": digest("other")}
    return environment.get_template("page.html").render(context), page_digest(environment, context, shared)


@pytest.mark.parametrize("construct", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_what_a_construct_reads_is_in_the_digest_or_there_is_none(construct: str) -> None:
    (before, one), (after, other) = render(construct, "B"), render(construct, "B2")

    assert before != after
    assert one is None or one != other


def test_only_what_is_read_is_in_the_digest() -> None:
    environment = environment_of({"page.html": "{{ thing.a }}{% import 'macros.html' as m %}", **PARTS})

    digests = {page_digest(environment, {"thing": Thing()}, {"thing.a": b"A", "thing.b": b}) for b in (b"1", b"2")}

    assert len(digests - {None}) == 1


@pytest.mark.parametrize("part", ["page.html", "base.html", "macros.html"])
def test_a_changed_part_is_another_digest(part: str) -> None:
    templates = {"page.html": "{% extends 'base.html' %}", "base.html": "{% import 'macros.html' as m %}", **PARTS}
    templates["base.html"] = "{% import 'macros.html' as m %}"
    changed = {**templates, part: templates[part] + " "}

    assert page_digest(environment_of(templates), {}) != page_digest(environment_of(changed), {})


def test_a_part_that_appears_is_another_digest() -> None:
    page = {"page.html": "{% include ['may-be.html', 'part.html'] ignore missing %}", "part.html": ""}

    before, after = (page_digest(environment_of(t), {}) for t in (page, page | {"may-be.html": ""}))

    assert None is not before != after


def test_a_name_that_appears_in_the_context_is_another_digest() -> None:
    environment = environment_of({"page.html": "{{ NOTE }}"})

    assert page_digest(environment, {}) != page_digest(environment, {"NOTE": ""})


def test_the_context_hides_globals_but_not_from_a_part_that_is_imported_without_it() -> None:
    def differs(source: str) -> bool:
        pages = {"page.html": source, "lib.html": "{% macro m() %}{{ word }}{% endmacro %}"}
        return len({page_digest(environment_of(pages, word=word), {"word": "context"}) for word in "ab"}) == 2

    assert differs("{% import 'lib.html' as lib %}{{ lib.m() }}")
    assert not differs("{% import 'lib.html' as lib with context %}{{ lib.m() }}")
    assert not differs("{{ word }}")


def test_a_name_the_page_is_given_is_the_pages_own_affair() -> None:
    environment = environment_of({"page.html": "{{ article.title }}"})

    digests = {page_digest(environment, {"article": SimpleNamespace()}, given=["article"]) for _ in range(2)}

    assert len(digests - {None}) == 1
    assert page_digest(environment, {"article": SimpleNamespace()}) is None


def clock() -> str:
    return os.environ.get("NOW", "")


@pytest.mark.parametrize(
    ("called", "has_digest"),
    [
        (str.upper, True),
        (lambda text: text, True),
        (lambda text, ending="!": text + ending, True),
        (lambda text, box=SimpleNamespace(full=[object()]): text, False),  # noqa: B008
        (peek, False),
        (lambda text: f"{text} {datetime.now()}", False),
        (lambda text: "".join(str(random.random()) for _ in text), False),
        (lambda text: text + clock(), False),
    ],
)
def test_a_filter_is_code_unless_it_holds_what_may_change(called: Any, has_digest: bool) -> None:
    environment = environment_of({"page.html": "{{ 'a'|own }}"})
    environment.filters["own"] = called

    assert (page_digest(environment, {}) is not None) == has_digest


def test_what_a_filter_finds_in_its_module_is_in_the_digest() -> None:
    def digest_with(table: dict[str, str]) -> bytes | None:
        module: dict[str, Any] = {"__name__": "names", "TABLE": table}  # as one that read a file when it was loaded
        exec("def look(text): return TABLE.get(text)\ndef own(text): return look(text)", module)
        environment = environment_of({"page.html": "{{ 'a'|own }}"})
        environment.filters["own"] = module["own"]
        return page_digest(environment, {})

    assert None is not digest_with({"a": "1"}) != digest_with({"a": "2"})


def test_what_a_filter_holds_is_in_the_digest() -> None:
    def digest_with(held: str) -> bytes | None:
        environment = environment_of({"page.html": "{{ ['a']|map('own')|join }}"})
        environment.filters["own"] = lambda text: text + held
        return page_digest(environment, {})

    assert None is not digest_with("1") != digest_with("2")


@pytest.mark.parametrize("source", ["{{ lipsum() }}", "{{ [1, 2]|random }}", "{{ [[1]]|map('random')|list }}"])
def test_a_page_left_to_chance_has_no_digest(source: str) -> None:
    assert page_digest(environment_of({"page.html": source}), {}) is None


def test_a_reading_is_kept_on_disk(tmp_path: Path) -> None:
    state = State(tmp_path / "state", str(tmp_path / "site"))
    memo = Memo(state)
    environment = environment_of({"page.html": "{% include 'part.html' %}{{ NAME|upper }}", **PARTS})

    found = []
    for _ in range(2):
        pages = Pages(memo, [".html"])
        pages.context, pages.environment = {"NAME": "x", "thing": 1}, environment
        found.append(pages.digest("page"))
        state.save(memo.changes(whole=True), {})
        memo = Memo(state)
    state.close()

    assert found[0] == found[1] is not None


NOT_TOGETHER = {  # with the other constructs in one template
    "the whole context",
    "a filter that is handed the context",
    "another block",
    "set at the top, read in a block",
    "a scoped block",
}


# -- the theme ----------------------------------------------------------------------------------


class Watching(Context):
    """Remembers every name that is looked up."""

    names: set[str]

    def resolve_or_missing(self, key: str) -> Any:
        type(self).names.add(key)
        return super().resolve_or_missing(key)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "theme" / "templates").glob("*.html")))
def test_every_template_of_the_theme_can_be_read_beforehand(name: str) -> None:
    folder = ROOT / "theme" / "templates"
    sources = {path.name: path.read_text() for path in folder.rglob("*.html")}
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for word in re.findall(r"\|\s*([a-z_]+)", " ".join(sources.values())):
        environment.filters.setdefault(word, str)

    closure = closure_of(name, sources.get, lambda source: read_template(source, environment))

    assert closure.opaque == set()


def test_names_looked_up_while_rendering_are_those_found_beforehand() -> None:
    construct = "".join(text for name, text in CONSTRUCTS.items() if "extend" not in text and name not in NOT_TOGETHER)
    environment = environment_of({**PARTS, "page.html": construct})
    environment.context_class = Watching
    Watching.names = set()

    environment.get_template("page.html").render(thing=Thing(a="A", b="B"), other=1)

    found = closure_of(
        "page.html", {**PARTS, "page.html": construct}.get, lambda text: read_template(text, environment)
    )
    assert Watching.names - {name.partition(".")[0] for name in found.names} - {"namespace"} == set()
