"""Papers that somebody promised in minutes or after a look back: an action with a day that names a paper to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.dates import DateMention
from archive.review.papers.askings import Asking, Told, told_in
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.days import days_in, short_days_in

_SUPPLEMENT = re.compile(
    r"(?:[补補]充|增[补補]|[变變]更)(?:[协協][议議]|合[同约約]|契[约約])"
    r"|\b(?:supplement(?:al|ary)? agreement|addendum|amendment|change order|variation order)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"[书書]面(?:的)?(?:同意|[确確][认認]|[说說]明|[决決]定|答[复覆復]|回[复覆復]|批准)|同意[书書函]|授[权權][书書]"
    r"|[\u4e00-\u9fff]{0,4}(?:[测測][试試]|[检檢][测測]|[检檢][验驗]|[监監][测測]|[评評]估)[报報]告|[确確][认認]函|更正函"
    r"|(?:安全|[应應]急)[预預]案|保[险險][单單證证]|保[单單]|折[让讓][单單]|[红紅]字[发發]票"
    r"|\b(?:written (?:consent|confirmation|approval|decision|explanation|notice)"
    r"|(?:decision|consent|approval|confirmation)\b[^.;|]{0,36}\bin writing"
    r"|(?:consent|release) forms?|model releases?|test report|certificate of insurance|insurance certificate"
    r"|credit notes?|deletion (?:record|certificate|confirmation))\b",
    re.IGNORECASE,
)
_HANDED_OVER = re.compile(
    r"^[^\W\d_]?(?:提供|提交|提送|[补補]交|[补補]送|交付|出具|取得|[缴繳]交)|^交(?![通接互易流])"
)
"""What is done with the paper is no part of its name."""
_FOR_THE_FUTURE = re.compile(
    r"模[板版]|[范範]本|做成|[电電]子版|一律|今[后後]|以[后後]|[每各][次场場站]|清[单單]|流程|[检檢][查核]|机制|機制|写入|寫入|加入"
    r"|\b(?:templates?|checklists?|always|from now on|every|each|future|rule)\b",
    re.IGNORECASE,
)
_WE_WRITE = re.compile(
    r"(?:[发發寄][送出给給]?|出具|致函)[^，,。；;|]{0,20}(?:更正函|勘[误誤]|[确確][认認]函)|更正函[^，,。；;|]{0,6}[发發寄]"
    r"|\b(?:send|write|issue)\b[^.;|]{0,40}\bletter of correction\b",
    re.IGNORECASE,
)
"""What the team itself will write after its look back is an action still open, and no paper that is missing."""
_LONGEST = 120


def promised_papers(papers: Papers) -> Iterator[Asking]:
    """What minutes and looks back have somebody hand in by a day."""
    for paper in (*papers.of_class("minutes"), *papers.current(Role.RETRO)):
        for told in told_in(paper):
            found = _SUPPLEMENT.search(told.text) or _PAPER.search(told.text)
            ours = paper.role is Role.RETRO and _WE_WRITE.search(told.text)
            if found and not ours and is_action(told, paper, papers):
                key = "contract" if _SUPPLEMENT.match(found.group()) else "other"
                name = _HANDED_OVER.sub("", found.group().strip())
                yield Asking(name, key, told, demanded=False, promised=True)


def is_supplement_filed(papers: Papers) -> bool:
    """A contract that calls itself a supplement, in its title or its first lines."""
    return any(
        _SUPPLEMENT.search(" ".join((p.source.title, *(s.text for s in p.source.segments[:3]))))
        for p in papers.of_class("contract")
    )


def is_action(told: Told, paper: Paper, papers: Papers) -> bool:
    """What is told has a day that lies ahead of the paper, and is no rule for other projects."""
    if len(told.text) > _LONGEST or _FOR_THE_FUTURE.search(told.text):
        return False
    near = papers.time_of(paper)
    days = days_in(told.text, near) or short_days_in(told.text, near)
    return any(
        (paper.day is None or day.first_day >= paper.day) and (told.row or _is_due(told.text, day))
        for day in days
    )


_BY = re.compile(
    r"(?:\b(?:by|before|due|until)(?: the)?|[于於在]|最[迟遲]|[,，:：—–/|@(（-])\s*$", re.IGNORECASE
)
_BEFORE = re.compile(r"\s*[日號号]?\s*(?:之?前|以前|[内內]|$|[.。;；)）])")


def _is_due(text: str, day: DateMention) -> bool:
    """The day ends the line or is one by which: by 17/10, 11月5日前."""
    return bool(
        _BEFORE.match(text[day.end :])
        or (_BY.search(text[: day.start]) and len(text) - day.end <= _TAIL)
    )


_TAIL = 12
