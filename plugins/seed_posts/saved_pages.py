"""Saved web pages as bytes: what browsers and archives put around a page, taken off again.

A page is saved as its markup alone (.html), with a folder of pictures beside it, in one file with its pictures as
`data:` addresses (SingleFile), or as a mail message with parts (.mht). All come to the bytes of the markup, where
it was saved from, and when. Only the standard library reads them, and limits come before parsing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from .decoding import NotText

MHT_KINDS = frozenset({".mht", ".mhtml"})
PICTURES_FACTOR = 8  # a page with its pictures inside may have so many times the bytes of one without
PARTS_MAX = 2_000  # of an .mht file; every picture and style sheet is one
NESTED_MAX = 8  # multiparts inside each other
HEAD_BYTES = 64 * 1024  # what is searched for the comment a browser leaves

_DATA = re.compile(rb"data:[\w.+/-]{1,80}(?:;[\w=.-]{1,60}){0,4},[^\s\"'<>)]{64,}")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BOUNDARY = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(rb"^--", re.MULTILINE)
_ADDRESS = r"(?P<uri>https?://[^\s<>\"]{3,2000})"
_SAVED = (
    re.compile(rf"<!--\s{{0,9}}saved from url=\(\d{{1,6}}\)\s{{0,9}}{_ADDRESS}", re.IGNORECASE),
    re.compile(
        rf"<!--\s{{0,9}}Page saved with SingleFile\s{{1,9}}url:\s{{0,9}}{_ADDRESS}\s{{1,9}}saved date:\s{{0,9}}"
        r"(?P<when>[^\n(]{8,60})",
        re.IGNORECASE,
    ),
)
_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/(?P<when>\d{8})\d{0,6}(?:[a-z]{2}_)?/(?P<uri>https?:/{1,2}[^\s<>\"]{3,2000})", re.I
)
_TOOLBAR = ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The markup of a page, with where it was saved from in a comment as browsers leave it, and when it was saved."""

    data: bytes
    saved_at: str = ""  # ISO 8601; "" where the file does not say


def without_pictures(data: bytes) -> bytes:
    """The bytes of a page without what its `data:` addresses hold."""
    return _DATA.sub(b"data:,", data) if b"data:" in data else data


def unpack(data: bytes) -> SavedPage:
    """The page of an .mht file: the part it begins with. Raises NotText for a file that is no such thing."""
    if len(_PART.findall(data)) > 4 * PARTS_MAX or len(_BOUNDARY.findall(data)) > NESTED_MAX:
        raise NotText(f"a web archive of over {PARTS_MAX:,} parts or {NESTED_MAX} levels")
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        page = _page_of(message)
        markup = page.get_payload(decode=True) if page is not None else None
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError, RecursionError):
        markup = None
        page = None
    if page is None or not isinstance(markup, bytes) or not markup.strip():
        raise NotText("a web archive without a page")
    declared = str(page.get_param("charset") or "") if page.get_param("charset") else ""
    uri = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    comment = f"<!-- saved from url=(0000){uri} -->\n" if re.fullmatch(_ADDRESS, uri) and "--" not in uri else ""
    return SavedPage(_with_comment(markup, comment, declared), _mailed(message))


def origin_of(markup: str) -> tuple[str, str]:
    """Where a page was saved from and when, as the comment of the browser says; "" for what it does not."""
    head = markup[:HEAD_BYTES]
    for pattern in _SAVED:
        if found := pattern.search(head):
            return found["uri"], _day(found.groupdict().get("when") or "")
    return "", ""


def original_address(uri: str) -> tuple[str, str]:
    """The address behind one of the Wayback Machine, and the day of the snapshot; others as they are."""
    found = _WAYBACK.match(uri)
    if not found:
        return uri, ""
    when = found["when"]
    address = re.sub(r"^(https?):/{1,2}", r"\1://", found["uri"])
    return address, f"{when[:4]}-{when[4:6]}-{when[6:8]}"


def without_toolbar(markup: str) -> str:
    """The markup without the bar the Wayback Machine lays over a page."""
    begin = markup.find(_TOOLBAR[0])
    end = markup.find(_TOOLBAR[1], begin)
    return markup[:begin] + markup[end + len(_TOOLBAR[1]) :] if 0 <= begin < end else markup


def _page_of(message: EmailMessage) -> EmailMessage | None:
    """The part that is the page: the one the archive names as its start, else the first of HTML."""
    start = str(message.get_param("start") or "").strip("<> ")
    first: EmailMessage | None = None
    for count, part in enumerate(message.walk()):
        if count > PARTS_MAX:
            break
        if part.get_content_type() not in ("text/html", "application/xhtml+xml") or part.is_multipart():
            continue
        if not isinstance(part, EmailMessage):
            continue
        if start and _header(part, "Content-ID").strip("<> ") == start:
            return part
        first = first or part
    return first


def _with_comment(markup: bytes, comment: str, declared: str) -> bytes:
    """The markup behind a comment; in marked UTF-8 where the part's header knows its encoding, for it knows best."""
    try:
        return codecs.BOM_UTF8 + comment.encode("ascii") + markup.decode(declared).encode("utf-8")
    except (LookupError, UnicodeError):  # no encoding declared, or a wrong one
        return markup if markup.startswith(_MARKS) else comment.encode("ascii", "ignore") + markup


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, TypeError, IndexError, AttributeError):  # headers made to break the parser
        return ""


def _mailed(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "Date")).astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""


def _day(text: str) -> str:
    """ "Mon Nov 20 2023 10:11:12 GMT+0100" as a day."""
    found = re.search(r"\b([A-Z][a-z]{2}) (\d{1,2}) (\d{4})\b", text)
    try:
        return datetime.strptime(" ".join(found.groups()), "%b %d %Y").strftime("%Y-%m-%d") if found else ""
    except ValueError:
        return ""
