"""Amounts as people write them in three languages: figures, signs, scales, formal numerals.

`¥2,860,000.00`, `人民币290万元`, `NT$1,250,000`, `新臺幣壹佰貳拾伍萬元整`, `1億2,500萬`, `US$1.2M`,
`EUR 12 500`, `28%`. Values are exact decimals in base units (290万 is 2900000); a rate stays in
per cent. A figure is looked for first and its currency then right before and behind it, so the
cost grows with the text and not with the list of currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from archive.domain.currencies import AFTER, BEFORE, SCALES
from archive.domain.numerals import NUMERAL_CHARS, read_number


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount. `unit` is what was written with the figure: 元, 万, 万元, k, M, bn, $, % ... or None.

    `currency` is an ISO 4217 code, or None where the text does not name one: 元 and $ alone say that
    it is money, not whose.
    """

    value: Decimal
    currency: str | None = None
    unit: str | None = None

    @property
    def is_money(self) -> bool:
        """A currency was named, or at least a sign or word that only money has."""
        return self.currency is not None or bool(self.unit and _MONEY_UNIT.search(self.unit))

    @property
    def is_rate(self) -> bool:
        """The value is in per cent."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class AmountMention(Amount):
    """An amount and where it stands: `text[start:end]`, currency and unit included."""

    start: int = 0
    end: int = 0


def scale_of(unit: str) -> int:
    """How many base units one of this unit is: 萬元 10000, 百万 1000000, 元 or anything else 1."""
    return SCALES.get(re.sub(r"[\s元圓圆$]+$", "", unit.strip()), 1)


def find_amounts(text: str, *, bare: bool = False) -> list[AmountMention]:
    """Every amount in the text, in order: figures with a currency, a scale, a per cent sign or groups.

    Args:
        text: any text; a full-width figure counts like an ordinary one.
        bare: also numbers with none of these, unless they are glued to letters, other numbers
            or a dash (codes, dates, versions).
    """
    folded = _WIDE_GROUP.sub(",", text).translate(_FOLD) if _WIDE.search(text) else text
    found: list[AmountMention] = []
    position = 0
    while start := _START.search(folded, position):
        mention, position = _read_at(folded, start, bare=bare)
        if mention:
            found.append(mention)
    return found


def parse_amount(text: str) -> Amount | None:
    """The amount that this text is, a table cell for instance; None where it says anything else.

    `(1,200)` and `-1,200` are negative; words such as 約, 含稅 or "total" beside the figure are allowed,
    and the same amount may be written twice (in formal numerals and in figures).
    """
    mentions = find_amounts(text, bare=True)
    if not mentions or len({mention.value for mention in mentions}) > 1:
        return None
    if re.search(r"[^\W_]", _BESIDE.sub("", _outside(text, mentions))):
        return None
    named = next((mention for mention in mentions if mention.currency), mentions[0])
    negative = named.value > 0 and _NEGATIVE.fullmatch(text.translate(_FOLD).strip())
    return Amount(-named.value if negative else named.value, named.currency, named.unit)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF0C} | {
    0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xFFE5: "¥", 0xFFE1: "£", 0x2212: "-",
}  # fmt: skip
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_WIDE_GROUP = re.compile("(?<=[０-９])，(?=[０-９]{3})")
# One character for one, so that places stay true. A full-width comma groups full-width figures only:
# in running text it parts a list.

_MONEY_UNIT = re.compile("[元圓圆$]|[块塊][钱錢]")
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)"  # 12.500,00
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"  # 1.250.000
    r"|\d{1,3}(?:[ ']\d{3})+(?=\s?(?:€|EUR|CHF|SEK|PLN))"  # 12 500 €
    r"|\d+(?:\.\d+)?)"
)
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d{1,2})?(?!\d)")  # EUR 12 500
_HAN_SCALE = (
    r"(?:[万萬][亿億]|[十百千]?[万萬]|[十百千]?[亿億]|兆|[千仟](?![瓦克米公赫字])|百(?![分貨货]))"
)
_LATIN_SCALE = r"(?:(?:thousand|million|billion|trillion|mil|mn|bn|k|K|M|B|w|m)(?![A-Za-z0-9/²³]))"
_DIGITS = "〇零一二三四五六七八九壹贰貳叁參叄肆伍陆陸柒捌玖两兩"
_HAN = rf"[{_DIGITS}十拾][{NUMERAL_CHARS}]*"
_SUFFIX = (
    rf"(?P<after>(?:[元圓圆]\s?)?(?i:{_either(AFTER)})(?![A-Za-z])"
    r"|[元圓圆](?![月旦宵桌形心])[整正]?|[块塊][钱錢])"
)
_CORE = re.compile(
    rf"(?P<figure>{_NUMBER})(?:\s?(?P<han>{_HAN_SCALE}"
    rf"(?:零?{_NUMBER}\s?{_HAN_SCALE})*(?:\d{{4}}(?![\d年.,])|\s?\d,\d{{3}}(?![\d年.,])|{_NUMBER}(?=\s?[元圓圆]))?)"
    rf"|[ ]?(?P<latin>{_LATIN_SCALE}))?"
    rf"(?:\s?(?P<rate>%|per cent\b|percent\b)|[ ]{{0,2}}{_SUFFIX})?"
)
_PIECE = re.compile(rf"(?P<figure>{_NUMBER})\s?(?P<scale>{_HAN_SCALE})?")
_FORMAL = re.compile(
    rf"(?P<whole>{_HAN})(?:\s?{_SUFFIX}"
    rf"(?P<small>零?[{_DIGITS}]角(?:零?[{_DIGITS}]分)?|零?[{_DIGITS}]分)?[整正]?)?"
)
_HUNDREDTHS = re.compile(rf"百分之(?:(?P<figure>{_NUMBER})|(?P<han>{_HAN}(?:[點点][{_DIGITS}]+)?))")
_START = re.compile(rf"(?P<number>\d)|百分之|[{_DIGITS}十拾]", re.ASCII)
_REACH = 24
_BETWEEN = " -:()（）：大小写寫"
_LONGEST_BEFORE = max(map(len, BEFORE))
_BESIDE = re.compile(
    r"[約约共计計合總总额額為为含未税稅價价優优惠後后整正大小写寫左右以上下约逾近超過过]"
    r"|\b(?:about|approx|ca|total|incl|excl|including|excluding|vat|tax|gst|net|gross|of|only)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\([^()]*\d[^()]*\)|[△▲][^△▲]+")


def _outside(text: str, mentions: list[AmountMention]) -> str:
    kept, position = [], 0
    for mention in mentions:
        kept.append(text[position : mention.start])
        position = mention.end
    return " ".join([*kept, text[position:]])


def _read_at(text: str, start: re.Match[str], *, bare: bool) -> tuple[AmountMention | None, int]:
    """The mention that begins with this character, if one does, and where to look on."""
    if start["number"]:
        return _figure_at(text, start.start(), bare=bare)
    if start.group() == "百分之":
        match = _HUNDREDTHS.match(text, start.start())
        return (_hundredths(match), match.end()) if match else (None, start.end())
    return _formal_at(text, start.start())


def _hundredths(match: re.Match[str]) -> AmountMention | None:
    value = _plain(match["figure"]) if match["figure"] else read_number(match["han"])
    return None if value is None else AmountMention(value, None, "%", match.start(), match.end())


def _formal_at(text: str, at: int) -> tuple[AmountMention | None, int]:
    """An amount in Chinese numerals: only with a currency, or a big unit that closes it (三百万)."""
    match = _FORMAL.match(text, at)
    if match is None:  # the first character alone always matches
        return None, at + 1
    begin, before = _currency_before(text, at)
    whole = match["whole"]
    certain = before is not None or (match["after"] and (len(whole) > 1 or match["small"]))
    if not (certain or (len(whole) > 1 and whole[-1] in "万萬亿億")):
        return None, match.end("whole")
    value = read_number(whole)
    if value is None:
        return None, match.end("whole")
    cents = _cents(match["small"] or "")
    unit = "元" if (match["after"] or "")[:1] in ("元", "圓", "圆") else None
    currency = AFTER.get(_named(match["after"])) or before or None
    unit = unit or (None if certain else whole[-1])
    return AmountMention(value + cents, currency, unit, begin, match.end()), match.end()


def _cents(small: str) -> Decimal:
    worth = {"角": Decimal("0.1"), "分": Decimal("0.01")}
    pairs = re.findall(rf"([{_DIGITS}])([角分])", small)
    return sum(((read_number(digit) or 0) * worth[kind] for digit, kind in pairs), Decimal(0))


def _figure_at(text: str, at: int, *, bare: bool) -> tuple[AmountMention | None, int]:
    core = _CORE.match(text, at)
    if core is None:  # a digit always matches
        return None, at + 1
    begin, before = _currency_before(text, at)
    after = core["after"]
    if before is not None and core.end() == core.end("figure"):
        if spaced := _SPACED.match(text, at):
            value = _plain(re.sub("[ ']", "", spaced.group()))
            unit = None if before else "$"
            return AmountMention(value, before or None, unit, begin, spaced.end()), spaced.end()
    elif before is None and not after and not _stands_alone(text, core, bare=bare):
        return None, core.end()
    value, unit = _scaled(core)
    if before is None and _is_minus(text, at):
        begin, value = at - 1, -value
    elif before is not None and (text[at - 1] == "-" or _is_minus(text, begin)):
        value = -value
    currency = AFTER.get(_named(after)) or before or None
    if currency is None and before == "" and not unit:
        unit = "$"
    return AmountMention(value, currency, unit, begin, core.end()), core.end()


def _stands_alone(text: str, core: re.Match[str], *, bare: bool) -> bool:
    """A figure without a currency that is an amount all the same, not part of a code or a date."""
    figure, latin = core["figure"], core["latin"]
    if core["rate"] or core["han"]:
        return True
    if latin:
        # 4K, 3M and 5m name other things; 48k, 1.2M and 10w do not
        return not _glued(text, core.start()) and latin not in ("m", "B") and len(figure) > 1
    following = text[core.end() : core.end() + 2]
    if _glued(text, core.start()) or (following[:1].isascii() and following[:1].isalpha()):
        return False
    if following[:1] in tuple("./-_:") and following[1:].isdigit():
        return False
    return bare or "," in figure


def _glued(text: str, at: int) -> bool:
    if at == 0 or _is_minus(text, at):
        return False
    previous = text[at - 1]
    if previous == ":":  # 12:30, but 總計:68,000
        return at > 1 and text[at - 2].isdigit()
    return previous in "_.,/#-" or (previous.isascii() and previous.isalnum())


def _is_minus(text: str, at: int) -> bool:
    """The character before is a minus: attached to this figure and to nothing in front of it."""
    if text[at - 1 : at] != "-" or at == 0:
        return False
    return at == 1 or not (text[at - 2].isalnum() or text[at - 2] in "-)%/_.")


def _currency_before(text: str, at: int) -> tuple[int, str | None]:
    """Where the currency that leads to this figure begins, and its code; (at, None) without one."""
    window = text[max(0, at - _REACH) : at]
    head = window.rstrip(_BETWEEN)
    upper = head[-_LONGEST_BEFORE:].upper()
    for length in range(len(upper), 0, -1):
        code = BEFORE.get(upper[-length:])
        if code is not None:
            preceding = head[-length - 1 : -length]
            if upper[-length].isascii() and preceding.isascii() and preceding.isalpha():
                return at, None  # FORM 12 is no ringgit
            begin = at - len(window) + len(head) - length
            if upper[-length:] in ("$", "¥"):  # 港幣 $680, 日幣¥3,000: the word says whose
                earlier, named = _currency_before(text, begin)
                return (earlier, named) if named else (begin, code)
            return begin, code
    return at, None


def _named(after: str | None) -> str:
    """The currency of a suffix such as `元人民币`, in the spelling of the table."""
    word = (after or "").lstrip("元圓圆 ") if after else ""
    return word if word in AFTER else _AFTER_FOLDED.get(word.lower() or (after or ""), after or "")


_AFTER_FOLDED = {name.lower(): name for name in AFTER}


def _scaled(core: re.Match[str]) -> tuple[Decimal, str | None]:
    """The value in base units and the unit as it was written."""
    money = "元" if (core["after"] or "")[:1] in ("元", "圓", "圆") else ""
    if core["rate"]:
        return _plain(core["figure"]), "%"
    if core["latin"]:
        return _plain(core["figure"]) * SCALES[core["latin"]], core["latin"]
    if not core["han"]:
        return _plain(core["figure"]), money or None
    value, unit = Decimal(0), ""
    for piece in _PIECE.finditer(core.string, core.start("figure"), core.end("han")):
        value += _plain(piece["figure"]) * SCALES.get(piece["scale"] or "", 1)
        unit = unit or piece["scale"] or ""
    return value, unit + money


def _plain(figure: str) -> Decimal:
    figure = figure.replace(" ", "").replace("'", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}", figure):
        figure = figure.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", figure):
        figure = figure.replace(",", ".")
    return Decimal(figure.replace(",", ""))
