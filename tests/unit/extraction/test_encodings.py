"""Text in whatever encoding it came."""

from __future__ import annotations

import pytest

from archive.extraction.encodings import decode
from archive.extraction.everyday_letters import likeliest

TRADITIONAL = (
    "活動當天請於上午八點半以前到達展覽館南側入口，並向服務臺領取工作證與對講機。"
    "現場拍攝需事先取得主辦單位同意，拍攝完成後請於三日內提供挑選後的照片。"
)
SIMPLIFIED = (
    "活动当天请于上午八点半以前到达展览馆南侧入口，并向服务台领取工作证与对讲机。"
    "现场拍摄需事先取得主办单位同意，拍摄完成后请于三日内提供挑选后的照片。"
)

ORDERS = (
    "單號,收件人,電話,品項,數量,地址\r\nKS1102,魏芷寧,0955-111-222,禮盒×3,990,高雄市鼓山區河西路27號\r\n"
    "KS1103,范姜宏,0910-333-444,禮盒×1,330,\r\nKS1104,羅采妍,0978-555-666,單包×1,120,\r\n匯出時間,2025/08/30,,,,\r\n"
)
"""Few words between many figures: statistics give no encoding at all."""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ORDERS, "big5"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "utf-16-le"),
        (TRADITIONAL, "utf-16-be"),
        (SIMPLIFIED, "gbk"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-8"),
        (TRADITIONAL, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        ("Le café est fermé à l’été, dès lundi prochain.", "cp1252"),
        ("It’s 25°C inside, 30°C outside, £40 a day.", "cp1252"),
        ("会場の下見は来週の火曜日に行います。駐車場は使えません。", "cp932"),
    ],
)
def test_text_is_read_in_the_encoding_it_has(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_a_declared_encoding_is_used_where_it_fits() -> None:
    assert decode("合約".encode("big5"), "Big5") == ("合約", "Big5")


def test_a_declared_encoding_that_does_not_fit_is_not_believed() -> None:
    assert decode(TRADITIONAL.encode("big5"), "euc-jp")[0] == TRADITIONAL


def test_gb2312_is_read_as_the_wider_set_it_usually_is() -> None:
    assert decode("朱镕基".encode("gb18030"), "gb2312")[0] == "朱镕基"


def test_an_unknown_declaration_is_no_error() -> None:
    assert decode(b"caf\xe9 noir", "x-unknown-9")[0].startswith("caf")


def test_bytes_that_fit_nothing_become_replacement_characters() -> None:
    text, _ = decode(bytes(range(128, 256)) * 3)
    assert text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("專案企劃書", "big5hkscs"),
        ("結案報告_最終版", "big5hkscs"),
        ("项目计划书", "gb18030"),
        ("费用结算表（财务确认）", "gb18030"),
        ("打合せメモ", "cp932"),
    ],
)
def test_even_a_short_name_tells_its_encoding(text: str, encoding: str) -> None:
    assert likeliest(text.encode(encoding), ("gb18030", "big5hkscs", "cp932", "euc_kr")) == encoding


LIST_OF_POSTS = (
    "no,account,platform,posted,reach,remark\r\n"
    + "".join(
        f"{n},{who},Instagram story,{n}/7/2026,{n * 13711},reel {n * 3} sec\r\n"
        for n, who in enumerate(("碼頭小妹", "慢行筆記", "Jenny Ho", "老街燈影", "Foodie", "山城郵差"), 1)
    )
)  # fmt: skip


def test_a_list_of_figures_with_a_few_chinese_names_is_read_as_chinese() -> None:
    assert decode(LIST_OF_POSTS.encode("big5")) == (LIST_OF_POSTS, "big5hkscs")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "day,hall,temperature\r\n"
            + "".join(f"{n},Hall B,2{n % 9}°C\r\n" for n in range(1, 30)),
            id="degrees",
        ),
        pytest.param(
            "Évènement,coût prévu,coût réel\r\nSoirée presse,12 000 £,11 450 £\r\nDéfilé d’été,8 000 £,8 310 £\r\n",
            id="French",
        ),
        pytest.param(
            "Straße;Größe;Maß\r\nKönigsallee 4;±5 %;§ 7\r\nÄußere Mühlgasse;½ m²;§ 9\r\n",
            id="German",
        ),
    ],
)
def test_western_lists_with_signs_stay_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_a_short_head_over_many_figures_tells_the_encoding() -> None:
    rows = "".join(
        f"{n},0{n}/14-0{n}/20,{41000 + 977 * n},{2204000 + 1311 * n},{n + 8}\n" for n in range(1, 6)
    )
    text = f"期号,起讫日,购票人次,票款收入(元),巡演场次\n{rows}合计,,219655,11039665,55\n备注:两场因大风取消\n"
    assert decode(text.encode("gb18030"))[0] == text


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gb18030", ("宋雨桐", "湖滨仪表", "贺一鸣", "云麓科技", "柳清", "老会员")),
        ("big5hkscs", ("宋雨桐", "湖濱儀表", "賀一鳴", "雲麓科技", "柳清", "老會員")),
    ],
)
def test_an_export_of_mostly_latin_columns_is_read_by_its_names(
    encoding: str, names: tuple[str, ...]
) -> None:
    rows = [
        f"R{n:05},{name},{name[-1]}{n},member{n}@lakeside.example,1381234{n:04},web,Y,2026-05-{n + 2:02}"
        for n, name in enumerate(names * 2)
    ]
    text = "order_id,name,company,email,mobile,type,checked_in,export_at\n" + "\n".join(rows)
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Größe und Maße der Räume: Fläche öffnen, Bären, süß, Straße, Möwe, Ärger, Übung, König, Kräne\n" * 3,
        "Ça va déjà très bien, été où l'île naïve façade; élève là-bas, dès août, hôtel, forêt, garçon\n" * 3,
        "El niño comió piña, mañana será otro día; ¿qué pasó? ¡Olé! corazón, acción, señor, jamás\n" * 3,
    ],
)  # fmt: skip
def test_western_text_full_of_marks_stays_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "cp1252")
