"""Headings of a look back that are one word and nothing else: 好, 唔得, B. 得, 可改善, Room for improvement."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIDE = re.compile(
    r"[\W\d]*(?:[一二三四五六七][、.．]\s*|[A-H][.、．:：)）]\s*)?"
    r"(?:(?P<good>(?:做得)?(?:好|不錯|不错|讚|赞)[的嘅]?|[優优]|[對对][的嘅]?|正面|得[嘅的]?|掂[嘅的]?|[順顺](?:[嘅的]|利)?|做[到成][嘅的了]?)"
    r"|(?P<bad>(?:做得)?(?:不好|唔好|不太好|不夠好|不够好|差|壞|坏|弱|糟)[的嘅]?|[錯错][的嘅]?|劣|[要待]改[的嘅]?|負面|负面"
    r"|唔[掂得順顺成][的嘅]?|不[行成順顺][的嘅]?|失|(?:冇|[没沒]有?|未)做[到成][的嘅]?"
    r"|(?:仍|尚|[還还])?(?:可以?|需要?|[須须])再?(?:改[善進进良]|加[強强]|更好)的?(?:地方|之[处處]|[点點]|部分|方面|空[间間])?"
    r"|(?:仍有|尚有|[還还]有)?改[善進进]的?空[间間]"
    r"|(?:still |some )?room for improvement|(?:what )?could (?:be|have been) improved))"
    r"\s*(?:[(（][^()（）]{1,12}[)）])?\s*[:：]?\s*",
    re.IGNORECASE,
)


def bare_side(line: str) -> str:
    """Good or bad where the whole line is a word for one of the two sides, else nothing."""
    told = _SIDE.fullmatch(line)
    return "" if told is None else "good" if told["good"] else "bad"


def paired_sides(lines: Sequence[str]) -> frozenset[str]:
    """The lines 好的 and 不好的 of a text whose headings no format marks.

    An answer in a conversation is the same word (好的): only one line of each side makes them a pair.
    """
    sides = [(side, line) for line in lines if (side := bare_side(line))]
    if sorted(side for side, _ in sides) != ["bad", "good"]:
        return frozenset()
    return frozenset(line for _, line in sides)
