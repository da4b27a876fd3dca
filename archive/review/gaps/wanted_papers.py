"""Papers that a contract demands, that somebody still waits for, or that are said to lie elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.domain.messages import Message
from archive.review.gaps.document_nouns import paper_nouns
from archive.review.gaps.handed_over_things import THINGS, things_wanted
from archive.review.gaps.interim_reports import (
    FAMILY,
    interim_report_in,
    is_interim_report_filed,
)
from archive.review.gaps.promised_papers import is_supplement_filed, promised_papers
from archive.review.gaps.proofs_in_lists import proofs_in_lists
from archive.review.papers.askings import (
    Asking,
    family_of,
    gap_of,
    is_filed,
    said_in,
    together,
    told_in,
)
from archive.review.papers.missing import Gap
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.conditions import is_conditional
from archive.review.reading.words import word_list
from archive.review.tables.tables import holds_date

_REQUIRES = word_list("gaps.requires")
_WANTING = word_list("gaps.wanting")
_LATER = (Role.CLIENT, Role.PROOF, Role.MONEY, Role.RETRO, Role.REPORT, Role.OTHER)
_AT_THAT_MOMENT = (Role.INTERIM,)
"""What was missing in May may have come in June: heard only where a contract demands the paper."""


def asked_for(papers: Papers) -> Iterator[Gap]:
    """Papers that a contract demands, or that somebody says are still wanted, each once."""
    titles = [t for p in papers for t in _names_of(p) if p.role is not Role.CONTRACT]
    demands = [a for paper in demanding(papers) for a in _demanded(paper)]
    promised = list(promised_papers(papers))
    missed = [a for paper in papers.current(*_LATER) for a in _missed(paper)]
    then = [a for paper in papers.current(*_AT_THAT_MOMENT) for a in _missed(paper)]
    things = list(things_wanted(papers, demanding(papers)))
    told = [a for a in (*demands, *promised, *missed, *then) if family_of(a.name) not in THINGS]
    wanted = [
        group
        for group in together([*told, *things])
        if any(a.demanded or a.promised or a.told.paper.role not in _AT_THAT_MOMENT for a in group)
        and not _is_there(group, titles, papers)
    ]
    for groups in _of_one_clause(wanted):
        yield _gap(groups, papers.project.language)


def _of_one_clause(wanted: Sequence[Sequence[Asking]]) -> list[list[Sequence[Asking]]]:
    """Papers that one clause demands in one breath and nobody speaks of again are one gap."""
    kept: dict[object, list[Sequence[Asking]]] = {}
    for number, group in enumerate(wanted):
        alone = group[0].demanded and group[0].class_key == "other"
        alone = alone and not family_of(
            group[0].name
        )  # a policy and a permit come from two offices
        alone = alone and all(asking.told == group[0].told for asking in group)
        kept.setdefault(group[0].told if alone else number, []).append(group)
    return list(kept.values())


def _gap(groups: Sequence[Sequence[Asking]], language: str) -> Gap:
    """The demand, then what was said of the paper later; of several the one that names the fewest papers."""
    group = groups[0]
    demands = sorted((a for a in group if a.demanded), key=_others_named)
    said = sorted(
        (a for a in group if not a.demanded), key=lambda a: (a.promised, _others_named(a))
    )
    shown = [*demands[:1], *said[:1]] if demands else said[:2]
    names = [shown[0].name, *(other[0].name for other in groups[1:])]
    name = (", " if all(n.isascii() for n in names) else "、").join(names)
    gap = gap_of("review.missing_asked", name, shown[0].class_key, [a.told for a in shown])
    family = family_of(name) if len(names) == 1 else ""
    if not family or name.isascii() is (language == "en"):
        return gap
    called = Message(
        "review.paper_called", {"paper": Message(f"review.paper_{family}"), "name": name}
    )
    return replace(gap, why=Message(gap.why.key, {**gap.why.values, "name": called}))


def _others_named(asking: Asking) -> int:
    return sum(1 for _ in paper_nouns(asking.told.text, promised=True))


def demanding(papers: Papers) -> list[Paper]:
    """Contracts; and orders of the client that carry terms, which are contracts by another name."""
    found = papers.current(Role.CONTRACT)
    client = papers.project.client
    if client:
        found += [p for p in papers.of_class("work_order") if said_in(client, p.source)]
    return found


def _names_of(paper: Paper) -> tuple[str, ...]:
    source = paper.source
    return tuple(filter(None, (source.title, source.original_name, source.name)))


# ------------------------------------------------------------------ demanded and missed
_CONDITIONAL = re.compile(
    r"\b(?:unless|if|in case|in the event|otherwise)\b|除非|如需|若需|如有", re.IGNORECASE
)


def _demanded(paper: Paper) -> Iterator[Asking]:
    for name, told in proofs_in_lists(paper):
        yield Asking(name, class_of(name), told, demanded=True)
    for told in told_in(paper):
        if _CONDITIONAL.search(told.text) or _NOT_HANDED_OVER.search(told.text):
            continue
        # a mid-term report that has a day or a payment in the contract is one that has to come
        middle = interim_report_in(told.text)
        if middle:
            yield Asking(middle, class_of(middle), told, demanded=True)
        if not (middle or _REQUIRES.within(told.text)):
            continue
        for noun in paper_nouns(told.text, promised=True):
            if family_of(noun.name) != FAMILY and not is_conditional(told.text, noun.start):
                yield Asking(noun.name, class_of(noun.name), told, demanded=True)


_NOT_HANDED_OVER = re.compile(
    r"(?:留存|保存|存[档檔])[^，,。；;]{0,16}[备備]查|(?:[请請]款|核[销銷]|[报報]支)[时時]?[^，,。；;]{0,4}(?:[检檢]附|附)"
    r"|(?:[视視]|作|即)[为為](?:完成)?[验驗]收|\b(?:constitutes?|deemed)\b[^.;]{0,16}\baccept",
    re.IGNORECASE,
)
"""Kept to be looked at when asked, put with each bill, or the acceptance itself, which is asked for as such."""
_CLAUSE_END = re.compile(r"[，,。；;！？]|\.\s|\s[-–—]\s")


def _missed(paper: Paper) -> Iterator[Asking]:
    """A paper named beside words that it is not there, in its clause or the one behind."""
    for told in told_in(paper):
        for key, (called, wanted) in _CLASS_WANTED.items():
            if match := wanted.search(told.text):
                name = called.search(match.group())
                yield Asking(name.group() if name else match.group(), key, told, demanded=False)
        if not (_WANTING.within(told.text) or _ELSEWHERE.search(told.text)):
            continue
        for noun in paper_nouns(told.text, promised=False):
            near = told.text if told.row else _near(told.text, noun.start, len(noun.name))
            if _WANTING.within(near) or _ELSEWHERE.search(near):
                yield Asking(noun.name, class_of(noun.name), told, demanded=False)


def _near(text: str, start: int, length: int) -> str:
    """The clause in which a name stands and the one behind it."""
    edges = [0, *(m.end() for m in _CLAUSE_END.finditer(text)), len(text)]
    left = max(edge for edge in edges if edge <= start)
    right = [edge for edge in edges if edge >= start + length]
    return text[left : right[min(1, len(right) - 1)]]


# ------------------------------------------------------------------ kinds with a class of their own
_CLASS_WANTED: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "invoice": (
        re.compile(r"[发發]票|[专專]票|invoices?|bill", re.IGNORECASE),
        re.compile(
            r"(?:[待等](?![开開我请請])|缺|欠|[没沒]有?|未[收见見]到?|[还還][没沒]收到|差)[^，,。；;开開]{0,6}(?:[发發]票|[专專]票)"
            r"|(?:[发發]票|[专專]票)[^，。；;]{0,10}(?:未到|未收到?|[没沒]收到|[还還][没沒未]|[没沒未][开開]?[来來给給]|未[见見]|未附|退回|待[补補]|[后後][补補]"
            r"|抬[头頭][错錯不写寫有]|重[开開])"
            r"|\binvoices?\b[^.;]{0,25}(?:not (?:yet )?(?:received|in|here)|missing|never came|awaited"
            r"|wrong name|returned|rejected)"
            r"|\b(?:missing|await(?:ing|s)?|waiting for|chasing|without|no)\b[^.;,]{0,16}(?<!not )\binvoices?\b"
            r"|\bbill (?:is )?in the wrong name",
            re.IGNORECASE,
        ),
    ),
    "contract": (
        re.compile(r"合[同约約]|契[约約]|[协協][议議]|contract|agreement|SOW", re.IGNORECASE),
        re.compile(
            r"(?:合[同约約]|契[约約]|[协協][议議])(?:书|書)?(?:一直|至今|始[终終]|到(?:今天|[现現]在)|到底)?[都也仍]?"
            r"(?:(?:[还還]?[没沒]有?|[还還尚]?未|待)[补補]?(?:[签簽]|回|寄回|[盖蓋]章)|[补補][签簽]|未[归歸][档檔]|未[见見])"
            r"|(?:contract|agreement|SOW)[^.;]{0,12}(?:not signed|unsigned|never signed|still to be signed)"
            r"|unsigned (?:contract|agreement)",
            re.IGNORECASE,
        ),
    ),
    "payment_proof": (
        re.compile(r"收[据據]|回[单單]|水[单單]|receipts?", re.IGNORECASE),
        re.compile(
            r"(?:收[据據]|[汇匯]款回[单單]|水[单單])[^，。；;]{0,6}(?:未到|未收|[没沒]|未[见見]|待[补補]|[后後][补補])"
            r"|(?:待|缺|欠|[没沒]有?)[^，,。；;]{0,4}(?:收[据據]|水[单單])"
            r"|\breceipts?\b[^.;]{0,16}(?:missing|not (?:yet )?(?:received|in)|to follow)",
            re.IGNORECASE,
        ),
    ),
}
"""Class -> (the noun, the words that say that one is wanted). Bills the agency has yet to write are none."""
_CLASS_OF_NAME = (
    ("media_clipping", re.compile(r"剪[报報]|clipping", re.IGNORECASE)),
    (
        "payment_proof",
        re.compile(r"完[税稅][凭憑證证]|[付汇匯]款[凭憑回水]|收[据據]|\breceipts?$", re.IGNORECASE),
    ),
)


def class_of(name: str) -> str:
    """The class that a paper of that name is filed under; `other` where there is none."""
    return next((key for key, wanted in _CLASS_OF_NAME if wanted.search(name)), "other")


def _is_there(group: Sequence[Asking], titles: Sequence[str], papers: Papers) -> bool:
    first = group[0]
    if family_of(first.name) == FAMILY:
        return is_interim_report_filed(papers)
    if first.class_key == "other" or (
        first.class_key == "payment_proof" and len(first.name) > _SHORT
    ):
        return any(is_filed(a.name, titles) for a in group)
    if first.class_key == "contract":
        # which one is to be signed, its line says; another may well be filed
        return all(a.promised for a in group) and is_supplement_filed(papers)
    since = max((a.told.paper.day for a in group if a.told.paper.day), default=None)
    askers = {a.told.paper.source.document for a in group}
    filed = [p for p in papers.of_class(first.class_key) if p.source.document not in askers]
    if first.class_key == "invoice":
        return any(p.day and since and p.day >= since for p in filed)
    return bool(filed)


_SHORT = 3


# ------------------------------------------------------------------ said to lie elsewhere
_ELSEWHERE = re.compile(
    r"另[存附寄送外開开]|[紙纸]本|U\s?[盘盤碟]|硬[盘盤碟]|[後后][补補送]"
    r"|to follow|will follow|separately|under separate cover",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"(?P<name>剪[报報]|清[单單]|名[单單]|照片|截[图圖]|[链鏈連连][接結结]|[视視][频頻][链鏈][接結]|[结結]算表|[对對][账帳][单單])[^。；;，,]{0,6}"
    r"(?:另[存附寄送]|[见見]附件|[详詳][见見]附件|如附件|附[后後]|[后後][补補]|存[于於]?U)"
    r"|(?P<en>clippings|photo log|screenshots|links|list of [a-z ]{3,20}|reconciliation)[^.;]{0,20}"
    r"(?:attached|in the appendix|enclosed|separately|to follow)",
    re.IGNORECASE,
)
_CLASS_ATTACHED = (
    ("media_clipping", word_list("gaps.series_media_clipping")),
    ("settlement", word_list("gaps.settlement")),
)
_ABOUT_MEDIA = word_list("gaps.media")


def attached_elsewhere(papers: Papers) -> Iterator[Gap]:
    """An attachment that a report or a list speaks of and the folder does not hold."""
    for paper in papers.current(Role.REPORT, Role.PROOF, Role.DATA, Role.OTHER):
        for told in told_in(paper):
            for match in _ATTACHED.finditer(told.text):
                name = match["name"] or match["en"]
                key = _class_attached(name, paper)
                if not _holds(key, name, paper, papers):
                    yield gap_of("review.missing_attachment", name, key, [told])


def _class_attached(name: str, paper: Paper) -> str:
    named = next((key for key, wanted in _CLASS_ATTACHED if wanted.within(name)), "other")
    about = f"{paper.source.title} {paper.source.original_name}"
    return "media_clipping" if named == "other" and _ABOUT_MEDIA.within(about) else named


def _holds(key: str, name: str, paper: Paper, papers: Papers) -> bool:
    if key != "other":
        return any(p.source.class_key == key and p is not paper for p in papers)
    return is_filed(name, (t for p in papers for t in _names_of(p)))


# ------------------------------------------------------------------ templates
_TEMPLATE = word_list("gaps.template")
_MAKE = word_list("gaps.make")


def _is_template_to_make(text: str) -> bool:
    """There should be one: 要有統一的範本, a template should come out of this."""
    return _TEMPLATE.within(text) and bool(_MAKE.within(text) or _TO_COME.search(text))


_TO_COME = re.compile(
    r"(?:要|需|[应應][该該當当]?|最好|希望)有|需要|[还還](?:[没沒]有?)人?做|[缺欠]"
    r"|\b(?:should|need(?:s|ed)?|nobody|no one|not yet|still to)\b",
    re.IGNORECASE,
)
_ENDS_IN_TEMPLATE = re.compile(
    r"(?:模板|[范範]本|[样樣]板|(?<!as a )\btemplate)\s*$", re.IGNORECASE
)
"""To do by a day, and nothing but the name of a template; what is to be kept as a template is another thing."""


def templates_wanted(papers: Papers) -> Iterator[Gap]:
    """A template that the team decided to make, where no template is filed."""
    if any(p.source.class_key == "template" for p in papers):
        return
    for paper in papers.current(Role.RETRO, Role.REPORT):
        cells = [
            (cell, table.evidence(row), any(map(holds_date, row.cells)))
            for table in paper.tables for row in table.rows for cell in row.cells
        ]  # fmt: skip
        sentences = [(s.text, s.evidence, False) for s in paper.sentences]
        for text, evidence, due in (*cells, *sentences):
            if _is_template_to_make(text) or (due and _ENDS_IN_TEMPLATE.search(text)):
                values = {"quote": text.strip(" 。.;；"), "document": paper.source.document}
                yield Gap("template", "", Message("review.missing_template", values), (evidence,))
                return
