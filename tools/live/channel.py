"""What open pages are told: which site is the newest, and what was wrong with the last build."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Condition

LINES_SHOWN = 50  # of the errors of one build; the terminal has them all
LETTERS_SHOWN = 1000  # of one line


@dataclass(frozen=True, slots=True)
class News:
    """What a page is told: it loads itself again if it belongs to another site, and shows the lines."""

    number: int  # rises whenever there is something to tell
    site: int  # rises with each new site
    search: int  # the site whose search is there
    lines: tuple[str, ...]
    whole: bool  # False: nothing was built, and the site is the last good one
    early: bool = False  # pages are there before the build has ended


class Channel:
    """Where the loop says what happened and the connections of open pages hear it."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a page of an earlier run belongs to another site
        self._news = News(0, 0, 0, (), whole=True)
        self._changed = Condition()
        self._closed = False

    def tell_of_pages(self) -> None:
        """Says that the pages of a new site are there while its search is being made."""
        with self._changed:
            last = self._news
            self._news = replace(last, number=last.number + 1, site=last.site + 1, early=True)
            self._changed.notify_all()

    def tell(self, lines: Sequence[str] = (), *, new_site: bool) -> None:
        """Says how a build ended: with a new site or none, and what was wrong."""
        left_out = len(lines) - LINES_SHOWN
        shown = [line[:LETTERS_SHOWN] for line in lines[:LINES_SHOWN]]
        if left_out > 0:
            shown.append(f"and {left_out} more lines in the terminal")
        with self._changed:
            last = self._news
            site = last.site + (new_site != last.early)  # pages that came early are the last good ones, or go again
            self._news = News(last.number + 1, site, site, tuple(shown), whole=new_site)
            self._changed.notify_all()

    def close(self) -> None:
        """Ends every connection."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def site(self) -> str:
        """The name of the newest site, unlike those of earlier runs: letters, digits and a hyphen."""
        return self._name(self._news.site)

    @property
    def search(self) -> str:
        """The name of the site whose search is there."""
        return self._name(self._news.search)

    def messages(self, patience: float) -> Iterator[str]:
        """The news as lines of JSON: the present ones at once, then what comes; "" after so many seconds without."""
        heard = -1
        while not self._closed:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._news.number != heard, patience)  # noqa: B023
                news = self._news
            if self._closed:
                return
            if news.number == heard:
                yield ""
                continue
            heard = news.number
            names = {"site": self._name(news.site), "search": self._name(news.search)}
            yield json.dumps({**names, "whole": news.whole, "lines": news.lines})

    def _name(self, site: int) -> str:
        return f"{self._run}-{site}"
