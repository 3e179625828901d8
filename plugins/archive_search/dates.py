"""How articles lie in time. Their order says most: it is that of their dates. `js/dates.mjs` reads it.

Undated articles come first; those dated to a year alone before the others of that year, those to a month before the
others of that month. So the numbers of articles with each date tell which articles they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from .bits import best_k, pack, rice
from .store import Store, to_json

FOLDER = "g/"
MONTHS, DAYS = 12, 31


def write_dates(store: Store, dates: Sequence[str]) -> dict[str, Any]:
    """Writes two files; returns the section of the manifest: their names.

    `months` is JSON: `undated`, `years`, and `counts`, thirteen a year: articles of the year alone, then of each month.
    `days` has thirty-two numbers in Rice's code for each month that has articles: of the month alone, then of each day;
    the parameter stands in `months` as `k`.
    """
    of_date = Counter(dates)
    of_month = Counter(date[:7] for date in dates)
    years = sorted({date[:4] for date in dates if date})
    counts = [of_month[period] for year in years for period in (year, *inside(year, MONTHS))]
    months = [month for year in years for month in inside(year, MONTHS) if of_month[month]]
    days = [of_date[day] for month in months for day in (month, *inside(month, DAYS))]
    numbers = np.array(days, dtype=np.int64)
    k = best_k(numbers)
    data = {"undated": of_date[""], "years": list(map(int, years)), "counts": counts, "k": k}
    return {
        "months": store.add(FOLDER, to_json(data), ".json"),
        "days": store.add(FOLDER, pack(rice(numbers, k))[0], ".bin"),
    }


def inside(period: str, parts: int) -> list[str]:
    """The months of a year, or the days of a month, as dates tell them."""
    return [f"{period}-{part:02}" for part in range(1, parts + 1)]
