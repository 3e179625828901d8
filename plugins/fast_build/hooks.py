"""The edge to Pelican: a build is opened before Pelican runs, and ended when everything is written."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Mapping
from typing import Any

from pelican import signals

from . import quickening
from .collector import Rest
from .errors import FastBuildError, cannot_write
from .session import FastBuild
from .settings import is_on, states_folder
from .statics import through_outputs
from .timings import Timings
from .writer import quickened

NAME = "fast_build"  # what the build is called in the templates' context


def connect() -> None:
    rest = Rest()  # until all plugins are loaded: there is no garbage in modules

    def loaded(_: Any) -> None:
        rest.end()
        signals.initialized.disconnect(loaded)

    signals.initialized.connect(loaded, weak=False)
    signals.initialized.connect(prepare)
    quickening.connect()
    signals.generator_init.connect(learn)
    signals.static_generator_init.connect(through_outputs)


def prepare(pelican: Any) -> None:
    """Lets every run of this Pelican be a fast build, where the settings want it."""
    try:
        if not is_on(pelican.settings):
            return
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    run, get_writer = pelican.run, pelican._get_writer
    pelican.run = lambda: build(pelican, run)
    pelican._get_writer = lambda: quickened(get_writer())  # Pelican's own, or another plugin's


def build(pelican: Any, run: Any) -> None:
    """Runs Pelican. A build that fails leaves the site as it was; what ends it is one line where it is no bug."""
    leave_quickly()
    settings = pelican.settings
    try:
        fast = FastBuild(settings, pelican.plugins)
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    settings[NAME] = fast
    fast.when_made = getattr(pelican, "fast_build_made", fast.when_made)  # of whoever runs Pelican
    wholly_ours, pelican.delete_outputdir = pelican.delete_outputdir, False  # what this build does not put goes anyway
    try:
        try:
            if wholly_ours and not contains(settings["OUTPUT_PATH"], settings["PATH"]):
                fast.outputs.remove_foreign(pelican.output_retention)
            run()
        except BaseException:
            fast.abandon()
            raise
        fast.save()
        for line in fast.report():
            print(line, file=sys.stderr)
        if settings.get("FAST_BUILD_TIMINGS", False):
            before: Timings | None = getattr(pelican, "fast_build_after", None)  # of whoever runs Pelican
            print("\n".join(["", *fast.timings.whole(before).lines(), *fast.pages.reasons()]))
    except FastBuildError as error:
        raise SystemExit(f"error: {error}") from None
    except OSError as error:
        place = error.filename2 or error.filename or settings["OUTPUT_PATH"]
        if error.errno not in (errno.ENOSPC, errno.EDQUOT) and not is_written_to(place, settings):
            raise
        raise SystemExit(f"error: {cannot_write(os.fsdecode(place), error)}") from None
    except KeyboardInterrupt:  # which Pelican ends with 0, as if all were well
        raise SystemExit(f"error: {settings['OUTPUT_PATH']}: interrupted; build again to bring it up to date") from None
    finally:
        pelican.fast_built = fast.built()  # for whoever runs Pelican
        pelican.delete_outputdir = wholly_ours
        del settings[NAME]
        fast.close()


def is_written_to(place: Any, settings: Mapping[str, Any]) -> bool:
    """Whether an error is about a file below the output folder or the states: no bug, but something in the way."""
    folders = (settings["OUTPUT_PATH"], str(states_folder(settings)))
    return isinstance(place, (str, bytes)) and any(contains(folder, os.fsdecode(place)) for folder in folders)


def leave_quickly() -> None:
    """Lets the process end without a look at all that the build held: the system takes its memory back at once."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def contains(folder: str, other: str) -> bool:
    """Whether the other folder is this one or lies in it."""
    folder, other = os.path.realpath(folder), os.path.realpath(other)
    return os.path.commonpath([folder]) == os.path.commonpath([folder, other])


def learn(generator: Any) -> None:
    """Lets the build know what templates find: all generators share one context, and make their environments alike."""
    fast: FastBuild | None = generator.settings.get(NAME)
    if fast is not None:
        fast.pages.context = generator.context
        fast.pages.environment = generator.env
        if generator.env.bytecode_cache is None:
            generator.env.bytecode_cache = fast.bytecode
