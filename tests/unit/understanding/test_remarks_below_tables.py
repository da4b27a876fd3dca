"""What stands below the table of a sheet is a remark on it: no title, but the day its rows were gathered."""

from __future__ import annotations

from datetime import date

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.naming.rulefile import packaged_rules
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.read import read
from tests.support.agency_documents import segments_of

RULES = packaged_rules()


def reading(path: str, text: str) -> Reading:
    context = ReadingContext(
        path, date(2026, 11, 21), "AB-26-1", "Harbour walks", "Quay Museum", None,
        date(2026, 3, 1), date(2026, 8, 31), RULES.class_words,
        date_meanings={kind.key: kind.date for kind in RULES.classes.values()},
    )  # fmt: skip
    extension = path.rsplit(".", 1)[-1]
    return read(Extracted("x", extension, ContentState.OK, tuple(segments_of(text))), context)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "商務/報價 QM-07.xlsx",
            "[第二輪]\nQM-07 第二輪 2026年3月9日\n|項目|說明|NT$|\n|導覽製作|十條路線|320000|\n"
            "|船班|九晚|540000|\n|總數||860000|\n第一輪 910,000 已取消：碼頭主視覺海報\n製表 陳以安",
        ),
        (
            "商务/报价 QM-07.xlsx",
            "[二稿]\nQM-07 二稿 2026年3月9日\n|事项|说明|元|\n|导览制作|十条路线|32000|\n"
            "|船班|九晚|54000|\n|合计||86000|\n一稿 91,000 去掉了：活动新闻稿\n陈以安",
        ),
        (
            "money/Quote QM-07.xlsx",
            "[Round 2]\nQM-07 round 2, 9 March 2026\n|Item|Basis|£|\n|Guided walks|ten routes|32000|\n"
            "|Boats|nine nights|54000|\n|Total||86000|\nRound 1 at 91,000 had: press release\nD. Tan",
        ),
    ],
)
def test_what_was_left_out_of_an_offer_does_not_make_it_that(path: str, text: str) -> None:
    assert reading(path, text).class_key == "quotation"


@pytest.mark.parametrize(
    ("path", "foot"),
    [
        ("露出/媒體露出.csv", "※共41則，其餘見雲端；整理至2026/9/4 陳以安"),
        ("露出/媒体报道.csv", "共41篇，2026/9/4整理，陈以安"),
        ("press/media coverage.csv", "41 pieces in all; compiled to 4 September 2026, D. Tan"),
    ],
)
def test_a_list_is_of_the_day_to_which_it_was_gathered(path: str, foot: str) -> None:
    rows = "|日期 Date|媒體 Outlet|標題 Headline|\n" + "".join(
        f"|2026/{day}|Quay Post|Walk {n}|\n" for n, day in enumerate(("5/2", "6/17", "8/21"))
    )

    assert reading(path, rows + foot).date == "2026-09-04"


@pytest.mark.parametrize(
    "title", ["Look-back: Harbour walks", "Harbour walks look back", "Lookback, harbour walks"]
)
def test_a_look_back_that_lists_who_was_present_is_no_minutes(title: str) -> None:
    found = reading(
        "team/Attic 8 September.docx",
        f"# {title}\n8 September 2026, upstairs. Chair Ada Moor, scribe D. Tan\n"
        "Present: Ada Moor, D. Tan, Lea Roth\n# Money\nD. Tan: we are four hundred over.\n"
        "|Change|Owner|Date|\n|Fence the queue|Lea Roth|2 October 2026|\n|Two sizes of jackets|D. Tan|9 October 2026|",
    )

    assert found.class_key == "retrospective"
