"""Values of attributes in few bytes: quotation marks where HTML wants them, near pages named from where one is."""

from __future__ import annotations

import re

from markupsafe import Markup

from .quick_templates import marked, written

_PLAIN = re.compile(r"[\w./:#~-]+", re.ASCII)  # no sign that ends a value, and none that HTML forbids in one


def attribute(value: str) -> Markup:
    """The value as it stands behind the sign of equality: `<a href={{ url|attribute }}>`."""
    return marked(value if _PLAIN.fullmatch(value) else f'"{written(value)}"')


def beside(url: str, here: str) -> str:
    """The address of a page seen from another one in the same folder ("../name/"); "" for one that lies elsewhere."""
    folder, _, name = here.rstrip("/").rpartition("/")
    near = url.rstrip("/").rpartition("/")[0] == folder and bool(folder and name) and url.endswith("/")
    return f"..{url[len(folder) :]}" if near and here.endswith("/") else ""
