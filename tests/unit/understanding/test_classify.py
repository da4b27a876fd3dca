"""The class of a document, from its words, its name, its tables and its form, with reasons."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState, Extracted, Segment, SegmentKind
from archive.understanding.classify import Classified, classify
from archive.understanding.unsaid import NOTHING_SAID, OTHER
from archive.understanding.view import DocumentView
from archive.wording import say
from tests.support.agency_documents import ALL, AgencyDocument, segments_of
from tests.support.agency_names import NAMES
from tests.support.agency_papers import PAPERS
from tests.support.reading_contexts import a_context, context_of


def classified(text: str, path: str = "file.docx", **known: object) -> Classified:
    extracted = Extracted("x", path.rpartition(".")[2], ContentState.OK, tuple(segments_of(text)))
    return classify(DocumentView.of(extracted, a_context(path, **known)))


@pytest.mark.parametrize("document", ALL, ids=lambda document: document.path)
def test_a_document_of_an_agency_gets_its_class(document):
    assert (
        classify(DocumentView.of(document.extracted, context_of(document))).class_key
        == document.class_key
    )


def test_short_papers_full_of_jargon_get_their_class():
    wrong = {
        d.path: got for d in PAPERS if (got := _class_of(d, d.extracted, d.path)) != d.class_key
    }
    assert not wrong


def test_names_of_the_trade_tell_the_class_of_a_file_without_text():
    wrong = {name: got for name, key in NAMES if (got := classified("", name).class_key) != key}
    assert not wrong


def test_the_text_alone_is_enough_when_the_name_says_nothing():
    right = sum(
        _class_of(d, d.extracted, f"file 1.{d.path.rpartition('.')[2]}") == d.class_key for d in ALL
    )
    assert right / len(ALL) >= 0.95


def test_recognised_text_with_lost_characters_and_no_layout_is_still_told_apart():
    chance = random.Random(7)  # noqa: S311 - a fixed disturbance
    right = sum(
        _class_of(d, _as_recognised(d.extracted, chance), f"scan.{d.path[-3:]}") == d.class_key
        for d in ALL
    )
    assert right / len(ALL) >= 0.8


def _class_of(document: AgencyDocument, extracted: Extracted, path: str) -> str:
    return classify(DocumentView.of(extracted, context_of(document, path=path))).class_key


def _as_recognised(extracted: Extracted, chance: random.Random) -> Extracted:
    """Every line a paragraph, no tables or headings, one character in thirty lost."""
    lines = [
        ("".join(c for c in line if chance.random() > 0.033), segment.place)
        for segment in extracted.segments
        for line in segment.text.replace("\t", " ").splitlines()
    ]
    return replace(
        extracted, segments=tuple(Segment(SegmentKind.PARAGRAPH, *line) for line in lines)
    )


@pytest.mark.parametrize(
    ("name", "class_key"),
    [
        ("媒體採購排程表.xlsx", "schedule"),
        ("費用核報明細.xlsx", "settlement"),
        ("KOL合作合約_已用印.pdf", "contract"),
        ("結案驗收會議紀錄.docx", "minutes"),
        ("活動企劃案v2.pptx", "proposal"),
        ("Quote_v3_signed.pdf", "quotation"),
        ("會議簽到表.docx", "execution_record"),
        ("匯款證明.jpg", "payment_proof"),
        ("統一發票1130.jpg", "invoice"),
        ("kick off meeting agenda.docx", "agenda"),
        ("媒體剪報_發布會.pdf", "media_clipping"),
        ("結案簡報_final.pptx", "final_report"),
        ("Lessons learnt log.docx", "retrospective"),
        ("專案改善追蹤表.xlsx", "actions"),
        ("Proposal template 2025.pptx", "template"),
        ("Storyboard v4.pdf", "creative"),
        ("內部審計報告.docx", "audit"),
        ("Delivery note 3391.pdf", "acceptance"),
        ("IMG_2231.jpg", "other"),
        ("新建文本文档.txt", "other"),
    ],
)  # fmt: skip
def test_a_file_without_text_is_read_from_its_name(name, class_key):
    assert classified("", name).class_key == class_key


@pytest.mark.parametrize(
    ("title", "class_key"),
    [
        ("合約審查會議紀錄", "minutes"),
        ("報價單討論會議記錄", "minutes"),
        ("結案報告書審查會議紀錄", "minutes"),
        ("結案滿意度調查", "survey"),
        ("Minutes of the closing report review", "minutes"),
        ("Proposal for a survey", "proposal"),
        ("会员周报模板", "template"),
        ("專案檢討會議紀錄", "retrospective"),
        ("第三季階段復盤會紀要", "minutes"),
        ("Agenda: contract negotiation", "agenda"),
        ("合同变更申请单", "work_order"),
        ("媒體報導剪報（結案報告附件）", "media_clipping"),
        ("會議室租借合約", "contract"),
        ("結案報告編印報價", "quotation"),
        ("Minutes: budget reconciliation", "minutes"),
        ("Quote for survey", "quotation"),
        ("Contract review meeting notes", "minutes"),
        ("Post-campaign survey results", "survey"),
        ("End of season sale banner", "creative"),
        ("Flash sale artwork", "creative"),
        ("Retro style poster", "creative"),
        ("复盘会通知", "agenda"),
        ("新聞稿發布排程", "schedule"),
        ("活動排程會議記錄", "minutes"),
    ],
)  # fmt: skip
def test_the_head_word_of_a_title_decides_not_what_it_is_about(title, class_key):
    assert classified(f"# {title}").class_key == class_key


@pytest.mark.parametrize(
    "paper",
    [
        "# 期中報告\n提送日期：115年6月15日\n委託單位：某局\n"
        "壹、計畫緣起\n貳、執行進度\n參、經費執行情形\n肆、後續工作",
        "# 品牌传播项目中期报告\n一、项目进展\n二、阶段成果\n三、问题与风险\n四、下一步计划",
        "# Interim report\nPrepared for: the council\n1. Progress to date\n2. Spend to date\n3. Risks and next steps",
        "# Mid-term review report\nSummary\nThe campaign is on track.\nNext period",
        "# 阶段性成果汇报\n阶段成果\n下阶段计划",
    ],
)
def test_a_report_on_the_way_is_no_final_report(paper):
    assert classified(paper).class_key == "data_report"


def test_minutes_that_talk_about_a_contract_stay_minutes():
    text = """
# 第四次工作會議紀錄
時間：114年5月6日　出席：甲、乙
一、合約第三條、第五條違約責任請法務再看。
二、報價單單價、數量與合約金額不符，請業務修正。
決議：下次會議前提出新版合約。
"""
    assert classified(text).class_key == "minutes"


def test_a_letter_spaced_title_is_read_as_one_word():
    assert classified("報　　價　　單\n客戶：某公司").class_key == "quotation"


def test_words_of_the_rule_file_are_known_to_the_classifier():
    words = {"work_order": ("出街單",)}
    assert classified("# 十月出街單\n內容如下").class_key == OTHER
    assert classified("# 十月出街單\n內容如下", class_words=words).class_key == "work_order"


def test_a_first_table_decides_over_a_list_of_names_at_the_end():
    text = """
[月報]
| 日期 | 曝光 | 點擊 | 互動 |
| 7/1 | 12000 | 320 | 90 |
[中獎名單]
| 姓名 | 電話 | 地址 |
| 林小姐 | 略 | 略 |
"""
    assert classified(text, "book.xlsx").class_key == "data_report"


def test_blanks_to_fill_in_make_a_template():
    text = "# 媒體採購申請單\n申請人：________　日期：____年__月__日\n金額：【填寫金額】\n說明：【　　】"
    assert classified(text).class_key == "template"


def test_reasons_name_the_words_and_can_be_said_in_every_language():
    found = classified(
        "# 品牌短片報價單\n| 項目 | 數量 | 單價 |\n| 短片 | 1 | 90,000 |", "02 報價/file.xlsx"
    )
    said = [say(language, reason) for language in LANGUAGES for reason in found.reasons]
    assert any("報價單" in sentence for sentence in said)
    assert len(said) == 3 * len(found.reasons)


def test_a_document_that_says_nothing_is_other_and_says_so():
    found = classified("嗨，週五晚上一起吃飯嗎？", "note.txt")
    assert found.class_key == OTHER
    assert [reason.key for reason in found.reasons] == ["understanding.class_nothing"]


@pytest.mark.parametrize("text", ["", "嗨，週五晚上一起吃飯嗎？", "qwe rty"])
def test_that_nothing_is_said_makes_nobody_sure_of_other(text: str):
    found = classified(text, "a7.docx")
    assert (found.class_key, found.confidence <= NOTHING_SAID < 2 / 3) == (OTHER, True)


def test_a_bundle_is_surely_no_paper_of_a_class():
    assert classified("", "a7.zip").confidence > 0.9


def test_confidence_is_higher_when_more_speaks_for_the_class():
    certain = classified("# 會議紀錄\n出席：甲\n主席：乙\n決議：如上", "會議紀錄.docx").confidence
    doubtful = classified("甲與乙談了些事情，主席未到。決議：再議", "a.docx").confidence
    assert 0 < doubtful < certain <= 1


def test_a_vague_word_right_behind_a_sure_one_is_only_its_tail():
    assert classified("# Attendee survey results").class_key == "survey"
    assert classified("# 供應商評核 結果").class_key == "survey"


def test_so_many_minutes_are_a_time_and_no_record_of_a_meeting():
    assert classified("Set-up ran 20 minutes late and the rain held off").class_key == OTHER


def test_the_form_of_a_paper_whose_blanks_are_still_blank_is_a_template():
    text = "# Contact report\nClient: [insert client]\nDate: [insert date]\nPresent: [names of all]"
    assert classified(text).class_key == "template"
    filled = "# Contact report\nClient: Pale Foods\nDate: 3 May 2025\nPresent: Ann, Bo [client]"
    assert classified(filled).class_key == "minutes"


def test_words_of_the_other_side_of_the_strait_mean_the_same():
    assert classified("", "社群經營計畫.pptx").class_key == "plan"
    assert classified("", "社群经营计划.pptx").class_key == "plan"


def test_reasons_show_columns_in_the_script_of_the_document():
    found = classified("[週報]\n| 影片觀看次數 | 貼文觸及 | 點擊 |\n| 9 | 8 | 7 |", "file.xlsx")
    words = [word for reason in found.reasons for word in reason.values["words"]]
    assert {"影片觀看次數", "貼文觸及"} & set(words)
