"""What looks like a paper that is missing and is none, beside its neighbour that is one."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.sources import Source
from tests.support.review_sources import heading, items, project, source, text


def names(*sources: Source) -> list[str]:
    made = project("N1", "Trial", "Harbour Trust", "zh-Hant", currency=None, required=())
    found: Any = build(made, sources)["missing"]
    return [gap["name"] for gap in found]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("乙方須向主管機關申領臨時演出牌照，並交甲方副本。", ["牌照"]),
        ("乙方應提送活動安全計畫書。", ["安全計畫書"]),
        ("乙方應提送專案計畫書。", []),
        ("The Agency shall provide a bank guarantee of 10 per cent.", ["bank guarantee"]),
        ("賣方須投保每場不低於500萬元公眾責任險。", ["公眾責任險"]),
        ("參加者應簽署個資同意書，正本於結案時移交甲方。", ["個資同意書"]),
    ],
)
def test_a_paper_is_called_by_its_own_name(clause: str, expected: list[str]) -> None:
    contract = source("contract", "c.docx", "2026-01-10", heading("契約"), text(clause))
    found = names(contract)
    assert [any(name in one for one in found) for name in expected] == [True] * len(expected)
    assert not any("甲方" in one or one.startswith(("萬元", "資同", "專案")) for one in found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("加場沒有書面確認，客戶只在電話裡說好。", True),
        ("加場只有口頭同意就派車，無單不派。", True),
        ("減場沒有書面不動工。", False),
        ("確認郵件範本，未回不開工。", False),
        ("We treat a spoken yes as an approval.", False),
    ],
)
def test_how_people_work_is_no_consent_that_is_missing(line: str, *, told: bool) -> None:
    retro = source("retrospective", "r.docx", "2026-08-01", heading("檢討"), items(line))
    assert bool(names(retro)) is told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("向客戶發送人數更正函 2026-08-20", False),
        ("副本刪除並出具確認函 2026-08-20", False),
        ("補簽12份肖像授權書 2026-08-20", True),
    ],
)
def test_what_the_team_will_write_after_looking_back_is_an_open_action(
    line: str, *, told: bool
) -> None:
    retro = source("retrospective", "r.docx", "2026-08-01", heading("行動"), items(line))
    assert bool(names(retro)) is told
