"""What one build leaves for the next, in a folder of its own: three files.

`search.state` holds what is known of articles and files, `words-….state` what is counted of words and what became of
the base, `index-….state` the base: the words of most articles, large, and written once in many builds. Each names the
next and is put in place when that lies there whole, so that a build that is cut off leaves the state before it. A state
that is damaged, or made by other code, is a miss: everything is made.
"""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .chest import Chest, stamp_of, write_chest
from .collection import Collection
from .corpus import Corpus, Head, Tags
from .entries import Holders
from .fields import FIELDS
from .lexicon import Lexicon
from .miss import Miss
from .positions import WRITTEN
from .postings import Index, Lists, Longs, Postings
from .records import Named
from .store import Packed
from .tally import Tally
from .vocabulary import ListFiles, VocabularyFiles

HERE = Path(__file__).parent
NAME = "search.state"
WORDS, INDEX = "words-*.state", "index-*.state"
_TOKEN = 8  # bytes of what names a file of one build
_NUMBERS_OF_LEXICON = {
    "word": np.int32, "found": np.int32, "back": np.int64, "overlaps": np.int64, "back_overlaps": np.int64,
}  # fmt: skip


class TermFiles(NamedTuple):
    """How the terms were parted into files, and what the files are called."""

    target: int
    ks: list[int]
    list_bits: Longs
    entry_sizes: Longs
    standing_sizes: Longs  # as in positions.Encoded
    stretches: Longs  # rows of Stretch
    names: Sequence[str]  # of the files of terms
    standing: Sequence[str]  # of those of positions


class Words(NamedTuple):
    """The words of the last build."""

    collection: Collection
    tally: Tally
    files: TermFiles
    lexicon: Lexicon
    vocabulary: VocabularyFiles
    base_file: str = ""  # that holds the base; "" for none


class Last(NamedTuple):
    """What is known of the last build's articles and files."""

    folder: Path
    heads: list[Head]
    tags: Tags
    made: dict[str, Any]  # as in Store
    files: Packed  # their stamps
    program: str  # names of the folders of the program
    released: str
    words_file: str
    words_stamp: list[int]  # as in Chest
    named: dict[str, dict[str, str]]  # as in Named

    def words(self) -> Words:
        """The words of the last build. Raises Miss where a file is not whole."""
        try:
            return _words(Chest(self.folder / self.words_file, self.words_stamp), self.folder)
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
        return Last(
            folder=folder,
            heads=list(map(Head, *columns)),
            tags=Tags(told["tags of all"]),
            made=told["made"],
            files=(chest.array("files").tobytes(), chest.array("stamps").astype(np.int64).tobytes()),
            program=told["program"],
            released=told["released"],
            words_file=told["words"],
            words_stamp=told["words stamp"],
            named={kind: dict(tags) for kind, tags in told["named"].items()},
        )
    except (Miss, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def save(
    folder: Path, out: Path, corpus: Corpus, made: dict[str, Any], files: Packed, words: Words,
    program: str, released: str, named: Named,
) -> None:  # fmt: skip
    """Leaves it for the next build."""
    names, stamps = files
    told: dict[str, Any] = _columns(corpus.heads)
    told |= {"tags of all": corpus.tags.plain(), "made": made, "program": program, "released": released}
    told |= {"code": code_digest(), "out": str(out.resolve()), "named": named.digests}
    base = words.base_file or f"index-{os.urandom(_TOKEN).hex()}.state"
    if not words.base_file:
        _save_index(folder / base, words.collection.base)
    told["words"] = f"words-{os.urandom(_TOKEN).hex()}.state"
    _save_words(folder / told["words"], words, base)
    told["words stamp"] = stamp_of(folder / told["words"])
    columns: dict[str, NDArray[Any]] = {
        "files": np.frombuffer(names, dtype=np.uint8),
        "stamps": np.frombuffer(stamps, dtype=np.int64),
    }
    write_chest(folder / NAME, told, columns, {})
    for path in (*folder.glob(WORDS), *folder.glob(INDEX)):
        if path.name not in (told["words"], base):
            with suppress(OSError):  # some systems hold on to a file that is mapped: it goes after the next build
                path.unlink()


def save_heads(last: Last, heads: Sequence[Head]) -> None:
    """Leaves heads that have other keys and are else those of the last build."""
    if any(head is not other for head, other in zip(heads, last.heads, strict=True)):
        chest = Chest(last.folder / NAME)
        told = chest.data | _columns(heads)
        arrays: dict[str, NDArray[Any]] = {name: chest.array(name) for name in ("files", "stamps")}
        write_chest(last.folder / NAME, told, arrays, {})


def _columns(heads: Sequence[Head]) -> dict[str, Sequence[str]]:
    return dict(zip(Head._fields, zip(*heads, strict=True) if heads else ((),) * len(Head._fields), strict=True))


def _save_index(path: Path, index: Index) -> None:
    columns, texts, data = _plain_index(index, "")
    write_chest(path, data, columns, texts)


def _plain_index(index: Index, prefix: str) -> tuple[dict[str, Any], dict[str, Sequence[str]], dict[str, Any]]:
    """The columns, the texts and the data of an index."""
    columns: dict[str, Any] = {}
    for kind, lists in (("terms", index.postings), ("common", index.common)):
        columns |= {f"{prefix}{kind} {name}": column for name, column in lists.columns().items()}
        columns |= {f"{prefix}{kind} {name}": getattr(lists, name) for name in ("list", "count")}
    columns |= {prefix + name: getattr(index, name) for name in ("form_word", "parts", "run", "hidden", "hidden_in")}
    texts: dict[str, Sequence[str]] = {
        prefix + "terms": index.terms, prefix + "forms": index.forms, prefix + "words": index.words,
    }  # fmt: skip
    return columns, texts, {prefix + "articles": index.articles, prefix + "languages": index.languages}


def _index(chest: Chest, prefix: str, *, narrow: bool = False) -> Index:
    """`narrow`: columns are left in the small numbers they are kept in."""
    told = chest.data
    columns = {
        kind: {name: chest.array(f"{prefix}{kind} {name}") for name in names}
        for kind, names in (("terms", Postings.__dataclass_fields__), ("common", Lists.__dataclass_fields__))
    }
    for some in columns.values():
        some |= {} if narrow else {name: column.astype(np.int32) for name, column in some.items()}
        some["counted"] = some["counted"].view(np.bool_) if narrow else some["counted"].astype(np.bool_)
        some["list"] = some["list"].astype(np.int64)
    return Index(
        articles=told[prefix + "articles"],
        terms=chest.texts(prefix + "terms"),
        postings=Postings(**columns["terms"]),
        common=Lists(**columns["common"]),
        forms=chest.texts(prefix + "forms"),
        words=chest.texts(prefix + "words"),
        form_word=chest.array(prefix + "form_word").astype(np.int32),
        parts=chest.array(prefix + "parts"),
        run=chest.array(prefix + "run"),
        hidden=chest.array(prefix + "hidden").astype(np.int32),
        hidden_in=chest.array(prefix + "hidden_in").astype(np.int32),
        languages=tuple(told[prefix + "languages"]),
    )


def _save_words(path: Path, words: Words, base: str) -> None:
    files, tally, collection = words.files, words.tally, words.collection
    arrays, texts, data = _plain_index(collection.added, "added ")
    arrays |= {"origin": collection.origin, "counts": tally.counts, "sums": tally.sums, "lengths": tally.lengths}
    arrays |= {"holders terms": tally.holders.terms, "holders words": tally.holders.words}
    arrays |= {name: getattr(files, name) for name in ("list_bits", "entry_sizes", "standing_sizes", "stretches")}
    texts |= {"terms": tally.terms, "words": tally.words, "names": files.names, "standing": files.standing}
    lexicon, told = words.lexicon, words.vocabulary
    arrays |= {f"lexicon {name}": getattr(lexicon, name) for name in _NUMBERS_OF_LEXICON}
    texts |= {f"lexicon {name}": getattr(lexicon, name) for name in ("texts", "told", "stems")}
    for name, some in (("forward", told.forward), ("reverse", told.reverse)):
        arrays[f"cut {name}"], texts[f"chunks {name}"] = some.stretches, some.names
    data |= {"articles": tally.articles, "languages": tally.languages, "target": files.target, "ks": files.ks}
    data |= {"chunk": told.chunk, "heads": told.heads, "base": base, "base stamp": stamp_of(path.with_name(base))}
    write_chest(path, data, arrays, texts)


def _words(chest: Chest, folder: Path) -> Words:
    told = chest.data
    languages = tuple(told["languages"])
    base = _index(Chest(folder / told["base"], told["base stamp"]), "", narrow=True)
    collection = Collection(base, chest.array("origin").astype(np.int64), _index(chest, "added "), languages)
    tally = Tally(
        articles=told["articles"],
        terms=chest.texts("terms"),
        counts=chest.array("counts").astype(np.int32).reshape(-1, len(FIELDS)),
        words=chest.texts("words"),
        holders=Holders(*(chest.array(f"holders {kind}").astype(np.int32) for kind in ("terms", "words"))),
        sums=chest.array("sums").astype(np.int64),
        lengths=chest.array("lengths").astype(np.int64).reshape(2, -1),
        languages=languages,
    )
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
    vocabulary = VocabularyFiles(told["chunk"], forward, reverse, told["heads"])
    return Words(collection, tally, files, lexicon, vocabulary, told["base"])
