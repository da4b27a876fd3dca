"""The forms of a date that a rule file accepts, written as it writes them: YYYY年M月D日, YYY.M.D."""

from __future__ import annotations

import re

_PARTS = re.compile(r"YYYY|YYY|YY|Y|MMM|MM|M|DD|D|[〇零○一二三四五六七八九十百]+|日|.", re.DOTALL)
_CHINESE = "[〇零○一二三四五六七八九十百廿卅正初]{1,9}"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MEANING = {
    "YYYY": "(?:19|20)[0-9]{2}",
    "YYY": "1[0-9]{2}",
    "YY": "[0-9]{2}",
    "Y": "[0-9]{1,4}",
    "MMM": r"[A-Za-z]{3,9}\.?",
    "MM": "(?:0[1-9]|1[0-2])",
    "M": _MONTH,
    "DD": "(?:0[1-9]|[12][0-9]|3[01])",
    "D": _DAY,
    "日": "[日號号]",
    "國": "[國国]",
    " ": " *",
}


def form_of(template: str) -> re.Pattern[str]:
    """A pattern for whole components: letters Y, M and D stand for digits, Chinese numerals for any.

    Characters around the numbers may have spaces beside them, as typed dates often do.
    """
    parts = (_part(part) for part in _PARTS.findall(template))
    return re.compile(" *".join(parts), re.IGNORECASE)


def _part(part: str) -> str:
    if part in _MEANING:
        return _MEANING[part]
    return _CHINESE if re.fullmatch(_CHINESE, part) else re.escape(part)
