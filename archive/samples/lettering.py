"""Drawing Chinese and Latin text side by side.

The samples' own font holds only the Chinese characters the samples draw (see LICENCE-font.txt); Latin
letters come from fonts that every PDF reader and Pillow bring along. So a line is split into runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from PIL import ImageFont

FONT_FILE = "sample-glyphs.ttf"
_RUNS = re.compile(
    r"[\u0020-\u024f\u2013\u2014\u2018-\u201d\u20ac]+|[^\u0020-\u024f\u2013\u2014\u2018-\u201d\u20ac]+"
)


def font_bytes() -> bytes:
    """The samples' TrueType font."""
    return (resources.files("archive.samples") / FONT_FILE).read_bytes()


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of a line, each with whether it is Latin. Chinese quotation marks count as Latin ones."""
    for match in _RUNS.finditer(text):
        yield match[0], match[0][0] < "\u0250" or "\u2013" <= match[0][0] <= "\u20ac"


def han_characters(text: str) -> str:
    """The characters of a text that the samples' own font has to hold, each once, in order."""
    return "".join(sorted({char for run, latin in runs(text) if not latin for char in run}))


@cache
def picture_fonts(size: int) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    """The Chinese and the Latin font of that size in pixels."""
    with resources.as_file(resources.files("archive.samples") / FONT_FILE) as path:
        han = ImageFont.truetype(str(path), size)
    latin = ImageFont.load_default(size)
    if not isinstance(latin, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, which scans are drawn with")
    return han, latin
