"""The small signs used on every screen: levels, verdict discs, file icons, sizes, times, languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from archive.domain.documents import Level
from archive.team_time import local
from archive.wording import catalogue, say

SHEETS = frozenset({"xlsx", "xls", "csv", "ods", "tsv"})
SLIDES = frozenset({"pptx", "ppt", "odp"})
IMAGES = frozenset({"jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "bmp"})
MAILS = frozenset({"eml", "msg"})
TEXTS = frozenset({"txt", "md"})
_LANGUAGES = frozenset({"zh-Hant", "zh-Hans", "en"})
_KILO = 1024


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign with its word. `tone` picks the colour, `icon` a symbol of the sprite."""

    key: str
    label: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go; without `url` it is where the reader is."""

    label: str
    url: str = ""
    current: bool = False
    icon: str = ""
    count: int = 0


def level_mark(level: Level, language: str) -> Mark:
    """A confidentiality level: ring and word, never a colour."""
    return Mark(level.key, say(language, f"ui.level_{level.key}"))


def levels(language: str) -> tuple[tuple[str, str], ...]:
    """Key and word of every level, to choose from."""
    return tuple((level.key, say(language, f"ui.level_{level.key}")) for level in Level)


def file_icon(extension: str | None) -> str:
    """The symbol of a file type."""
    known = (
        (SHEETS, "sheet"),
        (SLIDES, "slides"),
        (IMAGES, "image"),
        (MAILS, "mail"),
        (TEXTS, "text"),
        (frozenset({"zip"}), "zip"),
    )
    return next((sign for group, sign in known if (extension or "").lower() in group), "doc")


def size_words(size: int) -> str:
    """Bytes as people say them: 12 KB, 3.4 MB."""
    if size < _KILO:
        return f"{size} B"
    if size < _KILO * _KILO:
        return f"{size / _KILO:.0f} KB"
    return f"{size / _KILO / _KILO:.1f} MB"


def moment(at: datetime) -> str:
    """A point in time as the team's clocks show it, to the minute."""
    return f"{local(at):%Y-%m-%d %H:%M}"


def html_lang(language: object) -> str | None:
    """The `lang` of text from the archive; None where a text mixes languages or none is known."""
    return str(language) if language in _LANGUAGES else None


def money_words(amount: object, currency: str | None = None) -> str:
    """An amount with its thousands separated; what is no number is shown as it stands."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return str(amount)
    shown = f"{value:,.2f}".removesuffix(".00") if value.is_finite() else str(amount)
    return f"{currency} {shown}" if currency else shown


def counted(language: str, key: str, n: int, **values: object) -> str:
    """The sentence `key`, or `key_one` when it is about exactly one thing."""
    one = f"{key}_one"
    return say(language, one if n == 1 and one in catalogue() else key, n=n, **values)


def joined(language: str, parts: Iterable[str]) -> str:
    """Words in a row, separated as the language does."""
    return (", " if language == "en" else "、").join(parts)
