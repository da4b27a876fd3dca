"""Papers that other papers ask for, miss or promise by name, and consent that is nowhere in writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.messages import Message
from archive.review.citations import Evidence
from archive.review.document_nouns import paper_nouns
from archive.review.missing import Gap, why_asked
from archive.review.names import distinct, mentioned
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, without_mark
from archive.review.words import word_list

_REQUIRES = word_list("gaps.requires")
_KIND_OF_NAME = ((word_list("gaps.series_media_clipping"), "media_clipping"),)
_ASKERS = (Role.CONTRACT, Role.CLIENT, Role.RETRO, Role.INTERIM, Role.REPORT, Role.MONEY)
_WANTING = word_list("gaps.wanting")


def asked_for(papers: Papers) -> Iterator[Gap]:
    """Papers that a contract requires, or that somebody says are still wanted, by their names."""
    for paper in papers.current(*_ASKERS):
        promised = paper.role is Role.CONTRACT
        asks = _REQUIRES if promised else _WANTING
        for text, evidence in _told(paper):
            if not asks.within(text):
                continue
            for noun in paper_nouns(text, promised=promised):
                if not _is_there(noun.name, papers):
                    yield _gap(paper, noun.name, text, evidence)


def _told(paper: Paper) -> Iterator[tuple[str, Evidence]]:
    """The sentences; of accounts also the remarks in their tables."""
    yield from ((s.text, s.evidence) for s in paper.sentences)
    if paper.role is Role.MONEY:
        for table in paper.tables:
            for row in table.rows:
                yield from ((c, table.evidence(row)) for c in row.cells if _LEAST <= len(c) <= 60)


_LEAST = 5


def _gap(paper: Paper, name: str, text: str, evidence: Evidence) -> Gap:
    key = next((key for wanted, key in _KIND_OF_NAME if wanted.within(name)), "other")
    quote = text.strip(" 。.;；")
    values = {"quote": quote, "document": paper.source.document, "name": name}
    return Gap(key, name, Message("review.missing_asked", values), (evidence,))


# ------------------------------------------------------------------ changes nobody put in writing
_CHANGE = word_list("gaps.change")
_WRITTEN = word_list("gaps.written")


def changes_in_writing(papers: Papers) -> Iterator[Gap]:
    """A contract that wants changes approved in writing, a change that was made, and no approval filed."""
    made = any(
        _CHANGE.within(text)
        for paper in papers.current(Role.MONEY, Role.RETRO, Role.CLIENT)
        for text, _ in _told(paper)
    )
    if not made:
        return
    for contract in papers.of_class("contract"):
        for sentence in contract.sentences:
            text = sentence.text
            if _CHANGE.within(text) and _WRITTEN.within(text) and _REQUIRES.within(text):
                yield Gap(
                    "other",
                    text,
                    why_asked("review.missing_written", sentence),
                    (sentence.evidence,),
                )
                return


def _is_there(name: str, papers: Papers) -> bool:
    for paper in papers:
        source = paper.source
        for known in (source.title, source.original_name, source.name):
            if known and mentioned(name, known) >= 0.6:
                return True
    return False


# ------------------------------------------------------------------ only spoken
_SPOKEN = word_list("gaps.spoken")
_MAIL = "电邮|電郵|邮件|郵件|email|e-mail"
_APPROVED_BY_MAIL = re.compile(
    rf"(?:{_MAIL})[^。.；;，,]{{0,12}}(?:批准|确认|確認|同意|approv|confirm)"
    rf"|(?:批准|確認|确认|同意)[^。.；;，,]{{0,8}}(?:{_MAIL})|(?:approved|confirmed|agreed) by e?-?mail",
    re.IGNORECASE,
)
_MOST_SPOKEN = 4


def only_spoken(papers: Papers) -> Iterator[Gap]:
    """Consent that was only spoken, or that a mail gave which is not filed."""
    found: list[tuple[str, Passage]] = []
    for paper in papers.current(Role.RETRO, Role.CLIENT, Role.MONEY, Role.REPORT):
        for sentence in map(without_mark, paper.sentences):
            if _SPOKEN.within(sentence.text):
                found.append(("review.missing_written", sentence))
            elif _APPROVED_BY_MAIL.search(sentence.text):
                found.append(("review.missing_mail", sentence))
    for number in distinct((sentence.text for _, sentence in found), 0.3)[:_MOST_SPOKEN]:
        key, sentence = found[number]
        yield Gap("other", sentence.text, why_asked(key, sentence), (sentence.evidence,))


# ------------------------------------------------------------------ templates and attachments
_TEMPLATE = word_list("gaps.template")
_MAKE = word_list("gaps.make")


def templates_wanted(papers: Papers) -> Iterator[Gap]:
    """A template that the team decided to make, where no template is filed."""
    if any(p.source.class_key == "template" for p in papers):
        return
    for paper in papers.current(Role.RETRO, Role.REPORT):
        cells = [
            (cell, table.evidence(row)) for table in paper.tables for row in table.rows for cell in row.cells
        ]  # fmt: skip
        sentences = [(s.text, s.evidence) for s in paper.sentences]
        for text, evidence in (*cells, *sentences):
            if _TEMPLATE.within(text) and _MAKE.within(text):
                values = {"quote": text.strip(" 。.;；"), "document": paper.source.document}
                yield Gap("template", "", Message("review.missing_template", values), (evidence,))
                return


_ATTACHED = re.compile(
    r"(?P<name>剪[报報]|清[单單]|名[单單]|照片|截[图圖]|[视視][频頻][链鏈][接結])[^。；;，,]{0,6}"
    r"(?:另附|见附件|見附件|详见附件|詳見附件|如附件|附后|附後)"
    r"|(?P<en>clippings|photo log|list of [a-z ]{3,20})[^.;]{0,20}"
    r"(?:attached|in the appendix|enclosed|separately)",
    re.IGNORECASE,
)
_ATTACHED_CLASS = ((word_list("gaps.series_media_clipping"), "media_clipping"),)


def attached_elsewhere(papers: Papers) -> Iterator[Gap]:
    """An attachment that a report speaks of and the folder does not hold."""
    for paper in papers.current(Role.REPORT):
        for sentence in paper.sentences:
            for match in _ATTACHED.finditer(sentence.text):
                name = match["name"] or match["en"]
                key = next((key for wanted, key in _ATTACHED_CLASS if wanted.within(name)), "other")
                there = (
                    any(p.source.class_key == key for p in papers)
                    if key != "other"
                    else _is_there(name, papers)
                )
                if not there:
                    yield Gap(
                        key,
                        name,
                        why_asked("review.missing_attachment", sentence),
                        (sentence.evidence,),
                    )
