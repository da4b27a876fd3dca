"""Reading a document puts every fact together, and never fails on an odd one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.domain.segments import ContentState, Extracted, Place, Segment, SegmentKind
from archive.understanding.facts import Spot
from archive.understanding.read import read
from tests.support.agency_documents import ALL, MAINLAND
from tests.support.reading_contexts import a_context, context_of


def test_a_contract_is_read_whole():
    contract = MAINLAND[0]
    found = read(contract.extracted, context_of(contract))
    assert (found.class_key, found.title, found.date, found.date_source) == (
        "contract", "品牌年度公关服务协议", "2025-04-08", "text",
    )  # fmt: skip
    assert (found.amount, found.currency) == (Decimal(960000), "CNY")
    assert found.parties == ("宁波海雪乳业有限公司", "上海听潮公关顾问有限公司")
    assert (found.language, found.status, found.is_draft) == ("zh-Hans", "signed", False)
    assert found.class_reasons
    assert found.signature


@pytest.mark.parametrize("state", [ContentState.OK, ContentState.DAMAGED, ContentState.ENCRYPTED])
def test_a_file_without_text_is_read_from_its_name(state):
    found = read(Extracted("x", "pdf", state), a_context("02 合約/服務合約_已簽 20250412.pdf"))
    assert (found.class_key, found.date, found.date_source, found.status) == (
        "contract",
        "2025-04-12",
        "name",
        "signed",
    )
    assert found.sensitive == ()
    assert found.signature == ()


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u0000\ufffd", "🎉🎉", "9" * 5000, "ﷺ㎡…½" * 50, "甲" * 100_000]
)
def test_odd_text_is_read_without_an_error(text):
    segments = (Segment(SegmentKind.PARAGRAPH, text, Place(page=1)),)
    found = read(Extracted("x", "txt", ContentState.OK, segments), a_context("odd.txt"))
    assert found.class_key == "other"
    assert found.title


@pytest.mark.parametrize(
    "path", ["", "/", ".", "a/b/", "無副檔名", "x.y.z.docx", "資料夾\\檔案.docx"]
)
def test_an_odd_path_is_read_without_an_error(path):
    assert read(Extracted("x", "docx", ContentState.OK), a_context(path)).title


def test_sensitive_data_beyond_the_first_pages_is_found():
    filler = tuple(
        Segment(SegmentKind.PARAGRAPH, "海邊沒有訊號。" * 500, Place(page=n)) for n in range(1, 30)
    )
    last = Segment(SegmentKind.PARAGRAPH, "領隊手機 0912-345-678", Place(page=30))
    found = read(Extracted("x", "pdf", ContentState.OK, (*filler, last)), a_context("手冊.pdf"))
    assert [(s.kind, s.places) for s in found.sensitive] == [
        ("mobile", (Spot(29, Place(page=30)),))
    ]


def test_values_of_sensitive_data_are_not_kept():
    for document in ALL:
        assert "13712340987" not in repr(read(document.extracted, context_of(document)).sensitive)
