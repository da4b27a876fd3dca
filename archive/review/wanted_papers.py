"""Papers that other papers ask for, miss or promise by name, and consent that is nowhere in writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.domain.messages import Message
from archive.review.missing import Gap, why_asked
from archive.review.names import distinct, mentioned
from archive.review.papers import Papers, Role
from archive.review.passages import Passage, without_mark
from archive.review.words import word_list

_REQUIRES = word_list("gaps.requires")
_NOUNS = (
    "保[险險][证證]明[书書]?|保[险險]单|保險單|保单|保單|[证證]明[书書]|同意[书書函]|授[权權][书書]|期中[报報]告|中期[报報]告|核定函"
    "|[简簡]?[签簽]呈|便[笺箋]|确认函|確認函|更正函|保密[协協][议議]|切[结結][书書]|完税[证證]明"
    "|著作[权權](?:[转轉]让|讓與)[书書]|[销銷][毁毀][证證]明|剪[报報]"
)
_ENGLISH_NOUNS = (
    "[Cc]ertificate(?: of [A-Za-z]+)?|[Rr]elease [Ff]orms?|[Ss]peaker [Rr]eleases?"
    "|[Mm]odel [Rr]eleases?|[Cc]onsent [Ff]orms?|[Pp]rocessing [Aa](?:greement|ddendum)"
    "|[Nn]on-[Dd]isclosure [Aa]greement|[Ii]nterim [Rr]eport|[Mm]id-term [Rr]eport"
)
_PAPER_NAMES = re.compile(
    rf"(?P<name>[一-鿿]{{0,8}}?(?P<noun>{_NOUNS}))"
    rf"|(?P<en>(?:[A-Z][a-z]+ |[a-z]+ ){{0,3}}?(?:{_ENGLISH_NOUNS}))"
)
_KIND_OF_NAME = (
    (word_list("gaps.series_media_clipping"), "media_clipping"),
    (word_list("gaps.interim_report"), "final_report"),
)
_ASKERS = (Role.CONTRACT, Role.CLIENT, Role.RETRO, Role.INTERIM, Role.REPORT)
_WANTING = word_list("gaps.wanting")


def asked_for(papers: Papers) -> Iterator[Gap]:
    """Papers that a contract requires, or that somebody says are still wanted, by their names."""
    for paper in papers.current(*_ASKERS):
        for sentence in paper.sentences:
            asked = (
                _REQUIRES.within(sentence.text)
                if paper.role is Role.CONTRACT
                else _WANTING.within(sentence.text)
            )
            if not asked:
                continue
            for match in _PAPER_NAMES.finditer(sentence.text):
                name = _paper_name(match)
                if name and not _is_there(name, papers):
                    key = next(
                        (key for wanted, key in _KIND_OF_NAME if wanted.within(name)), "other"
                    )
                    why = why_asked("review.missing_asked", sentence)
                    yield Gap(
                        key,
                        name,
                        Message(why.key, {**why.values, "name": name}),
                        (sentence.evidence,),
                    )


def _paper_name(match: re.Match[str]) -> str:
    name = (match["name"] or match["en"] or "").strip()
    noun = match["noun"] or ""
    ahead = name[: len(name) - len(noun)] if noun else name
    if noun:
        return re.split(_NO_NAME, ahead)[-1][-8:] + noun
    name = _LEADING_WORDS.sub("", name)
    return name if len(name) >= 4 else ""


_LEADING_WORDS = re.compile(
    r"^(?:(?:the|a|an|issuing|issue|issued|upon|receipt|before|of|and|any|to|no|its|their|shall|must|will|should|provide|sign|signed|submit|obtain|deliver"
    r"|send|supply|with|written|parties|client|agency)\s+)+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    "[的之和及與与並并將将於于在應应須须可向由以前後后出送交附供取簽签是有無无没沒未一份張张個个各補补齐齊但該该此其要請请求會会具]"
)


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
