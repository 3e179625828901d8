"""The heads of e-mail and Usenet messages: runs of "From: …", "Subject: …", "Date: …" lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD_MIN = 3  # such lines in a row; fewer could be a story's "Source: …" and "Date: …"

_FIELD = re.compile(
    r"(?P<name>from|to|cc|bcc|subject|date|sent|message(?=: ?\d)|newsgroups|organi[sz]ation|message-id|path|lines"
    r"|references|reply-to|sender|followup-to|in-reply-to|return-path|received|mime-version|content-[\w-]{2,30}"
    r"|nntp-[\w-]{2,30}|list-[\w-]{2,30}|x-[\w-]{2,30}|от|кому|тема|дата|отправлено|von|an|betreff|datum|gesendet"
    r"|de|à|objet|envoyé):\s?\S",
    re.IGNORECASE,
)
_SENDER = frozenset(("from", "от", "von", "de"))
_MATTER = frozenset(("subject", "тема", "betreff", "objet", "newsgroups"))
_FORWARD = re.compile(
    r"-{2,}\s?(?:original message|forwarded message|begin forwarded message|исходное сообщение"
    r"|ursprüngliche nachricht|message d'origine)\s?-{2,}|begin forwarded message:",
    re.IGNORECASE,
)


def head_lines(texts: Sequence[str]) -> frozenset[int]:
    """Indexes of the lines that are the head of a message: sender, subject and more, one below the other."""
    found: set[int] = set()
    run: list[int] = []
    names: set[str] = set()
    for index, text in enumerate([*texts, ""]):
        field = _FIELD.match(text) if ":" in text else None
        forward = _FORWARD.fullmatch(text) if text[:1] in ("-", "b", "B") else None
        if field or forward:
            run.append(index)
            if field:
                names.add(field["name"].lower())
            continue
        if len(run) >= HEAD_MIN and names & _SENDER and names & _MATTER:
            found.update(run)
        run, names = [], set()
    return frozenset(found)
