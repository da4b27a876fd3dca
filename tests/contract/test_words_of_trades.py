"""Words of many trades and of everyday life: a paper in one language is found by a query in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.domain.access import AccessScope
from archive.indexer.analysis import normal_form, plain_form
from archive.indexer.clauses import slots_of
from archive.indexer.port import SearchIndex, SearchRequest
from archive.indexer.query_text import QueryText
from archive.indexer.thesaurus import shipped_thesaurus
from archive.indexer.whoosh_index import WhooshIndex
from tests.support.index_entries import TEAM, an_entry

EVERYONE = AccessScope(frozenset({TEAM}))

PAPERS = {
    "lighthouse": "燈塔協會的募捐箱由兩人清點，每月捐款者三百人，善款用於修燈。",
    "orchard": "果農自組合作社，芒果與柑橘的溯源標籤每批一張，通關文件另附。",
    "theatre": "The puppet theatre sold 412 season tickets; 61% renewed and the box office closed at nine.",
    "library": "繪本館的借閱量上升，簽書會與說故事時間各辦六場。",
    "clinic": "免费义诊三天，测血压和血糖，另设针灸体验区。",
    "harbour": "渡輪碼頭的指示牌換新，接駁車每十分鐘一班，準點率九成七。",
    "race": "山徑賽共四百名參賽者，補給站五處，號碼布與計時晶片同裝一袋。",
    "camp": "The summer camp for robot builders needs two classrooms and school uniforms are not required.",
    "kiln": "陶坊欠付：釉料商 8,200 元、窑炉电费 1,150 元。",
    "homes": "样板间开放首周，看房四百组，认购二十七套。",
    "museum": "Wall text for the special exhibition of clocks, and an audio guide in three languages.",
    "shop": "文具行的集點卡與徽章、扭蛋一起陳列，滯銷的尾貨另作清倉。",
    "film": "成片片長九十秒，配樂另購，通告單前一天發出。",
    "swim": "Registrations for the swimming lessons: 320 children and 41 adults.",
    "payroll": "臨時人員工資表：姓名、證號、金額。",
    "choir": "合唱團的尾期款，待簽收後入帳；首次捐款者四十人。",
    "tenders": "押標金與履約保證金已退還，招標編號另函通知。",
}

QUERIES = [
    ("counting the donation boxes", "lighthouse"),
    ("清点捐款箱", "lighthouse"),
    ("monthly donors", "lighthouse"),
    ("mango growers cooperative", "orchard"),
    ("清关文件", "orchard"),
    ("traceability labels", "orchard"),
    ("傀儡戲季票", "theatre"),
    ("季票续票率", "theatre"),
    ("票房", "theatre"),
    ("picture book lending", "library"),
    ("讲故事 签售会", "library"),
    ("free clinic blood pressure", "clinic"),
    ("血糖 義診", "clinic"),
    ("ferry wayfinding signage", "harbour"),
    ("punctuality of the shuttle", "harbour"),
    ("参赛人数", "race"),
    ("aid stations of the trail race", "race"),
    ("機器人夏令營", "camp"),
    ("夏令营 教室", "camp"),
    ("glaze supplier still unpaid", "kiln"),
    ("open invoices of the pottery", "kiln"),
    ("show flat viewings", "homes"),
    ("賞屋 樣品屋", "homes"),
    ("特展 語音導覽", "museum"),
    ("展品说明 時鐘", "museum"),
    ("lapel pins and capsule toys", "shop"),
    ("slow-moving stock clearance", "shop"),
    ("badge", "shop"),
    ("running time of the final cut", "film"),
    ("call sheet", "film"),
    ("履约保证金", "tenders"),
    ("登记人数", "swim"),
    ("临时工 身份证号", "payroll"),
    ("new donors of the choir", "choir"),
    ("尾期几时收", "choir"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder: Path = tmp_path_factory.mktemp("trades")
    built = WhooshIndex(folder / "index")
    built.rebuild((an_entry(key, body) for key, body in PAPERS.items()), lambda _: None)
    return built


def asked(index: SearchIndex, text: str) -> list[str]:
    return [hit.id for hit in index.search(SearchRequest(text, per_page=50), EVERYONE).hits]


@pytest.mark.parametrize(("query", "paper"), QUERIES)
def test_a_paper_is_found_by_the_words_of_another_language(index, query, paper):
    assert asked(index, query)[:1] == [paper]


@pytest.mark.parametrize(
    ("query", "cut_out"),
    [
        ("每月會員人數", "月會"),
        ("當日報名人數", "日報"),
        ("網站會員數", "站會"),
        ("本季報名人數", "季報"),
        ("今年報名人數", "年報"),
        ("每人工費", "人工費"),
    ],
)
def test_a_word_is_not_cut_out_of_the_words_beside_it(query, cut_out):
    text = QueryText.of(plain_form(query))
    words = [text.form(s.start, s.end - 1) for s in slots_of(text, shipped_thesaurus())]
    assert normal_form(plain_form(cut_out)) not in words


@pytest.mark.parametrize("query", ["渡輪項目总结", "渡輪專案總結", "渡輪 project wrap-up"])
def test_a_projects_summary_is_its_closing_report(tmp_path, query):
    built = WhooshIndex(tmp_path / "index")
    papers = [
        an_entry("said", "渡輪專案組開會，總結本週", class_key="minutes"),
        an_entry("report", "渡輪全年載客量與支出", class_key="final_report"),
    ]
    built.rebuild(papers, lambda _: None)
    assert asked(built, query)[0] == "report"


def test_the_number_of_a_contract_is_asked_for_in_any_language(tmp_path):
    built = WhooshIndex(tmp_path / "index")
    papers = [an_entry("own", "合约编号 LH-2207-3，双方签章"), an_entry("other", "合约的附件一览")]
    built.rebuild(papers, lambda _: None)
    assert asked(built, "contract number LH-2207-3")[0] == "own"
    assert asked(built, "LH-2207-3")[:1] == ["own"]
