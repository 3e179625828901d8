"""What one build leaves for the next, in a folder of its own: two files.

`search.state` holds what is known of articles and files, `index-….state` the words. The first names the second and is
put in place when that lies there whole, so that a build that is cut off leaves the state before it. A state that is
damaged, or made by other code, is a miss: everything is made.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .chest import Chest, Miss, write_chest
from .corpus import Corpus, Head, Tags
from .entries import Holders
from .lexicon import Lexicon
from .positions import WRITTEN
from .postings import Index, Lists, Longs, Postings
from .vocabulary import ListFiles, VocabularyFiles

HERE = Path(__file__).parent
NAME = "search.state"
INDEX = "index-*.state"
_NUMBERS_OF_LEXICON = {
    "word": np.int32, "found": np.int32, "back": np.int64, "overlaps": np.int64, "back_overlaps": np.int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermFiles:
    """How the terms were parted into files, and what the files are called."""

    target: int
    ks: list[int]
    list_bits: Longs
    entry_sizes: Longs
    standing_sizes: Longs  # as in positions.Encoded
    stretches: Longs  # rows of Stretch
    names: Sequence[str]  # of the files of terms
    standing: Sequence[str]  # of those of positions


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the last build."""

    index: Index
    holders: Holders
    files: TermFiles
    lexicon: Lexicon
    vocabulary: VocabularyFiles


@dataclass(frozen=True, slots=True)
class Last:
    """What is known of the last build's articles and files."""

    folder: Path
    heads: list[Head]
    tags: Tags
    made: dict[str, Any]  # as in Store
    files: dict[str, tuple[int, int]]  # name → size, mtime_ns
    program: str  # names of the folders of the program
    released: str
    index: str  # name of the file

    def words(self) -> Words:
        """The words of the last build. Raises Miss where the file is not whole."""
        try:
            return _words(Chest(self.folder / self.index))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise Miss from error


def code_digest() -> str:
    """A digest of the code that makes files, and of what else their bytes depend on."""
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(HERE.glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    found.update(f"{platform.python_version()} {np.__version__}".encode())
    return found.hexdigest()


def read_last(folder: Path, out: Path) -> Last | None:
    """What the last build into `out` left, if the same code made it and it is whole."""
    try:
        chest = Chest(folder / NAME)
        told = chest.data
        if told["code"] != code_digest() or told["out"] != str(out.resolve()):
            return None
        columns = (told[name] for name in Head._fields)
        sizes, times = (chest.array(name).astype(np.int64).tolist() for name in ("sizes", "times"))
        return Last(
            folder=folder,
            heads=list(map(Head, *columns)),
            tags=Tags(told["tags of all"]),
            made=told["made"],
            files=dict(zip(chest.texts("files"), zip(sizes, times, strict=True), strict=True)),
            program=told["program"],
            released=told["released"],
            index=told["words"],
        )
    except (Miss, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def save(
    folder: Path, out: Path, corpus: Corpus, made: dict[str, Any], files: dict[str, tuple[int, int]], words: Words,
    program: str, released: str,
) -> None:  # fmt: skip
    """Leaves it for the next build."""
    names = sorted(files)
    told: dict[str, Any] = {name: [getattr(head, name) for head in corpus.heads] for name in Head._fields}
    told |= {"tags of all": corpus.tags.plain(), "made": made, "program": program, "released": released}
    told |= {"code": code_digest(), "out": str(out.resolve())}
    token = hashlib.blake2b("".join(head.digest for head in corpus.heads).encode(), digest_size=8).hexdigest()
    told["words"] = f"index-{token}.state"
    _save_words(folder / told["words"], words)
    stamps = np.array([files[name] for name in names], dtype=np.int64).reshape(-1, 2)
    write_chest(folder / NAME, told, {"sizes": stamps[:, 0], "times": stamps[:, 1]}, {"files": names})
    for path in folder.glob(INDEX):
        if path.name != told["words"]:
            path.unlink()


def _save_words(path: Path, words: Words) -> None:
    index, files = words.index, words.files
    arrays = {f"terms {name}": column for name, column in index.postings.columns().items()}
    arrays |= {f"common {name}": column for name, column in index.common.columns().items()}
    arrays |= {
        f"{kind} {name}": getattr(lists, name)
        for kind, lists in (("terms", index.postings), ("common", index.common))
        for name in ("list", "count")
    }
    arrays |= {name: getattr(index, name) for name in ("form_word", "parts", "run", "hidden", "hidden_in")}
    arrays |= {"holders terms": words.holders.terms, "holders words": words.holders.words}
    arrays |= {name: getattr(files, name) for name in ("list_bits", "entry_sizes", "standing_sizes", "stretches")}
    texts: dict[str, Sequence[str]] = {"terms": index.terms, "forms": index.forms, "words": index.words}
    texts |= {"names": files.names, "standing": files.standing}
    lexicon, told = words.lexicon, words.vocabulary
    arrays |= {f"lexicon {name}": getattr(lexicon, name) for name in _NUMBERS_OF_LEXICON}
    texts |= {f"lexicon {name}": getattr(lexicon, name) for name in ("texts", "told", "stems")}
    for name, some in (("forward", told.forward), ("reverse", told.reverse)):
        arrays[f"cut {name}"], texts[f"chunks {name}"] = some.stretches, some.names
    data = {"articles": index.articles, "languages": index.languages, "target": files.target, "ks": files.ks}
    data |= {"chunk": told.chunk, "heads": told.heads}
    write_chest(path, data, arrays, texts)


def _words(chest: Chest) -> Words:
    told = chest.data
    columns = {
        kind: {name: chest.array(f"{kind} {name}") for name in names}
        for kind, names in (("terms", Postings.__dataclass_fields__), ("common", Lists.__dataclass_fields__))
    }
    for some in columns.values():
        some["counted"] = some["counted"].view(np.bool_)
        some["list"] = some["list"].astype(np.int64)
    index = Index(
        articles=told["articles"],
        terms=chest.texts("terms"),
        postings=Postings(**columns["terms"]),
        common=Lists(**columns["common"]),
        forms=chest.texts("forms"),
        words=chest.texts("words"),
        form_word=chest.array("form_word").astype(np.int32),
        parts=chest.array("parts"),
        run=chest.array("run"),
        hidden=chest.array("hidden").astype(np.int32),
        hidden_in=chest.array("hidden_in").astype(np.int32),
        languages=tuple(told["languages"]),
    )
    holders = Holders(chest.array("holders terms").astype(np.int32), chest.array("holders words").astype(np.int32))
    files = TermFiles(
        told["target"],
        told["ks"],
        chest.array("list_bits").astype(np.int64),
        chest.array("entry_sizes").astype(np.int64),
        chest.array("standing_sizes").astype(np.int64).reshape(-1, WRITTEN + 1),
        chest.array("stretches").astype(np.int64).reshape(-1, 3),
        chest.texts("names"),
        chest.texts("standing"),
    )
    texts, counted, stems = (chest.texts(f"lexicon {name}") for name in ("texts", "told", "stems"))
    numbers: dict[str, Any] = {
        name: chest.array(f"lexicon {name}").astype(kind) for name, kind in _NUMBERS_OF_LEXICON.items()
    }
    lexicon = Lexicon(texts, counted, stems or [""] * len(texts), **numbers)
    forward, reverse = (
        ListFiles(chest.array(f"cut {name}").astype(np.int64).reshape(-1, 3), chest.texts(f"chunks {name}"))
        for name in ("forward", "reverse")
    )
    return Words(index, holders, files, lexicon, VocabularyFiles(told["chunk"], forward, reverse, told["heads"]))
