"""What a published site needs beyond pelicanconf.py. The address comes from the environment: ARCHIVE_SITEURL."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *

SITEURL = os.environ.get("ARCHIVE_SITEURL", "").rstrip("/")
if not SITEURL.startswith(("https://", "http://")):
    sys.exit(
        f'publishconf.py: ARCHIVE_SITEURL is "{SITEURL}"; '
        "set it to the address of the published site, for example https://you.github.io/archive"
    )

# Pelican empties no output folder here, because `-o` could point it at somebody's home page; builds remove what earlier
# ones wrote. Pelican's own feeds stay off, because they would date undated stories: archive_pages writes feed.atom as
# soon as SITEURL is set.
OUTPUT_PATH = ".build/publish"
DELETE_OUTPUT_DIRECTORY = False
