"""Figures in cells, read with the headings of their column, row and table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.domain.money import find_amounts, scale_of
from archive.review.reading.quantities import COUNTERS, Quantity, find_quantities, repaired
from archive.review.reading.words import word_list

_SHARE = word_list("cells.share")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class ColumnUnit:
    """What a heading says of the figures below it: 曝光（万） is scale 10000, NT$ a currency."""

    scale: int = 1
    unit: str = ""
    currency: str | None = None
    share: bool = False
    written: str = ""


_IN_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_SIGN_SCALE = re.compile(r"(?<![A-Za-z])[A-Z]{0,3}[$£€¥]\s?(k|K|m|M|mn)(?![A-Za-z0-9])")
"""£k, HK$M: a sign with its scale, wherever it stands in a heading."""
_THOUSANDS = re.compile(
    r"'000|’000|[$£€¥]\s?000\b|(?<!\d)000s|[(（]\s*000\s*[)）]|in thousands|thousands?\b",
    re.IGNORECASE,
)
_OF_SO_MANY = re.compile(
    rf"(?:\b(?:per|an?|each|every)\s*|每|(?:(?<![\u3400-\u9fff])(?:{COUNTERS}|[元圓圆宗])|[A-Z$£€¥])\s*[/／]\s*)"
    r"(?:\d[\d,]*\s?k?|[十百千]?[万萬]|[億亿]|[十百千仟]|(?:hundred|thousand|million)s?(?![a-z])|[km](?![a-z]))"
    r"[^\s,，;；)）\]]*",
    re.IGNORECASE,
)
"""件/万人次, HK$ per 1,000, per thousand visitors: the ten thousand is what a rate is told of, no scale of it."""
_CURRENCY_WORD = re.compile(
    r"人民[币幣]|新?[臺台][幣币]|港[幣币元]|美[元金]|(?:NT|HK|US|S|SG|A)?\$|RMB|CNY|TWD|NTD|HKD|USD|SGD|GBP|EUR|JPY|MYR|[¥￥£€]|(?<![A-Za-z])RM(?![A-Za-z])"
)


def column_unit(*headings: str) -> ColumnUnit:
    """What headings (a column's, its table's) say of the unit; the first that says something wins."""
    known = ColumnUnit()
    for heading in headings:
        found = _unit_in(repaired(heading + "1")[:-1] if heading else "")
        known = replace(
            known,
            scale=known.scale if known.scale != 1 else found.scale,
            unit=known.unit or found.unit,
            currency=known.currency or found.currency,
            share=known.share or found.share,
            written=known.written or found.written,
        )
    return replace(known, share=known.share and known.unit != "‰")


def _unit_in(heading: str) -> ColumnUnit:
    rate = _OF_SO_MANY.search(heading)
    if rate:
        heading = _OF_SO_MANY.sub(_numerator, heading)
    inner = " ".join(_IN_BRACKETS.findall(heading))
    tail = re.search(r"(?:单位|單位|units?)\s*[:：]\s*([^\s，,；;|]+)", heading, re.IGNORECASE)
    text = f"{inner} {tail[1] if tail else ''}".strip()
    scale, written = _scale_in(text)
    if scale == 1 and (short := _SIGN_SCALE.search(heading)):
        scale, written = scale_of(short[1]), short[1]
    if scale == 1 and _THOUSANDS.search(heading):
        scale = 1000
    currency = _currency_in(text or heading)
    counter = re.search(rf"(?:^|[\s/]|[万萬千百億亿])({COUNTERS})(?:$|[\s/,，])", text)
    unit = "%" if "%" in text or "％" in text else "‰" if "‰" in heading else ""
    if rate and not currency and _numerator(rate):
        unit = rate.group()
    money = bool(re.search(r"[元圓圆]", text))
    return ColumnUnit(
        scale,
        unit
        or (WATT if _POWER.search(heading) else "")
        or (counter[1] if counter else "")
        or ("元" if money and not currency else ""),
        currency,
        _SHARE.within(_NO_SHARE.sub(" ", heading)) and not rate,
        written or ("" if rate else counter[1] if counter else "") or unit,
    )


WATT = "W"
_POWER = re.compile(
    r"功率|瓦[数數特]|^\s*power\s*$|\bwattage\b|\bwatts?\b|\bpower (?:rating|draw|consumption)\b",
    re.IGNORECASE,
)
_NO_SHARE = re.compile(
    r"功率|[频頻汇匯帧幀码碼心倍曲]率|分辨率|解析率"
    r"|\b(?:day|daily|hourly|exchange|frame|bit|sampling|unit|clock|room|card) rates?\b|\brate card\b",
    re.IGNORECASE,
)
"""Names in 率 or rate whose figures are no share of anything."""


def _numerator(rate: re.Match[str]) -> str:
    """What stands before the stroke of a rate: 件 of 件/万人次."""
    before, stroke, _ = re.sub("／", "/", rate.group()).partition("/")
    return before if stroke else ""


def _scale_in(text: str) -> tuple[int, str]:
    han = re.search(r"((?:[十百千]?[万萬]|[億亿]|[千仟])[元圓圆]?)", text)
    if han:
        return scale_of(han[1]), han[1]
    latin = re.search(r"(?<![A-Za-z])(?:[A-Z]{0,3}[$£€¥])?\s?(k|K|M|mn|m)(?![A-Za-z])", text)
    return (scale_of(latin[1]), latin[1]) if latin else (1, "")


def _currency_in(text: str) -> str | None:
    sign = _CURRENCY_WORD.search(text)
    if not sign:
        return None
    probe = find_amounts(f"{sign.group()}1,000")
    return probe[0].currency if probe and probe[0].currency else None


_NUMBER_ONLY = re.compile(r"[\d,，.\s%％()（）\-−+≤≥<>＜＞~～約约逾近HKNTUS$¥￥£€元圓圆万萬億亿]+")


_SHORT_THOUSANDS = re.compile(rf"\s*(\d)\s?([kKmMw])\s?({COUNTERS})?\s*")
"""5k alone in a cell is five thousand, 3w瓶 thirty; in a sentence 4K may be a camera."""
_SHORT_MILLIONS = re.compile(r"\s*(?:[A-Z]{0,3}[$£€¥])?\s?(\d{1,4}(?:\.\d+)?)\s?m\s*")
"""1.2m alone in a cell is millions; in a sentence it may be metres."""
_MULTIPLE = re.compile(
    r"[\s≥>＞~～]*(?:(\d{1,4}(?:\.\d{1,2})?)\s?[xX×](?:\s*倍)?|[xX×]\s?(\d{1,4}(?:\.\d{1,2})?)|1\s?[:：]\s?(\d{1,3}(?:\.\d{1,2})?))\s*"
)
"""4.6x, x4.6 or 1:4.6 alone in a cell: a return on what was spent."""
_TEN_THOUSANDS = re.compile(rf"[\s≥>＞~～约約]*(\d[\d,]*(?:\.\d+)?)\s?[wW]\+?\s?({COUNTERS})?\s*")
"""612W alone in a cell is 612万."""
_MARKS = re.compile(
    r"\s*(\d{1,3}(?:\.\d{1,2})?)\s*分?\s*(?:[/／]\s*(?:5|7|10|100)(?:\.0)?\s*分?|\bout of (?:five|ten|5|7|10|100))\s*",
    re.IGNORECASE,
)
"""4.6/5 alone in a cell: what was given, of what could be given."""
_DURATION = re.compile(
    r"[\s≤<＜≥>＞~～约約]*(?:(?P<h>\d+)\s?(?:[小]?[时時]|h(?:rs?|ours?)?)\s?)?(?:(?P<m>\d+)\s?(?:分[钟鐘]?|m(?:ins?|inutes?)?)\s?)?(?:(?P<s>\d+)\s?(?:秒[钟鐘]?|s(?:ecs?|econds?)?))?\s*",
    re.IGNORECASE,
)
_SHORT_TIME = re.compile(r"[\s≤<＜≥>＞~～约約]*(\d+(?:\.\d+)?)\s?(h|hrs?|mins?|ms|secs?|s|d)\s*")
"""24h, 300ms alone in a cell."""
_BELOW_ZERO = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*|\s*[△▲][^△▲]*\d.*")


_WATTS = re.compile(r"\s*(\d[\d,]*(?:\.\d+)?)\s?([kK])?[wW]\s*")


def read_cell(cell: str, column: ColumnUnit) -> Quantity | None:
    """The figure a cell holds, its column's unit applied; None for a cell that holds none.

    A share below one in a column of rates (0.547 under 續會率) is what spreadsheets keep of 54.7%.
    """
    if column.unit == WATT and (watts := _WATTS.fullmatch(cell)):
        value = Decimal(watts[1].replace(",", "")) * (1000 if watts[2] else 1)
        return Quantity(value, WATT, cell.strip(), 0, len(cell))
    short = _SHORT_THOUSANDS.fullmatch(cell)
    if short:
        value = Decimal(short[1]) * scale_of(short[2])
        return _in_column(Quantity(value, short[3] or "", cell.strip(), 0, len(cell)), column)
    millions = _SHORT_MILLIONS.fullmatch(cell)
    if millions:
        value = Decimal(millions[1]) * 1_000_000
        return _in_column(Quantity(value, "", cell.strip(), 0, len(cell)), column)
    if (special := _special_in(cell)) is not None:
        return _in_column(special, column)
    found = find_quantities(cell)
    numeric = [q for q in found if any(c.isdigit() for c in q.written)] or found
    if not numeric or len(cell) > 60:
        return None
    first = numeric[0]
    if first.start > (20 if cell[: first.start].isascii() else 8):
        return None  # a sentence that mentions a figure is no figure
    if _BELOW_ZERO.fullmatch(cell) and first.value > 0:
        first = replace(first, value=-first.value)
    return _in_column(first, column)


def _special_in(cell: str) -> Quantity | None:
    """What a cell holds in a way that only cells have: a multiple, marks of a scale, a time in two units."""
    if multiple := _MULTIPLE.fullmatch(cell) or _MARKS.fullmatch(cell):
        return _plainly(cell, Decimal(next(filter(None, multiple.groups()))))
    if large := _TEN_THOUSANDS.fullmatch(cell):
        return _plainly(cell, Decimal(large[1].replace(",", "")) * scale_of("w"), large[2] or "")
    if short := _SHORT_TIME.fullmatch(cell):
        return _plainly(cell, Decimal(short[1]), short[2])
    time = _DURATION.fullmatch(cell)
    parts = [time[part] for part in "hms"] if time else []
    if sum(part is not None for part in parts) < _LEAST_PARTS:
        return None
    seconds = sum(int(part or 0) * size for part, size in zip(parts, (3600, 60, 1), strict=True))
    return _plainly(cell, Decimal(seconds), "秒" if _HAN.search(cell) else "s")


_LEAST_PARTS = 2


def _plainly(cell: str, value: Decimal, unit: str = "") -> Quantity:
    bound = next((q.bound for q in find_quantities(cell) if q.bound), "")
    return Quantity(value, unit, cell.strip(), 0, len(cell), bound=bound)


def _in_column(quantity: Quantity, column: ColumnUnit) -> Quantity:
    own_scale = bool(
        re.search(r"[万萬億亿千kKM]|\d\s?[wW](?![A-Za-z])", quantity.written.strip("HKNTUSRM$ "))
    )
    plain = not quantity.unit and not own_scale
    value, unit, written = quantity.value, quantity.unit, quantity.written
    if not own_scale and not quantity.is_rate and column.scale != 1:
        value, written = value * column.scale, written + column.written
    elif (
        plain
        and column.share
        and abs(value) <= Decimal("1.5")
        and value != value.to_integral_value()
    ):
        value, unit = value * 100, "%"
    elif plain and column.unit:
        written += column.unit if column.unit != "%" else "%"
    unit = unit or column.unit or column.currency or ("%" if column.share else "")
    return replace(
        quantity,
        value=value,
        unit=unit,
        written=written,
        currency=quantity.currency or column.currency,
    )


def is_figure(cell: str) -> bool:
    """True for a cell that holds a figure and hardly anything else."""
    return bool(cell.strip()) and bool(_NUMBER_ONLY.fullmatch(cell)) and any(map(str.isdigit, cell))


def in_one_line(parts: Iterable[str]) -> str:
    """Several cells as one line of words, with the comma of their script; empty ones left out."""
    said = [part.strip() for part in parts if part.strip()]
    return ("，" if _HAN.search("".join(said)) else ", ").join(said)
