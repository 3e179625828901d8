"""What a line is when it is not the story: addresses, credits, promotions, the words of a site.

Each rule is a name, the part it recognises and a pattern for a whole line; the first that fits
wins. Patterns are anchored and every repetition is bounded, so a line costs time in proportion
to its length at most.
"""

from __future__ import annotations

import re
from enum import StrEnum

from .bylines import read_byline
from .dates import is_date_line

LOOKED_AT_MAX = 400  # characters; a longer line is text, whatever it begins with


class Part(StrEnum):
    """The parts of a page that stand around and between the paragraphs of a story."""

    URL = "url"
    SOURCE = "source"
    DATE = "date"
    BYLINE = "byline"
    SIGNOFF = "signoff"  # "Reporting by …; editing by …"
    AGE = "age"  # "This article is 13 years old"
    CAPTION = "caption"
    ATTACHMENT = "attachment"
    PROMO = "promo"  # a link to another story, inside a story
    LIST_HEAD = "list_head"  # "Read more:" above a list of links
    END = "end"  # "TOPICS:" and the like: what follows a story
    COMMENTS = "comments"
    COMMENT_FORM = "comment_form"
    DISCLAIMER = "disclaimer"
    BIOGRAPHY = "biography"
    RULE = "rule"  # *** or ---
    POST_MARK = "post_mark"  # "#12", "Joined: …": the frame of a forum post
    FORUM = "forum"  # navigation of a forum page
    CHROME = "chrome"


Furniture = tuple[Part, str]  # the part, and the name of the rule that recognised it

_EXTENSION = r"(?:jpe?g|png|gif|webp|bmp|tiff?|svg|heic|pdf|docx?|xlsx?|pptx?|mp[34]|avi|mov|webm|zip|rar)"
_AGENCIES = (
    r"(?:AP|AFP|EPA|EFE|PA|TASS|Itar-Tass|Reuters|Xinhua|Sputnik|RIA(?: Novosti)?|Interfax|Kyodo|Yonhap|ANSA|dpa|DPA|UPI"
    r"|Bloomberg|Getty(?: Images)?|AAP|PTI|ANI|Anadolu|CNS|VCG|IC|Alamy|Shutterstock|iStock|Unsplash|Flickr|Wikimedia)"
)
_PHOTO = r"(?:photos?|pictures?|images?|pics?|photographs?|photographer|illustration|graphic|cartoon|file photo|video|credits?)"

# (name, part, pattern); tried in this order against the folded line
_RULES: tuple[tuple[str, Part, re.Pattern[str]], ...] = tuple(
    (name, part, re.compile(pattern, flags))
    for name, part, flags, pattern in (
        ("rule-line", Part.RULE, 0, r"(?:[*#~=_•·—–.\-+] ?){3,}$"),
        (
            "url-line",
            Part.URL,
            re.I,
            r"(?:(?:source|link|url|original|via|from|full (?:text|story|article)|read (?:the )?(?:full|original) \w+|more)"
            r"(?: (?:at|here|on|url|link))?\s?[:\-–—]?\s?)?[<\[(]?(?:https?://|www\.)\S{3,}?[>\])]?$",
        ),
        ("attachment-name", Part.ATTACHMENT, re.I, rf"[^\s/\\<>|][^/\\<>|]{{0,120}}\.{_EXTENSION}(?:\s?\(?[\d.,]+ ?[KMG]i?B\b.{{0,40}})?$"),
        ("attachment-word", Part.ATTACHMENT, re.I, r"(?:view attachment \d+|attachments?:?|attached (?:files?|images?|thumbnails):?|\[(?:img|attach(?:ment)?)\b.{0,200})$"),
        ("story-age", Part.AGE, re.I, r"this (?:article|story|page|post|report|content|item) (?:is|was (?:first |originally )?(?:published|posted|written)) (?:(?:more than|over|about|nearly|almost) )?\w+ (?:years?|months?|days?|weeks?) (?:old|ago)\b.{0,120}$"),
        ("disclaimer", Part.DISCLAIMER, re.I, r"(?:disclaimer\b.{0,390}|(?:the |any |all |these )?(?:views?|opinions?)\b.{0,200}\b(?:(?:do|does|may|need) not (?:necessarily )?(?:reflect|represent|match|coincide|express|correspond)|are (?:those of|solely|(?:their|his|her|my) own|the author[’']?s|not necessarily)|expressed (?:in (?:the )?(?:comments?|this|these|the article)|here|above|are|on this)).{0,200}|comments (?:above|below|here) (?:are|do|express|reflect).{0,200})$"),
        ("comments-head", Part.COMMENTS, re.I, r"(?:(?:(?:user|reader|all|view|show|hide|read|see|latest|top)s?'? ){0,3}(?:\d[\d,]* )?(?:comments?|responses|replies)(?: ?[(\[] ?\d[\d,]* ?[)\]]| \d[\d,]*)?|\d[\d,]* (?:comments?|responses|replies|thoughts) (?:on|to) .{3,200}) ?:?$"),
        ("comment-form", Part.COMMENT_FORM, re.I, r"(?:(?:leave|add|post|write|submit|make|share) (?:a|your|an?other) (?:comments?|reply|response|thoughts)\b.{0,80}|join the (?:conversation|discussion)\b.{0,80}|(?:please )?(?:log ?in|sign in|register)(?: or (?:log ?in|sign ?up|register))? to (?:leave|post|add|comment|reply)\b.{0,60}|you must (?:be logged in|log in) .{0,80}|be the first to comment.{0,40}|cancel reply|your email address will not be published.{0,80}|type the code|control code\*?|what do you think\?.{0,60})$"),
        ("list-head", Part.LIST_HEAD, re.I, r"(?:read (?:more|also|next|on)|also read|see also|more (?:stories|news|coverage|articles|reading|headlines)|more (?:on|from|about) [\w' ,&.-]{2,60}|related(?: (?:stories|articles|news|content|reading|topics?|coverage|posts|links|items))?|recommended(?: (?:stories|articles|for you|reading|videos))?|you (?:may|might) also (?:like|be interested in)|editor[’']?s[’']? picks?|trending(?: now)?|most (?:read|popular|viewed|shared|commented|recent)|top (?:stories|news|headlines|articles|videos)|latest (?:news|stories|articles|headlines|posts|videos)|popular (?:stories|posts|articles|now)|further reading|in other news|in case you missed it|don[’']?t miss|up next|next (?:article|story|up)|previous (?:article|story)|similar (?:threads|stories|articles)|sponsored(?: (?:stories|content|links))?|from around the web|promoted stories|what to read next|featured(?: (?:stories|articles|videos|content))?) ?[:>»…]*$"),
        ("promo", Part.PROMO, re.I, r"[>»•▶►*\[( ]{0,4}(?:read (?:more|also|next|on|the full \w+)|also read|also on [\w' &.-]{1,40}|see also|see more|related(?: (?:stor(?:y|ies)|articles?|news|content|reading|coverage|posts?|links?))?|more (?:on|from|about) [\w' &.-]{1,60}|must[- ]read|recommended(?: reading)?|don[’']?t miss|watch(?: (?:now|live|more|the video|this|below|next))?|listen(?: now)?|explore(?: more)?|in case you missed it|icymi|further reading|opinion|in (?:photos|pictures)|photos|gallery|video|live(?: updates)?|exclusive|explainer|what to know) ?(?::|»|>|\||–|—|-(?= )) ?\S.{2,300}$"),
        ("promo-sentence", Part.PROMO, re.I, r"[(\[>»•▶►* ]{0,3}(?:click here\b|sign up (?:for|to|here|now|today)\b|subscribe\b|download (?:the|our)\b|follow (?:us|@|[\w’'. &]{1,40} on (?:twitter|facebook|instagram|x|google|tiktok|linkedin|threads|youtube|telegram|whatsapp))\b|like us on\b|join (?:our|us on|the \w+ (?:newsletter|channel|community))\b|get (?:the latest|our|more|breaking|daily|unlimited|email|all the|updates)\b|support (?:our|independent|quality)\b|donate\b|become a (?:member|subscriber|supporter)\b|already a (?:member|subscriber)\b|this (?:article|content|story) is (?:for|only available|exclusive|available)\b|read (?:the (?:full|rest|original|whole)|more (?:at|on|here|about|from)|full)\b|(?:to )?read more\b|view (?:this|the|our|all|more|on|in)\b|share (?:this|on|via|your)\b|want (?:more|to (?:read|get|see))\b|stay (?:up to date|informed|connected|tuned)\b|never miss\b|enter your email\b|register (?:now|for|here)\b|you (?:can|have) (?:unsubscribe|reached|\d+ (?:free|remaining))\b|by (?:signing up|subscribing|submitting|clicking|entering|providing)\b|have (?:a )?(?:tips?|story|news|question|something)\b.{0,40}\?|check out (?:our|more|the latest|all)\b|discover more\b|advertisement\b|story continues\b|article continues\b|continue reading\b|scroll (?:down|to continue)\b|loading\b).{0,240}$"),
        ("end-label", Part.END, re.I, r"(?:(?:topics?|tags?|keywords?|filed under|categories|category|more topics|in this (?:story|article)|explore more topics|posted in|section|labels)(?: ?: ?.{0,200}| ?)|share (?:this|it)(?: (?:article|story|post|page|on|with).{0,60})?|about (?:the|this) (?:author|writer|reporter)s?.{0,60}|copyright (?:©|\(c\)|19|20).{0,250}|(?:©|\(c\)) ?(?:copyright ?)?(?:19|20)\d\d\b.{0,250}|.{0,120}\ball rights reserved\b.{0,200}|(?:back )?to top|report (?:an )?(?:error|a typo|this ad)\b.{0,40})$"),
        ("signoff", Part.SIGNOFF, re.I, r"[•*(\[–— -]{0,4}(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated|translation|written|reported) (?:and (?:writing|editing) )?(?:by|from)\b.{2,300}|[\w' ./&-]{2,40},? with (?:additional )?(?:reporting|editing|inputs?|material|files?) (?:by|from)\b.{2,120}|\(?with (?:inputs?|files|material|reporting|agency inputs)\b.{2,120}|.{2,60} contributed to this (?:report|story|article)\.?|.{0,80}\bthis (?:report|story|article) (?:was|has been) (?:published|produced|edited|auto-generated|syndicated|originally published|first published|reprinted|republished|updated|corrected|amended)\b.{0,200})$"),
        ("photo-credit", Part.CAPTION, re.I, rf"[(\[]?{_PHOTO}(?: (?:courtesy|credits?|source|by|via|copyright|provided))* ?(?::|/|©|\bof\b(?= )|\bby\b) ?.{{2,160}}$|[(\[]?{_PHOTO}(?: (?:courtesy of|credits?|by|via|from|provided by)) .{{2,80}}$|\(?file (?:photo|image|picture|pic|footage)\)?\.?(?: .{{0,120}})?$"),
        ("copyright-credit", Part.CAPTION, 0, r"(?:©|\([cC]\)|Copyright) ?(?!(?:19|20)\d\d)[A-Z][^.!?]{1,100}$"),
        ("file-caption", Part.CAPTION, 0, r"FILE\b ?(?:PHOTO)? ?[—–:-].{10,}$"),
        ("caption-credit", Part.CAPTION, 0, rf".{{3,330}}[(\[](?:(?:{_AGENCIES}|[A-Z][\w.&' -]{{1,40}})/[^()]{{2,60}}|(?:{_AGENCIES}|[Pp]hoto|PHOTO|[Ii]mage|[Cc]redit|[Ff]ile [Pp]hoto|[Cc]ourtesy)(?: [Pp]hoto)?\b[^()]{{0,80}})[)\]]\.?$"),
        ("caption-photo", Part.CAPTION, re.I, rf".{{3,330}}[\s.,|;(\[]{_PHOTO}(?: (?:courtesy(?: of)?|credits?|by|source))* ?(?::|/) ?[^.!?]{{2,80}}[)\]]?$"),
        ("caption-stock", Part.CAPTION, 0, r".{0,300}\b(?:Getty Images|AFP via Getty|Shutterstock|iStock(?:photo)?|AP Photo|EPA-EFE|Alamy|Unsplash|USA TODAY Sports|Wikimedia Commons|via Reuters|via AP|via AFP)(?:[/,) ].{0,80})?[)\].]?$"),
        ("biography", Part.BIOGRAPHY, 0, r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?(?:[A-Z][\w.'’-]* ){1,3}[A-Z][\w'’-]+,? (?:is|was|has been|works as|serves as|has worked as) (?:an?|the|our|one of) (?:[\w'’,-]+ ){0,8}?(?i:editor|reporter|journalist|writer|columnist|correspondent|contributor|author|blogger|anchor|freelancer|producer|newspaper(?:man|woman)|analyst|fellow|commentator|researcher at|professor (?:of|at|emeritus)|lecturer|historian|editor-in-chief)\b.*$"),
        ("biography-contact", Part.BIOGRAPHY, re.I, r"(?:(?:you can )?(?:reach|contact|follow|email|e-mail) (?:him|her|them|the (?:author|writer|reporter)|[A-Z][\w.'’ -]{2,40}) (?:on|at|via|@)\b.{2,200}|(?:e-?mail|contact):? [\w.+-]{1,60}@[\w.-]{3,80}.{0,80}|.{3,120} (?:can be reached|may be reached|tweets) (?:at|on)\b.{2,160})$"),
        ("post-mark", Part.POST_MARK, re.I, r"(?:#\d{1,6}|post (?:#|no\.? ?)\d{1,6}|(?:senior|junior|full|new|elite|active|staff|banned) (?:member|user|moderator)|(?:super |global )?moderator|thread starter|joined:? .{2,30}|messages:? ?[\d,]+|posts:? ?[\d,]+|reactions?(?: score)?:? ?[\d,]+|likes(?: received)?:? ?[\d,]+|points:? ?[\d,]+|location:? .{2,40}|quote:|originally posted by:? .{1,60}|\S{2,30}(?: \S{1,20})? (?:said|wrote):(?: ?↑)?|click to expand\.{0,3}…?|(?:reply|like|report|quote|multi-?quote|share)(?: ?[|,•·] ?(?:reply|like|report|quote|multi-?quote|share)){0,5}|last edited(?: by .{1,40})?:? .{2,60}|edited .{0,20}\d.{0,40}|sent from my .{2,60})$"),
        ("forum-page", Part.FORUM, re.I, r"(?:what[’']?s new\??|discussion in ['‘“\"].{1,80} started by .{1,60}|.{1,80}\bstarted by \S.{0,40}, .{4,40}|new posts|top bottom|back top bottom|you must log in or (?:register|sign up) to (?:reply|post)\b.{0,40}|\(?you must log in or sign up.{0,60}|not open for further replies\.?|thread (?:status|tools|rating|closed|starter)\b.{0,40}|start date .{4,40}|search (?:forums|this thread)\b.{0,30}|similar threads|watch thread|unwatch)$"),
        ("forum-word", Part.FORUM, re.I, r"(?:forums?|back|top|bottom|members|page \d+ of \d+|first prev \d+ of \d+.{0,40}|(?:« ?)?prev(?:ious)?(?: ?\| ?| \d+ of \d+ )?(?:next)?(?: ?»)?|log ?in|register|watch|jump to.{0,40})$"),
    )
)  # fmt: skip
_SOURCE = re.compile(r"(?:source|sources|via|courtesy|from|origin|источник|来源)\s?[:：]\s?\S.{1,120}$", re.IGNORECASE)
_BY = re.compile(r"(?:By|BY|Words by|Story by|Written by):? (?!The\b|A\b)[A-Z@][\w.'’@-]{1,40}(?: [\w.'’@|,/&-]{1,30}){0,7}$")
_CHROME_WORDS = frozenset(
    """
    advertisement|advertise|ad|ads|share|tweet|print|email|e-mail|facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram
    |instagram|youtube|save|copy link|link copied|menu|search|type to search|home|subscribe|sign in|sign up|login|log in|log out
    |register|my account|newsletter|newsletters|contact us|contact|about us|about|privacy policy|privacy|terms of use|terms of service
    |terms & conditions|cookie policy|cookie settings|cookies|careers|help|faq|sitemap|site map|skip to content|skip to main content
    |skip to navigation|accessibility|accessibility statement|next|previous|prev|close|open|more|show more|load more|see all|view all
    |read more|logo|archive|archives|editions|edition|get short url|listen|play|pause|mute|unmute|fullscreen|gallery|font size
    |text size|small|medium|large|a a a|share on facebook|share on twitter|follow|following|like|donate|shop|store|weather|video|videos
    |photos|live|breaking news|news|sports|sport|politics|business|opinion|world|entertainment|lifestyle|technology|tech|science|health
    |culture|travel|arts|money|life|style|food|autos|education|obituaries|classifieds|jobs|real estate|horoscopes|crossword|puzzles|games
    |podcasts|podcast|e-paper|epaper|rss|feedback|corrections|site index|do not sell my personal information|manage cookies|image|photo
    |0|0 comments|fbpx|all cities|choose your city|x|english|home page|homepage|loading|loading...|expand|collapse|toggle navigation
    """.replace("\n", "").replace("    ", "").split("|")
)


def part_of(text: str) -> Furniture | None:
    """What furniture a folded line is and the name of the rule that says so; None for text.

    Dates and bylines have readers of their own and come last: a list of links may begin "By".
    """
    if len(text) > LOOKED_AT_MAX:
        return None
    if text.lower().strip(" .:|>»›") in _CHROME_WORDS:
        forum = next((rule for rule in _RULES if rule[0] in ("forum-page", "comments-head", "forum-word", "list-head", "comment-form") and rule[2].match(text)), None)
        return (forum[1], forum[0]) if forum else (Part.CHROME, "chrome-word")
    for name, part, pattern in _RULES:
        if pattern.match(text):
            return part, name
    if is_date_line(text):
        return Part.DATE, "date-line"
    if _SOURCE.match(text):
        return Part.SOURCE, "source-line"
    byline = read_byline(text)
    if byline is not None and not text.endswith("."):
        return Part.BYLINE, "byline"
    if _BY.match(text):
        return Part.BYLINE, "by-line"
    return None

