"""The settings of this plugin."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import FastBuildError

STATES = ".build/fast"  # below the folder that holds the content


def is_on(settings: Mapping[str, Any]) -> bool:
    """Whether the site wants fast builds. Raises FastBuildError for a setting of the wrong kind."""
    for name, kind, said in (
        ("FAST_BUILD", bool, "True or False"),
        ("FAST_BUILD_ADOPT", bool, "True or False"),
        ("FAST_BUILD_STATE", str, "the name of a folder"),
        ("FAST_BUILD_TIMINGS", bool, "True or False"),
        ("FAST_BUILD_WORKERS", int, "a number of processes"),
    ):
        if name in settings and not isinstance(settings[name], kind):
            raise FastBuildError(f"{name}: {settings[name]!r} is not {said}; correct the settings")
    return bool(settings.get("FAST_BUILD", False))


def states_folder(settings: Mapping[str, Any]) -> Path:
    """Where the states of output folders are kept: never inside one."""
    content, output = (os.path.realpath(settings[name]) for name in ("PATH", "OUTPUT_PATH"))
    home = content if output.startswith(content + os.sep) else os.path.dirname(content)
    states = os.path.realpath(os.path.join(home, settings.get("FAST_BUILD_STATE", STATES)))
    if (states + os.sep).startswith(output + os.sep):
        raise FastBuildError(f"FAST_BUILD_STATE: {states} lies in the output folder; name one outside it")
    return Path(states)
