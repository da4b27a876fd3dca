"""Talks that end in tasks, counted things, answers, comments, briefs and bills that never name themselves."""

from __future__ import annotations

from datetime import date

import pytest

from archive.domain.segments import ContentState, Extracted, Place, Segment, SegmentKind
from archive.naming.rulefile import packaged_rules
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.read import read
from tests.support.agency_documents import segments_of

RULES = packaged_rules()


def reading(path: str, text: str) -> Reading:
    context = ReadingContext(
        path, date(2026, 11, 21), "KN-26-4", "夜間動物園", "Kestrel Zoo 紅隼動物園", None,
        date(2026, 3, 2), date(2026, 8, 28), RULES.class_words,
        date_meanings={kind.key: kind.date for kind in RULES.classes.values()},
    )  # fmt: skip
    extension = path.rsplit(".", 1)[-1]
    segments = tuple(segments_of(text))
    if extension == "eml":
        head, _, body = text.partition("\n\n")
        fields = (Segment(SegmentKind.FIELD, line, Place()) for line in head.splitlines())
        segments = (*fields, Segment(SegmentKind.PARAGRAPH, body, Place()))
    return read(Extracted("x", extension, ContentState.OK, segments), context)


TALKS = [
    (
        "群/0508.txt",
        "[LINE] 夜間動物園工作群 的聊天記錄\n儲存日期：2026/05/09 08:40\n2026/05/08（五）\n"
        "10:01\t阿哲\t檢討一下動線，貓頭鷹區塞住了\n10:03\t佩蓉\t因為閘門只開一邊\n"
        "10:09\t阿哲\t那改兩邊都開，保全多一位\n10:12\t佩蓉\t同意\n10:20\t阿哲\t跟進如下：\n"
        "1. 找保全加班→佩蓉，5/12前\n2. 改指標→小柯，5/14前\n10:21\t小柯\t好",
        "minutes",
    ),
    (
        "chat/WhatsApp Chat with Zoo core team.txt",
        "[08/05/2026, 10:01:12] Ines: owls are jammed again\n"
        "[08/05/2026, 10:02:40] Rob (Zoo): only one gate was open\n"
        "[08/05/2026, 10:04:02] Ines: fine, both gates from Friday\n"
        "[08/05/2026, 10:09:30] Rob (Zoo): ok\n"
        "[08/05/2026, 10:11:00] Ines: Next steps\n"
        "[08/05/2026, 10:11:31] Ines: @Rob one more guard by 12 May\n"
        "[08/05/2026, 10:12:05] Ines: @Tess new signs, due Thu 14 May",
        "minutes",
    ),
    (
        "export-zoo-night-12may.txt",
        "#zoo-night 2026-05-12\n09:00 ines: rain call, quick one\n09:02 rob_kestrel: we can move to the 19th\n"
        "09:05 tess: caterer says yes to 19\n09:07 ines: so the 19th then\n09:08 ines: to-dos:\n"
        "09:08 ines: @tess tell the caterer - by 13 May\n09:09 ines: @rob_kestrel gate staff - by 14 May",
        "minutes",
    ),
    (
        "会/6月对齐 智能转写.txt",
        "【智能纪要】夜游对齐  2026-06-04 14:00  时长32分钟\n参与人：陶乐、孟溪、Ivy、岳清\n"
        "[00:20] 陶乐：灯箱先做三组，我跟厂里说。\n[04:15] 孟溪：夜班饲养员不够。\n"
        "[09:02] 岳清：我这边补两位。\n---- 待办 ----\n☐ 6月8日  陶乐  灯箱打样\n☐ 6月10日  岳清  补两位饲养员",
        "minutes",
    ),
    (
        "群/閒聊.txt",
        "[LINE] 午餐群 的聊天記錄\n2026/05/08（五）\n11:40\t阿哲\t今天吃什麼\n11:41\t佩蓉\t麵\n"
        "11:42\t小柯\t+1\n11:43\t阿哲\t好 12點樓下見\n11:50\t佩蓉\t@阿哲 幫我帶一杯豆漿\n11:51\t小柯\t@阿哲 我也要",
        "other",
    ),
    (
        "chat/WhatsApp Chat with Rob.txt",
        "[02/09/2026, 10:01:12] Rob (Kestrel Zoo): the trustees loved it\n"
        "[02/09/2026, 10:02:40] Rob (Kestrel Zoo): best summer we ever had, thank you\n"
        "[02/09/2026, 10:04:02] Ines: so happy\n"
        "[02/09/2026, 10:05:02] Rob (Kestrel Zoo): the ticket queue was too slow though, please fix that next year",
        "feedback",
    ),
    (
        "项目群.txt",
        "微信群聊：夜游\n陶乐 2026-05-12 10:01\n时间定一下\n岳清 2026-05-12 10:02\n19号\n"
        "孟溪 2026-05-12 10:05\n行\n陶乐 2026-05-12 10:09\n总结一下：\n@孟溪 5/14前改排期\n@岳清 5/15前给名单",
        "minutes",
    ),
    (
        "late.txt",
        "[12/08/2026, 09:01] Ines: morning\n[12/08/2026, 09:02] Rob: morning\n"
        "[12/08/2026, 09:05] Ines: @Rob lunch on Friday?\n[13/08/2026, 09:06] Rob: sure",
        "other",
    ),
]
SHEETS = [
    (
        "夜遊場次.csv",
        "| 序 | 分校 | 日期 | 到場人數 | 發放貼紙 | 負責 |\n| 1 | 東區 | 2026-05-09 | 212 | 200 | 阿哲 |\n"
        "| 2 | 北區 | 2026-05-16 | 188 | 180 | 佩蓉 |\n"
        "| 3 | 海線 | 2026-05-23 | 97 | 97 | 小柯 |\n| 4 | 山線 | 2026-05-30 | 143 | 140 | 小柯 |",
        "data_report",
    ),
    (
        "clips tracker.csv",
        "| no | clip | status | published | plays |\n| 1 | owl | live | 2026-04-07 | 4820 |\n"
        "| 2 | bat | live | 2026-04-09 | 13150 |\n"
        "| 3 | hedgehog | live | 2026-04-15 | 7790 |\n| 4 | frog | dropped | | |",
        "data_report",
    ),
    (
        "讲座/记录.xlsx",
        "| 讲座 | 日期 | 地点 | 报名 | 签到人数 |\n| 看蝙蝠 | 2026-06-06 | 东馆 | 90 | 71 |\n"
        "| 听蛙 | 2026-06-13 | 西馆 | 88 | 80 |\n| 夜行 | 2026-06-20 | 东馆 | 95 | 60 |",
        "data_report",
    ),
    (
        "簽到.xlsx",
        "| 姓名 | 電話 | 日期 | 簽名 |\n| 林一 | 0911000001 | 2026-05-09 | v |\n"
        "| 王二 | 0911000002 | 2026-05-09 | v |\n| 陳三 | 0911000003 | 2026-05-09 | v |",
        "other",
    ),
    (
        "helpers.csv",
        "| name | phone | email | joined |\n| Ann | 07700 900101 | a@x.example | 2026-03-01 |\n"
        "| Bob | 07700 900102 | b@x.example | 2026-03-04 |\n| Cy | 07700 900103 | c@x.example | 2026-03-09 |",
        "other",
    ),
    (
        "opening 9 May v3.xlsx",
        "| Kestrel night opening 9 May 2026 | | |\n| Time | Item | PIC | Remarks |\n| 1,700 | Gates | Rob | |\n"
        "| 1,830 | Guests arrive | Tess | east door |\n"
        "| 1,900 | Welcome | Ines | |\n| 2,015 | Owl flight | Rob | lights off |",
        "schedule",
    ),
    (
        "5月9日.xlsx",
        "| 時間 | 內容 | 負責 |\n| 17:00 | 開門 | 阿哲 |\n| 18:30-19:00 | 來賓入場 | 佩蓉 |\n"
        "| 19:00 | 園長致詞 | 小柯 |\n| 20:15 | 貓頭鷹飛行 | 阿哲 |",
        "schedule",
    ),
    (
        "by hour.csv",
        "| Time | Visitors | Tickets |\n| 17:00 | 120 | 80 |\n"
        "| 18:00 | 260 | 199 |\n| 19:00 | 310 | 240 |\n| 20:00 | 150 | 99 |",
        "data_report",
    ),
    (
        "Wrap/responses export.csv",
        "| submitted | department | rating | what would you keep | what would you change |\n"
        "| 2026-09-02 | Keepers | 9 | the owl flight | queue |\n"
        "| 2026-09-02 | Shop | 7 | the signs | earlier rota |\n"
        "| 2026-09-03 | Board | 8 | | cost notes sooner |",
        "survey",
    ),
    (
        "收尾/导出.csv",
        "| 提交时间 | 部门 | 总体评分 | 最满意的地方 | 希望改进的地方 |\n| 2026-09-02 | 饲养 | 9 | 灯箱 | 排队 |\n"
        "| 2026-09-02 | 商店 | 7 | 指标 | 班表早点出 |\n| 2026-09-03 | 园办 | 8 | 讲座 | 费用说明 |",
        "survey",
    ),
    (
        "door.csv",
        "| Time | Name | Company | Signature |\n| 17:00 | Ann Bo | Zoo | x |\n| 17:05 | Cy Do | Zoo | x |\n"
        "| 17:09 | Ed Fo | Mill | x |\n| 17:20 | Gi Ho | Mill | x |",
        "other",
    ),
    (
        "retro board.xlsx",
        "| what went well | what went wrong | action |\n| gates | queue | two gates |\n"
        "| owl | rota | earlier rota |\n| signs | rain | tent |",
        "retrospective",
    ),
]
LETTERS = [
    (
        "Re_ summer.eml",
        "Subject: Re: summer\nFrom: Rob Hale <rob@kestrelzoo.example>\nDate: Wed, 02 Sep 2026 09:00:00 +0100\n\n"
        "Dear Ines,\nYour team did well, thank you. "
        "The certificate has to wait: the shop still counts other figures than page four.\nRob\n"
        "> please confirm that you accept the deliverables in full and that they are accepted for payment",
        "feedback",
    ),
    (
        "Re_ report.eml",
        "Subject: Re: report\nFrom: Rob Hale <rob@kestrelzoo.example>\nDate: Wed, 02 Sep 2026 09:00:00 +0100\n\n"
        "Hello Ines,\nWe accept the report. A few comments for the record:\n1. Page 4 counts the owls twice.\n"
        "2. The shop team felt left out.\n3. Lovely photographs.\nRob\n"
        "> please send the acceptance certificate so that we can bill",
        "feedback",
    ),
    (
        "回复：终稿.eml",
        "Subject: 回复：终稿\nFrom: 岳清 <yue@hongsun.example>\nDate: Wed, 02 Sep 2026 09:00:00 +0800\n\n"
        "孟溪您好：\n终稿园长看过，同意验收，另有几点意见：\n1. 第三页人数与我们票务对不上。\n"
        "2. 夜班安排通知太晚。\n3. 讲座部分很好。\n岳清\n> 麻烦您回复验收合格，我们好开票。",
        "feedback",
    ),
    (
        "驗收.eml",
        "Subject: 驗收確認\nFrom: 岳清 <yue@kestrelzoo.example>\nDate: Wed, 02 Sep 2026 09:00:00 +0800\n\n"
        "何小姐您好：\n以下成果已收到並驗收合格，准予結案：\n1. 成果報告一份\n2. 照片檔一份\n岳清",
        "acceptance",
    ),
]
PAPERS = [
    (
        "Kestrel - nights (Rob).docx",
        "# Nights at the zoo\nFrom Rob Hale, Kestrel Zoo\n9 February 2026\n"
        "Last summer we opened four evenings and lost money on "
        "two. The keepers cannot run the gates as well, and the "
        "council only lets us stay open until eleven. The board "
        "has said yes to twelve evenings, and would rather have "
        "fewer than bad ones. We have never done this with anybody "
        "from outside and we are a small house, so be patient.\n"
        "## How we will judge it\n18,000 visitors and no complaint from the terrace\n## Budget\nNot above £70,000\n"
        "## Please don't\nUse flash. Feed anything.\n"
        + "The keepers know every animal by name and will tell you. "
        * 8,
        "brief",
    ),
    (
        "給你們的信.docx",
        "# 夜間開園\n紅隼動物園 園長室\n2026年2月9日\n## 我們要的\n"
        "十二個晚上，一萬八千人\n## 怎樣才算成功\n附近住戶沒有抱怨\n"
        "## 錢\n兩百八十萬以內\n## 不要做的\n閃光燈、餵食\n"
        + "園裡的同仁每天照顧牠們，比誰都清楚牠們怕什麼。"
        * 30,
        "brief",
    ),
    (
        "IMG_2210.jpg",
        "Bright Sign Works\nINVOlCE No. BSW-0519 Date: 19 May 2026\nTo: Loom LLP Job: night zoo\n"
        "Description Amount\nLight boxes 12,800.00\nTotal 12,800.00\n"
        "Payment due within 30 days. Cheque payable to Bright Sign Works",
        "invoice",
    ),
    (
        "照片 0519.jpg",
        "亮點招牌行\n發票 編號 BS-0519 2026年5月19日\n客戶 織夢公關\n"
        "品名 金額\n燈箱 128,000\n合計 128,000\n抬頭請寫全名",
        "invoice",
    ),
    (
        "IMG_2211.jpg",
        "Corner House\nRECEIPT No. 12 Date: 3 Sep 2026\nMr Hale\nlight boxes 40.00",
        "payment_proof",
    ),
]


@pytest.mark.parametrize(("path", "text", "class_key"), [*TALKS, *SHEETS, *LETTERS, *PAPERS])
def test_class_of(path: str, text: str, class_key: str) -> None:
    assert reading(path, text).class_key == class_key


def test_a_copied_channel_is_of_the_day_in_its_first_lines() -> None:
    path, text, _ = TALKS[2]
    assert reading(path, text).date == "2026-05-12"


@pytest.mark.parametrize(
    "text",
    [
        "| no | evening | date | expected guests |\n| 1 | owl | 2026-05-09 | 90 |\n"
        "| 2 | bat | 2026-05-16 | 90 |\n| 3 | frog | 2026-05-23 | 80 |",
        "| 期 | 場次 | 日期 | 報名費用 |\n| 1 | 貓頭鷹 | 2026-05-09 | 900 |\n"
        "| 2 | 蝙蝠 | 2026-05-16 | 900 |\n| 3 | 蛙 | 2026-05-23 | 800 |",
    ],
)
def test_what_is_expected_or_paid_was_not_counted(text: str) -> None:
    assert reading("list.csv", text).class_key != "data_report"


def test_a_mail_that_only_passes_on_a_quoted_verdict_keeps_it() -> None:
    mail = (
        "Subject: Fwd: summer\nFrom: Ines <ines@loom.example>\nDate: Wed, 02 Sep 2026 09:00:00 +0100\n\nFYI\n"
        "> From: Rob\n> Dear Ines, thank you. Your team was brilliant and the children loved the owls.\n"
        "> Disappointed by the queue; next year please let us plan the gates again together."
    )
    assert reading("fw.eml", mail).class_key == "feedback"
