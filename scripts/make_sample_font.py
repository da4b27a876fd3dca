"""Write archive/samples/sample-glyphs.ttf: the Chinese characters that the sample PDFs draw.

A subset of Droid Sans Fallback (Apache License 2.0; Debian package fonts-droid-fallback). Run
`python scripts/make_sample_font.py [FONT]` after changing the text of a PDF or a scan in
archive/samples/content; a test says when that is needed. Needs the development dependency fonttools.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

from archive.samples.lettering import FONT_FILE, han_characters
from archive.samples.stories import drawn_text

SOURCE = Path("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf")
TARGET = Path(__file__).parents[1] / "archive" / "samples" / FONT_FILE


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # copyright, names, licence
    options.recalc_timestamp = False
    options.notdef_outline = True
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=han_characters(drawn_text()))
    subsetter.subset(font)
    subset.save_font(font, str(TARGET), options)
    sys.stdout.write(
        f"{TARGET.name}: {len(font.getBestCmap())} characters, {TARGET.stat().st_size} bytes\n"
    )


if __name__ == "__main__":
    main()
