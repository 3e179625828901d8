"""Every word of the templates is marked for translation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.conftest import ROOT

TEMPLATES = sorted(
    [
        *(ROOT / "theme" / "templates").glob("*.html"),
        *(ROOT / "plugins" / "archive_search" / "templates").rglob("*.html"),
    ]
)
SAYING = {"_", "gettext", "ngettext", "pgettext", "say"}
TRANSLATED = re.compile(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", re.DOTALL)
COMMENT, CODE, TAG = (re.compile(p, re.DOTALL) for p in (r"{#.*?#}", r"{%.*?%}|{{.*?}}", r"<[^>]*>"))
READ_ALOUD = re.compile(r'\b(?:aria-label|placeholder|alt|title)="([^"]*)"')
NAMES = re.compile(r'&\w+;|SHA-256|Enter|Esc|\b(?:lang|dir)="\w*"')  # the same in every language, or no words'
SENTENCE = re.compile(r"[A-Z][a-z]+(?: [a-z]+)*[.:]?")  # "Stories by year"


def unmarked(source: str) -> list[str]:
    """Words of a template that stand in its text, in an attribute that is read aloud, or alone in an expression."""
    plain = CODE.sub("", COMMENT.sub("", TRANSLATED.sub("", source)))
    texts = [*TAG.sub("\n", plain).split("\n"), *READ_ALOUD.findall(plain)]
    words = [text.strip() for text in texts if re.search(r"[A-Za-z]{2}", NAMES.sub("", text))]
    return words + alone(source)


def alone(source: str) -> list[str]:
    """Strings in expressions that look like words for readers and are no argument of `_()` and the like."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    said = {
        id(part)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in SAYING
        for part in call.find_all(nodes.Const)
    }
    texts = [
        const.value for const in tree.find_all(nodes.Const) if id(const) not in said and isinstance(const.value, str)
    ]
    return [text for text in texts if SENTENCE.fullmatch(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_that_cannot_be_translated(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Stories here</p>",
        '<nav aria-label="Pages"></nav>',
        '{{ parts.bars(years, "Stories by year") }}',
        '<p>{{ _("Known") }} and not</p>',
    ],
)
def test_words_that_are_not_marked_are_found(source: str) -> None:
    assert len(unmarked(source)) == 1


def test_words_that_are_marked_are_passed_over() -> None:
    source = '{% trans n=x %}All {{ n }}{% endtrans %}<p title="{{ _("Here") }}">{{ ngettext("a", "Bees", 2) }}</p>'

    assert unmarked(source) == []
