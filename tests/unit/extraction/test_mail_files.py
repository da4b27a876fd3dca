"""Mails: headers, bodies, attachments, broken ones."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.extraction.extract import extract
from archive.extraction.kinds import kind_of
from archive.extraction.limits import Limits
from archive.extraction.unpack import members
from tests.support.sample_files import mail, outlook_mail


def read(data: bytes, name: str = "m.eml") -> Extracted:
    return extract(io.BytesIO(data), name, Limits())


def attached(data: bytes, kind: str = "eml") -> list[tuple[str, bytes]]:
    return [
        (m.path, b"".join(m.chunks)) for m in members(io.BytesIO(data), kind_of(kind), Limits())
    ]


def test_headers_are_fields_and_properties() -> None:
    found = read(mail())
    fields = [s.text for s in found.segments if s.kind is SegmentKind.FIELD]
    assert fields[0] == "Subject: 關於拍攝排程的回覆"
    assert "From: 林安禾 <lin@studio.example>" in fields
    assert found.properties["title"] == "關於拍攝排程的回覆"
    assert found.properties["created"] == "2025-03-04"


def test_a_body_in_html_only_is_read_as_text() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "x", "a@b.example"
    message.set_content("<p>第一段</p><script>no()</script><p>第二段</p>", subtype="html")
    assert [
        s.text for s in read(message.as_bytes()).segments if s.kind is SegmentKind.PARAGRAPH
    ] == ["第一段", "第二段"]


def test_text_is_preferred_to_html_where_both_are_there() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "x", "a@b.example"
    message.set_content("plain words")
    message.add_alternative("<p>styled words</p>", subtype="html")
    text = read(message.as_bytes()).text
    assert "plain words" in text
    assert "styled" not in text


@pytest.mark.parametrize("charset", ["big5", "gb2312", "gbk", "iso-2022-jp", "utf-8"])
def test_bodies_are_decoded_by_their_charset(charset: str) -> None:
    words = {"big5": "會議延期", "iso-2022-jp": "会議延期"}.get(charset, "会议延期")
    head = f"Subject: x\r\nFrom: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    assert words in read(head.encode() + words.encode(charset)).text


def test_a_wrong_charset_is_seen_through() -> None:
    words = "附件是修訂後的報價單與時程表，請於本週五以前回覆是否同意。"
    head = b"Subject: x\r\nFrom: a@b.example\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
    assert words in read(head + words.encode("big5")).text


def test_raw_letters_in_headers_are_read() -> None:
    data = "Subject: 直接寫的主旨與說明文字\r\nFrom: a@b.example\r\nDate: x\r\n\r\nbody".encode(
        "big5"
    )
    assert "Subject: 直接寫的主旨與說明文字" in read(data).text


def test_a_header_that_breaks_the_rules_is_shown_as_it_stands() -> None:
    data = (
        b"Subject: x\r\nFrom: =?utf-8?b?!!!?= <<<>>\r\nDate: not a day at all\r\nTo: \r\n\r\nbody"
    )
    found = read(data)
    assert found.state is ContentState.OK
    assert "created" not in found.properties


def test_a_mail_in_a_mail_is_a_member_by_itself() -> None:
    outer = EmailMessage()
    outer["Subject"], outer["From"] = "轉寄", "a@b.example"
    outer.set_content("請看附件的信")
    inner = EmailMessage()
    inner["Subject"], inner["From"] = "原信", "c@d.example"
    inner.set_content("原來的內容")
    outer.add_attachment(inner)
    ((name, data),) = attached(outer.as_bytes())
    assert name == "原信.eml"
    assert "原來的內容" in read(data).text


def test_small_pictures_inside_the_body_are_decoration() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "x", "a@b.example"
    message.set_content("words")
    message.add_alternative("<img src='cid:logo'>", subtype="html")
    page = message.get_payload()[1]  # type: ignore[index]
    page.add_related(b"\x89PNG" + bytes(500), "image", "png", cid="<logo>")  # type: ignore[union-attr]
    page.add_related(b"\x89PNG" + bytes(40_000), "image", "png", cid="<scan>", filename="scan.png")  # type: ignore[union-attr]
    assert [name for name, _ in attached(message.as_bytes())] == ["scan.png"]


def test_parts_nested_without_end_are_no_error() -> None:
    data = b"Subject: x\r\nFrom: a@b.example\r\n"
    for number in range(80):
        data += f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n".encode()
    assert read(data + b"\r\nwords").state is ContentState.OK


def test_a_header_without_end_is_shown_as_it_stands_and_not_taken_apart() -> None:
    many = ",".join(["<a@b.example>"] * 3000)
    found = read(f"From: a@b.example\nTo: {many}\nSubject: x\n\nwords".encode())
    assert f"To: {many}" in found.text
    disposition = "attachment; " + "x=y; " * 8000 + "filename=late.txt"
    data = f"From: a@b\nSubject: x\nContent-Disposition: {disposition}\n\nwords".encode()
    assert attached(data)[0][0] != "late.txt"


def test_brackets_without_end_in_a_header_leave_the_mail_readable() -> None:
    found = read(b"From: a@b.example\nTo: " + b"(" * 2000 + b"\nSubject: x\n\nwords")
    assert (found.state, "words" in found.text) == (ContentState.OK, True)


@pytest.mark.parametrize("code_page", [950, 936])
def test_an_old_outlook_mail_is_read_in_its_code_page(code_page: int) -> None:
    found = read(outlook_mail(950), "m.msg")
    assert "下週三下午兩點改到第二會議室。" in found.text
    assert attached(outlook_mail(950), "msg") == [("議程.txt", "議程一".encode())]
    assert code_page in {950, 936}


def test_headers_only_are_a_mail() -> None:
    assert read(b"Subject: x\r\nFrom: a@b.example\r\n\r\n").state is ContentState.OK


def test_a_page_that_says_much_more_than_the_text_is_read_too() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Scores"
    mail.set_content("Please see the table.")
    rows = "".join(f"<tr><td>Session {n}</td><td>{n}.5 of 10</td></tr>" for n in range(1, 9))
    mail.add_alternative(f"<p>Please see the table.</p><table>{rows}</table>", subtype="html")
    found = "\n".join(s.text for s in read(mail.as_bytes(), "a.eml").segments)
    assert "Session 8\t8.5 of 10" in found
    assert found.count("Please see the table.") == 1
