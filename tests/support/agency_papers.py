"""Short papers of invented agencies: jargon, layouts and ways to state a date that longer documents do not show.

One entry of the text is `path :: class :: date :: region`, then the paper in the notation of
`agency_documents`. The date is `-` where the paper does not tell one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.agency_documents import CN, EN, HK, TW, AgencyDocument

_REGIONS = {"cn": CN, "en": EN, "hk": HK, "tw": TW}


def _papers(text: str) -> Iterator[AgencyDocument]:
    for part in text.strip().split("\n#### "):
        head, _, body = part.removeprefix("#### ").partition("\n")
        path, class_key, day, region = (value.strip() for value in head.split(" :: "))
        yield AgencyDocument(path, class_key, None if day == "-" else day, body, **_REGIONS[region])


PAPERS = tuple(
    _papers("""
#### file a.docx :: final_report :: 2025-08-20 :: en
# Orchard Lane: end-of-season report
Prepared by Tall Trees for Orchard Lane Foods. Issued 20 August 2025
## 1. Where we landed
Objectives and results: four of five targets met. Reach 3.1m against a target of 2.8m.
## 2. What we delivered
Eleven store days, two films.
## 3. Recommendations
Book the stores earlier next year.
#### deck 7.pptx :: final_report :: 2025-07-18 :: en
=== Quill & Ink: post-campaign review
18 July 2025 | Tall Trees
=== Executive summary
Sales up 9% on the year. Four of six KPIs hit.
=== What we would do next
Start with retailers.
#### file b.docx :: final_report :: 2025-09-12 :: tw
# 114年度農遊季整合行銷案 結報
受託單位：青瓦創意有限公司
中華民國114年9月12日
## 壹、計畫緣起
## 貳、執行情形
共辦理走讀12場，參與人次3,410。
## 參、效益分析
達成率104%。
## 肆、檢討與建議
#### 汇报.pptx :: final_report :: 2025-10-24 :: cn
=== 酷岭户外夏季整合传播 收官汇报
青桥互动 2025.10.24
=== 目标达成情况
曝光1.2亿，达成率109%
=== 亮点与不足
=== 后续建议
#### 报告v2.docx :: final_report :: 2025-11-28 :: hk
# 海港跑步節宣傳項目　總結
呈交：海港體育會　　由：長風公關
日期：二零二五年十一月廿八日
一、項目背景
二、執行概況
完成記者會一場、專訪六個。
三、目標達成
四、建議
#### x1.pdf :: weekly_report :: 2025-06-13 :: en
Harbour Radio
Flash 03 - w/e 13 June
Listeners registered: 412 (cum. 1,930 of 4,000)
On track: media. Behind: partner mails.
Next week: second burst.
#### x2.docx :: weekly_report :: 2025-05-30 :: en
# Status no. 6
Client: Orchard Lane | Period: 19 May to 30 May 2025
## Done since last report
Store days 3 and 4.
## Planned for the next period
Store day 5, film edit.
## Risks and issues
Weather.
RAG: amber
#### x3.xlsx :: weekly_report :: 2025-07-27 :: tw
[工作表1]
# 農遊季進度控管表
| 填表日 | 114/07/27 |
| 工作項目 | 本週進度 | 下週預定 | 狀態 |
| 走讀場次 | 完成2場 | 再辦1場 | 正常 |
| 影片 | 粗剪 | 精剪 | 落後 |
#### x4.eml :: weekly_report :: 2025-08-08 :: cn
@ From: 夏楠 <xianan@example.com>
@ To: 酷岭项目组
@ Subject: 酷岭户外 第6周工作汇报（8.4-8.8）
@ Date: Fri, 08 Aug 2025 18:20:00 +0800
各位老师好，本周工作汇总如下：
1. 本周完成：达人笔记上线18篇
2. 下周计划：直播两场
3. 需客户配合：样品再寄10套
#### n1.txt :: minutes :: 2025-06-19 :: en
Orchard Lane x Tall Trees - weekly WIP call, Thu 19 June 2025, Teams
On the call: Dana (OL), Ravi, Moira (TT)
1. Film: Dana fine with the edit, wants the logo bigger.
2. Stores: two confirmed, one outstanding.
Actions: Ravi to send costs by Monday. Moira to brief the studio.
#### n2.docx :: minutes :: 2025-09-04 :: hk
# Contact Report
Client: Harbour Sports Association　Job: Run Fest publicity
Date of meeting: 4 Sep 2025　Place: client's office, Wan Chai
Present: Ms Lo, Mr Fan (HSA); Ida, Kelvin (Long Wind)
Matters discussed / Decision / By whom
Press conference venue: Central Pier, confirmed. Kelvin to book.
#### n3.docx :: minutes :: 2025-06-11 :: tw
# 農遊季第二次工作會議　會議結論
開會時間：114年6月11日（星期三）上午10時
出席單位：農業處、青瓦創意
一、請青瓦於6月20日前補送走讀路線。
二、預算流用依契約第五條辦理。
散會：上午11時40分
#### n4.md :: minutes :: 2025-05-22 :: cn
# 酷岭 x 青桥 沟通会 要点
- 时间：5/22 下午3点 飞书会议
- 参加：酷岭-老秦、Mia；青桥-夏楠、阿宝
- 结论：主推款改为冲锋衣；达人名单下周二前定
- 待办：夏楠出新排期，阿宝对接样品
#### b1.docx :: brief :: 2025-02-14 :: en
# Agency briefing form
Job title: Summer store days
Date of brief: 14/02/2025
Background: we sell chilled juice and our store sales are flat.
Objective: get families to taste.
Audience: parents of under tens.
Budget: up to 90k all in. Proposals by 3 March 2025.
Mandatories: no free glass.
#### b2.pdf :: brief :: 2025-03-05 :: tw
# 農遊季整合行銷委託服務　需求說明
中華民國114年3月5日
一、計畫緣起：為推廣農村旅遊……
二、預算上限：新臺幣280萬元整。
三、服務需求：至少辦理走讀10場、影片2支。
四、廠商應於114年3月25日17時前投標，評選後議價。
#### b3.txt :: brief :: 2025-05-06 :: hk
（WhatsApp 轉貼，6/5/2025 收）
我哋今年跑步節想搵agency幫手做宣傳，預算大約四十萬，
目標係報名人數八千，傳媒見報五十篇。
你哋可唔可以兩星期內比個提案？要有社交媒體同記者會。
對接人：羅小姐
#### b4.pptx :: brief :: 2025-03-18 :: cn
=== 酷岭户外 2025夏季战役 代理商需求沟通
2025年3月18日
=== 我们遇到的问题
目标人群觉得酷岭只做硬核登山
=== 任务与预算
预算：总盘300万以内；提案时间4月2日
=== 必须与禁忌
不得使用明星
#### p1.pdf :: proposal :: 2025-03-03 :: en
Taste it once
A response to Orchard Lane's brief
Tall Trees, 3 March 2025
Our understanding: families do not stop for juice. Our insight: they stop for a game.
We propose a ball run in every store. Why us: forty store tours since 2019.
Investment: £88,000. Next steps: a morning with your team.
#### p2.pptx :: proposal :: 2025-04-02 :: cn
=== 别只看山顶
酷岭户外2025夏季整合传播 比稿
青桥互动｜2025年4月2日
=== 洞察
年轻人要的是半山腰
=== 传播策略与打法
=== 预算分配
=== 为什么选青桥
#### p3.docx :: proposal :: 2025-03-24 :: tw
# 農遊季整合行銷委託服務案　服務建議書
投標廠商：青瓦創意有限公司　114年3月24日
壹、對本案之瞭解
貳、策略與創意概念
參、執行團隊與過往實績
肆、經費分析
伍、預期效益
#### q1.xlsx :: quotation :: 2025-04-11 :: cn
[三轮报价]
# 酷岭夏季传播 三轮报价对照
| 项目 | 一轮（3月28日） | 二轮（4月7日） | 三轮（4月11日） |
| 达人 | 1200000 | 1100000 | 1050000 |
| 直播 | 400000 | 380000 | 360000 |
| 合计 | 1600000 | 1480000 | 1410000 |
#### q2.xlsx :: quotation :: 2025-03-21 :: en
[Estimate]
| Tall Trees Ltd | | | |
| Estimate TT-E-118, revision 3 | | | |
| Date | 21-Mar-25 | | |
| Item | Qty | Unit price | Total |
| Store day | 11 | 4,200 | 46,200 |
| Film | 2 | 14,000 | 28,000 |
| Total excl. VAT | | | 74,200 |
#### q3.docx :: quotation :: 2025-06-20 :: hk
# 報價
致：海港體育會 羅小姐　　報價編號：LW-Q-0620
日期：20.6.2025
| 項目 | 數量 | 單價 | 金額(HK$) |
| 記者會統籌 | 1 | 98,000 | 98,000 |
| 專訪安排 | 6 | 8,000 | 48,000 |
| 總數 | | | 146,000 |
報價有效期三十日。
#### q4.xlsx :: quotation :: 2025-04-08 :: tw
[概算]
| 農遊季經費概算表（議價後） | | | | |
| 製表日期：114.04.08 | | | | |
| 項次 | 項目 | 單價 | 數量 | 複價 |
| 1 | 走讀 | 60,000 | 12 | 720,000 |
| 2 | 影片 | 350,000 | 2 | 700,000 |
| | 合計 | | | 1,420,000 |
#### c1.pdf :: contract :: 2025-03-28 :: en
STATEMENT OF WORK No. 2
under the Master Services Agreement dated 6 May 2023 between Orchard Lane Foods plc and Tall Trees Ltd
1. Services. The Agency shall deliver eleven store days and two films.
2. Term. 1 April 2025 to 31 August 2025.
3. Fees. £74,200 plus VAT in three instalments.
4. Liability as in the Master Services Agreement.
Signed for and on behalf of Tall Trees Ltd: R. Menon, Director. Date: 28 March 2025
Signed for and on behalf of Orchard Lane Foods plc: D. Osei. Date: 27 March 2025
#### c2.pdf :: contract :: 2025-04-15 :: tw
勞務採購契約
立契約書人：某縣政府（以下簡稱機關）青瓦創意有限公司（以下簡稱廠商）
第一條 契約文件
第二條 履約標的
第三條 契約價金：新臺幣1,420,000元整
第九條 罰則
本契約一式二份
中華民國 114 年 4 月 15 日
#### c3.pdf :: contract :: 2025-04-18 :: cn
达人合作确认书（合同编号QQ-2504）
甲方：青桥互动（杭州）有限公司　乙方：某达人工作室
一、乙方于2025年5月至7月发布笔记6篇，视频2条。
二、费用：含税人民币180,000元。
三、违约责任：逾期发布每日按3%扣减。
四、本协议自双方盖章之日起生效，一式两份。
甲方（盖章）　　乙方（盖章）
2025年4月18日　　2025年4月18日
#### w1.docx :: work_order :: 2025-05-12 :: en
# Change request CR-04
Raised by: Moira | Raised on 12 May 2025
Change requested: add a twelfth store day in Leeds
Reason for change: client opened a new store
Impact: + £4,200, no effect on timing
#### w2.xlsx :: work_order :: 2025-07-02 :: hk
[PO]
| PURCHASE ORDER | | | |
| PO number | LW-PO-0077 | | |
| PO date | 2-Jul-2025 | | |
| Supplier | Peak Printing Co | Deliver by | 18-Jul-2025 |
| Item | Qty | Unit price | Amount |
| Bibs | 8000 | 4.5 | 36000 |
#### w3.docx :: work_order :: 2025-06-03 :: tw
# 委外製作單
工單號：QW-0603-2　開單日：114/6/3　承辦人：小芸
製作內容：走讀背板2式
規格：240x180公分，輸出裱板
交件日：114/6/9 中午前
#### e1.docx :: execution_record :: 2025-06-21 :: tw
# 農遊季走讀第4場 現場紀錄
執行日期：114年6月21日　地點：後坑社區　天氣：陰
執行人員：小芸、阿德
現場狀況：報到38人，午後雷雨提早15分鐘結束。
照片：報到、導覽、DIY
#### e2.docx :: execution_record :: 2025-07-05 :: en
# Store day log: Bristol
Saturday 5 July 2025, 10:00-17:00
Crew: Ravi, two hosts. Weather: dry. Footfall at the stand: 640.
Set-up ran 20 minutes late, on site from 08:10.
Photos attached.
#### a1.pdf :: acceptance :: 2025-09-22 :: tw
結算驗收證明書
案名：農遊季整合行銷委託服務
廠商：青瓦創意有限公司
契約金額：1,420,000元　驗收結果：與契約規定相符，准予驗收
驗收日期：114年9月22日
主驗人員：（簽章）
#### a2.docx :: acceptance :: 2025-08-27 :: en
# Project completion and sign-off
Project: Summer store days
We confirm that the deliverables have been received and accepted in full.
Accepted for Orchard Lane: D. Osei Date: 27/08/2025
#### a3.docx :: acceptance :: 2025-10-28 :: cn
# 服务成果交付确认函
致：青桥互动
贵司承接的酷岭夏季整合传播项目，交付内容数量相符，我司确认无误，同意验收。
确认人：秦先生　2025年10月28日（盖章）
#### d1.xlsx :: data_report :: 2025-08-12 :: en
[Scorecard]
| Store days scorecard | | | |
| Data as at 12 August | | | |
| KPI | Target | Actual | % |
| Tastings | 6000 | 6410 | 107 |
| Coupons redeemed | 900 | 812 | 90 |
[By store]
| Store | Tastings | Coupons |
| Bristol | 640 | 71 |
#### d2.xlsx :: data_report :: 2025-09-05 :: tw
[總表]
| 農遊季成效統計 | | |
| 資料時間：114/9/5 17:00 | | |
| 指標 | 目標 | 實際 |
| 參與人次 | 3000 | 3410 |
| 社群觸及 | 800000 | 912000 |
#### d3.xlsx :: data_report :: 2025-10-15 :: cn
[看板]
| 酷岭夏季 数据看板 | 导出时间：2025-10-15 09:31 | |
| 平台 | 曝光 | 互动 |
| 小红书 | 41000000 | 880000 |
| 抖音 | 78000000 | 1910000 |
#### d4.pdf :: data_report :: 2025-11-10 :: hk
Run Fest social performance
Reporting period: 1 Sep - 10 Nov 2025
Impressions 2,310,000 Clicks 41,200 CTR 1.8%
Sign-ups attributed 6,120
Source: platform analytics
#### m1.xlsx :: media_clipping :: - :: hk
[見報]
| 日期 | 媒體 | 標題 | 版面 |
| 5/9 | 某日報 | 跑步節下月開鑼 | A12 |
| 6/9 | 某晚報 | 八千人報名 | 體育 |
#### m2.docx :: media_clipping :: - :: en
# Coverage round-up: store days
Outlet: Bristol Gazette. Headline: Juice with a game. Circulation 22,000
Outlet: The Grocer's Week. Headline: Ball run in aisle five
#### i1.pdf :: invoice :: 2025-07-01 :: en
Tall Trees Ltd
INVOICE
Invoice no. TT-2291 Tax point: 01 Jul 2025
Bill to: Orchard Lane Foods plc, PO number OL-5531
Second instalment, store days £24,733.33
VAT 20% £4,946.67 Amount due £29,680.00
Payment within 30 days. Sort code 00-00-00
#### i2.docx :: invoice :: 2025-07-10 :: tw
# 請款單
請款單位：青瓦創意有限公司　請款日期：114年7月10日
案名：農遊季　期別：第二期款
請款金額：新臺幣568,000元　匯款帳號：（略）
檢附：統一發票一紙、第二期工作成果
#### y1.pdf :: payment_proof :: 2025-08-04 :: hk
OFFICIAL RECEIPT
No. R-5520 Date: 4 August 2025
Received with thanks from Harbour Sports Association
the sum of HK$73,000.00 being first payment
#### y2.png :: payment_proof :: 2025-08-15 :: cn
转账成功
收款方 青桥互动（杭州）有限公司
金额 ￥423,000.00
交易时间 2025-08-15 10:22:07
流水号 8800123
#### s1.xlsx :: settlement :: 2025-08-29 :: en
[Recon]
| Store days: final cost reconciliation | | | | |
| Prepared 29 Aug by GT | | | | |
| Cost item | Budget | Actual | Variance | Invoice |
| Hosts | 18000 | 17650 | 350 | paid |
| Film | 28000 | 29900 | -1900 | open |
| Total | 74200 | 75750 | -1550 | |
#### s2.xlsx :: settlement :: 2025-12-05 :: hk
[埋數]
| 海港跑步節　埋單表 | | | |
| 更新：5/12/2025 | | | |
| 項目 | 預算 | 實際 | 差額 |
| 場地 | 60000 | 58000 | 2000 |
| 印刷 | 36000 | 36500 | -500 |
#### s3.xlsx :: settlement :: 2025-09-26 :: tw
[核銷]
| 農遊季經費核銷明細 | | | | |
| 114年9月26日製 | | | | |
| 科目 | 核定經費 | 實支數 | 餘額 | 憑證編號 |
| 走讀 | 720000 | 701200 | 18800 | 1-22 |
#### s4.xlsx :: settlement :: 2025-10-30 :: cn
[对账]
| 青桥-酷岭 往来对账单 | | | |
| 截至2025年10月30日 | | | |
| 费用项目 | 应收 | 已开票 | 未付 |
| 达人 | 1050000 | 1050000 | 300000 |
#### v1.docx :: survey :: 2025-08-26 :: en
# Supplier scorecard
Supplier: Tall Trees Completed by: D. Osei On: 26 August 2025
| Criterion | Score (1-5) | Comment |
| Creative | 5 | Loved the ball run |
| Timeliness | 3 | Late with reports |
| Value | 4 | |
#### v2.jpg :: survey :: 2025-11-25 :: hk
供應商表現評估
評估日期：25/11/2025　評估人：羅小姐
項目　評分（1-5）
創意　4
準時　3
☑ 會再次合作
整體評語：反應快，但報表遲
#### v3.xlsx :: survey :: 2025-09-18 :: tw
[統計]
| 民眾滿意度問卷統計 | | | |
| 填答人數：412　統計日：114年9月18日 | | | |
| 題目 | 非常滿意 | 滿意 | 平均 |
| 導覽內容 | 301 | 90 | 4.6 |
#### f1.txt :: feedback :: 2025-08-28 :: en
WhatsApp Chat - Store days OL x TT
[28/08/2025, 09:14:02] Dana OL: Just wanted to say the team were brilliant, very happy with the stores
[28/08/2025, 09:15:40] Ravi TT: Thank you! Means a lot
[28/08/2025, 09:21:11] Dana OL: Only gripe: the numbers came late. Next time let's fix that, would work with you again
#### f2.txt :: feedback :: 2025-11-27 :: hk
27/11/2025, 15:02 - 羅小姐: 今次整體滿意，多謝你哋個team
27/11/2025, 15:04 - Kelvin: 多謝羅小姐！
27/11/2025, 15:10 - 羅小姐: 不過份report成日遲，下次合作要改善
#### f3.docx :: feedback :: 2025-10-29 :: cn
# 客户访谈实录
受访者：秦先生（酷岭品牌总监）　访谈人：夏楠　访谈时间：2025年10月29日
问：这次合作整体感受？
答：创意很好，达人把控不错，就是数据给得慢。
问：会继续合作吗？
答：愿意。
#### f4.eml :: feedback :: 2025-08-29 :: en
@ From: Dana Osei <dana@example.com>
@ To: Ravi Menon <ravi@example.com>
@ Subject: Fwd: Exit chat notes
@ Date: Fri, 29 Aug 2025 16:40:11 +0100
Ravi, notes from our exit interview below.
Q: What worked? A: The idea, and the hosts.
Q: What was frustrating? A: Weekly numbers were always late.
Overall 8 out of 10.
#### r1.pptx :: retrospective :: 2025-09-24 :: tw
=== AAR｜農遊季
114.9.24 內部
=== 原本預期
走讀每場40人
=== 實際發生
兩場不到20人
=== 為什麼
雨天備案太晚決定
=== 下次怎麼做
#### r2.docx :: retrospective :: 2025-08-30 :: en
# Store days wash-up
Internal only. 30 Aug 2025, agency team
Keep: the ball run. Drop: paper coupons. Try: a dry run in week one.
What went well / what went badly / what we change
#### r3.docx :: retrospective :: 2025-10-31 :: cn
# 酷岭项目 KPT（内部）
10月31日 青桥会议室
Keep：达人分层打法
Problem：样品寄送晚了两周，毛利低于预期
Try：签约即锁样品
#### r4.txt :: retrospective :: 2025-12-02 :: hk
跑步節 內部debrief 2/12/2025
好：記者會人多
唔好：印刷遲咗，report遲
下次：早兩個星期開始
#### k1.xlsx :: actions :: 2025-09-01 :: en
[Actions]
| Improvement actions, store days | updated 1 Sep 2025 | | |
| Issue | Action | Owner | Due |
| Late numbers | automate the export | Moira | 30/09/2025 |
#### k2.xlsx :: actions :: 2025-09-30 :: tw
[追蹤]
| 農遊季缺失改善追蹤 | | | |
| 製表：114/9/30 | | | |
| 問題 | 改善對策 | 負責人 | 期限 |
| 雨備太晚 | 三日前決定 | 小芸 | 10/31 |
#### z1.xlsx :: closeout_plan :: - :: en
[Closing]
| Job close checklist | | | |
| Task | Owner | Due | Done |
| Final invoice sent | GT | 5 Sep | no |
| Archive files, handover of artwork | Ravi | 8 Sep | no |
#### l1.xlsx :: access_closing :: - :: cn
[账号]
| 系统 | 账号 | 权限 | 停用日期 |
| 抖音后台 | qq_admin | 管理员 | 10月31日 |
#### g1.docx :: agenda :: 2025-06-26 :: en
# Mid-point session
26 June 2025, 10.00-12.00, Bristol
10.00-10.10 Welcome
10.10-11.00 Results so far
11.00-11.45 Plan for the second half
AOB
#### h1.xlsx :: schedule :: - :: en
[Timing]
| Task | Owner | Start | End |
| Store bookings | Moira | 1 Apr | 18 Apr |
| Film edit | Ravi | 2 May | 30 May |
#### t1.docx :: template :: - :: en
# Contact report
Client: [insert client name] Date: [insert date]
Present: ____________
Delete as appropriate: agreed / not agreed
#### o1.txt :: other :: - :: tw
週五訂便當：雞腿3、排骨2、素食1，錢先給阿德
#### o2.csv :: other :: - :: en
| First name | Last name | Email | Company | Registered |
| A | B | a.b@example.com | X Ltd | 2025-05-02 |
| C | D | c.d@example.com | Y Ltd | 2025-05-03 |
#### second a.docx :: final_report :: 2025-10-09 :: en
# Lantern Walk 2025
## Closing report to the Trustees
Fennel & Co, 9 October 2025
1. Summary of results: 14,200 walkers against a goal of 12,000.
2. What worked and what did not
3. Money: under budget
4. Recommendations for 2026
#### second b.pptx :: final_report :: 2025-09-19 :: tw
=== 夏日市集行銷專案 期末簡報
執行單位：晴川行銷｜114.09.19
=== 專案概述
=== 成果亮點
來客 5.2 萬人次，目標達成率 118%
=== 建議事項
#### second c.pdf :: final_report :: 2025-10-20 :: cn
城南书市项目执行总结报告
汇报单位：木石文化　　二〇二五年十月二十日
一、项目概况
二、执行情况与成果
三、预算使用情况
四、存在问题与建议
#### second d.docx :: weekly_report :: 2025-06-29 :: hk
# 夜市推廣　進度報告（六）
報告期：2025年6月16日至6月29日
一、已完成工作
二、下兩週工作
三、需客戶跟進
#### second e.txt :: weekly_report :: 2025-07-11 :: en
Lantern Walk weekly, week ending Fri 11 July
Done: route signed off; posters printed
Next: volunteers' evening
Worries: rain cover
#### second f.docx :: weekly_report :: 2025-08-17 :: cn
# 城南书市 双周工作简报
2025.8.4—2025.8.17
本期完成：主视觉定稿
下期计划：招商启动
#### second g.docx :: minutes :: 2025-05-14 :: en
# Lantern Walk kick-off
14 May 2025, 2pm, Fennel office
In the room: Joan, Piet (Trust); Ola, Femi (Fennel)
Route agreed. Piet to ask the council by the 21st.
#### second h.txt :: minutes :: 2025-07-23 :: tw
市集專案 電話會議 114/7/23 14:00
參加：市府王科長、晴川小魚
王科長：攤商名單本週五前給。
小魚：文宣下週一送審。
#### second i.docx :: minutes :: 2025-09-03 :: cn
城南书市 第三次对接会 议定事项
2025年9月3日　木石文化会议室
1. 开幕式时间不变。
2. 直播改为两场，木石负责。
#### second j.docx :: brief :: 2025-02-20 :: en
# Invitation to pitch: Lantern Walk
20 February 2025
The Trust is looking for an agency to bring 12,000 people to a night walk.
We have a budget of £60k. Please send proposals by 14 March 2025.
#### second k.pdf :: brief :: 2025-03-12 :: cn
城南书市整合推广服务 采购需求
发布日期：2025年3月12日
一、项目背景　二、服务需求　三、预算上限80万元　四、投标人须知
#### second l.pptx :: proposal :: 2025-03-14 :: en
=== Walk us home
Fennel & Co for the Lantern Trust, 14 March 2025
=== What we think the problem is
=== The idea
=== How it rolls out
=== Team and fees
#### second m.docx :: proposal :: 2025-03-31 :: tw
# 夏日市集整合行銷　企劃書
提案單位：晴川行銷　114年3月31日
一、市場洞察　二、策略主張　三、創意內容　四、預期效益　五、預算分配
#### second n.xlsx :: quotation :: 2025-04-18 :: hk
[報價]
| 致：夜市協會 | | | |
| 日期：18/4/2025 | | | |
| 項目 | 數量 | 單價 | 小計 |
| 舞台 | 1 | 45,000 | 45,000 |
#### second o.pdf :: quotation :: 2025-04-02 :: en
Fennel & Co - Cost estimate FE-77 v3
Prepared by Femi Ade, 2 April 2025
Design 6 days at 450 2,700
Print 3,100
Total 5,800 plus VAT. Valid 30 days.
#### second p.pdf :: contract :: 2025-04-10 :: en
AGREEMENT
THIS AGREEMENT is made on 10 April 2025 between The Lantern Trust and Fennel & Co Ltd
1. Services 2. Fees 3. Confidentiality 4. Governing law
IN WITNESS WHEREOF the parties have signed
#### second q.pdf :: contract :: 2025-05-02 :: tw
攝影著作授權同意書
立同意書人（攝影師）同意將附件所列照片之著作財產權授權晴川行銷使用。
授權期間自114年5月2日起兩年。
立同意書人：（簽章）
中華民國114年5月2日
#### second r.pdf :: acceptance :: 2025-10-15 :: cn
项目验收单
项目名称：城南书市推广　服务方：木石文化
验收意见：全部交付物齐全，同意验收。
验收人：陈某　日期：2025-10-15
#### second s.xlsx :: data_report :: 2025-08-31 :: tw
[8月]
| 市集社群成效 | | | |
| 統計期間：114/8/1-114/8/31 | | | |
| 平台 | 觸及 | 互動 | 粉絲 |
| FB | 210000 | 8200 | 15100 |
#### second t.pdf :: data_report :: 2025-10-02 :: en
Lantern Walk results dashboard
Data to 2 October 2025
Walkers 14,200 | Site sessions 61,000 | Email open rate 41% | Paid clicks 8,300
#### second u.xlsx :: settlement :: 2025-10-28 :: en
[Costs]
| Lantern Walk final accounts | | | |
| As at 28 October 2025, Femi Ade | | | |
| Line | Budget | Actual | Difference |
| Print | 3,100 | 3,420 | -320 |
| Total | 58,000 | 57,120 | 880 |
#### second v.xlsx :: settlement :: 2025-10-31 :: tw
[決算]
| 夏日市集 收支決算 | | | |
| 製表人：阿芬　製表日期：114/10/31 | | | |
| 科目 | 預算數 | 決算數 | 差異 |
| 場地 | 300000 | 288000 | 12000 |
#### second w.docx :: survey :: 2025-10-06 :: en
# How did we do? Agency review form
Completed by Joan Meyer, 6 October 2025
| Area | Rating out of 5 | Comments |
| Creative ideas | 5 | loved the lanterns |
| Reporting | 3 | late |
#### second x.txt :: feedback :: 2025-10-07 :: cn
林晓 2025-10-07 10:21
这次整体不错，客流超预期，辛苦大家
周木 2025-10-07 10:25
感谢林总！
林晓 2025-10-07 10:40
就是报告给得慢，下次希望提前
#### second y.txt :: feedback :: 2025-09-25 :: tw
[LINE] 與王科長的聊天記錄
2025/09/25（四）
09:12	王科長	這次大家辛苦了，長官很滿意
09:15	小魚	謝謝科長！
09:20	王科長	唯一可惜的是動線標示不清，明年要改善
#### second z.docx :: retrospective :: 2025-10-17 :: en
# Lantern Walk: lessons from the team
17 October 2025 - for internal use
Went well: routes, volunteers. Could be better: suppliers briefed late.
Next time we start in January.
#### second aa.pptx :: retrospective :: 2025-11-05 :: cn
=== 城南书市复盘
木石文化内部 2025.11.5
=== 做得好的
=== 做得不够的
=== 根因与改进措施
#### second bb.xlsx :: actions :: 2025-10-20 :: cn
[清单]
| 书市问题整改清单 | | | |
| 更新日期：2025-10-20 | | | |
| 问题 | 整改措施 | 责任人 | 完成时限 |
| 报告慢 | 模板前置 | 周木 | 11/30 |
#### second cc.pdf :: invoice :: 2025-09-30 :: en
Fennel & Co Ltd - INVOICE FE-1182
Date 30/09/2025 Bill to The Lantern Trust
Final instalment £19,333.00 VAT £3,866.60 Balance due £23,199.60
#### second dd.jpg :: payment_proof :: 2025-08-20 :: tw
轉帳成功
轉出帳號 ***1234 轉入帳號 ***8890
金額 NT$150,000
交易時間 2025/08/20 11:03
#### second ee.docx :: execution_record :: 2025-09-13 :: hk
# 夜市現場執行報告
日期：2025年9月13日　地點：觀塘海濱　天氣：多雲
現場人手：12人　人流：約9,000
突發事件：電力中斷10分鐘
#### second ff.docx :: work_order :: 2025-06-18 :: cn
# 物料制作工单
下单日期：2025/6/18　工单号：MS-061
制作内容：门楼1座、导视牌20块　交付：6月30日
#### second gg.docx :: agenda :: 2025-06-05 :: tw
# 夏日市集第二次工作會議 議程
時間：114年6月5日下午2時
一、主席致詞 二、報告事項 三、討論事項 四、臨時動議
#### second hh.docx :: creative :: - :: en
# Lantern Walk radio script, 30 seconds
SFX: footsteps on gravel
VO: Some walks are better in the dark.
Super: Lantern Walk, 20 September
#### second ii.xlsx :: media_clipping :: - :: cn
[露出]
| 媒体名称 | 新闻标题 | 链接 | 日期 |
| 某晚报 | 城南书市开市 | https://news.example/1 | 9月20日 |
#### second jj.txt :: other :: - :: cn
转让九成新自行车一辆，500元，有意私聊
#### second kk.docx :: schedule :: - :: tw
# 夏日市集 工作時程表
| 工作項目 | 開始 | 結束 | 負責人 |
| 招商 | 4/1 | 5/15 | 小魚 |
#### third a.docx :: final_report :: 2025-08-22 :: en
# Harvest Nights 2025: how it went
Report to the Town Council by Oak & Ember, 22 August 2025
## Results against objectives
Visitors 31,000 (target 28,000)
## What we learned
## Recommendations
#### third b.docx :: minutes :: 2025-06-10 :: hk
項目例會（第三次）
日期：2025年6月10日　時間：下午三時　地點：客戶會議室
出席者：陳太、Winnie、阿康
討論：宣傳單張改期派發。
跟進：阿康聯絡印刷商。
#### third c.xlsx :: data_report :: 2025-08-03 :: cn
[投放]
| 日期 | 渠道 | 曝光 | 点击 | 花费 |
| 2025-08-01 | 朋友圈 | 120000 | 2100 | 5000 |
| 2025-08-02 | 朋友圈 | 131000 | 2300 | 5200 |
| 2025-08-03 | 朋友圈 | 125000 | 2250 | 5100 |
#### third d.pdf :: quotation :: 2025-04-21 :: tw
晴光印刷有限公司
估價單　客戶：木棉創意　114年4月21日
海報A2 500張 單價18 9,000
合計 9,000 稅額 450 總計 9,450
#### third e.eml :: feedback :: 2025-08-25 :: en
@ From: Clerk <clerk@town.example>
@ To: Oak <oak@agency.example>
@ Subject: Harvest Nights - a few thoughts
@ Date: Mon, 25 Aug 2025 09:12:00 +0100
Dear all, councillors were delighted with the turnout. Our one disappointment was the late signage.
We would be pleased to work with you again.
#### third f.docx :: retrospective :: 2025-09-02 :: tw
# 檢討紀錄（內部）
114年9月2日　參加：全組
一、做得好：動線
二、做不好：標示牌晚到
三、下次：提早三週發包
#### third g.docx :: weekly_report :: 2025-07-06 :: cn
# 项目周报（第9期）
周期：6月30日—7月6日
一、本周进展 二、下周计划 三、问题与风险
#### third h.pdf :: contract :: 2025-03-17 :: hk
委託合約
本合約由以下雙方於2025年3月17日訂立：甲方：區議會推廣組；乙方：橡木製作有限公司
一、服務範圍 二、費用港幣220,000元 三、保密 四、終止
雙方簽署
#### third i.xlsx :: settlement :: 2025-09-05 :: en
[Sheet1]
| Harvest Nights actuals | to 5 Sept 2025 | | |
| Heading | Budgeted | Spent | Under/(over) |
| Lighting | 12000 | 12800 | (800) |
#### third j.docx :: brief :: 2025-02-03 :: en
# Agency brief: Harvest Nights
Issued 3 February 2025 by the Town Council
Why are we doing this? Who is it for? What must be in it? Budget £45,000. Pitches on 24 February.
#### third k.docx :: survey :: 2025-08-24 :: en
# Stallholder questionnaire: results
Closed 24 August 2025, 61 responses
| Question | Very good | Good | Poor |
| Set-up | 31 | 22 | 8 |
#### third l.txt :: other :: - :: hk
星期五打波，邊個去？場租每人三十蚊
""")
)
