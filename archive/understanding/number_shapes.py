"""The shapes of personal and company numbers, by kind, with the words that must or must not lead to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.understanding import identifiers as check


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of one kind of number. `sure` is the checksum of the number without separators."""

    kind: str
    shape: re.Pattern[str]
    sure: Callable[[str], bool] = lambda _number: True
    label: re.Pattern[str] | None = None  # must stand before the number
    never: re.Pattern[str] | None = None  # must not stand right before it


def _pattern(shape: str) -> re.Pattern[str]:
    """The shape, standing alone: no letter, figure, dot or dash of another number beside it."""
    before = r"(?<![0-9A-Za-z])(?<![0-9][-._/])(?<![A-Za-z][-_/])"
    return re.compile(rf"{before}{shape}(?![0-9A-Za-z])(?![-._/][0-9])")


_PHONE_WORD = re.compile(  # wallets that pay to a number are reached by somebody's own
    r"(?i)payme|\bfps\b|轉數快|转数快|過數|过数|paynow|line ?pay|街口|zelle|venmo|signal\b|telegram"
    r"|電話|电话|手機|手机|手提|流動|移动|行動|聯絡|联络|聯繫|联系|致電|查詢|查询|熱線|專線|傳呼|whatsapp|wechat|line\b"
    r"|\b(?:tel|phone|mobile|mob|cell|hp|call|contact|ring|text)\b"
    r"|\b(?:her|his|my|your|their|our|direct|personal|private|home|emergency|out[- ]of[- ]hours) (?:number|no\b|line\b)"
    r"|\breach(?:able|ed)?\b[^\d\n]{0,14}\b(?:on|at)\b|[她他你您佢我](?:們|们)?[的個个嘅]{0,2}\s?(?:號碼|号码|number)"
    r"|(?:本人|私人|緊急|紧急|直線|直线)(?:的)?(?:號碼|号码|電|电)|打(?:俾|給|给|返)|搵返?(?=[佢我阿])"
)
_CARD_WORD = re.compile(
    r"(?i)卡|账|帐|帳|戶口|户口|銀行|银行|匯款|汇款|\b(?:card|visa|master\w*|account|acct|a/c|amex)\b"
)
_PLASTIC_WORD = re.compile(
    r"(?i)银行卡|銀行卡|提款卡|金融卡|储蓄卡|儲蓄卡|借记卡|信用卡|收款卡|卡号|卡號|\b(?:debit|credit|bank) card"
)
"""Words for a card alone: one account number in ten would pass the check as well."""
_IDENTITY_WORD = re.compile(
    r"(?i)身[份分]證|身[份分]证|證件|证件|\b(?:hkid|nric|fin|mykad|ic no|ssn|social security|national insurance)\b"
    r"|\b(?:ni number|id (?:no|card|number))\b"
)
_COMPANY_WORD = re.compile(r"(?i)統[一编編]|统[一编]|稅籍|商業登記|\b(?:tax id|gui|uen|brn?|ubn)\b")
_PASSPORT_WORD = re.compile(r"(?i)護照|护照|passport")
_ORDER_WORD = re.compile(
    r"(?i)(?:订单|訂單|单号|單號|编号|編號|流水|票号|運單|运单|物流|快递|快遞|票號|序列|商品|货号|貨號|曝光|播放|瀏覽|浏览|时间戳|時間戳"
    r"|order|tracking|invoice|serial|sku|isbn|issn|ref|uid|timestamp|impressions|views)[^\n\t,，。;；]{0,10}$"
)

OWN_WORDS = {"mobile": _PHONE_WORD, "bank_card": _CARD_WORD, "id_card": _IDENTITY_WORD}
"""By kind what names such a number: of a word that speaks against it and one of these the nearer counts."""

_CN = r"1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])"
_COUNTRIES = r"""20:1 27:[678] 30:69 31:6 32:4 33:[67] 34:[67] 353:8 358:[45] 39:3 41:7[5-9] 43:6 46:7 47:[49] 48:[4-8]
    49:1[5-7] 55:\d\d\W?9 60:1 61:4 62:8 63:9 64:2 66:[689] 7:9 81:[789]0 82:10 84:[35789] 855:[1-9] 856:20
    880:1 90:5 91:[6-9] 92:3 94:7 95:9 966:5 971:5 972:5"""
"""Country codes with the digits that mobile numbers begin with there (E.164 and the national plans)."""

_ABROAD = "|".join(
    rf"{code}\)?[ .-]?(?:\(0\)[ .-]?)?{mobile}"
    for code, mobile in (country.split(":") for country in _COUNTRIES.split())
)

SHAPES = (
    Shape("mobile", _pattern(rf"(?:(?:\+|00)?86[ -]?)?{_CN}(?:\d{{8}}|[ -]\d{{4}}[ -]\d{{4}})"), never=_ORDER_WORD),
    Shape("mobile", _pattern(r"(?:\(?09\d\d\)?[ -]?\d{3}[ -]?\d{3})"), never=_ORDER_WORD),
    Shape("mobile", _pattern(r"(?:\+|00)886[ -]?\(?0?\)?9\d\d?[ -]?\d{3,4}[ -]?\d{3,4}")),
    Shape("mobile", _pattern(r"\(?(?:\+|00)?85[23]\)?[ -]?[4-9]\d{3}[ -]?\d{4}")),
    Shape("mobile", _pattern(r"\(?(?:\+|00)65\)?[ -]?[89]\d{3}[ -]?\d{4}")),
    Shape("mobile", _pattern(r"[4-9]\d{3}[ -]?\d{4}"), label=_PHONE_WORD, never=_ORDER_WORD),
    Shape("mobile", _pattern(r"(?:\+44[ -]?\(?0?\)?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}"), never=_ORDER_WORD),
    Shape("mobile", _pattern(r"\+1[ .-]?\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}")),
    Shape("mobile", _pattern(r"\(?[2-9]\d\d\)?[ .-][2-9]\d\d[.-]\d{4}"), label=_PHONE_WORD),
    Shape("mobile", _pattern(rf"\(?(?:\+|00)(?:{_ABROAD})(?:[ .-]?\d){{6,10}}")),
    Shape("mobile", _pattern(r"04\d\d[ -]\d{3}[ -]\d{3}"), never=_ORDER_WORD),  # Australia
    Shape("mobile", _pattern(r"04\d{8}"), label=_PHONE_WORD, never=_ORDER_WORD),
    Shape("mobile", _pattern(r"02[0-9][ -]\d{3,4}[ -]\d{3,4}"), label=_PHONE_WORD),  # New Zealand
    Shape("mobile", _pattern(r"01[0-9]-\d{3,4} \d{4}"), never=_ORDER_WORD),  # Malaysia
    Shape("mobile", _pattern(r"08\d\d?[ -]\d{3,4}[ -]\d{3,5}"), label=_PHONE_WORD),  # Indonesia, Ireland
    Shape("mobile", _pattern(r"0(?:[789]0|10)-\d{4}-\d{4}")),
    Shape("id_card", _pattern(r"[1-8]\d{5}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dXx]"), check.is_mainland_identity),
    Shape("id_card", _pattern(r"[A-Z][1289]\d{8}"), check.is_taiwan_identity, never=_ORDER_WORD),
    Shape("id_card", _pattern(r"[A-Z]{1,2}[ ]?\d{6}[ ]?\([0-9Aa]\)"), check.is_hong_kong_identity),
    Shape("id_card", _pattern(r"[A-Z]{1,2}\d{6}[0-9A]"), check.is_hong_kong_identity, label=_IDENTITY_WORD),
    # Under a word that says so, a number with a slip or a misread figure is somebody's all the same.
    Shape("id_card", _pattern(r"[1-8]\d{5}(?:19|20)\d{9}[\dXx]"), label=_IDENTITY_WORD),
    Shape("id_card", _pattern(r"[A-Z][A-D1289]\d{8}"), label=_IDENTITY_WORD),
    Shape("id_card", _pattern(r"[A-Z]{1,2}[ ]?\d{6}[ ]?\([0-9Aa]\)"), label=_IDENTITY_WORD),
    Shape("id_card", _pattern(r"[STFGM]\d{7}[A-Z]"), label=_IDENTITY_WORD),
    Shape("id_card", _pattern(r"\d{6}-\d\d-\d{4}"), check.is_malaysian_identity),
    Shape("id_card", _pattern(r"[STFGM]\d{7}[A-Z]"), check.is_singapore_identity),
    Shape("id_card", _pattern(r"(?!000|666)[0-8]\d\d-(?!00)\d\d-(?!0000)\d{4}"), label=_IDENTITY_WORD),
    Shape("id_card", _pattern(r"[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"), label=_IDENTITY_WORD),
    Shape("bank_card", _pattern(r"[2-69]\d{14,18}"), check.is_bank_card, never=_ORDER_WORD),
    Shape("bank_card", _pattern(r"[2-69]\d{14,18}"), check.has_card_checksum, label=_PLASTIC_WORD, never=_ORDER_WORD),
    Shape("bank_card", _pattern(r"[2-69]\d{3}-\d{4}-\d{4}-\d{4}(?:-\d{1,3})?"), check.is_bank_card),
    Shape("bank_card", _pattern(r"[2-69]\d{3} \d{4} \d{4} \d{4}(?: \d{1,3})?"), check.is_bank_card, label=_CARD_WORD),
    Shape("company_code", _pattern(r"[159ANY][1-9A-Y]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"), check.is_credit_code),
    Shape("company_code", _pattern(r"\d{8}"), check.is_taiwan_business_number, label=_COMPANY_WORD),
    Shape("company_code", _pattern(r"(?:(?:19|20)\d{7}|\d{8})[A-Z]"), label=_COMPANY_WORD),
    Shape("company_code", _pattern(r"\d{8}-\d{3}(?:-\d\d-\d\d-\w)?"), label=_COMPANY_WORD),
    Shape("passport", _pattern(r"(?:[A-Z]{1,2}\d{7,8}|\d{9})"), label=_PASSPORT_WORD),
)  # fmt: skip
