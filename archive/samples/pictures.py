"""Photographs, as far as a drawing can be one: a night ride, a shop, a kiln."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from archive.samples.stories import Picture

_SIZE = (1280, 960)
_HORIZON = 560
_TAKEN, _CAMERA = 0x9003, 0x0110
Painter = Callable[[ImageDraw.ImageDraw, random.Random], None]


def picture_bytes(picture: Picture) -> bytes:
    """A JPEG with the time it was taken, without any writing in it."""
    sky, ground, paint = _SCENES[picture.scene]
    image = Image.new("RGB", _SIZE, sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, _HORIZON, *_SIZE), fill=ground)
    paint(draw, random.Random(picture.seed))  # noqa: S311 - a drawing, not a secret
    image = _grainy(image.filter(ImageFilter.GaussianBlur(2)), picture.seed)
    exif = Image.Exif()
    exif[_CAMERA] = "Phone"
    exif.get_ifd(0x8769)[_TAKEN] = picture.taken.strftime("%Y:%m:%d %H:%M:%S")
    target = io.BytesIO()
    image.save(target, "JPEG", quality=70, exif=exif)
    return target.getvalue()


def _night(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    for _ in range(34):
        x, y = chance.randint(0, 1280), chance.randint(600, 900)
        size = 4 + (y - 600) // 24
        draw.ellipse((x, y, x + size, y + size), fill=(255, 240, 190))
        draw.line(
            (x + size // 2, y, x + size // 2, y - 3 * size), fill=(40, 44, 60), width=size // 2
        )
    for column in range(0, 1280, 70):
        height = chance.randint(60, 240)
        draw.rectangle((column, _HORIZON - height, column + 56, _HORIZON), fill=(26, 30, 48))


def _shop(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    draw.rectangle((240, 180, 1040, 700), fill=(238, 226, 208), outline=(150, 120, 90), width=8)
    draw.ellipse((520, 230, 760, 470), fill=(250, 214, 120))
    for place in range(9):
        x = 280 + place * 84
        top = 560 - chance.randint(0, 20)
        draw.rectangle((x, top, x + 64, top + 60), fill=(170, 60, 50))
    for _ in range(12):
        x, y = chance.randint(60, 1180), chance.randint(640, 760)
        draw.ellipse((x, y, x + 44, y + 44), fill=(90, 70, 60))
        draw.rectangle((x - 8, y + 44, x + 52, y + 170), fill=(chance.randint(60, 160), 80, 110))


def _kiln(draw: ImageDraw.ImageDraw, chance: random.Random) -> None:
    draw.polygon([(420, 620), (500, 180), (780, 180), (860, 620)], fill=(140, 84, 62))
    draw.rectangle((570, 440, 710, 620), fill=(250, 150, 60))
    for row in range(4):
        for column in range(16):
            shade = chance.randint(150, 220)
            x, y = 60 + column * 74, 680 + row * 58
            draw.rectangle((x, y, x + 60, y + 46), fill=(shade, shade - 20, shade - 50))


_SCENES: Mapping[str, tuple[tuple[int, int, int], tuple[int, int, int], Painter]] = {
    "river-night": ((18, 22, 44), (30, 36, 58), _night),
    "pop-up": ((206, 214, 220), (170, 160, 150), _shop),
    "kiln": ((196, 210, 224), (120, 110, 96), _kiln),
}


def _grainy(image: Image.Image, seed: int) -> Image.Image:
    values = np.asarray(image, dtype=np.float32)
    grain = np.random.default_rng(seed).normal(0.0, 4.0, values.shape).astype(np.float32)
    return Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8), "RGB")
