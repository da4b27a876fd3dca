"""Pictures of pages: of a PDF, of an image, of the pages of a TIFF. Bounded before anything is drawn."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageOps

from archive.extraction.kinds import FileKind
from archive.extraction.limits import Limits
from archive.extraction.outcomes import damaged, encrypted, too_large

RASTER = frozenset({"png", "jpg", "gif", "bmp", "tif", "webp"})
MAX_PICTURE_PIXELS = 16_000_000
_POINTS_PER_INCH = 72
_MAX_WIDTH = 4_000


class NoSuchPage(Exception):
    """The file has no such page, or no pages at all."""


def png(stream: BinaryIO, kind: FileKind, page: int, width: int, limits: Limits) -> bytes:
    """The page as PNG, `width` pixels wide (less where the page is very long).

    Raises:
        NoSuchPage: no such page, or the kind has no pages.
        Unreadable: damaged, encrypted or too large.
    """
    width = min(max(width, 16), _MAX_WIDTH)
    image = page_image(stream, kind, page, limits, width=width)
    if image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def page_image(
    stream: BinaryIO,
    kind: FileKind,
    page: int,
    limits: Limits,
    *,
    width: int | None = None,
    dpi: int | None = None,
) -> Image.Image:
    """The page drawn at a width in pixels or, for PDF, at a resolution; upright, on white.

    Raises:
        NoSuchPage, Unreadable: as `png`.
    """
    if kind.extension == "pdf":
        return _pdf_page(stream, page, width, dpi)
    if kind.extension in RASTER:
        return _raster_page(stream, page, width, limits)
    raise NoSuchPage


def _pdf_page(stream: BinaryIO, page: int, width: int | None, dpi: int | None) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(stream)
        if not 1 <= page <= len(document):
            raise NoSuchPage
        drawn = document[page - 1]
        across, down = drawn.get_size()
        scale = (dpi or _POINTS_PER_INCH) / _POINTS_PER_INCH if width is None else width / across
        scale = min(scale, (MAX_PICTURE_PIXELS / (across * down)) ** 0.5)
        picture: Image.Image = drawn.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as e:
        raise (encrypted if "assword" in str(e) else damaged)(str(e)) from e
    except ZeroDivisionError as e:
        raise damaged("a page without size") from e
    return picture


def open_raster(stream: BinaryIO, limits: Limits) -> Image.Image:
    """The image, its header read and its size checked, nothing decoded.

    Raises:
        Unreadable: no image, or more pixels than are decoded.
    """
    Image.MAX_IMAGE_PIXELS = None  # the check below is ours, and exact
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(stream, formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
    except (OSError, ValueError, SyntaxError) as e:
        raise damaged(str(e)) from e
    if image.width * image.height > limits.pixels:
        raise too_large("pixels")
    return image


def _raster_page(stream: BinaryIO, page: int, width: int | None, limits: Limits) -> Image.Image:
    image = open_raster(stream, limits)
    if not 1 <= page <= page_count(image):
        raise NoSuchPage
    try:
        image.seek(page - 1)
        if image.width * image.height > limits.pixels:
            raise too_large("pixels")
        image.draft("RGB", (width * 2, width * 2) if width else None)
        upright = ImageOps.exif_transpose(_on_white(image))
    except (OSError, ValueError, SyntaxError, EOFError) as e:
        raise damaged(str(e)) from e
    most = (MAX_PICTURE_PIXELS / max(upright.width * upright.height, 1)) ** 0.5
    scale = min(1.0 if width is None else width / upright.width, most)
    if scale < 1:
        size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    return upright


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"L", "RGB"}:
        image.load()
        return image
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        colours = image.convert("RGBA")
        paper = Image.new("RGB", colours.size, "white")
        paper.paste(colours, mask=colours.getchannel("A"))
        paper.info = dict(image.info)
        return paper
    return image.convert("RGB")


def page_count(image: Image.Image) -> int:
    """Pages of a TIFF; an animation counts as one page."""
    return getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
