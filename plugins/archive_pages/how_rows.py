"""What was read of a story, as rows of its page: every value with its words, their lines and rule, and how sure it is.

The rows are made here and not by a template: an archive has some twenty for each story, and they repeat a few phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeAlias

from markupsafe import Markup

from plugins.seed_posts.kinds import Basis, Role

from .entries import Entry
from .evidence import CORRECTION, USUAL, EvidenceFile, Finding, Quote, TagEvidence
from .quick_templates import written
from .speech import _
from .wording import BASIS, FIELDS, ROLES_INSIDE, capitalised, commas, decimal, english, listed, sure

Together: TypeAlias = dict[tuple[str, str], dict[int, None]]  # words and their rule: lines, each once
HEADLINE = "headline"  # the field whose value stands above the rows already
UTF8 = "utf-8"  # the encoding that goes without saying


class HowRows:
    """The rows of one build's pages, which say the same things again and again."""

    def __init__(self) -> None:
        self._items, self._clause = written(commas(("", ""))), written(_(", "))
        self._colon, self._then = written(_(": ")), written(_("; "))
        self._maintainer = written(_("set by the maintainer") + _(": "))
        self._sure = cache(lambda confidence: written(sure(confidence)))
        self._english: Callable[[str], str] = cache(lambda text: written(english(text)))
        self._role = cache(_said)
        self._names = {name: written(_(label)) for name, label in FIELDS.items()}

    def of(self, entry: Entry, evidence: EvidenceFile, lang: str) -> Markup:
        """The rows of a story; `lang` is the language of its words, "" for that of the page."""
        rows, missing = [], dict[str, list[str]]()
        for name, field in self._names.items():
            found = evidence.findings.get(name)
            if found and (value := _text(found.value)):
                rows.append(f"<dt>{field}<dd>{self._value(name, value, found, lang)}")
            elif found and found.reason:
                missing.setdefault(found.reason, []).append(field)
        if evidence.story.body_confidence:
            whole = _("whole, with nothing else in it: %(sure)s") % {"sure": sure(evidence.story.body_confidence)}
            rows.append(self._row(_("Text"), written(whole)))
        if missing:
            told = (f"{self._items.join(fields)}{self._colon}{self._english(why)}" for why, fields in missing.items())
            rows.append(self._row(_("Not stated"), self._then.join(told)))
        if entry.seed_sha256:
            rows.append(f"<dt>SHA-256<dd><code class=digits>{written(entry.seed_sha256)}</code>")
        encoding, notes = evidence.capture.encoding, evidence.capture.notes
        if encoding and (encoding != UTF8 or notes):
            said = self._then.join([written(encoding), *map(self._english, notes)])
            rows.append(self._row(_("Encoding"), said))
        rows += [self._tag(tag, lang) for tag in (*evidence.listed_regions, *evidence.listed_topics)]
        return Markup("".join(rows))

    @staticmethod
    def _row(name: str, said: str) -> str:
        """A row whose name is no field's; what reads the modules' words passes over those in f-strings."""
        return f"<dt>{written(name)}<dd>{said}"

    def _value(self, name: str, value: str, found: Finding, lang: str) -> str:
        words = _together(found.quotes)
        certain = self._sure(found.confidence)
        reason = f"{self._clause}{self._english(found.reason)}" if found.reason else ""
        note = "".join(f"{self._clause}{written(said)}" for said in _notes(found))
        text, rule = next(iter(words)) if len(words) == 1 else ("", CORRECTION)
        if text == value and rule != CORRECTION:
            told = self._quoted(words, lang, bare=name == HEADLINE).strip()  # nobody need read it twice
            return f"{told}{note}{self._clause}{certain}{reason}" if told else f"{certain}{reason}"
        told = "" if name == HEADLINE else f"{written(value)}{note}{self._clause}"
        return f"{told}{certain}{reason}{self._colon + self._quoted(words, lang) if words else ''}"

    def _tag(self, tag: TagEvidence, lang: str) -> str:
        words = f"{self._colon}{self._quoted(_together(tag.quotes), lang)}" if tag.quotes else ""
        said = self._role(tag.role, tag.implied, tag.score)
        return f"<dt>{written(capitalised(tag.label))}<dd>{said}{words}"

    def _quoted(self, found: Together, lang: str, *, bare: bool = False) -> str:
        """The words a value was read from, each with its lines; behind those of a rule, unless it goes without saying,
        its name. `bare` leaves out the words themselves."""
        begin = f'<q lang="{written(lang)}">' if lang else "<q>"
        alone: list[str] = []
        ruled: dict[str, int] = {}  # where the words of a rule stand in the list
        for (text, rule), lines in found.items():
            if rule == CORRECTION:
                alone.append(f"{self._maintainer}{written(text)}")
                continue
            said = "" if bare else f"{begin}{written(text)}</q>"
            if lines:
                said = f"{said} {self._items.join(map(str, lines))}"
            if rule in USUAL:
                alone.append(said)
            elif rule in ruled:
                alone[ruled[rule]] += f"{self._items}{said}"
            else:
                ruled[rule] = len(alone)
                alone.append(said)
        for rule, place in ruled.items():
            alone[place] += f" <code>{written(rule)}</code>"
        return self._then.join(alone)


def _together(quotes: Sequence[Quote]) -> Together:
    """The lines of the same words read by the same rule, in the order of their first ones."""
    found: Together = {}
    for quote in quotes:
        lines = found.setdefault((quote.text, quote.rule), {})
        if quote.line:
            lines[quote.line] = None
    return found


def _said(role: Role | None, implied: bool, score: float) -> str:
    """What a tag's evidence comes to: "about, implied, score 5.1"."""
    name = _(ROLES_INSIDE[role]) if role else _("topic")
    return written(name + (_(", implied") if implied else "") + _(", score %(score)s") % {"score": decimal(score)})


def _text(value: object) -> str:
    return listed([str(item) for item in value]) if isinstance(value, list) else str(value or "")


def _notes(found: Finding) -> Iterable[str]:
    """What is known of a date beside itself."""
    if found.basis in set(BASIS):
        yield _(BASIS[Basis(found.basis)])
    if found.time:
        yield _("time printed: %(time)s") % {"time": found.time}
    if found.updated:
        yield _("updated: %(time)s") % {"time": found.updated}
