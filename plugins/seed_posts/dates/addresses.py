"""Days written into web addresses: /2018/01/02/, /2018-01-02-mill, /n3/2018/0102/c9, /201801021059188661-mill."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(
    r"/(?:(?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01]))(?=[/_-]|\d{6,12}[/_-]|$|\.)"
)


def day_of_address(address: str) -> tuple[date, str] | None:
    """The one day an address contains, and the part that says so; None for none, or for two."""
    found: dict[date, str] = {}
    for match in _DAY.finditer(address[:500]):
        try:
            found.setdefault(date(int(match["y"]), int(match["m"]), int(match["d"])), match[0].strip("/"))
        except ValueError:
            continue
    return next(iter(found.items())) if len(found) == 1 else None
