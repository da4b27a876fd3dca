"""Who speaks, how long a remark is, and in which tone, in the papers agencies keep of their clients."""

from __future__ import annotations

import pytest

from archive.review.client.satisfaction import satisfaction_of
from archive.review.papers.papers import Role, sort_papers
from archive.review.reading.polarity import tone_of
from archive.review.reading.sources import Source
from tests.support.review_sources import (
    Block,
    heading,
    items,
    mail_field,
    project,
    sheet,
    source,
    table,
    text,
)

CLIENT = "蒲江陶藝基金會"
PROJECT = project("R3", "窯火季", CLIENT, "zh-Hant", currency="TWD")


def said(class_key: str, *blocks: Block, name: str = "f") -> dict[str, str]:
    papers = sort_papers(PROJECT, [source(class_key, name, "2026-08-20", *blocks)])
    return {q.text: q.tone for q in satisfaction_of(papers).quotes}


def role(paper: Source) -> Role:
    return next(iter(sort_papers(PROJECT, [paper]))).role


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                sheet(
                    "開放題",
                    "編號|摘錄",
                    "A01|開窯那一刻全場都在鼓掌",
                    "A07|停車等了四十分鐘，小孩都睡著了",
                )
            ],
            {"開窯那一刻全場都在鼓掌": None, "停車等了四十分鐘，小孩都睡著了": "negative"},
            id="numbers and words",
        ),
        pytest.param(
            [
                table(
                    "提交时间|岗位|质量|响应|总体|想说的",
                    "7/1|馆长|5|5|5|展签字号老人也看得见",
                    "7/1|后勤|2|2|2|撤展那天电梯口堆了一夜",
                    "均值|2份|3.5|3.5|3.5|",
                )
            ],
            {"展签字号老人也看得见": "positive", "撤展那天电梯口堆了一夜": "negative"},
            id="a score beside plain words",
        ),
        pytest.param(
            [
                table(
                    "Question|Wave 1|Wave 2",
                    "Knew the sponsor|21%|30%",
                    "Comments||",
                    '"Our guide was a hero"||',
                    '"We queued for two hours"||',
                )
            ],
            {"Our guide was a hero": "positive", "We queued for two hours": "negative"},
            id="lines below a row that says comments",
        ),
        pytest.param(
            [text("Comments:", "R1: 啲陶好靚，但張地圖太細", "R4: 排咗五十分鐘先入到去", "R6: 無")],
            {"啲陶好靚，但張地圖太細": "mixed", "排咗五十分鐘先入到去": "negative"},
            id="respondents before their words",
        ),
        pytest.param(
            [
                table(
                    "題目|您的回覆",
                    "最滿意的地方|志工每一位都叫得出我的名字",
                    "希望改進的地方|結帳的隊伍繞到馬路上",
                    "出席人數|3",
                )
            ],
            {"志工每一位都叫得出我的名字": "positive", "結帳的隊伍繞到馬路上": "negative"},
            id="a form of open questions",
        ),
    ],
)
def test_remarks_are_read_from_surveys(
    blocks: list[Block], expected: dict[str, str | None]
) -> None:
    found = said("survey", *blocks)
    assert set(found) == set(expected)
    assert all(found[words] == tone for words, tone in expected.items() if tone)


def test_no_answers_are_no_remarks() -> None:
    rows = (
        "編號|評分|意見",
        "1|5|無",
        "2|4|n/a",
        "3|5|電話未接",
        "4|3|標示牌看不清楚",
        "平均|4.3|回收6份有效4份",
    )
    assert set(said("survey", table(*rows))) == {"標示牌看不清楚"}


def test_an_interview_is_cut_into_remarks() -> None:
    found = said(
        "feedback",
        text(
            "訪談　尤執行長　2026年8月18日 電話",
            "問：整體怎麼看？",
            "答：開窯夜很感動，董事們都留到最後。門票系統當機那天，我在門口道歉兩小時。",
            "問：最不滿意？",
            "答：報表總是晚三天。別再這樣。",
            "問：明年呢？",
            "答：會找你們談。",
        ),
    )
    assert found["開窯夜很感動，董事們都留到最後。"] == "positive"
    assert "門票系統當機那天，我在門口道歉兩小時。" in found
    assert found["報表總是晚三天。別再這樣。"] == "negative"
    assert not any("怎麼看" in words or "訪談" in words for words in found)


def test_notes_of_a_talk_give_what_is_quoted_only() -> None:
    notes = (
        heading("Debrief with Marguerite - notes"),
        text(
            "Her office, 40 minutes. Tom asked, Li typed.",
            "Good",
            '"The kiln night was the first evening my trustees did not leave early." She likes the new map.',
            "Not good",
            '"I asked for the ticket figures three times. Send them on Mondays." Wants two ideas by May.',
        ),
    )
    found = said("retrospective", *notes, name="Debrief with Marguerite")
    assert set(found) == {
        "The kiln night was the first evening my trustees did not leave early.",
        "I asked for the ticket figures three times. Send them on Mondays.",
    }


def test_a_short_sentence_stays_with_the_remark_before_it() -> None:
    found = said(
        "feedback",
        mail_field("Subject: RE: wrap-up"),
        mail_field("From: M <m@kiln.example>"),
        text(
            "Dear Tom,",
            "Thank you for the final report.",
            "What you did best: you let the potters talk. We would do it again.",
        ),
    )
    assert list(found) == ["What you did best: you let the potters talk. We would do it again."]


@pytest.mark.parametrize(
    ("class_key", "subject", "lines", "expected"),
    [
        (
            "final_report",
            "FW: 對成果報告之意見",
            [
                "處長批示如下：",
                "1. 「沒有舞台的窯火季，反而好看。」",
                "2. 人次對不起來，請發更正頁。",
            ],
            Role.CLIENT,
        ),
        (
            "invoice",
            "回复：尾款",
            ["报告看过了，领导很认可，说“这次像样”。", "你们写40篇，我们数清单是38篇。"],
            Role.CLIENT,
        ),
        (
            "invoice",
            "Invoice 221",
            ["Please find attached our invoice.", "Payment is due in 30 days."],
            Role.MONEY,
        ),
        ("invoice", "轉寄：廠商請款", ["還有兩家沒付，缺簽到表。", "驗收單回來再付。"], Role.MONEY),
    ],
)
def test_a_mail_about_the_report_or_the_bill_is_the_clients_where_the_client_objects(
    class_key: str, subject: str, lines: list[str], expected: Role
) -> None:
    fields = [mail_field(f"Subject: {subject}"), mail_field("From: A <a@b.example>")]
    mail = source(class_key, "m", "2026-08-21", *fields, text(*lines))
    assert role(mail) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "致窯火專案組",
                "各位同仁：",
                "布展辛苦了。取消可以，先告訴我。",
                "蒲江陶藝 企劃部 尤敏",
            ],
            Role.CLIENT,
        ),
        (["尤經理：", "附件是下週的排程，請過目。", "南窗整合行銷"], Role.OTHER),
        (["致：蒲江陶藝基金會", "附件請查收。", "南窗整合行銷"], Role.OTHER),
    ],
)
def test_a_letter_is_of_whoever_signs_it(lines: list[str], expected: Role) -> None:
    assert role(source("other", "letter", "2026-08-21", text(*lines))) is expected


def test_visitors_words_stand_in_data_only_below_a_heading_for_them() -> None:
    data = (
        table("縣市|人次|備註", "台南|820|雨天少兩成", "高雄|910|週末較多", "合計|1730|"),
        table("問題|第一波|第二波", "會再來|61%|72%", "留言||", "陶板上有我阿公的名字||"),
    )
    assert list(said("data_report", *data)) == ["陶板上有我阿公的名字"]


def test_a_report_quotes_the_client_line_by_line() -> None:
    found = said(
        "final_report",
        heading("報告"),
        heading("客戶回饋", 2),
        items("「開窯夜我媽也來了。」——尤執行長", "「夜市」"),
        heading("成果", 2),
        items("「陶的一生」特展 3 檔"),
    )
    assert list(found) == ["開窯夜我媽也來了。"]


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("需求没写清楚", "negative"),
        ("有你們在，我們就不慌", "positive"),
        ("不是走過場", "positive"),
        ("稿子來得太集中", "negative"),
        ("主持人太棒了", "positive"),
        ("多謝你哋", "positive"),
        ("長者企唔住", "negative"),
        ("You went over budget without asking.", "negative"),
        ("not only clever but kind", "positive"),
        ("The bank content my kids did not skip", "positive"),
        ("下周再開會", "neutral"),
    ],
)
def test_tone_minds_what_stands_before_a_word(words: str, tone: str) -> None:
    assert tone_of(words) == tone


@pytest.mark.parametrize(
    ("class_key", "blocks", "expected", "never"),
    [
        pytest.param(
            "feedback",
            [
                mail_field("Subject: Fwd: lanterns"),
                mail_field("From: Ned <ned@agency.example>"),
                text(
                    "Team, please read this before Monday.",
                    "---- Forwarded message ----",
                    "From: Orla <orla@kiln.example>",
                    "The lanterns were lovely and our members noticed.",
                    "The samples came two days late and nobody called us.",
                ),
            ],
            [
                "The lanterns were lovely and our members noticed.",
                "The samples came two days late and nobody called us.",
            ],
            "Monday",
            id="what is forwarded, not who forwards",
        ),
        pytest.param(
            "feedback",
            [
                heading("電話回訪紀錄"),
                text(
                    "回訪對象：五位館員",
                    "東館主任：志工比去年多，也比去年穩。",
                    "西館館長：冷氣修了三天，沒有人來說一聲。",
                ),
            ],
            ["志工比去年多，也比去年穩。", "冷氣修了三天，沒有人來說一聲。"],
            "回訪對象",
            id="offices before their words",
        ),
        pytest.param(
            "feedback",
            [
                text(
                    "电话纪要",
                    "庞总表示，讲解员驻馆是今年最值的一笔钱。",
                    "庞总还提到，样册寄错两次，门店很恼火。",
                    "我方答应周五前给出说明。",
                )
            ],
            ["讲解员驻馆是今年最值的一笔钱。", "样册寄错两次，门店很恼火。"],
            "我方",
            id="reported in the notes of a call",
        ),
        pytest.param(
            "survey",
            [table("填寫人|館長|會計室", "整體|5|3", "意見|導覽員請務必留下來|單據每次都少一張")],
            ["導覽員請務必留下來", "單據每次都少一張"],
            "館長",
            id="a column for each who answered",
        ),
        pytest.param(
            "feedback",
            [
                table(
                    "项目|内容",
                    "客户名称|蒲江陶艺基金会",
                    "客户评价|团队响应快，讲解员口碑好",
                    "改进建议|发票和对账单请同一天给",
                )
            ],
            ["团队响应快，讲解员口碑好", "发票和对账单请同一天给"],
            "客户名称",
            id="a form of the mainland",
        ),
        pytest.param(
            "feedback",
            [
                text(
                    "致項目組各位：",
                    "多謝各位三個月嚟嘅努力，長者嗰場笑聲不斷。",
                    "唯獨場刊遲咗四日，我哋要自己影印頂住。",
                    "陶藝會 羅小姐",
                )
            ],
            [
                "多謝各位三個月嚟嘅努力，長者嗰場笑聲不斷。",
                "唯獨場刊遲咗四日，我哋要自己影印頂住。",
            ],
            "羅小姐",
            id="a letter from Hong Kong",
        ),
    ],
)
def test_more_papers_in_which_the_client_speaks(
    class_key: str, blocks: list[Block], expected: list[str], never: str
) -> None:
    found = said(class_key, *blocks)
    assert set(expected) <= set(found)
    assert not any(never in words for words in found)


@pytest.mark.parametrize(
    ("class_key", "blocks", "expected", "never"),
    [
        pytest.param(
            "survey",
            [
                table(
                    "Timestamp|Name|Overall (1-10)|What should we keep?|What should we change?",
                    "1 Aug|A|9|The Friday call, ten minutes flat|Nothing",
                    "2 Aug|B|5|The lanterns by the river|Budget updates arrived after the spend",
                )
            ],
            {
                "The Friday call, ten minutes flat": "positive",
                "Budget updates arrived after the spend": "negative",
            },
            "Nothing",
            id="two open questions",
        ),
        pytest.param(
            "survey",
            [
                table(
                    "時間|單位|整體滿意度|最喜歡的部分|需要改進的部分",
                    "8/1|門市|5|導覽員會講台語，阿嬤聽得懂|無",
                    "8/2|總務|3|便當|垃圾車來三次都沒有人接應",
                )
            ],
            {"導覽員會講台語，阿嬤聽得懂": "positive", "垃圾車來三次都沒有人接應": "negative"},
            "便當",
            id="two open questions, Taiwan",
        ),
        pytest.param(
            "acceptance",
            [heading("驗收單"), text("甲方意見：導覽員表現優異，惟照片交付延遲一週。")],
            {"導覽員表現優異，惟照片交付延遲一週。": "mixed"},
            "甲方意見",
            id="the client's remark on the form of acceptance",
        ),
        pytest.param(
            "feedback",
            [
                text(
                    "感 謝 函",
                    "南窗整合行銷公司 公鑒",
                    "貴公司全力協助，現場井然有序，謹致謝忱。",
                    "惟結案光碟遲至九月始送達，仍請留意。",
                    "蒲江陶藝基金會 執行長 尤敏",
                )
            ],
            {"惟結案光碟遲至九月始送達，仍請留意。": "negative"},
            "尤敏",
            id="a formal letter",
        ),
        pytest.param(
            "feedback",
            [
                text(
                    "檔號：115-22",
                    "主旨：貴公司辦理本處燈會成果報告，復請查照。",
                    "說明：",
                    "一、停車資訊公告過晚，民眾抱怨連連。",
                    "二、請於9月30日前補送授權書。",
                )
            ],
            {"停車資訊公告過晚，民眾抱怨連連。": "negative"},
            "復請查照",
            id="a letter of an office",
        ),
        pytest.param(
            "feedback",
            [text("總分：8/10", "加分：導覽員認得每位會員", "扣分：報表到得比月會還晚")],
            {"導覽員認得每位會員": "positive", "報表到得比月會還晚": "negative"},
            "總分",
            id="reasons behind their labels",
        ),
        pytest.param(
            "survey",
            [table("受訪者|分數|補充", "A|5|條片睇到喊", "B|2|報名表填咗三次都收唔到", "C|4|-")],
            {"報名表填咗三次都收唔到": "negative"},
            "受訪者",
            id="remarks behind letters for names",
        ),
        pytest.param(
            "survey",
            [
                heading("參觀者留言卡（掃描）"),
                text("1. 阿嬤說跟她小時候看的一樣", "2. 動線好亂，跟小孩走散兩次"),
            ],
            {"動線好亂，跟小孩走散兩次": "negative"},
            "掃描",
            id="numbered cards",
        ),
    ],
)
def test_remarks_of_forms_cards_and_formal_letters(
    class_key: str, blocks: list[Block], expected: dict[str, str], never: str
) -> None:
    found = said(class_key, *blocks)
    assert {words: found.get(words) for words in expected} == expected
    assert not any(never in words for words in found)
