"""Write archive/indexer/regional.tsv from OpenCC's phrase tables (development dependency `opencc`).

The wheel holds the tables in compiled form; their words stand in them as text. Each is put through
OpenCC both ways, and a pair is kept when the way there and the way back agree.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import opencc

from archive.domain.folding import fold

TARGET = Path(__file__).parents[1] / "archive" / "indexer" / "regional.tsv"
TABLES = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
REGIONS = {"TWPhrases": ("s2twp", "tw2sp"), "HKPhrases": ("s2hkp", "hk2sp")}
MISLEADING = frozenset(
    re.findall(
        r"\S+",
        """
        对象 类型 参数 局部 文档 进程 引导程序 头文档 源文档 调用 循环 接口 指针 声明 抛出 视图 实例 组件 队列 元音
        辅音 万象 的士 设备 高级 低级 智能 序列 串行 仿真 运行 连接 溢出 截取 分区 映射 呼出 打开 保存 激活 查找
        查看 支持 社区 绑定 算子 矢量 全局 多态 字段 脚本 菜单 刷新 剪切 粘贴 加载 卸载 添加 创建 发送 内核 集群
        镜像 采样 进制 缩进 缺省 卡塔尔
        """,
    )
)
"""Words with a sense of their own in the other region, or terms of programming no project searches for."""
_WORD = re.compile("[㐀-鿿]{2,}")

HEADER = """\
# Mainland word, a tab, the word of Taiwan or Hong Kong; folded. Generated: scripts/generate_regional.py
# From the phrase tables of OpenCC {version} (Apache License 2.0). Words of the trade: thesaurus.txt
"""


def words(table: str) -> Iterator[str]:
    """The Chinese words that stand in a compiled table."""
    for piece in (TABLES / f"{table}.ocd2").read_bytes().split(b"\0"):
        word = piece.decode("utf-8", "ignore")
        if _WORD.fullmatch(word):
            yield word


def pairs() -> list[tuple[str, str]]:
    """Every pair whose two directions agree, folded and sorted."""
    found = set()
    for table, (there, back) in REGIONS.items():
        away, home = opencc.OpenCC(there).convert, opencc.OpenCC(back).convert
        for word in (*words(table), *words(f"{table}Rev")):
            mainland = home(word)
            regional = away(mainland)
            pair = fold(mainland), fold(regional)
            agree = fold(home(regional)) == pair[0] != pair[1]
            if agree and all(map(_WORD.fullmatch, pair)) and pair[0] not in MISLEADING:
                found.add(pair)
    return sorted(found)


def table_text() -> str:
    """The whole file."""
    lines = ["\t".join(pair) for pair in pairs()]
    return HEADER.format(version=opencc.__version__) + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table_text(), "utf-8")
    sys.stdout.write(f"{TARGET}\n")
