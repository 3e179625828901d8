"""An archive that `invoke serve` keeps up to date: a warm process builds it, in copies that went ahead.

The functions below are that process's: the settings of the archive are a file, as those of a site are.
"""

from __future__ import annotations

import ast
import logging
from collections.abc import Callable
from pathlib import Path
from random import Random

from pelican import Pelican
from pelican.settings import read_settings

from tests.conftest import ROOT
from tools.building import Ready, calling
from tools.live.builders import PRELOADED, Builder, builder
from tools.live.builds import Outcome

from .edits import ChangingArchive
from .forks import Ended

CODE = [ROOT / name for name in ("plugins", "tools")]


class ServedArchive(ChangingArchive):
    """Stories that change at random, and a site that a warm process keeps up to date."""

    plugins = ("plugins.archive_pages", "plugins.archive_search")

    def __init__(self, folder: Path, random: Random) -> None:
        super().__init__(folder, random)
        self._said = folder / "settings"
        self.warm_process: Builder = builder([str(self._said)], __name__, CODE, PRELOADED)

    def build(self, output: str, *, fast: bool) -> Ended:
        if not fast:
            return super().build(output, fast=False)
        said = repr(self.settings | self.places(output) | self.settings_of(output, fast=True))
        if not self._said.exists() or self._said.read_text() != said:
            self._said.write_text(said)
        outcome = self.warm_process.build()
        return Ended(int(not outcome.new_site), "\n".join(outcome.lines), None)


def build(settings: str, made: Callable[[], object] = lambda: None, ready: Ready | None = None) -> Outcome:
    """Builds the site of the settings that the file of this name holds."""
    logging.disable(logging.INFO)
    override = ast.literal_eval(Path(settings).read_text())
    try:
        with calling(lambda fast: fast.wait(ready) if ready else None):
            pelican = Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=override))
            pelican.fast_build_made = made
            pelican.run()
    except SystemExit as stopped:  # as one ends that had to leave something out
        return Outcome(False, (str(stopped.code),))
    return Outcome(True)
