"""An archive's posts as a Hugo site has them: front matter with the evidence, terms with all that contains them.

What a writer of posts can say once is said in front matter, so that Hugo need not find it out: what contains a region,
which stories come before and after in the capture, which pairs of a region and a topic a story is about.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import html

from plugins.archive_pages.terse import terse

from .tags import Pool

LAYOUTS = Path(__file__).parent / "hugo"
PAGE_SIZE = 20
STATEMENT = re.compile(  # a line of a template that puts nothing on a page, which ours leave no empty line for
    r"^[ \t]*((?:\{\{-? ?(?:if|else|end|range|with|define|block|\$\w+ :?=|/\*)[^\n]*\}\})+)\n", re.MULTILINE
)
HEAD = re.compile(r"^(\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """A post and its evidence, read from its two files."""

    head: Mapping[str, str]
    body: str
    evidence: Mapping[str, Any]

    @property
    def slug(self) -> str:
        return self.head["Slug"]

    def listed(self, name: str) -> list[str]:
        return [value.strip() for value in self.head.get(name, "").split(";") if value.strip()]

    @property
    def regions(self) -> list[tuple[str, str]]:
        """Id and role of each."""
        return [(id, role) for id, _, role in (text.partition(" ") for text in self.listed("Regions"))]


def read_posts(folder: Path) -> list[Read]:
    """Every post below the folder, by file name."""
    found = []
    for path in sorted((folder / "articles").rglob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        evidence = json.loads(path.with_suffix("").with_suffix(".evidence.json").read_text(encoding="utf-8"))
        found.append(Read(dict(HEAD.findall(head)), body, evidence))
    return found


class Names:
    """Terms of regions and topics as Hugo has them: what contains each, and how it is called."""

    def __init__(self, pool: Pool) -> None:
        self._vocabularies: dict[str, Any] = {"region": pool.regions, "topic": pool.topics}
        self._known: dict[tuple[str, str], str] = {}

    def term(self, kind: str, id: str) -> str:
        if (kind, id) not in self._known:
            item = self._vocabularies[kind].get(id)
            self._known[kind, id] = item.path.replace("/", "-") if item else ""
        return self._known[kind, id]

    def ways_up(self, kind: str, ids: Iterable[str]) -> list[str]:
        """The terms of these and of what contains them by first parents, each once."""
        found: dict[str, None] = {}
        for id in ids:
            while id and self.term(kind, id):
                found[self.term(kind, id)] = None
                item = self._vocabularies[kind].get(id)
                id = item.parent if item else ""
        return list(found)

    def data(self, kind: str, ids: Iterable[str]) -> dict[str, Any]:
        """Label, trail and children of every term above and at these ids."""
        found: dict[str, dict[str, Any]] = {}
        for start in ids:
            id, below = start, ""
            while id and self.term(kind, id):
                term, item = self.term(kind, id), self._vocabularies[kind].get(id)
                if item is None:
                    break
                entry = found.setdefault(
                    term, {"label": item.label, "level": str(getattr(item, "level", "")), "parent": "", "children": []}
                )
                if item.parent:
                    entry["parent"] = self.term(kind, item.parent)
                if below and below not in entry["children"]:
                    entry["children"].append(below)
                id, below = item.parent, term
        for entry in found.values():
            way, parent = [], entry["parent"]
            while parent:
                way.append(parent)
                parent = found[parent]["parent"]
            entry["trail"] = way[::-1]
            entry["children"].sort()
        return found


def front_matter(post: Read, names: Names, around: Mapping[str, str], printings: list[str]) -> dict[str, Any]:
    head, evidence = post.head, post.evidence
    about = [id for id, role in post.regions if role == "primary"]
    listed = [id for id, role in post.regions if role in ("primary", "secondary")]
    main = names.ways_up("region", about)
    date = head["Date"][: {"day": 10, "month": 7, "year": 4, "unknown": 0}[head["Date_Precision"]]]
    hidden = head["Status"] == "hidden"
    implied = set(post.listed("Regions_Implied"))
    deepest = sorted((id for id in about if id not in implied), key=lambda id: -len(names.ways_up("region", [id])))
    digest = sha256(post.slug.encode()).hexdigest()
    regions = [{"term": names.term("region", tag["id"]), **tag} for tag in evidence["regions"]]
    roles = {"about": "primary", "concerned": "secondary", "mentioned": "mention"}
    filed = {name: [tag for tag in regions if tag["role"] == role] for name, role in roles.items()}
    topics = [{"term": names.term("topic", tag["code"]), **tag} for tag in evidence["topics"]]
    terms = {
        "region": main,
        "also": [term for term in names.ways_up("region", listed) if term not in main],
        "topic": names.ways_up("topic", post.listed("Topics")),
        "source": sorted({_slug(name) for name in (head.get("Source", ""), head.get("Agency", "")) if name}),
        "when": [date[:length] for length in (4, 7, 10) if len(date) >= length] or ["without-date"],
        "how": [digest[:3]],
        "pairs": [
            f"{names.term('region', region)} {names.term('topic', topic)}"
            for region in deepest
            for topic in post.listed("Topics")
        ],
    }
    params = {
        "ymd": date,
        "basis": head["Date_Basis"],
        "deck": head.get("Deck", ""),
        "sourcename": head.get("Source", ""),
        "agency": head.get("Agency", ""),
        "authors": post.listed("Authors"),
        "dateline": head.get("Dateline", ""),
        "original": head.get("Original_Url", ""),
        "rights": head["Rights"],
        "seed": head["Seed"],
        "seedlines": head["Seed_Lines"].replace("-", "–"),
        "sha": head["Seed_Sha256"],
        "review": post.listed("Review"),
        "reprintof": head.get("Reprint_Of", ""),
        "printings": printings,
        "howid": "s" + digest[3:13],
        **filed,
        "topics": topics,
        "regionnames": [tag["term"] for tag in regions if tag["role"] != "mention"],
        "topicnames": [tag["term"] for tag in topics],
        "fields": [{"name": name.capitalize(), **field} for name, field in evidence["fields"].items()],
        "capture": evidence["capture"],
        "story": evidence["story"],
        **around,
    }
    if hidden:
        return {
            "title": head["Title"], "date": head["Date"], "summary": head["Summary"], "params": params,
            "build": {"list": "never"},
        }  # fmt: skip
    return {"title": head["Title"], "date": head["Date"], "summary": head["Summary"], **terms, "params": params}


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")


def shortened(template: str) -> str:
    """The template without what HTML lets be left out, as those of our theme are compiled."""
    short = terse(STATEMENT.sub(r"\1", template))
    return re.sub(r"""(\s[a-z][\w:-]*)=([^\s"'=<>`{}]+)\{\{""", r'\1="\2"{{', short)  # as Hugo wants it


def version() -> str:
    """A digest of the templates and of this program."""
    sources = [Path(__file__), *sorted(path for path in LAYOUTS.rglob("*") if path.is_file())]
    return sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def write_site(posts: Path, built: Path, folder: Path) -> None:
    """A Hugo site of the posts; `built` is our site of them, whose maps and style it takes over."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LAYOUTS, folder)
    for path in (folder / "layouts").rglob("*.html"):
        path.write_text(shortened(path.read_text(encoding="utf-8")), encoding="utf-8")
    names, found = Names(Pool()), read_posts(posts)
    captures: dict[str, list[Read]] = defaultdict(list)
    printings: dict[str, list[str]] = defaultdict(list)
    for post in found:
        captures[post.head["Seed"]].append(post)
        if post.head.get("Reprint_Of"):
            printings[post.head["Reprint_Of"]].append(post.slug)
    around = _around(captures.values())
    articles = folder / "content" / "article"
    articles.mkdir(parents=True, exist_ok=True)
    also: Counter[str] = Counter()
    main: set[str] = set()
    for post in found:
        front = front_matter(post, names, around[post.slug], printings[post.slug])
        also.update(front.get("also", ()))
        main.update(front.get("region", ()))
        text = json.dumps(front, ensure_ascii=False, indent=1) + "\n\n" + post.body
        (articles / f"{post.slug}.md").write_text(text, encoding="utf-8")
    data = folder / "data"
    data.mkdir()
    region_ids = {id for post in found for id, role in post.regions if role in ("primary", "secondary")}
    topic_ids = {code for post in found for code in post.listed("Topics")}
    _write_json(data / "region.json", names.data("region", sorted(region_ids)))
    _write_json(data / "topic.json", names.data("topic", sorted(topic_ids)))
    _write_json(data / "year.json", sorted({post.head["Date"][:4] for post in found} - {"0001"}))
    for term, number in also.items():
        if number <= PAGE_SIZE:  # its region's page shows them all
            path = folder / "content" / "also" / term / "_index.md"
            path.parent.mkdir(parents=True)
            path.write_text('{"build": {"render": "never"}}\n')
    for term in also.keys() - main:  # no story is mainly about it, but it has a page
        path = folder / "content" / "region" / term / "_index.md"
        path.parent.mkdir(parents=True)
        path.write_text("{}\n")
    for path in sorted((posts / "pages").glob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        front = {"title": dict(HEAD.findall(head))["Title"], "url": f"/{path.stem}/"}
        target = folder / "content" / "pages" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(f"{json.dumps(front)}\n\n{body}")
    if (built / "theme").is_dir():
        shutil.copytree(built / "theme", folder / "static" / "theme")
    maps = folder / "assets" / "maps"
    maps.mkdir(parents=True, exist_ok=True)
    for path in sorted((built / "region").rglob("index.html")):
        place = path.parent.relative_to(built / "region").as_posix()
        if "/page/" not in f"{place}/" and (drawn := map_of(path.read_text(encoding="utf-8"))):
            _write_json(maps / f"{'index' if place == '.' else place.replace('/', '-')}.json", drawn)


def _around(captures: Iterable[list[Read]]) -> dict[str, dict[str, str]]:
    found = {}
    for stories in captures:
        ordered = sorted(stories, key=lambda post: int(post.evidence["story"]["ordinal"]))
        slugs = ["", *(post.slug for post in ordered), ""]
        found.update({slugs[n]: {"before": slugs[n - 1], "after": slugs[n + 1]} for n in range(1, len(slugs) - 1)})
    return found


def map_of(page: str) -> dict[str, Any] | None:
    """The shapes of a page's map and the terms they lead to; None where a page has none."""
    drawings = html.fromstring(page).xpath("//figure[contains(@class, 'map')]/svg")
    if not drawings:
        return None
    drawing = drawings[0]
    shapes = []
    for link in drawing.iterfind("a"):
        term = link.get("href", "").partition("/region/")[2].strip("/").replace("/", "-")
        shapes.append({"term": term, "d": link.find("path").get("d")})
    land = drawing.find("path[@class='land']")
    town = drawing.find("circle")
    return {
        "height": drawing.get("height"),
        "land": "" if land is None else land.get("d"),
        "shapes": shapes,
        "town": [] if town is None else [town.get("cx"), town.get("cy")],
    }


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")
