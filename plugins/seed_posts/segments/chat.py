"""Chats written to a file: lines that begin with a day, a time and who wrote ("15/06/2020, 07:45 - Ana Lind: ")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

CHAT_MIN = 2  # such lines; one alone may be a line of a log that a story prints
CHAT_LINE = "chat-line"  # detail of a chunk that opens a message

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
_PREFIX = re.compile(rf"(?:\[{_DAY},? {_TIME}\]|{_DAY},? {_TIME} [-–]) [^:]{{1,40}}: (?=\S)", re.IGNORECASE)


def chat_prefixes(texts: Sequence[str]) -> Mapping[int, int]:
    """The indexes of lines that open a message, each with the number of characters before its words."""
    found = {index: match.end() for index, text in enumerate(texts) if (match := _PREFIX.match(text))}
    return found if len(found) >= CHAT_MIN else {}
