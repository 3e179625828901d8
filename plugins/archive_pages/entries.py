"""A story as listings know it: what a post's metadata head says, typed and made safe to rely on."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import Any

from msgspec import Struct

from plugins.seed_posts.kinds import Basis, Precision, Role, Span

DATE_LENGTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}  # characters of YYYY-MM-DD
FIRST_YEAR = 2  # year 1 is how a post says "undated" (0001-01-01)
PRECISIONS, BASES, ROLES = frozenset(Precision), frozenset(Basis), frozenset(Role)
LISTED_ROLES = (Role.PRIMARY, Role.SECONDARY)  # a mention is found by search only

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Listed(Struct, frozen=True):
    """A region of a post, how much the story is about it, and whether only another region of the story implies it."""

    id: str
    role: Role
    implied: bool = False


class Entry(Struct, frozen=True):
    """One story, as the listings and trees see it. `date` is cut to its precision, "" when unknown."""

    slug: str
    url: str  # site-relative, "article/<slug>/"
    title: str
    title_assigned: bool = False
    deck: str = ""
    summary: str = ""
    date: str = ""
    precision: Precision = Precision.UNKNOWN
    basis: Basis = Basis.NONE
    source: str = ""
    agency: str = ""
    authors: tuple[str, ...] = ()
    regions: tuple[Listed, ...] = ()  # those the story is listed under
    mentions: tuple[str, ...] = ()  # ids of those it only names, or was filed from
    topics: tuple[str, ...] = ()
    original_url: str = ""
    dateline: str = ""
    lang: str = "en"
    rights: str = ""
    seed: str = ""
    seed_lines: Span | None = None
    seed_sha256: str = ""
    reprint_of: str = ""
    review: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def is_digest(self) -> bool:
        """True for a story told by this archive in its own words."""
        return self.rights == "digest"

    @property
    def is_reprint(self) -> bool:
        return bool(self.reprint_of)

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def month(self) -> str:
        """ "03"; "" where the capture gives a year only."""
        return self.date[5:7]


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by date, newest first, then by slug; a date without a day counts as its first; undated last."""
    by_slug = sorted(entries, key=lambda entry: entry.slug)
    return tuple(sorted(by_slug, key=lambda entry: entry.date, reverse=True))


def read_entry(metadata: Mapping[str, Any], url: str, *, slug: str = "", default_lang: str = "en") -> Entry:
    """The entry of a post. Every field but the title may be missing, as in a post written by hand."""
    date, precision = _date(metadata)
    regions = _regions(_text(metadata, "regions"), frozenset(split_list(_text(metadata, "regions_implied"))))
    title = _text(metadata, "title")
    return Entry(
        slug=slug or _text(metadata, "slug"),
        url=url,
        title=title or "Untitled",
        title_assigned=_text(metadata, "title_assigned") == "yes",
        deck=_text(metadata, "deck"),
        summary=_text(metadata, "summary"),
        date=date,
        precision=precision,
        basis=_basis(_text(metadata, "date_basis")),
        source=_text(metadata, "source"),
        agency=_text(metadata, "agency"),
        authors=tuple(str(author) for author in metadata.get("authors") or ()),
        regions=tuple(region for region in regions if region.role in LISTED_ROLES),
        mentions=tuple(region.id for region in regions if region.role not in LISTED_ROLES),
        topics=_unique(split_list(_text(metadata, "topics"))),
        original_url=web_address(_text(metadata, "original_url")),
        dateline=_text(metadata, "dateline"),
        lang=language_code(_text(metadata, "lang")) or default_lang,
        rights=_text(metadata, "rights"),
        seed=_text(metadata, "seed"),
        seed_lines=_span(_text(metadata, "seed_lines")),
        seed_sha256=_text(metadata, "seed_sha256"),
        reprint_of=_text(metadata, "reprint_of"),
        review=tuple(split_list(_text(metadata, "review"))),
        hidden=_text(metadata, "status") == "hidden",
    )


def split_list(text: str) -> list[str]:
    """The items of a metadata list, whose items end with semicolons."""
    return [item.strip() for item in text.split(";") if item.strip()]


def web_address(text: str) -> str:
    """The text if it is an http(s) address without spaces, else ""; nothing else becomes a link."""
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) and not re.search(r"\s", text) else ""


def language_code(text: str) -> str:
    """The text if it has the form of a language tag, else ""."""
    return text if _LANGUAGE.fullmatch(text) else ""


def _text(metadata: Mapping[str, Any], key: str) -> str:
    value = metadata.get(key)
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):  # Markdown gives a list where a head line is repeated
        value = " ".join(str(item) for item in value)
    return str(value).strip()


def _date(metadata: Mapping[str, Any]) -> tuple[str, Precision]:
    value = metadata.get("date")
    if value is None or value.year < FIRST_YEAR:
        return "", Precision.UNKNOWN
    written = _text(metadata, "date_precision")
    precision = Precision(written) if written in PRECISIONS else Precision.DAY
    if precision is Precision.UNKNOWN:
        return "", precision
    day = f"{value.year:04}-{value.month:02}-{value.day:02}"
    return day[: DATE_LENGTH[precision]], precision


def _basis(text: str) -> Basis:
    return Basis(text) if text in BASES else Basis.NONE


def _regions(text: str, implied: Container[str]) -> tuple[Listed, ...]:
    """Each region once, in the post's order; an item with a role nobody knows is passed over."""
    found: dict[str, Listed] = {}
    for item in split_list(text):
        region, _, role = item.rpartition(" ")
        if not region:  # an id without a role, in a post written by hand
            region, role = item, Role.PRIMARY
        id = region.strip()
        if role in ROLES:
            found.setdefault(id, Listed(id, Role(role), id in implied))
    return tuple(found.values())


def _span(text: str) -> Span | None:
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    return (int(match[1]), int(match[2])) if match else None


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
