"""Dates as they are printed: words, figures, labels, and what they leave open."""

from __future__ import annotations

from .read import read_stamps
from .stamp import Stamp, weekday_of

__all__ = ["Stamp", "read_stamps", "weekday_of"]
