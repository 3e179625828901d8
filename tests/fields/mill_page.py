"""A web page of four paragraphs about a mill, for tests."""

from plugins.seed_posts import html
from plugins.seed_posts.publishers import Sources

from .make import capture_of

PARAGRAPHS = [
    "The mill at the ford turned again on Tuesday, after the river had gone down and its wheel had been mended.",
    "Its miller said that he had lost a winter's corn, and that the town had helped him to clear the mud away.",
    "The council will decide in May whether a wall is to be built above the weir, which would cost a year's tax.",
    "Until then the road along the river stays closed to carts, and the school uses the upper bridge every day.",
]


def page(head="", body="", lang="en"):
    text = body or "<h1>Mill turns again</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    markup = (
        f'<!doctype html><html lang="{lang}"><head><title>Mill turns again | Harbour Gazette</title>{head}</head>'
        f"<body><nav><ul><li>Home</li><li>Sport</li></ul></nav><main><article>{text}</article></main>"
        "<footer><p>Copyright Harbour Gazette</p></footer></body></html>"
    )
    return html.open_page(capture_of(html=markup))


def story_in(opened):
    found = html.read_page(opened, Sources.load())
    return found[1][0] if found else None


def story_of_page(**parts):
    return story_in(page(**parts))
