"""What is wrong with a name as a whole, and with the bytes behind it.

The rules that are not about one component: N02, N03, N09-N15.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.naming.judges import Breach
from archive.naming.layout import Layout
from archive.naming.normalise import Traced
from archive.naming.rules import DocumentClass, Rules
from archive.naming.suggest import same_type
from archive.naming.titles import is_unusual
from archive.naming.verdicts import ContentFacts

NAME, CONTENT = "name", "content"


@dataclass(frozen=True, slots=True)
class Objection:
    """A breach with its component and the piece of the name it is about."""

    component: str
    found: str
    breach: Breach
    where: tuple[int, int] = (0, 0)


def component_word(kind: str) -> Message:
    """The word for a component, in the reader's language."""
    return Message(f"findings.component_{kind}")


def forbidden_parts(name: Traced, layout: Layout, rules: Rules) -> Iterator[Objection]:
    """N02: characters and names that Windows does not store. A date's own separators are no breach."""
    if not name.text:
        yield _about_name("N02", "", "1–100", Message("findings.name_empty"))
        return
    date_piece = layout.piece("date")
    excused = date_piece.where if date_piece else (0, 0)
    seen: set[str] = set()
    for char, where in zip(name.text, name.origin, strict=True):
        inside_date = excused[0] <= where[0] < excused[1]
        if char in rules.forbidden.chars and char not in seen and not inside_date:
            seen.add(char)
            breach = Breach("N02", "", Message("findings.character_forbidden", {"found": char}))
            yield Objection(NAME, char, breach, where)
    stem = name.text.split(".", 1)[0]
    reserved = unicodedata.normalize("NFKC", stem).strip().upper()
    if reserved in rules.forbidden.stems:
        message = Message("findings.name_reserved", {"found": reserved})
        yield _about_name("N02", stem, "", message, name.part(0, len(stem)))


def long_name(written: str, rules: Rules) -> Iterator[Objection]:
    """N02 above the limits, N15 above the length that some disks do not take."""
    size, limits = len(written.encode()), rules.limits
    if len(written) > limits.chars or size > limits.bytes:
        values = {
            "length": len(written),
            "bytes": size,
            "most": limits.chars,
            "most_bytes": limits.bytes,
        }
        expected = f"{limits.chars} / {limits.bytes}"
        yield _about_name(
            "N02", f"{len(written)} / {size}", expected, Message("findings.name_too_long", values)
        )
    elif size > limits.warn_bytes:
        values = {"bytes": size, "most_bytes": limits.warn_bytes}
        yield _about_name(
            "N15", str(size), str(limits.warn_bytes), Message("findings.name_long", values)
        )


def unusual_parts(name: Traced, rules: Rules) -> Iterator[Objection]:
    """N15: characters that some systems do not show or give another meaning."""
    seen: set[str] = set()
    for char, where in zip(name.text, name.origin, strict=True):
        if char not in seen and (char in rules.forbidden.warn_chars or is_unusual(char)):
            seen.add(char)
            breach = Breach("N15", "", Message("findings.character_unusual", {"found": char}))
            yield Objection(NAME, char, breach, where)


def wrong_structure(layout: Layout, rules: Rules) -> Iterator[Objection]:
    """N03: what is missing (date and version have rules of their own), too much, or out of order."""
    expected = rules.pattern.text
    absent = [k for k in (*rules.pattern.required, "ext") if layout.piece(k) is None]
    named = [kind for kind in absent if kind not in ("date", "version")]
    if named:
        values = {"components": tuple(component_word(kind) for kind in named)}
        yield _about_name("N03", "", expected, Message("findings.components_missing", values))
    if layout.misplaced and layout.structured:
        kinds = sorted(layout.misplaced, key=lambda kind: layout.misplaced[kind].where)
        values = {"components": tuple(component_word(kind) for kind in kinds)}
        piece = layout.misplaced[kinds[0]]
        breach = Breach("N03", expected, Message("findings.components_order", values))
        yield Objection(kinds[0], piece.text, breach, piece.where)
    if layout.extra and layout.structured:
        found = rules.pattern.delimiter.join(piece.text for piece in layout.extra)
        breach = Breach("N03", expected, Message("findings.components_extra", {"found": found}))
        yield Objection(NAME, found, breach, layout.extra[0].where)
    if "date" in absent:
        yield Objection("date", "", Breach("N06", "YYYYMMDD", Message("findings.date_missing")))
    if "version" in absent:
        yield _missing_version(layout)


def _missing_version(layout: Layout) -> Objection:
    """最終版 where the version should stand may mean either; that is asked, not guessed."""
    status = layout.piece("status")
    if status is None:
        return Objection("version", "", Breach("N07", "V1.0", Message("findings.version_missing")))
    message = Message("findings.status_for_version", {"found": status.text})
    return Objection("version", status.text, Breach("N07", "V1.0", message), status.where)


def unusual_type(
    kind: DocumentClass | None, extension: Traced | None, rules: Rules
) -> Iterator[Objection]:
    """N09: a type this class does not usually have."""
    if kind is None or extension is None or kind.extensions is None:
        return
    found = extension.text.lower()
    if found not in kind.extensions:
        usual = [ext for group in kind.types for ext in rules.file_types.get(group, ())]
        values = {"found": found, "class": class_label(kind), "usual": tuple(usual)}
        message = Message("findings.type_unusual", values)
        yield Objection("ext", found, Breach("N09", " ".join(usual), message), extension.where)


def class_label(kind: DocumentClass) -> Message:
    """The label of a class, said in the reader's language."""
    hant, hans, english = kind.labels
    return Message("findings.class_label", {"hant": hant, "hans": hans, "en": english})


def content_objections(
    content: ContentFacts | None, extension: Traced | None, rules: Rules
) -> Iterator[Objection]:
    """N10 to N14: what the bytes say; N06 and N07 where that can be read as two days or two versions."""
    if content is None:
        return
    if objection := _wrong_extension(content, extension, rules):
        yield objection
    if content.duplicate_of:
        yield _about_content("N11", "duplicate", content.duplicate_of)
    if content.similar_to:
        yield _about_content("N12", "similar", content.similar_to)
    if content.state in _UNREADABLE:
        yield _about_content("N13", f"content_{content.state.value}", content.state.value)
    yield from _open_questions(content)
    if content.date_source and content.date_source != "text":
        breach = Breach("N14", "", Message(f"findings.date_from_{content.date_source}"))
        yield Objection("date", content.date_source, breach)


def _open_questions(content: ContentFacts) -> Iterator[Objection]:
    """What can be read in two ways, and only a person can tell which is meant."""
    for rule, key, choices in (
        ("N06", "date_open", content.date_choices),
        ("N07", "version_open", content.version_choices),
    ):
        if len(choices) > 1:
            message = Message(f"findings.{key}", {"choices": choices})
            yield Objection(CONTENT, "", Breach(rule, " / ".join(choices), message))


_UNREADABLE = frozenset(
    {ContentState.EMPTY, ContentState.DAMAGED, ContentState.ENCRYPTED, ContentState.TOO_LARGE}
)


def _wrong_extension(
    content: ContentFacts, extension: Traced | None, rules: Rules
) -> Objection | None:
    """An empty or damaged file has no type to hold against its name."""
    if not content.extension or extension is None or content.state is ContentState.EMPTY:
        return None
    if same_type(extension.text.lower(), content.extension, rules):
        return None
    values = {"found": extension.text, "real": content.extension}
    breach = Breach(
        "N10", content.extension, Message("findings.type_differs", values), content.extension
    )
    return Objection("ext", extension.text, breach, extension.where)


def _about_name(
    rule: str, found: str, expected: str, message: Message, name: Traced | None = None
) -> Objection:
    return Objection(NAME, found, Breach(rule, expected, message), name.where if name else (0, 0))


def _about_content(rule: str, key: str, found: str) -> Objection:
    breach = Breach(rule, "", Message(f"findings.{key}", {"found": found}))
    return Objection(CONTENT, found, breach)
