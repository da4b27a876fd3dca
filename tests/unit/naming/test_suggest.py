"""Proposed names: whatever the facts, they pass their own check."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.documents import CLASS_CODES
from archive.domain.messages import LANGUAGES
from archive.naming.check import check_name
from archive.naming.normalise import same_name_key
from archive.naming.suggest import suggest, suggest_name
from archive.naming.titles import Kept, cut, without_close
from archive.naming.verdicts import ContentFacts, Verdict
from archive.naming.versions import Taken
from tests.support.naming import PROJECT, a_context, some_facts, the_rules

RULES = the_rules()


def suggested(*, context=None, **facts):
    return suggest_name(some_facts(**facts), RULES, context or a_context())


def title_of(name):
    return name.split("_")[2]


def test_facts_become_a_name():
    assert suggested() == "QX26-04_CON_湖畔音樂節贊助合約_20260531_V1.0.pdf"
    assert suggested(status="signed") == "QX26-04_CON_湖畔音樂節贊助合約_20260531_V1.0_signed.pdf"
    assert suggested(date="2026-05") == "QX26-04_CON_湖畔音樂節贊助合約_202605_V1.0.pdf"


@pytest.mark.parametrize(
    ("language", "project_language", "ending"),
    [
        ("en", "zh-Hant", "_en.pdf"),
        ("zh-Hant", "zh-Hant", "_V1.0.pdf"),
        ("bi", "en", "_bi.pdf"),
        (None, "en", "_V1.0.pdf"),
        ("tlh", "en", "_V1.0.pdf"),
    ],
)
def test_the_language_is_written_only_where_it_differs(language, project_language, ending):
    assert suggested(language=language, project_language=project_language).endswith(ending)


@pytest.mark.parametrize(
    ("version", "is_draft", "expected"),
    [
        (None, False, "V1.0"), (None, True, "V0.1"), ("2.1", False, "V2.1"), ("0.4", True, "V0.4"),
        ("3", False, "V3.0"),
        ("2.0", True, "V0.2"), ("0.0", False, "V0.1"), ("next", False, "V1.0"), ("0.9", False, "V0.9"),
    ],
)  # fmt: skip
def test_versions(version, is_draft, expected):
    assert f"_{expected}." in suggested(version=version, is_draft=is_draft)


def test_a_used_version_gives_the_next_free_one():
    used = [f"QX26-04_CON_湖畔音樂節贊助合約_20260531_V1.{n}.pdf" for n in range(12)]
    assert suggested(context=a_context(taken=used)).endswith("_V1.12.pdf")
    given_version = suggested(context=a_context(taken=used), version="1.3")
    assert given_version.endswith("_V1.12.pdf")


def test_the_version_that_was_not_free_is_told():
    used = [f"QX26-04_CON_湖畔音樂節贊助合約_20260531_V{n}.pdf" for n in ("1.0", "1.1")]
    free = suggest(some_facts(version="1.2"), RULES, a_context(taken=used))
    assert (free.version, free.taken) == ("V1.2", None)
    other = suggest(some_facts(), RULES, a_context(taken=used))
    assert (other.version, other.taken) == ("V1.2", Taken("V1.0", same_name_key(used[0])))


def test_after_v1_99_comes_v2_0_and_the_search_ends():
    used = [f"QX26-04_CON_湖畔音樂節贊助合約_20260531_V1.{n}.pdf" for n in range(100)]
    assert suggested(context=a_context(taken=used)).endswith("_V2.0.pdf")

    class Everything:
        def __call__(self, _key):
            return True

    full = a_context()
    full = type(full)(full.projects, full.today, full.project, Everything(), None)
    assert suggest_name(some_facts(version="99.98"), RULES, full)
    assert title_of(suggest_name(some_facts(title=""), RULES, full)) == "合約檔案-99"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("湖畔_音樂節 贊助", "湖畔-音樂節-贊助"),
        ("湖畔音樂節_最終版-改3(2)", "湖畔音樂節"),
        ("Copy of 湖畔音樂節 v2", "湖畔音樂節"),
        ("湖畔音樂節 2026-05-31", "湖畔音樂節"),
        ("2026年5月31日湖畔音樂節", "湖畔音樂節"),
        ("湖畔音樂節 2025-01-01", "湖畔音樂節-2025-01-01"),
        ("湖畔音樂節數據（統計至 2026/5/31）", "湖畔音樂節數據"),
        ("湖畔数据汇总 截至2026年5月31日止", "湖畔数据汇总"),
        ("Lakeside results to 31 May 2026", "Lakeside-results"),
        ("From 31 May 2026 to the lake", "to-the-lake"),
        ("湖畔音樂節數據（統計至 ）", "湖畔音樂節數據"),
        ("Lakeside results to", "Lakeside-results"),
        ("How to", "How"),
        ("Auto 31 May 2026", "Auto"),
        ("QX26-04 湖畔音樂節", "湖畔音樂節"),
        ("「湖畔」音樂節：贊助/合作?", "「湖畔」音樂節-贊助-合作"),
        ("Client’s #1 plan & more", "Clients-1-plan-more"),
        ("湖畔🎉音樂節", "湖畔音樂節"),
        ("𠮷野家贊助", "𠮷野家贊助"),
        ("e\u0301te\u0301", "été"),
        ("湖畔#final", "湖畔"),
        ("湖畔" + " v1" * 20, "湖畔"),
    ],
)
def test_a_title_keeps_its_words_and_loses_the_rest(title, expected):
    assert title_of(suggested(title=title)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-Hant", "合約檔案"), ("zh-Hans", "合同文件"), ("en", "Contract-file"), (None, "合約檔案")],
)
@pytest.mark.parametrize(
    "title",
    ["", "最終版(2)", "合約", "合同", "IMG_0001", "20260531", "🎉🎉", "副本", "\u0301", "?"],
)
def test_a_title_that_says_nothing_becomes_the_class_s_label(title, language, expected):
    assert title_of(suggested(title=title, project_language=language)) == expected


@pytest.mark.parametrize(
    ("title", "expected", "kept"),
    [
        ("三十", "三十-合約檔案", Kept.JOINED),
        ("春", "春-合約檔案", Kept.JOINED),
        ("2025年度", "2025年度", Kept.WHOLE),
        ("合同", "合約檔案", Kept.NOTHING),
        ("最終版", "合約檔案", Kept.NOTHING),
        ("湖畔音樂節贊助" * 9, ("湖畔音樂節贊助" * 9)[:37], Kept.BEGINNING),
    ],
)
def test_of_a_title_that_cannot_be_one_as_much_is_kept_as_can(title, expected, kept):
    found = suggest(some_facts(title=title), RULES, a_context())
    assert (title_of(found.name), found.kept) == (expected, kept)
    assert check_name(found.name, RULES, a_context()).verdict is Verdict.OK


@pytest.mark.parametrize("lengths", [(8, 40), (2, 12), (16, 30)])
def test_a_rule_on_a_title_s_length_is_kept_by_what_is_proposed_without_a_title(lengths):
    rules = replace(RULES, components=replace(RULES.components, title_length=lengths))
    for language in LANGUAGES:
        for title in ("", "春"):
            facts = some_facts(title=title, project_language=language)
            name = suggest_name(facts, rules, a_context())
            assert lengths[0] <= len(title_of(name)) <= lengths[1]
            assert check_name(name, rules, a_context()).verdict is Verdict.OK


def test_two_files_without_a_title_are_two_documents_not_two_versions():
    first = suggested(title="IMG_0001")
    second = suggested(title="IMG_0002", context=a_context(taken=[first]))
    third = suggested(title="IMG_0003", context=a_context(taken=[first, second]))
    assert [title_of(name) for name in (first, second, third)] == [
        "合約檔案",
        "合約檔案-2",
        "合約檔案-3",
    ]
    assert second.endswith("_V1.0.pdf")


@pytest.mark.parametrize(
    "written", ["2026-02-31", "someday", "", "2027-01-01", "0001-01-01", "20260531x", "2026-13"]
)
def test_a_date_the_rules_cannot_take_becomes_the_day_of_naming(written):
    assert "_20260701_" in suggested(date=written)


@pytest.mark.parametrize(
    ("extension", "content", "expected"),
    [
        ("PDF", None, "pdf"), (".docx", None, "docx"), ("", None, "bin"), ("0", None, "bin"), ("p?d f", None, "pdf"),
        ("doc", "pdf", "pdf"), ("jpeg", "jpg", "jpeg"), ("", "xlsx", "xlsx"), ("x" * 40, None, "x" * 10),
    ],
)  # fmt: skip
def test_the_extension_is_the_content_s_where_they_differ(extension, content, expected):
    context = a_context(content=ContentFacts(extension=content))
    assert suggested(extension=extension, context=context).endswith(f".{expected}")


def test_a_status_that_contradicts_a_draft_is_left_out():
    assert suggested(is_draft=True, status="final").endswith("_V0.1.pdf")
    assert suggested(is_draft=True, status="draft").endswith("_V0.1_draft.pdf")
    assert suggested(status="approved").endswith("_V1.0.pdf")


def test_a_class_nobody_knows_is_other():
    assert suggested(class_key="riddle").startswith("QX26-04_OTH_")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "湖畔音樂節贊助合約、現場執行與媒體露出之整體規劃及後續追蹤事項一覽表",
            "湖畔音樂節贊助合約、現場執行與媒體露出之整體規劃及後續追蹤",
        ),
        (
            "Lakeside music festival sponsorship and media exposure",
            "Lakeside-music-festival-sponsorship-and",
        ),
        ("湖畔音樂節（含台北、台中、高雄三場次之贊助廠商名單與聯絡方式以及備註", "湖畔音樂節"),
    ],
)
def test_a_long_title_is_cut_where_a_reader_would_break_off(title, expected):
    assert title_of(suggested(title=title)).startswith(expected[:20])
    assert len(title_of(suggested(title=title))) <= 40


@pytest.mark.parametrize(
    ("title", "characters", "size", "expected"),
    [
        ("湖畔音樂節", 40, 100, "湖畔音樂節"),
        ("湖畔音樂節", 3, 100, "湖畔音"),
        ("湖畔音樂節", 40, 8, "湖畔"),
        ("one-two-three", 9, 100, "one-two"),
        ("ne\u0301e\u0301", 2, 100, "n"),
        ("湖畔（台北）", 4, 100, "湖畔"),
    ],
)
def test_cutting(title, characters, size, expected):
    assert cut(title, characters, size) == expected


FILLERS = [
    "最終版",
    "副本",
    "final",
    "copy",
    "of",
    "(1)",
    "v3",
    "合約",
    "CON",
    "aux",
    "scan",
    "未命名",
    "定稿",
    "初稿",
    "3",
    "-",
]
ODD_TITLES = [
    "CON",
    "NUL",
    "COM1",
    ".",
    "..",
    "/",
    "…",
    "en",
    "final",
    "20260531",
    "V1.0",
    PROJECT,
    "MTG",
]
UNSEEN = st.characters(categories=["Mn", "Mc", "Me", "Cf", "Cc", "Cs", "Co", "Zs"])
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(min_size=250, max_size=300),
    st.text(alphabet=st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), max_size=20),
    st.text(alphabet=st.characters(min_codepoint=0x20000, max_codepoint=0x323AF), max_size=60),
    st.text(alphabet=UNSEEN, max_size=20),
    st.text(
        alphabet=st.sampled_from("湖畔ab-_. ()（）最終版改3V1.0副本合約\u0301\u200d"), max_size=60
    ),
    st.lists(st.sampled_from(FILLERS), max_size=6).map(" ".join),
    st.sampled_from(ODD_TITLES),
)
DATES = st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(str)
EXTENSIONS = st.sampled_from(["pdf", "docx", "", "PDF", "exe", "7z"])
VERSIONS = st.sampled_from(["1.0", "0.3", "12.99", "99.99", "1", "x", "", "０．１"])


@given(
    title=HOSTILE,
    class_key=st.sampled_from([*CLASS_CODES, "riddle", ""]),
    written=st.one_of(DATES, st.sampled_from(["2026-05", "", "2026-02-30"])),
    extension=st.one_of(EXTENSIONS, st.text(max_size=12)),
    version=st.one_of(st.none(), VERSIONS),
    is_draft=st.booleans(),
    status=st.sampled_from([None, "draft", "final", "signed", "approved"]),
    language=st.sampled_from([None, "zh-Hant", "zh-Hans", "en", "bi", "fr"]),
    project_language=st.sampled_from([None, "zh-Hant", "zh-Hans", "en"]),
    used=st.integers(0, 3),
)
def test_whatever_the_facts_the_proposal_passes_its_own_check(used, written, **facts):
    taken: list[str] = []
    for _ in range(used + 1):
        context = a_context(taken=taken)
        name = suggest_name(some_facts(date=written, **facts), RULES, context)
        verdict = check_name(name, RULES, context)
        assert (verdict.verdict, verdict.name) == (Verdict.OK, name), verdict.findings
        assert not [f for f in verdict.findings if f.rule != "N09"], verdict.findings
        assert len(name) <= 100
        assert len(name.encode()) <= 200
        assert unicodedata.is_normalized("NFC", name)
        assert name not in taken
        taken.append(name)


COMPONENTS = st.fixed_dictionaries(
    {
        "project": st.just(PROJECT),
        "class": st.sampled_from(sorted(CLASS_CODES.values())),
        "title": st.text(st.sampled_from("湖畔音樂節Lakeside47甲乙"), min_size=2, max_size=12),
        "date": st.dates(date(1990, 1, 1), date(2026, 6, 30)).map(lambda day: f"{day:%Y%m%d}"),
        "version": st.tuples(st.integers(1, 40), st.integers(0, 40)).map(
            lambda pair: f"V{pair[0]}.{pair[1]}"
        ),
        "status": st.sampled_from(["", "final", "signed"]),
        "lang": st.sampled_from(["", "en", "zh-Hant", "zh-Hans", "bi"]),
        "ext": st.sampled_from(["pdf", "docx", "xlsx", "txt"]),
    }
)


@given(COMPONENTS)
def test_components_that_are_written_are_read_again(components):
    name = RULES.pattern.write(components)
    read = check_name(name, RULES, a_context()).components
    assert {key: read.get(key, "") for key in components} == components


@given(st.sampled_from(sorted(CLASS_CODES)), st.text(max_size=60), st.text(max_size=12))
def test_a_proposed_name_is_written_again_from_what_is_read_in_it(class_key, title, day):
    name = suggested(class_key=class_key, title=title, date=day or "2026-05")
    verdict = check_name(name, RULES, a_context())
    assert verdict.verdict is Verdict.OK
    assert RULES.pattern.write(verdict.components) == name


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("QX26/04 湖畔音樂節", "湖畔音樂節"),
        ("qx26 04湖畔音樂節", "湖畔音樂節"),
        ("QX2604 湖畔音樂節", "湖畔音樂節"),
        ("QX26-041 湖畔音樂節", "QX26-041-湖畔音樂節"),
    ],
)
def test_a_title_goes_without_the_projects_code_however_it_is_written(title, kept):
    assert title_of(suggested(title=title)) == kept


def test_a_short_code_is_not_taken_for_a_size_of_paper():
    assert (
        title_of(suggested(project="A-1", title="湖畔音樂節 A1 主海報")) == "湖畔音樂節-A1-主海報"
    )


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("冷藏車租賃名單待補。", "冷藏車租賃名單待補"),
        ("展場真的夠大嗎？！", "展場真的夠大嗎"),
        ("布展清单已完成；", "布展清单已完成"),
        ("展場動線說明.", "展場動線說明"),
        ("Is the hall big enough?", "Is-the-hall-big-enough"),
        ("Supplies of Tidepool!", "Supplies-of-Tidepool!"),
    ],
)
def test_what_closes_a_sentence_closes_no_title(title, named):
    assert title_of(suggested(title=title)) == named


def test_the_dot_of_an_abbreviation_is_no_close():
    assert without_close("Sailmakers of the U.S.") == "Sailmakers of the U.S."
    assert without_close("Sailcloth Inc.") == "Sailcloth Inc."
