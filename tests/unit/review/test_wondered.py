"""A question among the remarks of a client's form is a remark; who put the form together is none."""

from __future__ import annotations

import pytest

from archive.review.client.client_words import client_words
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import heading, project, source, text

WORK = project("W5", "x", "y", "zh-Hant")


def remarks(*lines: str) -> list[str]:
    paper = source("survey", "form.pdf", "2026-08-20", heading("意見表"), text(*lines))
    return [said.text for said in client_words(sort_papers(WORK, [paper]))]


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["寫下的意見：", "甲、燈籠很漂亮，我家小孩每晚都要去。", "乙、攤位圖改了四次，我們看不懂。",
          "丙、燈籠之後可以借給學校嗎？", "經手彙整：夏以寧　2026年8月10日"], "燈籠之後可以借給學校嗎？"),
        (["其他意見：", "1. 雨備做得很好，謝謝。", "2. 廁所太遠了，老人家走不動。",
          "3. 明年能不能提早一週公告？",
          "統計人：夏以寧"], "明年能不能提早一週公告？"),
        (["文字意见：", "（1）灯笼很漂亮，孩子每晚都要去。", "（2）摊位图改了四次，看不懂。",
          "（3）灯笼之后能借给学校吗？",
          "整理：夏以宁"], "灯笼之后能借给学校吗？"),
        (["其他意見：", "i. 啲燈籠好靚，個仔晚晚都要去。", "ii. 攤位圖改咗四次，睇唔明。",
          "iii. 啲燈籠之後可唔可以借畀學校？",
          "經手人：夏小姐 10/8/2026"], "啲燈籠之後可唔可以借畀學校？"),
        (["Other comments:", "1. The lanterns were lovely, we went every night.",
          "2. The stall plan changed four times and confused us.",
          "3. Could the school borrow the lanterns afterwards?", "Received by: Ines Okafor, 10 August 2026"],
         "Could the school borrow the lanterns afterwards?"),
    ],
)  # fmt: skip
def test_a_question_among_remarks_is_the_clients_own(lines: list[str], asked: str) -> None:
    found = remarks(*lines)
    assert asked in found
    assert len(found) == len(lines) - 2


def test_the_questions_of_a_form_are_none() -> None:
    found = remarks("其他意見：", "1. 您對燈籠滿意嗎？", "2. 您會再來嗎？", "3. 您住在哪一區？")
    assert found == []
