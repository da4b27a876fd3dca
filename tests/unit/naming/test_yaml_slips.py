"""A rule file is kept by people: what they type is read where it can mean one thing only, or told how to write."""

import pytest

from archive.errors import RuleFileInvalid
from archive.naming.rulefile import load, packaged_text
from archive.naming.yaml_lines import LinedFile
from archive.wording import say

SENTENCES = frozenset(["what"])


def problems(text):
    with pytest.raises(RuleFileInvalid) as caught:
        LinedFile(text, "r.yaml", SENTENCES)
    return [say("en", problem) for problem in caught.value.problems]


def test_commas_of_a_sentence_without_quotes_belong_to_it():
    text = "K7: {what: 缺頁, too dark or 歪斜, and so on, severity: hold, note: }\n"
    told = {"what": "缺頁, too dark or 歪斜, and so on", "severity": "hold", "note": None}
    assert LinedFile(text, "r.yaml", SENTENCES).values == {"K7": told}


def test_a_rule_file_with_such_sentences_loads():
    text = packaged_text().replace(
        "what: unusual character or long name,", "what: odd sign, long name, or both,"
    )
    assert load(text, "r.yaml").meanings["N15"] == "odd sign, long name, or both"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (
            "a: 1\nb: {folder: 甲, 乙 丙, x: 1}",
            2,
            "found “乙 丙” after a comma, without a colon; "
            'a text with a comma in it stands in quotes: folder: "甲, 乙 丙"',
        ),
        ("a: 1\nb: {what: 'x', y z}", 2, "found “y z” after a comma"),
        ("a: {甲, 乙}", 1, "found “甲” without a colon"),
        ("a: [x, y\nb: 2\n", 2, "close what line 1 opens"),
        ("a: first: second", 1, "with a colon in it stands in quotes"),
        ('a: "<>|\\|"', 1, "use single quotes"),
        ("a:\n\tb: 1", 2, "by spaces, never by tabs"),
        ("b: 2\na: @here", 2, "begins with @"),
        ("a: 'open\nb: 2", 2, "line 1 is not closed"),
        ('a: "x" y', 1, "quoted as a whole"),
        ("a: b\nno colon here\n\n# a remark\ne: f", 2, "followed by a colon and a space"),
        ("a: x\n---\nb: y", 2, "a rule file is one document; take out the line ---; found “---”"),
    ],
)
def test_a_slip_is_told_with_its_line_what_stands_there_and_how_to_write_it(text, line, says):
    (problem, *_) = problems(text)
    assert problem.startswith(f"r.yaml:{line}: ")
    assert says in problem


def test_lists_cut_by_a_comma_and_values_lost_to_a_hash_are_told_as_such():
    text = packaged_text()
    for change, says in (
        (("[合約, 合同, Contract]", "[合約, 合同, Contract, signed]"), "stands in quotes"),
        (('warn_chars: "', 'warn_chars: #"'), "begins with # stands in quotes"),
    ):
        assert change[0] in text
        with pytest.raises(RuleFileInvalid) as caught:
            load(text.replace(*change, 1), "r.yaml")
        assert any(says in say("en", problem) for problem in caught.value.problems)
