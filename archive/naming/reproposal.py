"""A right name for a wrong one, from what the wrong one says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

from archive.domain.dates import find_dates
from archive.domain.documents import CLASS_CODES
from archive.domain.folding import fold
from archive.domain.two_scripts import ONLY_SIMPLIFIED, TO_SIMPLIFIED
from archive.naming.interpret import VersionHint, read_version
from archive.naming.judges import read_date, whole_word
from archive.naming.layout import Layout
from archive.naming.normalise import Traced
from archive.naming.rules import DocumentClass, Rules
from archive.naming.suggest import suggest_name
from archive.naming.verdicts import NameContext, NameFacts

_HALF_A_YEAR = timedelta(days=182)
_SPACED_DAY = re.compile(r"(?<![\d.])((?:19|20)\d\d) (\d{1,2}) (\d{1,2})(?![\d.])")
"""2026 5 31: in a name, somebody's way around the dots."""
_CODE_KEYS = {code: key for key, code in CLASS_CODES.items()}


def proposal_for(
    layout: Layout,
    values: Mapping[str, str],
    kind: DocumentClass | None,
    rules: Rules,
    context: NameContext,
) -> str | None:
    """The suggested name; None while it is open which project the file belongs to, or its type.

    A date that is not there is proposed as the context's day: the day the file is named.
    """
    project = context.project or values.get("project")
    extension = values.get("ext") or (context.content.extension if context.content else None)
    if project is None or not extension:
        return None
    words = _words(layout, values)
    kind = kind or class_in(words, rules)
    hint = read_version(words)
    spoken = _language(layout)
    facts = NameFacts(
        project=project,
        class_key=_CODE_KEYS[kind.code] if kind else "other",
        title=_title(layout, context),
        date=_date(layout, words, rules, context),
        extension=extension,
        version=(values.get("version") or hint.version or "").removeprefix("V") or None,
        is_draft=_is_draft(values, hint),
        status=values.get("status") or (hint.status if hint.status != "draft" else None),
        language=values.get("lang") or spoken,
        project_language=None if "lang" in values else spoken,
    )
    return suggest_name(facts, rules, context)


def class_in(words: str, rules: Rules) -> DocumentClass | None:
    """The class whose label or alias stands in the words; the longest one, and of two the last."""
    folded = fold(words).replace(" ", "-")
    found = [
        (len(word), folded.rfind(word), kind)
        for word, kind in rules.class_by_word.items()
        if len(word) > (4 if word.isascii() else 1) and re.search(whole_word(word), folded)
    ]
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def _language(layout: Layout) -> str:
    """The language a name is written in, to choose the words of a title that has to be made up."""
    pieces = (*layout.components.values(), *layout.misplaced.values(), *layout.extra)
    words = "".join(piece.text for piece in pieces)
    if not re.search(r"[\u3400-\u9fff]", words):
        return "en"
    if any(ord(char) in TO_SIMPLIFIED for char in words):
        return "zh-Hant"
    return "zh-Hans" if any(char in ONLY_SIMPLIFIED for char in words) else "zh-Hant"


def _words(layout: Layout, values: Mapping[str, str]) -> str:
    """Everything of the name that is no readable project, class, date, version, language or type."""
    pieces = [
        piece
        for kind, piece in (*layout.components.items(), *layout.misplaced.items())
        if kind == "title" or kind not in values
    ]
    pieces += layout.extra
    return _text(pieces)


def _text(pieces: Iterable[Traced]) -> str:
    """The pieces in the order of the name, with days as they are usually written."""
    ordered = sorted(pieces, key=lambda piece: piece.where)
    return _SPACED_DAY.sub(r"\1-\2-\3", "_".join(piece.text for piece in ordered))


def _title(layout: Layout, context: NameContext) -> str:
    """The title's piece with the pieces that fit nothing, without dates: those have their own place."""
    title = layout.piece("title")
    text = _text([*layout.extra, *([title] if title else [])])
    for mention in reversed(find_dates(text, loose=True, near=context.today)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def _date(layout: Layout, words: str, rules: Rules, context: NameContext) -> str:
    """The date component's, else the first date in the words, else the day of the context.

    A day without a year is the last one of its kind: documents are named after they were made.
    """
    piece = layout.piece("date")
    if piece and (mention := read_date(piece.text, rules)):
        return mention.value
    source = f"{piece.text if piece else ''}_{words}"
    mentions = find_dates(source, loose=True, near=context.today - _HALF_A_YEAR)
    return mentions[0].value if mentions else context.today.isoformat()


def _is_draft(values: Mapping[str, str], hint: VersionHint) -> bool:
    return (
        values.get("status") == "draft"
        or values.get("version", "").startswith("V0.")
        or hint.is_draft
    )
