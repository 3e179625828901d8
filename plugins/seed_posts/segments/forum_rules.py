"""The rules for lines of forum software: the frames of posts and the navigation of a thread."""

from __future__ import annotations

from .parts import Part, Rule
from .parts import line_rule as _rule

_POST_BUTTON = (
    "(?:reply|like|report|quote|multi-?quote|share|upvote|downvote|award|permalink|embed|save|give award|like this"
    "|нравится|поделиться|ответить|пожаловаться)"
)
_RUSSIAN_MONTH = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"

FORUM_RULES: tuple[Rule, ...] = (
    _rule(
        "post-line",  # author, date and number on one line
        Part.POST_MARK,
        r".{2,60}\d{4}.{0,20} #\d{1,6}(?: \(permalink\))?",
        r"[^\s,][^,]{1,60}, \[.{0,6}\d{1,4}.{4,30}\]:?",
        r"\S{2,30} (?:\d{1,2} \w{3,7} ago|on \w{3,9} \d{1,2}, \d{4}) \| .{2,80}",
        r"\[[–—-]\] ?\S{2,30} .{0,30}\d{1,6} points? .{2,40}",
        r"\S{2,30} -?\d{1,6} points? \d{1,2} \w{3,7} ago.{0,40}",
        rf"\d{{1,2}} (?:{_RUSSIAN_MONTH})\w{{0,6}}\.? (?:\d{{4}} )?в \d{{1,2}}:\d\d",
        r"\d{1,2} \w{3,9} \d{4}(?: at \d{1,2}:\d\d)? ·",
        r"(?:post )?by \S{2,30}(?: \S{1,20})? » .{6,60}",
        r"(?:\d{1,4}[.)] ?)?(?:posted|written) by:? \S{2,30}(?: on|,) .{6,40}",
        r"[«<] ?(?:reply #\d{1,6} )?on: .{6,60}[»>]",
        r"(?:добавлено|отправлено)(?::| ») .{0,20}\d{1,2} .{4,40}",
    ),
    _rule(
        "post-rank",  # what a forum calls its users
        Part.POST_MARK,
        "(?:senior|junior|full|new|elite|active|staff|banned|well-known|hero|veteran|registered|premium|valued"
        "|advanced|regular|power) (?:member|user|moderator|poster)",
    ),
    _rule(
        "post-mark",
        Part.POST_MARK,
        r"#\d{1,6}",
        r"post (?:#|no\.? ?)\d{1,6}",
        r"\d{1,5} likes?|reactions:",
        r"\[/?quote\b[^\]]{0,80}\]",
        r"(?:сообщения|сообщений|зарегистрирован|откуда): .{1,40}",
        "(?:super |global )?moderator",
        "thread starter",
        "join(?:ed| date):? .{2,30}|join date:?",
        r"(?:messages|posts|reactions?(?: score)?|likes(?: received)?|points):? ?[\d,]+",
        r"[\d,]{1,9} (?:posts|messages)|posts:|messages:",
        "location:? .{2,40}|location:",
        "gender:? .{2,20}|logged|offline|online|reply with quote|unread,|reply (?:all|to author)",
        r"/?u/[\w-]{2,30}",
        r"click to expand\.{0,3}…?",
        rf"{_POST_BUTTON}(?: ?[|,•·] ?{_POST_BUTTON}){{0,5}}",
        "last edited(?: by .{1,40})?:? .{2,60}",
        r"edited .{0,20}\d.{0,40}",
        "sent from my .{2,60}",
    ),
    _rule(
        "quote-mark",  # above what a post quotes
        Part.POST_MARK,
        "quote:|originally posted by:? .{1,60}",
        r"(?:\S{1,40} ){1,6}(?:said|wrote|writes):(?: ?↑)?",
    ),
    _rule("mail-topics", Part.FORUM, "today[’']?s topics:?"),
    _rule(
        "forum-page",
        Part.FORUM,
        r"what[’']?s new\??",
        "discussion in ['‘“\"].{1,80} started by .{1,60}",
        r".{1,80}\bstarted by \S.{0,40}, .{4,40}",
        "new posts",
        "(?:back )?top bottom",
        r"you must log in or (?:register|sign up) to (?:reply|post)\b.{0,40}",
        r"\(?you must log in or sign up.{0,60}",
        r"not open for further replies\.?",
        r"thread (?:status|tools|rating|closed|starter)\b.{0,40}",
        "start date .{4,40}",
        r"topic: .{2,120} \(read \d+ times\)",
        r"\d+ posts • page \d+ of \d+",
        r"board index\b.{0,120}",
        r"users browsing this (?:forum|topic|thread):.{0,120}",
        r"powered by (?:phpbb|vbulletin|xenforo|discourse|smf|ipb|mybb|invision)\b.{0,120}",
        r"you may not post (?:new threads|replies|attachments)",
        r"форум\b.{0,80}|часовой пояс:.{1,40}",
        r"« previous (?:thread|topic)\b.{0,40}",
        "posting permissions|who is online",
        r"all times are (?:gmt|utc)\b.{0,60}",
        r"search (?:forums|this thread)\b.{0,30}",
        "similar threads",
        "(?:un)?watch thread|unwatch",
    ),
    _rule(
        "forum-word",
        Part.FORUM,
        "forums?|back|top|bottom|members|watch|log ?in|register",
        r"page \d+ of \d+",
        r"first prev \d+ of \d+.{0,40}",
        r"(?:« ?)?prev(?:ious)?(?: ?\| ?| \d+ of \d+ )?(?:next)?(?: ?»)?",
        "jump to.{0,40}",
    ),
)
