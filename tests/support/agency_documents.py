"""Documents of invented agencies, as different people write them, with what a reader should make of each.

A document is written in a small notation, one line each: `# ` a heading (`## ` deeper), `- ` a list item,
`| a | b` a row of a table, `> ` a page header, `@ ` a mail header, `[name]` a new sheet, `=== ` a slide;
anything else is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from archive.domain.segments import (
    ContentState,
    Extracted,
    Place,
    Segment,
    SegmentKind,
    table_segment,
)
from archive.domain.text_quality import TextQuality


@dataclass(frozen=True)
class AgencyDocument:
    """One file of a project folder and the truth about it."""

    path: str
    class_key: str
    date: str | None
    text: str
    title: str = ""
    language: str = ""
    started: date = date(2025, 3, 1)
    ended: date = date(2025, 9, 30)
    project_language: str = "zh-Hant"
    properties: dict[str, str] = field(default_factory=dict)
    version: str | None = None
    amount: str | None = None

    @property
    def extracted(self) -> Extracted:
        """The document as extraction would hand it over."""
        return Extracted(
            media_type="application/octet-stream",
            extension=self.path.rpartition(".")[2].lower(),
            state=ContentState.OK,
            segments=tuple(segments_of(self.text)),
            properties=self.properties,
            quality=TextQuality.GOOD,
        )


_MARKS = (
    ("# ", SegmentKind.HEADING, 1),
    ("## ", SegmentKind.HEADING, 2),
    ("- ", SegmentKind.LIST_ITEM, 0),
    ("> ", SegmentKind.HEADER, 0),
    ("@ ", SegmentKind.FIELD, 0),
)


def segments_of(text: str) -> Iterator[Segment]:
    """Read the notation of this module."""
    rows: list[list[str]] = []
    sheet, slide = None, None
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            yield table_segment(rows, Place(sheet=sheet, slide=slide))
            rows = []
        if found := re.fullmatch(r"\[(.+)\]", line):
            sheet = found[1]
        elif line.startswith("=== "):
            slide = (slide or 0) + 1
            yield Segment(SegmentKind.HEADING, line[4:], Place(slide=slide), level=1)
        elif line.strip():
            yield _line(line, Place(sheet=sheet, slide=slide))


def _line(line: str, place: Place) -> Segment:
    for mark, kind, level in _MARKS:
        if line.startswith(mark):
            return Segment(kind, line.removeprefix(mark), place, level=level)
    return Segment(SegmentKind.PARAGRAPH, line, place)


CN = {"project_language": "zh-Hans", "started": date(2025, 4, 1), "ended": date(2025, 10, 31)}
TW = {"project_language": "zh-Hant", "started": date(2025, 3, 1), "ended": date(2025, 9, 30)}
HK = {"project_language": "zh-Hant", "started": date(2025, 5, 1), "ended": date(2025, 12, 15)}
EN = {"project_language": "en", "started": date(2025, 2, 1), "ended": date(2025, 8, 31)}

MAINLAND = [
    AgencyDocument(
        "合作/服务协议 盖章版.pdf",
        "contract",
        "2025-04-08",
        """
品牌年度公关服务协议
协议编号：HX-PR-2025-18
甲方（委托方）：宁波海雪乳业有限公司
乙方（受托方）：上海听潮公关顾问有限公司
鉴于甲方拟委托乙方提供公关服务，双方经友好协商，达成如下协议：
第一条 服务内容
乙方于2025年4月15日至10月31日期间为甲方提供媒体关系维护、新闻发布与舆情监测。
第二条 费用及支付
服务费总额为人民币 960,000 元（大写：玖拾陆万元整），含6%增值税。甲方于协议生效后10日内支付50%。
第三条 违约责任
任何一方违约的，应向守约方支付合同总额10%的违约金。
第四条 争议解决
因本协议产生的争议，提交甲方所在地人民法院管辖。本协议一式两份，双方签字盖章后生效。
甲方（盖章）：          乙方（盖章）：
签署日期：2025年4月8日
""",
        title="品牌年度公关服务协议",
        amount="960000",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "合作/报价-听潮-三月.xlsx",
        "quotation",
        "2025-03-20",
        """
[报价]
# 海雪乳业年度公关服务报价单
报价日期：2025/3/20    有效期：30天
| 序号 | 服务项目 | 单位 | 数量 | 单价 | 小计 |
| 1 | 月度新闻发布 | 篇 | 42 | 6000 | 252000 |
| 2 | 媒体见面会 | 场 | 2 | 185000 | 370000 |
| 3 | 舆情监测 | 月 | 7 | 28000 | 196000 |
| | 合计 | | | | 818000 |
| | 优惠后 | | | | 800000 |
备注：以上报价含税，不含差旅。
""",
        title="海雪乳业年度公关服务报价单",
        amount="800000",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "会议/0416 kickoff.docx",
        "minutes",
        "2025-04-16",
        """
# 海雪项目启动会会议纪要
会议时间：4月16日 14:00
会议地点：海雪总部302
参会人员：海雪-吕芸、周瑞；听潮-骆嘉、冯一苇
记录人：冯一苇
## 一、讨论内容
1. 吕芸介绍了年度新品节奏，希望六月之前先把奶源故事讲透。
2. 骆嘉提醒，合同第二条的首付款要在月底前到账，否则发布会场地订不下来。
## 二、会议决议
- 5月20日前交付媒体名单，责任人：冯一苇
- 报价单里的舆情监测改为月报形式
下次会议：4月30日
""",
        title="海雪项目启动会会议纪要",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "会议/项目例会纪要20250604.txt",
        "minutes",
        "2025-06-04",
        """
海雪公关 双周例会
时间 2025.6.4 上午10点 腾讯会议
参加：吕芸 骆嘉 冯一苇 池晓
请假：周瑞
一、媒体见面会
场地确定在外滩源，名单还差三家财经媒体，池晓本周五补齐。
二、待办
冯一苇：更新传播排期；池晓：确认摄影。
""",
        title="海雪公关 双周例会",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "周报/海雪周报_W24.docx",
        "weekly_report",
        "2025-06-15",
        """
# 海雪公关项目工作周报
汇报周期：2025年6月9日—6月15日    填报人：冯一苇
## 本周工作
- 完成见面会邀约，确认出席媒体31家
- 发布新闻稿3篇，转载126次
## 下周计划
- 见面会执行
## 风险与问题
- 签到系统供应商尚未签约
| 指标 | 本周 | 累计 | 目标 |
| 原发报道 | 3 | 15 | 42 |
""",
        title="海雪公关项目工作周报",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "数据/舆情与传播数据(截止0930).xlsx",
        "data_report",
        "2025-09-30",
        """
[传播数据]
| 月份 | 原发 | 转载 | 阅读量(万) | 互动量 |
| 4月 | 5 | 188 | 96.2 | 5230 |
| 5月 | 6 | 240 | 133.5 | 8121 |
| 6月 | 9 | 402 | 210.4 | 15320 |
[目标达成]
| 指标 | 目标 | 实际 | 完成率 |
| 原发报道 | 42 | 45 | 107% |
| 正面声量占比 | 85% | 88.6% | 104% |
数据截止2025年9月30日，来源：第三方监测平台
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "结项/海雪项目总结报告 V2.docx",
        "final_report",
        "2025-10-22",
        """
> 听潮公关 机密
# 海雪乳业2025年度公关项目总结报告
委托方：宁波海雪乳业有限公司   服务方：上海听潮公关顾问有限公司   版本：V2.0
提交日期：2025年10月22日
## 一、项目概况
项目于2025年4月8日签约，合同金额96万元。
## 二、目标达成情况
| 指标 | 目标 | 实际 | 达成率 |
| 原发报道 | 42 | 45 | 107% |
## 三、费用使用情况
预算80万元，实际支出78.35万元。
## 四、亮点与不足
舆情响应平均38分钟；财经媒体覆盖不足。
## 五、后续建议
明年提前锁定媒体档期。
""",
        title="海雪乳业2025年度公关项目总结报告",
        version="2.0",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "结项/费用决算-财务.xlsx",
        "settlement",
        "2025-10-28",
        """
[决算]
# 海雪项目费用决算表
编制日期：2025-10-28
| 科目 | 预算金额 | 实际发生 | 差异 | 备注 |
| 媒体见面会 | 370000 | 381200 | 11200 | 加场 |
| 新闻发布 | 252000 | 231800 | -20200 | |
| 合计 | 622000 | 613000 | -9000 | |
[应付账款]
| 供应商 | 事由 | 未付金额 |
| 光圈影像 | 摄影尾款 | 8600 |
""",
        title="海雪项目费用决算表",
        amount="613000",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "结项/复盘.docx",
        "retrospective",
        "2025-10-30",
        """
# 海雪项目复盘
时间：10月30日下午 地点：听潮 小会议室 参与：骆嘉、冯一苇、池晓
## 做得好的
- 舆情群组响应快
## 做得不好的
- 见面会名单定得太晚，根本原因是没有负责人
## 改进措施
- 以后大型活动T-30锁名单，骆嘉负责，11月15日前写进SOP
""",
        title="海雪项目复盘",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "前期/海雪2025公关需求.docx",
        "brief",
        "2025-03-03",
        """
# 海雪乳业2025年度公关需求说明
发布部门：海雪乳业品牌部    2025年3月3日
## 项目背景
海雪是区域乳企，希望走出浙江。
## 传播目标
- 目标人群：25至40岁家庭
- 核心信息：每一滴都知道来处
## 预算与时间
预算不超过100万元，提案时间3月18日，请准备30分钟。
## 禁忌
不得与进口品牌直接对比。
联系人：吕芸
""",
        title="海雪乳业2025年度公关需求说明",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "前期/听潮 x 海雪 传播方案 0318.pptx",
        "proposal",
        "2025-03-18",
        """
=== 每一滴都知道来处
2025海雪乳业年度传播方案
听潮公关 2025年3月18日
=== 我们的洞察
消费者不相信广告，但相信牧场的早晨
=== 传播策略
先建立可信，再扩大声量
=== 预算分配
公关费用 80万元
=== 为什么选择听潮
十年乳业经验
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "客户反馈/满意度评分.xlsx",
        "survey",
        "2025-10-20",
        """
[评分表]
# 海雪项目客户满意度评分表
填写日期：2025年10月20日
| 评价项目 | 非常满意5 | 满意4 | 一般3 | 不满意2 | 得分 |
| 响应速度 | √ | | | | 5 |
| 专业能力 | | √ | | | 4 |
平均分 4.5
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "客户反馈/吕芸 邮件.eml",
        "feedback",
        "2025-10-24",
        """
@ Subject: 回复：关于年度合作的一点感想
@ From: 吕芸 <lv.yun@haixue.example>
@ To: 骆嘉 <luo@tingchao.example>
@ Date: Fri, 24 Oct 2025 09:30:00 +0800
骆总好，
这一年辛苦大家，整体上我们很满意，尤其是六月那次舆情处理。
不足的地方是财经媒体太少，老板有意见，希望明年能改进。期待继续合作。
吕芸
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "财务/发票_首款.pdf",
        "invoice",
        "2025-04-12",
        """
上海增值税专用发票
发票号码：25312000000118  开票日期：2025年04月12日
购买方名称：宁波海雪乳业有限公司  纳税人识别号：
货物或应税劳务名称 规格型号 单位 数量 单价 金额 税率 税额
*现代服务*公关服务费 项 1 452830.19 452830.19 6% 27169.81
价税合计（大写）肆拾捌万元整 （小写）¥480000.00
销售方名称：上海听潮公关顾问有限公司
""",
        amount="480000",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "财务/银行回单.pdf",
        "payment_proof",
        "2025-04-18",
        """
网上银行电子回单
交易日期 2025-04-18 交易流水号 88123
付款方户名 宁波海雪乳业有限公司
收款方户名 上海听潮公关顾问有限公司
金额 人民币 480,000.00 交易成功 用途 服务费首款
""",
        amount="480000",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "执行/见面会验收确认.docx",
        "acceptance",
        "2025-06-20",
        """
# 媒体见面会项目验收单
项目名称：海雪媒体见面会  供应商：上海听潮公关顾问有限公司
验收内容：场地搭建、媒体签到31家、摄影摄像
验收意见：经核对数量相符，同意验收。
验收人：周瑞（签字）  日期：2025年6月20日
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "执行/拍摄脚本-奶源篇.docx",
        "creative",
        "2025-05-12",
        """
# 奶源故事短片 分镜脚本
2025年5月12日 第二稿
| 镜号 | 画面 | 旁白 | 时长 |
| 1 | 凌晨四点的牧场，远景 | 天还没亮 | 4秒 |
| 2 | 牧民的手，特写 | 它先醒了 | 3秒 |
配乐：钢琴。字幕：每一滴都知道来处
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "执行/排期表-传播.xlsx",
        "schedule",
        None,
        """
[排期]
# 2025年5-7月传播排期表
| 工作项 | 开始日期 | 结束日期 | 负责人 | 状态 |
| 奶源短片上线 | 2025-05-20 | 2025-05-25 | 池晓 | 进行中 |
| 媒体见面会 | 2025-06-18 | 2025-06-18 | 冯一苇 | 未开始 |
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "其他/团建名单.xlsx",
        "other",
        None,
        """
[Sheet1]
| 姓名 | 手机号 | 房型 | 忌口 |
| 冯一苇 | 13712340987 | 标间 | 无 |
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "模板/合同审批单（空白）.docx",
        "template",
        None,
        """
# 合同审批单（模板）
合同名称：____________  合同编号：____________
对方单位：____________  金额：________元
申请人：______  部门负责人：______  法务：______  日期：  年  月  日
""",
        language="zh-Hans",
        **CN,
    ),
    AgencyDocument(
        "执行/媒体报道汇总6月.xlsx",
        "media_clipping",
        "2025-06-30",
        """
[6月]
# 海雪6月媒体报道汇总（截至2025年6月30日）
| 日期 | 媒体 | 标题 | 链接 | 版面 |
| 2025-06-19 | 东海商报 | 一滴奶的来处 | http://news.example/1 | A12 |
| 2025-06-21 | 浙南晚报 | 乳企讲故事 | http://news.example/2 | B3 |
""",
        language="zh-Hans",
        **CN,
    ),
]

TAIWAN = [
    AgencyDocument(
        "合約/委託契約書(用印).pdf",
        "contract",
        "2025-03-12",
        """
山海市觀光局　年度社群行銷委託契約書
立契約書人：山海市政府觀光局（以下簡稱甲方）
　　　　　　小島日常有限公司（以下簡稱乙方）
第一條　履約標的：乙方應辦理社群經營、網紅踩線團三梯次。
第二條　契約價金：新臺幣壹佰捌拾陸萬元整（含稅）。
第三條　付款方式：分三期撥付。
第四條　驗收：乙方應於114年9月20日前提交成果報告書辦理驗收。
第五條　罰則：逾期每日按契約總價千分之一計罰。
本契約正本一式二份，雙方各執一份。
甲方代表人：　　　　乙方代表人：
中 華 民 國 114 年 3 月 12 日
""",
        title="年度社群行銷委託契約書",
        amount="1860000",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "合約/報價_小島日常v2.pdf",
        "quotation",
        "2025-02-21",
        """
小島日常有限公司
報　價　單
客戶名稱：山海市政府觀光局　　報價日期：114/02/21　　有效期限：30日
品名 規格 數量 單價 金額
社群代操 月 6 120,000 720,000
網紅踩線團 梯次 3 300,000 900,000
未稅合計 1,620,000
營業稅 5% 81,000
含稅總計 1,701,000
客戶簽章：
""",
        title="報價單",
        amount="1701000",
        version="2",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "會議/第二次工作會議紀錄.docx",
        "minutes",
        "2025-04-22",
        """
# 山海市社群行銷案 第二次工作會議紀錄
一、時間：114年4月22日（星期二）下午2時
二、地點：觀光局三樓會議室
三、主席：邱科長
四、出席單位及人員：詳簽到簿
五、報告事項：小島日常報告踩線團籌備進度，並說明報價單中之保險費用。
六、決議：第一梯次延至5月17日辦理。
七、散會：下午3時30分
紀錄：石安
""",
        title="第二次工作會議紀錄",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "會議/LINE群組結論0612.txt",
        "minutes",
        "2025-06-12",
        """
6/12 線上會議結論
與會：邱科長、石安、阿默
1. 第二梯次名單定案
2. 貼文審稿改成兩個工作天
待辦：石安更新行事曆
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "週報/社群週報 0609-0615.pptx",
        "weekly_report",
        "2025-06-15",
        """
=== 社群經營週報
2025/06/09 ~ 2025/06/15　小島日常
=== 本週貼文成效
觸及 82,300，互動 4,120
=== 下週規劃
踩線團預告貼文
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "成效/8月廣告成效報表.xlsx",
        "data_report",
        "2025-08-31",
        """
[廣告成效]
統計期間：2025/08/01~2025/08/31
| 廣告組合 | 曝光數 | 點擊數 | CTR | CPC | 花費 |
| 觀光季影片 | 1203400 | 18230 | 1.51% | 6.2 | 113026 |
| 踩線團貼文 | 402300 | 9120 | 2.27% | 5.1 | 46512 |
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "結案/期末成果報告書_定稿.docx",
        "final_report",
        "2025-09-18",
        """
# 山海市年度社群行銷委託案 成果報告書
執行單位：小島日常有限公司　　中華民國114年9月18日
## 壹、計畫緣起
本案依契約辦理。
## 貳、執行情形
三梯次踩線團均如期完成。
## 參、效益分析
| 項目 | 目標值 | 達成值 | 達成率 |
| 粉絲成長 | 20,000 | 23,411 | 117% |
## 肆、經費支用
## 伍、檢討與建議
""",
        title="成果報告書",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "結案/經費支出明細表.xlsx",
        "settlement",
        "2025-09-25",
        """
[支出明細]
# 山海市社群行銷案經費支出明細表
製表日期：114.09.25
| 預算科目 | 核定經費 | 實支金額 | 餘額 | 憑證編號 |
| 業務費 | 1200000 | 1183400 | 16600 | A01-A33 |
| 人事費 | 500000 | 500000 | 0 | B01 |
| 合計 | 1700000 | 1683400 | 16600 | |
""",
        title="經費支出明細表",
        amount="1683400",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "內部/專案回顧會議.docx",
        "retrospective",
        "2025-09-29",
        """
# 山海市案 專案檢討會議
日期：2025年9月29日　參與：阿默、石安、庭庭　紀錄：庭庭
## 哪些做得好
踩線團的隨團攝影。
## 哪些可以更好
審稿流程一直卡在週五，原因是沒有先排窗口。
## 下次改善
簽約時就寫明審稿天數。負責人：阿默
""",
        title="專案檢討會議",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "需求/RFP_山海市.pdf",
        "brief",
        "2025-01-15",
        """
114年度社群行銷委託專業服務案 需求說明書
中華民國114年1月15日
壹、計畫目的：提升山海市能見度。
貳、工作項目及需求：社群經營、網紅踩線。
參、預算金額：新臺幣190萬元整。
肆、履約期限：自決標日起至114年9月30日止。
伍、評選項目及配分。
""",
        title="需求說明書",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "提案/服務建議書_小島日常.pdf",
        "proposal",
        "2025-02-10",
        """
114年度社群行銷委託專業服務案
服務建議書
投標廠商：小島日常有限公司　114年2月10日
第一章 對本案之瞭解
第二章 策略與創意構想
洞察：遊客不缺景點，缺的是理由。
第三章 執行團隊與過往實績
第四章 預期效益
""",
        title="服務建議書",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "客戶/滿意度問卷回收.pdf",
        "survey",
        "2025-09-22",
        """
委託單位滿意度問卷
填表日期：114年9月22日　填表人：邱科長
1. 對執行團隊的專業能力　■非常滿意 □滿意 □普通 □不滿意
2. 對溝通效率　□非常滿意 ■滿意 □普通 □不滿意
整體滿意度：4.5分（滿分5分）
其他意見：審稿可再快一點。
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "財務/請款單-第二期.docx",
        "invoice",
        "2025-06-30",
        """
# 請款單
請款日期：114年6月30日　案名：山海市社群行銷委託案
請款單位：小島日常有限公司　統一編號：04595257
| 期別 | 說明 | 金額 |
| 第二期 | 依契約第三條 | NT$744,000 |
應付金額：新臺幣744,000元整
匯款帳號：第一商業銀行 山海分行
""",
        amount="744000",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "執行/踩線團簽到與活動紀錄.docx",
        "execution_record",
        "2025-05-17",
        """
# 網紅踩線團第一梯次 活動執行紀錄
活動日期：114年5月17日　地點：東岸
現場狀況：上午小雨，改走室內動線。
現場照片：如附件
執行人員：石安
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "執行/貼文文案_6月.docx",
        "creative",
        None,
        """
# 6月社群貼文文案
貼文一
主文案：海邊沒有訊號，剛剛好。
#山海市 #小島日常
貼文二
主文案：你有多久沒有迷路了？
CTA：點擊連結報名
""",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "專案計畫書_v1.1.docx",
        "plan",
        "2025-03-20",
        """
# 山海市社群行銷案 專案執行計畫書
版本：V1.1　日期：114年3月20日
## 一、專案範圍
## 二、組織架構與分工
## 三、里程碑
| 里程碑 | 預定日期 |
| 第一梯次 | 114/5/10 |
## 四、風險管理
""",
        title="專案執行計畫書",
        version="1.1",
        language="zh-Hant",
        **TW,
    ),
    AgencyDocument(
        "結案/結案驗收紀錄.docx",
        "acceptance",
        "2025-09-24",
        """
# 結案驗收紀錄
案名：114年度社群行銷委託案　驗收日期：114年9月24日
驗收結果：與契約、圖說、貨樣規定相符，准予驗收。
主驗人員：邱科長　協驗人員：林股長
""",
        language="zh-Hant",
        **TW,
    ),
]

HONG_KONG = [
    AgencyDocument(
        "Contract/Service Agreement (signed).docx",
        "contract",
        "2025-05-06",
        """
# SERVICE AGREEMENT
THIS AGREEMENT is dated this 6th day of May 2025
BETWEEN
(1) Harbourlight Arts Foundation Limited ("the Client"); and
(2) Tin Lok Communications Ltd. ("the Agency").
WHEREAS the Client wishes to appoint the Agency to promote the 2025 Harbour Festival.
1. Services. The Agency shall provide the services set out in Schedule 1.
2. Fees. The Client shall pay a total fee of HK$1,380,000.
3. Termination. Either party may terminate upon 30 days' notice.
4. Governing law. This Agreement shall be governed by the laws of Hong Kong.
IN WITNESS WHEREOF the parties hereto have executed this Agreement.
""",
        title="SERVICE AGREEMENT",
        amount="1380000",
        language="en",
        **HK,
    ),
    AgencyDocument(
        "Contract/報價單_天樂_rev2.xlsx",
        "quotation",
        "2025-04-17",
        """
[Quotation]
# 天樂傳訊 報價單 Quotation
日期 Date: 17/4/2025   有效期 Validity: 14 days
| 項目 Item | 數量 Qty | 單價 Unit price (HK$) | 金額 Amount (HK$) |
| 戶外廣告 Outdoor | 20 | 38000 | 760000 |
| 記者會 Press conference | 1 | 220000 | 220000 |
| 總計 Total | | | 980000 |
""",
        amount="980000",
        **HK,
    ),
    AgencyDocument(
        "Meetings/會議記錄_20250611.docx",
        "minutes",
        "2025-06-11",
        """
# 海港節宣傳項目 第三次會議記錄
日期：2025年6月11日　時間：下午3時　地點：中環辦公室
出席者：鍾小姐、馬先生、Vivian
致歉：羅先生
1. 通過上次會議記錄
2. 戶外廣告：馬先生表示燈箱位置已確認，須於6月20日前交稿。
3. 跟進事項：Vivian 更新媒體名單
""",
        title="第三次會議記錄",
        language="zh-Hant",
        **HK,
    ),
    AgencyDocument(
        "Reports/Weekly status wk 27.docx",
        "weekly_report",
        "2025-07-06",
        """
# Harbour Festival - weekly status report
Week ending 6 July 2025. Prepared by Vivian Mok
## This week
- 14 lightboxes live
## Next week
- Press conference rehearsal
## Risks
- Typhoon season
""",
        language="en",
        **HK,
    ),
    AgencyDocument(
        "Closing/結案報告_海港節_最終版.docx",
        "final_report",
        "2025-12-08",
        """
# 2025海港節宣傳項目 結案報告
客戶：海港之光藝術基金會有限公司　撰寫：天樂傳訊　日期：2025年12月8日
## 1. 項目摘要
## 2. 目標與成果
| 目標 | 指標 | 實際 |
| 入場人次 | 60,000 | 71,204 |
## 3. 開支總結
總支出港幣1,352,600元。
## 4. 建議
""",
        title="2025海港節宣傳項目 結案報告",
        language="zh-Hant",
        **HK,
    ),
    AgencyDocument(
        "Closing/Final a_c - Harbour Festival.xlsx",
        "settlement",
        "2025-12-10",
        """
[Final account]
As at 10 December 2025
| Cost item | Budget (HK$) | Actual (HK$) | Variance |
| Outdoor | 760000 | 781300 | 21300 |
| Press | 220000 | 205000 | -15000 |
| Total | 980000 | 986300 | 6300 |
[Outstanding]
| Payee | Amount |
| Wah Kee Printing | 18200 |
""",
        amount="986300",
        language="en",
        **HK,
    ),
    AgencyDocument(
        "Closing/debrief notes.docx",
        "retrospective",
        "2025-12-12",
        """
# Internal debrief
12 December 2025 Present: Vivian, Marco, Bonnie
What went well
- Lightbox negotiation saved 8 per cent
What went wrong
- Press kit late, because nobody owned the translation
What we will do differently
- One owner per asset (Marco, by 31 January)
""",
        title="Internal debrief",
        language="en",
        **HK,
    ),
    AgencyDocument(
        "Media/剪報 coverage 2025-11.pdf",
        "media_clipping",
        "2025-11-30",
        """
海港節 2025年11月 媒體報道剪報
整理日期：2025年11月30日
港島日報 A14 2025-11-03 海港節今晚揭幕
城中週刊 第88期 2025-11-14 一海兩岸的燈
""",
        language="zh-Hant",
        **HK,
    ),
    AgencyDocument(
        "Feedback/RE_ Thank you.eml",
        "feedback",
        "2025-12-09",
        """
@ Subject: RE: Thank you from Harbourlight
@ From: Chung Ka Yan <kayan@harbourlight.example>
@ To: Vivian Mok <vivian@tinlok.example>
@ Date: Tue, 9 Dec 2025 11:02:00 +0800
Dear Vivian,
Thank you for a splendid festival. We were very happy with the outdoor work; overall the board is pleased.
The one thing we would have liked is an earlier media plan. We look forward to working with you again.
""",
        language="en",
        **HK,
    ),
    AgencyDocument(
        "Closing/closeout checklist.xlsx",
        "closeout_plan",
        "2025-11-25",
        """
[Checklist]
# Project close-out checklist
Updated 25 Nov 2025
| Task | Owner | Due | Done |
| Final report | Vivian | 8 Dec | |
| Return deposits | Bonnie | 15 Dec | |
| Archive files | Marco | 15 Dec | |
""",
        language="en",
        **HK,
    ),
]

ENGLISH = [
    AgencyDocument("1 Brief/Brackenfield - creative brief.docx", "brief", "2025-01-20", """
# Creative brief: Brackenfield Cider summer launch
Client: Brackenfield Drinks plc. Date: 20 January 2025
## Background
Brackenfield has been sold in pubs only.
## Target audience
25 to 34, urban.
## Single-minded proposition
Summer starts when you say so.
## Tone of voice
Warm, dry.
## Mandatories
Drinkaware logo. Budget: £240k. Pitch on 3 February.
""", title="Creative brief: Brackenfield Cider summer launch", language="en", **EN),
    AgencyDocument("2 Pitch/Brackenfield_pitch_v3.pptx", "proposal", "2025-02-03", """
=== Summer starts when you say so
Proposal for Brackenfield Drinks plc
Otter & Finch, 3 February 2025
=== Our insight
Nobody waits for the weather forecast any more
=== The creative idea
The button that starts summer
=== Why us
=== Investment
£228,000 plus VAT
""", version="3", language="en", **EN),
    AgencyDocument("3 Legal/SOW 2 executed.pdf", "contract", "2025-02-17", """
STATEMENT OF WORK No. 2
This Statement of Work is made between Brackenfield Drinks plc and Otter & Finch Ltd and is
governed by the Master Services Agreement of 4 March 2023.
1. Deliverables
2. Fees: the total fee is £228,000 exclusive of VAT, payable in three instalments.
3. Intellectual property
Signed for and on behalf of the parties
Date: 17 February 2025
""", title="STATEMENT OF WORK No. 2", amount="228000", language="en", **EN),
    AgencyDocument("3 Legal/estimate OF-2217.pdf", "quotation", "2025-02-07", """
Otter & Finch Ltd
Cost estimate
Estimate no. OF-2217  Date 07/02/2025  Valid for 30 days
Description Qty Unit price Amount
Film production 1 96,000 96,000
Social cut-downs 12 1,500 18,000
Media 1 114,000 114,000
Total excl. VAT £228,000
""", title="Cost estimate", amount="228000", language="en", **EN),
    AgencyDocument("4 Meetings/Contact report 14.docx", "minutes", "2025-04-09", """
# Contact report 14
Client: Brackenfield. Meeting date: 9 April 2025. Venue: Zoom
Present: Ruth Amadi (client), Ned Farrow, Priya Lal
Apologies: Tom
Discussion
- The contract for the cinema spot was signed on Monday.
Action points
- Ned to send revised edit by 14 April
""", title="Contact report 14", language="en", **EN),
    AgencyDocument("4 Meetings/Agenda PPM.docx", "agenda", "2025-03-11", """
# Agenda: pre-production meeting
Date: Tuesday 11 March 2025, 10:00
1. 10:00-10:15 Welcome
2. 10:15-10:45 Storyboard
3. 10:45-11:15 Casting
4. AOB
""", title="Agenda: pre-production meeting", language="en", **EN),
    AgencyDocument("5 Reports/Status update w-e 20 June.docx", "weekly_report", "2025-06-20", """
# Brackenfield status update
Week ending 20 June 2025
RAG: amber
This week: TV spot on air; sampling tour in Leeds.
Next week: Bristol, Cardiff.
Issues: delivery van broke down.
""", language="en", **EN),
    AgencyDocument("5 Reports/Brackenfield performance export.csv", "data_report", "2025-07-31", """
| date | channel | impressions | clicks | ctr | spend |
| 2025-07-29 | paid social | 203120 | 3010 | 1.48% | 812.40 |
| 2025-07-30 | paid social | 199870 | 2871 | 1.44% | 801.10 |
| 2025-07-31 | video | 88200 | 402 | 0.46% | 640.00 |
""", language="en", **EN),
    AgencyDocument("6 Close/PCA Brackenfield summer.docx", "final_report", "2025-08-22", """
# Post-campaign report: Brackenfield Cider summer launch
Prepared by Otter & Finch for Brackenfield Drinks plc. Submitted on 22 August 2025
## Executive summary
## Results against targets
| KPI | Target | Actual |
| Awareness uplift | 6 pts | 7.4 pts |
## Budget
## Recommendations
""", title="Post-campaign report: Brackenfield Cider summer launch", language="en", **EN),
    AgencyDocument("6 Close/budget v actuals FINAL.xlsx", "settlement", "2025-08-28", """
[Summary]
| Line | Budget | Actual | Variance |
| Film production | 96,000 | 101,250 | 5,250 |
| Media | 114,000 | 109,870 | (4,130) |
| Total | 210,000 | 211,120 | 1,120 |
""", amount="211120", properties={"created": "2025-08-28", "modified": "2025-08-28"}, language="en", **EN),
    AgencyDocument("6 Close/Invoice OF-INV-0931.pdf", "invoice", "2025-03-01", """
INVOICE
Otter & Finch Ltd
Invoice number: OF-INV-0931  Invoice date: 1 March 2025  Due date: 31 March 2025
Bill to: Brackenfield Drinks plc
First instalment £76,000.00
VAT 20% £15,200.00
Amount due £91,200.00
Bank details: sort code 00-00-00
""", amount="91200.00", language="en", **EN),
    AgencyDocument("6 Close/lessons learned workshop.pptx", "retrospective", "2025-08-29", """
=== Lessons learned workshop
Otter & Finch internal, 29 August 2025
=== What went well
One director for every cut
=== What did not
Late sign-off on claims
=== Start, stop, continue
Start: legal review in week one (owner: Priya)
""", title="Lessons learned workshop", language="en", **EN),
    AgencyDocument("6 Close/client satisfaction survey results.xlsx", "survey", "2025-08-26", """
[Results]
Survey closed 26 August 2025
| Question | Ruth | Alan | Score |
| Quality of work (1-10) | 9 | 8 | 8.5 |
| Likelihood to recommend | 9 | 9 | 9 |
""", language="en", **EN),
    AgencyDocument("7 Admin/Access removal list.xlsx", "access_closing", "2025-08-30", """
[Access]
# Accounts and permissions to close
As of 30 August 2025
| System | Account | Role | Revoke by | Done |
| Ad manager | ned@of.example | admin | 5 Sep | yes |
""", language="en", **EN),
    AgencyDocument("7 Admin/improvement actions.xlsx", "actions", "2025-09-02", """
[Log]
# Improvement action log
Last updated: 2 September 2025
| Issue | Root cause | Action | Owner | Due date | Status |
| Late claims sign-off | No owner | Legal review in week one | Priya | 30 Sep | Open |
""", language="en", **EN),
    AgencyDocument("8 Templates/Status report template.docx", "template", None, """
# Weekly status report [TEMPLATE]
Project: <project name>   Week ending: [DD Month YYYY]
This week: [insert]
Next week: [insert]
RAG: [R/A/G]
""", language="en", **EN),
    AgencyDocument("9 Misc/office wifi.txt", "other", None, """
Guest wifi is OtterGuest
Ask Ned for the key to the bike store
Bins go out on Thursday
""", language="en", **EN),
    AgencyDocument("5 Reports/TV script 30s v2.docx", "creative", "2025-03-05", """
# Brackenfield 30" TV script
Version 2, 5 March 2025
SCENE 1. EXT. ROOFTOP - DAY. Rain.
VO: Some people wait for summer.
SFX: click.
SUPER: Summer starts when you say so.
""", version="2", language="en", **EN),
]  # fmt: skip

ALL = [*MAINLAND, *TAIWAN, *HONG_KONG, *ENGLISH]
