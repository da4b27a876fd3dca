"""Personal numbers are found with their checksums and labels; numbers that only look alike are not."""

from __future__ import annotations

import random

import pytest

from archive.domain.segments import Place, Segment, SegmentKind, table_segment
from archive.understanding import identifiers
from archive.understanding.facts import Spot
from archive.understanding.sensitive import MAX_PLACES, find_sensitive, sensitive_data


def card(prefix: str, length: int = 16) -> str:
    """A number with that prefix that passes the Luhn check."""
    body = prefix + "7" * (length - len(prefix) - 1)
    return next(body + str(d) for d in range(10) if identifiers.is_bank_card(body + str(d)))


def identity(body: str) -> str:
    """A mainland identity number with its check digit."""
    return next(body + c for c in "0123456789X" if identifiers.is_mainland_identity(body + c))


def credit_code(body: str) -> str:
    return next(
        body + c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if identifiers.is_credit_code(body + c)
    )


def kinds(text: str, rows=()) -> list[str]:
    return [sighting.kind for sighting in find_sensitive(text, rows)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("手机：13712340987", "mobile"),
        ("联系人 周女士 +86 150-2234-7788", "mobile"),
        ("ＴＥＬ　１３７１２３４０９８７", "mobile"),
        ("聯絡手機 0912-345-678", "mobile"),
        ("0922345678 林小姐", "mobile"),
        ("+886 912 345 678", "mobile"),
        ("電話 6123 4567", "mobile"),
        ("WhatsApp 5234-5678", "mobile"),
        ("每位$150，PayMe 過數俾我（Wing 6345 0128）", "mobile"),
        ("FPS: 9345 0128", "mobile"),
        ("+852 9876 5432", "mobile"),
        ("(852) 6543 2109", "mobile"),
        ("+65 9123 4567", "mobile"),
        ("Mobile: +44 7700 900123", "mobile"),
        ("07700 900 123", "mobile"),
        ("Cell (415) 556-2671", "mobile"),
        ("+1 415 556 2671", "mobile"),
        ("携帯 090-1234-5678", "mobile"),
        ("reach her on 0455 010 123 after four", "mobile"),
        ("+61 455 010 123", "mobile"),
        ("(+61) 455 010 123", "mobile"),
        ("+61 (0)455 010 123", "mobile"),
        ("Her number is 9123 4567 in case", "mobile"),
        ("You can reach Amy on 6123 4567", "mobile"),
        ("她的號碼是 9123 4567", "mobile"),
        ("佢個 number 係 91234567", "mobile"),
        ("有事打俾佢 6123 4567", "mobile"),
        ("0061455010123", "mobile"),
        ("Mobile 0455010123", "mobile"),
        ("+64 21 555 0182", "mobile"),
        ("012-345 6789 Puan Aminah", "mobile"),
        ("+60 12-345 6789", "mobile"),
        ("+62 812-3456-7890", "mobile"),
        ("+49 151 23456789", "mobile"),
        ("+33 6 12 34 56 78", "mobile"),
        ("+55 11 91234 5678", "mobile"),
        ("+971 50 123 4567", "mobile"),
        ("投诉信箱 hello@agency.example", "email"),
        ("＜lily.chan＠studio.example＞", "email"),
        ("邮箱：zhao_ming@brand-x.example联系", "email"),
        ("HKID A123456(3)", "id_card"),
        ("A123456789", "id_card"),
        ("NRIC S1234567D", "id_card"),
        ("身分證字號 A123456780", "id_card"),
        ("身份证号 110101199003070011", "id_card"),
        ("IC No. 900215-14-5678", "id_card"),
        ("身份證號碼 A1234563", "id_card"),
        ("SSN 219-09-9999", "id_card"),
        (f"身份证号 {identity('11010519900307299')}", "id_card"),
        (f"身份证：{identity('32010219881120451')[:6]} {identity('32010219881120451')[6:14]} "
         f"{identity('32010219881120451')[14:]}", "id_card"),
        (card("622848", 19), "bank_card"),
        (f"公司卡 {card('4539')}", "bank_card"),
        (f"收款卡號 {card('5105')[:4]} {card('5105')[4:8]} {card('5105')[8:12]} {card('5105')[12:]}", "bank_card"),
        (f"统一社会信用代码：{credit_code('91310115MA1K3ABCD')}", "company_code"),
        ("統一編號：04595257", "company_code"),
        ("護照號碼 K01234567", "passport"),
        ("Passport No. 532110478", "passport"),
    ],
)  # fmt: skip
def test_a_personal_number_is_recognised(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "订单号：13712340987",
        "快递单号 SF13712340987",
        "Tracking no. 07700900123",
        "曝光 13712340987.00",
        "12 13712340987123",
        "1737123409",
        "1737123409876",
        "20260131 184530",
        "ISBN 978-7-302-51187-4",
        "9787302511874",
        "合計 6123 4567 8910",
        "專案編號 61234567",
        "The winning number is 9123 4567",
        "Her order number is 9123 4567",
        "The post reached 9123 4567",
        "營收 61234567 元",
        "電話 2345 6789",
        "(02) 2712-3456",
        "04-2345 6789",
        "0455010123",
        "order no. 0455 010 123",
        "+61 2 9876 5432",
        "+44 20 7946 0958",
        "ABN 51 824 753 556",
        "+10.5% +12.3% +6.1%",
        "021 555 0182",
        "A123456788",
        "A123456(4)",
        "S1234567E",
        "110105199003072990",
        "4539777777777770",
        "5120 4300 2210 1985",
        "2025090112345678",
        "04595257",
        "商品 K01234567",
        "logo@2x.png",
        "@agency",
        "28.5% 1,234,567 2026-03-31 12:30",
        "91310115MA1K3ABCDE",
    ],
)
def test_a_number_that_only_looks_like_one_is_passed_over(text):
    assert kinds(text) == []


def test_a_column_head_labels_the_numbers_below_it():
    rows = (
        ("項目", "金額", ""),
        ("餐費", "61234567", ""),
        ("姓名", "聯絡電話", "編號"),
        ("甲", "9123 4567", "9123 4567"),
        ("乙", "61234567", "61234567"),
    )
    table = table_segment(rows, Place(sheet="名單"))
    found = find_sensitive(table.text, table.rows)
    assert [table.text[s.start : s.end] for s in found] == ["9123 4567", "61234567"]
    lines = [table.text.count("\n", 0, s.start) for s in found]
    assert lines == [3, 4]


def test_an_identity_number_that_begins_like_a_card_is_an_identity_number():
    assert kinds(identity("62010219900307299")) == ["id_card"]


def test_different_numbers_are_counted_once_each_with_their_places():
    first, second = Place(page=1), Place(page=2)
    found = sensitive_data(
        [
            Segment(SegmentKind.PARAGRAPH, "手机 13712340987，备用 137 1234 0987", first),
            Segment(SegmentKind.PARAGRAPH, "手机 13712340988 mei@agency.example", second),
            Segment(SegmentKind.FIELD, "From: MEI@agency.example", second),
        ]
    )
    assert [(f.kind, f.count, f.places) for f in found] == [
        ("email", 1, (Spot(1, second),)),
        ("mobile", 2, (Spot(0, first), Spot(1, second))),
    ]


def test_a_long_list_gives_its_count_and_the_first_places():
    segments = [
        Segment(SegmentKind.PARAGRAPH, f"137{n:08}", Place(page=n))
        for n in range(1, MAX_PLACES * 2)
    ]
    (found,) = sensitive_data(segments)
    assert (found.count, len(found.places)) == (MAX_PLACES * 2 - 1, MAX_PLACES)


def test_random_figures_almost_never_pass_for_a_card_or_an_identity_number():
    chance = random.Random(20260105)  # noqa: S311 - sample numbers, not secrets
    lengths = [11, 16, 18, 19] * 2500
    numbers = ["".join(chance.choices("0123456789", k=length)) for length in lengths]
    passed = sum(bool(kinds(f"流量 {number} 次")) for number in numbers)
    assert passed < len(numbers) * 0.05


def test_a_number_among_contact_details_needs_no_word_of_its_own():
    assert kinds("Contact: Ida Fan of the card team in Central, 9127 3056") == ["mobile"]
    assert kinds("ida@client.example / 6127 3056") == ["email", "mobile"]
    assert kinds("Reach of the second burst in Central, 9127 3056") == []
    assert kinds("Ida Fan 6127 3056 / ida@client.example") == ["mobile", "email"]
    assert kinds("馬小姐 9127 3056，電郵：ida@client.example") == ["mobile", "email"]
    assert kinds("Reach 9127 3056, mail the list to ida@client.example") == ["email"]


def test_of_a_word_for_other_numbers_and_one_of_its_kind_the_nearer_counts():
    number = card("5412")
    assert kinds(f"代垫打样与快递费（公司卡 {number}）") == ["bank_card"]
    assert kinds(f"Invoice paid by Visa {number}") == ["bank_card"]
    assert kinds("订单联系手机 13712340987") == ["mobile"]
    assert kinds(f"卡片订单编号 {number}") == []
    assert kinds(f"銀行流水號 訂單 {number}") == []


def test_a_birth_date_that_never_was_makes_no_malaysian_identity_number():
    assert kinds("900215-14-5678") == ["id_card"]
    assert kinds("901315-14-5678") == []
    assert kinds("900215-00-5678") == []


def with_checksum(start: str, length: int) -> str:
    """A number of a length that passes the Luhn check."""
    body = start + "3" * (length - len(start) - 1)
    return next(n for n in (body + str(d) for d in range(10)) if identifiers.has_card_checksum(n))


@pytest.mark.parametrize("start", ["436742", "456351", "95599", "9558"])
def test_older_debit_cards_of_the_mainland_are_cards(start: str) -> None:
    assert kinds(f"劳务费 {with_checksum(start, 19)}") == ["bank_card"]


def test_whatever_is_called_a_card_and_passes_the_check_is_one() -> None:
    number = with_checksum("601428", 17)
    assert kinds(f"银行卡号：{number}") == ["bank_card"]
    assert kinds(f"debit card {number}") == ["bank_card"]
    assert kinds(f"银行账户：{number}") == []  # an account's number passes it one time in ten
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert kinds(f"银行卡号：{wrong}") == []
