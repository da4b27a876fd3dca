"""Which of the three languages an answer is in.

Account choice > `?lang` or the cookie it leaves > Accept-Language > the setting. A bearer token's
caller is a program, so there an explicit Accept-Language comes before the account's choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Request, Response, request

from archive.domain.access import Principal
from archive.domain.messages import LANGUAGES

LANGUAGE_COOKIE = "lang"
_YEAR = 365 * 24 * 3600
_TRADITIONAL_REGIONS = frozenset({"hant", "tw", "hk", "mo"})


def choose_language(
    incoming: Request, principal: Principal | None, default: str, *, bearer: bool
) -> str:
    """The language for this request; always one of LANGUAGES."""
    account = principal.language if principal else None
    chosen = (incoming.args.get("lang"), incoming.cookies.get(LANGUAGE_COOKIE))
    accepted = accepted_language(incoming, default)
    order = (chosen[0], accepted, account) if bearer else (account, *chosen, accepted)
    return next((language for language in order if language in LANGUAGES), default)


def accepted_language(incoming: Request, default: str) -> str | None:
    """The best of Accept-Language that is spoken here, or None."""
    matches = (_spoken(tag, default) for tag in _by_quality(incoming))
    return next((language for language in matches if language), None)


def remember_language(response: Response) -> Response:
    """Keep a `?lang` for the next pages of somebody who has no account choice."""
    asked = request.args.get("lang")
    if asked in LANGUAGES and not request.path.startswith("/api/"):
        response.set_cookie(
            LANGUAGE_COOKIE,
            asked,
            max_age=_YEAR,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _by_quality(incoming: Request) -> Iterator[str]:
    return (tag for tag, quality in incoming.accept_languages if quality > 0)


def _spoken(tag: str, default: str) -> str | None:
    """zh-TW, zh-Hant-HK -> zh-Hant; zh-CN, zh-SG -> zh-Hans; zh alone -> the setting's script."""
    primary, *rest = tag.lower().replace("_", "-").split("-")
    if primary == "en":
        return "en"
    if primary != "zh":
        return None
    if not rest:
        return default if default.startswith("zh") else "zh-Hans"
    if "hans" in rest:
        return "zh-Hans"
    return "zh-Hant" if _TRADITIONAL_REGIONS.intersection(rest) else "zh-Hans"
