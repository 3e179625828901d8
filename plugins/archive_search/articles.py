"""Pelican's articles → records. Works with what any article has; uses what an archive's posts add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from html.parser import HTMLParser
from typing import Any, NamedTuple

from .corpus import DIGEST, digest_of
from .records import UNLISTED, Named, Record, Source, address_of, clean
from .store import digest
from .tags import Tag, named, unique

DATE_LENGTH = {"day": 10, "month": 7, "year": 4, "unknown": 0}  # characters of YYYY-MM-DD that are known
ROLES = UNLISTED | {"primary", "secondary"}
_SILENT = frozenset(("script", "style", "template", "noscript"))
_INLINE_NAMES = """
a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())


class Trees(NamedTuple):
    """The tags that posts name by id. Without any, ids are labels."""

    regions: Mapping[str, Tag]
    topics: Mapping[str, Tag]


NO_TREES = Trees({}, {})


def trees_of(archive: Any) -> Trees:
    """The trees of the object `archive` of a template context, if another plugin has put one there.

    Its `regions` and `topics` have `nodes` (id → node); a node has a `label`, and ids of its `children`.
    """
    return Trees(*(_tree(getattr(getattr(archive, name, None), "nodes", {})) for name in ("regions", "topics")))


def _tree(nodes: Mapping[str, Any]) -> dict[str, Tag]:
    """Each node as a tag with all that contains it directly, whichever way its page is reached."""
    parents: dict[str, list[str]] = defaultdict(list)
    for id, node in nodes.items():
        for child in getattr(node, "children", ()):
            parents[child].append(id)
    made: dict[str, Tag] = {}

    def tag_of(id: str, below: frozenset[str]) -> Tag:
        if id not in made:
            above = [tag_of(parent, below | {id}) for parent in sorted(parents[id]) if parent not in below]
            made[id] = Tag(id, clean(str(nodes[id].label)), tuple(above))
        return made[id]

    return {id: tag_of(id, frozenset((id,))) for id in sorted(nodes)}


def named_in(trees: Trees, articles: Sequence[Any]) -> Named:
    """What the records of these articles know by the ids that their posts name."""
    digests: dict[Tag, str] = {}

    def told(tag: Tag) -> str:
        if tag not in digests:
            digests[tag] = digest("\0".join((tag.id, tag.label, *map(told, tag.parents))).encode()).hex()
        return digests[tag]

    kinds = (("region", trees.regions), ("topic", trees.topics))
    return Named(
        {kind: {id: told(tag) for id, tag in tree.items()} for kind, tree in kinds},
        lambda place: map(clean, _items(_metadata_of(articles[place]).get("topics"))),
    )


def _metadata_of(article: Any) -> Mapping[str, Any]:
    read = getattr(article, "metadata_as_read", None)  # of a fast build: nothing else is made of the article for it
    found: Mapping[str, Any] = read() if read else article.metadata
    return found


def sources_of_articles(
    articles: Sequence[Any], told: Sequence[bytes], trees: Trees, escaped: bool, frame: bytes
) -> list[Source]:
    """The sources of the articles' records. Where `told_of_article` told something, an article is not touched until
    somebody asks for its record; `frame` stands for all that a record depends on beside that and what `named_in`
    tells."""
    mark, found = frame.hex(), []
    for article, some in zip(articles, told, strict=True):
        if not some:
            record = record_of_article(article, trees, escaped)
            found.append(Source(digest_of(record), partial(_itself, record)))
            continue
        make = partial(record_of_article, article, trees, escaped)
        if len(some) > DIGEST:
            found.append(Source(mark + digest(some).hex(), make))
        else:
            found.append(Source(mark + some.hex(), make, partial(_key_of, article, mark)))
    return found


def _itself(record: Record) -> Record:
    return record


def _key_of(article: Any, mark: str) -> str:
    """The key of the article if somebody had looked at it."""
    return mark + digest(_told(article.post_digest, article)).hex()


def told_of_article(article: Any) -> bytes:
    """What an article's record is made of beside settings, code and trees: of one that nobody looked at yet, the digest
    of its post, else that and its address; b"" where nobody can tell."""
    read: bytes = getattr(article, "post_digest", None) or b""
    if not read or getattr(article, "is_untouched", False):
        return read
    return _told(read, article)


def _told(read: bytes, article: Any) -> bytes:
    return b"\0".join((read, str(article.url).encode(), str(article.slug).encode()))


def record_of_article(article: Any, trees: Trees = NO_TREES, escaped: bool = False) -> Record:
    """The record of one article.

    `escaped` says that templates escape what they print, so that a title is text; else it is markup.
    """
    metadata = article.metadata
    signed = "authors" in metadata or "author" in metadata  # else Pelican names the site's owner
    authors = getattr(article, "authors", None) or ()
    regions = _regions(metadata, trees)  # where there are any, Pelican's tags are what regions and topics are called
    return Record(
        id=str(article.slug),
        title=clean(str(article.title) if escaped else text_of(str(article.title))),
        body=clean("\n".join(filter(None, (_one(metadata.get("deck")), text_of(article.content or ""))))),
        date=_date(article),
        url=str(article.url),
        source=named(*filter(None, (clean(_one(metadata.get("source"))),))),
        agency=clean(_one(metadata.get("agency"))),
        authors=unique(named(*(clean(str(author)) for author in authors if signed))),
        regions=regions,
        topics=_topics(metadata, trees) or (() if regions else _filed(article)),
        lang=clean(str(getattr(article, "lang", None) or "")),
        original_url=address_of(clean(_one(metadata.get("original_url")))),
        rights=clean(_one(metadata.get("rights"))),
        assigned=_one(metadata.get("title_assigned")) == "yes",
    )


def _regions(metadata: Mapping[str, Any], trees: Trees) -> tuple[Tag, ...]:
    ids = filter(None, map(_listed, _items(metadata.get("regions"))))
    return unique(trees.regions.get(id) or Tag(id, id) for id in map(clean, ids))


def _topics(metadata: Mapping[str, Any], trees: Trees) -> tuple[Tag, ...]:
    """A code that the tree of topics lacks says nothing to a reader."""
    codes = [clean(code) for code in _items(metadata.get("topics"))]
    return unique(
        trees.topics.get(code) or Tag(code, code) for code in codes if code in trees.topics or not trees.topics
    )


def _filed(article: Any) -> tuple[Tag, ...]:
    """Pelican's own tags and category; the category that articles without one get is none."""
    settings = getattr(article, "settings", None) or {}
    category = getattr(article, "category", None)
    chosen = category is not None and str(category) != settings.get("DEFAULT_CATEGORY")
    items = [*(getattr(article, "tags", None) or ()), *([category] if chosen else ())]
    return unique(Tag(clean(str(getattr(item, "slug", item))), clean(str(item))) for item in items)


def text_of(markup: str) -> str:
    """The text of HTML, each block on a line of its own."""
    reader = _TextReader()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0  # how many script-like elements are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\n", " "))


def _date(article: Any) -> str:
    value = getattr(article, "date", None)
    if value is None or value.year < 2:  # year 1 is how a post says "undated"
        return ""
    precision = _one(article.metadata.get("date_precision"))
    return f"{value.year:04}-{value.month:02}-{value.day:02}"[: DATE_LENGTH.get(precision, 10)]


def _listed(item: str) -> str:
    """The region of "CN-HL primary" or of "Port Alder"; "" where it is only mentioned: the text tells that."""
    region, _, role = item.rpartition(" ")
    return item if role not in ROLES else "" if role in UNLISTED else region


def _items(value: Any) -> list[str]:
    return [item.strip() for item in _one(value).split(";") if item.strip()]


def _one(value: Any) -> str:
    """A metadata value as one line of text; Markdown gives a list where a head line is repeated."""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "").strip()
