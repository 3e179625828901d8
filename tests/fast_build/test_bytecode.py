"""A template is compiled once, and again when anything that decides how it is compiled has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from plugins.fast_build.bytecode import Bytecode
from plugins.fast_build.memo import Memo
from plugins.fast_build.pages import Pages
from plugins.fast_build.state import State


class Counting(Environment):
    """Counts what it compiles."""

    compiled = 0

    def compile(self, *arguments: Any, **more: Any) -> Any:
        type(self).compiled += 1
        return super().compile(*arguments, **more)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path / "state", str(tmp_path / "site"))
    yield state
    state.close()


def rendered(
    state: State, source: str, own: Callable[[str], str] = str.upper, name: str = "page.html", **options: Any
) -> tuple[str, int]:
    """The page as a build of its own renders it, and how many templates it compiled."""
    Counting.compiled = 0
    memo = Memo(state)
    environment = Counting(loader=DictLoader({name: source}), **options)
    environment.filters["own"] = own
    environment.bytecode_cache = Bytecode(memo, Pages(memo, [".html"]).calls_digest)
    text = environment.get_template(name).render(word="w")
    state.save(memo.changes(whole=True), {})
    return text, Counting.compiled


def holding(text: str) -> Callable[[str], str]:
    return lambda given: given + text


def test_a_template_is_compiled_once(state: State) -> None:
    assert [rendered(state, "{{ word|own }}!") for _ in range(2)] == [("W!", 1), ("W!", 0)]


def test_another_text_is_compiled(state: State) -> None:
    rendered(state, "{{ word }}")

    assert rendered(state, "{{ word }}?") == ("w?", 1)


def test_the_same_text_under_another_name_is_compiled_so_that_errors_name_it(state: State) -> None:
    rendered(state, "{{ word }}")

    assert rendered(state, "{{ word }}", name="other.html")[1] == 1


def test_what_a_filter_made_while_compiling_is_made_again_when_the_filter_holds_something_else(state: State) -> None:
    rendered(state, "{{ 'a'|own }}", holding("1"))

    assert rendered(state, "{{ 'a'|own }}", holding("2")) == ("a2", 1)


def test_a_template_that_calls_what_may_change_unseen_is_compiled_each_time(state: State) -> None:
    box = SimpleNamespace(full=[object()])

    def own(given: str) -> str:
        return given + str(len(box.full))

    assert [rendered(state, "{{ 'a'|own }}", own)[1] for _ in range(2)] == [1, 1]


def test_an_environment_with_other_extensions_compiles_for_itself(state: State) -> None:
    rendered(state, "{{ word }}")

    assert rendered(state, "{{ word }}", extensions=["jinja2.ext.do"])[1] == 1


def test_a_damaged_template_is_compiled_again(state: State) -> None:
    rendered(state, "{{ word }}")
    state.save([("update memo set value = cast(value || x'00' as blob)", [()])], {})

    assert rendered(state, "{{ word }}") == ("w", 1)
