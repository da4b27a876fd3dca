"""What people typed, read into the values the services take; InvalidInput names the field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Decision, Level
from archive.domain.messages import LANGUAGES
from archive.errors import InvalidInput
from archive.services.closeout.closeout_templates import kinds
from archive.services.projects.project_details import NewProject

Form = MultiDict[str, str]
CURRENCIES = ("TWD", "HKD", "CNY", "USD", "GBP", "EUR", "JPY", "SGD")
_DAY = "YYYY-MM-DD"


def words(form: Form, name: str, limit: int = 200) -> str | None:
    """A line of text without its outer spaces; None when nothing was typed."""
    text = " ".join((form.get(name) or "").split())
    if len(text) > limit:
        raise InvalidInput(field=name, why=f"0-{limit}")
    return text or None


def needed(form: Form, name: str, limit: int = 200) -> str:
    """A line of text that has to be there."""
    if (text := words(form, name, limit)) is None:
        raise InvalidInput(field=name, why=f"1-{limit}")
    return text


def day(form: Form, name: str) -> date | None:
    """A day as browsers send it."""
    if (text := words(form, name)) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(field=name, why=_DAY) from None


def amount(form: Form, name: str) -> Decimal | None:
    """An amount of money; separators of thousands may be typed."""
    if (text := words(form, name)) is None:
        return None
    try:
        value = Decimal(text.replace(",", "").replace("，", "").replace(" ", ""))
    except InvalidOperation:
        raise InvalidInput(field=name, why="1234.50") from None
    if not value.is_finite() or value < 0:
        raise InvalidInput(field=name, why="1234.50")
    return value


def choice(form: Form, name: str, allowed: tuple[str, ...]) -> str | None:
    """One of the values offered; None for an empty choice."""
    value = form.get(name) or None
    if value is not None and value not in allowed:
        raise InvalidInput(field=name, why=", ".join(allowed))
    return value


def level(form: Form, name: str = "level") -> Level | None:
    """A confidentiality level by its word."""
    key = choice(form, name, tuple(known.key for known in Level))
    return Level.of(key) if key else None


def project_role(form: Form) -> ProjectRole:
    """A role inside a project; member where nothing was chosen."""
    return ProjectRole(choice(form, "role", tuple(role.value for role in ProjectRole)) or "member")


def archive_role(form: Form) -> Role:
    """A role of the whole archive; member where nothing was chosen."""
    return Role(choice(form, "role", tuple(role.value for role in Role)) or "member")


def decision(form: Form) -> str | None:
    """What was decided about an item; "none" takes a decision back."""
    return choice(form, "decision", (*(known.value for known in Decision), "none"))


def project_details(form: Form) -> Mapping[str, object]:
    """Everything of a project but its code, as `ProjectService.edit` takes it."""
    started, ended = day(form, "started_on"), day(form, "ended_on")
    if started and ended and ended < started:
        raise InvalidInput(field="ended_on", why=f">= {started.isoformat()}")
    budget = amount(form, "budget")
    return {
        "name": needed(form, "name"),
        "client": words(form, "client"),
        "industry": words(form, "industry", 100),
        "language": choice(form, "language", LANGUAGES) or LANGUAGES[0],
        "started_on": started,
        "ended_on": ended,
        "budget": budget,
        "currency": choice(form, "currency", CURRENCIES) if budget is not None else None,
        "restricted": form.get("restricted") == "1",
    }


def new_project(form: Form) -> NewProject:
    """A project as the form describes it."""
    kind = choice(form, "kind", kinds())
    return NewProject(code=needed(form, "code", 24), kind=kind, **project_details(form))  # type: ignore[arg-type] # one mapping for both


def whole(text: str | None, default: int, low: int, high: int) -> int:
    """A whole number of an address, kept inside its bounds; the default for anything else."""
    if not text or not text.isascii() or not text.isdigit():
        return default
    return min(max(int(text[:9]), low), high)


def local_path(target: str | None, default: str = "/") -> str:
    """A path of this site to go on to. Another host, or what a browser may read as one, is refused."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    if any(ord(letter) < ord(" ") or letter == "\\" for letter in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target
