"""What pages in another language call a region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..wordlists import DATA
from .region import Region

LABELLED = ("ru", "zh")  # languages of which the vocabulary has names, as region-labels.tsv has its columns
BROAD = frozenset(("country", "continent", "subregion"))  # levels of which the generated names are the usual ones


def written_labels(language: str) -> dict[str, str]:
    """Id → label, of the regions whose labels are written down; none for a language without names."""
    if language not in LABELLED:
        return {}
    found = {}
    for line in (DATA / "region-labels.tsv").read_text("utf-8").splitlines():
        id_, *labels = line.split("\t")
        if id_ != "id" and len(labels) == len(LABELLED) and labels[LABELLED.index(language)]:
            found[id_] = labels[LABELLED.index(language)]
    return found


def labelled(region: Region, language: str, written: Mapping[str, str], generated: str) -> Region:
    """The region with its label in a language, where there is one.

    `generated` is its name in that language by the sources, "" for none.
    """
    names = {"ru": region.ru, "zh": region.zh}.get(language, ())
    first = (generated if region.level in BROAD else "") or next(iter(names), "") or generated
    label = written.get(region.id) or first
    return replace(region, label=label, english=region.label) if label else region
