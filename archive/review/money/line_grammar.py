"""Lines of costs in running text: a name, one amount or two, and the words that say which is which.

"Media cost £40,900 against £41,000, studio £18,640 against £19,500"; 场地预算8万元，实际8.6万元；餐饮…; a list with
an amount and another in brackets or behind a stroke. What stands between two amounts either goes on with
the line (only words of a side, a bracket, a stroke, nothing) or names the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import Words, folded, word_list

_BUDGET = word_list("told_lines.budget")
_SPENT = word_list("told_lines.spent")
_AS_AGREED = word_list("told_lines.as_agreed")
_GAP = word_list("told_lines.gap")
_EMPTY = word_list("told_lines.empty")
_NO_LINE = word_list("told_lines.no_line")
_GOES_ON_WITH = word_list("told_lines.goes_on_with")
_LEAST = 100
_LONGEST = 600
_LONGEST_NAME = {True: 50, False: 24}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A name with its amounts in the order told; `sides` says of each what it is, empty for unknown."""

    name: str
    figures: tuple[Quantity, ...]
    sides: tuple[str, ...]
    passage: Passage
    bracketed: bool = False

    @property
    def is_whole(self) -> bool:
        """The line of the total."""
        rest = words.TOTAL.without(_WHOLE.without(_EMPTY.without(self.name)))
        return not re.search(r"[^\W\d_]", rest) or bool(_ALL_OF_IT.fullmatch(folded(self.name)))


_ALL_OF_IT = re.compile(r"(?:本|整个)?(?:项目|专案|全案|案|活动|计划|计画|合同|合约)?的?总")
"""项目总 of 项目总预算120万元."""
_WHOLE = word_list("told_totals.whole")


def lines_told(passage: Passage) -> list[ToldLine]:
    """The lines of a passage, in order; none where its amounts are of payments, or it is none of a list."""
    bare = without_mark(passage)
    text = _without_asides(bare.text)
    if len(text) > _LONGEST:
        return []
    figures = [q for q in find_quantities(_STROKE.sub("\t", text)) if _is_amount(text, q)]
    found: list[ToldLine] = []
    end = 0
    for figure in figures:
        gap = text[end : figure.start]
        before = found[-1] if found else None
        found = _with_figure(found, before, gap, figure, bare)
        end = figure.end
    return [_closed(line, bare.text) for line in found if line.name]


_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")


def _without_asides(text: str) -> str:
    """The text with remarks in brackets behind a figure blanked, of the same length.

    （已扣折扣8,000）, (the extra day you approved): neither side of the line, and no name of the next.
    """

    def blank(bracket: re.Match[str]) -> str:
        inner = bracket[1]
        behind = bool(re.search(r"\d\s*[元圓圆]?\s*$", text[: bracket.start()]))
        told = any(q.value >= _LEAST for q in find_quantities(inner))
        plain = not re.search(r"[^\W\d_]", _without_sides(inner))
        kept = plain or _AS_AGREED.within(inner) or (told and bool(_side_in(inner)))
        return bracket.group() if kept or not behind else "\t" * len(bracket.group())

    return _BRACKETED.sub(blank, text)


_STROKE = re.compile(r"(?<=\d{3})[/／](?=\d{1,3},\d{3}|\d{4})")
"""A stroke between two amounts; read as a gap, of the same length."""


def _is_amount(text: str, figure: Quantity) -> bool:
    if figure.is_rate or figure.value < _LEAST or not any(map(str.isdigit, figure.written)):
        return False
    if figure.currency or figure.unit == "元":
        return True
    counted = _COUNTED.match(text[figure.end : figure.end + 2])
    return not counted and (not figure.unit or _is_no_unit(figure.unit))


def _is_no_unit(word: str) -> bool:
    """A word behind the figure that says its side, or goes on with the sentence: 46,000 approved."""
    lists = (_BUDGET, _SPENT, _AS_AGREED, _GAP, _EMPTY, _GOES_ON_WITH)
    return any(wanted.pattern.fullmatch(folded(word)) for wanted in lists)


_COUNTED = re.compile(r"\s?[人次场場份篇条條支家台天日年月张張則则件名]")


def _with_figure(
    found: list[ToldLine], before: ToldLine | None, gap: str, figure: Quantity, passage: Passage
) -> list[ToldLine]:
    """The lines so far with one figure more: the second of the last line, or the first of a new one."""
    own = _last_piece(gap)
    side = _side_in(own) or _side_in(gap if before is None else own)
    if before is not None and len(before.figures) == 1 and _goes_on(gap):
        joined = replace(
            before,
            figures=(*before.figures, figure),
            sides=(*before.sides, _side_in(gap)),
            bracketed="(" in gap or "（" in gap,
        )
        return [*found[:-1], joined]
    if _GAP.within(own) and not _name_in(_GAP.without(own)):
        return found  # by how much it is more or less
    return [*found, ToldLine(_name_in(own), (figure,), (side,), passage)]


_CURRENCY = re.compile(
    r"人民[币幣]|新?[臺台][币幣]|港[币幣]|(?<![A-Za-z])(?:[A-Z]{3}|NT|HK|US)(?![A-Za-z])|[$£€¥]"
)


_KEPT_TOGETHER = re.compile(r"[\s(（/／|→⇒➔➜>＞\-–—]*")


def _goes_on(gap: str) -> bool:
    """Nothing between two amounts but words of a side and marks that keep them together."""
    if re.search(r"[；;。\n]", gap):
        return False
    rest = _without_sides(gap)
    worded = bool(_side_in(gap))
    bare = _CURRENCY.sub("", gap)
    marked = bool(gap.strip() or len(gap) > 1) and bool(_KEPT_TOGETHER.fullmatch(bare))
    return not re.search(r"[^\W\d_]", rest) and (worded or marked)


def _without_sides(text: str) -> str:
    return _EMPTY.without(_SPENT.without(_BUDGET.without(_CURRENCY.sub("", text))))


def _last_piece(gap: str) -> str:
    """What stands behind the last mark that ends a line or a remark: the name of the next."""
    pieces = [piece for piece in re.split(r"[，,；;。：:、\n(（]|\.\s", gap) if piece.strip()]
    if not pieces:
        return gap
    only_side = not re.search(r"[^\W\d_]", _without_sides(pieces[-1]))
    return " ".join(pieces[-2:]) if only_side and len(pieces) > 1 else pieces[-1]


def _side_in(text: str) -> str:
    budget, spent = _last_of(_BUDGET, text), _last_of(_SPENT, text)
    if budget < 0 and spent < 0:
        return ""
    return "planned" if budget > spent else "actual"


def _last_of(wanted: Words, text: str) -> int:
    return max((m.end() for m in wanted.pattern.finditer(folded(text))), default=-1)


def _name_in(piece: str) -> str:
    """The name of a line, without the words of its side and those that lead to it; empty for none."""
    plain = _CURRENCY.sub(" ", piece).strip(" \t　-–—*•·→(（「」")
    cut = _trimmed(plain)
    if not re.search(r"[^\W\d_]{2}", cut) or len(cut) > _LONGEST_NAME[cut.isascii()]:
        return ""
    return "" if _NO_LINE.within(cut) else cut


def _trimmed(name: str) -> str:
    """The name with words of sides and empty ones taken off its ends."""
    while True:
        text = folded(name)
        if len(text) != len(name):
            return name
        for wanted in (_BUDGET, _SPENT, _EMPTY):
            for match in wanted.pattern.finditer(text):
                if match.end() == len(text) and match.start() > 0:
                    name = name[: match.start()].rstrip(" \t　:：,，的")
                    break
                if match.start() == 0 and wanted is _EMPTY and match.end() < len(text):
                    name = name[match.end() :].lstrip()
                    break
            else:
                continue
            break
        else:
            return name


_AT_THE_AGREED = re.compile(
    r"\b(?:at|for) the (?:agreed|approved|quoted|budgeted|contracted|ordered|estimated)\b"
    r"|(?:按|照|依|如)(?:原)?(?:核定|预算|报价|约定|合同|合约|契约)"
)


def _closed(line: ToldLine, text: str) -> ToldLine:
    """A line of one amount that says it is as agreed has both: billed at the agreed 12,000."""
    if len(line.figures) != 1:
        return line
    lead = _last_piece(text[: line.figures[0].start])
    if _SPENT.within(lead) and _AT_THE_AGREED.search(folded(lead)):
        return replace(line, figures=line.figures * 2, sides=("actual", "planned"))
    behind = text[line.figures[0].end : line.figures[0].end + 16]
    own = re.split(r"[，,；;。、]|\.\s", behind)[0]
    if not _AS_AGREED.within(own):
        return line
    return replace(line, figures=line.figures * 2, sides=("actual", "planned"))
