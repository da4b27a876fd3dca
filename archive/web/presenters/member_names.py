"""The ways to read names inside an archive, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from archive.services.intake.member_names import MemberNames

_LABELS = {
    "gb18030": "GBK / GB18030",
    "big5hkscs": "Big5",
    "cp932": "Shift-JIS",
    "euc_kr": "EUC-KR",
    "cp437": "CP437",
    "utf-8": "UTF-8",
}


@dataclass(frozen=True, slots=True)
class NameChoiceRow:
    """One encoding with the first names; `current` is how they are read now."""

    encoding: str
    label: str
    names: tuple[str, ...]
    current: bool
    confirmed: bool


def encoding_label(encoding: str) -> str:
    """What people call an encoding."""
    return _LABELS.get(encoding, encoding)


def name_choices(found: MemberNames) -> tuple[NameChoiceRow, ...]:
    """The choices, the present one first."""
    return tuple(
        NameChoiceRow(
            choice.encoding,
            encoding_label(choice.encoding),
            choice.names,
            current=choice.encoding == found.encoding,
            confirmed=found.confirmed and choice.encoding == found.encoding,
        )
        for choice in found.choices
    )
