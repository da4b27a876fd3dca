"""What surrounds every page: links, language, theme, person; and one-time notices."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.access import Principal, Role
from archive.domain.messages import LANGUAGES
from archive.web.presenters.marks import Link
from archive.wording import say

THEMES = ("light", "dark")
_OWN_NAMES = {"zh-Hant": "繁體中文", "zh-Hans": "简体中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class Chrome:
    """The bar at the top, and the choices it offers."""

    language: str
    theme: str | None
    languages: tuple[tuple[str, str], ...]
    signed_in: bool
    person: str
    initial: str
    role: str
    administrator: bool
    links: tuple[Link, ...]
    here: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said once, at the top of the next page."""

    kind: str
    icon: str
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """What was done just now: `act` sent to `undo` takes it back."""

    text: str
    undo: str
    act: str


def chrome(
    language: str, caller: Principal | None, theme: str | None, here: str, links: tuple[Link, ...]
) -> Chrome:
    """The surroundings for one reader; a stranger gets no links."""
    name = (caller.display_name or caller.username) if caller else ""
    return Chrome(
        language=language,
        theme=theme if theme in THEMES else None,
        languages=tuple((code, _OWN_NAMES[code]) for code in LANGUAGES),
        signed_in=caller is not None,
        person=name,
        initial=name[:1].upper(),
        role=caller.role.value if caller else "",
        administrator=caller is not None and caller.role is Role.ADMINISTRATOR,
        links=links if caller else (),
        here=here,
    )


_ICONS = {"ok": "tick", "warn": "look", "bad": "cross", "ac": "info"}


def notice(kind: str, text: str, links: tuple[Link, ...] = ()) -> Notice:
    """A notice of a kind: ok, warn, bad or ac (plain information)."""
    return Notice(kind, _ICONS.get(kind, "info"), text, links)


def script_words(language: str) -> dict[str, str]:
    """The sentences scripts need, taken from the catalogue like every other."""
    keys = (
        "uploading", "upload_done", "upload_failed", "upload_skipped", "upload_retry", "upload_retry_all",
        "upload_hide", "upload_system", "upload_broken", "drop_unreadable",
        "drop_title", "drop_help", "drop_empty", "offline", "server_trouble", "session_over",
        "copied", "selected", "more_rows",
        "suggest_recent", "suggest_project", "suggest_client", "suggest_title",
    )  # fmt: skip
    return {key: _raw(language, f"ui_script.{key}") for key in keys}


def _raw(language: str, key: str) -> str:
    """The sentence with its placeholders kept, for the script to fill in."""
    return say(language, key, n="{n}", m="{m}", name="{name}", project="{project}", why="{why}")
