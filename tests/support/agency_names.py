"""File names as agencies of Taiwan, Hong Kong, the mainland, the UK, the US, Singapore and Malaysia give them.

A paragraph for each class: its key, then names that alone should tell it, a bar between them. A person of the
trade would not doubt any of them.
"""

from __future__ import annotations

NAMES = tuple(
    (name.strip(), class_key)
    for class_key, _, names in (
        paragraph.partition(":")
        for paragraph in """
plan: 2025秋季檔期執行計畫.docx | 年度品牌工作规划.docx | Activation master plan.docx |
    GTM plan Q3.pptx | 項目推行計劃.docx | Project initiation document.docx | 活動執行企劃.docx |
    Event operations plan.docx | 項目管理计划书.docx | 社群經營計畫.pptx | Engagement plan 2025.pptx |
    品牌年度推廣計畫.docx | Pre-launch plan.docx | 活动推进方案.docx | Project plan_v2.xlsx

brief: 需求單_行銷部.docx | RFP-茶飲新品.pdf | 客户Brief-冬季款.pptx |
    Agency briefing template filled.docx | 甲方需求文档.docx | ITQ for event services.pdf |
    徵求提案書.pdf | 比稿须知.docx | Creative brief - spring.docx | 需求確認單.docx |
    Request for proposals - PR.pdf | 客戶需求訪談單.docx | 媒體brief.pptx | 客戶需求書.docx |
    Brief_Q4 launch.docx | 品牌方需求说明.docx | RFQ - exhibition stand.pdf

proposal: 比稿簡報_二輪.pptx | 品牌焕新方案汇报.pptx | Creds + creative response.pdf |
    企劃簡報final.pptx | 竞标文件（技术标）.pdf | Strategic recommendation.pptx |
    Tissue session deck.pptx | 活動企劃書.pptx | 整合傳播企劃.pptx | 投標服務建議書.pdf |
    Sponsorship pitch.pptx | 活动创意方案V3.pptx | Ideas deck round 2.pptx | 年度行銷提案.pptx |
    週年慶活動企劃提案.pptx | PR proposal 2025.pdf | 传播策略方案_v4.pptx | Response to RFP.pdf |
    投標企劃書.pdf

schedule: Timing plan v4.xlsx | 專案進程表.xlsx | 投放排期0801.xlsx | Media flowchart Q4.xlsx |
    執行時間軸.xlsx | Production timetable.xlsx | 活动执行流程表.xlsx | Master calendar.xlsx |
    拍攝行程表.xlsx | Project gantt.xlsx | Campaign timeline v2.xlsx | 上線排程.xlsx | 直播排期表.xlsx |
    工作進度甘特圖.xlsx | Rollout timeline.xlsx | 拍攝通告單.docx | Editorial calendar Sep.xlsx |
    搭建倒排表.xlsx

quotation: 估價單(含稅).xlsx | Rate card 2025.pdf | Cost proposal rev2.xlsx | 报价明细（三轮）.xlsx |
    制作费用预估.xlsx | Fee schedule v2.pdf | Budget breakdown for approval.xlsx |
    議價紀錄表.xlsx | Quote_OOH print.pdf | 印刷估價.pdf | Supplier quotes compared.xlsx |
    追加報價.pdf | 供应商报价_灯光.xlsx | Media cost estimate.xlsx | 服務費報價單.docx | 場地報價.pdf |
    Print quote v2.pdf | KOL报价单.xlsx | Estimate no 441.pdf | 費用估價表.xlsx

contract: MSA_countersigned.pdf | SOW No.4.pdf | 委任契約書.pdf | KOL合作协议（双签）.pdf |
    Letter of appointment.pdf | 保密切結書.pdf | 场地租赁合同.pdf | Talent release.pdf |
    勞務採購契約.pdf | Influencer agreement - signed.pdf | 肖像權同意書.pdf | 經銷合約_用印.pdf |
    Photographer agreement.pdf | 版權授權書.pdf | 采购框架协议.pdf | Addendum 1 to SOW.pdf |
    藝人經紀約.pdf | 合作備忘錄_簽回.pdf | Venue hire contract.pdf | 補充協議.pdf | NDA signed.pdf |
    主播合作合同.pdf | 勞務報酬契約.pdf

work_order: PO 4500098213.pdf | CRF-03.docx | Purchase requisition.pdf |
    內部工單_0712.docx | 制作需求单.docx | 委外製作單.xlsx | Change request form 02.docx |
    Studio job bag.docx | Work order 118.pdf | 物料制作工单.xlsx | 變更通知單.docx |
    Variation request 2.docx | 採購單_旗幟.pdf | Job sheet 31.docx | 變更單03.docx | 采购单_展架.xlsx |
    PO-2025-118.pdf

execution_record: 現場執行紀錄.docx | Site recce notes.docx | 活动现场照片汇总.pptx | 巡場紀錄.xlsx |
    Proof of performance.pdf | 上刊监测报告.pptx | 場佈照片.pdf | 出勤签到表.xlsx |
    Event day log.docx | 活動紀錄照.pdf | Site visit report.docx | 直播执行记录.docx | 場勘紀錄.docx |
    Shift log 14 June.xlsx | 活動現場紀錄.pptx | Installation report.pdf | 现场执行照片.pdf |
    簽到單掃描.pdf

acceptance: 驗收證明單.pdf | Job completion form.pdf | UAT sign-off.pdf | 交付确认函.pdf |
    結案驗收紀錄.pdf | 货物签收单.jpg | Client sign off sheet.pdf | 完工證明.pdf | 成果驗收單.pdf |
    Delivery acceptance form.pdf | 项目验收报告.docx | 簽收回條.pdf | Completion letter.pdf |
    項目驗收報告.docx | Acceptance note.pdf | 交付验收单.pdf | Sign-off form.pdf

weekly_report: Flash report 12.pdf | WIP report 0612.docx | Status deck wk 7.pptx |
    進度回報_第6週.docx | 项目双周报.pptx | Weekly wrap 23 May.docx | 工作進度週報.docx |
    Weekly digest no.8.eml | 旬報0710.docx | W31周报.docx | Progress report 4.docx |
    Status update 14 July.docx | 執行進度週報.pptx | Fortnightly report 3.pdf | 本周工作进展.docx |
    第12周周报.docx | Weekly report wc 7 July.docx | 進度報告0718.docx | Status report #11.pdf |
    项目进展汇报0809.pptx

agenda: 會議議程0705.docx | Agenda_kickoff.docx | 開會通知單.pdf | 会议安排通知.docx |
    Running order for client meeting.docx | Agenda - quarterly meeting.docx | 會議通知.pdf |
    议程（终版）.docx | Agenda 12 June.docx | 例會議程.docx

minutes: WIP call notes.docx | Contact report 07.docx | Call report - 9 May.docx |
    工作會報紀錄.docx | 周会速记.txt | 客戶會議重點整理.docx | Conference call summary.docx |
    Kick-off MoM.docx | 提案會議 會議記錄.docx | 项目碰头会议定事项.docx | Standing meeting notes.docx |
    Notes from client meeting.docx | 0712會議紀要.docx | 期中檢討會議紀錄.docx | 沟通会会议记录.docx |
    Weekly status call notes.docx | Call notes 3 March.docx | 启动会纪要.docx |
    Client catch-up notes 4 June.docx | 專案會議記錄_0605.docx | Minutes_090725.docx |
    周例会纪要.docx | Steering committee minutes.docx | 電話會議紀錄.docx | Client call summary.docx

data_report: Programme scorecard.xlsx | 成效儀表板.xlsx | 抖音投放数据.xlsx | GA report Aug.pdf |
    社群月報_8月.pptx | Performance tracker.xlsx | 投放结案数据.xlsx |
    Campaign results by channel.xlsx | 观看数据汇总.xlsx | 流量統計.xlsx |
    Post-buy analysis.xlsx | KPI达成表.xlsx | 廣告成效報表.xlsx | Facebook insights export.xlsx |
    KPI dashboard.xlsx | 直播数据复盘.xlsx | 門市來客數統計.xlsx | Traffic report.pdf |
    Email results.xlsx | 9月成效報告.pptx | Ad performance July.xlsx | 小红书数据汇总.xlsx |
    Campaign metrics.xlsx | 官網流量分析.pdf | 直播场次数据.xlsx | Attendance data.xlsx

media_clipping: 媒體露出彙整.xlsx | PR coverage tracker.xlsx | 新聞剪報集.pdf | 媒体发稿链接汇总.xlsx |
    Clippings May.pdf | AVE report.xlsx | 報導清單.xlsx | 媒體報導彙整.docx |
    Media coverage report.pdf | 新闻露出统计.xlsx | 剪報.pdf | Press clips.pdf | 新聞報導集錦.pdf |
    Coverage book.pdf | 媒体报道清单.xlsx

final_report: EOP report.docx | Post campaign review deck.pptx | 結報_行銷案.docx |
    结案PPT.pptx | PCA Q3.pptx | Wrap report - Lumen.pptx | end-of-project report.docx |
    期末成果報告.docx | 收官总结.pptx | Final campaign report issued.pdf |
    End of activation report.pdf | 結案簡報.pptx | 結案成果報告.pptx |
    Campaign closing report.docx | 项目结项报告.docx | Wrap-up deck.pptx | 期末報告書.pdf |
    Final evaluation report.docx | End of campaign review.pptx | 專案結案報告_v3.docx |
    End of year campaign report.pdf | 活动总结报告.docx | Closing report FINAL.pdf |
    成果報告_定稿.docx | Post-event report.docx | Project wrap report.pdf

invoice: Tax invoice 00213.pdf | 請款單-8月.pdf | INV-2025-077.pdf | 增值税专票.pdf |
    Proforma invoice.pdf | 請款發票.jpg | Final bill.pdf | Debit note 12.pdf |
    Invoice 2231.pdf | 第二期請款單.pdf | 电子发票_8月.pdf | VAT invoice.pdf | 請款明細表.xlsx |
    發票_第三期.pdf | Invoice_FE1182.pdf | 请款单_尾款.xlsx

payment_proof: 匯款水單.jpg | Bank slip 0803.pdf | 付款回单.pdf | Official receipt.pdf |
    入數紙.jpg | TT copy.pdf | 網銀轉帳截圖.png | Payment voucher 19.pdf | 轉帳證明.jpg |
    Remittance advice.pdf | 付款凭证.pdf | Payment confirmation.pdf | 收據_場租.jpg | 銀行匯款單.jpg |
    Proof of payment.pdf | 支付凭证.jpg | Receipt_taxi.jpg

settlement: Cost recon.xlsx | 對帳單_0930.xlsx | 结算明细.xlsx | Job closing - costs.xlsx |
    核銷清冊.xlsx | Actuals vs estimate.xlsx | 埋單表.xlsx | Final cost reconciliation.xlsx |
    專案收支表.xlsx | 费用执行表（实际）.xlsx | 決算書.xlsx | Budget reconciliation.xlsx |
    Budget tracker actuals.xlsx | 費用結算.xlsx | Final account.xlsx | 项目成本决算.xlsx |
    經費支出明細.xlsx | Budget vs actuals FINAL.xlsx | Project cost report.xlsx | 報帳明細.xlsx |
    專案費用結算表.xlsx | Reconciliation_final.xlsx | 活动经费决算.xlsx | Cost report vs budget.xlsx |
    經費核銷總表.xlsx

survey: 滿意度問卷結果.xlsx | CSAT results.xlsx | 客户打分表.xlsx | NPS survey.pdf |
    Supplier scorecard.pdf | 供應商評核表.pdf | Agency evaluation form.pdf |
    Vendor evaluation.xlsx | 观众问卷统计.xlsx | 供应商评估表.xlsx | 滿意度調查統計.xlsx |
    Attendee survey results.xlsx | 客户评分表.xlsx | Post-event questionnaire.docx |
    廠商評鑑表.pdf | 活動滿意度.xlsx | Client satisfaction survey.pdf | 服务满意度评分.xlsx |
    Visitor survey.xlsx | 學員回饋問卷.xlsx

feedback: 客戶回饋信.pdf | Client thank-you note.eml | 客户访谈纪要.docx | Exit interview.docx |
    窗口訪談逐字稿.txt | Testimonial - GM.docx | Client comments on campaign.docx | 顧客心聲.docx |
    客戶來信.eml | Client feedback notes.docx | 感謝函.pdf | 客户评价.docx |
    Complaint from client.eml | 客戶回饋整理.docx | Client interview transcript.docx |
    甲方反馈意见.docx | Thank you letter from client.pdf

closeout_plan: 結案檢核表.xlsx | Close-out checklist.xlsx | 项目收尾工作清单.xlsx |
    Handover checklist.docx | 結案待辦.xlsx | Project closure plan.docx |
    Closeout checklist.xlsx | 結案計畫.docx | 收尾清单.xlsx | 結案工作檢核表.xlsx |
    Project close-out plan.docx

retrospective: AAR_summer.pptx | Post mortem.docx | Wash-up notes.docx | 項目復盤.pptx |
    內部檢討會.docx | KPT复盘.docx | Debrief - internal.docx | Retro board.pdf | 失败经验总结.docx |
    Lessons log.xlsx | 檢討報告(內部).docx | 得失檢討.docx | 內部檢討會議紀錄.docx |
    Project retrospective.docx | 复盘会纪要.docx | Post-mortem deck.pptx |
    Team debrief.docx | 專案經驗總結.docx | Lessons learned workshop.docx | 專案檢討會議記錄.docx |
    Lessons learned - internal.docx | 项目复盘报告.pptx | Wash up meeting notes.docx |
    活動檢討.docx

audit: 專案查核紀錄.docx | Internal audit findings.docx | 项目审计报告.pdf | 內控稽核表.xlsx | 稽核報告.pdf |
    Project audit.docx | 審計查核報告.pdf | Compliance audit.pdf

actions: Action tracker.xlsx | 待改善事項.xlsx | 整改台账.xlsx | Issue log.xlsx | RAID log.xlsx |
    改进行动清单.xlsx | Open items list.xlsx | 問題追蹤表.xlsx | Action log.xlsx | 改善計畫.docx |
    整改措施清单.xlsx | 改善行動追蹤.xlsx | Corrective actions.xlsx | 问题整改跟踪表.xlsx

access_closing: 帳號停用清單.xlsx | Access revocation log.xlsx | 平台账号权限交接.xlsx |
    Account offboarding.xlsx | 权限注销表.xlsx | 帳號權限清單.xlsx | Access closing list.xlsx |
    账号移交表.xlsx | 帳號回收紀錄.xlsx | Access removal checklist.xlsx

template: 會議紀錄範本.docx | 报价单模板.xlsx | Contact report template.docx | 空白請款單.docx |
    Status report TEMPLATE.pptx | 週報範本.docx | Invoice template.xlsx | 合同模板.docx |
    活動企劃書_空白.docx | 提案簡報範本.pptx | Minutes template.docx | 空白报价单.xlsx

creative: 主視覺KV_v3.pdf | 脚本_第二稿.docx | Social copy deck.docx | OOH artwork final.pdf |
    EDM文案.docx | 視覺完稿.pdf | Radio script 30s.docx | 分鏡腳本.pdf | Mood board.pdf |
    新闻通稿.docx | 海報完稿.pdf | Press release draft.docx | 直播脚本V2.docx | 廣告文案.docx |
    TVC storyboard.pdf | Banner artwork.zip.pdf | 社群貼文文案.docx | 主視覺_完稿.pdf | 短视频脚本.docx |
    Storyboard_30s.pdf | 新聞稿_開幕.docx | Poster A2 artwork.pdf

other: IMG_20250803_112233.jpg | Screenshot 2025-08-03 at 10.11.12.png |
    新建文本文档 (3).txt | 員工旅遊報名.xlsx | lunch order.csv | 停車證.pdf |
    WhatsApp Image 2025-05-03 at 18.20.11.jpeg | 團購名單.txt | Office wifi.txt |
    registrants export.csv | 生日会名单.xlsx | DSC_0042.jpg | 群組截圖.png |
    Team birthday list.xlsx | 新增 文字文件.txt | 中秋禮盒訂購.xlsx | IMG-20250712-WA0003.jpg |
    通訊錄.xlsx | 微信图片_20250801.jpg | 0803合照.jpg | Team lunch.xlsx | 門禁卡申請.pdf | 未命名.docx |
    Holiday rota.xlsx | 中獎名單.xlsx
""".strip().split("\n\n")
    )
    for name in names.replace("\n", " ").split("|")
)
