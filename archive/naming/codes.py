"""What may be a project's code where there is no register of projects to ask."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from archive.domain.folding import fold
from archive.naming.check import check_name
from archive.naming.interpret import is_machine_name
from archive.naming.judges import canonical_version, class_of, has_form_of_code, read_date
from archive.naming.rules import Rules
from archive.naming.verdicts import NameContext

OPEN_PROJECT = "{project}"
"""Stands in a proposal for the code that only a person can tell; spelled as in the rules' pattern."""


def may_be_code(code: str, name: str, rules: Rules) -> bool:
    """Whether a piece of a name has the form of a code and is no other part of a name.

    A code without a digit must stand in the name as it is: any word in small letters would be one else.
    """
    if not rules.components.project_pattern.fullmatch(code):
        return False
    # Words in Chinese characters are titles and classes far oftener than codes.
    coded = has_form_of_code(code, rules)
    return (coded or (code.isascii() and code in name)) and not _is_something_else(code, rules)


def _is_something_else(code: str, rules: Rules) -> bool:
    word = fold(code)
    return bool(
        class_of(code, rules)
        or word in rules.status_by_word
        or word in rules.fillers
        or word in map(fold, rules.components.languages)
        or read_date(code, rules)
        or canonical_version(code)
        or is_machine_name(code)
    )


def offered_code(typed: str, rules: Rules) -> str | None:
    """The code nearest to what was typed that the rules take: `TR/1187` is offered as `TR-1187`.

    Capitals and half-width letters, a hyphen in place of every other sign between two pieces. None where
    even that does not fit the rules' pattern.
    """
    pieces = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", typed).upper())
    code = "-".join(pieces)
    return code if rules.components.project_pattern.fullmatch(code) else None


def open_proposal(filename: str, rules: Rules, context: NameContext) -> str | None:
    """The name a file should have, but for the project's code: `OPEN_PROJECT` stands in its place.

    None where even the type of the file is open.
    """
    return check_name(filename, rules, replace(context, project=OPEN_PROJECT)).suggestion
