"""What a line above a story shows of being its headline: named figures for a trained choice.

Each candidate line of a page is described beside the others: how much of it the story repeats,
where it stands, what stands around it, how it is written. `headlines.py` weighs the figures;
data/build_headlines.py learns the weights.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..bylines import read_name_line
from ..outlets import is_outlet
from ..wordlists import words
from .chunks import Chunk
from .parts import Part
from .shapes import BULLETS, content_words, is_prose

WORDS_MIN = 2  # one word alone is a section's name
WORDS_MAX = 40
CHARACTERS_MAX = 300
HEADLINE_WORDS = (3, 25)  # of a line that could be a headline in a list of them
HEAD_WORDS_MIN = 3  # words of a headline before a bar
SITE_WORDS_MAX = 4  # words of the section or site behind it
OPENING = 8  # first paragraphs a headline is compared with
LEAD = 3  # first paragraphs that say what the headline says
AROUND = 4  # lines to each side in which other headlines make a list
BELOW = 6  # lines below in which byline and day of a headline stand
PROSE_BELOW = 20  # lines below in which its story stands
PROSE_ABOVE = 12
REACH = 25  # lines above the story in which any line may be its headline; further up, one whose words it repeats
REPEATED_MIN = 2  # such words
INSIDE = 6  # lines into what was taken for the story: it may begin with a notice above the headline
COPY_MIN = 15  # characters of a headline that is looked for inside other lines
NAME_WORDS_MAX = 8  # words of a line of names
LETTERS_A_WORD = 5  # by which a line of ideographs, which stand for more, is measured
OPENS_MAX = 6  # lines down to the first paragraph, of a capture that is little but its story
TRAIL_REACH = 2  # lines from a trail of sections to the headline it ends with
TRAIL_MIN = 12  # characters of such a headline
COMMON = 5  # paragraphs from which a word counts as repeated throughout
CANDIDATE_PARTS = frozenset((None, Part.PROMO, Part.CAPTION, Part.SIGNOFF))
_SMALL = words(
    "a an the of in on at to for and or but as by from with is are was be it its vs v via nor so yet per not no if than"
    " that this"
)
_TOKEN = re.compile(r"[^\W_][\w'’.-]*")
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(
    r"\b(?:credit|photo|photograph|image|picture|illustration|getty|reuters|afp|shutterstock|courtesy)\b|\([^()]{3,60}\)$|\]$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s[|»·•]\s?[^|»·•]{2,40}$")
_DASH = re.compile(r"\s[-–—]\s")
_TRAIL = re.compile(r"\s[/>»›]\s|^home\b", re.IGNORECASE)
_QUOTE = re.compile(r"[\"“‘«„]|\s'")
_ADDRESS = re.compile(r"@|https?:|www\.")
_BUTTON = re.compile(
    r"\b(?:sign in|log ?in|subscribe|sign up|cookies?|privacy|terms|newsletters?|menu|search|contact us|donate|home"
    r"|(?:skip|jump) (?:directly )?to|something went wrong|try again|links|advertisement|commission|rights reserved"
    r"|javascript|browser|app|follow us)\b",
    re.IGNORECASE,
)

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the headline: its place among the chunks, and its figures."""

    index: int
    features: Features


@dataclass(frozen=True, slots=True)
class _Page:
    """What is counted once for all lines of a page."""

    chunks: Sequence[Chunk]
    first: int  # of the body
    prose: Sequence[bool]
    keys: Sequence[str]
    counts: Counter[str]
    alike: Mapping[str, Sequence[str]]  # the lines by their first and by their last word
    signs: Callable[[int], bool]  # whether a chunk names authors
    heads: Sequence[int]  # headline-like lines before each chunk
    text: Sequence[int]  # words of prose before each chunk
    next_prose: Sequence[int]  # the first paragraph from each chunk on
    lead: frozenset[str]
    opening: frozenset[str]
    body: frozenset[str]
    spread: Counter[str]  # paragraphs of the body each word stands in


def candidates(chunks: Sequence[Chunk], first: int, last: int) -> list[Candidate]:
    """The lines that may head the body `first` to `last`, in order, each described beside the others."""
    page = _read(chunks, first, last)
    lines = [i for i in range(min(last, first + INSIDE) + 1) if _may_head(chunks[i])]
    meant = {i: content_words(chunks[i].text) for i in lines}
    near = [i for i in lines if i >= first - REACH or len(meant[i] & page.opening) >= REPEATED_MIN]
    found = [Candidate(i, _describe(page, i, meant)) for i in near if not _leads_to_another(page, i)]
    _rank(found)
    return found


def headline_text(text: str) -> str:
    """The headline a line prints, without list marks before it and the section or site named behind a bar."""
    text = text.lstrip("•●▪‣>» ").rstrip("|»› ") or text
    if "|" not in text:
        return text
    head, bar, tail = text.rpartition(" | ")
    return head if bar and head.count(" ") + 1 >= HEAD_WORDS_MIN and tail.count(" ") < SITE_WORDS_MAX else text


def _may_head(chunk: Chunk) -> bool:
    return chunk.part in CANDIDATE_PARTS and len(chunk.text) <= CHARACTERS_MAX and WORDS_MIN <= chunk.words <= WORDS_MAX


def _leads_to_another(page: _Page, index: int) -> bool:
    """True for a trail of sections that ends with a line right below, and for the beginning of another line."""
    text, key = page.chunks[index].text, page.keys[index]
    below = [c.text for c in page.chunks[index + 1 : index + 1 + TRAIL_REACH] if len(c.text) >= TRAIL_MIN]
    if any(len(text) > len(other) and text.endswith(other) for other in below):
        return True
    cut = text.endswith(("…", "..."))
    return cut and any(len(k) > len(key) and k.startswith(key) for k in page.keys)


def line_key(text: str) -> str:
    """The words of a line in lower case, between blanks: what two prints of a headline share."""
    return " ".join(_WORD.findall(text.lower()))


def _read(chunks: Sequence[Chunk], first: int, last: int) -> _Page:
    prose = [is_prose(chunk) for chunk in chunks]
    keys = [line_key(headline_text(chunk.text)) if len(chunk.text) <= CHARACTERS_MAX else "" for chunk in chunks]
    heads, text = [0], [0]
    for chunk, is_text in zip(chunks, prose, strict=True):
        heads.append(heads[-1] + _like_headline(chunk))
        text.append(text[-1] + (chunk.words if is_text else 0))
    next_prose = [len(chunks)] * (len(chunks) + 1)
    for index in range(len(chunks) - 1, -1, -1):
        next_prose[index] = index if prose[index] else next_prose[index + 1]
    paragraphs = [content_words(chunks[i].text) for i in range(first, last + 1) if prose[i]]
    alike: dict[str, list[str]] = {}
    for key in keys:
        if len(key) >= COPY_MIN:
            alike.setdefault(f"{key.partition(' ')[0]} ", []).append(key)
            alike.setdefault(f" {key.rpartition(' ')[2]}", []).append(key)

    @cache
    def signs(index: int) -> bool:
        chunk = chunks[index]
        return chunk.part is None and chunk.words <= NAME_WORDS_MAX and read_name_line(chunk.text) is not None

    return _Page(
        chunks,
        first,
        prose,
        keys,
        Counter(keys),
        alike,
        signs,
        heads,
        text,
        next_prose,
        frozenset().union(*paragraphs[:LEAD]),
        frozenset().union(*paragraphs[:OPENING]),
        frozenset().union(*paragraphs),
        Counter(word for paragraph in paragraphs for word in paragraph),
    )


def _like_headline(chunk: Chunk) -> bool:
    return chunk.part is None and HEADLINE_WORDS[0] <= chunk.words <= HEADLINE_WORDS[1] and not chunk.complete


def _describe(page: _Page, index: int, meant: dict[int, frozenset[str]]) -> Features:
    return {
        **_repeated(page, index, meant),
        **_place(page, index),
        **_neighbours(page, index, meant),
        **_writing(page.chunks[index]),
        "name": page.signs(index),
        "unsigned-sentence": _unsigned_sentence(page.chunks, index),
        **_copies(page, index),
    }


def _share(own: frozenset[str], text: frozenset[str]) -> float:
    return len(own & text) / len(own) if own else 0.0


def _repeated(page: _Page, index: int, meant: dict[int, frozenset[str]]) -> Features:
    own = meant[index]
    below = page.next_prose[index + 1]
    return {
        "repeated-by-lead": _share(own, page.lead),
        "repeated-by-opening": _share(own, page.opening),
        "repeated-by-story": _share(own, page.body),
        "words-repeated": len(own & page.opening),
        "times-repeated": sum(min(page.spread[w], COMMON) for w in own) / max(1, len(own)),
        "repeated-by-next-paragraph": _share(
            own, content_words(page.chunks[below].text) if below < len(page.chunks) else frozenset()
        ),
    }


def _place(page: _Page, index: int) -> Features:
    near = max(0, index - PROSE_ABOVE)
    end = min(len(page.chunks), index + PROSE_BELOW)
    return {
        "lines-above-story": page.first - index if index <= page.first else -1,
        "lines-inside-story": max(0, index - page.first),
        "lines-to-paragraph": page.next_prose[index + 1] - index,
        "text-above": page.text[index],
        "text-right-above": page.text[index] - page.text[near],
        "text-right-below": page.text[end] - page.text[index + 1],
        "lines-from-top": index,
        "opens-capture": _opens(page, index),
        "titles-above": page.heads[index],
        "titles-right-above": page.heads[index] - page.heads[max(0, index - AROUND)],
        "titles-right-below": page.heads[min(len(page.chunks), index + AROUND + 1)] - page.heads[index + 1],
    }


def _opens(page: _Page, index: int) -> bool:
    """True for the first line, below a masthead at most, of a capture that soon comes to its first paragraph."""
    first = index == 0 or (index == 1 and page.chunks[0].detail == "outlet-and-date")
    return first and page.next_prose[index + 1] - index <= OPENS_MAX


def _neighbours(page: _Page, index: int, meant: dict[int, frozenset[str]]) -> Features:
    chunks, own = page.chunks, meant[index]
    above = chunks[index - 1] if index else None
    below = chunks[index + 1] if index + 1 < len(chunks) else None
    under = chunks[index + 1 : index + 1 + BELOW]
    features = {
        "lines-to-byline": next(
            (n for n, c in enumerate(under, 1) if c.part is Part.BYLINE or page.signs(index + n)), BELOW + 1
        ),
        "lines-to-day": next((n for n, c in enumerate(under, 1) if c.part in (Part.DATE, Part.AGE)), BELOW + 1),
        "signed-above": any(c.part in (Part.BYLINE, Part.DATE, Part.AGE) for c in chunks[max(0, index - 2) : index]),
        "masthead-above": above is not None and above.detail == "outlet-and-date",
        "buttons-below": sum(c.part is Part.CHROME for c in under),
        "captions-below": sum(c.part is Part.CAPTION for c in under),
        "words-of-line-above": above.words if above else 0,
        "words-of-line-below": below.words if below else 0,
        "gap-above": chunks[index].gap,
        "gap-below": below.gap if below else 0,
        "paragraph-above": above is not None and page.prose[index - 1],
        "paragraph-below": below is not None and page.prose[index + 1],
        "button-above": above is not None and above.part in (Part.CHROME, Part.LIST_HEAD, Part.PROMO),
        "line-above-repeated": 0.0,
        "line-below-repeated": 0.0,
        "shared-with-line-below": 0.0,
    }
    if index - 1 in meant:
        features["line-above-repeated"] = _share(meant[index - 1], page.opening)
    if index + 1 in meant:
        features["line-below-repeated"] = _share(meant[index + 1], page.opening)
        features["shared-with-line-below"] = _share(own, meant[index + 1])
    return features


def _writing(chunk: Chunk) -> Features:
    text = chunk.text
    cut = headline_text(text)
    end = cut.rstrip("\"”’' )")
    tokens = [token for token in _TOKEN.findall(text) if token.lower() not in _SMALL]
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    return {
        "words": chunk.words,
        "characters": max(len(text), LETTERS_A_WORD * chunk.words),
        "capitals": capitals / max(1, len(tokens)),
        "all-capitals": text.isupper(),
        "lower-case": text[0].islower(),
        "mark-first": not text[0].isalnum() and text[0] not in "\"'“‘«„¿¡([$€£#",
        "asks-or-exclaims": end.endswith(("?", "!")),
        "colon-or-dots-last": text.endswith((":", "…", "...", ",", ";")),
        "figures": sum(map(str.isdigit, text)) / len(text),
        "quotation": text[0] in "'\"‘“" and text[-1] in "'\"’”",
        "quotes": bool(_QUOTE.search(text)),
        "colon": ": " in text,
        "commas": text.count(","),
        "bar": bool(_SUFFIX.search(cut)) or "|" in cut,
        "site-behind-bar": len(cut) < len(text) and "|" in text,
        "dash": bool(_DASH.search(text)),
        "trail": bool(_TRAIL.search(text)),
        "picture": bool(_CREDIT.search(text)),
        "address": bool(_ADDRESS.search(text)),
        "site-words": bool(_BUTTON.search(text)),
        "list-item": text.startswith(BULLETS),
        "paper": is_outlet(text),
        "furniture": chunk.part is not None,
    }


def _unsigned_sentence(chunks: Sequence[Chunk], index: int) -> bool:
    """True for a line that ends as a sentence does, unless byline or day right below or capitals make it a title."""
    text = chunks[index].text
    signed = index + 1 < len(chunks) and chunks[index + 1].part in (Part.BYLINE, Part.DATE)
    return text.rstrip("\"”’' )").endswith((".", "。")) and not signed and not text.isupper()


def _copies(page: _Page, index: int) -> Features:
    key = page.keys[index]
    long = len(key) >= COPY_MIN
    near = [k for k in page.keys[max(0, index - AROUND) : index + AROUND + 1] if len(k) >= COPY_MIN and k != key]
    after = page.alike.get(f"{key.partition(' ')[0]} ", ()) if long else ()
    before = page.alike.get(f" {key.rpartition(' ')[2]}", ()) if long else ()
    return {
        "times-printed": page.counts[key],
        "part-of-longer-lines": sum(k.startswith(f"{key} ") for k in after)
        + sum(k.endswith(f" {key}") for k in before),
        "ends-with-line-nearby": any(key.endswith(f" {k}") for k in near),
        "begins-with-line-nearby": any(key.startswith(f"{k} ") for k in near),
    }


def _rank(found: Sequence[Candidate]) -> None:
    """Adds each line's rank among the lines of its page."""
    repeated = [c.features["words-repeated"] for c in found]
    best = sorted(repeated, reverse=True)
    weight = [c.features["words-repeated"] * c.features["repeated-by-opening"] for c in found]
    for number, candidate in enumerate(found):
        features = candidate.features
        features["rank-by-words-repeated"] = best.index(repeated[number])
        features["better-above"] = sum(w > weight[number] for w in weight[max(0, number - 8) : number])
        features["better-below"] = sum(w > weight[number] for w in weight[number + 1 : number + 9])
