"""如 and 若 that belong to somebody's name, and begin no condition: 講師江若梅, 主持人陳映如.

Nothing tells a name from words by itself. A surname that ends no word is enough before one of the two signs; any
other needs what somebody is before it (講師, 由, 與), or a word's beginning there and what people do behind it.
What a condition begins with (有, 未, 甲方) is no second half of a name, whatever stands before.
"""

from __future__ import annotations

import re

from archive.review.reading.words import word_list

_ENDS_NO_WORD = frozenset(
    "陈林黄李王吴刘蔡杨郑郭邱廖赖徐苏吕萧罗潘朱彭詹胡沈卢梁赵颜柯翁魏孙戴宋邓杜傅侯曹薛卓阮董蒋姚冯欧姜汪邹黎龚韩袁"
)
_PARTY = "方"
"""委托人方 is a party; 讲师方若晴 is not."""
_NUMBERED = re.compile(r"[\d一两二三四五六七八九十每各几]$")
"""每张如有破损: a sheet, no surname."""
_BEGINS_A_CASE = frozenset(
    "有无未需须因遇逾于欲拟系为由经能果不可非属是在被仍另已与对向以至其该此任何甲乙丙双超要想再又亦尚本贵没逢"
)
_SURNAME = re.compile(rf"(?:{word_list('actions.surnames').pattern.pattern})$")
_SURNAME_AND_ONE = re.compile(
    rf"(?P<surname>{word_list('actions.surnames').pattern.pattern})[㐀-鿿]$"
)
_PART = re.compile(
    r"(?:[师员长监理授士手演问厨播辑口模]|[讲作学记患编]者|[持艺诗络责办言理发]人|[作画专]家|主任|[邀聘]请|[由请与和及聘、])$"
)
_NO_PART_OF_A_PARTY = re.compile(r"[人家任]$")
_DOES = re.compile(
    r"[^㐀-鿿]|$|老师|小姐|女士|先生|经理|总监|教授|主讲|主持|担任|负责|授课|出席|到场|演出|演唱|示范|带领|执导|操刀|对谈|共同|将|等"
)
_CALLED = re.compile(
    r"老师|小姐|女士|先生|经理|总监|教授|主讲|主持|担任|负责(?!人)|授课|出席|到场|演出|演唱|示范|将|[、（(：:，,]|$"
)
_SIGN = re.compile(r"[如若]")


def without_names(text: str) -> str:
    """The folded text with 某 for each 如 and 若 that is part of a name; as long as it was."""
    return _SIGN.sub(lambda sign: "某" if _in_name(text, sign.start()) else sign.group(), text)


def _in_name(text: str, at: int) -> bool:
    """Whether the sign at this place is half of what somebody is called."""
    return _begins_given_name(text, at) or _ends_given_name(text, at)


_NEAR = 8
"""How far back a name and what somebody is can reach: a long line is not looked through for every sign in it."""


def _begins_given_name(text: str, at: int) -> bool:
    """江若梅: the sign stands between a surname and one more."""
    near = text[max(0, at - _NEAR) : at]
    surname = _SURNAME.search(near)
    behind = text[at + 1 : at + 2]
    if surname is None or not _is_han(behind) or behind in _BEGINS_A_CASE:
        return False
    lead, name = near[: surname.start()], surname.group()
    if name == "张":
        return not _NUMBERED.search(lead)
    if name in _ENDS_NO_WORD:
        return True
    does = _DOES.match(text, at + 2) is not None
    if name == _PARTY and (not does or _NO_PART_OF_A_PARTY.search(lead)):
        return does and lead.endswith("持人")
    return _PART.search(lead) is not None or (does and not _is_han(lead[-1:]))


def _ends_given_name(text: str, at: int) -> bool:
    """陳映如: a surname and one more stand before the sign, and behind it what people are called or do."""
    near = text[max(0, at - _NEAR) : at]
    found = _SURNAME_AND_ONE.search(near)
    if found is None or not _CALLED.match(text, at + 1):
        return False
    return found["surname"] in _ENDS_NO_WORD or bool(_PART.search(near[: found.start()]))


def _is_han(sign: str) -> bool:
    return "㐀" <= sign <= "鿿"
