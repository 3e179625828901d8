"""Templates are compiled to fewer bytes of the same page."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from lxml import html

from plugins.archive_pages.terse import Terse, terse

PAGE = """<ul class="tags">
<li class="one two"><a href="/a/" id="first">A</a>
<i>and</i></li>
<li><p class="gist">B</p>
<p>C</p></li>
</ul>
<dl><dt>D</dt>
<dd><time datetime="2018-03-19">E</time></dd></dl>
"""


def written(template: str, **values: object) -> str:
    """What a template gives when it is compiled so."""
    text: str = (
        Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=[Terse, "jinja2.ext.i18n"])
        .from_string(template)
        .render(gettext=str, ngettext=str, **values)
    )
    return text


def shape(markup: str) -> list[tuple[object, ...]]:
    """Every element of the markup with its attributes, its place and its words."""
    root = html.fragment_fromstring(markup, create_parent="div")
    return [
        (node.tag, dict(node.attrib), node.getparent().tag if node is not root else "", (node.text or "").strip(),
         (node.tail or "").strip(), (node.tail or "")[:1].isspace() and node.tag in ("a", "i"))
        for node in root.iter()
    ]  # fmt: skip


def test_the_page_is_the_same_to_a_reader() -> None:
    short = terse(PAGE)

    assert len(short) < len(PAGE) - 40
    assert shape(short) == shape(PAGE)


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<ul>\n<li>A</li>\n<li>B</li>\n</ul>\n", "<ul><li>A<li>B</ul>"),
        ('<p class="a b" id="c">', '<p class="a b" id=c>'),
        ('<rect width="1" height="9"/>', '<rect width=1 height="9"/>'),
        ('<input value="">', '<input value="">'),
        ('<a href="/?q=1">', '<a href="/?q=1">'),
        ("<b>A</b>\n<b>B</b>", "<b>A</b>\n<b>B</b>"),
        ("<p>A</p>\n<p>B</p>\n<span>C</span>", "<p>A<p>B</p><span>C</span>"),
        ("<p>A</p>\nB", "<p>A</p>B"),
        ("<pre>\n A\n</pre>", "<pre>\n A\n</pre>"),
    ],
)  # fmt: skip
def test_only_what_html_implies_is_left_out(template: str, page: str) -> None:
    assert written(template) == page


def test_a_value_keeps_its_quotation_marks() -> None:
    template = '<a class="{{ name }}" href="{{ root }}/a/" lang="en"{% if name %} id="x"{% endif %}>A</a>'

    assert written(template, name="a", root="") == '<a class="a" href="/a/" lang=en id=x>A</a>'
    assert written(template, name="a b", root="/r") == '<a class="a b" href="/r/a/" lang=en id=x>A</a>'


def test_values_and_texts_of_the_catalogues_stay_to_the_letter() -> None:
    assert written("<p>{{ text }}</p>", text="</li>\n<p>") == "<p>&lt;/li&gt;\n&lt;p&gt;</p>"
    assert written('{% trans %}<p id="a">A</p>\n<p>B{% endtrans %}') == '<p id="a">A</p>\n<p>B'
