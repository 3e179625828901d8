"""What readers fetch stays within the budgets of docs/design.md section 8."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from benchmarks.page_weights import Weight, weigh
from tests.conftest import BuiltSite
from tools.hosting import PagesServer
from tools.kinds import one_of_each

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(repo_site: BuiltSite) -> Iterator[PagesServer]:
    with PagesServer(repo_site.folder, prefix=repo_site.prefix).start() as server:
        yield server
        server.shutdown()


@pytest.mark.parametrize("kind", ["home", "country", "article", "long article", "reprint", "search", "data"])
def test_a_page_is_within_its_budget(chromium: Browser, server: PagesServer, repo_site: BuiltSite, kind: str) -> None:
    weight = weigh(chromium, server, kind, one_of_each(repo_site.folder)[kind])

    assert weight.too_heavy == []
    assert weight.sent["HTML"] > 1000  # bytes: something was weighed
    assert weight.sent["CSS"] > 1000


def test_too_much_would_be_noticed() -> None:
    heavy = Weight("article", 99_000, {"HTML": 20_000, "CSS": 25_000, "fonts": 90_000}, 7, 4)

    assert heavy.too_heavy == ["45000 bytes, at most 25000", "7 requests", "25000 bytes of CSS"]
    assert Weight("article", 99_000, {"HTML": 9_000, "fonts": 90_000}, 6, 4).too_heavy == []
