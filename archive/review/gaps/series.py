"""Papers that come in a series: fewer than were promised, a number left out, weeks without a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from archive.domain.messages import Message
from archive.domain.numerals import read_int
from archive.review.contracts.contract import Contract
from archive.review.contracts.contract_scope import Obligation, obligations_of
from archive.review.contracts.delivery import Delivery
from archive.review.gaps.wanted_papers import demanding
from archive.review.papers.askings import told_in
from archive.review.papers.missing import Gap, whole_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.words import word_list

_SERIES = tuple(
    (key, word_list(f"gaps.series_{key}"))
    for key in ("weekly_report", "data_report", "minutes", "media_clipping")
)


def is_report_series(name: str) -> bool:
    """The thing promised is papers in a series: weekly reports, minutes, clippings."""
    return any(wanted.within(name) for _, wanted in _SERIES)


def missing_in_series(
    papers: Papers, contracts: Sequence[Contract], delivered: Mapping[str, Delivery]
) -> Iterator[Gap]:
    """Each series once: by its promised number, else by its own numbers, else by the weeks of the project.

    `delivered`: what the papers say was delivered, by the name of what was promised.
    """
    told: set[str] = set()
    for obligation in _promised(papers, contracts):
        key = next((k for k, wanted in _SERIES if wanted.within(obligation.name)), None)
        if (
            key
            and key not in told
            and (gap := _too_few(papers, obligation, key, delivered.get(obligation.name)))
        ):
            told.add(key)
            yield gap
    if "minutes" not in told and (gap := _numbers_between(papers, "minutes")):
        yield gap
    if "weekly_report" not in told:
        gap = _numbers_before(papers, "weekly_report")
        if gap is None and _are_regular(papers):
            gap = _weeks_without(papers)
        yield from [gap] if gap else []


def _promised(papers: Papers, contracts: Sequence[Contract]) -> Iterator[Obligation]:
    known = {contract.paper.source.document for contract in contracts}
    for contract in contracts:
        yield from contract.obligations
    for paper in demanding(papers):
        if paper.source.document not in known:
            yield from obligations_of(paper, papers.project.language)


def _filed(papers: Papers, key: str) -> list[Paper]:
    return [p for p in papers if p.source.class_key == key]


def _too_few(papers: Papers, obligation: Obligation, key: str, said: Delivery | None) -> Gap | None:
    filed = _filed(papers, key)
    if Decimal(len(filed)) >= obligation.quantity:
        return None
    values: dict[str, object] = {
        "name": obligation.name,
        "promised": _amount(obligation.quantity, obligation.unit),
        "filed": Message(
            "review.series_filed" if filed else "review.series_none", {"n": len(filed)}
        ),
    }
    evidence = [obligation.evidence, *(whole_of(p.source) for p in filed)]
    if said is None or said.paper.role is not Role.REPORT or said.value <= len(filed):
        return Gap(key, obligation.name, Message("review.missing_series", values), tuple(evidence))
    # the closing report counts what the client was sent, which is not what the archive keeps
    values |= {
        "document": said.paper.source.document,
        "delivered": _amount(said.value, obligation.unit),
    }
    why = Message("review.missing_series_told", values)
    return Gap(key, obligation.name, why, (*evidence, said.evidence))


def _amount(quantity: Decimal, unit: str) -> str:
    return f"{quantity.normalize():f}{unit}"


# ------------------------------------------------------------------ numbers
_HAN_NUMBER = re.compile(r"第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?:次|期|周|週|號|号|份)")
_NUMBERED = re.compile(
    r"(?:\bNo\.?\s*|#\s?|\bW(?:eek|k)?[\s_]?|\b(?:report|status|snapshot|update|minutes|meeting"
    r"|wip)\s+(?:no\.?\s*)?#?)(\d{1,2})(?!\d|[./:\-]\d|\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
    re.IGNORECASE,
)
_MOST = 60


def _number_of(paper: Paper) -> int | None:
    """The number a report or minutes bear in their title or name: 第3次, No. 9, snapshot 16."""
    source = paper.source
    first = next((s.text for s in source.segments if s.text.strip()), "")
    for text in (source.title, first[:80], source.original_name):
        if match := _HAN_NUMBER.search(text or ""):
            return read_int(match[1]) if not match[1].isdigit() else int(match[1])
        if match := _NUMBERED.search(text or ""):
            return int(match[1])
    return None


def _numbers_between(papers: Papers, key: str) -> Gap | None:
    """第1次 and 第3次 without 第2次."""
    numbered = _numbered(papers, key)
    between = range(min(numbered, default=0), max(numbered, default=0))
    return _left_out(key, numbered, [n for n in between if n not in numbered])


def _numbers_before(papers: Papers, key: str) -> Gap | None:
    """第9期 without those before; a number higher than the weeks that had passed is the calendar's."""
    numbered = _numbered(papers, key)
    started = papers.project.started
    for number, paper in numbered.items():
        if started and paper.day and number > (paper.day - started).days // 7 + _SLACK:
            return None
    return _left_out(
        key, numbered, [n for n in range(1, max(numbered, default=1)) if n not in numbered]
    )


_SLACK = 2


def _numbered(papers: Papers, key: str) -> dict[int, Paper]:
    return {n: p for p in _filed(papers, key) if (n := _number_of(p)) and n <= _MOST}


def _left_out(key: str, numbered: dict[int, Paper], missing: Sequence[int]) -> Gap | None:
    if not missing:
        return None
    values = {"numbers": _ranges(missing), "filed": _ranges(sorted(numbered))}
    evidence = tuple(whole_of(numbered[n].source) for n in sorted(numbered)[:4])
    return Gap(key, "", Message(f"review.missing_numbers_{key}", values), evidence)


def _ranges(numbers: Sequence[int]) -> str:
    """1–3, 5: neighbours drawn together."""
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True))


# ------------------------------------------------------------------ weeks
_LEAST_WEEKS = 6
_REGULAR = re.compile(
    r"每(?:[两兩二]|雙|双|隔)?[个個]?[周週](?:[一二三四五五日])?[^，。；;]{0,12}(?:[报報]告|[周週][报報])|[双雙两兩][周週](?:[进進]度)?[报報]"
    r"|[周週][报報][^，。；;]{0,8}(?:每[周週]|[周週][一二三四五日]|改[为為])"
    r"|\b(?:weekly|fortnightly|biweekly|every (?:second |other )?(?:week|friday"
    r"|monday))\b[^.;]{0,30}\b(?:report|snapshot|note|update)s?\b",
    re.IGNORECASE,
)


def _are_regular(papers: Papers) -> bool:
    """A contract, a plan or minutes say that a report comes every week or two."""
    asked = (*demanding(papers), *papers.current(Role.PLAN), *papers.of_class("minutes"))
    return any(_REGULAR.search(told.text) for paper in asked for told in told_in(paper))


def _weeks_without(papers: Papers) -> Gap | None:
    """A project of many weeks of which few are reported on."""
    filed = [p for p in _filed(papers, "weekly_report") if p.is_current]
    project = papers.project
    if not filed or not (project.started and project.ended):
        return None
    weeks = (project.ended - project.started).days // 7
    if weeks < _LEAST_WEEKS or len(filed) * 4 > weeks:
        return None
    values = {"filed": len(filed), "weeks": weeks, "document": filed[0].source.document}
    evidence = tuple(whole_of(p.source) for p in filed[:4])
    return Gap("weekly_report", "", Message("review.missing_weeks", values), evidence)
