"""What vocabularies said of an id is known without them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from plugins.archive_pages.alone import Alone
from plugins.archive_pages.remembered import Vocabulary


def test_a_vocabulary_that_was_let_go_is_loaded_again_for_an_id_nobody_asked_for(tmp_path: Path) -> None:
    loaded: list[int] = []

    def load() -> SimpleNamespace:
        loaded.append(1)
        return SimpleNamespace(get=lambda id: SimpleNamespace(label=f"The {id}", path=id, parent=""))

    vocabulary = Vocabulary("regions", load, Alone(tmp_path), b"of these files")
    assert vocabulary.label("CN") == "The CN"

    vocabulary.let_go()

    assert vocabulary.label("CN") == "The CN"
    assert len(loaded) == 1
    assert vocabulary.label("RU") == "The RU"
    assert len(loaded) == 2
