"""Which lines of a saved page are its story: trafilatura's choice, weighed with what each line is like.

trafilatura reads the page as a whole and is right about most of it; it keeps captions and promotions that its rules do
not know, and loses a page whose markup misleads it. So its choice is one feature among others of a trained model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from copy import copy
from dataclasses import dataclass

import numpy as np
import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import convert_tags, tree_cleaning
from trafilatura.main_extractor import _extract, extract_content
from trafilatura.settings import Extractor

from ..learned import Forest
from ..learned.scorecard import Numbers
from ..model import Block
from ..segments.furniture import part_of
from ..segments.parts import Part
from .blocks import PageLine, Place, bit
from .markup import unheard
from .page import Page
from .page_features import Known, features_of
from .page_metadata import PageMetadata
from .page_text import letters

MODEL = "page-lines"
TAKEN_MIN = 0.45  # probability from which a line is body; best on unseen sites, and flat around it
SURE = 0.9  # probability from which a line's words are not asked whether they are the site's; hardly one is
SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BODY_MIN = 200  # characters of body below which the generic segmenting is asked instead
HOLDS_MIN = 2  # lines of the body in elements of one kind from which the sentences of others are body too
ALIKE_MIN = 0.1  # probability such a sentence needs
AGREED_MIN = 0.9  # share of the articleBody in JSON-LD that stands on the page from which it is believed
TOLD_OTHERWISE = 0.8  # probability a line needs that such an articleBody leaves out
MOSTLY = 0.5  # share of the body's characters that it holds, from which it is believed in what it leaves out
TOLD_LENGTH = 60  # characters of a line looked for there; headings and list items are often left out
LONG = 120  # characters of a line that may be a paragraph
KEPT_MIN = 0.5  # letters kept as a share of the characters of such lines, below which trafilatura is asked again
PARAGRAPHS = ("p", "head", "quote", "item", "code")  # elements of what trafilatura keeps
SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]{0,3}$")
_BY_NATURE = bit("<figcaption>") | bit("<button>") | bit("<nav>") | bit("<label>")  # never body
_SHOWN_MARKUP = re.compile(r"</?(?:a|p|div|span|img|br|script|iframe|blockquote)\b[^<>]{0,400}>", re.IGNORECASE)
_FURNITURE = frozenset(  # parts of a page that are never body
    (
        Part.BYLINE, Part.DATE, Part.CHROME, Part.AGE, Part.COMMENTS, Part.COMMENT_FORM, Part.PROMO, Part.CAPTION,
        Part.ATTACHMENT, Part.LIST_HEAD, Part.SIGNOFF, Part.RULE,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines that are body, counted from 0, and how sure each line of the page is to be."""

    taken: tuple[int, ...]
    sure: tuple[float, ...]


def choose(page: Page, meta: PageMetadata) -> Choice:
    """The lines of the page's stories."""
    if not page.lines:
        return Choice((), ())
    features = features_of(page.lines, known_of(page, meta))
    sure = Forest.load(MODEL).scores(features)
    likely = np.flatnonzero(sure >= TAKEN_MIN).tolist()
    taken = {number for number in likely if not never_body(page.lines[number], sure[number])}
    taken |= set(_alike(page.lines, taken, sure))
    taken = as_described(page.lines, taken, sure, features["described"])
    taken |= set(headings_between(page.lines, taken, sure))
    if sum(len(page.lines[number].text) for number in taken) < BODY_MIN:  # a page like none it was trained on
        taken = {n for n in np.flatnonzero(features["kept"]).tolist() if not never_body(page.lines[n])}
    return Choice(tuple(sorted(taken)), tuple(sure.tolist()))


def _alike(lines: Sequence[PageLine], taken: Set[int], sure: Numbers) -> Iterator[int]:
    """Sentences in an element like those of the body: the same one, where breaks part them, or one beside them."""
    holders = Counter(_holder(lines[number].place) for number in taken)
    for number in np.flatnonzero(sure >= ALIKE_MIN).tolist():
        line = lines[number]
        alike = number not in taken and holders[_holder(line.place)] >= HOLDS_MIN
        if alike and line.linked * 2 < len(line.text) and SENTENCE_END.search(line.text) and not never_body(line):
            yield number


def as_described(lines: Sequence[PageLine], taken: Set[int], sure: Numbers, described: Numbers) -> set[int]:
    """The lines as the page tells its story to machines, where nearly all it tells them stands on the page: with the
    paragraphs it tells; and if that is most of the body, without those it does not tell that are not sure to be body.
    """
    if not (described >= AGREED_MIN).any():
        return set(taken)
    long = {number for number, line in enumerate(lines) if len(line.text) >= TOLD_LENGTH}
    told = set(np.flatnonzero(described > 0).tolist())
    likely = {n for n in told & long if sure[n] >= ALIKE_MIN and (n in taken or not never_body(lines[n]))}
    size = sum(len(lines[number].text) for number in taken)
    if sum(len(lines[number].text) for number in taken & told) < MOSTLY * size:
        return set(taken) | likely
    return {n for n in taken if n in told or n not in long or sure[n] >= TOLD_OTHERWISE} | likely


def headings_between(lines: Sequence[PageLine], taken: Set[int], sure: Numbers) -> Iterator[int]:
    """Headings between two lines of the body, or one line further down."""
    for number in np.flatnonzero(sure >= ALIKE_MIN).tolist():
        line = lines[number]
        between = number + 1 in taken and (number - 1 in taken or number - 2 in taken)
        if between and number not in taken and line.place.tag in SUBHEADS and not never_body(line):
            yield number


def _holder(place: Place) -> tuple[Place | None, str, str]:
    return place.up, place.tag, place.called


def known_of(page: Page, meta: PageMetadata) -> Known:
    """What trafilatura and the markup say of the page's text."""
    kept, paragraphs = _said(_main_text(page.root))
    long = sum(len(line.text) for line in page.lines if len(line.text) >= LONG and line.linked * 2 < len(line.text))
    if len(kept) < KEPT_MIN * long:
        kept, paragraphs = _said(_second_thoughts(page.root))
    described = max(map(letters, meta.bodies), key=len, default="")
    titles = frozenset(letters(hint.value) for hint in meta.titles) - {""}
    return Known(kept, paragraphs, described, titles)


def _main_text(root: HtmlElement) -> _Element | None:
    """What trafilatura's own rules keep: a third of the time of all it does, which weighs other readers' choices.

    Where they keep little, stray paragraphs are added; only that needs a copy of the tree as it was.
    """
    options = Extractor(fast=True, precision=True, comments=False, tables=False)
    try:
        with unheard():
            kept, text, _ = _extract(_prepared(root, options), options)
            return (
                kept
                if len(text) >= options.min_extracted_size
                else extract_content(_prepared(root, options), options)[0]
            )
    except (TypeError, ValueError):
        return None


def _prepared(root: HtmlElement, options: Extractor) -> HtmlElement:
    """A copy of the tree as trafilatura's rules want it."""
    return convert_tags(tree_cleaning(copy(root), options), options, None)


def _second_thoughts(root: HtmlElement) -> _Element | None:
    """What trafilatura keeps when it asks other readers, too."""
    with unheard():
        document = trafilatura.bare_extraction(
            root, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    return getattr(document, "body", None)


def _said(tree: _Element | None) -> tuple[str, frozenset[str]]:
    """The letters of a text, and of each of its paragraphs."""
    if tree is None:
        return "", frozenset()
    paragraphs = (letters("".join(element.itertext())) for element in tree.iter(*PARAGRAPHS))
    return letters("".join(tree.itertext())), frozenset(paragraphs)


def never_body(line: PageLine, sure: float = 0.0) -> bool:
    """True for what is no body wherever it stands: captions, buttons, markup shown as text; and, where it is
    not sure to be body, for words that are the site's.
    """
    if (line.place.names | line.inline) & _BY_NATURE or _SHOWN_MARKUP.search(line.text):
        return True
    found = None if sure >= SURE or line.place.tag in SUBHEADS else part_of(line.text)
    return found is not None and found[0] in _FURNITURE


def blocks_of(lines: Sequence[PageLine], taken: Sequence[int]) -> tuple[Block, ...]:
    """The lines as paragraphs and subheads; lines that only a break parts in mid-sentence are one paragraph."""
    blocks: list[Block] = []
    for number in taken:
        line = lines[number]
        if (
            blocks
            and line.after_break
            and not line.apart
            and blocks[-1].last == number
            and lines[number - 1].place is line.place
            and not SENTENCE_END.search(blocks[-1].text)
        ):
            blocks[-1] = Block(f"{blocks[-1].text} {line.text}", blocks[-1].first, number + 1)
            continue
        blocks.append(Block(line.text, number + 1, number + 1, line.place.tag in SUBHEADS))
    while blocks and blocks[-1].subhead:
        blocks.pop()  # the heading of what is no body: "Related stories"
    return tuple(blocks)
