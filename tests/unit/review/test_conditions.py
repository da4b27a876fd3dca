"""What a contract says for a case that may never come is owed to nobody: no promise, no paper, no day."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.contracts.contracts import contracts_of
from archive.review.papers.papers import sort_papers
from archive.review.reading.conditions import is_conditional
from archive.review.results.set_days import days_set
from tests.support.review_sources import Block, items, project, source, text


def promised(*blocks: Block) -> list[tuple[str, int]]:
    paper = source("contract", "paper", "2026-03-04", *blocks)
    papers = sort_papers(project("T7", "x", "y", "en"), [paper])
    return [(o.name, int(o.quantity)) for o in contracts_of(papers)[0].obligations]


@pytest.mark.parametrize(
    "clause",
    [
        "如甲方於5月10日前未提供素材3組，乙方得順延交件5個工作日。",
        "甲方逾2026年5月10日仍未提供產品照片20張者，交付日順延。",
        "甲方如於2026年6月1日前增購，乙方應另提供短影片3支。",
        "甲方得視需要要求乙方提供教育訓練3場。",
        "如甲方加購，乙方應另提供：短影片3支；貼文5則。",
        "倘若甲方增加場次，乙方每週提送週報，共9份。",
        "若遇颱風取消，乙方應提供線上講座2場。",
        "每張如有破損，乙方應補印海報20張。",
        "如甲方于5月10日前未提供素材3组，乙方得顺延交件。",
        "甲方未于5月10日前提供样品20件的，交付日顺延。",
        "一旦甲方增购，乙方应提供短视频3支、海报5款。",
        "甲方有权要求乙方提供培训3场。",
        "If the Client does not supply 3 sets of material by 10 May, delivery moves by 5 working days.",
        "Should the Client not approve the script, the Agency shall deliver 2 further scripts by 20 May.",
        "Where the Client orders more by 1 June, the Agency shall deliver 3 additional reels.",
        "Unless the targets are met by 1 June, the Agency will provide 2 extra livestreams.",
        "Provided that the Client confirms by 1 May, the Agency will run 2 workshops.",
        "The Agency will run 2 workshops if the Client books the hall by 1 May.",
    ],
)
def test_what_a_clause_promises_for_a_case_is_no_promise(clause: str) -> None:
    assert promised(text("Services: The Agency shall provide 4 films."), text(clause)) == [
        ("films", 4)
    ]


@pytest.mark.parametrize(
    ("clause", "things"),
    [
        ("乙方應提供如下服務：影片3支、貼文30則。", [("影片", 3), ("貼文", 30)]),
        ("如無另行約定，乙方應提供貼文30則。", [("貼文", 30)]),
        ("乙方應如期交付貼文30則，如有追加另計。", [("貼文", 30)]),
        ("乙方應提供貼文30則（如需增加另計）及影片3支。", [("貼文", 30), ("影片", 3)]),
        ("如蒙惠允，本公司將提供影片3支。", [("影片", 3)]),
        ("按附件所示，乙方应如数提供海报5款。", [("海报", 5)]),
        ("由林若瑜老師主講，乙方應提供貼文30則。", [("貼文", 30)]),
        ("主持人張如玲，乙方應提供影片3支。", [("影片", 3)]),
        ("张若瑜主持，乙方应提供海报5款。", [("海报", 5)]),
        ("一如往年，乙方應提供貼文30則。", [("貼文", 30)]),
        ("般若寺演出後，乙方應提供影片3支。", [("影片", 3)]),
        ("活動期間遇假日，乙方應提供接駁車8輛。", [("接駁車", 8)]),
        ("若干細節另定之，乙方應提供影片3支。", [("影片", 3)]),
        ("Unless otherwise agreed, the Agency shall provide 30 posts.", [("posts", 30)]),
        ("The Agency shall provide 30 posts unless otherwise agreed.", [("posts", 30)]),
        ("If you accept this quotation, we will deliver 12 briefings.", [("briefings", 12)]),
        ("The Agency shall provide 30 posts, and, if requested, 2 teasers.", [("posts", 30)]),
    ],
)
def test_what_only_looks_like_a_condition_promises(
    clause: str, things: list[tuple[str, int]]
) -> None:
    assert promised(text(clause)) == things


def test_items_below_a_condition_are_for_that_case_and_those_behind_are_not() -> None:
    told = promised(
        text("若甲方加購，乙方應另提供："),
        items("短影片3支", "海報5款"),
        text("乙方應提供講座4場。"),
    )
    assert told == [("講座", 4)]


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("zh-Hant", "一旦確診，乙方應提出健康證明。"),
        ("zh-Hans", "如活动延期，乙方应于2026年6月1日前提交修正策划书。"),
        ("zh-Hans", "一旦样品不合格，乙方应提交检测报告。"),
        ("zh-Hant", "甲方如擬留用，乙方應於2026年6月1日前交付原始檔。"),
        ("en", "Should a guest be hurt, the Agency shall submit an incident report."),
    ],
)
def test_a_paper_that_only_a_case_would_ask_for_is_not_missed(language: str, clause: str) -> None:
    made = project("T1", "Trial", "Harbour Trust", language, required=())
    found: Any = build(made, [source("contract", "c", "2026-03-04", text(clause))])["missing"]
    assert found == []


def test_the_day_for_a_case_is_no_day_that_was_set() -> None:
    line = "主要日期：腳本確認2026年5月10日；開展2026年6月1日；如遇雨改期至2026年6月7日。"
    papers = sort_papers(
        project("T7", "x", "y", "zh-Hant"), [source("contract", "c", "2026-03-04", text(line))]
    )
    assert [told.name for told in days_set(papers)] == ["腳本確認", "開展"]


def test_a_condition_in_brackets_or_further_on_governs_nothing() -> None:
    clause = "The Agency runs 12 stalls (if any close, 10), and the Client may cancel if it rains."
    at = clause.index("12 stalls")
    assert not is_conditional(clause, at, at + len("12 stalls"))
    assert is_conditional("If it rains, the Agency runs 12 stalls.", 32)


@pytest.mark.parametrize(
    "clause",
    [
        "In case studies, the Agency shows 4 films.",
        "The Agency shall provide 4 films in case format.",
        "由方若晴主持，乙方應提供影片4支。",
        "方如玉主講，乙方應提供影片4支。",
        "由高若蘭老師主講，乙方應提供影片4支。",
        "主持人白若琳，乙方應提供影片4支。",
        "講師：鍾如涵，乙方應提供影片4支。",
        "講師江若梅將於開幕日主講，乙方應提供影片4支。",
        "主持人陳映如負責串場，乙方應提供影片4支。",
        "由主廚龍若琪示範，乙方應提供影片4支。",
        "作家簡若瑄與曾如芳對談，乙方應提供影片4支。",
        "導演方若冰執導，乙方應提供影片4支。",
        "王安若小姐擔任窗口，乙方應提供影片4支。",
        "分工如會議紀錄，乙方應提供影片4支。",
        "執行方式如簡報所示，乙方應提供影片4支。",
        "內容詳如企劃書，乙方應提供影片4支。",
        "為配合如潮人流，乙方應提供影片4支。",
        "尺寸如报价单，乙方应提供影片4支。",
        "長度不超過60秒的，乙方應提供影片4支。",
        "In the case of the harbour store, the Agency shall provide 4 films.",
        "In the case of Lisbon, the Agency shall provide 4 films.",
        "In the event hall, the Agency shall provide 4 films.",
        "The Agency shall provide 4 films in the event hall.",
        "The Agency shall provide 4 films as required by clause 7.",
        "視覺設計需求，乙方應提供影片4支。",
        "配合短视频需求，乙方应提供影片4支。",
        "每場不得少於200人者，乙方應提供影片4支。",
        "本次追加的，乙方應提供影片4支。",
        "已續約的，乙方應提供影片4支。",
        "如往年，乙方應提供影片4支。",
        "As requested, the Agency shall provide 4 films.",
        "In the event's opening hour, the Agency shall provide 4 films.",
    ],
)
def test_a_case_that_is_told_and_a_name_are_no_condition(clause: str) -> None:
    at = clause.index("4")
    end = clause.find("s", at) + 1 or at + 1
    assert not is_conditional(clause, at, end)


@pytest.mark.parametrize(
    "clause",
    [
        "In case of rain, the Agency shows 4 films.",
        "In case studies are late, the Agency shows 4 films.",
        "甲方若加購，乙方應提供影片4支。",
        "委託人方如未付款，乙方應提供影片4支。",
        "票價提高如逾一成，乙方應提供影片4支。",
        "講師若臨時缺席，乙方應提供影片4支。",
        "講師任若需更換，乙方應提供影片4支。",
        "藝人方若未能到場，乙方應提供影片4支。",
        "導演方若更換，乙方應提供影片4支。",
        "責任人若遲到，乙方應提供影片4支。",
        "如甲方未依合約所定期限付款，乙方應提供影片4支。",
        "如續簽合約，乙方應提供影片4支。",
        "必要時，乙方應提供影片4支。",
        "視報名狀況，乙方應提供影片4支。",
        "報名人數超過200人時，乙方應提供影片4支。",
        "經甲方書面通知追加，乙方應提供影片4支。",
        "活动取消的，乙方应提供影片4支。",
        "当日下雨的话，乙方应提供影片4支。",
        "甲方需要加印的，乙方应提供影片4支。",
        "In the case of a dispute, the Agency shall provide 4 films.",
        "In the case of late payment, the Agency shall provide 4 films.",
        "In the event the Client cancels, the Agency shall provide 4 films.",
        "Where required, the Agency shall provide 4 films.",
        "At the Client's request, the Agency shall provide 4 films.",
        "Whenever a target is missed, the Agency shall provide 4 films.",
        "As long as seats remain, the Agency shall provide 4 films.",
        "The Agency shall provide 4 films on request.",
        "The Agency shall provide 4 films as needed.",
        "The Agency shall provide 4 films provided that the hall is free.",
        "如清單所列項目不足，乙方應提供影片4支。",
        "如潮汐延誤，乙方應提供影片4支。",
        "In the event days are lost, the Agency shall provide 4 films.",
        "In the event teams withdraw, the Agency shall provide 4 films.",
    ],
)
def test_a_case_that_may_come_stays_a_condition(clause: str) -> None:
    at = clause.index("4")
    assert is_conditional(clause, at, at + len("4 films"))


def test_a_long_line_is_not_looked_through_again_for_every_sign_in_it() -> None:
    """Names are looked for beside their signs only: this line took most of a minute."""
    lead = "如" * 100_000
    started = process_time()
    is_conditional(f"{lead}影片4支", len(lead) + 2)
    assert process_time() - started < 3
