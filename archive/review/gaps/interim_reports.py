"""The mid-term report that a contract asks for, however it calls it: 期中及期末報告, a half-way report, 中期总结报告.

It is another paper than the final report, and no report of every week or month.
"""

from __future__ import annotations

import re

from archive.review.contracts.promised_reports import recurring_report
from archive.review.papers.askings import FAMILIES
from archive.review.papers.papers import Papers, Role
from archive.review.reading.conditions import is_conditional
from archive.review.reading.words import folded

FAMILY = "interim_report"
_MIDDLE = r"(?:interim|mid-?(?:term|point|project|campaign|way|year)|half-?way)"
_REPORT = re.compile(
    r"(?:(?<![学假日周])期中|中期)(?:[^，,。；;、：:\s\d]{0,6}?报告书?|小结|总结)"
    rf"|\b{_MIDDLE}\s+(?:[a-z]+\s+){{0,2}}?reports?\b"
)
_WITH_THE_LAST = re.compile(
    r"(?P<han>(?<![学假日周])期中|中期)\s*(?:[、及与和/]|以及)\s*(?:期末|终期|末期|结案|结项|总结|成果|最终|完工)[^，,。；;、：:\s\d]{0,4}报告"
    rf"|\b(?P<en>{_MIDDLE})(?:,| and|/| &) ?(?:a |an |the )?(?:final|closing|end-of-\w+|close-?out) reports?\b"
)
"""One head for two papers: interim and final reports."""
_NONE = re.compile(
    r"(?:无|毋|不|免)(?:需|须|必|用|要求|再|另)?(?:再|另)?(?:提[交送]|缴交|报送|交付|编制)?[^，,。；;]{0,4}$"
    r"|\b(?:(?:no|not)\b(?! (?:later|only|less|fewer|more)\b)|without|nor|waives?)\b[^.;]{0,24}$"
)
_NOT_NEEDED = re.compile(
    r"书?\s?[则均皆]?(?:[无毋]需|[无毋]须|不需|不须|不必|不用|免(?:[予于]|再)?[提缴交送])"
    r"|\s(?:is|are) (?:not|no longer) (?:required|needed|due)\b"
)
"""Said behind it: 期中報告無需提交."""
_ABOUT_ONE = (Role.MONEY, Role.CLIENT, Role.CONTRACT)


def interim_report_in(text: str) -> str:
    """What a sentence calls a mid-term report it asks for or speaks of as to come; empty where it asks for none."""
    plain = folded(text)
    if recurring_report(text):
        return ""
    both = _WITH_THE_LAST.search(plain)
    found = both or _REPORT.search(plain)
    if found is None or _NONE.search(plain[: found.start()]):
        return ""
    if _NOT_NEEDED.match(plain, found.end()):
        return ""
    if is_conditional(text, found.start(), found.end()):
        return ""
    if both is None:
        return text[found.start() : found.end()]
    if middle := both["en"]:
        return f"{middle} report"
    return text[slice(*both.span("han"))] + text[both.end() - 2 : both.end()]


def is_interim_report_filed(papers: Papers) -> bool:
    """A paper bears such a name that is not about it: no bill, no mail, no record of its acceptance."""
    return any(
        FAMILIES[FAMILY].search(name)
        for paper in papers
        if paper.role not in _ABOUT_ONE and paper.source.class_key != "acceptance"
        for name in (paper.source.title, paper.source.original_name, paper.source.name)
        if name
    )
