"""What was read of a story, as rows of its page: every value with its words, their lines and rule, and how sure it is.

The rows are made here and not by a template: an archive has some twenty for each story, and they repeat a few phrases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from markupsafe import Markup

from plugins.seed_posts.model import Basis, Role

from .entries import Entry
from .evidence import EvidenceFile, Finding, TagEvidence, Words, words_of
from .quick_templates import written
from .speech import _
from .wording import BASIS, FIELDS, ROLES_INSIDE, capitalised, commas, decimal, english, listed, sure

HEADLINE = "headline"  # the field whose value stands above the rows already
UTF8 = "utf-8"  # the encoding that goes without saying


class HowRows:
    """The rows of one build's pages, which say the same things again and again."""

    def __init__(self) -> None:
        self._items, self._clause = written(commas(("", ""))), written(_(", "))
        self._colon, self._then = written(_(": ")), written(_("; "))
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
            rows.append(f"<dt>{written(_('Text'))}<dd>{written(whole)}")
        rows += [f"<dt>{self._items.join(fields)}<dd>{self._english(reason)}" for reason, fields in missing.items()]
        if entry.seed_sha256:
            rows.append(f"<dt>SHA-256<dd><code class=digits>{written(entry.seed_sha256)}</code>")
        encoding, notes = evidence.capture.encoding, evidence.capture.notes
        if encoding and (encoding != UTF8 or notes):
            said = self._then.join([written(encoding), *map(self._english, notes)])
            rows.append(f"<dt>{written(_('Encoding'))}<dd>{said}")
        rows += [self._tag(tag, lang) for tag in (*evidence.listed_regions, *evidence.listed_topics)]
        return Markup("".join(rows))

    def _value(self, name: str, value: str, found: Finding, lang: str) -> str:
        words = words_of(found.quotes)
        certain = self._sure(found.confidence)
        reason = f"{self._clause}{self._english(found.reason)}" if found.reason else ""
        note = "".join(f"{self._clause}{written(said)}" for said in _notes(found))
        if len(words) == 1 and words[0].text == value and not words[0].is_correction:  # nobody need read it twice
            quoted = "" if name == HEADLINE else f"<q{_spoken(lang)}>{written(value)}</q>"
            found_at = f"{quoted}{_lines(words[0])}{_rule(words[0])}".strip()
            return f"{found_at}{note}{self._clause}{certain}{reason}" if found_at else f"{certain}{reason}"
        told = "" if name == HEADLINE else f"{written(value)}{note}{self._clause}"
        return f"{told}{certain}{reason}{self._colon + self._quoted(words, lang) if words else ''}"

    def _tag(self, tag: TagEvidence, lang: str) -> str:
        words = f"{self._colon}{self._quoted(words_of(tag.quotes), lang)}" if tag.quotes else ""
        said = self._role(tag.role, tag.implied, tag.score)
        return f"<dt>{written(capitalised(tag.label))}<dd>{said}{words}"

    def _quoted(self, found: Sequence[Words], lang: str) -> str:
        """The words a value was read from, each with its lines; behind those of a rule, unless it goes without saying,
        its name."""
        spoken = _spoken(lang)
        groups: dict[tuple[int, str], list[str]] = {}  # by place of what stands alone, or by rule
        for place, words in enumerate(found):
            text = written(words.text)
            if words.is_correction:
                groups[place, ""] = [written(_("set by the maintainer") + _(": ")) + text]
            else:
                rule = _rule(words)
                groups.setdefault((0 if rule else place, rule), []).append(f"<q{spoken}>{text}</q>{_lines(words)}")
        return self._then.join(self._items.join(said) + rule for (_place, rule), said in groups.items())


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


def _lines(words: Words) -> str:
    """ " 4, 7", or nothing where they stand on none."""
    return f" {written(commas(words.lines))}" if words.lines else ""


def _rule(words: Words) -> str:
    return "" if words.is_usual else f" <code>{written(words.rule)}</code>"


def _spoken(lang: str) -> str:
    return f' lang="{written(lang)}"' if lang else ""
