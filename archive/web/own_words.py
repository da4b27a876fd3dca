"""The words the team's rule file has for the levels of confidentiality, said in every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from archive.domain.messages import LANGUAGES
from archive.naming.rules import Rules
from archive.wording import own_words

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def level_words(rules: Rules) -> Mapping[str, Mapping[str, str]]:
    """Key of the catalogue -> language -> the team's label; what it has none for is not in it."""
    return {
        f"ui.level_{level.key}": dict(zip(LANGUAGES, labels, strict=True))
        for level, labels in rules.level_labels.items()
    }


def in_own_words(inner: WSGIApplication, rules: Callable[[], Rules]) -> WSGIApplication:
    """The application, answering every request in the words of the rules then in force."""

    def answered(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with own_words(level_words(rules())):
            return inner(environ, start_response)

    return answered
