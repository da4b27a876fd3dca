"""Entries of a search index for tests: made up, never taken from a real archive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from archive.indexer.port import IndexEntry

TEAM = "team"
SUBJECTS = (
    "春季茶飲試喝活動", "品牌影片拍攝", "夏季音樂節直播", "會員招募計畫", "新品记者会", "门店陈列改造",
    "社群貼文排程", "客户满意度问卷", "年度预算检讨", "海外市场调研", "landing page redesign", "holiday campaign retro",
)  # fmt: skip
SENTENCES = (
    "本次專案由企劃部負責，預計於三月底前完成所有交付項目。", "供应商报价已确认，尾款将在验收后三十天内支付。",
    "客戶反映直播時段的觀看人數未達標，原因是宣傳期過短。", "双方同意将活动延期一周，场地费用不变。",
    "會議決議由行銷組提供新的主視覺，並於週五前送審。", "短视频共交付十二条，其中三条需要重新剪辑。",
    "The client asked for a shorter report with one page per channel.", "Retention improved after the second launch.",
    "預算總額為2,350,000元，實際支出較預算多出4.6%。", "问卷回收三百二十份，平均满意度为四点二分。",
    "頭髮造型贊助商要求在片尾露出商標。", "他們從臺北出發，沿途拍攝素材。", "合約編號KX-2031-077已於2026年4月9日簽署。",
)  # fmt: skip


def an_entry(identity: str, body: str = "", **changes: object) -> IndexEntry:
    """An entry everyone of the team sees, unless the changes say otherwise."""
    values: dict[str, object] = {
        "id": identity,
        "kind": "document",
        "name": f"{identity}.txt",
        "title": "",
        "project": "P1",
        "client": "",
        "class_key": "other",
        "date": "",
        "language": "zh-Hant",
        "access": (TEAM,),
        "headings": (),
        "body": body,
    }
    return IndexEntry(**(values | changes))  # type: ignore[arg-type]


def some_entries(count: int, seed: int = 7, **changes: object) -> Iterator[IndexEntry]:
    """Documents put together from a few sentences, different in length, subject and values."""
    chance = random.Random(seed)  # noqa: S311 - drawn examples, no secret
    for _ in range(count):
        subject = chance.choice(SUBJECTS)
        body = "\n".join(chance.choices(SENTENCES, k=chance.randrange(1, 9)))
        values: dict[str, object] = {
            "title": subject,
            "name": f"{subject}_{chance.randrange(1000)}.docx",
            "project": chance.choice(("P1", "P2", "P3")),
            "client": chance.choice(("", "晨光茶業", "North Pier")),
            "class_key": chance.choice(("plan", "contract", "minutes", "final_report")),
            "date": chance.choice(("", "2025-11", "2026-01-15", "2026-04-09", "2024-06-30")),
            "language": chance.choice(("zh-Hant", "zh-Hans", "en")),
            "headings": (subject,),
        }
        yield an_entry(f"{chance.getrandbits(64):016x}", body, **(values | changes))


@dataclass(frozen=True)
class Some:
    """Entries that another process can make by itself; `ends` after so many with an error.

    It stands here since the other process imports the module it comes from.
    """

    count: int
    seed: int
    ends: bool = False

    def __call__(self) -> Iterator[IndexEntry]:
        yield from some_entries(self.count, self.seed)
        if self.ends:
            raise ValueError
