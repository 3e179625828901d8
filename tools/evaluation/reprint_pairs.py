"""Pairs of texts that are, or are not, one story printed twice: made from the corpora, the same pairs every time.

What papers do to a story they print again is done here to gold bodies of `pages` and to `newswire.jsonl`: cut from
below or inside, put in another order, retold in places, edited word by word, retyped by a tired hand or read by a
scanner. `shared` is the share of the longer text's words that both still have, in whatever order. The pairs that
are not reprints are the ones that look like some: a follow-up that repeats the background, a story that quotes
another, a brief of its first lines, a form filled in with other names and figures, another story of the same day.
"""

from __future__ import annotations

import json
import random
import re
import string
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

SEED = 3
OPEN_FOLDS = (0, 1, 2)  # of five by site: what may be read; the others only give figures
WORDS_MIN = 60  # words of a text to alter; a shorter brief has no fifth to lose
SHARES = (0.6, 0.7, 0.8, 0.9)
BACKGROUND = (0.3, 0.5)  # share of a follow-up that is old: more, and an editor would call it the same story
DAMAGE = {"rn": "m", "m": "rn", "l": "1", "o": "0", "e": "c", "h": "b", "i": "l", "u": "n", "s": "5", "t": "f"}
HEADS = ("Op-Ed: {}", "{} | Daily Courier", "{} - World News", "UPDATE 1-{}", "{} (reprint)", "Analysis: {}")
LEADS = ("LONDON (Wire) -- ", "", "", "By our correspondent. ", "PARIS, March 3 - ")
TAILS = ("", "", " (Reporting by our staff; editing by the night desk)", " All rights reserved.", " To be continued.")


@dataclass(frozen=True, slots=True)
class Text:
    """A story of a corpus. `kin` names what it shares its subject with others by."""

    id: str
    title: str
    body: str
    open: bool
    day: str = ""
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether the second is the first printed again."""

    how: str
    shared: float
    reprint: bool
    open: bool
    title: str
    body: str
    other_title: str
    other_body: str


def load_texts(corpora: Path) -> list[Text]:
    """The stories of both corpora, in the order of their files."""
    texts = []
    for page in json.loads((corpora / "pages" / "gold.json").read_text(encoding="utf-8")):
        host = (urlsplit(page["url"]).hostname or "").removeprefix("www.")
        fold = int(sha256(host.encode()).hexdigest(), 16) % 5
        texts.append(Text(page["id"], page["title"] or "", page["body"], fold in OPEN_FOLDS, page["date"] or ""))
    lines = (corpora / "newswire.jsonl").read_text(encoding="utf-8").splitlines()
    for number, item in enumerate(map(json.loads, lines)):
        body = re.sub(r"\n(?! {2,})", " ", item["body"])
        kin = (*item["topics"], *item["places"])
        texts.append(Text(item["id"], item["title"], body, number % 2 == 0, item["date"].strip()[:11].strip(), kin))
    return texts


def build_pairs(texts: Sequence[Text], per_kind: int) -> list[Pair]:
    """As many pairs of each kind and share from each half, drawn and altered by a seeded chance."""
    pairs: list[Pair] = []
    for half in (True, False):
        stock = [text for text in texts if text.open is half and len(text.body.split()) >= WORDS_MIN]
        related = _related(stock)
        for how, alter in ALTERATIONS.items():
            for share in SHARES:
                chance = random.Random(f"{SEED} {how} {share} {half}")
                for text in chance.sample(stock, per_kind):
                    other = alter(text.body, share, _kin_of(text, related, stock, chance), chance)
                    title, body = _dressed(text.title, other, chance)
                    pairs.append(Pair(how, share, True, half, text.title, text.body, title, body))
        for how, differ in DIFFERENCES.items():
            chance = random.Random(f"{SEED} {how} {half}")
            for text in chance.sample(stock, per_kind * 2):
                kin = _kin_of(text, related, stock, chance)
                share = chance.uniform(*BACKGROUND)
                pairs.append(
                    Pair(
                        how, share, False, half, text.title, text.body, kin.title, differ(text.body, share, kin, chance)
                    )
                )
    return pairs


# --- what is done to a story that is printed again -------------------------------------------------


def _cut(body: str, share: float, kin: Text, chance: random.Random) -> str:
    words = body.split()
    return " ".join(words[: round(len(words) * share)])


def _thinned(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """Sentences left out anywhere."""
    return " ".join(word for _, left in _kept(sentences_of(body), share, chance) for word in left)


def _reordered(body: str, share: float, kin: Text, chance: random.Random) -> str:
    sentences = [" ".join(left) for _, left in _kept(sentences_of(body), share, chance) if left]
    size = max(1, len(sentences) // 4)
    parts = [sentences[first : first + size] for first in range(0, len(sentences), size)]
    chance.shuffle(parts)
    return " ".join(sentence for part in parts for sentence in part)


def _retold(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """Words of another story of the subject, as many, where sentences of its own went out."""
    others = iter(kin.body.split() * 40)
    kept = _kept(sentences_of(body), share, chance)
    result: list[str] = []
    for own, left in kept:
        result += left or [next(others) for _ in own]
    return " ".join(result)


def _grown(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """A local paper's own lines added: the whole is `share` of the result."""
    words, more = body.split(), kin.body.split() * 40
    added = " ".join(more[: round(len(words) * (1 / share - 1))])
    sentences = sentences_of(body)
    place = chance.randint(1, len(sentences))
    return " ".join([*sentences[:place], added, *sentences[place:]])


def _edited(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """A copy editor's hand: runs of one to four words changed, left out or put in."""
    words, stock = body.split(), kin.body.split()
    left = len(words) * (1 - share)
    while left > 0:
        size = min(chance.randint(1, 4), max(1, round(left)))
        place = chance.randrange(len(words))
        new = [chance.choice(stock) for _ in range(size)] if chance.random() < 0.7 else []
        words[place : place + size] = new
        left -= size
    return " ".join(words)


def _reworded(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """Single words changed, evenly: the hardest on any measure by runs of words."""
    words, stock = body.split(), kin.body.split()
    for place in chance.sample(range(len(words)), round(len(words) * (1 - share))):
        words[place] = chance.choice(stock)
    return " ".join(words)


def _mistyped(body: str, share: float, kin: Text, chance: random.Random) -> str:
    words = body.split()
    for place in chance.sample(range(len(words)), round(len(words) * (1 - share))):
        word = words[place]
        at = chance.randrange(len(word))
        letter = chance.choice(string.ascii_lowercase)
        words[place] = chance.choice(
            (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :])
        )
    return " ".join(words)


def _scanned(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """What OCR makes of print: letters misread, words broken at line ends, hyphens left behind."""
    words = body.split()
    for place in chance.sample(range(len(words)), round(len(words) * (1 - share))):
        word = words[place]
        found = [key for key in DAMAGE if key in word]
        if len(word) > 6 and chance.random() < 0.3:
            words[place] = f"{word[:3]}- {word[3:]}"
        elif found:
            key = chance.choice(found)
            words[place] = word.replace(key, DAMAGE[key], 1)
        else:
            words[place] = word + chance.choice(".,'|")
    return " ".join(words)


ALTERATIONS: dict[str, Callable[[str, float, Text, random.Random], str]] = {
    "cut from below": _cut,
    "cut inside": _thinned,
    "reordered": _reordered,
    "retold in places": _retold,
    "grown": _grown,
    "edited": _edited,
    "reworded": _reworded,
    "mistyped": _mistyped,
    "scanned": _scanned,
}


# --- what only looks like a reprint ----------------------------------------------------------------


def _another(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """Another story of the same subject and days."""
    return kin.body


def _follow_up(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """New lines first, then the old story's as background: `share` of the whole."""
    background = sentences_of(body)[1:] or [body]
    news = kin.body.split() * 40
    old = " ".join(background).split()
    size = min(len(old), round(len(body.split()) * share))
    return " ".join([*news[: round(size * (1 / share - 1))], *old[len(old) - size :]])


def _quotation(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """Another story that quotes a stretch of this one."""
    words, around = body.split(), kin.body.split() * 40
    size = round(len(words) * share)
    place = chance.randint(0, len(words) - size)
    rest = around[: round(size * (1 / share - 1))]
    middle = len(rest) // 2
    return " ".join([*rest[:middle], *words[place : place + size], *rest[middle:]])


def _brief(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """The first lines alone, less than a third of the story, as a column of briefs prints them."""
    words = body.split()
    return " ".join(words[: round(len(words) * min(share, 1 / 3))])


def _form(body: str, share: float, kin: Text, chance: random.Random) -> str:
    """The same report of another day or firm: every figure and every name is another, the words stay."""
    names: dict[str, str] = {}
    pool = re.findall(r"\b[A-Z][a-z]{2,}\b", kin.body) or ["Norton"]

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word[0].isdigit():
            return "".join(chance.choice(string.digits[1:]) if c.isdigit() else c for c in word)
        return names.setdefault(word, chance.choice(pool))

    return re.sub(r"\d[\d,./-]*|(?<=[a-z,] )[A-Z][a-z]+|^[A-Z][a-z]+", other, body)


DIFFERENCES: dict[str, Callable[[str, float, Text, random.Random], str]] = {
    "another of the subject": _another,
    "follow-up": _follow_up,
    "quotation": _quotation,
    "brief": _brief,
    "form": _form,
}


# --- shared ----------------------------------------------------------------------------------------


def sentences_of(body: str) -> list[str]:
    """The sentences of a text, each on one line."""
    parts = (" ".join(part.split()) for part in re.split(r"(?<=[.!?]) +|\n+", body))
    return [part for part in parts if part]


def _kept(sentences: Sequence[str], share: float, chance: random.Random) -> list[tuple[list[str], list[str]]]:
    """Each sentence's words and those of them that stay, all or none, `share` of the whole; the last one is parted."""
    parts = [sentence.split() for sentence in sentences]
    wanted = round(sum(map(len, parts)) * share)
    order = list(range(len(parts)))
    chance.shuffle(order)
    kept: dict[int, list[tuple[list[str], list[str]]]] = {}
    for index in order:
        words = parts[index]
        stays = max(0, min(len(words), wanted))
        kept[index] = [(piece, left) for piece, left in ((words[:stays], words[:stays]), (words[stays:], [])) if piece]
        wanted -= len(words)
    return [piece for index in sorted(kept) for piece in kept[index]]


def _dressed(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """What any second printing changes besides: the head, the quotes, the lines at both ends."""
    head = chance.choice(HEADS).format(title) if chance.random() < 0.5 else " ".join(sentences_of(body)[0].split()[:9])
    if chance.random() < 0.5:
        body = body.replace('"', "“").replace("'", "’")
    return head, chance.choice(LEADS) + body + chance.choice(TAILS)


def _related(stock: Sequence[Text]) -> dict[str, list[Text]]:
    related: dict[str, list[Text]] = defaultdict(list)
    for text in stock:
        for key in _keys(text):
            related[key].append(text)
    return related


def _keys(text: Text) -> Iterator[str]:
    if text.kin:
        yield f"{text.day} {' '.join(text.kin)}"
        yield " ".join(text.kin)
    yield f"{text.day} {bool(text.kin)}"


def _kin_of(text: Text, related: dict[str, list[Text]], stock: Sequence[Text], chance: random.Random) -> Text:
    """Another story as near as there is: of its day and subject, of its subject, of its day, any.

    Never one of the same headline: a wire sends some of its stories twice.
    """
    for key in (*_keys(text), ""):
        others = [other for other in related.get(key, stock) if other.title != text.title]
        if others:
            return chance.choice(others)
    raise ValueError("a collection with one headline")
