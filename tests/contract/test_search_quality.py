"""Which of two documents comes first, and why: causes of wrong order that were found, each with its case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.port import IndexEntry, SearchIndex, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

EVERYONE = AccessScope(frozenset({TEAM}))
MakeIndex = Callable[[Sequence[IndexEntry]], SearchIndex]


@pytest.fixture(params=["whoosh", "memory"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path) -> MakeIndex:
    def make(entries: Sequence[IndexEntry]) -> SearchIndex:
        whoosh = request.param == "whoosh"
        index: SearchIndex = WhooshIndex(tmp_path / "index") if whoosh else MemoryIndex()
        index.rebuild([*entries, *some_entries(30, client="", class_key="other")], lambda _: None)
        return index

    return make


def ask(index: SearchIndex, text: str) -> list[str]:
    return [h.id for h in index.search(SearchRequest(text, per_page=50), EVERYONE).hits]


def test_the_words_of_the_question_itself_say_nothing(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("talk", "什麼時候開始都可以，什麼時候結束也還不知道"),
            an_entry("answer", "保證金於展期結束後退還"),
        ]
    )
    assert ask(index, "保證金什麼時候退還")[0] == "answer"
    assert "talk" not in ask(index, "保證金什麼時候")


def test_a_part_of_a_wording_is_a_part_of_what_was_asked(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("part", "The public was not admitted. The public waited outside."),
            an_entry("whole", "投保公众责任险，保额一千万"),
        ]
    )
    assert ask(index, "public liability insurance")[0] == "whole"


def test_a_rare_word_for_a_common_thing_does_not_weigh_like_a_rare_thing(
    make_index: MakeIndex,
) -> None:
    common = [an_entry(f"c{n}", "影片已經上架") for n in range(12)]
    index = make_index(
        [
            *common,
            an_entry("rare", "這部錄影裡有熱氣球"),
            an_entry("both", "影片裡有熱氣球與帳篷的畫面，由廠商另外補拍，費用另計"),
        ]
    )
    found = ask(index, "錄影 熱氣球")
    assert found[:2] == ["rare", "both"]


def test_a_document_of_the_class_that_is_named_comes_before_one_that_says_the_word(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("says", "露營車市集的點收單請於週五前交回", class_key="minutes"),
            an_entry("is", "數量無誤，貨已收訖。露營車市集", class_key="acceptance"),
            an_entry("plan", "第一章 露營車市集的時程", class_key="proposal"),
        ]
    )
    assert ask(index, "露營車市集 簽收單")[0] == "is"
    assert ask(index, "露營車市集 方案")[0] == "plan"  # the word names two classes


def test_what_came_of_it_is_asked_of_papers_written_afterwards(make_index: MakeIndex) -> None:
    body = "紙燈籠五百盞"
    index = make_index(
        [
            an_entry("a-promised", body, class_key="contract"),
            an_entry("b-told", f"{body}，另有內文、清單與照片各一份", class_key="retrospective"),
        ]
    )
    assert ask(index, "紙燈籠五百盞")[0] == "a-promised"
    assert ask(index, "紙燈籠五百盞的結果")[0] == "b-told"
    assert ask(index, "紙燈籠五百盞的違約責任")[0] == "a-promised"


def test_how_many_there_were_is_asked_of_what_counted_them(make_index: MakeIndex) -> None:
    body = "紙燈籠的數量"
    index = make_index(
        [
            an_entry("a-promised", body, class_key="contract"),
            an_entry("b-counted", f"{body}，另有內文、清單與照片各一份", class_key="data_report"),
        ]
    )
    assert ask(index, "紙燈籠")[0] == "a-promised"
    assert ask(index, "紙燈籠數量")[0] == "b-counted"


def test_a_question_about_one_project_is_answered_by_its_documents(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("own", "續約率為七成，較目標略低，說明見附表", project="Q7"),
            an_entry("named", "天文館夜觀活動的會員", project="Q7"),
            an_entry("other", "續約率為七成，較目標略低，說明見附表", project="Q8"),
        ]
    )
    found = ask(index, "天文館的續約率")
    assert found.index("own") < found.index("other")


def test_a_paper_is_found_by_the_name_it_came_with(make_index: MakeIndex) -> None:
    name = "KX_RET_20260301_V1.0.docx"
    index = make_index(
        [
            an_entry(
                "came", "第一次一起回頭看", name=name, original_name="帆船隊_4L(final)改.docx"
            ),
            an_entry("other", "帆布袋與船票", name=name),
        ]
    )
    assert ask(index, "帆船隊4L")[0] == "came"
    assert ask(index, "README") == []
    index.apply([an_entry("bare", "說明", original_name="README")])
    assert ask(index, "README") == ["bare"]


def test_which_project_is_meant_is_told_by_what_stands_beside_the_kind(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("own", "kept it short", class_key="final_report", project="Q7"),
            an_entry("about", "balloon race above the valley, balloon crews", project="Q7"),
            an_entry("other", "結案報告 " * 4, class_key="final_report", project="Q8"),
        ]
    )
    assert ask(index, "熱氣球 結案報告")[0] == "other"
    index.apply([an_entry("about", "熱氣球越過山谷，熱氣球隊", project="Q7")])
    assert ask(index, "熱氣球 結案報告")[0] == "own"
    assert ask(index, "結案報告")[0] == "other"


def test_a_container_and_a_blank_form_come_after_what_they_stand_for(
    make_index: MakeIndex,
) -> None:
    body = "帆布袋設計圖三款"
    index = make_index(
        [
            an_entry("a-container", body, class_key="creative", container=True),
            an_entry("b-form", body, class_key="template"),
            an_entry("c-draft", body, class_key="creative", draft=True),
            an_entry("d-file", body, class_key="creative"),
        ]
    )
    assert ask(index, "帆布袋設計圖") == ["d-file", "c-draft", "b-form", "a-container"]


def test_of_papers_that_say_the_same_the_report_is_first_and_what_is_of_no_kind_last(
    make_index: MakeIndex,
) -> None:
    body = "帆布袋設計圖三款"
    classes = {
        "a-none": "other",
        "b-offered": "proposal",
        "c-minutes": "minutes",
        "d-report": "final_report",
    }
    index = make_index([an_entry(i, body, class_key=key) for i, key in classes.items()])
    assert ask(index, "帆布袋設計圖") == ["d-report", "c-minutes", "b-offered", "a-none"]


def test_an_issued_report_that_says_less_stands_above_and_its_draft_does_not_rise_with_it(
    make_index: MakeIndex,
) -> None:
    once = "帆布袋設計圖三款，印製與運送另有說明"
    more = once + "，設計圖另送"
    entries = [
        an_entry("a-minutes", more, class_key="minutes"),
        an_entry("b-draft", more, class_key="final_report", draft=True),
        an_entry("c-report", once + "，由廠商負責", class_key="final_report"),
    ]
    assert ask(make_index(entries), "帆布袋設計圖") == ["c-report", "a-minutes", "b-draft"]


def test_a_kind_of_paper_by_its_name_lists_what_was_issued_before_any_draft(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry(
                "a-draft",
                "結案報告三份 " * 3,
                title="結案報告",
                class_key="final_report",
                draft=True,
            ),
            an_entry(
                "b-issued", "a closing report", title="closing report", class_key="final_report"
            ),
        ]
    )
    assert ask(index, "結案報告")[:2] == ["b-issued", "a-draft"]
    assert ask(index, "結案報告三份")[0] == "a-draft"


def test_a_query_put_right_is_searched_like_one_typed_so(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("english", "Retention was discussed at length."),
            an_entry("chinese", "第三個月的留存率為四成"),
        ]
    )
    result = index.search(SearchRequest("retenton rate"), EVERYONE)
    assert result.did_you_mean == "retention rate"
    assert {"english", "chinese"} <= {hit.id for hit in result.hits}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("invtations", "invitations"),
        ("Decration", "Decoration"),
        ("exhbitors", "exhibitors"),
    ],
)
def test_a_letter_left_out_before_an_ending_is_put_right(
    make_index: MakeIndex, typed: str, meant: str
) -> None:
    index = make_index([an_entry("said", f"The {meant} were late by a week")])
    result = index.search(SearchRequest(f"{typed} late"), EVERYONE)
    assert (result.hits[0].id, result.did_you_mean) == ("said", f"{meant} late")


def test_what_a_count_is_asked_with_does_not_weigh_like_what_is_counted(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("asks", "流程表上要寫幾桌、留幾桌、要不要預留", class_key="minutes"),
            an_entry("answers", "喜宴當天實到四十二桌", class_key="minutes"),
        ]
    )
    assert ask(index, "喜宴一共幾桌")[0] == "answers"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("客戶反映直播時段的觀看人數", "客户反映直播时段的观看人数"),
        ("從臺北出發拍攝的頭髮造型素材", "从台北出发拍摄的头发造型素材"),
        ("供應商報價與尾款", "供应商报价与尾款"),
        ("會議決議的主視覺什麼時候送審", "会议决议的主视觉什么时候送审"),
    ],
)
def test_both_scripts_find_the_same_in_the_same_order(
    make_index: MakeIndex, one: str, other: str
) -> None:
    index = make_index([])
    assert ask(index, one) == ask(index, other)


def test_a_lesson_about_a_kind_of_paper_is_none_of_them(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry(
                "a",
                "結案報告先對帳，結案報告再定稿",
                kind="lesson",
                class_key="final_report",
                title="結案報告",
            ),
            an_entry("b", "場次與人數如下", class_key="final_report", title="夏季巡演結案"),
            an_entry("c", "場次與人數如下", class_key="minutes", title="夏季巡演會議"),
        ]
    )
    assert ask(index, "結案報告") == ["b", "a"]
    assert ask(index, "class:final_report 結案報告") == ["b", "a"]  # it is about them all the same


@pytest.mark.parametrize(
    "query",
    [
        "所有結案報告",
        "全部结案报告",
        "結案報告有哪些",
        "結案報告 closing report",
        "the closing report",
        "all final reports",
        "成果報告書",
    ],
)
def test_papers_of_a_kind_asked_for_by_its_name_stand_before_all_that_speaks_of_them(
    make_index: MakeIndex, query: str
) -> None:
    says = "所有專案的結案報告有哪些：全部结案报告與成果報告書。All final reports, the closing report. "
    index = make_index(
        [
            an_entry("a-lesson", says, kind="lesson", class_key="final_report", title=query),
            an_entry("b-minutes", says * 2, class_key="minutes", title=f"{query}討論"),
            an_entry("c-draft", "場次與人數如下", class_key="final_report", draft=True),
            an_entry("d-issued", "場次與人數如下", class_key="final_report"),
        ]
    )
    assert ask(index, query)[:2] == ["d-issued", "c-draft"]


def test_the_name_of_a_kind_beside_what_is_asked_of_it_names_no_kind_alone(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("a-says", "活動紀錄 獨木舟", class_key="minutes", title="獨木舟活動紀錄"),
            an_entry("b-is", "場次與人數如下", class_key="execution_record"),
        ]
    )
    assert ask(index, "活動紀錄")[0] == "b-is"
    assert ask(index, "獨木舟活動紀錄")[0] == "a-says"
