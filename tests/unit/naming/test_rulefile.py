"""Loading a rule file: what is wrong is told with its line, all at once."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive.domain.documents import CLASS_CODES, Level
from archive.domain.messages import LANGUAGES
from archive.errors import RuleFileInvalid
from archive.naming import shape_slips, yaml_slips
from archive.naming.check import check_name
from archive.naming.explain import explain
from archive.naming.explained import plain
from archive.naming.rulefile import load, packaged_rules
from archive.naming.verdicts import Severity, Verdict
from archive.wording import catalogue, say
from tests.support.naming import a_context

SOURCE = (Path(__file__).parents[3] / "naming_rules.yaml").read_text("utf-8")


def edited(*changes):
    text = SOURCE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems(text):
    with pytest.raises(RuleFileInvalid) as caught:
        load(text, "rules.yaml")
    return [say("en", problem) for problem in caught.value.problems]


def line_of(text, words):
    lines = enumerate(f"^{line}" for line in text.splitlines())
    return next(number for number, line in lines if words in line) + 1


def test_the_file_loads_with_every_class_rule_and_level():
    rules = load(SOURCE, "rules.yaml")
    assert {kind.key: code for code, kind in rules.classes.items()} == CLASS_CODES
    assert sorted(rules.severities) == [f"N{n:02}" for n in range(1, 16)]
    assert set(rules.level_labels) == set(Level)
    assert rules.version == "2026.1"
    assert rules.effective_from == date(2026, 1, 1)


def test_levels_without_words_of_the_team_keep_those_of_the_archive():
    text = edited(("public: {labels: [公開, 公开, Public]}", "public: {}"))
    rules = load(text, "rules.yaml")
    assert Level.PUBLIC not in rules.level_labels
    assert rules.share_links == {Level.CONFIDENTIAL: "needs_approval", Level.RESTRICTED: "never"}
    told = {kind["level"]: kind["label"] for kind in plain(explain(rules), "zh-Hant")["levels"]}
    assert (told["public"], told["restricted"]) == ("公開", "限閱")


def test_what_a_class_says_is_read():
    contract = packaged_rules().class_of("CON")
    assert contract.labels == ("合約", "合同", "Contract")
    assert (contract.level, contract.keep, contract.date) == (
        Level.CONFIDENTIAL,
        "permanent",
        "signed",
    )
    assert (contract.readers, contract.paper, contract.close) == (("finance", "legal"), True, 1)
    assert {"pdf", "docx", "jpg"} <= (contract.extensions or set())
    assert packaged_rules().class_for("other").extensions is None
    assert packaged_rules().class_for("no such class").code == "OTH"
    assert packaged_rules().readers("contract") == ("finance", "legal")
    assert packaged_rules().readers("minutes") == ()


def test_labels_follow_their_language_however_the_file_orders_them():
    text = SOURCE.replace("languages: [zh-Hant, zh-Hans, en]", "languages: [en, zh-Hant, zh-Hans]")
    text = re.sub(r"labels: \[([^,]+), ([^,]+), ([^\]]+)\]", r"labels: [\3, \1, \2]", text)
    assert load(text, "rules.yaml").class_of("CON").labels == ("合約", "合同", "Contract")
    assert LANGUAGES == ("zh-Hant", "zh-Hans", "en")


def test_the_place_of_a_document_leaves_out_an_unknown_client():
    rules = packaged_rules()
    kind = rules.class_of("CON")
    assert (
        rules.folder_of(kind, client="湖畔/音樂", project="QX26-04")
        == "湖畔-音樂/QX26-04/02-合約報價"
    )
    assert rules.folder_of(kind, client=None, project="..") == "02-合約報價"


def test_the_close_knows_what_is_missing_and_what_would_do_instead():
    rules = packaged_rules()
    assert {"contract", "final_report", "survey"} <= set(rules.required_classes)
    survey = next(kind for kind in rules.classes.values() if kind.key == "survey")
    assert [rules.classes[code].key for code in survey.close_any_of] == ["survey", "feedback"]


def test_class_words_serve_the_reader_of_documents():
    words = packaged_rules().class_words
    assert set(words) == set(CLASS_CODES)
    assert {"合約", "合同", "Contract", "契約書"} <= set(words["contract"])


def test_a_severity_is_the_team_s_choice():
    text = edited(
        (
            "N09: {what: unusual file type for the class, severity: warn}",
            "N09: {what: x, severity: refuse}",
        )
    )
    rules = load(text, "rules.yaml")
    assert rules.severities["N09"] is Severity.REFUSE
    assert (
        check_name("QX26-04_CON_湖畔_20260531_V1.0.exe", rules, a_context()).verdict
        is Verdict.REFUSED
    )


def test_the_order_of_components_is_the_team_s_choice():
    text = edited(
        ("{project}_{class}_{title}_{date}_{version}", "{date}_{project}_{class}_{title}_{version}")
    )
    found = problems(text)  # the file's own examples now fail, each at its line
    assert all("examples" in problem for problem in found)
    cut_off = text[: text.index("  ok:")] + "  ok: [20260531_LY25-S11_CON_湖畔_V1.0_signed.pdf]\n"
    rules = load(cut_off, "rules.yaml")
    assert (
        check_name("20260531_QX26-04_CON_湖畔_V1.0.pdf", rules, a_context()).verdict is Verdict.OK
    )
    assert (
        check_name("湖畔合約.pdf", rules, a_context()).suggestion
        == "20260701_QX26-04_CON_湖畔合約_V1.0.pdf"
    )


def test_a_version_may_be_unique_whatever_the_status_and_type():
    text = edited(
        (
            "unique_with: [project, class, title, date, status, lang, ext]",
            "unique_with: [project, class, title, date, lang]",
        )
    )
    rules = load(text, "rules.yaml")
    taken = ["QX26-04_CON_湖畔_20260531_V1.0.docx"]
    name = "QX26-04_CON_湖畔_20260531_V1.0_signed.pdf"
    assert check_name(name, rules, a_context(taken=taken)).suggestion == name.replace(
        "V1.0", "V1.1"
    )
    assert check_name(name, packaged_rules(), a_context(taken=taken)).verdict is Verdict.OK


def test_a_likelier_reading_may_do():
    rules = load(
        edited(
            ("ambiguous: ask", "ambiguous: likelier"),
            ("    - [MKT2026-017_CON_年度合約_03-04-2026_V1.0.pdf, N06]\n", ""),
        ),
        "r",
    )
    verdict = check_name("QX26-04_CON_湖畔_03-04-2026_V1.0.pdf", rules, a_context())
    assert verdict.name == "QX26-04_CON_湖畔_20260403_V1.0.pdf"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("schema: 1", "schema: 2", ["schema", "1", "found “2”"]),
        ("schema: 1\n", "", ["schema", "missing"]),
        ('version: "2026.1"\neff', "version: 2026.1\neff", ["version", "a text", "2026.1"]),
        ("effective_from: 2026-01-01", "effective_from: 2026-13-01", ["effective_from"]),
        ("effective_from: 2026-01-01", "effective_from: soon", ["effective_from", "YYYY-MM-DD"]),
        ('delimiter: "_"', 'delimiter: "+"', ["delimiter", "allowed: _"]),
        (
            "severity: refuse",
            "severity: shout",
            ["rules.N02.severity", "warn, hold, refuse", "shout"],
        ),
        ("level: confidential", "level: secret", ["level", "secret"]),
        (
            "  ext:\n    must_match_content: true",
            "  ext:\n    must_match_content: maybe",
            ["components.ext.must_match_content"],
        ),
        ("not_after: today+1d", "not_after: tomorrow", ["components.date.not_after", "today+1d"]),
        (
            '"[A-Z0-9㐀-䶿一-鿿][A-Z0-9㐀-䶿一-鿿-]{2,23}"',
            '"[A-Z"',
            ["components.project.pattern", "regular expression"],
        ),
        ("transliterate: never", "transliterate: pinyin", ["normalise.transliterate"]),
        (
            "holding: {remind_after_days: [2, 5]}",
            "holding: {remind_after_days: [2, 5], delete: true}",
            ["holding.delete", "not known"],
        ),
        ("limits: {chars: 100", "limits: {chars: 9000", ["limits.chars", "255"]),
        ("share_link: never", "share_link: allowed", ["share_link", "hands out no links"]),
        (
            "labels: [限閱, 限阅, Restricted]",
            "labels: [絕密, 绝密, confidential]",
            ["confidentiality.restricted.labels", "names the level confidential in en"],
        ),
        ("retention: #", "retentions: #", ["retentions", "not known"]),
    ],
)
def test_a_wrong_value_is_told_with_its_line(old, new, says):
    text = edited((old, new))
    found = [problem for problem in problems(text) if all(word in problem for word in says)]
    assert found, problems(text)
    assert re.match(r"rules\.yaml:\d+: ", found[0])


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        (
            "keep: permanent",
            "keep: forever",
            "keep: forever",
            "allowed are permanent, thirty_years",
        ),
        (
            "types: [sheet, slides, text]",
            "types: [sheet, films]",
            "types: [sheet, films]",
            "“films”",
        ),
        ("any_of: [SRV, FBK]", "any_of: [SRV, FBQ]", "any_of: [SRV, FBQ]", "“FBQ”"),
        ("key: contract", "key: contracts", "key: contracts", "the key of CON is contract"),
        ("  TPL:\n", "  TPX:\n", "  TPX:", "found the code TPX; the classes are fixed (PLN, BRF,"),
        (
            "  OTH:\n    key: other",
            "  PHO:\n    key: press_photo",
            "  PHO:",
            "into the aliases of the class it belongs to, or of OTH",
        ),
        ("aliases: [作業卡, 派工單]", "aliases: [合同]", "  WKO:", "names the class"),
        ("final: [定稿,", "final: [草稿, 定稿,", "final: [草稿", "already means draft"),
        ("chars: [2, 40]", "chars: [40, 2]", "chars: [40, 2]", "allowed is a least of 1"),
        ("warn_bytes: 143}", "warn_bytes: 210}", "warn_bytes: 210", "200 bytes"),
        (
            'fold_width: [letters, digits, "＿"',
            'fold_width: [letters, digits, "x"',
            "fold_width",
            "no full-width",
        ),
        ("chars: '<>:\"/\\|?*'", "chars: '<>_'", "chars: '<>_'", "delimiter"),
        (
            "unique_with: [project, class, title, date,",
            "unique_with: [project, title,",
            "unique_with",
            "class, date",
        ),
        (
            "N15: {what: unusual character or long name, severity: warn}\n",
            "\n",
            "^rules:",
            "N15 is missing",
        ),
        (
            "  restricted: {labels: [限閱, 限阅, Restricted], share_link: never}\n",
            "",
            "confidentiality:",
            "restricted is missing",
        ),
        (
            'folder: "{client}/{project}/{class.folder}"',
            'folder: "{year}/x"',
            'folder: "{year}',
            "{client}, {project}",
        ),
        ("_{version}[", "_{volume}[", 'pattern: "{project}', "found “{volume}”"),
        ("_{version}[", "_{date}[", 'pattern: "{project}', "{date} stands here more than once"),
        ('.{ext}"', '"', 'pattern: "{project}', "ends with .{ext}"),
        ("_{date}_", "[_{date}]_", 'pattern: "{project}', "may not be: date"),
        ("{project}_{class}", "{project}-{class}", 'pattern: "{project}', "with _ between"),
        ("languages: [zh-Hant, zh-Hans, en]", "languages: [zh-Hant, en, en]", "languages:", "once"),
        (
            "transliterate: never",
            "transliterate: never\n  same_name_key: [lower]",
            "same_name_key",
            "always compared",
        ),
        ("labels: [合約, 合同, Contract]", "labels: [甲, 合同, Contract]", None, None),
        ('accept: [v1, "1.0"', 'accept: [vX, "1.0"', "accept: [vX", "not read as a version"),
        (
            "- LY25-S11_MTG_結案會議紀錄_20260602_V1.0_zh-Hant.docx",
            "- LY25-S11_MTG_最終版.docx",
            "- LY25-S11_MTG_最終版",
            "instead of ok",
        ),
        (
            "MKT2026-017_QUO_線下-物料-報價_20260531_V1.0.xlsx]",
            "MKT2026-017_QUO_線下_20260531_V1.0.xlsx]",
            "V1.0.xlsx]",
            "instead of fixed",
        ),
        ("[CON.pdf, N02]", "[CON.pdf, N11]", "[CON.pdf, N11]", "without N11"),
    ],
)
def test_what_one_part_says_of_another_has_to_hold(old, new, place, says):
    text = edited((old, new))
    if place is None:
        assert load(text, "rules.yaml").class_of("CON").labels[0] == "甲"
        return
    assert any(
        problem.startswith(f"rules.yaml:{line_of(text, place)}: ") and says in problem
        for problem in problems(text)
    ), problems(text)


def test_all_problems_come_at_once():
    text = edited(("keep: permanent", "keep: forever"), ("any_of: [SRV, FBK]", "any_of: [ZZZ]"))
    assert len(problems(text)) == 2
    text = edited(
        ("schema: 1", "schema: 7"),
        ('delimiter: "_"', 'delimiter: "-"'),
        ("severity: refuse", "severity: no"),
    )
    assert len(problems(text)) == 3


SLIPS = (
    ("schema: 1\n", "schema: 1\nfoldr: x\n"),
    ("severity: refuse", "severity: halt"),
    ("keep: permanent", "keep: forever"),
    ("[CON.pdf, N02]", "[CON.pdf, N11]"),
)


def test_shape_references_and_examples_are_told_together_each_at_its_line():
    text = edited(*SLIPS)
    lines = [line_of(text, new.split("\n")[-2] if "\n" in new else new) for _, new in SLIPS]
    found = problems(text)
    assert [int(problem.split(":")[1]) for problem in found] == sorted(lines)
    for says in ("foldr: this key", "“halt”", "“forever”", "without N11"):
        assert sum(says in problem for problem in found) == 1, found


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        (("schema: 1\n", "schema: 1\nfoldr: x\n"), "schema, version, effective_from"),
        (("key: contract", "key: contract\n    foldr: x"), "key, labels, aliases, folder"),
        (("holding: {", "holding: {kept: 1, "), "remind_after_days, never_delete"),
        (("- {version:", "- {who: x, version:"), "version, why"),
    ],
)
def test_an_unknown_key_is_told_with_those_that_are_known(change, allowed):
    (found,) = problems(edited(change))
    assert f"this key is not known here; allowed are {allowed}" in found


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        # A list that cannot be read says nothing of those who name its entries.
        ((("retention: #", "retentions: #"), ("keep: permanent", "keep: ours")), 2),
        # Names are not tried by a pattern, or a way of writing dates, that is wrong.
        ((("  date:\n", "  date:\n    acept: []\n"),), 1),
        ((('pattern: "{project}', "pattern: 7 # {project}"),), 1),
        ((("labels: [合約, 合同, Contract]", "labels: [合約, 合同]"),), 1),
        ((("schema: 1\n", "schema: 1\nclasses: 5\n"), ("\nclasses:", "\nkinds:")), None),
    ],
)
def test_nothing_is_said_of_what_only_stands_in(changes, wrong):
    found = problems(edited(*changes))
    assert wrong is None or len(found) == wrong, found


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("- a\n- b\n", 1, "mapping"),
        ("schema: 1\nversion: [\n", 3, ""),
        ("schema: 1\nschema: 1\n", 2, "schema stands here more than once"),
        ("a: &x [1]\nb: *x\n", 1, "anchor"),
        ("a: !!python/object:os.system {}\n", 1, "tag"),
        ("a: {b: 1}\nc: {d: 1, d: 2}\n", 2, "d stands here more than once"),
        ("\t- x", 1, ""),
        ("x" * 1_000_001, 1, "at most"),
        ("[" * 5000 + "]" * 5000, 1, "nested"),
    ],
)
def test_what_is_no_rule_file_at_all_is_told_too(text, line, says):
    (first, *_) = problems(text)
    assert first.startswith(f"rules.yaml:{line}: ")
    assert says in first


PRECISION = "precision: [YYYYMMDD, YYYYMM]"
MONTHLY = "- AD2026-003_DAT_618投放效果-02_202606_V2.1_final_en.xlsx"


def test_the_precision_of_dates_is_the_team_s_choice():
    days = load(edited((PRECISION, "precision: [YYYYMMDD]"), (MONTHLY, "")), "r")
    month = "QX26-04_DAT_湖畔_202605_V1.0.xlsx"
    verdict = check_name(month, days, a_context())
    assert [finding.message.key for finding in verdict.findings] == ["findings.date_precision"]
    assert verdict.suggestion == "QX26-04_DAT_湖畔_20260501_V1.0.xlsx"
    text = edited((PRECISION, "precision: [YYYYMM]"))
    months = load(
        text[: text.index("  ok:")] + f"  ok: [{month.replace('QX26-04', 'LY25-S11')}]\n", "r"
    )
    assert check_name("湖畔數據報表 20260531.xlsx", months, a_context()).suggestion == (
        "QX26-04_DAT_湖畔數據報表_202605_V1.0.xlsx"
    )


def test_what_a_title_may_not_be_alone_is_the_team_s_choice():
    text = edited(("not_only: [digits, class_label, filler]", "not_only: []"))
    rules = load(text.replace("    - [MKT2026-017_CON_最終版_20260531_V1.0.pdf, N08]\n", ""), "r")
    assert (
        check_name("QX26-04_CON_合約_20260531_V1.0.pdf", rules, a_context()).verdict is Verdict.OK
    )
    assert (
        check_name("QX26-04_CON_2026_20260531_V1.0.pdf", rules, a_context()).verdict is Verdict.OK
    )


def test_a_label_that_could_be_no_title_is_refused():
    (problem,) = problems(
        edited(("labels: [合約, 合同, Contract]", "labels: [未命名, 合同, Contract]"))
    )
    assert "choose another label" in problem


def test_a_mapping_where_a_list_belongs_is_told():
    (problem,) = problems(edited(("aliases: [作業卡, 派工單]", "aliases: {作業卡: 派工單}")))
    assert "classes.WKO.aliases: a list stands here" in problem


def test_yes_and_no_are_words_not_truth_values():
    assert load(edited(("why: first rule set", "why: yes")), "r").changelog == (("2026.1", "yes"),)


@pytest.mark.parametrize("language", LANGUAGES[:2])
@pytest.mark.parametrize(
    "text",
    [
        edited(*SLIPS),
        edited(
            ("schema: 1", "schema: 7"),
            ("effective_from: 2026-01-01", "effective_from: 2026-13-01"),
            ("labels: [合約, 合同, Contract]", "labels: [合約, 合同]"),
            ("share_link: never", "share_link: allowed"),
            ("must_match_content: true", "must_match_content: 7"),
            ("limits: {chars: 100", "limits: {chars: 9000"),
        ),
        "a: [x, y\nb: 2\n",
        "a: 甲：乙\nb：2\n",
        "a: {甲, 乙}",
    ],
)
def test_problems_are_told_in_the_language_of_whoever_reads_them(text, language):
    with pytest.raises(RuleFileInvalid) as caught:
        load(text, "rules.yaml")
    for problem in caught.value.problems:
        told = say(language, problem)
        assert re.match(r"rules\.yaml:\d+: .*[㐀-鿿]", told)
        assert not re.search("[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+", told), told


def test_every_shape_that_is_told_has_its_sentence():
    kinds = (*shape_slips._KINDS.values(), *shape_slips._PATTERNS.values(), *shape_slips._OWN)
    slips = (f"rule_file.yaml_{advice}" for _, advice in yaml_slips._ADVICE)
    wanted = {*slips, *(f"rule_file.shape_{kind}" for kind in kinds)}
    assert wanted <= set(catalogue())
