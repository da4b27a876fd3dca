"""Workbooks: values as a reader sees them, blocks, hidden sheets, comments, sparse and damaged sheets."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.extraction.extract import extract
from archive.extraction.formats.xlsx_styles import Meaning, plain, shown_number
from archive.extraction.limits import Limits
from tests.support.compound_file import compound_file
from tests.support.sample_files import rezipped, saved, workbook, workbook_with_comment


def read(data: bytes, **limits: int) -> Extracted:
    return extract(io.BytesIO(data), "x.xlsx", Limits(**limits))


def test_whole_numbers_dates_times_and_truth_are_shown_plainly() -> None:
    rows = [("什麼", "值"), ("整數", 2860000.0), ("小數", 0.1 + 0.2), ("日", dt.date(2025, 3, 4)),
            ("刻", dt.datetime.fromisoformat("2025-03-04T14:30")), ("時", dt.time(9, 5)), ("真", True)]  # fmt: skip
    table = read(workbook({"值表": rows})).segments[-1]
    assert [row[1] for row in table.rows[1:]] == [
        "2860000",
        "0.3",
        "2025-03-04",
        "2025-03-04 14:30",
        "09:05",
        "TRUE",
    ]


@pytest.mark.parametrize(
    ("stored", "meaning", "shown"),
    [
        ("0.613", Meaning.PERCENT, "61.3%"),
        ("1", Meaning.PERCENT, "100%"),
        ("45720", Meaning.DATE, "2025-03-04"),
        ("1", Meaning.DATE, "1900-01-01"),
        ("60.5", Meaning.DATE, "1900-02-28 12:00"),
        ("0.5", Meaning.TIME, "12:00"),
        ("-5", Meaning.DATE, "-5"),
        ("1E3", Meaning.NUMBER, "1000"),
        ("4180500", Meaning.GROUPED, "4,180,500"),
        ("-1234.5", Meaning.GROUPED, "-1,234.5"),
        ("-0.25", Meaning.GROUPED, "-0.25"),
        ("86", Meaning.GROUPED, "86"),
        ("1e30", Meaning.GROUPED, "1e+30"),
        ("not a number", Meaning.NUMBER, "not a number"),
    ],
)
def test_a_stored_number_is_shown_by_what_its_format_means(
    stored: str, meaning: Meaning, shown: str
) -> None:
    assert shown_number(stored, meaning, from_1904=False) == shown


def test_the_other_epoch_is_respected() -> None:
    assert shown_number("44258", Meaning.DATE, from_1904=True) == "2025-03-04"


@pytest.mark.parametrize(
    ("value", "shown"), [(3.0, "3"), (1e20, "1e+20"), (0.000123, "0.000123"), (float("inf"), "inf")]
)
def test_numbers_have_no_noise(value: float, shown: str) -> None:
    assert plain(value) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.0%", "61.3%"),
        ('yyyy"年"m"月"d"日"', "1900-01-00"),
        ("#,##0", "0.613"),
        ("[Red]0.00", "0.613"),
        ("h:mm", "14:42"),
        ('"約"0.0', "0.613"),
    ],
)
def test_custom_formats_are_understood(code: str, shown: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("a", 0.613))
    sheet["B1"].number_format = code
    value = read(saved(book)).segments[-1].rows[0][1]
    if "yyyy" in code:
        assert value.startswith("1899-12-31")
    else:
        assert value.startswith(shown)


def test_hidden_sheets_and_comments_are_read_with_their_place() -> None:
    found = read(workbook_with_comment())
    assert {s.place.sheet for s in found.segments} == {"決算", "底稿"}
    comment = next(s for s in found.segments if s.kind is SegmentKind.COMMENT)
    assert (comment.text, comment.place.row) == ("多租一天", 2)


def test_the_name_of_a_sheet_is_its_heading_unless_nobody_named_it() -> None:
    found = read(
        workbook({"費用結算": [("a", "b")], "Sheet2": [("c", "d")], "工作表3": [("e", "f")]})
    )
    assert [s.text for s in found.segments if s.kind is SegmentKind.HEADING] == ["費用結算"]


def test_titles_and_remarks_stand_apart_from_the_table() -> None:
    rows = [
        ("夏季市集 決算表",),
        ("項目", "金額"),
        ("攤位", 100),
        ("水電", 50),
        ("註：未含稅",),
        (),
        ("附表", "數量"),
        ("帳篷", 8),
    ]
    found = read(workbook({"決算": rows}))
    shape = [(s.kind, s.text, s.place.row) for s in found.segments]
    assert shape == [
        (SegmentKind.HEADING, "決算", None),
        (SegmentKind.HEADING, "夏季市集 決算表", 1),
        (SegmentKind.TABLE, "項目\t金額\n攤位\t100\n水電\t50", 2),
        (SegmentKind.PARAGRAPH, "註：未含稅", 5),
        (SegmentKind.TABLE, "附表\t數量\n帳篷\t8", 7),
    ]


def test_columns_that_hold_nothing_are_left_out() -> None:
    found = read(workbook({"x": [(None, "a", None, "b"), (None, "c", None, "d")]}))
    assert found.segments[-1].rows == (("a", "b"), ("c", "d"))


def test_two_cells_in_opposite_corners_cost_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "first", "last"
    found = read(saved(book))
    assert [(s.text, s.place.row) for s in found.segments] == [("first", 1), ("last", 1048576)]


def test_a_long_sheet_comes_in_pieces_that_know_their_row() -> None:
    found = read(workbook({"Sheet1": [(n, f"line {n}") for n in range(1, 501)]}))
    assert [s.place.row for s in found.segments] == [1, 201, 401]


def test_more_cells_than_the_limit_are_cut() -> None:
    found = read(workbook({"Sheet1": [(n, n) for n in range(100)]}), cells=50)
    assert found.truncated
    assert found.state is ContentState.OK


def test_a_broken_sheet_does_not_cost_the_others() -> None:
    data = workbook({"一": [("甲", "乙")], "二": [("丙", "丁")]})
    with_fault = bytearray(data)
    at = with_fault.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml") + 20
    with_fault[at : at + 20] = bytes(20)
    found = read(bytes(with_fault))
    assert found.state is ContentState.DAMAGED
    assert "丙\t丁" in found.text


def test_text_boxes_and_page_headers_are_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("a", "b"))
    sheet.oddHeader.center.text = "Confidential draft"
    found = read(saved(book))
    assert [s.text for s in found.segments if s.kind is SegmentKind.HEADER] == [
        "Confidential draft"
    ]


def test_rich_strings_are_whole_and_reading_aids_left_out() -> None:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = (
        f"<sst {names}><si><r><t>前半</t></r><r><t>後半</t></r><rPh sb='0' eb='1'><t>よみ</t></rPh></si>"
        "<si><t>單字</t></si></sst>"
    )
    cells = "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
    sheet = f"<worksheet {names}><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{kind}worksheet' Target='worksheets/sheet1.xml'/>"
        f"<Relationship Id='rId9' Type='{kind}sharedStrings' Target='sharedStrings.xml'/></Relationships>"
    )
    changes = {
        "xl/sharedStrings.xml": strings.encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
        "xl/_rels/workbook.xml.rels": relations.encode(),
    }
    assert read(rezipped(workbook({"Sheet1": [("x", "y")]}), changes)).text == "前半後半\t單字"


def test_an_old_workbook_with_a_password_is_encrypted() -> None:
    records = b"\x09\x08\x04\x00\x00\x06\x05\x00" + b"\x2f\x00\x02\x00\x00\x00"
    found = extract(
        io.BytesIO(compound_file({"Workbook": records.ljust(5000, b"\x00")})), "a.xls", Limits()
    )
    assert (found.extension, found.state) == ("xls", ContentState.ENCRYPTED)


def test_an_old_workbook_that_is_none_is_damaged() -> None:
    found = extract(io.BytesIO(compound_file({"Workbook": b"x" * 5000})), "a.xls", Limits())
    assert found.state is ContentState.DAMAGED


def totals(rows: list[tuple[object, ...]], **book: object) -> list[str]:
    """The last cells of the rows of a sheet that a program wrote without reckoning."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for column in sheet.iter_cols(min_col=2):
        for cell in column:
            cell.number_format = str(book.get("shown", "General"))
    made.calculation.calcMode = str(book.get("mode", "auto"))
    return [row[-1] for row in read(saved(made)).segments[-1].rows]


def test_a_sum_without_its_value_reads_as_whoever_opens_the_workbook_sees_it() -> None:
    rows = [("燈籠", 286_000), ("船租", 1_450.5), ("備註", "另計"), ("合計", "=SUM(B1:B3)")]
    assert totals(rows) == ["286000", "1450.5", "另計", "287450.5"]
    assert totals(rows, shown="#,##0")[-1] == "287,450.5"
    tenths = [("a", 0.1), ("b", 0.2), ("total", "=sum($B$1:$B$2)")]
    assert totals(tenths)[-1] == "0.3"


def test_sums_rest_on_cells_by_name_and_on_other_sums() -> None:
    rows = [("a", 5), ("b", 7), ("first", "=SUM(B1:B2)"), ("c", 30), ("all", "=SUM(B3,B4)")]
    assert totals(rows) == ["5", "7", "12", "30", "42"]


@pytest.mark.parametrize(
    "asked",
    [
        "=SUM(B1:B2)*2",
        "=SUM(B1:B2,1)",
        "=SUM(Sheet2!B1:B2)",
        "=SUM(B1:B3)",
        "=SUM(B4:B4)",
        "=SUM(B:B)",
        "=AVERAGE(B1:B2)",
        "=B1+B2",
    ],
    ids=str,
)
def test_what_is_no_plain_sum_of_known_cells_is_not_reckoned(asked: str) -> None:
    rows = [("a", 5), ("b", 7), ("c", "=NOW()"), ("d", asked), ("e", "stands")]
    assert totals(rows) == ["5", "7", "", "", "stands"]


def test_a_sum_over_an_error_or_in_a_workbook_that_reckons_nothing_is_left_out() -> None:
    rows = [("a", 5), ("b", "#N/A"), ("total", "=SUM(B1:B2)"), ("e", "stands")]
    assert totals(rows)[2] == ""
    plain_rows = [("a", 5), ("b", 7), ("total", "=SUM(B1:B2)"), ("e", "stands")]
    assert totals(plain_rows)[2] == "12"
    assert totals(plain_rows, mode="manual")[2] == ""


def test_a_stored_value_is_believed_and_not_reckoned_again() -> None:
    data = workbook({"S": [("a", 5), ("b", 7), ("total", "=SUM(B1:B2)")]})
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        sheet = container.read(part).decode()
    assert sheet.count("<v />") + sheet.count("<v/>") + sheet.count("<v></v>") == 1
    stored = re.sub(r"<v ?/>|<v></v>", "<v>13</v>", sheet)
    assert read(rezipped(data, {part: stored.encode()})).segments[-1].rows[-1][-1] == "13"


def test_a_sum_of_sums_of_itself_ends() -> None:
    rows = [("z", 1), ("a", "=SUM(B3:B3)"), ("b", "=SUM(B2:B2)"), ("c", "stands")]
    assert totals(rows) == ["1", "", "", "stands"]
    deep = [("a", 1), *((f"r{n}", f"=SUM(B1:B{n})") for n in range(1, 60))]
    assert totals(deep)[:3] == ["1", "1", "2"]
