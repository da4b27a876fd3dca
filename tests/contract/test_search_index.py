"""What every search index promises, tried on Whoosh on disk and on the index in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.port import FACETS, IndexEntry, IndexResult, SearchIndex, SearchRequest
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import SENTENCES, SUBJECTS, TEAM, an_entry, some_entries
from tests.support.memory_index import MemoryIndex

EVERYONE = AccessScope(frozenset({TEAM}))
INSIDER = AccessScope(frozenset({TEAM, "project:9:confidential"}))
NOBODY = AccessScope(frozenset())

MakeIndex = Callable[..., SearchIndex]


@pytest.fixture(params=["whoosh", "memory"])
def make_index(request: pytest.FixtureRequest, tmp_path: Path) -> MakeIndex:
    def make(entries: Sequence[IndexEntry] = (), name: str = "index") -> SearchIndex:
        index: SearchIndex = (
            WhooshIndex(tmp_path / name) if request.param == "whoosh" else MemoryIndex()
        )
        index.rebuild(entries, lambda _done: None)
        return index

    return make


def ids(result: IndexResult) -> list[str]:
    return [hit.id for hit in result.hits]


def ask(index: SearchIndex, text: str, scope: AccessScope = EVERYONE, **more: object) -> list[str]:
    return ids(index.search(SearchRequest(text, **more), scope))  # type: ignore[arg-type]


# finding


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("專案結案報告已送出", "项目结案报告"),
        ("项目结案报告已送出", "專案結案報告"),
        ("客 戶 反 饋 彙 整 如 下", "客户反馈"),
        ("本案由ＫＯＬ　投放帶動", "kol 投放"),
        ("第12屆設計獎入圍", "12届"),
        ("合約總價2,860,000元", "286万"),
        ("合约总价286万元", "2,860,000"),
        ("合約總價2,860,000元", "二百八十六万"),
        ("合约总价二百八十六万", "2860000"),
        ("合約總價貳佰捌拾陸萬元整", "286萬"),
        ("二月檢視，115年3月定案", "2026年3月"),
        ("二月檢視，2026年3月定案", "115年3月"),
        ("報名自九月三日起", "9月3日"),
        ("收件人為鄭曉嵐小姐", "鄭曉楓"),
        ("第三場：銀河汽水快閃店", "银河气水"),
        ("全戶通知單", "戶通知"),
        ("localisation checklist", "localis*"),
        ("數位行銷研習", "数字营销"),
        ("wi-fi熱點", "wifi"),
        ("簽約日為114年6月25日", "2025-06-25"),
        ("簽約日為2025/6/25", "114年6月25日"),
        ("The meetings were delivered late", "meeting delivering"),
        ("單據編號 QR-2044-518", "QR-2044-518"),
        ("保戶可於櫃檯辦理", "櫃"),
        ("身分證影本", "身份证"),
        ("年度行銷計畫", "营销计划"),
        ("隨著預算增加", "随着预算"),
        ("我們回覆了客戶的意見", "回复客户"),
        ("An invoice was sent in June", "發票"),
    ],
)
def test_a_text_is_found_however_the_query_writes_it(
    make_index: MakeIndex, body: str, query: str
) -> None:
    index = make_index([an_entry("a", body), *some_entries(20)])
    assert ask(index, query)[0] == "a"


def test_a_short_query_finds_the_documents_that_contain_it_as_it_stands_first(
    make_index: MakeIndex,
) -> None:
    scattered = "會後檢討，討論紀錄由企劃組檢視，再送結果檢討單位"
    index = make_index([an_entry("a", scattered * 3), an_entry("b", "附件為檢討紀錄一份，供備查")])
    assert ask(index, "檢討紀錄") == ["b", "a"]


def test_a_character_of_another_meaning_does_not_come_first(make_index: MakeIndex) -> None:
    index = make_index([an_entry("hair", "頭髮造型"), an_entry("start", "開頭發展開頭發展")])
    assert ask(index, "頭髮")[0] == "hair"
    assert ask(index, "髮")[0] == "hair"


def test_title_counts_more_than_body(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "附件有報價單一張，其他事項如下，請各位同事留意後續安排"),
            an_entry("b", "附件有說明一張，其他事項如下，請各位同事留意後續安排", title="報價單"),
        ]
    )
    assert ask(index, "報價單") == ["b", "a"]


def test_the_word_as_typed_comes_before_other_words_for_it(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "影片三支已交付"),
            an_entry("b", "视频三支已交付"),
            an_entry("c", "門票已售完"),
        ]
    )
    assert ask(index, "视频") == ["b", "a"]
    assert "影片" in index.search(SearchRequest("视频"), EVERYONE).tried


def test_words_in_their_order_come_first(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "試喝活動的場地租金由甲方支付，逾期須加計利息"),
            an_entry("b", "甲方支付試喝活動，租金逾期的場地須加計利息由"),
        ]
    )
    assert ask(index, "場地租金由甲方支付的活動是哪一個")[0] == "a"


def test_quotes_ask_for_the_words_just_so_and_minus_leaves_out(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "第二期款於驗收後支付"),
            an_entry("b", "驗收完成，第二期工程款另計"),
            an_entry("c", "第二期款於驗收後支付，含罰款"),
        ]
    )
    assert sorted(ask(index, '"第二期款"')) == ["a", "c"]
    assert ask(index, "第二期款 -罰款") == ["a", "b"]
    assert sorted(ask(index, "-罰款")) == ["a", "b"]


def test_a_word_is_left_out_with_the_same_word_of_other_regions(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "租車合約一式兩份"),
            an_entry("b", "租车合同一式两份"),
            an_entry("c", "租車協議一式兩份"),
            an_entry("d", "租車收據一式兩份"),
        ]
    )
    assert sorted(ask(index, "租車 -合同")) == ["c", "d"]
    assert sorted(ask(index, '租車 -"合同"')) == ["a", "c", "d"]
    result = index.search(SearchRequest("租車 -合同"), EVERYONE)
    assert "-合約" in result.tried
    assert "-契約" not in result.tried  # in no document
    assert not any("合约" in word for word in result.words)


def test_other_words_for_what_is_quoted_are_not_tried(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "視頻三支"), an_entry("b", "影片三支")])
    result = index.search(SearchRequest('"視頻"'), EVERYONE)
    assert ([hit.id for hit in result.hits], result.tried) == (["a"], ())


def test_english_words_nobody_typed_count_only_where_all_of_them_stand(
    make_index: MakeIndex,
) -> None:
    entries = [
        an_entry("a", "Costs: venue hire, catering"),
        an_entry("b", "The venue was booked in March; we hire two students"),
        an_entry("c", "The venue was booked in March"),
    ]
    index = make_index(entries)
    assert ask(index, "場租") == ["a"]
    assert ask(index, "venue hire") == ["a", "b"]  # what was typed counts in part


def test_chinese_words_nobody_typed_count_in_part_and_are_told_only_whole(
    make_index: MakeIndex,
) -> None:
    entries = [
        an_entry("a", "合計：場地費另計"),
        an_entry("b", "場地於三月預訂，費用另計"),
    ]
    assert ask(make_index(entries), "場租") == ["a", "b"]
    without = make_index(entries[1:], name="without")
    assert without.search(SearchRequest("場租"), EVERYONE).tried == ()  # 場地費 stands nowhere


def test_what_is_asked_of_a_thing_counts_less_than_the_thing(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "溫室認養計畫一覽"),
            an_entry("b", "金額、金額差異與金額說明"),
            an_entry("c", "金額與其他"),
            an_entry("d", "認養須知"),
        ]
    )
    assert ask(index, "認養金額")[:2] == ["d", "a"]
    assert ask(index, "金額")[0] == "b"  # asked alone it is a word like any other


def test_a_day_is_the_same_day_in_either_calendar(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "巡迴列車紀事：113年4月6日首航"),
            an_entry("b", "附件清單。" + "第一項說明另見附表。" * 20 + "最後一場2024年4月6日"),
        ]
    )
    assert ask(index, "2024年4月6日") == ["a", "b"]
    assert ask(index, "113年4月6日") == ["a", "b"]


def test_one_character_left_over_of_a_word_is_not_sought_by_itself(make_index: MakeIndex) -> None:
    index = make_index(
        [an_entry("a", "租借瑄瑄布偶一組"), an_entry("b", "經辦：許庭瑄"), an_entry("c", "許多人")]
    )
    assert ask(index, "許庭瑄") == ["b"]
    assert ask(index, "沈庭瑄") == ["b"]
    assert ask(index, "瑄")[0] == "a"  # asked for by itself it is


def test_the_currency_belongs_to_the_amount(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "單價(NT$)：NT$1,200、NT$1,500、NT$90,000，NT$另計"),
            an_entry("b", "合計 480,000"),
            an_entry("c", "Total: HK$7,500, NT$ where agreed"),
        ]
    )
    assert ask(index, "NT$480,000") == ["b"]
    assert ask(index, "NT$48萬") == ["b"]
    assert ask(index, "HKD 7500") == ["c"]


def test_of_a_figure_in_chinese_signs_no_part_is_found(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "單位：萬元。三十萬元、6萬元、一萬八千元、八千元"),
            an_entry("b", "場租合計 480,000 元"),
            an_entry("c", "自2019年3月1日起，每月19日結算"),
        ]
    )
    assert ask(index, "48萬元") == ["b"]
    assert ask(index, "四十八萬元") == ["b"]
    assert ask(index, "2025年7月19日") == []


def test_a_name_is_found_whose_middle_character_is_wrong(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "收件人為鄭曉嵐小姐"),
            an_entry("b", "鄭先生在山嵐餐廳訂位"),
            an_entry("c", "顧問為魏佳蓉", access=("project:9:confidential",)),
        ]
    )
    result = index.search(SearchRequest("鄭皎嵐 收件"), EVERYONE)
    assert ([hit.id for hit in result.hits], result.did_you_mean) == (["a"], "郑晓岚 收件")
    assert ask(index, '"鄭皎嵐"') == []  # meant as it stands
    assert index.search(SearchRequest("鄭曉嵐"), EVERYONE).did_you_mean is None
    assert index.search(SearchRequest("魏嘉蓉"), INSIDER).did_you_mean == "魏佳蓉"
    hidden = index.search(SearchRequest("魏嘉蓉"), EVERYONE)
    assert (hidden.total, hidden.did_you_mean) == (0, None)


def test_what_stands_before_the_completed_word_stays_as_typed(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "harbour", name="old-harbour-tour_V1.txt")])
    assert index.complete("Old 專案 harb", EVERYONE) == ("Old 專案 harbour",)
    assert index.complete("oldhar", EVERYONE) == ()  # a code closed up, which nobody writes


def test_of_what_means_the_same_the_language_of_the_query_comes_first(
    make_index: MakeIndex,
) -> None:
    reviews = {"class_key": "retrospective"}
    index = make_index(
        [
            an_entry("a", "碼頭檢討會", title="碼頭檢討會", **reviews),
            an_entry("b", "Pier retro", title="Pier retro", **reviews),
        ]
    )
    assert ask(index, "debrief") == ["b", "a"]
    assert ask(index, "内部复盘") == ["a", "b"]


def test_fields_widen_leave_out_and_name_several_projects(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "碼頭", class_key="contract", project="P1"),
            an_entry("b", "碼頭", class_key="minutes", project="P2"),
            an_entry("c", "碼頭", class_key="plan", project="P3"),
        ]
    )
    assert sorted(ask(index, "碼頭 class:contract,minutes")) == ["a", "b"]
    assert sorted(ask(index, "-類型:合同 碼頭")) == ["b", "c"]
    assert sorted(ask(index, "project:P1 project:P3")) == ["a", "c"]


def test_a_star_completes_a_latin_word(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "localisation checklist"), an_entry("b", "local checklist")])
    assert sorted(ask(index, "loca*")) == ["a", "b"]
    assert ask(index, "localis*") == ["a"]


def test_a_star_after_more_than_the_stem_still_finds_the_word(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "Ceramics fair"), an_entry("b", "Ceremony rundown")])
    assert ask(index, "cerami*") == ["a"]
    assert ask(index, "ceramics*") == ["a"]
    assert ask(index, "ceramx*") == []
    assert index.complete("the cerami", EVERYONE) == ("the ceramics",)


def test_nothing_in_common_is_no_hit(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "試喝活動")])
    result = index.search(SearchRequest("量子力學"), EVERYONE)
    assert (result.hits, result.total, dict(result.facets)) == ((), 0, {})


def test_words_to_mark_are_named_folded(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "視頻 三支")])
    result = index.search(SearchRequest("視頻的交付數量"), EVERYONE)
    assert result.words[:4] == ("视频", "交付数量", "交付", "数量")


def test_the_same_words_in_the_other_script_are_no_other_words(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "視頻 三支"), an_entry("b", "碼頭施工")])
    for query in ("視頻", "視頻的數量", "碼頭 -類型:合同", "「碼頭」"):
        assert index.search(SearchRequest(query), EVERYONE).tried == (), query


# scope


def test_nothing_outside_the_scope_is_found_counted_or_listed(make_index: MakeIndex) -> None:
    secret = an_entry("s", "試喝活動機密", access=("project:9:confidential",), project="P9")
    index = make_index([an_entry("a", "試喝活動"), secret])
    seen = index.search(SearchRequest("試喝活動"), EVERYONE)
    assert ids(seen) == ["a"]
    assert seen.total == 1
    assert [value.value for value in seen.facets["project"]] == ["P1"]
    assert sorted(ids(index.search(SearchRequest("試喝活動"), INSIDER))) == ["a", "s"]


@pytest.mark.parametrize("text", ["試喝活動", "", "-預算", '"試喝"', "試喝*"])
def test_an_empty_scope_sees_nothing(make_index: MakeIndex, text: str) -> None:
    index = make_index([an_entry("a", "試喝活動")])
    result = index.search(SearchRequest(text), NOBODY)
    assert (result.hits, result.total, dict(result.facets)) == ((), 0, {})


@pytest.mark.parametrize("text", ["試喝活動", "", "-預算", '"試喝"', "試喝*", "meetng 2026年3月"])
def test_an_index_that_holds_nothing_answers_with_nothing(make_index: MakeIndex, text: str) -> None:
    index = make_index([])
    for request in (SearchRequest(text), SearchRequest(text, filters={"project": ("P1",)})):
        result = index.search(request, EVERYONE)
        assert (result.hits, result.total) == ((), 0)
    index.apply([an_entry("a", "試喝活動")])
    index.apply([], removed=["a"])
    result = index.search(SearchRequest(text), EVERYONE)
    assert (result.hits, result.total) == ((), 0)


def test_a_token_is_the_whole_token(make_index: MakeIndex) -> None:
    odd = "project:甲 乙,丙:internal"
    index = make_index(
        [an_entry("a", "試喝", access=(odd,)), an_entry("b", "試喝", access=("x y",))]
    )
    assert ask(index, "試喝", AccessScope(frozenset({odd}))) == ["a"]
    assert ask(index, "試喝", AccessScope(frozenset({"project:甲", "x", "y", "乙"}))) == []


def test_hidden_entries_are_masked_everywhere(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "試喝活動"), an_entry("b", "試喝活動", project="P2")])
    result = index.search(SearchRequest("試喝活動"), EVERYONE, hidden={"b", "unknown"})
    assert ids(result) == ["a"]
    assert [value.value for value in result.facets["project"]] == ["P1"]


def test_pages_that_are_hard_to_read_are_counted_over_the_whole_result(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("a", "試喝活動", poor_pages=3),
            an_entry("b", "試喝活動"),
            an_entry("c", "試喝活動", project="P2", poor_pages=1),
            an_entry("d", "音樂節", poor_pages=5),
            an_entry("s", "試喝活動", access=("project:9:confidential",), poor_pages=7),
        ]
    )

    def counted(scope: AccessScope, hidden: Sequence[str] = (), **more: object) -> tuple[int, int]:
        request = SearchRequest("試喝活動", per_page=1, **more)  # type: ignore[arg-type]
        found = index.search(request, scope, hidden)
        return found.poor_documents, found.poor_pages

    assert counted(EVERYONE) == (2, 4)
    assert counted(INSIDER) == (3, 11)
    assert counted(EVERYONE, filters={"project": ("P1",)}) == (1, 3)
    assert counted(EVERYONE, hidden=("a",)) == (1, 1)
    assert counted(EVERYONE, among=frozenset({"b"})) == (0, 0)
    assert counted(NOBODY) == (0, 0)
    index.apply([an_entry("a", "試喝活動")])
    assert counted(EVERYONE) == (1, 1)


QUERIES = (
    *SUBJECTS,
    *(sentence[:14] for sentence in SENTENCES),
    "", "影片", "retention", "頭髮", "合約 -延期", '"預算"', "land*", "2,350,000", "2026年4月9日", "戶", "量子",
)  # fmt: skip


def test_answers_do_not_change_with_what_the_caller_cannot_see(make_index: MakeIndex) -> None:
    """Twin worlds: the second has two hundred documents more that nobody of the team may see."""
    shown = list(some_entries(60))
    secret = list(
        some_entries(200, seed=8, access=("project:9:restricted",), project="P9", poor_pages=2)
    )
    mixed = [*secret[:90], *shown, *secret[90:]]
    alone, among = make_index(shown, "alone"), make_index(mixed, "among")
    for text in QUERIES:
        for sort in ("relevance", "date", "name"):
            request = SearchRequest(text, sort=sort, per_page=50)
            assert alone.search(request, EVERYONE) == among.search(request, EVERYONE), text


def test_hiding_is_the_same_as_not_being_there(make_index: MakeIndex) -> None:
    shown, masked = list(some_entries(40)), list(some_entries(40, seed=9))
    alone, among = make_index(shown, "alone"), make_index([*masked, *shown], "among")
    hidden = {entry.id for entry in masked}
    for text in QUERIES:
        request = SearchRequest(text, per_page=50)
        assert alone.search(request, EVERYONE) == among.search(request, EVERYONE, hidden), text


# pages, filters, facets, order


def test_pages_follow_each_other_without_gap_or_repetition(make_index: MakeIndex) -> None:
    index = make_index(list(some_entries(60)))
    whole = ask(index, "專案 客戶 活動 retention", per_page=50)
    pages = [ask(index, "專案 客戶 活動 retention", page=page, per_page=7) for page in range(1, 9)]
    assert [identity for page in pages for identity in page][: len(whole)] == whole
    assert ask(index, "專案", page=10**9) == []


def test_equal_scores_are_in_the_order_of_ids(make_index: MakeIndex) -> None:
    names = [f"{n:03}" for n in range(30)]
    index = make_index([an_entry(name, "試喝活動") for name in random.Random(3).sample(names, 30)])  # noqa: S311
    assert ask(index, "試喝活動", per_page=50) == names
    assert ask(index, "試喝活動", page=2, per_page=10) == names[10:20]


def test_filters_keep_what_has_one_of_the_values(make_index: MakeIndex) -> None:
    entries = list(some_entries(50))
    index = make_index(entries)
    filters = {"project": ("P1", "P2"), "class": ("contract",)}
    wanted = [e.id for e in entries if e.project in ("P1", "P2") and e.class_key == "contract"]
    assert sorted(ask(index, "", filters=filters, per_page=50)) == sorted(wanted)
    assert len(ask(index, "", filters={"project": ()}, per_page=50)) == 50
    for nothing in ({"project": ("nowhere",)}, {"colour": ("red",)}, {"client": ("",)}):
        assert ask(index, "", filters=nothing) == []


def test_facets_count_the_hits_and_nothing_else(make_index: MakeIndex) -> None:
    entries = list(some_entries(50))
    index = make_index(entries)
    result = index.search(SearchRequest("", {"year": ("2026",)}, per_page=50), EVERYONE)
    kept = [entry for entry in entries if entry.year == "2026"]
    assert result.total == len(kept)
    assert set(result.facets) <= set(FACETS)
    for facet, values in result.facets.items():
        field = {"class": "class_key"}.get(facet, facet)
        have = [getattr(entry, field) for entry in kept]
        assert {v.value: v.count for v in values} == {x: have.count(x) for x in set(have) if x}
        assert [v.count for v in values] == sorted((v.count for v in values), reverse=True)


def test_order_by_date_and_by_name(make_index: MakeIndex) -> None:
    index = make_index(
        [
            an_entry("a", "試喝", date="2025-11", name="乙.txt"),
            an_entry("b", "試喝", date="2026-01-15", name="Beta.txt"),
            an_entry("c", "試喝", date="", name="alpha.txt"),
            an_entry("d", "試喝", date="2025-11-02", name="ＡＬＰＨＡ.txt"),
        ]
    )
    assert ask(index, "試喝", sort="date") == ["b", "d", "a", "c"]
    assert ask(index, "試喝", sort="name") == ["c", "d", "b", "a"]


def test_kinds_are_filtered_like_any_facet(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "試喝"), an_entry("l", "試喝", kind="lesson")])
    assert ask(index, "試喝", filters={"kind": ("lesson",)}) == ["l"]


# change


def test_an_entry_is_replaced_by_one_of_the_same_id(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "試喝活動"), an_entry("b", "品牌影片")])
    index.apply([an_entry("a", "音樂節直播", access=("project:9:confidential",))])
    assert ask(index, "試喝活動", INSIDER) == []
    assert ask(index, "音樂節", INSIDER) == ["a"]
    assert ask(index, "音樂節") == []
    assert index.stored() == {"a": ("project:9:confidential",), "b": (TEAM,)}


def test_the_last_of_several_entries_of_one_id_is_kept(make_index: MakeIndex) -> None:
    index = make_index()
    index.apply([an_entry("a", "試喝活動"), an_entry("a", "品牌影片")])
    assert ask(index, "試喝") == []
    assert ask(index, "品牌") == ["a"]
    assert len(index.stored()) == 1


def test_removed_entries_are_gone(make_index: MakeIndex) -> None:
    index = make_index([an_entry("a", "試喝活動"), an_entry("b", "試喝活動")])
    index.apply([], removed=["a", "never there"])
    assert ask(index, "試喝活動") == ["b"]
    assert set(index.stored()) == {"b"}


def test_many_small_changes_end_in_the_state_of_one_large_one(make_index: MakeIndex) -> None:
    entries = list(some_entries(90))
    once, bit_by_bit = make_index(entries, "once"), make_index((), "bits")
    for entry in entries:
        bit_by_bit.apply([an_entry(entry.id, "舊的內容 試喝")])
    for place, entry in enumerate(entries):
        bit_by_bit.apply([entry], removed=[entries[place - 1].id] if place % 5 == 1 else [])
    removed = {entries[place - 1].id for place in range(90) if place % 5 == 1}
    once.apply([], removed)
    for text in QUERIES:
        request = SearchRequest(text, per_page=50)
        assert once.search(request, EVERYONE) == bit_by_bit.search(request, EVERYONE), text
    assert once.stored() == bit_by_bit.stored()


def test_a_rebuild_replaces_everything_and_tells_how_far_it_is(make_index: MakeIndex) -> None:
    index = make_index([an_entry("old", "試喝活動")])
    told: list[int] = []
    index.rebuild(some_entries(120), told.append)
    assert ask(index, "試喝活動", filters={"project": ("P1",)}) != ["old"]
    assert len(index.stored()) == 120
    assert told[-1] == 120
    assert told == sorted(told)
    assert index.lost is False


def test_a_rebuild_that_fails_leaves_the_old_index(make_index: MakeIndex) -> None:
    def broken() -> list[IndexEntry]:
        yield an_entry("new", "試喝活動")  # type: ignore[misc]
        raise OSError("the database went away")

    index = make_index([an_entry("old", "試喝活動")])
    with pytest.raises(OSError, match="went away"):
        index.rebuild(broken(), lambda _done: None)
    assert ask(index, "試喝活動") == ["old"]


# bad input


@pytest.mark.parametrize(
    "text",
    [
        "*a*", "*", "***", "a" * 10_000, "試喝" * 5_000, '"', '"unbalanced', "「", "」「", "-", "--", "- -", '-"', '""',
        "\ud800試喝\udfff", "\x00\x00", "試\x00喝", "(((", "[", "\\", "AND OR NOT", "title:", "d:2026-01-15", "?!。，",
        "🎉", "\u202eabc", "0" * 300, "1e999999", "99999999億", "2026-99-99", "%", "a*b*c*", " \t\n ", "É\u0301\u0301",
    ],
)  # fmt: skip
def test_any_text_has_an_answer(make_index: MakeIndex, text: str) -> None:
    index = make_index([an_entry("a", "試喝活動\ud800\x00 ok"), *some_entries(10)])
    for sort in ("relevance", "date", "name"):
        result = index.search(SearchRequest(text, sort=sort), EVERYONE)
        assert len(result.hits) == min(result.total, 10)


def test_an_entry_of_odd_values_is_kept_and_found(make_index: MakeIndex) -> None:
    odd = an_entry(
        "ŏdd",
        "試喝\x00\ud800" + "很長" * 9_000,
        name="\ud800.txt",
        date="soon",
        client="a\tb",
        access=(),
    )
    index = make_index([odd, an_entry("b", "", title="", name="", date="2026-13-45", project="")])
    index.apply([an_entry("ŏdd", "試喝\ud800", name="\udfff", date="someday")])
    assert ask(index, "試喝") == ["ŏdd"]
    assert ask(index, "試喝", sort="date") == ["ŏdd"]
    assert ask(index, "試喝", sort="name") == ["ŏdd"]


# conditions in words, mistakes in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("類型:合約", ["1"]),
        ("class:minutes", ["2"]),
        ("客户:晨光", ["1"]),
        ("年份:115", ["2"]),
        ("year:2026 class:contract", []),
        ("直播 客戶:晨光", ["1"]),
    ],
)
def test_field_words_narrow_in_three_languages(
    make_index: MakeIndex, query: str, found: list[str]
) -> None:
    index = make_index(
        [
            an_entry("1", "直播", class_key="contract", client="晨光茶業", date="2025-03-01"),
            an_entry("2", "直播", class_key="minutes", client="North Pier", date="2026-03-01"),
        ]
    )
    assert ask(index, query) == found


def test_documents_of_the_class_that_is_asked_for_come_first_in_every_language(
    make_index: MakeIndex,
) -> None:
    index = make_index(
        [
            an_entry("1", "寄出合約前先看過，contract agreement 合約書 合同", class_key="minutes"),
            an_entry("2", "雙方同意如下條款，自簽署日起生效。", class_key="contract"),
        ]
    )
    for query in ("合同", "合約書", "contract", "agreement"):
        assert ask(index, query)[0] == "2", query


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Daneil Okafor", "Daniel Okafor"),
        ("daneil okafor", "daniel okafor"),
        ("DANEIL OKAFOR", "DANIEL OKAFOR"),
    ],
)
def test_a_name_put_right_keeps_the_capitals_it_was_typed_with(
    make_index: MakeIndex, typed: str, meant: str
) -> None:
    index = make_index([an_entry("1", "Minutes taken by Daniel Okafor")])
    result = index.search(SearchRequest(typed), EVERYONE)
    assert ([hit.id for hit in result.hits], result.did_you_mean) == (["1"], meant)


def test_a_word_with_one_wrong_letter_is_found_and_put_right(make_index: MakeIndex) -> None:
    index = make_index([an_entry("1", "Notes of the harbour walk"), an_entry("2", "Other notes")])
    result = index.search(SearchRequest("harbuor"), EVERYONE)
    assert (ids(result), result.did_you_mean) == (["1"], "harbour")


def test_a_correction_is_never_a_word_of_hidden_documents(make_index: MakeIndex) -> None:
    hidden = an_entry("2", "zanzibar zanzibar", access=("project:9:confidential",))
    index = make_index([an_entry("1", "notes"), hidden])
    result = index.search(SearchRequest("zanzibr"), EVERYONE)
    assert (result.total, result.did_you_mean, result.tried) == (0, None, ())
    assert index.search(SearchRequest("zanzibr"), INSIDER).did_you_mean == "zanzibar"


def test_the_word_being_typed_is_completed_out_of_what_the_caller_sees(
    make_index: MakeIndex,
) -> None:
    hidden = an_entry("3", "harvest harvest 直播間", access=("project:9:confidential",))
    index = make_index(
        [an_entry("1", "Harbour notes 直播排期"), an_entry("2", "The harbours 直播排期"), hidden]
    )
    assert index.complete("old har", EVERYONE) == ("old harbour",)
    assert set(index.complete("har", INSIDER)) == {"harbour", "harvest"}
    assert index.complete("ha", EVERYONE) == ()
    assert index.complete("har", EVERYONE, hidden={"1", "2"}) == ()
    assert index.complete("har", NOBODY) == ()
