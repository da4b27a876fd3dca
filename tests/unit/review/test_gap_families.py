"""Papers that are wanted, by family: demanded, awaited, elsewhere, in a series, never written down."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.gaps.document_nouns import paper_nouns
from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, project, source, table, text


def gaps(*sources: Source, language: str = "en") -> list[dict[str, Any]]:
    made = project("T1", "Trial", "Harbour Trust", language, currency=None, required=())
    found: Any = build(made, sources)["missing"]
    return [dict(gap) for gap in found]


def classes(*sources: Source, language: str = "en") -> list[str]:
    return [gap["class"] for gap in gaps(*sources, language=language)]


def contract(*blocks: Block) -> Source:
    return source("contract", "contract.docx", "2026-03-02", *blocks)


def paper(class_key: str, day: str, *blocks: Block, **more: Any) -> Source:
    return source(class_key, more.pop("name", f"{class_key}.docx"), day, *blocks, **more)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Copies of all venue licences must be lodged with the Client.", ["venue licences"]),
        ("The Agency shall obtain the Letter of No Objection from the Police.", ["Letter of No Objection"]),
        ("On completion the Agency provides a certificate of destruction.", ["certificate of destruction"]),
        ("An attendance register is to be kept and handed over.", ["attendance register"]),
        ("The agency will supply an audited statement of media spend.", ["audited statement of media spend"]),
        ("The Agency may terminate this agreement by written notice.", []),
        ("Any extra cost needs the written consent of the Client.", []),
        ("The Agency shall obtain the consent of the parents.", ["consent of the parents"]),
        ("The Client shall return the order form and the application form.", []),
        ("乙方應於進場前提供公共意外責任險保單影本及施工切結書。", ["公共意外責任險保單", "施工切結書"]),
        ("得獎者個資應於活動後銷毀並檢附證明。", ["銷毀證明"]),
        ("乙方應保存講者勞務報酬扣繳憑證備查。", ["講者勞務報酬扣繳憑證"]),
        ("甲方應提供品牌識別規範。", []),
        ("达人须签署肖像授权书。", ["肖像授权书"]),
        ("乙方应删除用户数据并出具删除证明。", ["删除证明"]),
        ("乙方应按本工作计划书执行。", []),
        ("乙方應於活動後交回名單刪除確認。", ["名單刪除確認"]),
        ("備查函影本應併入結案資料。", ["備查函"]),
        ("乙方须随报告交回ATA单证册复印件。", ["单证册"]),
        ("場地由乙方申領臨時攤販牌照，副本須交甲方。", ["臨時攤販牌照"]),
        ("乙方應為每一場次投保公共意外責任險。", ["公共意外責任險"]),
        ("乙方应将教练资质复印件交甲方。", ["教练资质"]),
        ("The Agency shall carry public liability cover and provide the certificate.", ["certificate of insurance"]),
        ("契約一式二份，正本與副本由雙方各執。", []),
    ],
)  # fmt: skip
def test_papers_are_known_by_their_names(sentence: str, names: list[str]) -> None:
    assert [noun.name for noun in paper_nouns(sentence, promised=True)] == names


def test_a_demand_and_the_reminder_of_it_make_one_gap_that_quotes_both() -> None:
    demand = contract(heading("第六條 保險"), text("乙方應於開幕前提供公共意外責任險保險單副本。"))
    record = paper(
        "acceptance", "2026-05-20", text("期中驗收紀錄"),
        table("項目|約定|結果", "活動場次|2場|相符", "保險單副本|1份|未附，限期補正"),
    )  # fmt: skip
    found = [gap for gap in gaps(demand, record, language="zh-Hant") if gap["class"] == "other"]
    assert len(found) == 1
    assert found[0]["why"] == (
        "《contract》「第六條 保險」提到「乙方應於開幕前提供公共意外責任險保險單副本」；"
        "《acceptance》提到「保險單副本，1份，未附，限期補正」，檔案裡沒有公共意外責任險保險單。"
    )
    assert {c["document"] for c in found[0]["citations"]} == {"contract.docx", "acceptance.docx"}
    there = paper("other", "2026-05-22", text("掃描"), name="責任險保單.pdf")
    assert "other" not in classes(demand, record, there, language="zh-Hant")


def test_a_paper_named_in_another_language_is_called_in_the_projects_own() -> None:
    demand = contract(
        text("The Agency shall provide a copy of the insurance policy before the walk.")
    )
    (gap,) = gaps(demand, language="zh-Hant")
    assert gap["why"].endswith("檔案裡沒有保險單（insurance policy）。")


@pytest.mark.parametrize(
    ("class_key", "language", "sentence", "wanted"),
    [
        ("settlement", "en", "Lumen Films: second shoot unpaid, awaiting invoice.", "invoice"),
        ("settlement", "zh-Hant", "晨星音響 48,000 未付，發票待補。", "invoice"),
        ("settlement", "zh-Hans", "苏北彩印 34,000 未付，发票抬头错，退回重开。", "invoice"),
        ("settlement", "zh-Hans", "与乐队的合同还没签，款先付了。", "contract"),
        ("feedback", "en", "We never received the signed acceptance certificate.", "acceptance"),
        ("feedback", "zh-Hant", "驗收單到現在還沒有看到。", "acceptance"),
        ("retrospective", "zh-Hans", "改期是微信上说的，没走书面变更。", "other"),
        ("retrospective", "en", "The extra evening was never confirmed in writing.", "other"),
        ("final_report", "en", "Press clippings are supplied separately.", "media_clipping"),
        ("final_report", "zh-Hant", "附錄一 媒體剪報（紙本）。", "media_clipping"),
    ],
)  # fmt: skip
def test_somebody_says_that_a_paper_is_not_there(
    class_key: str, language: str, sentence: str, wanted: str
) -> None:
    assert classes(paper(class_key, "2026-07-05", text(sentence)), language=language) == [wanted]


@pytest.mark.parametrize(
    ("class_key", "sentence"),
    [
        ("settlement", "The third instalment is not invoiced yet."),
        ("settlement", "尾款 300,000 待我方開立發票。"),
        ("retrospective", "From now on every change must be confirmed in writing."),
        ("retrospective", "口頭意向也算簽約，定義要統一。"),
        ("minutes", "The venue has not yet sent the confirmation letter."),
    ],
)
def test_own_bills_rules_for_the_future_and_moments_on_the_way_are_no_gaps(
    class_key: str, sentence: str
) -> None:
    assert classes(paper(class_key, "2026-05-05", text(sentence)), language="zh-Hant") == []


def test_an_invoice_that_came_afterwards_is_there() -> None:
    waiting = paper("settlement", "2026-06-05", text("Blower replaced; awaiting invoice."))
    came = paper("invoice", "2026-06-19", text("Invoice 7: two blowers."))
    assert "invoice" in classes(waiting)
    assert "invoice" not in classes(waiting, came)


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("3.1 乙方可於甲方書面同意後，以同等價值的2場講座替換。", False),
        ("甲方書面認可後30日內支付末期款40%。", True),
        ("驗收通過後30日內匯入60萬元。", True),
    ],
)
def test_what_may_be_replaced_after_a_consent_asks_for_no_acceptance(
    clause: str, asked: bool
) -> None:
    found = classes(contract(text(clause)), language="zh-Hant")
    assert ("acceptance" in found) is asked


def test_a_stage_that_was_accepted_is_not_the_whole() -> None:
    demand = contract(text("尾款於成果報告經甲方書面核定驗收合格後三十日內支付。"))
    stage = paper("acceptance", "2026-05-20", text("期中驗收紀錄", "驗收合格。"))
    whole = paper("acceptance", "2026-07-20", text("驗收紀錄", "全案驗收合格。"), name="v.docx")
    assert "acceptance" in classes(demand, stage, language="zh-Hant")
    assert "acceptance" not in classes(demand, stage, whole, language="zh-Hant")


def test_consent_nobody_wrote_down_stands_beside_the_clause_on_the_same_matter() -> None:
    demand = contract(
        heading("3. Fees"),
        text("3.2 Costs above the fee are not payable unless a change order has been signed."),
        heading("4. Shortfall"),
        text("4.1 For each visit not delivered the fee falls by £300, unless agreed in writing on a substitute."),
    )  # fmt: skip
    look = paper(
        "retrospective", "2026-07-08",
        items("The swap for the two visits was never written down.", "Overspend on lights: no change order."),
    )  # fmt: skip
    found = [gap["why"] for gap in gaps(demand, look) if gap["class"] == "other"]
    assert len(found) == 2
    swap = next(why for why in found if "swap" in why)
    lights = next(why for why in found if "lights" in why)
    assert "4.1" in swap
    assert "3.2" in lights


def test_numbers_left_out_of_a_series() -> None:
    first = paper("minutes", "2026-04-02", text("開場"), title="第1次工作會議紀錄", name="m1.docx")
    third = paper("minutes", "2026-06-02", text("收尾"), title="第3次工作會議紀錄", name="m3.docx")
    (gap,) = gaps(first, third, language="zh-Hant")
    assert (gap["class"], gap["why"]) == ("minutes", "會議紀錄有第 1, 3 次，缺第 2 次。")
    second = paper("minutes", "2026-05-02", text("中段"), title="第2次工作會議紀錄", name="m2.docx")
    assert gaps(first, second, third, language="zh-Hant") == []


def test_reports_that_a_contract_wants_every_two_weeks() -> None:
    demand = contract(text("廠商應每兩週提送進度報告一次。"))
    ninth = paper("weekly_report", "2026-07-18", text("x"), title="雙週進度報告（第9期）")
    why = next(g["why"] for g in gaps(demand, ninth, language="zh-Hant") if g["class"] == "weekly_report")  # fmt: skip
    assert why == "進度報告只有第 9 期，沒有第 1–8 期。"
    assert classes(ninth, language="zh-Hant") == ["weekly_report"]  # the ninth had eight before it


@pytest.mark.parametrize(
    "name", ["Fortnightly status reports", "Progress reports", "Weekly snapshots"]
)
def test_series_have_many_names(name: str) -> None:
    demand = contract(table("Deliverable|Quantity", f"{name}|9"))
    assert classes(demand) == ["weekly_report"]


@pytest.mark.parametrize(
    ("clause", "language", "class_key"),
    [
        ("三、交付：互动展车4台；值班日报21份；海报6款。", "zh-Hans", "weekly_report"),
        ("每兩星期進度報告，共 8份", "zh-Hant", "weekly_report"),
        ("The Supplier reports every four weeks (reports 1 to 6).", "en", "weekly_report"),
        (
            "主要日期：開展2026年4月7日；中期報告2026年6月30日；完結2026年9月30日。",
            "zh-Hant",
            "other",
        ),
        ("第8条 个人信息：双方另签《个人信息处理协议》，作为附件二。", "zh-Hans", "other"),
        ("第9条 第三方监测报告由乙方委托出具。", "zh-Hans", "other"),
        ("乙方負責臨時公眾娛樂牌照，副本送甲方。", "zh-Hant", "other"),
        ("Payments: 40% on signing; 30% on the interim report; 30% at the end.", "en", "other"),
        ("Signed image releases from every diver are an annex to the evaluation.", "en", "other"),
        ("乙方須於完結後30日內將會員資料銷毀並書面確認。", "zh-Hant", "other"),
        ("The Agency destroys all guest data and confirms this in writing.", "en", "other"),
        ("Music licences are obtained by the Agency; copies on file.", "en", "other"),
        ("活动前取得大型活动安全许可批复。", "zh-Hans", "other"),
        ("乙方須於開工前提交風險評估報告。", "zh-Hant", "other"),
        ("Payment: 60% on signature, 40% against a signed-off closing report.", "en", "acceptance"),
        (
            "The balance falls due once the Client has accepted the final evaluation.",
            "en",
            "acceptance",
        ),
        ("尾款凭甲方签字的结案确认单支付。", "zh-Hans", "acceptance"),
        ("尾款於業主核發結案驗收證明後支付。", "zh-Hant", "acceptance"),
    ],
)
def test_what_a_contract_lets_one_expect(clause: str, language: str, class_key: str) -> None:
    assert class_key in classes(contract(text(clause)), language=language)


def test_papers_of_one_breath_are_one_gap_and_a_policy_stands_alone() -> None:
    breath = contract(text("承办人须提供用电安全检测报告及消防验收意见书。"))
    (gap,) = gaps(breath, language="zh-Hans")
    assert gap["why"].endswith("文件里没有用电安全检测报告、消防验收意见书。")
    offices = contract(text("乙方應於活動前提交警務處活動許可及保險單副本。"))
    assert len(gaps(offices, language="zh-Hant")) == 2


@pytest.mark.parametrize(
    "clause",
    [
        "乙方应保存达人身份核验记录备查。",
        "乙方请款时应检附支出凭证影本。",
    ],
)
def test_what_is_only_kept_or_put_with_a_bill_is_not_missed(clause: str) -> None:
    assert gaps(contract(text(clause)), language="zh-Hans") == []


def test_a_letter_that_is_the_acceptance_is_asked_for_once() -> None:
    demand = contract(text("委托方出具《结项确认函》视为验收。"))
    assert classes(demand, language="zh-Hans") == ["acceptance"]


@pytest.mark.parametrize(
    ("remark", "wanted"),
    [
        ("Hotline overrun 4,100 agreed by phone with Mara, mail to follow.", True),
        ("增派人手追加2万，客户电话同意。", True),
        ("Three digests never went out and nobody noticed.", False),
        ("Iris to refuse any extra hours without a signed change letter.", False),
        ("停止用 WhatsApp 口頭確認加人手。", False),
        ("场地限流未提前拿到书面通知，只能顺延。", False),
        ("公文修正三天沒人追。", False),
    ],
)
def test_a_remark_on_consent_is_not_a_rule_or_a_thing_that_was_not_sent(
    remark: str, wanted: bool
) -> None:
    look_back = paper("retrospective", "2026-06-30", text(remark))
    assert ("other" in classes(look_back)) is wanted


ACCOUNT = table(
    "Party|What|Billed|Settled|Open", "Harbour Trust|First tranche|40,000|40,000|0",
    "Harbour Trust|Second tranche|30,000|30,000|0", "Harbour Trust|Final tranche|30,000|0|30,000",
    "Ropewalk Staging Ltd|stage|9,000|9,000|0",
)  # fmt: skip
RECEIPTS = [
    heading("收款"),
    table("期|应收|实收|日期", "首笔|40,000|40,000|2026-04-02", "二笔|30,000|30,000|2026-05-06"),
]
BILL = text("Invoice HT-12 to Harbour Trust", "Second tranche 30,000")


@pytest.mark.parametrize(
    ("papers", "wanted"),
    [
        pytest.param([("settlement", ACCOUNT), ("invoice", BILL)], ["invoice", "payment_proof"], id="one bill of two"),
        pytest.param([("settlement", ACCOUNT), ("payment_proof", text("Bank advice 40,000"))], ["invoice"],
                     id="no bill"),
        pytest.param([("settlement", ACCOUNT), ("invoice", BILL), ("invoice", text("HT-9 to Harbour Trust")),
                      ("payment_proof", text("Bank advice"))], [], id="all there"),
        pytest.param([("settlement", ACCOUNT)], [], id="a folder that keeps none"),
        pytest.param([("settlement", ACCOUNT), ("invoice", text("Ropewalk Staging Ltd bills the agency 9,000"))], [],
                     id="a supplier's bill"),
        pytest.param([("settlement", RECEIPTS[0], RECEIPTS[1]), ("invoice", BILL)], ["invoice", "payment_proof"],
                     id="a list of receipts names nobody"),
    ],
)  # fmt: skip
def test_bills_and_proofs_fewer_than_the_client_s_payments(
    papers: list[Any], wanted: list[str]
) -> None:
    sources = [
        paper(key, "2026-05-20", *blocks, name=f"{n}.pdf")
        for n, (key, *blocks) in enumerate(papers)
    ]
    assert [key for key in classes(*sources) if key in ("invoice", "payment_proof")] == wanted


@pytest.mark.parametrize(
    ("client", "cell"),
    [("臨海市文化旅遊局", "臨海文旅局"), ("Marlow Ferry Trust Ltd", "Marlow Ferry, stage 1"),
     ("海桐啤酒股份有限公司", "海桐啤酒 二期")],
)  # fmt: skip
def test_a_payment_is_the_client_s_under_a_short_name(client: str, cell: str) -> None:
    made = project("T1", "Trial", client, "en", currency=None, required=())
    account = table("Party|Billed|Settled", f"{cell}|40,000|40,000", f"{cell}|30,000|30,000")
    papers = [
        paper("settlement", "2026-05-20", account),
        paper("invoice", "2026-05-06", text(f"Bill to {client}")),
    ]
    found: Any = build(made, papers)["missing"]
    assert {"invoice", "payment_proof"} <= {gap["class"] for gap in found}


# ------------------------------------------------------------------ one matter, told several times
def test_what_was_only_said_of_a_cost_beyond_the_limit_is_told_with_its_clause_once() -> None:
    """A limit in the contract, an amount above it agreed by word of mouth: one paper is missing, not four."""
    found = gaps(
        contract(heading("服务合同"), text("3.2 追加费用超过8,000元的，应先取得甲方书面同意。")),
        paper(
            "retrospective",
            "2026-06-20",
            heading("复盘"),
            text("支出超了一截，其中夜航灯船2.4万没有书面确认，只能自己吃。"),
            items("口头同意就花钱，夜航灯船收不回来"),
            language="zh-Hans",
        ),
        paper(
            "feedback",
            "2026-06-12",
            text(
                "夜航灯船的两万四：她承认口头说过，但财务不认。原话是“别再问我要口头答应，发个函过来”。"
            ),
            language="zh-Hans",
        ),
        language="zh-Hans",
    )
    written = [gap["why"] for gap in found if "书面" in gap["why"]]
    assert len(written) == 1, written
    assert "8,000元" in written[0]
    assert "夜航灯船2.4万" in written[0]


@pytest.mark.parametrize(
    ("language", "remarks", "count"),
    [
        ("zh-Hant", ["舞台搭建加開夜場只有口頭同意。", "舞台搭建延長兩天也沒有書面確認。"], 2),
        ("zh-Hant", ["河岸市集延期一週，客戶口頭答應。", "河岸市集追加燈光，沒有書面確認。"], 2),
        ("zh-Hans", ["社群广告追加投放只有口头同意。", "社群广告减少两档，客户口头说好。"], 2),
        ("zh-Hans", ["河岸市集第二场换摊位只有口头同意。", "河岸市集第五场换摊位没有书面确认。"], 2),
        ("zh-Hant", ["河岸市集追加燈光只有口頭同意。", "河岸市集追加燈光沒有書面確認，財務不認。"], 1),
        ("zh-Hant", ["河岸市集燈光只有口頭同意。", "河岸市集追加燈光沒有書面確認。"], 1),
        ("en", ["The extra lights for the quay market were never confirmed.",
                "The longer opening of the quay market was never confirmed."], 2),
    ],
)  # fmt: skip
def test_two_things_done_to_one_matter_want_two_consents(
    language: str, remarks: list[str], count: int
) -> None:
    looked_back = paper("retrospective", "2026-06-20", items(*remarks), language=language)
    assert len(gaps(looked_back, language=language)) == count


def test_an_amount_below_the_limit_and_another_matter_stay_apart_from_the_clause() -> None:
    found = gaps(
        contract(heading("服务合同"), text("3.2 追加费用超过80,000元的，应先取得甲方书面同意。")),
        paper(
            "retrospective",
            "2026-06-20",
            heading("复盘"),
            items("夜航灯船2.4万没有书面确认", "码头围挡改色口头同意，没有留底"),
            language="zh-Hans",
        ),
        language="zh-Hans",
    )
    told = [gap["why"] for gap in found if "夜航灯船" in gap["why"] or "码头围挡" in gap["why"]]
    assert len(told) == 2, told
    assert not any("80,000元" in why for why in told)


def test_the_consent_somebody_also_asked_for_is_told_with_its_clause() -> None:
    found = gaps(
        contract(heading("服务合同"), text("3.2 追加费用超过8,000元的，应先取得甲方书面同意。")),
        paper(
            "minutes",
            "2026-05-11",
            heading("跟进"),
            table("事项|谁|何时", "夜航灯船书面确认|沈未|2026-05-15", "彩排名单|陆鸣|2026-05-16"),
            language="zh-Hans",
        ),
        paper(
            "retrospective",
            "2026-06-20",
            heading("复盘"),
            text("支出超了一截，其中夜航灯船2.4万没有书面确认，只能自己吃。"),
            language="zh-Hans",
        ),
        language="zh-Hans",
    )
    assert [gap["why"] for gap in found if "8,000元" in gap["why"] and "2.4万" in gap["why"]]


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (text("以後的夜航導覽要有統一的講稿範本。"), True),
        (text("A volunteer briefing template should come out of this."), True),
        (table("事項|誰|何時", "臨時加班申請表範本|沈未|2026-07-15"), True),
        (table("事項|誰", "去年沿用的講稿範本|沈未"), False),
        (table("Action|Who|By", "Ferry rota, as a template|Ines|15 July 2026"), False),
        (text("講稿範本用得順手。"), False),
        (text("The template saved us a week."), False),
    ],
)
def test_a_template_is_wanted_where_there_should_be_one_or_it_is_due(
    block: Block, wanted: bool
) -> None:
    retro = paper("retrospective", "2026-06-20", heading("檢討"), block)
    assert ("template" in classes(retro)) is wanted


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("乙方須於活動後六十日內提交核數師報告。", "核數師報告"),
        ("乙方須協助甲方取得會計師報告。", "會計師報告"),
        ("平台商須於2026年9月30日前提交總對帳表。", "總對帳表"),
        ("乙方應於上線前提交弱點掃描報告。", "弱點掃描報告"),
        ("乙方应提交渗透测试报告。", "渗透测试报告"),
    ],
)
def test_reports_of_accountants_and_of_scans_are_papers(clause: str, name: str) -> None:
    agreed = contract(text(clause))
    assert [gap["name"] for gap in gaps(agreed, language="zh-Hant")] == [name]
    filed = paper("other", "2026-06-01", text("。"), title=name, name=f"{name}.pdf")
    assert gaps(agreed, filed, language="zh-Hant") == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [("驗收依據", ["media_clipping"]), ("佐證資料", ["media_clipping"]), ("說明", [])],
)
def test_what_a_contracts_list_is_accepted_by_is_asked_for(head: str, expected: list[str]) -> None:
    rows = (f"工作項目|數量|{head}", "記者會|2場|剪報", "短片|5支|公開連結")
    agreed = contract(table(*rows))
    assert classes(agreed, language="zh-Hant") == expected
    cuttings = paper("media_clipping", "2026-06-01", text("剪報"))
    assert classes(agreed, cuttings, language="zh-Hant") == []


@pytest.mark.parametrize("cell", ["剪報（如有）", "免附剪報", "視需要提供剪報", "甲方提供之剪報"])
def test_a_paper_in_a_list_that_may_never_be_is_not_missed(cell: str) -> None:
    rows = ("工作項目|數量|驗收依據", f"記者會|2場|{cell}", "短片|5支|公開連結")
    assert classes(contract(table(*rows)), language="zh-Hant") == []
