"""Names of downloads: any name survives, none can write a header of its own."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.http import parse_options_header

from archive.web.api.handout import SAFE_TYPES, attachment


@pytest.mark.parametrize(
    "name",
    ["a.txt", "合約.pdf", "Größe & Co.pdf", "emoji 🏮.png", 'quote".txt', "back\\slash", "50%"],
)
def test_a_name_survives_the_way(name: str) -> None:
    _, _, encoded = attachment(name).partition("filename*=UTF-8''")
    assert unquote(encoded) == name


@given(st.text(max_size=60))
def test_no_name_breaks_the_header(name: str) -> None:
    value = attachment(name)
    assert value.isascii()
    Headers([("Content-Disposition", value)])  # refuses line ends
    kind, options = parse_options_header(value)
    assert kind == "attachment"
    assert set(options) == {"filename"}


@pytest.mark.parametrize("name", ["\u202egpj.exe", "a\r\nSet-Cookie: x", "\ud800", "", "\x00"])
def test_what_would_mislead_is_left_out(name: str) -> None:
    value = attachment(name)
    assert "%E2%80%AE" not in value
    assert not any(character in value for character in "\r\n\x00")


def test_nothing_a_browser_runs_is_among_the_types_handed_out_as_they_are() -> None:
    for kind in (
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "message/rfc822",
    ):
        assert kind not in SAFE_TYPES
