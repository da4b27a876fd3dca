"""A scanned contract: pages drawn as pictures, a little crooked and grainy, with seal and signatures."""

from __future__ import annotations

import io
import math
import random

import numpy as np
from PIL import Image, ImageDraw

from archive.samples.lettering import picture_fonts, runs
from archive.samples.portables import picture_pdf
from archive.samples.stories import Scan

_WIDTH, _HEIGHT = 1240, 1754  # A4 at 150 dots per inch
_MARGIN, _TOP = 130, 140
_SIZE, _HEADING = 27, 40
_LEADING = 1.62
_INK, _PAPER, _SEAL = (34, 34, 38), (250, 249, 245), (186, 40, 44)
_GRAIN = 5.0
_TILT = 0.35
"""Degrees; what a sheet laid on the glass by hand has."""


def scan_bytes(scan: Scan) -> bytes:
    """A PDF of page pictures, without any text."""
    pages = [_page(lines, scan, number) for number, lines in enumerate(scan.pages)]
    return picture_pdf([_jpeg(page) for page in pages], scan.created)


def _page(lines: list[str], scan: Scan, number: int) -> Image.Image:
    page = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(page)
    y = float(_TOP)
    for line in lines:
        heading = line.startswith("# ")
        size = _HEADING if heading else _SIZE
        _write(draw, line.removeprefix("# "), y, size, centred=heading)
        y += size * _LEADING
    if scan.seal:
        _stamp(page, scan.seal, (_WIDTH - 330, round(y) - 60))
    _sign(draw, random.Random(scan.seed), y + 30)  # noqa: S311 - a drawing, not a secret
    return _worn(page, scan.seed + number)


def _write(draw: ImageDraw.ImageDraw, text: str, y: float, size: int, *, centred: bool) -> None:
    han, latin = picture_fonts(size)
    pieces = [(run, latin if is_latin else han) for run, is_latin in runs(text)]
    width = sum(font.getlength(run) for run, font in pieces)
    x = (_WIDTH - width) / 2 if centred else float(_MARGIN)
    for run, font in pieces:
        draw.text((x, y + size), run, font=font, fill=_INK, anchor="ls")
        x += font.getlength(run)


def _stamp(page: Image.Image, words: str, centre: tuple[int, int]) -> None:
    """A round company seal: the name along the rim, a star in the middle; ink that lets text through."""
    size = 250
    seal = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    ink = (*_SEAL, 120)
    draw.ellipse((4, 4, size - 4, size - 4), outline=ink, width=6)
    middle = size / 2
    star = [
        (
            middle + (34 if point % 2 == 0 else 14) * math.sin(point * math.pi / 5),
            middle - (34 if point % 2 == 0 else 14) * math.cos(point * math.pi / 5),
        )
        for point in range(10)
    ]
    draw.polygon(star, fill=ink)
    han, _ = picture_fonts(24)
    for place, char in enumerate(words):
        angle = math.radians(-120 + 240 * place / max(len(words) - 1, 1))
        x, y = middle + 94 * math.sin(angle), middle - 94 * math.cos(angle)
        draw.text((x, y), char, font=han, fill=ink, anchor="mm")
    page.paste(seal, (centre[0] - size // 2, centre[1] - size // 2), seal)


def _sign(draw: ImageDraw.ImageDraw, chance: random.Random, y: float) -> None:
    """Two signatures, as strokes of a pen."""
    for left in (_MARGIN + 120, _WIDTH - 520):
        points = [(float(left), y + 60)]
        for _ in range(14):
            x, height = points[-1]
            points.append((x + chance.uniform(4, 22), y + 60 + chance.uniform(-34, 26)))
            points[-1] = (points[-1][0], (points[-1][1] + height) / 2)
        draw.line(points, fill=(28, 42, 110), width=4, joint="curve")


def _worn(page: Image.Image, seed: int) -> Image.Image:
    """Tilted, grainy, and darker towards one edge."""
    tilted = page.rotate(_TILT if seed % 2 else -_TILT, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    values = np.asarray(tilted, dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0.0, _GRAIN, values.shape[:2]).astype(np.float32)
    shade = np.linspace(0.0, -10.0, values.shape[1], dtype=np.float32)[None, :]
    worn = values + (grain + shade)[..., None]
    return Image.fromarray(np.clip(worn, 0, 255).astype(np.uint8), "RGB")


def _jpeg(page: Image.Image) -> bytes:
    target = io.BytesIO()
    page.save(target, "JPEG", quality=58, dpi=(150, 150))
    return target.getvalue()
