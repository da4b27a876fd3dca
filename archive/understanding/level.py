"""How confidential a document should be: its class's level, raised by what it holds and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.domain.documents import Level
from archive.domain.messages import Message
from archive.understanding.facts import Reading
from archive.understanding.view import fold_in_place

MANY = 3
"""Different mobile numbers or addresses of people from which a document counts as a list of persons."""

_HEAD = 1_500
_RESTRICTED_WORDS = re.compile(
    r"绝密|极机密|限阅|仅限.{0,6}(?:董事|高管|财务)|strictly confidential|eyes only|highly confidential"
)
_CONFIDENTIAL_WORDS = re.compile(
    r"机密|密件|保密(?!协议|条款|义务|义务)|禁止外传|请勿外传|请勿外发|请勿转寄|请勿转发|不得外传|不要发客户|不要外传|商业秘密"
    r"|\bconfidential\b(?!ity)|in confidence|do not (?:forward|distribute|share)|not for circulation|privileged"
)
_INTERNAL_WORDS = re.compile(
    r"内部(?:资料|文件|使用|讨论|稿)|仅限内部|仅供内部|internal (?:only|use)|for internal"
)


def propose_level(default: Level, reading: Reading, text: str) -> tuple[Level, tuple[Message, ...]]:
    """The level to propose and why, in sentences; never below the class's own level.

    Args:
        default: the level of the class in the naming rules.
        reading: what is known of the document, sensitive data above all.
        text: its text with page headers; only the beginning is looked at for words such as 機密.
    """
    level, reasons = default, []
    for wanted, reason in (_by_data(reading), _by_words(text)):
        if reason is not None and wanted > level:
            level = wanted
            reasons = [reason]
        elif reason is not None and wanted == level and wanted > default:
            reasons.append(reason)
    return level, tuple(reasons)


def not_below_parts(
    level: Level, reasons: tuple[Message, ...], parts: Iterable[tuple[str, Level]]
) -> tuple[Level, tuple[Message, ...]]:
    """The level of a mail or an archive: who may read it reads what is in it.

    Args:
        level: what was proposed for the whole by itself.
        reasons: why.
        parts: name and level of every file in it.
    """
    name, highest = max(parts, key=lambda part: part[1], default=("", level))
    if highest <= level:
        return level, reasons
    return highest, (level_of_part(name),)


def level_of_part(name: str) -> Message:
    """Why a mail or an archive is of a level: the name of a file in it."""
    return Message("understanding.level_part", {"name": name})


def _by_data(reading: Reading) -> tuple[Level, Message | None]:
    counts = {found.kind: found.count for found in reading.sensitive}
    for kind in ("id_card", "bank_card", "passport"):
        if counts.get(kind):
            return Level.RESTRICTED, _because(kind, counts[kind])
    if counts.get("mobile", 0) >= MANY:
        return Level.RESTRICTED, _because("mobile", counts["mobile"])
    if counts.get("mobile") and reading.class_key not in ("brief", "feedback"):
        return Level.CONFIDENTIAL, _because("mobile", counts["mobile"])
    return Level.PUBLIC, None


def _because(kind: str, count: int) -> Message:
    values = {"kind": Message(f"understanding.kind_{kind}"), "count": count}
    return Message("understanding.level_sensitive", values)


def _by_words(text: str) -> tuple[Level, Message | None]:
    head = fold_in_place(text[:_HEAD])
    for level, pattern in (
        (Level.RESTRICTED, _RESTRICTED_WORDS),
        (Level.CONFIDENTIAL, _CONFIDENTIAL_WORDS),
        (Level.INTERNAL, _INTERNAL_WORDS),
    ):
        if found := pattern.search(head):
            return level, Message(
                "understanding.level_words", {"words": text[slice(*found.span())]}
            )
    return Level.PUBLIC, None
