"""Constructs put together at random: a page that changes with something shared has another digest."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.fast_build.digests import digest

from .template_digests import Thing, environment_of, page_digest

NAMES = ["one", "two", "three"]
ATTRIBUTES = ["a", "b"]
atoms = st.sampled_from(
    [f"{n}.{a}" for n in NAMES for a in ATTRIBUTES] + [f"{n}['{a}']" for n in NAMES for a in ATTRIBUTES]
)
objects = st.sampled_from(NAMES)
local = st.sampled_from(["x", "y", *NAMES])


def pieces(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("{{% if {} == 'A' %}}{}{{% else %}}-{{% endif %}}".format, atoms, inner),
        st.builds("{{% for {} in [{}] %}}{}{{% endfor %}}".format, local, objects, inner),
        st.builds("{{% with {} = {} %}}{}{{% endwith %}}".format, local, objects, inner),
        st.builds("{{% set {} = {} %}}{}".format, local, objects, inner),
        st.builds("{{% if {}.a == 'A' %}}{{% set {} = {} %}}{{% endif %}}{}".format, objects, local, objects, inner),
        st.builds("{{% macro m({}) %}}{}{{% endmacro %}}{{{{ m({}) }}}}".format, local, inner, objects),
        st.builds("{{% include '{}' %}}{}".format, st.sampled_from(["p.html", "q.html"]), inner),
        st.builds("{{% import 'q.html' as lib {} %}}{{{{ lib.show({}) }}}}".format,
                  st.sampled_from(["with context", "without context", ""]), objects),
    )  # fmt: skip


texts = st.recursive(
    st.one_of(
        st.builds("{{{{ {} }}}}".format, atoms),
        st.builds("{{{{ {}.{} }}}}".format, local, st.sampled_from(ATTRIBUTES)),
        st.builds("{{{{ [{}]|map(attribute='{}')|join }}}}".format, objects, st.sampled_from(ATTRIBUTES)),
        st.builds("{{{{ [{}, {}]|length }}}}".format, objects, atoms),
    ),
    pieces,
    max_leaves=6,
)
LIBRARY = "{% macro show(o) %}{{ o.a }}{% endmacro %}"


@settings(deadline=None, max_examples=150)
@given(texts, texts, texts, st.sampled_from(list(itertools.product(NAMES, ATTRIBUTES))))
def test_a_page_that_changes_with_something_shared_has_another_digest(
    page: str, part: str, base: str, change: tuple[str, str]
) -> None:
    templates = {
        "page.html": "{% extends 'base.html' %}{% block main %}" + page + "{% endblock %}",
        "base.html": base + "{% block main %}{% endblock %}",
        "p.html": part.replace("'p.html'", "'q.html'"),
        "q.html": LIBRARY + "{{ two.b }}",
    }
    environment = environment_of(templates)

    def built(changed: str, whole: bool) -> tuple[str, bytes | None]:
        values = {name: Thing(a="A", b="B") for name in NAMES}
        setattr(values[change[0]], change[1], changed)
        shared = {f"{n}.{a}": digest(getattr(values[n], a)) for n in NAMES for a in ATTRIBUTES}
        shared |= {name: digest(*sorted(vars(value).items())) for name, value in values.items() if whole}
        try:
            text = environment.get_template("page.html").render(values)
        except Exception as error:  # a name that is not defined on this way: an error is a page, too  # noqa: BLE001
            text = repr(error)
        return text, page_digest(environment, values, shared)

    for whole in (True, False):
        (before, one), (after, other) = built("A", whole), built("changed", whole)
        assert before == after or one is None or one != other
