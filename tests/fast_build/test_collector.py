"""The collector of cycles rests while little is made, and works again afterwards."""

from __future__ import annotations

import gc

from plugins.fast_build.collector import MUCH, Rest


def test_it_rests_until_much_is_made() -> None:
    rest = Rest()
    rest.made(MUCH - 1)
    resting = not gc.isenabled()

    rest.made()

    assert resting
    assert gc.isenabled()


def test_it_works_again_after_the_end() -> None:
    Rest().end()

    assert gc.isenabled()


def test_it_stays_off_where_somebody_else_switched_it_off() -> None:
    gc.disable()
    try:
        rest = Rest()
        rest.end()

        assert not gc.isenabled()
    finally:
        gc.enable()
