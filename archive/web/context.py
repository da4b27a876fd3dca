"""What a view asks for: the services, the settings, who is calling, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, g, request

from archive.domain.access import Principal
from archive.errors import NotSignedIn
from archive.web.languages import choose_language

if TYPE_CHECKING:
    from archive.bootstrap import Services
    from archive.settings import Settings

API_PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Site:
    """What `create_app` was given, and what follows from it for every request."""

    services: Services
    settings: Settings
    origin: str | None
    """Scheme and host people use, when `public_url` is set."""

    @property
    def secure(self) -> bool:
        """True when people reach the site over https only."""
        return self.origin is not None and self.origin.startswith("https://")


def site() -> Site:
    return cast("Site", current_app.extensions["archive"])


def services() -> Services:
    return site().services


def settings() -> Settings:
    return site().settings


def principal() -> Principal:
    """The caller; NotSignedIn for a stranger."""
    if (caller := caller_or_none()) is None:
        raise NotSignedIn
    return caller


def caller_or_none() -> Principal | None:
    """The caller, or None for a stranger; also answers before the gate has run."""
    return cast("Principal | None", g.get("principal"))


def language() -> str:
    """The language of this answer; decided once a request, and again once the caller is known."""
    if "language" not in g:
        g.language = choose_language(
            request, caller_or_none(), settings().default_language, bearer=g.get("bearer", False)
        )
    return cast("str", g.language)


def is_api() -> bool:
    """True when the answer is for a program: JSON, problem documents."""
    return request.path == "/api" or request.path.startswith("/api/")
