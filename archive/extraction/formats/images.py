"""Images: nothing to read but pages to recognise."""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

from archive.extraction.draft import Draft
from archive.extraction.kinds import FileKind
from archive.extraction.pictures import open_raster, page_count

_EXIF_CREATED = (36867, 306)
_EXIF_BLOCK = 0x8769
_MIN_SIDE = 32
"""An image smaller than this holds no readable line."""


def read(stream: BinaryIO, draft: Draft, kind: FileKind) -> None:
    """Note how many pages there are, when it was taken, and that they wait to be recognised."""
    del kind
    image = open_raster(stream, draft.limits)
    draft.page_count = min(page_count(image), draft.limits.pages)
    if taken := _taken(image):
        draft.properties["created"] = taken
    if min(image.size) >= _MIN_SIDE:
        draft.ocr_pages.extend(range(1, draft.page_count + 1))
    else:
        draft.wordless.extend(range(1, draft.page_count + 1))


def _taken(image: Image.Image) -> str:
    """The day a camera noted, as an ISO date."""
    try:
        exif = image.getexif()
        stamp = exif.get_ifd(_EXIF_BLOCK).get(_EXIF_CREATED[0]) or exif.get(_EXIF_CREATED[1])
    except (OSError, ValueError, SyntaxError, KeyError, TypeError):
        return ""
    day = str(stamp or "")[:10].replace(":", "-")
    return day if len(day) == 10 and day[:4].isdigit() and day > "1980" else ""
