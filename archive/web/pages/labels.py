"""Class labels and folders, from the naming rules in force, in the reader's language."""

from __future__ import annotations

from archive.domain.documents import CLASS_CODES
from archive.domain.messages import LANGUAGES
from archive.web.context import language, services


def class_labels() -> dict[str, str]:
    """Class key -> label, in the order of the rules."""
    rules = services().names.rules()
    place = LANGUAGES.index(language())
    return {key: rules.class_of(code).labels[place] for key, code in CLASS_CODES.items()}


def class_choices() -> tuple[tuple[str, str], ...]:
    """Key and label of every class, to choose from."""
    return tuple(class_labels().items())
