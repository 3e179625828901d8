"""Every setting of the archive. Ours begin with ARCHIVE_; docs/reference.md explains each.

`publishconf.py` adds only what a published site needs.
"""

# --- this archive -------------------------------------------------------------------------
SITENAME = "Neighbours"
ARCHIVE_DESCRIPTION = "Regional ties between China and Russia, from captured news reports."
ARCHIVE_COLOURS: dict[str, tuple[str, str]] = {}  # {"accent": ("#0b5d3b", "#7fcfa6")}: in the light, in the dark
ARCHIVE_FONTS = {"text": "@fontsource/source-serif-4"}  # of text, headings, controls: package, folder, or "system"
ARCHIVE_LOGO = ""  # an .svg or .png file in place of the name
ARCHIVE_LOGO_TEXT = ""  # what it says; "" for the name
ARCHIVE_FAVICON = ""  # an .svg or .png file; "" for the theme's, in the archive's colours
ARCHIVE_HOME = ["intro", "search", "coverage", "map", "years", "latest", "matrix", "ways"]  # "page:SLUG" for a text
ARCHIVE_REPOSITORY = ""  # address of the repository, for "report a mistake" links; "" leaves them out
ARCHIVE_SEEDS = "seeds"  # folder of captures, relative to this file
ARCHIVE_POSTS = "articles"  # folder of generated posts, below PATH
ARCHIVE_MAX_CAPTURE_BYTES = 5_000_000  # a larger capture is reported and left out
ARCHIVE_CAPTURE_SECONDS = 5  # of processor time; a capture that needs more is reported and left out
ARCHIVE_CAPTURE_MEGABYTES = 512  # of memory; the same
ARCHIVE_JOBS = 0  # processes that convert captures; 0 takes one for each core
ARCHIVE_CACHE = ".build/cache"  # conversions that the next run need not make again; "" keeps none
ARCHIVE_REVIEW_BELOW: dict[str, float] = {}  # confidence below which a field goes to review: {"date": 0.9}
ARCHIVE_OPEN_RIGHTS = ("digest",)  # rights of stories whose texts may be downloaded as data
ARCHIVE_PAGE_SIZE = 20  # stories told in full on the first page of a listing
ARCHIVE_SHORT_LISTS: list[str] = []  # levels whose older stories have no numbered pages: "continent", "subregion", …
ARCHIVE_PAGE_ROWS = 100  # stories on each of its numbered pages, a row each
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

# --- plugins: dotted names below the project root, so that no installed package can shadow one ---
PLUGIN_PATHS = ["."]
PLUGINS = ["plugins.fast_build", "plugins.seed_posts", "plugins.archive_pages", "plugins.archive_search"]
FAST_BUILD = True  # make again only what changed
THEME = "theme"

# --- content ------------------------------------------------------------------------------
PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = [ARCHIVE_POSTS]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["extra"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "archive"
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}  # nothing that reads text as markup
FILENAME_METADATA = ""  # a headline may begin like a date: "1943 18,196 days of siege"
FORMATTED_FIELDS: list[str] = []  # summaries are plain text
TYPOGRIFY = False
SUMMARY_MAX_LENGTH = None
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

# --- addresses ----------------------------------------------------------------------------
ARTICLE_URL = ARTICLE_LANG_URL = "article/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "article/{slug}/index.html"
DRAFT_URL = DRAFT_LANG_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = "drafts/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
ARTICLE_TRANSLATION_ID = False  # each post stands alone, whatever its language
PAGE_TRANSLATION_ID = False
ARTICLE_ORDER_BY = "reversed-date"
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
CATEGORIES_SAVE_AS = TAGS_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES: list[str] = []  # archive_pages and archive_search write the rest
DEFAULT_PAGINATION = False

# --- feeds are for the published site (publishconf.py) ------------------------------------
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
