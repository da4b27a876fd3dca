"""Which language an answer is in."""

from __future__ import annotations

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from archive.domain.access import Principal, Role
from archive.web.languages import choose_language

MEI = Principal("1", "mei", Role.MEMBER, language="zh-Hans")
BO = Principal("2", "bo", Role.MEMBER)


def request_with(accept: str = "", lang: str | None = None, cookie: str | None = None) -> Request:
    builder = EnvironBuilder(
        query_string={"lang": lang} if lang else None,
        headers={"Accept-Language": accept} if accept else None,
    )
    environ = builder.get_environ()
    if cookie:
        environ["HTTP_COOKIE"] = f"lang={cookie}"
    return Request(environ)


@pytest.mark.parametrize(
    ("accept", "spoken"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh", "zh-Hant"),
        ("en-US,zh-TW;q=0.5", "en"),
        ("zh-TW;q=0.4,en;q=0.9", "en"),
        ("fr,de", "zh-Hant"),
        ("fr,zh-CN;q=0.1", "zh-Hans"),
        ("en;q=0, zh-CN;q=0.1", "zh-Hans"),
        ("*", "zh-Hant"),
        (";;,=;q=x", "zh-Hant"),
        ("", "zh-Hant"),
    ],
)
def test_the_browsers_languages_are_understood(accept: str, spoken: str) -> None:
    assert choose_language(request_with(accept), None, "zh-Hant", bearer=False) == spoken


def test_a_bare_zh_is_the_script_of_the_setting() -> None:
    assert choose_language(request_with("zh"), None, "en", bearer=False) == "zh-Hans"


def test_the_accounts_choice_comes_before_everything_of_the_browser() -> None:
    asked = request_with("zh-TW", lang="en", cookie="en")
    assert choose_language(asked, MEI, "zh-Hant", bearer=False) == "zh-Hans"


def test_without_a_choice_the_address_comes_before_the_cookie_and_the_browser() -> None:
    asked = request_with("zh-TW", lang="en", cookie="zh-Hans")
    assert choose_language(asked, BO, "zh-Hant", bearer=False) == "en"
    kept = request_with("zh-TW", cookie="zh-Hans")
    assert choose_language(kept, BO, "zh-Hant", bearer=False) == "zh-Hans"


def test_a_language_that_is_not_spoken_is_passed_over() -> None:
    asked = request_with("zh-CN", lang="tlh", cookie="<script>")
    assert choose_language(asked, BO, "zh-Hant", bearer=False) == "zh-Hans"


def test_a_program_is_answered_in_the_language_it_asks_for() -> None:
    assert choose_language(request_with("en"), MEI, "zh-Hant", bearer=True) == "en"
    assert choose_language(request_with(), MEI, "zh-Hant", bearer=True) == "zh-Hans"
