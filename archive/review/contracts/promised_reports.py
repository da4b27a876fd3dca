"""Reports that come again and again, whose number a clause says without counting them.

By their numbers (reports 1 to 5, 第1至6期), or by the months they are for (a monthly report for May, June and July).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from archive.review.contracts.promised_names import plain_name

_REPORT = r"(?:reports?|notes?|digests?|bulletins?|snapshots?|updates?|newsletters?|issues?)"
_EVERY = (
    r"(?:weekly|fortnightly|biweekly|monthly|quarterly|daily"
    r"|every\s+(?:\w+\s+)?(?:weeks?|months?|days?|quarters?))"
)
_NUMBERED = re.compile(
    rf"\b{_REPORT}\s+(?:no\.?\s*|nos\.?\s*|#)?1\s*(?:to|through|[-–—])\s*(?P<last>\d{{1,2}})\b",
    re.IGNORECASE,
)
_NUMBERED_HAN = re.compile(
    r"第\s*1\s*(?:期|號|号|次|份)?\s*(?:至|到|[-–—~～])\s*第?\s*(?P<last>\d{1,2})\s*(?:期|號|号|次|份)"
)
_TOLD_EVERY = re.compile(rf"\breports?\s+{_EVERY}", re.IGNORECASE)
_A_REPORT = re.compile(rf"\b{_EVERY}\s+(?:[A-Za-z\-]+\s+){{0,3}}?{_REPORT}\b", re.IGNORECASE)
_HAN_REPORT = re.compile(
    r"[一-鿿]{0,8}(?:报告|報告|[日周週旬月季][报報]|[简簡][报報]|[通快][讯訊报報])"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{4})?"
_MONTHS = re.compile(
    rf"\bfor\s+(?P<months>{_MONTH}(?:\s*,\s*(?:and\s+)?{_MONTH}|\s+and\s+{_MONTH})+)", re.IGNORECASE
)
_HAN_MONTHS = re.compile(
    r"(?P<months>\d{1,2}月?(?:[、,，]\d{1,2}月?)*[、,，及和與与]\d{1,2}月)(?:份|各|每|的|之)?"
)


@dataclass(frozen=True, slots=True)
class ReportSeries:
    """Reports of one name, how many, and where the text says so."""

    name: str
    quantity: Decimal
    start: int
    end: int


def reports_promised(text: str) -> ReportSeries | None:
    """The reports' name and how many there will be; None where the text tells no number of them."""
    name = recurring_report(text)
    if not name:
        return None
    if numbered := _NUMBERED.search(text) or _NUMBERED_HAN.search(text):
        return ReportSeries(name, Decimal(numbered["last"]), *numbered.span())
    for pattern, month in ((_MONTHS, _MONTH), (_HAN_MONTHS, r"\d{1,2}")):
        if months := pattern.search(text):
            told = re.findall(month, months["months"], re.IGNORECASE)
            return ReportSeries(name, Decimal(len(told)), *months.span())
    return None


def is_any_report(name: str) -> bool:
    """The name is no more than a word for a report: 10 notes."""
    return re.fullmatch(_REPORT, name, re.IGNORECASE) is not None


def recurring_report(text: str) -> str:
    """The name of the reports that a text wants again and again; empty where it wants none."""
    if told := _TOLD_EVERY.search(text) or _A_REPORT.search(text):
        return told.group()
    if not _HAN_EVERY.search(text):
        return ""
    found = _HAN_REPORT.search(text)
    return plain_name(found.group()) if found else ""


_HAN_EVERY = re.compile(
    "每(?:[个個]?(?:工作)?[日天周週月季]|星期|[两兩二三四雙双][个個]?[周週月星])|逐[日周週月]|[周週月日季旬][报報]"
)
