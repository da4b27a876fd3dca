"""The amount of a quotation, a contract, an invoice, a payment or a settlement: the one its total line states.

Nothing is added up here: an amount is copied from a line or a row that calls itself the total.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from archive.domain.folding import fold
from archive.domain.money import Amount, find_amounts, parse_amount, scale_of
from archive.understanding.view import DocumentView, fold_in_place, head_of

_RANKS: Mapping[str, tuple[str, ...]] = {
    "quotation": (
        "优惠后|折后|折扣后|折让后|优惠价|议价后|成交价|after discount|discounted total|net total|final price",
        "含税总计|含税合计|含税总价|含税总额|总计.{0,3}含税|grand total|total incl|total including",
        "总计|合计|总额|总价|总金额|报价总|total",
    ),
    "contract": (
        "合同总价|合同总额|合同总金额|合同金额|合约总价|合约总额|合约金额|契约价金|契约总价|契约金额|协议总价|承揽总价"
        "|总价款|contract value|contract price|contract sum|total fees?|total contract|aggregate fees?",
        "服务费总额|服务费用总|服务费总|委托费用|委托服务费|总费用|费用总|总金额|总价|总额|报酬|服务费|价金"
        "|fees? (?:is|are|of|shall)|total price|total amount|the fees?|consideration|remuneration",
        "费用|价款|酬金|报酬|款项|金额|price|amount",
    ),
    "invoice": (
        "价税合计|应付金额|应付总额|应缴|请款金额|请款总额|本期请款|本次请款|本期应付|amount due|balance due|total due"
        "|amount payable",
        "含税总计|总计|合计|总额|grand total|total incl|total",
    ),
    "payment_proof": (
        "转账金额|汇款金额|付款金额|交易金额|实付|实收金额|transfer amount|amount paid|payment amount|amount",
        "金额|兹收到|total",
    ),
    "settlement": (
        "实际支出|实支合计|总支出|支出合计|支出总计|决算总额|结算总额|actual total|total actual|total cost",
        "总计|合计|总额|total",
    ),
    "work_order": ("总计|合计|总额|追加金额|total|additional cost|cost",),
}
_NOT_TOTAL = re.compile(
    r"违约金|首付|首期|首款|订金|定金|尾款|保证金|赔偿|上限|每逾|罚|小计|未付|未税|税额"
    r"|deposit|instal?lment|penalty|liabilit|sub-?total|late"
)
_ACTUAL = re.compile(r"实际|实支|决算|结算|支出|发生|actual|spent|final")
_LINE_REACH = 70


@dataclass(frozen=True, slots=True)
class _Found:
    """A stated total: how sure its words are, whether a table's row says it, on which sheet, and where."""

    rank: int
    in_table: bool
    part: int
    order: int
    amount: Amount
    label: str


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total in base units with its currency, and the words that call it one."""

    amount: Amount
    label: str


def total_of(view: DocumentView, class_key: str, language: str) -> StatedTotal | None:
    """The total that is stated, for classes that have one; None where none is."""
    patterns = [re.compile(words) for words in _RANKS.get(class_key, ())]
    found = list(_stated(view, class_key, patterns)) if patterns else []
    if not found:
        return None
    best = min(found, key=_tables_first if class_key in _TABULAR else _text_first)
    currency = best.amount.currency or _currency(view, language)
    return StatedTotal(replace(best.amount, currency=currency), best.label)


def _stated(
    view: DocumentView, class_key: str, patterns: Sequence[re.Pattern[str]]
) -> Iterator[_Found]:
    sheets = {name: place for place, name in enumerate(view.sheets)}
    for order, segment in enumerate(view.segments):
        part = sheets.get(segment.place.sheet or "", 0)
        rows = segment.rows
        stated = _in_table(rows, class_key, patterns) if rows else _in_lines(segment.text, patterns)
        for place, (rank, amount, label) in enumerate(stated):
            yield _Found(rank, bool(rows), part, order * 1000 + place, amount, label)


_TABULAR = ("quotation", "settlement", "work_order")


def _tables_first(found: _Found) -> tuple[int, bool, int, int]:
    """The last total of the first sheet; a note may quote an earlier offer's."""
    return found.rank, not found.in_table, found.part, -found.order


def _text_first(found: _Found) -> tuple[int, bool, int, int]:
    """The first total the text states: later ones are of instalments."""
    return found.rank, found.in_table, found.part, found.order


def _in_lines(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, Amount, str]]:
    folded = fold_in_place(text)
    for rank, pattern in enumerate(patterns):
        for match in pattern.finditer(folded):
            if _NOT_TOTAL.search(folded[max(0, match.start() - 6) : match.end() + 4]):
                continue
            reach = text[match.end() : match.end() + _LINE_REACH].split("\n\n")[0]
            amounts = [a for a in find_amounts(reach, bare=True) if _could_be_total(a)]
            if amounts:
                yield rank, amounts[0], text[match.start() : match.end()]


def _could_be_total(amount: Amount) -> bool:
    return not amount.is_rate and (amount.is_money or amount.value >= 1000) and amount.value > 0


def _in_table(
    rows: Sequence[tuple[str, ...]], class_key: str, patterns: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, Amount, str]]:
    head = _columns(rows)
    for row in rows:
        written = " ".join(cell for cell in row[:3] if cell and parse_amount(cell) is None)
        label = fold(written)
        rank = next((n for n, pattern in enumerate(patterns) if pattern.search(label)), None)
        if rank is None or _NOT_TOTAL.search(label):
            continue
        amounts = [
            (place, amount)
            for place, cell in enumerate(row)
            if (amount := parse_amount(cell)) and not amount.is_rate
        ]
        chosen = _column(amounts, head, class_key)
        if chosen is not None:
            place, amount = chosen
            yield rank, _in_units(amount, head[place] if place < len(head) else ""), written


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The folded cells of the head row, empty ones kept, so that places agree with the rows."""
    wanted = head_of(rows)
    for row in rows[:4]:
        if tuple(fold(cell) for cell in row if cell) == wanted:
            return tuple(fold(cell) for cell in row)
    return ()


def _column(
    amounts: Sequence[tuple[int, Amount]], head: Sequence[str], class_key: str
) -> tuple[int, Amount] | None:
    """The last column of a quotation; the actual one, not the budget's, of a settlement."""
    if not amounts:
        return None
    if class_key == "settlement":
        for place, amount in amounts:
            if place < len(head) and _ACTUAL.search(head[place]):
                return place, amount
        return amounts[1] if len(amounts) > 1 else amounts[0]
    return amounts[-1]


def _in_units(amount: Amount, head: str) -> Amount:
    """A column may be in 萬元 or name the currency: 金額(HK$)."""
    bracket = re.search(r"[(（]([^()（）]+)[)）]", head)
    unit = bracket[1].split(",")[0].split("，")[0] if bracket else ""
    scale = scale_of(unit) if amount.unit is None else 1
    named = find_amounts(f"{unit.upper()} 1") or find_amounts(f"1{unit}")
    currency = amount.currency or (named[0].currency if named else None)
    return Amount(amount.value * Decimal(scale), currency, amount.unit)


_TAIWAN = re.compile(
    "新臺幣|新台幣|專案|經費|核銷|憑證|統一編號|統編|影片|網紅|民國|臺|股份有限公司|館方|預算科目"
    r"|(?<!\d)1[01]\d[年./]\d"
)
_HONG_KONG = re.compile("港|收妥|薪金|尾數|傳媒|更數|呈交|核數|滙|一厘|計劃書|項目經理|項目編號")


def _currency(view: DocumentView, language: str) -> str | None:
    """The currency the document names most; else the project's; else that of its script and region, if clear."""
    named = Counter(a.currency for a in find_amounts(view.text[:8000]) if a.currency)
    for cell in _head_cells(view):
        if code := _in_units(Amount(Decimal(1)), cell).currency:
            named[code] += 5
    if named and named.most_common(1)[0][1] > 1:
        return named.most_common(1)[0][0]
    project = view.context.project_currency
    if project and (language != "en" or not named):
        return project
    if language == "zh-Hans":
        return "CNY"
    if language == "zh-Hant":
        text = view.text[:8000]
        taiwan, hong_kong = len(_TAIWAN.findall(text)), len(_HONG_KONG.findall(text))
        return "TWD" if taiwan > hong_kong else "HKD" if hong_kong > taiwan else None
    return next(iter(named), None) if not view.sheets else None


def _head_cells(view: DocumentView) -> Iterator[str]:
    for head in view.heads[:6]:
        yield from head
