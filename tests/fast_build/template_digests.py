"""The digest of a page of templates that a test writes."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from jinja2 import DictLoader, Environment

from plugins.fast_build.pages import Pages

MEMO = {}  # type: ignore[var-annotated]


class Remembered:
    """A memo without a disk."""

    def get(self, kind: str, key: bytes, make: Any) -> Any:
        return MEMO.setdefault((kind, key), make())


def environment_of(templates: Mapping[str, str], **more: Any) -> Environment:
    environment = Environment(loader=DictLoader(dict(templates)), extensions=["jinja2.ext.do", "jinja2.ext.debug"])
    environment.globals.update(more)
    return environment


def page_digest(
    environment: Environment, context: Mapping[str, Any], shared: Mapping[str, bytes | None] = {}, given: Any = ()
) -> bytes | None:
    pages = Pages(Remembered(), [".html"])  # type: ignore[arg-type]
    pages.context, pages.environment = context, environment
    for name, value in shared.items():
        pages.shared(name, value)
    return pages.digest("page.html", given)


class Thing(SimpleNamespace):
    def give(self) -> Any:
        return self.b

    def __getitem__(self, name: str) -> Any:
        if not isinstance(name, str):
            raise IndexError(name)
        return getattr(self, name)
