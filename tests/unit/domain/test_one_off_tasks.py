"""Which actions of a review are experience for other projects, and which only settle a loose end of this one."""

from __future__ import annotations

import pytest

from archive.domain.lessons import proposals

ONCE = [
    "補寄更正後的結案報告給館方", "销毁报名者个人资料并交销毁证明", "押金退還場地方", "发更正函给媒体",
    "Credit note for the unused leaflets", "Chase the deposit from the venue", "Delete the visitors' phone numbers",
]  # fmt: skip
LASTING = [
    "報告送出前由出納核一次金額", "退款流程寫進合約範本", "发货前至少留两天测试", "每次活動後三日內寄出感謝信",
    "Send the draft to finance before it goes to the client", "A template for invoices", "Brief guides a week ahead",
]  # fmt: skip


def proposed(text: str, section: str = "actions") -> int:
    return len(list(proposals({section: [{"key": "k", "text": text}]})))


@pytest.mark.parametrize("text", ONCE)
def test_a_task_done_once_is_no_lesson(text: str) -> None:
    assert proposed(text) == 0
    assert proposed(text, "successes") == 1


@pytest.mark.parametrize("text", LASTING)
def test_how_things_are_done_from_now_on_is_one(text: str) -> None:
    assert proposed(text) == 1
