"""Judging names: every rule, all at once, at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState
from archive.naming.check import check_name, ignored
from archive.naming.verdicts import ContentFacts, Severity, Verdict
from archive.wording import say
from tests.support.naming import PROJECT, a_context, the_rules

RULES = the_rules()


def judged(name, **context):
    return check_name(name, RULES, a_context(**context))


def found(name, **context):
    return {finding.rule for finding in judged(name, **context).findings}


def finding(name, rule, **context):
    return next(f for f in judged(name, **context).findings if f.rule == rule)


@pytest.mark.parametrize(
    "name",
    [
        "QX26-04_CON_湖畔音樂節贊助合約_20260531_V1.0_signed.pdf",
        "QX26-04_MTG_籌備會-02_20260602_V0.3_draft_en.docx",
        "QX26-04_DAT_618效果_202606_V12.10_final_bi.xlsx",
        "QX26-04_OTH_anything_20260701_V1.0.xyz",
        "ab.12_RPT_湖畔音樂節_20260602_V1.0_zh-Hant.docx",
        "QX26-04_CON_𠮷野家贊助_20260531_V1.0.pdf",
        "QX26-04_PLN_20260531_20260531_V1.0.pdf".replace("_20260531_", "_第2階段_", 1),
    ],
)
def test_a_right_name_is_ok_without_a_word(name):
    verdict = judged(name, project=None)
    assert (verdict.verdict, verdict.findings, verdict.suggestion) == (Verdict.OK, (), None)
    assert verdict.name == name


def test_components_come_back_in_their_stored_form():
    verdict = judged("ＱＸ26-04＿合同＿湖畔 音乐节＿2026年5月31日＿第2版＿雙簽版＿EN.PDF")
    assert verdict.components == {
        "project": "QX26-04", "class": "CON", "title": "湖畔-音乐节", "date": "20260531",
        "version": "V2.0", "status": "signed", "lang": "en", "ext": "pdf",
    }  # fmt: skip
    assert verdict.class_key == "contract"
    assert verdict.verdict is Verdict.FIXED
    assert verdict.name == "QX26-04_CON_湖畔-音乐节_20260531_V2.0_signed_en.pdf"
    assert verdict.suggestion == verdict.name


@pytest.mark.parametrize(
    "name",
    [
        "QX26-04_契約書_湖畔_民國115年5月31日_V1.0.pdf", "QX26-04_Agreement_湖畔_1150531_V1.0.pdf",
        "QX26-04_contract_湖畔_115.5.31_1.0.pdf", "qx26-04_con_湖畔_二〇二六年五月三十一日_v1.pdf",
        "QX26-04_合同_湖畔_31 May 2026_V1.0.pdf", "QX26-04__CON__湖畔__20260531__V1.0.pdf",
    ],
)  # fmt: skip
def test_labels_aliases_and_written_dates_are_turned_into_the_stored_form(name):
    verdict = judged(name)
    assert verdict.name == "QX26-04_CON_湖畔_20260531_V1.0.pdf"
    assert verdict.verdict is Verdict.FIXED


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("QX26-04_CON_湖?畔_20260531_V1.0.pdf", "N02"),
        ("QX26-04_CON_湖/畔_20260531_V1.0.pdf", "N02"),
        ("aux.pdf", "N02"), ("com7.tar.gz", "N02"), ("ＣＯＮ.pdf", "N02"), ("CONOUT$.txt", "N02"), ("", "N02"),
        ("QX26-04_CON_" + "湖" * 60 + "_20260531_V1.0.pdf", "N02"),
        ("QX26-04_CON_" + "x" * 90 + "_20260531_V1.0.pdf", "N02"),
        ("QX26-04_CON_20260531_V1.0.pdf", "N03"),
        ("QX26-04_CON_湖畔_音樂節_20260531_V1.0.pdf", "N03"),
        ("CON_QX26-04_湖畔_20260531_V1.0.pdf", "N03"),
        ("QX26-04_CON_湖畔_20260531_V1.0", "N03"),
        ("湖畔音樂節.pdf", "N03"),
        ("QX27-99_CON_湖畔_20260531_V1.0.pdf", "N04"),
        ("ab.12_CON_湖畔_20260531_V1.0.pdf", "N04"),
        ("不明_CON_湖畔_20260531_V1.0.pdf", "N04"),
        ("QX26-04_QQQ_湖畔_20260531_V1.0.pdf", "N05"),
        ("QX26-04_神祕類_湖畔_20260531_V1.0.pdf", "N05"),
        ("QX26-04_CON_湖畔_V1.0.pdf", "N06"), ("QX26-04_CON_湖畔_20260231_V1.0.pdf", "N06"),
        ("QX26-04_CON_湖畔_03/04/2026_V1.0.pdf", "N06"), ("QX26-04_CON_湖畔_20260703_V1.0.pdf", "N06"),
        ("QX26-04_CON_湖畔_0531_V1.0.pdf", "N06"), ("QX26-04_CON_湖畔_2026_V1.0.pdf", "N06"),
        ("QX26-04_CON_湖畔_260531_V1.0.pdf", "N06"),
        ("QX26-04_CON_湖畔_20260531.pdf", "N07"), ("QX26-04_CON_湖畔_20260531_V1.2.3x.pdf", "N07"),
        ("QX26-04_CON_湖畔_20260531_最終版.pdf", "N07"), ("QX26-04_CON_湖畔_20260531_final v2.pdf", "N07"),
        ("QX26-04_CON_甲_20260531_V1.0.pdf", "N08"), ("QX26-04_CON_2026_20260531_V1.0.pdf", "N08"),
        ("QX26-04_CON_合約_20260531_V1.0.pdf", "N08"), ("QX26-04_CON_合同-2_20260531_V1.0.pdf", "N08"),
        ("QX26-04_CON_最終版_20260531_V1.0.pdf", "N08"), ("QX26-04_CON_湖畔-改3_20260531_V1.0.pdf", "N08"),
        ("QX26-04_CON_湖畔(2)_20260531_V1.0.pdf", "N08"), ("QX26-04_CON_未命名-3_20260531_V1.0.pdf", "N08"),
        ("QX26-04_CON_湖畔_20260531_V1.0.pptx", "N09"), ("QX26-04_CON_湖畔_20260531_V1.0.exe", "N09"),
        ("QX26-04_CON_湖畔😀_20260531_V1.0.pdf", "N15"), ("QX26-04_CON_湖&畔_20260531_V1.0.pdf", "N15"),
        ("QX26-04_CON_" + "湖" * 39 + "_20260531_V1.0_signed_zh-Hant.pdf", "N15"),
        ("QX26-04_CON_" + "x" * 41 + "_20260531_V1.0.pdf", "N15"),
    ],
)  # fmt: skip
def test_each_breach_is_found(name, rule):
    assert rule in found(name)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("QX26-04_CON_湖畔_20260531_V1.0.exe", Verdict.OK),
        ("QX26-04_CON_湖畔😀_20260531_V1.0.pdf", Verdict.OK),
        ("QX26-04_合約_湖畔😀_20260531_V1.0.exe", Verdict.FIXED),
        ("QX26-04_合約_湖畔_20260531.pdf", Verdict.HELD),
        ("QX26-04_合約_湖?畔_20260531.pdf", Verdict.REFUSED),
    ],
)
def test_the_worst_finding_decides(name, verdict):
    assert judged(name).verdict is verdict


def test_every_finding_comes_at_once_the_worst_first():
    verdict = judged("QX27-99_QQQ_未命名_20261331_v:x.exe")
    rules = [f.rule for f in verdict.findings]
    assert {"N02", "N04", "N05", "N06", "N07", "N08"} <= set(rules)
    severities = [f.severity for f in verdict.findings]
    assert severities == sorted(
        severities, key=[Severity.REFUSE, Severity.HOLD, Severity.WARN].index
    )


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("QX26-04_QQQ_湖畔_20260531_V1.0.pdf", "N05", "QQQ"),
        ("\u200bＱＸ26-04＿QQQ＿湖畔_20260531_V1.0.pdf", "N05", "QQQ"),
        ("QX26-04_CON_湖畔_2026e\u0301_V1.0.pdf", "N06", "2026e\u0301"),
        ("QX26-04_CON_湖*畔_20260531_V1.0.pdf", "N02", "*"),
        ("QX26-04_CON_湖畔_20260531_V1.0.exe", "N09", "exe"),
        ("QX26-04_合約_湖畔_20260531_V1.0.pdf", "N01", "合約"),
        ("lpt1.pdf", "N02", "lpt1"),
    ],
)
def test_a_finding_points_at_what_was_typed(name, rule, words):
    start, end = finding(name, rule).where
    assert name[start:end] == words


def test_a_date_with_slashes_is_no_forbidden_character():
    verdict = judged("QX26-04_CON_湖畔_2026/5/31_V1.0.pdf")
    assert (verdict.verdict, verdict.name) == (Verdict.FIXED, "QX26-04_CON_湖畔_20260531_V1.0.pdf")


def test_two_readings_are_both_offered():
    asked = finding("QX26-04_CON_湖畔_03.04.2026_V1.0.pdf", "N06")
    assert asked.expected == "20260403 / 20260304"
    assert asked.suggestion is None


def test_a_used_version_is_held_and_the_next_one_proposed():
    name = "QX26-04_CON_湖畔_20260531_V1.0.pdf"
    verdict = judged(name, taken=["qx26-04-con-湖畔-20260531-v1.0.PDF"])
    assert [f.rule for f in verdict.findings] == ["N07"]
    assert verdict.suggestion == "QX26-04_CON_湖畔_20260531_V1.1.pdf"
    assert judged(name, taken=["QX26-04_CON_湖畔_20260531_V1.1.pdf"]).verdict is Verdict.OK


def test_without_a_project_any_code_of_the_registry_will_do_and_none_is_made_up():
    assert judged("ab.12_CON_湖畔_20260531_V1.0.pdf", project=None).verdict is Verdict.OK
    assert judged("湖畔合約 2026-05-31.pdf", project=None).suggestion is None
    assert judged("QX99-99_CON_湖畔_20260531_V1.0.pdf", project=None).suggestion is None


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("湖畔音樂節合約_最終版-改3(2).pdf", "QX26-04_CON_湖畔音樂節合約_20260701_V1.3_final.pdf"),
        ("Copy of 湖畔會議紀錄 115.6.2.docx", "QX26-04_MTG_湖畔會議紀錄_20260602_V1.0.docx"),
        ("0602湖畔会议纪要.docx", "QX26-04_MTG_湖畔会议纪要_20260602_V1.0.docx"),
        ("0815湖畔会议纪要.docx", "QX26-04_MTG_湖畔会议纪要_20250815_V1.0.docx"),
        ("湖畔周报（6.22-6.26）.pptx", "QX26-04_WKR_湖畔周报_20260622_V1.0.pptx"),
        (
            "lakeside closing report v0.9.docx",
            "QX26-04_RPT_lakeside-closing-report_20260701_V0.9.docx",
        ),
        ("合同(2).pdf", "QX26-04_CON_合同文件_20260701_V1.0.pdf"),
        ("合約.pdf", "QX26-04_CON_合約檔案_20260701_V1.0.pdf"),
        ("IMG_4471.jpg", "QX26-04_OTH_Other-file_20260701_V1.0.jpg"),
        ("CON_QX26-04_湖畔_20260531_V1.0.pdf", "QX26-04_CON_湖畔_20260531_V1.0.pdf"),
        ("QX26-04_CON_湖畔_音樂節_20260531_V1.0.pdf", "QX26-04_CON_湖畔-音樂節_20260531_V1.0.pdf"),
        ("QX26-04_CON_20260531_湖畔_V1.0.pdf", "QX26-04_CON_湖畔_20260531_V1.0.pdf"),
        ("QX27-99_CON_湖畔_20260531_V1.0_en.pdf", "QX26-04_CON_湖畔_20260531_V1.0_en.pdf"),
        (
            "QX26-04_QQQ_湖畔贊助協議書合約_20260531_V1.0.pdf",
            "QX26-04_CON_湖畔贊助協議書合約_20260531_V1.0.pdf",
        ),
        ("湖畔.pdf", "QX26-04_OTH_湖畔_20260701_V1.0.pdf"),
        ("湖畔", None),
    ],
)
def test_a_wrong_name_gets_a_right_one_from_what_it_says(name, suggestion):
    assert judged(name).suggestion == suggestion


def test_a_messy_name_is_told_what_is_missing_not_what_is_out_of_order():
    messages = [f.message.key for f in judged("湖畔_音樂節_報告_v2_final.docx").findings]
    assert "findings.components_missing" in messages
    assert not {"findings.components_order", "findings.components_extra"} & set(messages)


@pytest.mark.parametrize(
    ("content", "rule", "severity"),
    [
        (ContentFacts(extension="xlsx"), "N10", Severity.HOLD),
        (ContentFacts(duplicate_of="甲.pdf"), "N11", Severity.HOLD),
        (ContentFacts(similar_to="甲.pdf"), "N12", Severity.WARN),
        (ContentFacts(state=ContentState.EMPTY, extension="bin"), "N13", Severity.HOLD),
        (ContentFacts(state=ContentState.DAMAGED), "N13", Severity.HOLD),
        (ContentFacts(state=ContentState.ENCRYPTED), "N13", Severity.HOLD),
        (ContentFacts(state=ContentState.TOO_LARGE), "N13", Severity.HOLD),
        (ContentFacts(date_source="received"), "N14", Severity.WARN),
        (ContentFacts(date_source="name"), "N14", Severity.WARN),
        (ContentFacts(date_source="property"), "N14", Severity.WARN),
    ],
)
def test_what_the_bytes_say_is_judged_with_the_name(content, rule, severity):
    verdict = judged("QX26-04_CON_湖畔_20260531_V1.0.pdf", content=content)
    (only,) = verdict.findings
    assert (only.rule, only.severity) == (rule, severity)
    assert verdict.verdict is (Verdict.HELD if severity is Severity.HOLD else Verdict.OK)


@pytest.mark.parametrize(
    "content",
    [
        ContentFacts(extension="pdf", date_source="text"),
        ContentFacts(state=ContentState.UNSUPPORTED, extension="pdf"),
        ContentFacts(),
    ],
)
def test_content_that_agrees_says_nothing(content):
    assert judged("QX26-04_CON_湖畔_20260531_V1.0.pdf", content=content).findings == ()


@pytest.mark.parametrize(("named", "real"), [("jpeg", "jpg"), ("csv", "txt"), ("htm", "html")])
def test_two_extensions_of_one_content_agree(named, real):
    name = f"QX26-04_OTH_湖畔_20260531_V1.0.{named}"
    assert "N10" not in found(name, content=ContentFacts(extension=real))


def test_a_wrong_extension_is_put_right_in_the_proposal():
    verdict = judged("QX26-04_CON_湖畔_20260531_V1.0.doc", content=ContentFacts(extension="pdf"))
    assert verdict.suggestion == "QX26-04_CON_湖畔_20260531_V1.0.pdf"
    assert finding("a.doc", "N10", content=ContentFacts(extension="pdf")).suggestion == "pdf"


def test_a_name_without_an_extension_takes_the_content_s():
    verdict = judged("湖畔合約", content=ContentFacts(extension="pdf"))
    assert verdict.suggestion == "QX26-04_CON_湖畔合約_20260701_V1.0.pdf"


@pytest.mark.parametrize(
    "path",
    ["~$企劃.docx", "甲/__MACOSX/._a.docx", "__MACOSX/x/y.pdf", ".DS_Store", "a\\b\\Thumbs.db", "x.TMP",
     "資料夾/desktop.ini", "._x"],
)  # fmt: skip
def test_nobody_s_files_are_ignored(path):
    assert ignored(path, RULES)


@pytest.mark.parametrize(
    "path", ["企劃~$.docx", "macosx/a.pdf", "tmp/a.pdf", "Thumbs.db.pdf", "a._b", "a/b.docx"]
)
def test_real_files_are_not_ignored(path):
    assert not ignored(path, RULES)


NAME_CHARACTERS = (
    "QX26-04_CON湖畔合約民國115年5月31日Vv1.0改最終版(2)副本 draft.pdf?：😀\u0301\u200b"
)
NAME_PARTS = f"{PROJECT} CON 合約 湖畔 20260531 03/04/2026 V1.0 final en 最終版 12".split()
NAME_LIKE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.sampled_from(NAME_CHARACTERS), max_size=50),
    st.lists(st.sampled_from([*NAME_PARTS, ""]), max_size=8).map(
        lambda parts: "_".join(parts) + ".pdf"
    ),
)


@given(NAME_LIKE)
def test_any_name_is_judged_and_every_proposal_passes(name):
    verdict = judged(name)
    for f in verdict.findings:
        assert 0 <= f.where[0] <= f.where[1] <= len(name)
        for language in LANGUAGES:
            assert say(language, f.message)
    if verdict.verdict is Verdict.FIXED:
        assert judged(verdict.name).verdict is Verdict.OK
    if verdict.suggestion:
        assert judged(verdict.suggestion).verdict is Verdict.OK
    assert (verdict.suggestion is None) or verdict.verdict is not Verdict.OK


def test_a_name_nobody_could_store_is_judged_in_no_time():
    verdict = judged("_".join(["湖畔"] * 50_000) + ".pdf")
    assert verdict.verdict is Verdict.REFUSED
