"""The thesaurus: read forgivingly, searched in both directions."""

from __future__ import annotations

import re
from pathlib import Path
from unittest import mock

import pytest

from archive.indexer import thesaurus
from archive.indexer.analysis import normal_form, plain_form, units_of
from archive.indexer.thesaurus import (
    GENERAL_WORDS,
    Found,
    Thesaurus,
    load_thesaurus,
    shipped_thesaurus,
)
from archive.indexer.thesaurus_files import GENERAL, REGIONAL, RELATED, SAME, Group
from scripts.generate_regional import TARGET, table_text


def loaded(folder: Path, text: str) -> Thesaurus:
    path = folder / "words.txt"
    path.write_text(text, "utf-8")
    return load_thesaurus(path, None)


def find(thesaurus: Thesaurus, query: str) -> list[Found]:
    text = normal_form(plain_form(query))
    units = units_of(text)
    typed = [text[unit.start : unit.end] for unit in units]
    return list(thesaurus.find([unit.term for unit in units], typed=typed))


def others_of(thesaurus: Thesaurus, query: str) -> list[str]:
    return [other.shown for found in find(thesaurus, query) for other in found.others]


def test_two_signs_of_equality_say_the_same_word_of_another_region(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "行動電話 = 手機 = mobile phone\n行動電話 == 手機\n")
    others = find(thesaurus, "行動電話")[0].others
    assert [(o.shown, o.regional) for o in others] == [("手機", True), ("mobile phone", False)]
    mixed = loaded(tmp_path, "行動電話 == 手機 = mobile phone\n")
    assert [p.split(": ")[0] for p in mixed.problems] == ["words.txt:1"]


def test_the_files_that_are_shipped_have_no_problem() -> None:
    assert shipped_thesaurus().problems == ()


def test_the_regional_words_are_what_the_generator_writes() -> None:
    assert TARGET.read_text("utf-8") == table_text()


def test_words_stand_for_each_other_in_both_directions(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "場勘 = 踩點 = site visits\n交通費 ~ 差旅費\n")
    assert [o.form for o in find(thesaurus, "踩点")[0].others] == ["场勘", "site visits"]
    assert [o.shown for o in find(thesaurus, "Site Visit")[0].others] == ["場勘", "踩點"]
    assert find(thesaurus, "場勘")[0].others[0].weight == SAME
    assert find(thesaurus, "差旅费")[0].others[0].weight == RELATED


@pytest.mark.parametrize("typed", ["沒歸還", "没有归还", "還沒歸還", "未有歸還", "尚未歸還"])
def test_what_papers_deny_with_one_sign_is_asked_for_as_people_speak(
    tmp_path: Path, typed: str
) -> None:
    thesaurus = loaded(tmp_path, "尚未歸還 = 未歸還 = 逾期借出 = overdue\n")
    assert "逾期借出" in others_of(thesaurus, typed)
    assert others_of(loaded(tmp_path, "未來 = upcoming\n"), "沒來") == []


def test_the_word_of_another_region_is_nearly_the_word_itself(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "行動電話 == 手機\n行動電話 = mobile phone\n")
    assert [o.weight for o in find(thesaurus, "行動電話")[0].others] == [REGIONAL, SAME]
    assert find(load_thesaurus(), "软件")[0].others[0].weight == REGIONAL


def test_general_words_count_less_than_those_of_the_trade(tmp_path: Path) -> None:
    trade, general = tmp_path / "trade.txt", tmp_path / "general.txt"
    trade.write_text("場勘 = site visit\n", "utf-8")
    general.write_text("蝴蝶 = butterfly\n場勘 = inspection\n", "utf-8")
    thesaurus = load_thesaurus(trade, None, general=general)
    assert [(o.shown, o.weight) for o in find(thesaurus, "場勘")[0].others] == [
        ("site visit", SAME),
        ("inspection", GENERAL),
    ]
    assert find(thesaurus, "butterflies")[0].others[0].weight == GENERAL
    assert find(shipped_thesaurus(), "butterflies")[0].others[0].shown == "蝴蝶"


def test_no_general_word_stands_in_the_place_of_a_word_of_the_trade() -> None:
    trade, hiding = load_thesaurus(), []
    for line in GENERAL_WORDS.read_text("utf-8").splitlines():
        said = line.split("#")[0].split(">")[0]  # what is found one way is not looked up
        for word in re.split("==|[=~]", said):
            units = [unit.term for unit in units_of(normal_form(plain_form(word)))]
            for found in trade.find(units):
                short_han = found.end - found.start == 1 and not units[found.start].isascii()
                if not short_han and found.end - found.start < len(units):
                    hiding.append((word.strip(), units[found.start : found.end]))
    assert hiding == []


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("raw footage", "生食"),  # in an agency it is no food
        ("promoted posts", "升職"),
        ("poor turnout", "貧窮"),
        ("copy", "副本"),
        ("chinese menu", "中國"),
        ("husband", "先生"),  # stands beside every name
        ("當日流程", "today"),  # the day of the event
        ("打卡", "clock in"),  # where pictures are taken
        ("出場", "move out"),
        ("工作證", "working visa"),
        ("展期", "extra time"),
        ("non-toxic", "toxic"),  # the opposite
        ("slippery", "non-slip"),
        ("patience", "impatient"),
        ("uppercase", "lowercase"),
        ("find", "發現"),  # words of who asks
        ("mention", "提到"),
    ],
)
def test_no_general_word_stands_for_what_it_does_not_mean_here(query: str, other: str) -> None:
    shown = {one.shown for found in find(shipped_thesaurus(), query) for one in found.others}
    assert other not in shown


def test_forms_of_a_word_come_before_its_gerund_and_this_before_its_family(tmp_path: Path) -> None:
    thesaurus = loaded(
        tmp_path, "列車 = train\n培訓 = training\n主辦單位 = organiser\n編排 = organise\n"
    )
    assert others_of(thesaurus, "training") == ["培訓"]
    assert others_of(thesaurus, "train") == ["列車"]
    assert others_of(thesaurus, "Organisers") == ["主辦單位"]
    assert others_of(thesaurus, "organised") == ["編排"]
    assert others_of(thesaurus, "trained") == ["列車", "培訓"]
    assert set(others_of(thesaurus, "organisation")) == {"主辦單位", "編排"}  # only its family
    forms = loaded(tmp_path, "實支 = actual\n結算 = actuals\n")
    assert others_of(forms, "actual") == [
        "實支",
        "結算",
    ]  # one word: the one spelled so shuts none out
    family = loaded(tmp_path, "捐款 = donation\n")
    assert others_of(family, "donated") == ["捐款"]


def test_a_word_of_the_family_names_no_class(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "[proposal] 提案 = proposal\n擬定 = proposed\n")
    assert [f.classes for f in find(thesaurus, "proposed, proposals")] == [(), ("proposal",)]


def test_one_of_several_meanings_is_found_one_way_alone(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "入口 = entry\nentry > 參賽作品 > 投稿\n")
    assert others_of(thesaurus, "entries") == ["入口", "參賽作品", "投稿"]
    assert others_of(thesaurus, "參賽作品") == []
    assert others_of(thesaurus, "入口") == ["entry"]
    mixed = loaded(tmp_path, "entry > 投稿 = 來稿\n")
    assert [p.split(": ")[0] for p in mixed.problems] == ["words.txt:1"]
    shipped = set(others_of(shipped_thesaurus(), "terminal"))
    assert {"航廈", "刷卡機"} <= shipped
    assert "terminal" not in others_of(shipped_thesaurus(), "刷卡機")


def test_the_longest_word_is_taken(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "視頻 = 影片\n短視頻 = 短影音\n")
    found = find(thesaurus, "短视频")
    assert [(f.start, f.end, [o.form for o in f.others]) for f in found] == [(0, 3, ["短影音"])]


def test_a_group_may_name_a_class(tmp_path: Path) -> None:
    thesaurus = loaded(tmp_path, "[contract] 合同 = 合約\n")
    assert find(thesaurus, "合約")[0].classes == ("contract",)


def test_faulty_lines_are_left_out_and_named(tmp_path: Path) -> None:
    lines = [
        "# words",
        "甲 = 乙 ~ 丙",
        "單獨",
        "甲 = ",
        "[nonsense] 甲 = 乙",
        "= =",
        "丁 = 戊  # fine",
        "甲" + "= 乙" * 60,
    ]
    thesaurus = loaded(tmp_path, "\n".join(lines))
    assert [problem.split(": ")[0] for problem in thesaurus.problems] == [
        f"words.txt:{number}" for number in (2, 3, 4, 5, 6, 8)
    ]
    assert find(thesaurus, "丁")
    assert not find(thesaurus, "甲")


def test_a_file_that_is_missing_or_no_text_is_a_problem_and_no_error(tmp_path: Path) -> None:
    assert load_thesaurus(tmp_path / "none.txt", None).problems[0].startswith("none.txt:1: ")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    assert load_thesaurus(tmp_path / "bad.txt", None).problems[0].startswith("bad.txt:1: ")
    (tmp_path / "regional.tsv").write_text("甲\t乙\n甲乙\n", "utf-8")
    problems = load_thesaurus(tmp_path / "regional.tsv", tmp_path / "regional.tsv").problems
    assert "regional.tsv:2: two words with a tab between them are needed" in problems


def test_words_with_a_hyphen_are_found_closed_up_and_apart_and_the_other_way_round(
    tmp_path: Path,
) -> None:
    thesaurus = loaded(tmp_path, "收尾會 = wash-up\n開工會 = kickoff\n場地 = set\n")
    for typed in ("wash-up", "washup", "wash up"):
        assert "收尾會" in [o.shown for f in find(thesaurus, typed) for o in f.others], typed
    assert [o.shown for o in find(thesaurus, "washup")[0].others] == ["收尾會", "wash-up"]
    for typed in ("kickoff", "kick-off", "Kick off"):
        assert [o.shown for f in find(thesaurus, typed) for o in f.others] == ["開工會"], typed
    assert [f.end - f.start for f in find(thesaurus, "set off")] == [1]


def test_what_begins_no_word_is_not_looked_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = loaded(tmp_path, "夜市 = night market\nkickoff = 開工會")
    looked_up = mock.Mock(wraps=thesaurus._found)
    monkeypatch.setattr(thesaurus, "_found", looked_up)
    units = ["在", "夜", "市", "kick", "off", "的", "夜"]
    assert [(one.start, one.end) for one in found.find(units)] == [(1, 3), (3, 5)]
    assert looked_up.call_count == 2


def test_the_files_are_read_once_and_only_for_who_looks_up_a_word() -> None:
    read: list[str] = []

    def groups(problems: list[str]) -> list[Group]:
        read.append("read")
        problems.append("words.txt:3: odd")
        return [Group(("kick-off", "開球會議"), SAME)]

    thesaurus = Thesaurus(groups)
    assert not read  # as in a process that only writes the index
    thesaurus.get_ready()
    assert others_of(thesaurus, "開球會議") == ["kick-off"]
    assert thesaurus.problems == ("words.txt:3: odd",)
    assert read == ["read"]
