"""Words a site puts on every page: its buttons and sections, and the terms of a consent notice."""

from __future__ import annotations

import re

CONSENT = re.compile(
    r"\b(?:cookies|consent|opt[- ]out|your browser|your (?:device|choices|preferences)|personal (?:information|data)"
    r"|privacy (?:policy|notice|settings)|terms of (?:use|service)|third[- ]party|targeted advertising|unsubscribe"
    r"|affiliate links?|commission|your (?:email|inbox)|newsletters?)\b",
    re.IGNORECASE,
)
CONSENT_BEGINNINGS = (  # of the words above, in lower case
    "cookies", "consent", "opt", "your ", "personal ", "privacy ", "terms of ", "third", "targeted ", "unsubscribe",
    "affiliate link", "commission", "newsletter",
)  # fmt: skip
# Whole lines, in lower case, without the punctuation and arrows around them.
CHROME_WORDS = frozenset(
    phrase
    for line in (
        "ad|ads|advertise|advertisement|share|tweet|print|email|e-mail|save|copy link|link copied|follow",
        "following|like",
        "facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|instagram|youtube|share on facebook",
        "share on twitter",
        "menu|search|type to search|home|home page|homepage|next|previous|prev|close|open|more|show more",
        "load more|see all",
        "view all|read more|expand|collapse|toggle navigation|skip to content|skip to main content|skip to navigation",
        "subscribe|sign in|sign up|login|log in|log out|register|my account|donate|newsletter|newsletters",
        "get short url",
        "contact|contact us|about|about us|careers|help|faq|feedback|corrections|sitemap|site map|site index",
        "rss|accessibility",
        "accessibility statement|privacy|privacy policy|terms of use|terms of service|terms & conditions",
        "cookies|cookie policy",
        "cookie settings|manage cookies|do not sell my personal information|listen|play|pause|mute|unmute",
        "fullscreen|gallery",
        "font size|text size|small|medium|large|a a a|image|photo|photos|video|videos|live|logo|loading|loading...|0|x",
        "archive|archives|edition|editions|e-paper|epaper|podcast|podcasts|crossword|puzzles|games",
        "horoscopes|obituaries",
        "classifieds|jobs|real estate|shop|store|weather|english|news|breaking news|sport|sports|politics",
        "business|opinion",
        "world|entertainment|lifestyle|technology|tech|science|health|culture|travel|arts|money|life|style",
        "food|autos|education",
    )
    for phrase in line.split("|")
)
