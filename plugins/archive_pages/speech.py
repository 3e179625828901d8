"""The language the pages of a site are in, and what its words are.

A site speaks one language, and so does the process that builds it: `speak` is called once, before anything is made.
Whatever puts words on a page asks here, so that no function hands a language to the next.

    _("No stories here.")                                   a text
    ngettext("%(num)s story", "%(num)s stories", number)    a number of things; %(num)s is the number as it is written
    pgettext("month, short", "Mar")                         a text that means several things
    N_("caption"), P_("month, short", "Mar")                texts that are said later, by _() and pgettext()
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

from jinja2 import Environment, nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup

from plugins.catalogues import ENGLISH, Catalogue

Value = TypeVar("Value", bound=Hashable)
PLAIN_VALUE = re.compile(r"%\((\w+)\)s|(%%)|%")  # where a value stands in a text; "%%" is the sign itself
PLAIN_CALL = ["name", "lparen", "string", "rparen"]  # the tokens of _("text")
KEPT = 20_000  # results of one function: a century of days in half
_spoken = [Catalogue()]
_speaks_english = [True]
_kept: list[_lru_cache_wrapper[str]] = []  # functions that keep what they gave in the language spoken
_naming: list[Callable[[str], str]] = [lambda id: id]


def speak(catalogue: Catalogue) -> None:
    """Lets all pages from now on be in the language of this catalogue."""
    _spoken[0] = catalogue
    _speaks_english[0] = catalogue.language.partition("-")[0].lower() == ENGLISH
    for asked in _kept:
        asked.cache_clear()


def kept(function: Callable[[Value], str]) -> Callable[[Value], str]:
    """The function, which is to depend on nothing but its argument and the language: asked once for each value."""
    asked = lru_cache(maxsize=KEPT)(function)  # what it has kept is no part of it where templates' filters are compared
    _kept.append(asked)
    return asked


def name_by(label_of: Callable[[str], str]) -> None:
    """Lets `named` ask this function what the pages call a region or topic, by its id."""
    _naming[0] = label_of


def named(id: str, english: str) -> str:
    """What the pages call a region or topic that evidence calls so in English."""
    if is_english():
        return english
    label = _naming[0](id)
    return label if label != id else english


def is_english() -> bool:
    return _speaks_english[0]


def language() -> str:
    """What pages call the language they are in: "en", "ru", "zh-CN"."""
    return _spoken[0].language


def og_locale(spoken: str) -> str:
    """The language with a country, as OpenGraph wants it: "ru_RU"; "" for English, which it takes for granted."""
    code = spoken.replace("-", "_")
    if code.partition("_")[0] == "en":
        return ""
    from babel.core import get_global  # here: an English site has no use for it

    name, *parts = str(get_global("likely_subtags").get(code, code)).split("_")
    country = next((part for part in parts if len(part) == len("RU")), "")
    return f"{name}_{country.upper()}" if country else ""


def _(text: str, /) -> str:
    return _spoken[0].translations.gettext(text)


def pgettext(context: str, text: str, /) -> str:
    return _spoken[0].translations.pgettext(context, text)


def ngettext(one: str, many: str, number: int, /, **values: Any) -> str:
    """The text for a number of things, filled in with the values and the number."""
    text = _spoken[0].translations.ngettext(one, many, number)
    return text % ({"num": figures(number)} | values)


def N_(text: str) -> str:  # as gettext's tools look for it
    return text


def P_(context: str, text: str) -> tuple[str, str]:  # the same for pgettext()
    return context, text


def figures(number: int) -> str:
    """ "1,204", as the language groups digits."""
    return f"{number:,}".replace(",", pgettext("between thousands", ","))


class Words(InternationalizationExtension):
    """Jinja's own `{% trans %}`, `_()`, `ngettext()` and `pgettext()` with the words of the language spoken.

    A text is put into the template when it is compiled, its values between its words, so that pages pay nothing for it.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
            _, ngettext, newstyle=True, pgettext=pgettext
        )
        environment.globals["ngettext"] = _counted

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens, `_("text")` being the string it stands for."""
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            call = tokens[place : place + len(PLAIN_CALL)]
            if [token.type for token in call] == PLAIN_CALL and call[0].value == "_":
                yield Token(call[2].lineno, "string", _(call[2].value))
                place += len(PLAIN_CALL)
            else:
                yield tokens[place]
                place += 1

    def _make_node(  # of `{% trans %}`
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        *further: Any,
    ) -> nodes.Output:
        text = pgettext(context, singular) if context else _(singular)
        pieces = _with_values(text, variables) if plural is None and variables else None
        return nodes.Output(pieces) if pieces else super()._make_node(singular, plural, context, variables, *further)


def _with_values(text: str, values: dict[str, nodes.Expr]) -> list[nodes.Expr] | None:
    """The text in pieces, values in their places; None for one that asks for more than these values as they are."""
    pieces: list[nodes.Expr] = []
    end = 0
    for found in PLAIN_VALUE.finditer(text):
        name, sign = found.groups()
        if not sign and name not in values:
            return None
        words = text[end : found.start()] + ("%" if sign else "")
        pieces += [nodes.TemplateData(words)] if words else []
        pieces += [values[name]] if name else []
        end = found.end()
    return [*pieces, nodes.TemplateData(text[end:])] if text[end:] else pieces


@pass_context
def _counted(context: Context, one: str, many: str, number: int, /, **values: Any) -> str:
    """ngettext for templates: the number stands in the text as it is written."""
    text = _spoken[0].translations.ngettext(one, many, number)
    values.setdefault("num", figures(number))
    return (Markup(text) if context.eval_ctx.autoescape else text) % values
