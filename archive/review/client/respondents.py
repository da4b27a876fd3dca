"""How many answered a survey, as its sentences and the rows of its tables say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import find_quantities

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4})"
_HAN_NUMBER = rf"(?:{_NUMBER}|[一二三四五六七八九十]{{1,3}})"
_SURVEYED = (
    "问卷|問卷|回收|回覆|回复|回函|收回|有效|填写|填寫|填完|作答|受访|受訪|评分|評分|打了?分"
)
_PEOPLE = (
    "people|respondents|responses|colleagues|stakeholders|of us|replies|answers|forms|staff"
    "|team members|participants"
)
_ANSWERED = "survey|questionnaire|answer|fill|respond|repl|complet|return|score|gave"
_COUNT_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_RESPONSES = re.compile(
    rf"(?:(?:{_SURVEYED})[^。；;\d一二三四五六七八九十]{{0,8}})(?P<a>{_HAN_NUMBER})\s*(?:份|人|位|家|名)"
    rf"|(?P<b>{_HAN_NUMBER})\s*(?:份|[个個]?人|位|名)[^。；;，,]{{0,10}}(?:{_SURVEYED})"
    r"|(?:共|计|計)\s*(?P<c>\d{1,4})\s*(?:份|人)"
    rf"|(?P<d>\d{{1,4}}|{_COUNT_WORDS})\s+(?:{_PEOPLE})(?=[^.]{{0,60}}?(?:{_ANSWERED}|\.|,|$))"
    rf"|(?:份[数數]|人[数數]|[样樣]本[数數]?|回收[数數量]?|[评評]分人[数數])\s*[:：|]\s*(?P<f>{_NUMBER})(?!\d)"
    rf"|(?<![\d.,])(?P<h>\d{{1,3}}|{_COUNT_WORDS})\s*(?:份|人|位|people|replies|forms)\s*[，,、;；]"
    r"(?=[^。.]{0,24}(?:平均|均分|average|mean))"
    r"|平均[^。；;，,（(]{0,12}[（(]\s*(?P<g>\d{1,4})\s*(?:份|人|位)\s*[)）]"
    r"|\b(?:(?:respondents|responses|replies|answers|returned|assessors|evaluators|raters"
    r"|sample(?: size)?|n)\s*[:=：＝|]|sample(?: size)?(?: of)?)\s*"
    rf"(?P<e>{_NUMBER})(?![\d/]|[.,]\d|\s*(?:{_MONTHS})|\s*[月日年])",
    re.IGNORECASE,
)


_QUOTES_ONE = re.compile(r"^[^，。；]{0,8}[写寫说說]")
"""One guest who is quoted is no count of answers."""


@dataclass(frozen=True, slots=True)
class Responses:
    """How many answered, as one paper says."""

    value: int
    written: str
    paper: Paper
    evidence: Evidence


_ASKED = re.compile(
    r"\b(?:people|colleagues|staff|of (?:them|us))\b[^.,]{0,32}\b(?:filled (?:in|out)|completed|answered|returned)\b"
    r"[^.,]{0,16}\b(?:forms?|questionnaires?|surveys?|score ?sheets?)\b"
    r"|\b(?:clients?|customers?|they)\b[^.]{0,20}\b(?:scored|rated)\b[^.]{0,12}\bus\b|\b(?:were|we) interviewed\b"
    r"|(?:客[户戶]|甲方|[业業]主|委[托託]方)[^，。；;]{0,6}(?:打分|[评評]分|[给給]我们打|[给給]我們打)|[访訪][谈談]了?(?:客[户戶]|甲方|[业業]主)",
    re.IGNORECASE,
)
"""Eight people at the trust filled in the form; the client scored us 8.4; six of them were interviewed."""


def about_survey(paper: Paper, trail: tuple[str, ...], text: str) -> bool:
    """The words are of a survey: the client's own paper, or a line or a heading that says so."""
    return (
        paper.role is Role.CLIENT
        or words.SATISFACTION.within(text)
        or _ASKED.search(text) is not None
        or any(words.SATISFACTION.within(heading) or _ASKED.search(heading) for heading in trail)
    )


def responses_in(paper: Paper) -> list[Responses]:
    """Every number of answers a paper gives, in order; its survey's own rows last."""
    found = [r for sentence in paper.sentences if about_survey(paper, sentence.trail, sentence.text)
             for r in _responses(paper, sentence.text, sentence.evidence)]  # fmt: skip
    if paper.role is Role.CLIENT:
        for table in paper.tables:
            for row in table.every_row:
                text = " | ".join(row.cells)
                found += _responses(paper, text, table.evidence(row))
    return found


def _responses(paper: Paper, text: str, evidence: Evidence) -> Iterator[Responses]:
    if (total := _whole_of_parts(text)) is not None:
        yield Responses(int(total["n"]), total.group().strip(), paper, evidence)
        return
    for match in _RESPONSES.finditer(text):
        group = next(g for g in match.groups() if g)
        if group in ("一", "1") and _QUOTES_ONE.search(text[match.end() :]):
            continue
        figures = find_quantities(group + "人" if not group.isascii() else group)
        if figures and 1 <= figures[0].value < 10000:
            written = match.group().strip()
            yield Responses(int(figures[0].value), written, paper, evidence)
            return


_WHOLE = re.compile(
    r"(?:共|合[计計]|[总總][计計共]|\btotal(?: of)?:?)\s*(?P<n>\d{1,4})\s*(?:份|人|位|forms|replies|answers)"
)
_PARTS = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十两兩]{1,3})\s*(?:份|人|位|名)(?=[、，,和及])")


def _whole_of_parts(text: str) -> re.Match[str] | None:
    """How many answered where a line says how many of each team did and then how many in all."""
    whole = _WHOLE.search(text)
    return whole if whole and len(_PARTS.findall(text, 0, whole.start())) > 1 else None
