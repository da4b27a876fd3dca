"""A Hong Kong and American trade show in one project: two contracts, slides, month-first dates, a scan."""

from __future__ import annotations

from datetime import date

from tests.support.review_sources import (
    Folder,
    heading,
    items,
    page,
    project,
    sheet,
    source,
    table,
    text,
)


def garden_expo() -> Folder:
    report = source(
        "final_report",
        "GX26_RPT_Balcony-Garden-Expo-post-event-report_20261102_V1.0.pptx",
        "2026-11-02",
        heading("Balcony Garden Expo 2026 – Post-event report"),
        heading("1. Background 項目背景"),
        text(
            "The client sells modular planters to property managers in Hong Kong and California. The expo was its"
            " first show with buyers from both markets in one hall."
        ),
        heading("2. KPI 成績"),
        table(
            "KPI 指標|Target 目標|Actual 實際|Status",
            "Visitors 入場人數|6,000|6,480|✔",
            "Qualified leads 有效查詢|450|512|✔",
            "On-site orders (US$K)|900|765|✘",
            "Exhibitor rebooking rate|70%|64%|✘",
            "Media mentions 傳媒報道|40|47|✔",
        ),
        heading("3. Key dates 重要日期"),
        table(
            "Milestone|Planned|Actual",
            "Venue contract|03/16/2026|03/16/2026",
            "Exhibitor sign-up closes|07/31/2026|08/14/2026",
            "Show opens|10/08/2026|10/08/2026",
            "Post-event report|10/30/2026|11/02/2026",
        ),
        heading("4. Delivery"),
        text(
            "We ran 12 seminars and built 86 booths; 3 highlight videos and 400 photos were handed over."
        ),
        heading("5. What worked"),
        items(
            "The night market format kept visitors in the hall two hours longer.",
            "Matching buyers by balcony size gave sellers better meetings.",
        ),
        heading("6. What did not work"),
        items(
            "Registration queues reached forty minutes on the first morning.",
            "Orders stayed below target because US buyers could not sign on site.",
        ),
    )
    services = source(
        "contract",
        "GX26_CON_Event-services-agreement_20260310_V1.0_signed.pdf",
        "2026-03-10",
        page(1),
        text(
            "EVENT SERVICES AGREEMENT",
            "Client: Verdant Ledge Inc.",
            "Agency: Pebble Kite Events Limited",
            "Date of agreement: March 10, 2026",
            "1. Scope. The deliverables are set out below.",
            "No. Deliverable Quantity",
            "1 Seminars 12",
            "2 Exhibition booths 90",
            "3 Highlight videos 3",
            "4 Edited photos 350",
            "2. Fees. The total contract price is US$480,000.",
            "3. The Client shall pay 40% (US$192,000) upon signing; 40% (US$192,000) thirty days before the show;",
            "and the balance of 20% (US$96,000) after acceptance of the post-event report.",
            "4. For every exhibition booth not delivered the fee is reduced by US$800.",
        ),
    )
    venue = source(
        "contract",
        "GX26_CON_場地租用協議_20260316_V1.0_signed.pdf",
        "2026-03-16",
        text(
            "場地租用協議",
            "（1）海翼展覽中心有限公司（「場地方」）；及（2）Pebble Kite Events Limited（「租用人」）。",
            "簽署日期：2026年3月16日",
            "3. 租金總額為港幣壹佰貳拾萬元正（HK$1,200,000），租用期三日。",
            "4. 租用人須於簽署後14日內支付訂金50%（HK$600,000），餘款50%（HK$600,000）於進場前繳付。",
        ),
    )
    settlement = source(
        "settlement",
        "GX26_COS_Final-account_20261110_V1.0.xlsx",
        "2026-11-10",
        sheet(
            "Account",
            "Budget line|Original estimate|Outturn|Notes",
            "Venue|154,000|154,000|HK$1.2m",
            "Booth build|118,000|126,500|",
            "Seminars|46,000|41,200|",
            "Marketing|92,000|97,800|",
            "Staff|70,000|70,000|",
            "TOTAL USD|480,000|489,500|",
        ),
        sheet(
            "Receipts",
            "Instalment|Due|Received|Date received",
            "Signing 40%|192,000|192,000|03/25/2026",
            "Pre-show 40%|192,000|192,000|09/12/2026",
            "Final 20%|96,000|0|",
        ),
    )
    minutes = source(
        "minutes",
        "GX26_MTG_Weekly-call_20261012_V1.0.txt",
        "2026-10-12",
        text(
            "Weekly call, 12 October 2026",
            "Visitors so far look like 6,100 by gate count; the final count follows.",
        ),
    )
    retro = source(
        "retrospective",
        "GX26_RET_檢討會_20261116_V1.0.docx",
        "2026-11-16",
        heading("Balcony Garden Expo 檢討會"),
        text("日期：2026年11月16日　出席：Mandy Lau、Oscar Pang、Priya Nair"),
        heading("好的地方", 2),
        items("夜市主題令訪客平均多留兩小時。", "買家配對按露台面積分組，賣家反應熱烈。"),
        heading("要改善的地方", 2),
        items(
            "首日登記排隊四十分鐘，自助機只租了六部。",
            "攤位只搭了86個，比合約少四個，客戶在場數過。",
        ),
        heading("行動項目 Action items", 2),
        table(
            "項目 Item|跟進同事 Owner|限期 Due",
            "租用二十部自助登記機|Oscar Pang|12/15/2026",
            "加入電子簽署訂單流程|Priya Nair|01/20/2027",
        ),
    )
    survey = source(
        "survey",
        "GX26_SRV_Exhibitor-and-client-survey_20261020_V1.0.pdf",
        "2026-10-20",
        text(
            "Client satisfaction form",
            "Rating scale: 1 to 5, 5 is best. Forms returned: 8 people answered the questionnaire.",
            "Item Average",
            "Planning 4.3",
            "Communication 3.9",
            "On-site team 4.7",
            "Overall average 4.2",
            "Comments:",
            "1. Your floor team solved problems before we noticed them.",
            "2. Please send one list of extra charges, not seven.",
        ),
    )
    return Folder(
        project(
            "GX26",
            "Balcony Garden Expo 2026",
            "Verdant Ledge Inc.",
            "en",
            started=date(2026, 3, 10),
            ended=date(2026, 11, 16),
            currency="USD",
        ),
        [report, services, venue, settlement, minutes, retro, survey],
        metrics=[
            ("6000", "6480"),
            ("450", "512"),
            ("900000", "765000"),
            ("70", "64"),
            ("40", "47"),
            ("90", "86"),
        ],
        totals=("480000", "489500"),
        lines=[
            ("154000", "154000"),
            ("118000", "126500"),
            ("46000", "41200"),
            ("92000", "97800"),
            ("70000", "70000"),
        ],
        outstanding=["96000"],
        milestones=[
            ("2026-03-16", "2026-03-16"),
            ("2026-07-31", "2026-08-14"),
            ("2026-10-08", "2026-10-08"),
            ("2026-10-30", "2026-11-02"),
        ],
        mean="4.2",
        scale=5,
        responses=8,
        quotes=[
            "Your floor team solved problems before we noticed them.",
            "Please send one list of extra charges, not seven.",
        ],
        successes=[
            "夜市主題令訪客平均多留兩小時",
            "Matching buyers by balcony size gave sellers better meetings.",
        ],
        shortcomings=[
            "首日登記排隊四十分鐘，自助機只租了六部",
            "攤位只搭了86個，比合約少四個",
            "Orders stayed below target because US buyers could not sign on site.",
        ],
        actions=[
            ("租用二十部自助登記機", "Oscar Pang", "2026-12-15"),
            ("加入電子簽署訂單流程", "Priya Nair", "2027-01-20"),
        ],
        contracts=[("480000", "USD", "2026-03-10"), ("1200000", "HKD", "2026-03-16")],
        obligations=[
            ("Seminars", "12", "12"),
            ("Exhibition booths", "90", "86"),
            ("Highlight videos", "3", "3"),
            ("Edited photos", "350", "400"),
        ],
        clashes=[],
        missing=["acceptance"],
    )
