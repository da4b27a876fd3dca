"""What a query names, compared with names from their end."""

from __future__ import annotations

import pytest

from archive.indexer.asked_names import AskedName, asked_names, backwards, is_of_another_word
from archive.indexer.thesaurus import shipped_thesaurus


def asked(query: str) -> tuple[AskedName, ...]:
    return asked_names(query, shipped_thesaurus())


def fits(query: str, name: str) -> bool:
    thesaurus = shipped_thesaurus()
    return any(
        one.rank(backwards(name)) is not None and not is_of_another_word(name, one, thesaurus)
        for one in asked(query)
    )


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("客單價", "平均客单价"), ("客单价多少", "客單價（元）"), ("average order value", "客單價"),
        ("AOV", "Average order value"), ("互動率", "IG 互動率"), ("engagement rate", "互动率"),
        ("到場人數 偏低", "Total attendance (two days)"), ("nursery visits", "Nursery visits"),
        ("加盟諮詢表單數", "加盟咨询表单数"),
    ],
)  # fmt: skip
def test_one_thing_is_found_in_other_words(query: str, name: str) -> None:
    assert fits(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("到場人數", "未到場人數"), ("leads", "Cost per lead"), ("rate", "Engagement rate"),
        ("attendance", "Attendance rate"), ("活動", "活動到場人數"), ("人次", "單車人次"),
        ("成本", "名單成本"), ("project:PIER-1 attendance", "Attendance"), ("-attendance", "Attendance"),
        ('"出席人數"', "到場人數"), ("會議紀錄", "Minutes"), ("2026-02-14", "2026-02"),
    ],
)  # fmt: skip
def test_another_thing_is_not(query: str, name: str) -> None:
    assert not fits(query, name)


def test_the_word_is_told_as_it_was_typed() -> None:
    assert [one.typed for one in asked("平均客單價")][-1] in ("平均客單價", "客單價")
    assert [one.typed for one in asked("AOV")] == ["aov"]
    assert asked("") == ()
