"""What every kind of page is made of: the archive, its vocabularies and settings, and the build that writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from .alone import Builder
    from .archive import Archive
    from .evidence import EvidenceFile
    from .made_of import MadeOf
    from .maps.atlas import Atlas
    from .page_writer import PageWriter
    from .remembered import Publishers
    from .run_record import RunRecord
    from .trees import RegionVocabulary, Vocabulary


class Site(Struct, frozen=True, dict=True):
    archive: Archive
    regions: RegionVocabulary
    topics: Vocabulary
    vocabulary: bytes  # the digest of the two
    publishers: Publishers
    record: RunRecord
    settings: Mapping[str, Any]
    build: Builder
    pages: PageWriter
    post_of: Callable[[str], Path]  # the file of a story, by slug
    made_of: MadeOf  # digests of what was read of each story
    content_of: Callable[[str], str]  # the HTML of a story's text, by slug
    evidence_of: Callable[[str], EvidenceFile | None]

    @cached_property
    def atlas(self) -> Atlas:
        from .maps.atlas import Atlas  # here: where no map is made, its outlines are not wanted

        return Atlas(self.archive.regions, self.regions, self.build.memo_bytes)

    def let_go_of_maps(self) -> None:
        """Holds no outlines and pictures any longer; who asks for another map makes them again."""
        vars(self).pop("atlas", None)
        self.settings["ARCHIVE_PICTURES"].forget()

    @property
    def name(self) -> str:
        return str(self.settings["SITENAME"])

    @property
    def address(self) -> str:
        """The full address of the site without a slash at its end."""
        return str(self.settings["SITEURL"]).rstrip("/")
