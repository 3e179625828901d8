"""The edge to Pelican: a build is opened before Pelican runs, and ended when everything is written."""

from __future__ import annotations

import errno
import sys
from typing import Any

from pelican import signals

from . import quickening
from .errors import FastBuildError, cannot_write
from .session import FastBuild
from .settings import is_on
from .writer import FastWriter, through_outputs

NAME = "fast_build"  # what the build is called in the templates' context


def connect() -> None:
    signals.initialized.connect(prepare)
    quickening.connect()
    signals.generator_init.connect(learn)
    signals.get_writer.connect(writer)
    signals.static_generator_init.connect(through_outputs)


def prepare(pelican: Any) -> None:
    """Lets every run of this Pelican be a fast build, where the settings want it."""
    try:
        if not is_on(pelican.settings):
            return
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    run = pelican.run
    pelican.run = lambda: build(pelican, run)


def build(pelican: Any, run: Any) -> None:
    """Runs Pelican. A build that fails leaves the site as it was; what ends it is one line where it is no bug."""
    settings = pelican.settings
    pelican.delete_outputdir = False  # what this build does not put goes at its end
    try:
        fast = FastBuild(settings, pelican.plugins)
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    settings[NAME] = fast
    try:
        try:
            run()
        except BaseException:
            fast.abandon()
            fast.save(whole=False)
            raise
        fast.save(whole=True)
        for line in fast.report():
            print(line, file=sys.stderr)
        if settings.get("FAST_BUILD_TIMINGS", False):
            print("\n".join(fast.timings.lines()))
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SystemExit(f"error: {cannot_write(error.filename or settings['OUTPUT_PATH'], error)}") from None
    finally:
        del settings[NAME]
        fast.close()


def learn(generator: Any) -> None:
    """Lets the build know what templates find: all generators share one context, and make their environments alike."""
    fast: FastBuild | None = generator.settings.get(NAME)
    if fast is not None:
        fast.pages.context = generator.context
        fast.pages.environment = generator.env


def writer(pelican: Any) -> type[FastWriter] | None:
    return FastWriter if NAME in pelican.settings else None
