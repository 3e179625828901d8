"""What a published site needs beyond pelicanconf.py. The address comes from the environment: ARCHIVE_SITEURL."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: E402

SITEURL = os.environ.get("ARCHIVE_SITEURL", "").rstrip("/")
if not SITEURL.startswith(("https://", "http://")):
    sys.exit(
        f'publishconf.py: ARCHIVE_SITEURL is "{SITEURL}"; '
        "set it to the address of the published site, for example https://you.github.io/archive"
    )

# A folder of its own: Pelican empties no output folder here (DELETE_OUTPUT_DIRECTORY stays off, because `-o` could point
# it at somebody's home page); the tasks build into a new folder and put it in place of the old one.
OUTPUT_PATH = ".build/publish"
DELETE_OUTPUT_DIRECTORY = False

FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 50  # entries; a reader that comes by daily misses nothing
