"""Pages rendered in several processes are those that one renders, in its order, with its errors and warnings."""

from __future__ import annotations

import logging
import os

import pytest

from plugins.fast_build.workers import WORTH, in_processes, processes_wanted

HERE = os.getpid()
PAGES = range(50)


def page(number: int) -> bytes:
    return f"page {number} ".encode() * (number * 997 % 5000)


@pytest.mark.parametrize("count", [1, 2, 3, 60])
def test_pages_come_in_order_whatever_the_number_of_processes(count: int) -> None:
    assert list(in_processes(count, PAGES, page)) == list(map(page, PAGES))


def test_pages_are_rendered_in_other_processes() -> None:
    processes = {int(content) for content in in_processes(3, PAGES, lambda _: str(os.getpid()).encode())}

    assert len(processes) == 3
    assert HERE not in processes


def test_an_error_is_raised_here_after_the_pages_before_it() -> None:
    def fails(number: int) -> bytes:
        if number == 7:
            raise ValueError(f"page 7 of {os.getpid()}")
        return page(number)

    pages = in_processes(2, PAGES, fails)

    assert [next(pages) for _ in range(7)] == list(map(page, range(7)))
    with pytest.raises(ValueError, match=f"page 7 of {HERE}"):
        next(pages)


def test_a_warning_is_logged_here_once_and_in_order(caplog: pytest.LogCaptureFixture) -> None:
    def warns(number: int) -> bytes:
        if number % 9 == 0:
            logging.getLogger("pages").warning("page %d", number)
        return page(number)

    found = list(in_processes(3, PAGES, warns))

    assert found == list(map(page, PAGES))
    assert [record.getMessage() for record in caplog.records] == [f"page {number}" for number in range(0, 50, 9)]


def test_the_pages_of_a_process_that_dies_are_rendered_here() -> None:
    def dies(number: int) -> bytes:
        if number == 20 and os.getpid() != HERE:
            os._exit(9)
        return page(number)

    assert list(in_processes(2, PAGES, dies)) == list(map(page, PAGES))


def test_what_leaves_something_behind_is_rendered_here() -> None:
    behind = []

    def leaves(number: int) -> bytes:
        behind.append(number)
        return page(number)

    found = list(in_processes(2, PAGES, leaves, only_here=lambda number: number % 10 == 0))

    assert found == list(map(page, PAGES))
    assert behind == [0, 10, 20, 30, 40]


def test_processes_that_are_no_longer_needed_end() -> None:
    pages = in_processes(2, PAGES, lambda _: str(os.getpid()).encode())
    process = int(next(pages))

    pages.close()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_few_pages_are_rendered_in_one_process() -> None:
    assert processes_wanted(4, WORTH - 1) == 1
    assert processes_wanted(4, WORTH) == 4
    assert processes_wanted(1, WORTH) == 1
    assert processes_wanted(0, WORTH) >= 1
