"""Points of a look-back and the lines about them: causes below, actions among them, figures that teach nothing."""

from __future__ import annotations

import pytest

from archive.review.lessons.lessons import lessons_of
from archive.review.lessons.no_points import about_point, is_bare_figure
from archive.review.papers.papers import Role, sort_papers
from archive.review.tables.table_reading import tables_of
from tests.support.review_sources import Block, heading, items, project, source, table, text

PROJECT = project("L8", "燈籠夜", "Marlow Ferry Trust", "en")


def learned(
    *blocks: Block, class_key: str = "retrospective"
) -> tuple[list[str], list[tuple[str, str]]]:
    papers = sort_papers(PROJECT, [source(class_key, "r", "2026-06-04", *blocks)])
    good, bad = lessons_of(papers)
    return [x.text for x in good], [(x.text, x.cause) for x in bad]


@pytest.mark.parametrize(
    ("head", "lines", "bad"),
    [
        (
            "做得不好的",
            ["燈籠晚到四天", "原因：貨櫃沒有先訂艙", "志工簽到表遺失", "→ 因為兩個入口各用一本"],
            [("燈籠晚到四天", "貨櫃沒有先訂艙"), ("志工簽到表遺失", "兩個入口各用一本")],
        ),
        (
            "唔好嘅",
            ["音響壞咗兩次", "點解：冇人試過後備機", "影響：第二場遲咗開"],
            [("音響壞咗兩次", "冇人試過後備機")],
        ),
        (
            "踩了什么坑",
            ["海报二维码扫不出来", "**为什么**：送印前没人用手机试", "改进：下次打样先扫"],
            [("海报二维码扫不出来", "送印前没人用手机试")],
        ),
        (
            "Went badly",
            ["The ferry left half empty", "Why: tickets were on one site only", "Next time: sell at the pier",
             "Two crews wore the same radio channel", "Because nobody kept a list"],
            [("The ferry left half empty", "tickets were on one site only"),
             ("Two crews wore the same radio channel", "nobody kept a list")],
        ),
    ],
)  # fmt: skip
def test_a_line_below_a_point_tells_its_cause(
    head: str, lines: list[str], bad: list[tuple[str, str]]
) -> None:
    assert learned(heading("Look back"), heading(head, 2), items(*lines))[1] == bad


@pytest.mark.parametrize(
    "line", ["票券日期誤植：沿用舊檔", "Date on the banner was wrong", "原因不明的停電"]
)
def test_a_point_that_only_sounds_like_a_line_about_one_stays_a_point(line: str) -> None:
    assert about_point(line) is None
    assert learned(heading("檢討"), heading("待改進", 2), items("兩個攤位整晚沒有電", line))[1][1:]


def test_a_line_of_who_and_when_is_an_action_under_any_heading() -> None:
    good, bad = learned(
        heading("Look back"),
        text("Went badly"),
        items("The pier was dark", "The maps ran out by noon"),
        text("So what now"),
        items(
            "Ada to hire lamps by 3 July 2026", "Ravi to print twice as many maps by 10 July 2026"
        ),
    )
    assert not good
    assert [what for what, _ in bad] == ["The pier was dark", "The maps ran out by noon"]


@pytest.mark.parametrize(
    ("figure", "bare"),
    [("HK$88.4M", True), ("42分鐘", True), ("€ 310", True), ("3,905", True), ("12,400人次", True),
     ("Zero queue at 9am", False), ("停留拉長到90分鐘", False)],
)  # fmt: skip
def test_a_figure_alone_teaches_nothing(figure: str, bare: bool) -> None:
    assert is_bare_figure(figure) is bare


def test_results_that_are_ticked_are_no_successes() -> None:
    block = table("KPI|目標|實際|達標", "人流|9,000|9,420|✓", "會員|800|655|✗", "轉載|60|71|✓")
    assert learned(heading("結案報告"), block, class_key="final_report") == ([], [])


@pytest.mark.parametrize(
    "rows",
    [
        ["出咗咩事|點解", "新會員得655個，目標未達標|登記要填兩張表", "項目經理行程表冇更新|兩個版本同時用"],
        ["什么情况|怎么来的", "现场负责人电话打不通，状态没更新|通讯录是旧的", "预算表重复计了一行|两人各改一份"],
        ["What|Because", "Status notes went to the wrong owner|The list was last year's",
         "Budget lines were counted twice|Two people edited"],
    ],
)  # fmt: skip
def test_short_words_above_long_rows_are_the_header(rows: list[str]) -> None:
    found = source("retrospective", "r", "2026-06-04", heading("檢討"), table(*rows))
    (only,) = tables_of(found)
    assert only.header == tuple(rows[0].split("|"))
    assert len(only.rows) == 2
    bad = learned(heading("檢討"), heading("唔好嘅", 2), table(*rows))[1]
    assert [(f"{what}|{why}") for what, why in bad] == rows[1:]


def test_lessons_alone_are_of_both_kinds() -> None:
    good, bad = learned(
        heading("Fair debrief"),
        heading("Lessons", 2),
        items("Talks stopped when screen 2 failed", "Handhelds worked all day, zero scans lost"),
    )
    assert good == ["Handhelds worked all day, zero scans lost"]
    assert [what for what, _ in bad] == ["Talks stopped when screen 2 failed"]


def test_a_long_title_does_not_hide_the_two_sides() -> None:
    blocks = [heading("Night market look-back: stop / start / continue"), heading("Continue"),
              text("Maps on every stall"), heading("Stop"), text("Sharing one till")]  # fmt: skip
    (paper,) = sort_papers(PROJECT, [source("other", "r", "2026-06-04", *blocks)]).papers
    assert paper.role is Role.RETRO


@pytest.mark.parametrize(
    ("lines", "good", "bad"),
    [
        (["5. Worked well: one pier, two queues; maps in the programme",
          "6. Worked badly: the lamps failed at ten; two stalls never opened."],
         ["one pier, two queues", "maps in the programme"],
         ["the lamps failed at ten", "two stalls never opened."]),
        (["（四）亮點：攤商自己帶路；長者走在最前面。", "（五）不足：北門燈不夠；停車指引夜裡看不見。"],
         ["攤商自己帶路", "長者走在最前面。"], ["北門燈不夠", "停車指引夜裡看不見。"]),
        (["• 亮点：街坊当导览员", "• 问题：小程序第二页打不开"], ["街坊当导览员"], ["小程序第二页打不开"]),
        (["5　成效良好：學生自己設計燈籠。", "6　有待改善：單張字體太細。"],
         ["學生自己設計燈籠。"], ["單張字體太細。"]),
    ],
)  # fmt: skip
def test_labels_within_numbered_lines_open_their_points(
    lines: list[str], good: list[str], bad: list[str]
) -> None:
    found = learned(heading("Final report"), items(*lines), class_key="final_report")
    assert (found[0], [what for what, _ in found[1]]) == (good, bad)


def test_less_good_is_bad_and_a_bold_line_is_a_heading() -> None:
    good, bad = learned(
        heading("Look back"),
        text("**Good**"),
        items("Every map was taken home"),
        text("**Less good**"),
        items("The north gate had no lamp for an hour"),
        text("**下次**"),
        items("北門多裝兩盞燈"),
    )
    assert good == ["Every map was taken home"]
    assert [what for what, _ in bad] == ["The north gate had no lamp for an hour"]


def test_results_within_a_ceiling_are_no_success() -> None:
    lines = ["每位學員成本：上限140元，實際131元", "學員自己帶朋友來第二次"]
    found = learned(heading("成果報告"), heading("成效", 2), heading("亮點", 3), items(*lines))
    assert found[0] == lines[1:]


@pytest.mark.parametrize(
    "sentence",
    [
        "攤位數較契約少 4 攤，係因颱風前一週兩個產銷班退出。",
        "会员转化没有上去，主因是登记页要填两遍手机号。",
        "轉載差 1.8 萬，主要是平台調低了外連的推薦。",
        "Saturday takings ran 12% lower because the ferry stopped at eight.",
        "The stage should never have stood beside the generator.",
        "燈謎參加數未達，主要係第二晚停電，燈都熄了。",
        "報名沒到量：兩場撞上期末考週。",
        "退件偏高原因：明信片的郵遞區號印錯一欄。",
        "Lantern sales were down because the tram strike emptied the square.",
        "燈謎參加數僅達八成，主因為第二波廣告遭平台下架。",
        "受停電影響，第二晚遊客少了三千人。",
        "問卷回收率偏低，題目太長。",
        "燈籠成本超過預算，因為臨時加租發電機。",
        "Footfall came in 9% under plan, as the tram was out.",
        "We missed the lantern goal - the paper was too thin.",
    ],
)
def test_a_report_tells_a_mishap_in_passing(sentence: str) -> None:
    blocks = [heading("結案報告"), heading("成果", 2), text("人流 9,420 人。", sentence)]
    bad = learned(*blocks, class_key="final_report")[1]
    assert [what for what, _ in bad] == [sentence]
    blocks += [heading("檢討", 2), items("北門燈不夠")]
    assert [what for what, _ in learned(*blocks, class_key="final_report")[1]] == ["北門燈不夠"]


@pytest.mark.parametrize(
    "sentence",
    [
        "攤位數比契約多 4 攤，因為兩個產銷班加入。",
        "Takings rose because the ferry ran late.",
        "原因是什么？人数少了吗？",
        "未來應提早公告，因為旅客需要時間。",
        "Takings were 12% lower on Sunday.",
        "Complaints were down because the queue moved indoors.",
        "單位成本低於預期，因為燈籠由志工自己糊。",
        "Two nights sold out after the radio interview.",
        "回收率偏低，共 42 份。",
        "受燈會影響，夜間遊客多了三千人。",
        "燈謎參加數：3,200人，目標3,000人。",
    ],
)
def test_without_shortfall_or_cause_a_sentence_is_none(sentence: str) -> None:
    blocks = [heading("結案報告"), heading("成果", 2), text(sentence)]
    assert learned(*blocks, class_key="final_report")[1] == []


def test_what_is_begun_for_a_reason_that_went_wrong() -> None:
    rows = table(
        "类别|内容|为什么",
        "Keep 保持|灯谜当场兑奖|街坊愿意等",
        "Stop 不再做|纸本签到|要人工誊一遍",
        "Start 开始做|量电源距离|北门延长线不够，灯暗了半小时",
        "Start 开始做|邀街坊导览|老人家认得路",
    )
    _, bad = learned(rows)
    assert [what for what, _ in bad] == ["纸本签到", "北门延长线不够，灯暗了半小时"]


def test_sides_spoken_in_one_line_each() -> None:
    good, bad = learned(
        text("好的先说：街坊当导览员；灯谜当场兑奖。", "不好的：二维码贴太高；签到两个本子。")
    )
    assert good == ["街坊当导览员", "灯谜当场兑奖。"]
    assert [what for what, _ in bad] == ["二维码贴太高", "签到两个本子。"]


def test_experience_and_shortcomings_weigh_both_sides() -> None:
    told = text("本次灯会最大的亮点是街坊当导览员。不足之处在于北门灯不够。")
    good, bad = learned(
        heading("结案报告"), heading("五、经验与不足", 2), told, class_key="final_report"
    )
    assert (good, bad) == (["街坊当导览员。"], [("北门灯不够。", "")])


def test_what_was_meant_to_happen_is_no_side() -> None:
    good, _ = learned(
        heading("After action review"),
        heading("What was supposed to happen", 2),
        text("Boats every ten minutes."),
        heading("What actually happened", 2),
        text("Boats every twenty minutes."),
    )
    assert good == []


def test_faces_and_a_lamp_head_the_columns_of_a_board() -> None:
    board = table("😀|😡|💡", "Maps on stalls|North gate dark|Lamps, Ada, 3 July",
                  "Kind crew|Two tills jammed|Second till, Ravi, 10 July")  # fmt: skip
    good, bad = learned(heading("Retro board"), board)
    assert good == ["Maps on stalls", "Kind crew"]
    assert [what for what, _ in bad] == ["North gate dark", "Two tills jammed"]
