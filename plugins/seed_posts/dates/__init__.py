"""The date of a story: what its own lines print, and what its neighbours settle.

Order of trust: a stamp printed in the story's head, a dateline, an age ("13 years old"), the
order of a thread, inference. Wrong is worse than missing: a date that could belong to the
page, a comment or an event in the story is left out and the reason says so.
"""

from __future__ import annotations

from ..stamps.datelabels import is_date_line
from .printed import printed_date
from .timeline import complete

__all__ = ["complete", "is_date_line", "printed_date"]
