"""Words that any brief holds, so that sharing one says nothing: in both scripts, and those of one archive.

The list is general language and the common nouns of project work. What else is everyday shows in the
archive itself: a word that many of its projects use tells none of them apart (document frequency,
Spärck Jones 1972), counted by project and among what the caller sees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from archive.domain.folding import fold

_LATIN = """able about above across after again agree agreed agreement ahead along already also although always
among another answer answers anyone anything area areas around asks asked available away back based
because become been before begin begins being below best better between both bring brings brought
budget budgets build built business call called calls came cannot care case cases change changes
check choose clear client clients close closing come comes coming common company complete completed
contact contract contracts cost costs could cover covers customer customers date dates days deal
decide decided decision deliver delivered delivery describe description design detail details does
doing done down during each early easily eight either else enough ensure even event events ever
every everyone everything example expect expected feel feels file files fill final finally find
finish first five follow followed following form four free from full further gave general get gets
give given gives going gone good great group groups half hand handle happen happened happens have
having hear help helps here high hold holds hour hours however idea ideas important include
included includes including inform information inside instead interest into invoice invoices issue
issues item items itself join just keep keeps kept kind know known large last late later lead leads
least leave left less like likely limit line lines list lists little long longer look looking lose
made main make makes making manage management manager many matter maybe mean means meet meeting
meetings might mind month months more morning most move much must name named near nearly need
needed needs never next nine none note notes nothing number numbers offer offers office often once
ones only onto open opens order orders other others over overall overview page pages paid part
partner partners parts party past people perhaps period person phase place places plan planned
planning plans please point points possible prepare prepared present price prices problem problems
process produce product production products programme project projects proposal proposals provide
provided provides public purpose quality quarter question questions quick quite quotation
quotations quote quotes rather reach read ready really receive received recent record related
remain reply report reports request requested require required requirements requires response rest
result results return review reviews right room round rule rules same say says schedule scope
second seen select send sent service services seven share shared short should show shown shows side
sign signed similar simple since single size small some someone something soon staff stands start
started starts state stay step steps still stop such suggest summary supplier suppliers support
sure take taken takes talk talks target targets task tasks team teams tell tells text than thank
thanks that their them then there these they thing things think this those though three through
time times title today together told tomorrow took total toward towards turn twice under understand
until update updates upon used user uses using usual usually value very view visit wait waits want
wanted wants watch week weekend weekends weekly weeks well went were what when where whether which
while whole whose will wish with within without word words work worked working works world would
write written wrong year years yesterday your yours"""
_HAN = """一个 一些 一下 一样 一起 一直 上午 下午 上周 下周 上述 不同 不得 不会 不能 不过 不是 不要 专案 业务 东西
个月 中心 为了 主要 主题 之前 之后 之间 也是 了解 事情 事项 事先 交付 产品 产业 人员 人数 仍然 今天 今年
他们 付款 代表 以上 以下 以内 以前 以后 以及 价格 任何 份额 企业 优先 会议 会后 传播 但是 位置 作为 作业
使用 供应商 依照 依据 保留 信息 修改 倍数 做法 先行 全部 全程 公司 公告 共同 关于 其中 其他 具体 内容 内部
再次 准备 几个 分别 分析 列出 初步 利用 制作 到位 前后 办法 办理 功能 加上 动作 包含 包括 区域 协助 协调
单位 厂商 原因 参与 参加 参考 发布 发现 发票 发送 取得 变更 可以 可能 各种 合作 合同 合约 同意 同时 后续
向来 启动 告知 员工 周期 周报 周末 周内 品牌 品项 回复 回馈 团队 因为 因此 图片 地区 地方 地点 基本 增加
处理 备案 备注 复盘 大家 大约 大型 天内 太多 如何 如果 如下 始终 委托 存在 学习 安排 完成 完整 宣传 客人
客户 实际 对于 对方 导致 将来 尽快 尽量 工作 工作日 工作人员 已经 市场 希望 年度 并且 广告 应该 建立 建议
开会 开始 开放 引导 当天 当日 当时 形式 影响 往来 很多 得到 必须 总结 总结报告 情况 想要 意见 意思 所以
所有 执行 找到 承接 技术 投放 报价 报价单 报告 报表 持续 指定 按照 推广 掌握 推出 提交 提供 提出 提前 提醒
操作 收到 改善 改进 效果 整体 整理 文件 文字 新的 方便 方向 方式 方案 方法 旁边 无法 日期 日程 时候 时程
时间 时段 明确 明天 是否 显示 晚上 普通 最后 最新 有关 有人 服务 期间 期限 未来 本次 本周 本案 条件 来自
标准 标题 样子 档案 检查 概念 次数 正式 比较 沟通 没有 注意 洽谈 活动 测试 消费者 满意 满意度 演示 然后
照片 版本 现在 现场 理解 生产 甲方 乙方 由于 电话 电子 直接 相关 知道 确保 确定 确认 礼拜 示例 私人 种类
程序 稍后 空间 立即 第一 第二 第三 等待 签约 签名 管理 简单 类似 系统 紧急 累计 纪录 组织 细节 终于 经过
经验 结束 结果 结案 结案报告 结项 给予 统一 统计 继续 网路 网络 编辑 考虑 考量 联系 联络 联络人 自己 致电
花费 若干 获得 行动 行业 行销 表示 要求 规划 规模 觉得 角度 解决 计划 计算 订单 认为 讨论 记录 设定 设计
设置 证明 试着 询问 该案 详细 说明 请问 请求 调整 负责 负责人 责任 质量 费用 资料 资源 起来 超过 跟进 转换
较多 过去 过程 运用 进度 进行 这个 这些 这次 这里 连同 退回 适合 选择 透过 通知 通过 造成 部分 部门 都是
配合 重要 重点 针对 销售 错误 长期 问题 间隔 阶段 附件 限制 随时 需求 需要 非常 面对 页面 项目 预估 预算
预计 预定 预期 首先 验收 高度 默认"""
EVERYDAY = frozenset(fold(word) for word in (*_LATIN.split(), *_HAN.split()))
"""Folded, as texts are compared."""
_HAN_WORDS = sorted((word for word in EVERYDAY if not word.isascii()), key=len, reverse=True)
_IN_RUNS = re.compile("|".join(map(re.escape, _HAN_WORDS)))
_FEWEST_TERMS = 30
"""Different words of a script that a project must hold to count as one that could hold any."""
_FEWEST_PROJECTS = 2
_SHARE = 4


def without_everyday(folded: str) -> str:
    """A folded text with the everyday words of Chinese cut out, so that no pair bridges them."""
    return _IN_RUNS.sub(" ", folded)


def common_terms(asked: Collection[str], projects: Sequence[Collection[str]]) -> frozenset[str]:
    """The terms asked about that more than a quarter of the projects hold, and more than two of them.

    Args:
        asked: folded terms.
        projects: the terms of each. A script is judged by the projects that are written in it alone: in
            an archive of one English project every English word is that project's.
    """
    found: set[str] = set()
    for latin in (True, False):
        own = {term for term in asked if term.isascii() == latin}
        written = [
            held for held in projects if sum(t.isascii() == latin for t in held) >= _FEWEST_TERMS
        ]
        holders = Counter(term for held in written for term in own.intersection(held))
        most = max(_FEWEST_PROJECTS, len(written) // _SHARE)
        found |= {term for term, count in holders.items() if count > most}
    return frozenset(found)
