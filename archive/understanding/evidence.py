"""What speaks for a class, and the part of it that a document's tables and its form say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from archive.understanding.cues import Lexicon
from archive.understanding.view import DocumentView

_COLUMNS_CAP, _TABLE = 2.5, 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a class: where it was found, which words, and how much it adds."""

    class_key: str
    where: str  # title, name, folder, margin, sheet, body, table or form
    weight: float
    words: tuple[str, ...]


def from_tables(view: DocumentView, lexicon: Lexicon) -> Iterable[Evidence]:
    """Single column words add a little; a set of them that makes a known table adds much, once.

    Later tables say less than the first: a workbook on results may end with a list of names.
    """
    sums: dict[str, float] = defaultdict(float)
    words: dict[str, dict[str, None]] = defaultdict(dict)
    tables: dict[str, float] = {}
    for word, says in lexicon.columns.items():
        place, column = _first_head(view.heads, word)
        for key, weight in says.items() if column >= 0 else ():
            sums[key] += weight * weight_of_table(place)
            words[key][view.written_heads[place][column]] = None
    for key, together in lexicon.tables:
        known = _table_of(view.heads, together)
        if known is not None:
            tables[key] = max(tables.get(key, 0.0), _TABLE * weight_of_table(known))
    share = 1.0 if view.form in ("sheet", "slides") else 0.5
    for key in sums.keys() | tables.keys():
        weight = min(_COLUMNS_CAP, sums[key]) + tables.get(key, 0.0)
        yield Evidence(key, "table", weight * share, tuple(words[key])[:4])


_BLANK = re.compile(
    r"[\[【<｛{《]{1,2}\s?(?:請|请|填|輸入|输入|此處|此处|insert|enter|type|add|your|client|customer|project|company|name|date|amount|title"
    r"|客戶|客户|專案|项目|項目|公司|姓名|日期|金額|金额|名稱|名称)[^\]】>｝}》\n]{0,30}[\]】>｝}》]{1,2}"
    r"|【[\s\u3000]*】|_{2,}\s?年\s?_+\s?月",
    re.IGNORECASE,
)
_RULED = re.compile(r"(?P<label>[^\s:：＿_]{2,10})\s?[:：]\s?[＿_]{3,}")
_SIGNATURE = re.compile(
    r"签|簽|章|日期|date|sign|name|title|姓名|代表|by|witness|职|職", re.IGNORECASE
)
_BLANKS_FROM, _BLANKS = 2, 7.0
"""Different blanks to fill in that make a form of any class a template, and how surely."""


def from_blanks(view: DocumentView) -> Iterable[Evidence]:
    """[insert date], 【填寫金額】: a paper that still has its blanks is the form, whatever its title says."""
    ruled = (m[0] for m in _RULED.finditer(view.text) if not _SIGNATURE.search(m["label"]))
    marked = (match[0] for match in _BLANK.finditer(view.text))
    blanks = tuple(dict.fromkeys((*marked, *ruled)))
    if len(blanks) >= _BLANKS_FROM:
        yield Evidence("template", "body", _BLANKS, blanks[:4])


def _first_head(heads: Sequence[tuple[str, ...]], word: str) -> tuple[int, int]:
    """The first table and column with that word; the column is -1 where there is none."""
    for place, head in enumerate(heads):
        for column, cell in enumerate(head):
            if word in cell:
                return place, column
    return 0, -1


def _table_of(heads: Sequence[tuple[str, ...]], together: Sequence[str]) -> int | None:
    for place, head in enumerate(heads):
        if all(any(word in cell for cell in head) for word in together):
            return place
    return None


def weight_of_table(place: int) -> float:
    """How much the table or sheet at that place (from 0) says about the whole workbook."""
    return max(0.3, 1.0 - 0.3 * place)


_LATE, _TALKED_LATE = timedelta(days=14), 1.3
_FORMS: Mapping[str, Mapping[str, float]] = {
    "chat": {"feedback": 1.2, "brief": 0.5, "minutes": 0.2},
    "mail": {
        "feedback": 1.2, "brief": 0.8, "minutes": 0.2,
        "final_report": -4.0, "settlement": -2.5, "contract": -2.5, "data_report": -1.5,
    },
    "sheet": {
        "settlement": 0.5, "data_report": 0.6, "quotation": 0.4, "schedule": 0.3, "survey": 0.3,
        "contract": -1.5, "minutes": -0.8,
    },
    "slides": {
        "proposal": 1.2, "data_report": 0.3, "final_report": 0.2,
        "contract": -2.0, "invoice": -2.0, "quotation": -1.0,
    },
    "image": {"acceptance": 0.3, "payment_proof": 0.3, "survey": 0.2, "creative": 0.3},
    "bundle": {"other": 3.0},
    "text": {},
}  # fmt: skip


def from_form(view: DocumentView) -> Iterable[Evidence]:
    """A deck is a proposal sooner than a contract; a mail is feedback or a brief."""
    last = view.last_message
    form = "chat" if last else view.form
    for key, weight in _FORMS[form].items():
        yield Evidence(key, "form", weight, ())
    ended = view.context.ended
    if last is not None and ended and last.first_day >= ended - _LATE:
        yield Evidence(
            "feedback", "form", _TALKED_LATE, ()
        )  # what is said when all is done is about it
