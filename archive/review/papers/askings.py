"""What papers say in sentences and in rows of tables, and the papers they ask for, gathered.

One paper that is wanted is asked for in several places: the contract demands it, minutes remind of it, the
accounts wait for it. All of them make one gap, which quotes the demand and the latest reminder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.review.papers.missing import Gap
from archive.review.papers.papers import Paper, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.names import features, mentioned
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.sources import Source
from archive.review.reading.words import folded
from archive.review.tables.cells import in_one_line
from archive.review.tables.tables import Row

_LEAST, _LONGEST = 5, 220
_IN_ROWS = (Role.MONEY, Role.RETRO, Role.CLIENT, Role.PROOF, Role.INTERIM)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, or a row of a table read as one. `clause` is the heading it stands under."""

    text: str
    paper: Paper
    evidence: Evidence
    clause: str = ""
    row: bool = False


def told_in(paper: Paper) -> Iterator[Told]:
    """Every sentence without its bullet; of accounts, looks back and records also the rows of tables."""
    for sentence in paper.sentences:
        bare = without_mark(sentence)
        yield Told(bare.text, paper, bare.evidence, _clause(sentence))
    for table in paper.tables if paper.role in _IN_ROWS else ():
        for row in table.every_row:
            text = _row_text(row)
            if _LEAST <= len(text) <= _LONGEST and re.search(r"[^\W\d]{2}", text):
                yield Told(text, paper, table.evidence(row), row=True)


def _row_text(row: Row) -> str:
    cells: list[str] = []
    for cell in row.cells:
        if cell.strip() and cell.strip() not in cells:
            cells.append(cell.strip())
    return in_one_line(cells)


_NUMBERED = re.compile(
    r"^\s*(?:第\s*[一二三四五六七八九十百\d]+\s*[条條项項章](?:之[一二三四五])?|(?P<number>\d{1,2})[A-Z]?[.、．\s]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|(?:Article|Clause|Section|Schedule)\s+\d)",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(
    r"\s*(?:第\s*[一二三四五六七八九十百\d]+\s*[条條]|(?P<number>\d{1,2})[A-Z]?\.\d)"
)
_LONGEST_HEADING = 40


def _clause(sentence: Passage) -> str:
    """The numbered heading of the sentence, unless the sentence bears another number itself."""
    heading = sentence.trail[-1].strip() if sentence.trail else ""
    numbered = _NUMBERED.match(heading)
    if not numbered or len(heading) > _LONGEST_HEADING:
        return ""
    own = _OWN_NUMBER.match(sentence.text)
    if own and (not own["number"] or own["number"] != numbered["number"]):
        return ""
    return heading


# ------------------------------------------------------------------ one gap of several askings
@dataclass(frozen=True, slots=True)
class Asking:
    """A paper is wanted, as `told` says. `demanded` by a contract, `promised` by somebody, or only missed."""

    name: str
    class_key: str
    told: Told
    demanded: bool
    promised: bool = False


def gap_of(key: str, name: str, class_key: str, askings: Sequence[Told]) -> Gap:
    """One gap that quotes its askings in order; `key` is the sentence that says what is not there."""
    shown: list[Told] = []
    for told in askings:
        if all(told.text not in known.text for known in shown):
            shown.append(told)
    said = _said(shown[-1])
    for told in reversed(shown[:-1]):
        said = Message("review.asked_twice", {"first": _said(told), "second": said})
    why = Message(key, {"asked": said, "name": name})
    return Gap(class_key, name, why, tuple(told.evidence for told in shown))


def _said(told: Told) -> Message:
    values = {"quote": _short(told.text), "document": told.paper.source.document}
    if told.clause:
        return Message("review.asked_in_clause", {**values, "clause": told.clause})
    return Message("review.asked_in", values)


_MOST = 150


def _short(text: str) -> str:
    text = text.strip(" 。.;；")
    return text if len(text) <= _MOST else text[: _MOST - 1].rstrip() + "…"


def together(askings: Iterable[Asking]) -> list[list[Asking]]:
    """The askings of one paper each, demands first; the order of the first asking is kept."""
    groups: list[list[Asking]] = []
    for asking in askings:
        group = next((g for g in groups if any(_same_paper(asking, o) for o in g)), None)
        if group is None:
            groups.append([asking])
        else:
            group.append(asking)
    return [sorted(group, key=lambda a: not a.demanded) for group in groups]


FAMILIES = {
    key: re.compile(pattern, re.IGNORECASE)
    for key, pattern in (
        (
            "insurance",
            r"保[险險](?!箱)|[任外][险險]$|保[单單](?:正本|影本|副本)?$"
            r"|insurance|certificate of currency|liability|^policy$",
        ),
        (
            "deletion",
            r"(?:[删刪]除|[销銷][毁毀])[证證]明|(?:deletion|destruction) certificate"
            r"|(?:certificate|confirmation) of (?:deletion|destruction)|(?:[删刪]除|[销銷][毁毀])[确確][认認]",
        ),
        ("guardian", r"家[长長]|[监監][护護]人|guardian|parental"),
        ("tax", r"完[税稅]|扣[缴繳]"),
        ("secrecy", r"保密|non-?disclosure|\bNDA\b"),
        ("likeness", r"肖像|(?:model|talent|photo) release"),
        ("police", r"警[方務察]|不反[对對]通知|police|letter of no objection"),
        ("permit", r"批文|牌照|[执執]照|[许許]可[证證書书]?$|\bpermits?$|\blicen[cs]es?$"),
        (
            "audit",
            r"[审審][计計]|(?:[会會][计計]|核[数數])[师師](?:之|的)?[^，,]{0,6}[报報]告|audit",
        ),
        ("credit_note", r"credit notes?|折[让讓][单單]|[贷貸][项項]"),
        (
            "footage",
            r"(?:拍[摄攝]|原始|影像|[视視][频頻]|影片|全部)素材|毛片|\b(?:raw|unedited|original) footage\b|\brushes\b",
        ),
        (
            "source_files",
            r"(?:[设設][计計]|可[编編][辑輯]|工程)?源(?:文件|[档檔])|(?:[设設][计計]|[编編][辑輯]|影片)?原始[档檔]案?|工程(?:文件|[档檔])|可[编編][辑輯](?:文件|[档檔])"
            r"|\b(?:source|project|working|editable|layered|native|artwork) files?\b",
        ),
        (
            "photos",
            r"(?:[现現][场場]|活[动動]|精[选選修]|成品|拍[摄攝])照片(?:精[选選])?|照片(?:[原底]|精[选選])|[图圖][库庫]"
            r"|\b(?:event|retouched|edited|selected|final) photo(?:graph)?s\b"
            r"|\bphoto(?:graph)?s of the (?:event|day|evening|night)\b",
        ),
        (
            "backup",
            r"(?:[数數][据據]|[资資]料|系[统統]|[网網]站|[数數][据據][库庫]|[会會][员員])[^，。；]{0,4}[备備]份"
            r"|(?<!未)[备備]份(?:文件|[档檔]案?|[数數][据據])"
            r"|\b(?:full |complete |final )?(?:database |data |site |website )?back-?ups?\b"
            r"(?! (?:venue|plan|date|location|speaker|team))|\bdata exports?\b",
        ),
        ("raw_data", r"原始(?:[数數][据據]|[资資]料)|\braw data\b"),
        (
            "copies",
            r"[纸紙]本(?=\s?[\d一二两兩三四五六七八九十]{1,2}\s?[份本冊册套])|(?:精|平|[胶膠])[装裝]本|光[碟盘盤](?=\s?[\d一二两兩三四五六七八九十]{0,2}\s?[份片张張])"
            r"|\b(?:(?:bound|hard|paper) copies|(?<![\d,]{3} )printed copies)\b",
        ),
        (
            "receipts",
            r"[领領][据據]|扣[缴繳][凭憑][单單]|\b(?:tax|withholding) (?:forms?|slips?|statements?)\b|\bW-8(?:BEN)?\b",
        ),
        (
            "interim_report",
            r"(?:(?<![学學假日周週])期中|中期)(?:[^，,。；;、：:\s\d]{0,6}?[报報]告|小[结結]|[总總][结結]|[简簡][报報])"
            r"|\b(?:interim|mid-?(?:term|point|project|campaign|way|year)|half-?way)[\s_-]+(?:[a-z]+[\s_-]+){0,2}?"
            r"(?:reports?|review|evaluation|summary)(?![a-z])",
        ),
        (
            "data_sharing",
            r"data (?:sharing|processing)"
            r"|(?:信息|[数數][据據]|[资資]料|[个個][资資]).{0,8}(?:[处處]理|共享|共用)[协協][议議]",
        ),
    )
}
"""Papers with many names. Each key is also what they are called in the project's language."""


def family_of(name: str) -> str:
    """The family a paper's name belongs to; empty for any other paper."""
    return next((key for key, family in FAMILIES.items() if family.search(name)), "")


_ALIKE = 0.6


def _same_paper(first: Asking, second: Asking) -> bool:
    if first.class_key != second.class_key:
        return False
    if first.class_key != "other":
        return True
    family = family_of(first.name)
    if family or family_of(second.name):
        return family == family_of(second.name)
    if not (features(first.name) and features(second.name)):
        return folded(first.name) == folded(second.name)
    likeness = max(mentioned(first.name, second.name), mentioned(second.name, first.name))
    return likeness >= _ALIKE


def is_filed(name: str, titles: Iterable[str]) -> bool:
    """A document bears the paper's name, or another name of its family."""
    family = family_of(name)
    return any(
        mentioned(name, known) >= _ALIKE or (family and family_of(known) == family)
        for known in titles
    )


_FIRST = 8


def said_in(name: str, source: Source) -> bool:
    """The first lines of a document bear the name."""
    head = " ".join(segment.text for segment in source.segments[:_FIRST])
    return mentioned(name, head) >= _ALIKE
