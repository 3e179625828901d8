"""How many texts come out as they went in: forty encodings, fifty texts each, declared and undeclared.

    python -m tools.evaluation.encodings [--encoding NAME]

The texts are sentences of our own in the languages each encoding was made for; a declared one is a page whose
markup names its encoding.
"""

from __future__ import annotations

import argparse
import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.seed_posts.decoding import NotText, decode

SENTENCES: dict[str, list[str]] = json.loads((Path(__file__).parent / "data" / "sentences.json").read_text("utf-8"))
TEXTS = 50  # of each encoding
LINES = (4, 9)  # sentences of a text, least and most: a short capture has as many
SEED = 7
TONES = "\u0300\u0301\u0303\u0309\u0323"
WESTERN = ["da", "de", "es", "fi", "fr", "it", "nl", "no", "pt", "sv"]
CENTRAL = ["cs", "hr", "hu", "pl", "ro", "sk", "sl"]
CYRILLIC = ["bg", "ru", "sr", "uk"]
EVERY = sorted(SENTENCES)
ENCODINGS: dict[str, list[str]] = {
    "utf-8": EVERY,
    "utf-8-sig": EVERY,
    "utf-16": EVERY,
    "utf-16-le": EVERY,
    "utf-16-be": EVERY,
    "utf-32": EVERY,
    "cp1250": CENTRAL,
    "cp1251": CYRILLIC,
    "cp1252": [*WESTERN, "is"],
    "cp1253": ["el"],
    "cp1254": ["tr"],
    "cp1255": ["he"],
    "cp1256": ["ar"],
    "cp1257": ["et", "lt", "lv"],
    "cp1258": ["vi"],
    "iso8859-1": [*WESTERN, "is"],
    "iso8859-2": CENTRAL,
    "iso8859-4": ["et", "lt", "lv"],
    "iso8859-5": CYRILLIC,
    "iso8859-6": ["ar"],
    "iso8859-7": ["el"],
    "iso8859-8": ["he"],
    "iso8859-9": ["tr"],
    "iso8859-13": ["et", "lt", "lv"],
    "iso8859-15": WESTERN,
    "koi8-r": ["ru"],
    "koi8-u": ["uk"],
    "cp866": ["ru"],
    "cp852": CENTRAL,
    "mac-cyrillic": ["ru"],
    "mac-roman": WESTERN,
    "tis-620": ["th"],
    "gb2312": ["zh-Hans"],
    "gbk": ["zh-Hans"],
    "gb18030": ["zh-Hans", "zh-Hant"],
    "big5": ["zh-Hant"],
    "shift_jis": ["ja"],
    "euc-jp": ["ja"],
    "iso2022-jp": ["ja"],
    "euc-kr": ["ko"],
}


@dataclass(frozen=True, slots=True)
class Score:
    encoding: str
    declared: int  # of TEXTS, that came out exactly
    undeclared: int
    read_as: str  # the other encodings that were taken for it, with how often


def texts(encoding: str) -> list[str]:
    """Texts that the encoding can hold, the same every time; the languages it was made for take turns."""
    chance = random.Random(f"{SEED} {encoding}")
    made = []
    for number in range(TEXTS):
        stock = SENTENCES[ENCODINGS[encoding][number % len(ENCODINGS[encoding])]]
        made.append("\n".join(chance.choice(stock) for _ in range(chance.randint(*LINES))) + "\n")
    return [_holdable(text, encoding) for text in made]


def score(encoding: str) -> Score:
    """How many of the encoding's texts come out exactly."""
    made = texts(encoding)
    pages = [f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>' for text in made]
    declared = [_read(page.encode(encoding), markup=True) for page in pages]
    undeclared = [_read(text.encode(encoding), markup=False) for text in made]
    wrong = [read[1] for text, read in zip(made, undeclared, strict=True) if read[0] != text]
    return Score(
        encoding,
        sum(page == read[0] for page, read in zip(pages, declared, strict=True)),
        sum(text == read[0] for text, read in zip(made, undeclared, strict=True)),
        " ".join(f"{name}:{wrong.count(name)}" for name in sorted(set(wrong))),
    )


def _holdable(text: str, encoding: str) -> str:
    """The text as it was typed there: keyboards of the time set Vietnamese tones after the letter."""
    return "".join(character if _holds(encoding, character) else _parted(character) for character in text)


def _parted(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return letter + "".join(part for part in parts if part in TONES)


def _holds(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _read(data: bytes, *, markup: bool) -> tuple[str, str]:
    try:
        decoded = decode(data, markup=markup)
    except NotText:
        return "", "binary"
    return decoded.text, decoded.encoding


def lines(chosen: str = "") -> Iterator[str]:
    scores = [score(name) for name in ENCODINGS if chosen in ("", name)]
    for one in scores:
        yield f"{one.encoding:14} declared {one.declared}/{TEXTS}  undeclared {one.undeclared}/{TEXTS}  {one.read_as}"
    total = TEXTS * len(scores)
    declared, undeclared = sum(one.declared for one in scores), sum(one.undeclared for one in scores)
    yield f"{'all':14} declared {declared / total:.1%}  undeclared {undeclared / total:.1%}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--encoding", default="")
    print(*lines(arguments.parse_args().encoding), sep="\n")


if __name__ == "__main__":
    main()
