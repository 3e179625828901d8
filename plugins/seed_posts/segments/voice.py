"""Who speaks: the press, which reports and attributes, or a forum user, who says what he thinks.

An additive score: each feature found gives its points under its name, and what is at or above
`STORY_MIN` is a story. A verdict prints as its names and points, so that one sees why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .chunks import count_words

LOOKED_AT = 20_000  # characters of a paragraph
STORY_MIN = 2.0  # points that make a forum post a story
TAIL_MIN = 3.0  # points that make a last paragraph its poster's own
ATTRIBUTION_EACH = 1.0  # a paragraph that says who said it
ATTRIBUTION_MAX = 3.0
LONG_WORDS = 150  # few forum users write more than this
SHORT_WORDS = 45  # few stories have less
SCRAP_WORDS = 20  # one sentence is hardly ever a story
OFTEN = 0.2  # share of paragraphs; a story may say "anyone" once
TAIL_WORDS_MAX = 120  # a longer last paragraph is the story's own

_QUOTED = re.compile(
    r"“[^“”]{0,2000}(?:”|$)|\"[^\"]{0,2000}(?:\"|$)|«[^«»]{0,2000}»|(?<![\w'])'(?=\w)[^']{15,400}[.,!?]'"
)
_ATTRIBUTION = re.compile(  # in lower case, as the patterns below: asked twice as fast as with all cases
    r"\b(?:said|says|told|according to|reported(?:ly)?|reports that|announced|stated|quoted|noted that|noted"
    r"|cited|claimed|declared"
    r"|confirmed|explained|warned|argued|pointed out|emphasi[sz]ed|stressed|underlined|added that|revealed"
    r"|acknowledged|testified|wrote"
    r"|tweeted|predicted|estimated|spokes(?:man|woman|person|people)|in (?:a|an) (?:statement|interview"
    r"|press release|communique|message)"
    r"|news (?:agency|service|conference)|press (?:conference|service)|officials?|expressed|believed|thanked"
    r"|congratulated|believes|told"
    r"|(?:сообщ|заяв|объяв|поясн|объясн|добав|отмет|уточн)(?:ил[аио]?|яет|ает)|рассказал[аио]?|подчеркнул[аио]?"
    r"|по (?:словам|данным|информации)|пресс-(?:служб|секретар)\w{1,4}"
    r"|sagte|erklärte|teilte|laut|betonte|kündigte|a (?:déclaré|annoncé|indiqué|affirmé)|selon"
    r"|dijo|según|afirmó|anunció|declaró|informó)\b"
    r"|表示|宣布|告诉|指出|报道|介绍说|透露|强调|公布|[说称][，：]"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|mine|[Mm]e|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]urs?|us|[Ll]et['’]?s"
    r"|[Mm]yself|[Яя]|[Мм]ы|[Мм]не|[Нн]ам|[Уу] нас|[Мм]о[йяеё]|[Нн]аш[аие]?)\b(?!\.\w)|我"
)
_SECOND_PERSON = re.compile(r"\b(?:you|your|yours|yourself|you['’](?:re|ve|d|ll))\b")
_ADDRESS = re.compile(
    r"\b(?:lol|lmao|rofl|imh?o|btw|wtf|omg|tbh|afaik|haha+|yep|nope|yeah|thanks? (?:you )?for (?:posting|sharing"
    r"|the)|thank you for"
    r"|you guys|guys|folks|dude|bro|op|mods?|this thread|(?:the|this|your|my) (?:post|thread|link|article above)"
    r"|if you ask me"
    r"|(?:does |has |can )?any(?:one|body)(?: (?:here|else|know|have))?|agree with|disagree with|same story"
    r"|ask me|you are (?:right|wrong)"
    r"|a link|sarcasm|good (?:find|post|read|point|one|news)|interesting (?:news|read|post|article|development"
    r"|point|stuff)|great (?:news|post|read)"
    r"|спасибо|согласен|согласна|ребята|автору|интересная (?:статья|новость)|не верю)\b|楼主|谢谢|顶一下|好消息"
    r"|(?:^|\s)(?:[:;]-?[)(dp]|@\w{2,20})(?=\s|$)"
)
_INSULT = re.compile(
    r"\b(?:idiots?|morons?|stupid|dumb|scum|clowns?|losers?|liars?|puppets?|vassals?|lapdogs?|thugs?|brainwashed"
    r"|shameless|pathetic|crap"
    r"|shit\w*|fuck\w*|damn|bastards?|trolls?|hypocrit\w+|fools?|traitors?)\b"
)
_OPINION = re.compile(
    r"\b(?:should|ought to|need to|needs to|have to|has to|must|shall|hopefully|hope|guess|think|believe|suppose"
    r"|feel|wish|surely|sure|obviously|of course|really"
    r"|never|always|great|nice|awesome|amazing|sad|bad|shame|wow|finally|interesting|good)\b"
)
_OPENER = re.compile(
    r"^\W{0,3}(?:good|great|nice|interesting|wow|lol|well|yes|no|yeah|agreed?|exactly|true|right|so|ok|okay|same"
    r"|hm+|haha|amazing|awesome|sad|congrats"
    r"|congratulations|thanks|thank you|hopefully|finally|not bad|i|we|my|imo|imho|this (?:is|has|will|should|was)"
    r"|ну|да|нет|вот|наконец-то|а)\b"
)
_FIGURE_OR_NAME = re.compile(r"\d|(?<=[a-z,;] )[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A score and what it is made of, "headline +2, dateline +3"."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        return ", ".join(f"{name} {points:+g}" for name, points in self.reasons)


def unquoted(text: str) -> str:
    """The text without what stands between quotation marks: those words are somebody else's."""
    return _QUOTED.sub(" ", text[:LOOKED_AT])


def speaks_personally(text: str) -> bool:
    """True when the paragraph says "I" or "we", or turns to its reader, in its own voice."""
    plain = unquoted(text)
    return bool(_FIRST_PERSON.search(plain) or _SECOND_PERSON.search(plain.lower()))


def attributes(text: str) -> bool:
    """True when the paragraph says who said something."""
    return bool(_ATTRIBUTION.search(unquoted(text).lower()))


def judge_post(
    paragraphs: Sequence[str],
    *,
    headline: bool = False,
    head: bool = False,
    dateline: bool = False,
    source_line: bool = False,
) -> Verdict:
    """How much a forum post reads like a story. The flags say what stands around its paragraphs."""
    reasons: list[tuple[str, float]] = []
    for name, there, points in (
        ("headline", headline, 2.0),
        ("byline-or-date", head, 3.0),
        ("dateline", dateline, 3.0),
        ("source-line", source_line, 2.0),
    ):
        if there:
            reasons.append((name, points))
    plain = [unquoted(text) for text in paragraphs]
    lowered = [text.lower() for text in plain]
    attributed = sum(bool(_ATTRIBUTION.search(text)) for text in lowered)
    if attributed:
        reasons.append(("attribution", min(ATTRIBUTION_MAX, ATTRIBUTION_EACH * attributed)))
    words = sum(count_words(text[:LOOKED_AT]) for text in paragraphs)
    if words >= LONG_WORDS:
        reasons.append(("long", 1.0))
    if words < SHORT_WORDS:
        reasons.append(("short", -1.0 if words >= SCRAP_WORDS else -4.0))
    count = max(1, len(plain))
    personal = sum(bool(_FIRST_PERSON.search(text)) for text in plain) / count
    if personal:
        reasons.append(("first-person", -2.0 if personal >= 0.5 else -1.0))
    asking = sum("?" in text for text in plain) / count
    if asking >= 0.34:
        reasons.append(("questions", -1.0))
    for name, pattern in (("speaks-to-forum", _ADDRESS), ("insult", _INSULT)):
        found = sum(bool(pattern.search(text)) for text in lowered) / count
        if found:
            reasons.append((name, -2.0 if found >= OFTEN else -0.5))
    if not attributed and not headline and not dateline:
        reasons.append(("no-attribution", -2.0))
    return Verdict(sum(points for _, points in reasons), tuple(reasons))


def judge_tail(text: str, story_is_personal: bool) -> Verdict:
    """How much a paragraph below a story reads like its poster's own words."""
    reasons: list[tuple[str, float]] = []
    plain = unquoted(text)
    words = count_words(plain)
    if words > TAIL_WORDS_MAX or not plain.strip():
        return Verdict(0.0, ())
    lowered = plain.lower()
    if _FIRST_PERSON.search(plain) and not story_is_personal:
        reasons.append(("first-person", 2.0))
    if _ADDRESS.search(lowered):
        reasons.append(("speaks-to-forum", 2.0))
    if _INSULT.search(lowered):
        reasons.append(("insult", 2.0))
    if _OPENER.search(lowered):
        reasons.append(("opens-like-talk", 1.0))
    if _OPINION.search(lowered):
        reasons.append(("opinion", 1.0))
    if re.search(r"[?!](?:\s|$)|\.\.+(?:\s|$)|…\s*$|\.\.[a-z]", plain):
        reasons.append(("asks-or-exclaims", 1.0))
    if words <= 20 and not _FIGURE_OR_NAME.search(plain):
        reasons.append(("names-nothing", 1.0))
    if _QUOTED.search(text):
        reasons.append(("quotes", -2.0))
    if _ATTRIBUTION.search(lowered):
        reasons.append(("attribution", -3.0))
    return Verdict(sum(points for _, points in reasons), tuple(reasons))
