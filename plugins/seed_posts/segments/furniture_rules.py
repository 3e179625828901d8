"""The rules `furniture.py` reads lines by: a name, the part of a page it recognises, a pattern.

Patterns are matched against a whole folded line of at most 400 characters, in this order, and
the first that fits wins. Every repetition is bounded, so a line costs time in proportion to
its length.
"""

from __future__ import annotations

import re

from .forum_rules import FORUM_RULES
from .parts import Part, Rule
from .parts import line_rule as _rule

EXTENSIONS = "jpe?g|png|gif|webp|bmp|tiff?|svg|heic|pdf|docx?|xlsx?|pptx?|mp[34]|avi|mov|webm|zip|rar"
AGENCIES = (
    "AP|AFP|EPA|EFE|PA|TASS|Itar-Tass|Reuters|Xinhua|Sputnik|RIA(?: Novosti)?|Interfax|Kyodo|Yonhap|ANSA|dpa"
    "|DPA|UPI|AAP"
    "|PTI|ANI|Anadolu|CNS|VCG|IC|Bloomberg|Getty(?: Images)?|Alamy|Shutterstock|iStock|Unsplash|Flickr|Wikimedia"
)
_PHOTO = "(?:photo|picture|image|pic|photograph|video|credit)s?|photographer|illustration|graphic|cartoon|file photo"
_STORIES = "(?:stor(?:y|ies)|articles?|news|content|reading|topics?|coverage|posts?|links?|items|videos?|headlines)"
_TRADES = (
    "editor|reporter|journalist|writer|columnist|correspondent|contributor|author|blogger|anchor|freelancer|producer"
    "|newspaper(?:man|woman)|analyst|fellow|commentator|researcher at|professor (?:of|at|emeritus)|lecturer|historian"
)
_SERVICE = "(?:twitter|facebook|instagram|x|google|tiktok|linkedin|threads|youtube|telegram|whatsapp)"

RULES: tuple[Rule, ...] = (
    _rule("rule-line", Part.RULE, r"(?:[*#~=_•·—–.\-+] ?){3,}"),
    _rule(
        "url-line",
        Part.URL,
        r"https?://|www\.",
        before=r"(?:(?:source|link|url|original|via|from|more|full (?:text|story|article)"
        r"|read (?:the )?(?:full|original) \w+)"
        r"(?: (?:at|here|on|url|link))?\s?[:\-–—]?\s?)?[<\[(]?",
        after=r"\S{3,}",
    ),
    _rule(
        "attachment-name",
        Part.ATTACHMENT,
        EXTENSIONS,
        before=r"[^\s/\\<>|][^/\\<>|]{0,120}\.",
        after=r"(?:\s?\(?[\d.,]+ ?[KMG]i?B\b.{0,40})?",
    ),
    _rule(
        "attachment-word",
        Part.ATTACHMENT,
        r"view attachment \d+",
        "attachments?:?",
        "attached (?:files?|images?|thumbnails):?",
        r"\[(?:img|attach(?:ment)?)\b.{0,200}",
    ),
    _rule(
        "story-age",
        Part.AGE,
        "article|story|page|post|report|content|item",
        before="this ",
        after=r" (?:is|was (?:first |originally )?(?:published|posted|written))"
        r" (?:(?:more than|over|about|nearly|almost) )?\w+ (?:years?|months?|days?|weeks?) (?:old|ago)\b.{0,120}",
    ),
    _rule(
        "disclaimer",
        Part.DISCLAIMER,
        r"disclaimer\b.{0,390}",
        r"(?:the |any |all |these )?(?:views?|opinions?)\b.{0,200}\b(?:(?:do|does|may|need) not (?:necessarily )?"
        r"(?:reflect|represent|match|coincide|express|correspond)|are (?:those of|solely|(?:their|his|her|my) own"
        r"|the author[’']?s|not necessarily)|expressed (?:in (?:the )?(?:comments?|this|these|the article)|here"
        r"|above|are"
        r"|on this)).{0,200}",
        r"comments (?:above|below|here) (?:are|do|express|reflect).{0,200}",
    ),
    _rule(
        "comments-head",
        Part.COMMENTS,
        r"(?:(?:user|reader|all|view|show|hide|read|see|latest|top)s?'? ){0,3}(?:\d[\d,]* )?(?:comments?|responses"
        r"|replies)"
        r"(?: ?[(\[] ?\d[\d,]* ?[)\]]| \d[\d,]*)?",
        r"\d[\d,]* (?:comments?|responses|replies|thoughts) (?:on|to) .{3,200}",
        after=" ?:?",
    ),
    _rule(
        "comment-form",
        Part.COMMENT_FORM,
        r"(?:leave|add|post|write|submit|make|share) (?:a|your|an?other) (?:comments?|reply|response"
        r"|thoughts)\b.{0,80}",
        r"join the (?:conversation|discussion)\b.{0,80}",
        r"(?:please )?(?:log ?in|sign in|register)(?: or (?:log ?in|sign ?up|register))? to (?:leave|post|add"
        r"|comment|reply)\b.{0,60}",
        r"you must (?:be logged in|log in) (?!or ).{0,80}",
        "be the first to comment.{0,40}",
        "cancel reply",
        r"your e-?mail address will not\b.{0,80}",
        "type the code",
        r"control code\*?",
        r"what do you think\?.{0,60}",
    ),
    _rule(
        "list-head",
        Part.LIST_HEAD,
        "(?:also )?read (?:more|also|next|on)",
        "also read",
        "see also",
        f"more {_STORIES}",
        r"more (?:on|from|about) [\w' ,&.-]{2,60}",
        f"(?:related|recommended|popular|similar|sponsored|featured|promoted|trending|latest|top) ?(?:{_STORIES}"
        f"|threads|for you|now)?",
        "you (?:may|might) also (?:like|be interested in)",
        "editor[’']?s[’']? picks?",
        "most (?:read|popular|viewed|shared|commented|recent)",
        "further reading",
        "in other news",
        "in case you missed it",
        "don[’']?t miss",
        "up next",
        "(?:next|previous) (?:article|story|up)",
        "from around the web",
        "what to read next",
        r"most (?:read|popular|viewed|shared|commented) (?:in|on) [\w' &-]{2,40}",
        "trending now",
        "читайте также|материалы по теме|по теме|相关(?:新闻|阅读|报道)|延伸阅读",
        "lesen sie auch|mehr zum thema|(?:à )?lire aussi|lea también|le puede interesar",
        after=" ?[:>»…]*",
    ),
    _rule(
        "promo",
        Part.PROMO,
        "read (?:more|also|next|on|the full \\w+)",
        "also read",
        r"also on [\w' &.-]{1,40}",
        "see (?:also|more)",
        f"related(?: {_STORIES})?",
        r"more (?:on|from|about) [\w' &.-]{1,60}",
        "more",
        "must[- ]read",
        "recommended(?: reading)?",
        "don[’']?t miss",
        "watch(?: (?:now|live|more|the video|this|below|next))?",
        "listen(?: now)?",
        "explore(?: more)?",
        "in case you missed it|icymi",
        "further reading",
        "opinion|photos|gallery|video|exclusive|explainer|what to know",
        "in (?:photos|pictures)",
        "live(?: updates)?",
        before=r"[>»•▶►*\[( ]{0,4}",
        after=r" ?(?::|»|>|\||–|—|-(?= )) ?\S.{2,300}",
    ),
    _rule(
        "promo-sentence",
        Part.PROMO,
        r"click here\b",
        r"sign up (?:for|to|here|now|today)\b",
        r"subscribe\b",
        r"download (?:the|our)\b",
        rf"follow (?:us|@|[\w’'. &]{{1,40}} on {_SERVICE})\b",
        r"like us on\b",
        r"join (?:our|us on|the \w+ (?:newsletter|channel|community))\b",
        r"get (?:the latest|our|more|breaking|daily|unlimited|email|all the|updates)\b",
        r"support (?:our|independent|quality)\b",
        r"donate\b",
        r"(?:become|already) a (?:member|subscriber|supporter)\b",
        r"this (?:article|content|story) is (?:for|only available|exclusive|available)\b",
        r"(?:to )?read (?:the (?:full|rest|original|whole)|more|full)\b",
        r"view (?:this|the|our|all|more|on|in)\b",
        r"share (?:this|on|via|your)\b",
        r"want (?:more|to (?:read|get|see))\b",
        r"stay (?:up to date|informed|connected|tuned)\b",
        r"never miss\b",
        r"enter your email\b",
        r"register (?:now|for|here)\b",
        r"you (?:can|have) (?:unsubscribe|reached|\d+ (?:free|remaining))\b",
        r"by (?:signing up|subscribing|submitting|clicking|entering|providing)\b",
        r"have (?:a )?(?:tips?|story|news|question|something)\b.{0,40}\?",
        r"check out (?:our|more|the latest|all)\b",
        r"discover more\b",
        r"advertisement\b",
        r"(?:story|article) continues\b",
        r"continue reading\b",
        r"scroll (?:down|to continue)\b",
        r"loading\b",
        before=r"[(\[>»•▶►* ]{0,3}",
        after=".{0,240}",
    ),
    _rule(
        "end-label",
        Part.END,
        r"(?:topics?|tags?|keywords?|filed under|categor(?:ies|y)|more topics|in this (?:story|article)"
        r"|explore more topics"
        r"|posted in|section|labels)(?: ?: ?.{0,200}| ?)",
        "share (?:this|it)(?: (?:article|story|post|page|on|with).{0,60})?",
        "about (?:the|this) (?:author|writer|reporter)s?.{0,60}",
        r"(?:copyright|©|\(c\)) ?(?:©|\(c\)|copyright)? ?(?:19|20)\d\d\b.{0,250}",
        r".{0,120}\ball rights reserved\b.{0,200}",
        "(?:back )?to top",
        r"report (?:an )?(?:error|a typo|this ad)\b.{0,40}",
    ),
    _rule(
        "signoff",
        Part.SIGNOFF,
        "(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated|translation|written|reported)"
        r" (?:and (?:writing|editing) )?(?:by|from)\b.{2,300}",
        r"[\w' ./&-]{2,40},? with (?:additional )?(?:reporting|editing|inputs?|materials?|files?) (?:by"
        r"|from)\b.{2,120}",
        r"with (?:inputs?|files|material|reporting|agency inputs)\b.{2,120}",
        r".{2,60} contributed to this (?:report|story|article)\.?",
        r".{0,80}\bthis (?:report|story|article) (?:was|has been) (?:published|produced|edited|auto-generated"
        r"|syndicated"
        r"|originally published|first published|reprinted|republished|updated|corrected|amended)\b.{0,200}",
        before=r"[•*(\[–— -]{0,4}",
    ),
    _rule(
        "photo-credit",
        Part.CAPTION,
        rf"[(\[]?(?:{_PHOTO})(?: (?:courtesy|credits?|source|by|via|copyright|provided))* ?(?::|/|©) ?.{{2,160}}",
        rf"[(\[]?(?:{_PHOTO}) (?:courtesy of|credits?|by|via|from|provided by) (?-i:[A-Z])[^.!?]{{1,60}}",
        r"\(?file (?:photo|image|picture|pic|footage)\)?\.?(?: .{0,120})?",
        r"(?:фото|иллюстрация|foto|fotos|imagen|摄影|图片来源)\s?(?::|：|/|©) ?.{2,160}",
    ),
    _rule(
        "copyright-credit", Part.CAPTION, r"(?:©|\([cC]\)|Copyright) ?(?!(?:19|20)\d\d)[A-Z][^.!?]{1,100}", exact=True
    ),
    _rule("file-caption", Part.CAPTION, r"FILE\b ?(?:PHOTO)? ?[—–:-].{10,}", exact=True),
    _rule(
        "caption-credit",
        Part.CAPTION,
        rf"(?:{AGENCIES}|[A-Z][\w.&' -]{{1,40}})/[^()]{{2,60}}",
        rf"(?:{AGENCIES}|[Pp]hoto|PHOTO|[Ii]mage|[Cc]redit|[Ff]ile [Pp]hoto|[Cc]ourtesy)(?: [Pp]hoto)?\b[^()]{{0,80}}",
        before=r".{3,330}[(\[]",
        after=r"[)\]]\.?",
        exact=True,
    ),
    _rule(
        "credit-only",
        Part.CAPTION,
        rf"\((?:[A-Z][\w.&' -]{{1,40}} ?/ ?[^()]{{2,60}}|(?:{AGENCIES})[^()]{{0,60}})\)",
        rf"(?:{AGENCIES}|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{1,3}}) ?/ ?(?:{AGENCIES}|[A-Z][\w.'’& -]{{2,40}})",
        exact=True,
    ),
    _rule(
        "caption-photo",
        Part.CAPTION,
        _PHOTO,
        before=r".{3,330}[\s.,|;(\[]",
        after=r"(?: (?:courtesy(?: of)?|credits?|by|source))* ?(?::|/) ?[^.!?]{2,80}[)\]]?",
    ),
    _rule(
        "caption-stock",
        Part.CAPTION,
        "Getty Images|AFP via Getty|Shutterstock|iStock(?:photo)?|AP Photo|EPA-EFE|Alamy|Unsplash|USA TODAY Sports"
        "|Wikimedia Commons|via Reuters|via AP|via AFP",
        before=r".{0,300}\b",
        after=r"(?:[/,) ].{0,80})?[)\].]?",
        exact=True,
    ),
    _rule(
        "biography",
        Part.BIOGRAPHY,
        r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?(?:[A-Z][\w.'’-]* ){1,3}[A-Z][\w'’-]+,?"
        r" (?:is|was|has been|works as|serves as|has worked as) (?:an?|the|our|one of)"
        rf" (?:[\w'’,-]+ ){{0,8}}?(?i:{_TRADES})\b.*",
        exact=True,
    ),
    _rule(
        "biography-contact",
        Part.BIOGRAPHY,
        r"(?:you can )?(?:reach|contact|follow|e-?mail) (?:him|her|them|the (?:author|writer|reporter)"
        r"|[A-Z][\w.'’ -]{2,40})"
        r" (?:on|at|via|@)\b.{2,200}",
        r"(?:e-?mail|contact):? [\w.+-]{1,60}@[\w.-]{3,80}.{0,80}",
        r".{3,120} (?:can be reached|may be reached|tweets) (?:at|on)\b.{2,160}",
    ),
    _rule("signature-mark", Part.RULE, "-- ?", exact=True),
    _rule("wire-slug", Part.CHROME, r"[A-Z]{2,4}-[A-Z]{2}-\d\d-\d\d-\d\d.{0,20}", exact=True),
    _rule(
        "age-stamp",
        Part.AGE,
        r"(?:last )?(?:updated|published|posted):? (?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
        r" (?:minute|min|hour|day|week|month|year)s? ago",
    ),
    _rule(
        "letter-note",
        Part.CHROME,
        r"you (?:are )?receiv(?:e|ed|ing) this (?:e-?mail|letter|message|newsletter|mail)\b.{0,200}",
    ),
    _rule("font-size", Part.CHROME, r"【?字[号体] ?[:：]? ?(?:[大中小][ |/]{0,3}){2,3}】?"),
    _rule("read-time", Part.CHROME, r"(?:reading time:? )?\d{1,2}[ -]min(?:ute)?s?(?: read)?"),
    _rule(
        "sign-up",
        Part.CHROME,
        r"(?:.{0,200}\b)?newsletters?\b.{0,120}\b(?:sign up|subscribe)(?: (?:here|now|today|for free|below))\b.{0,40}",
        r"(?:.{0,80}\b)?(?:sign up|subscribe)\b.{0,120}\bnewsletters?\b.{0,80}",
    ),
    _rule("time-line", Part.CHROME, r"\d{1,2}[:.][0-5]\d(?: ?[ap]\.?m\.?)?(?: (?:[A-Z]{2,4}|hrs|Uhr|h))?"),
    _rule(
        "pages-line",
        Part.CHROME,
        r"(?:(?:\d{1,3}|next|prev(?:ious)?|first|last|single page|\.\.\.|…)(?: ?[|»«›‹>·,]){0,2} ?){2,12}",
        before=r"(?:pages?:? )?[«‹<]? ?",
        after=r" ?[»›>]?",
    ),
    *FORUM_RULES,
)  # fmt: skip

SOURCE = re.compile(r"(?:source|sources|via|courtesy|from|origin|источник|来源)\s?[:：]\s?\S.{1,120}$", re.IGNORECASE)
BY = re.compile(
    r"(?:By|BY|Words by|Story by|Written by):? (?!The\b|A\b)[A-Z@][\w.'’@-]{1,40}(?: [\w.'’@|,/&-]{1,30}){0,7}$"
)
# A folded line without a day is a byline, as `read_byline` reads one, only if it holds one of these, in lower case, or
# "The" before a paper's name.
BYLINE_WORDS = (
    "by", "from", *(f"{opener}{end}" for opener in ("par", "por", "von", "от") for end in " :"),
    "author", "автор", "текст", "作者", "记者", "文", "edit", "编", "редактор", "correspondent", "reporter",
    "columnist", " usa today", " fox news", " cnn", " bbc", " cbc", " nbc", " abc", " cbs", " npr", " ap", " afp",
    " reuters", " bloomberg", " associated press", "writer", "contributor", "journalist", "producer", "critic",
    "analyst", ",", "|", "·", "•", "–", "—", "/", " -",
)  # fmt: skip
ROLE_WORDS = (  # one of which the pattern below needs
    "reporter", "writer", "editor", "correspondent", "columnist", "insider", "contributor", "critic", "analyst",
    "journalist", "photographer",
)  # fmt: skip
ROLE = re.compile(  # "Seattle Times staff reporter"
    r"(?:[A-Z][\w'’.&-]{0,20} ){0,5}(?:(?i:staff|senior|special|contributing|deputy|associate|national"
    r"|political|chief) ){0,3}"
    r"(?i:reporter|writer|editor|correspondent|columnist|insider|contributor|critic|analyst|journalist|photographer)s?"
    r"(?:,? (?:at |for |of )?[A-Z][\w .&'’-]{1,40})?$"
)
