"""One judge per component kind: could this piece be that component, and is it right?

A new kind is a function pair here, an entry in `JUDGES` and its settings in `rulefile_model`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from archive.domain.dates import DateMention, parse_date
from archive.domain.folding import fold
from archive.domain.messages import Message
from archive.naming.interpret import read_version
from archive.naming.normalise import clean_title
from archive.naming.rules import DocumentClass, Rules
from archive.naming.verdicts import NameContext

SURE, LIKELY, POSSIBLE, UNLIKELY = 3.0, 1.5, 0.8, 0.1
_NUMBERED = re.compile(r"[A-Z]*\d+-?(?:(?![年月日第])[㐀-䶿一-鿿]){1,3}-?\d{2,}(?:-[A-Z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Breach:
    """What a judge objects to; `check` adds the severity and the place."""

    rule: str
    expected: str
    message: Message
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a piece comes to: its canonical value if it can be read, and the breaches."""

    value: str | None
    breaches: tuple[Breach, ...] = ()


Fit = Callable[[str, Rules, NameContext], float]
Judge = Callable[[str, Rules, NameContext], Judgement]


@dataclass(frozen=True, slots=True)
class ComponentKind:
    """`fit` says how surely a piece is of this kind (0 to SURE), `judge` what is wrong with it."""

    fit: Fit
    judge: Judge


# project


def _project_fit(text: str, rules: Rules, context: NameContext) -> float:
    if project_code(text, context):
        return SURE
    return LIKELY if has_form_of_code(text, rules) else UNLIKELY


def has_form_of_code(text: str, rules: Rules) -> bool:
    """Whether a piece of a name nobody knows may be a project's code, by its form alone.

    Letters beside digits. Chinese characters stand beside digits in titles too (第2波, 618檔期), so of those
    only a few between two numbers count, as agencies number their tenders.
    """
    if not rules.components.project_pattern.fullmatch(text.upper()):
        return False
    if text.isascii():
        return bool(re.search(r"\d", text) and re.search(r"[A-Za-z]", text))
    return bool(_NUMBERED.fullmatch(text.upper()))


def project_code(text: str, context: NameContext) -> str | None:
    """The code of the registry that a piece of a name means, in the registry's spelling."""
    if context.project and fold(text) == fold(context.project):
        return context.project
    if not text or len(text) > 60:
        return None
    return next((s for s in dict.fromkeys((text, text.upper())) if context.projects(s)), None)


def _judge_project(text: str, rules: Rules, context: NameContext) -> Judgement:
    code = project_code(text, context)
    if code is None:
        message = Message("findings.project_unknown", {"found": text})
        expected = context.project or rules.components.project_pattern.pattern
        return Judgement(None, (Breach("N04", expected, message, context.project),))
    if context.project and code != context.project:
        values = {"found": code, "project": context.project}
        message = Message("findings.project_other", values)
        return Judgement(code, (Breach("N04", context.project, message, context.project),))
    return Judgement(code)


# class


def class_of(text: str, rules: Rules) -> DocumentClass | None:
    """The class that a code, a label or an alias names, in any language and either script."""
    return rules.class_by_word.get(fold(text).strip().replace(" ", "-"))


def _class_fit(text: str, rules: Rules, _context: NameContext) -> float:
    if class_of(text, rules):
        return SURE
    return LIKELY if re.fullmatch(r"[A-Za-z]{3}", text) else UNLIKELY  # a code nobody defined


def _judge_class(text: str, rules: Rules, _context: NameContext) -> Judgement:
    if kind := class_of(text, rules):
        return Judgement(kind.code)
    message = Message("findings.class_unknown", {"found": text})
    return Judgement(None, (Breach("N05", " ".join(rules.classes), message),))


# title


def _title_fit(text: str, _rules: Rules, _context: NameContext) -> float:
    return POSSIBLE if re.search(r"[^\W\d_]", text) else UNLIKELY


def title_breaches(text: str, kind: DocumentClass | None, rules: Rules) -> tuple[Breach, ...]:
    """What is wrong with a clean title under that class."""
    shortest, longest = rules.components.title_length
    hint = read_version(text)
    expected = f"{shortest}–{longest}"
    if hint.marks:
        values: dict[str, object] = {"found": hint.status_mark or hint.marks[0].word}
        key = "status_in_title" if hint.status_mark else "version_in_title"
        proposal = clean_title(hint.title, rules) or None
        return (Breach("N08", expected, Message(f"findings.{key}", values), proposal),)
    if len(text) < shortest:
        return (Breach("N08", expected, Message("findings.title_short", {"least": shortest})),)
    if says_nothing(text, kind, rules):
        return (Breach("N08", expected, Message("findings.title_empty", {"found": text})),)
    if len(text) > longest:
        length = {"length": len(text), "most": longest}
        return (Breach("N15", expected, Message("findings.title_long", length)),)
    return ()


def says_nothing(title: str, kind: DocumentClass | None, rules: Rules) -> bool:
    """True when nothing is left of a title without digits, filler words and its class's own label."""
    left = fold(title)
    not_only = rules.components.title_not_only
    if "filler" in not_only:
        for word in rules.fillers:
            left = re.sub(whole_word(word), " ", left)
        left = fold(read_version(left.strip()).title) if left.strip() else ""
    if "digits" in not_only:
        left = re.sub(r"[\d〇零一二三四五六七八九十百]+[年月日号]?", " ", left)
    if kind and "class_label" in not_only and is_label_of(kind, left):
        return True
    return not re.sub(r"[\W_]+", "", left)


def is_label_of(kind: DocumentClass, title: str) -> bool:
    """True when a title is one of the class's own words and nothing more."""
    bare = {re.sub(r"[\W_]+", "", fold(word)) for word in (*kind.words, kind.code)}
    return re.sub(r"[\W_]+", "", fold(title)) in bare


def whole_word(word: str) -> str:
    """A Latin filler word must stand alone; a Chinese one may touch other characters."""
    body = re.escape(word)
    return rf"(?<![a-z]){body}(?![a-z])" if word.isascii() else body


def _judge_title(text: str, rules: Rules, _context: NameContext) -> Judgement:
    return Judgement(clean_title(text, rules) or None)


# date


def read_date(text: str, rules: Rules) -> DateMention | None:
    """The date that a whole piece writes, in a form the rules accept."""
    mention = parse_date(text)
    accepted = mention and any(form.fullmatch(text.strip()) for form in rules.components.date_forms)
    return mention if accepted else None


def compact(value: str) -> str:
    """YYYY-MM-DD or YYYY-MM as it is stored in names."""
    return value.replace("-", "")


def _date_fit(text: str, rules: Rules, _context: NameContext) -> float:
    if read_date(text, rules):
        return SURE
    shaped = re.fullmatch(r"[\d年月日號号./\- 民國国]{5,16}", text)
    if shaped or parse_date(text):
        return LIKELY
    return UNLIKELY if re.search(r"\d", text) else 0.0


def _judge_date(text: str, rules: Rules, context: NameContext) -> Judgement:
    mention = read_date(text, rules)
    wanted = rules.components
    expected = "/".join(sorted(wanted.date_precisions, reverse=True))
    if mention is None:
        loose = parse_date(text)
        proposal = compact(loose.value) if loose and not loose.choices else None
        message = Message("findings.date_unreadable", {"found": text})
        return Judgement(None, (Breach("N06", expected, message, proposal),))
    value = compact(mention.value)
    if mention.choices and wanted.ask_two_readings:
        values = {"found": text, "first": mention.choices[0], "second": mention.choices[-1]}
        choices = " / ".join(map(compact, mention.choices))
        return Judgement(
            None, (Breach("N06", choices, Message("findings.date_two_readings", values)),)
        )
    if ("YYYYMM" if mention.month_only else "YYYYMMDD") not in wanted.date_precisions:
        message = Message("findings.date_precision", {"found": text})
        return Judgement(value, (Breach("N06", expected, message),))
    if mention.first_day > context.today + timedelta(days=wanted.date_ahead_days):
        values = {"found": mention.value, "today": context.today.isoformat()}
        return Judgement(value, (Breach("N06", expected, Message("findings.date_future", values)),))
    return Judgement(value)


# version

_VERSION = re.compile(r"(?=[vV]|\d+\.)[vV]?(\d{1,2})(?:\.(\d{1,2}))?")


def canonical_version(text: str) -> str | None:
    """V1.0 for v1, 1.0, 第1版, 改3 ...; None for what is no version, or says more than one."""
    if match := _VERSION.fullmatch(text.strip()):
        return f"V{int(match[1])}.{int(match[2] or 0)}"
    hint = read_version(text)
    plain = hint.version and not hint.title and hint.status in (None, "draft")
    return f"V{hint.version}" if plain else None


def _version_fit(text: str, _rules: Rules, _context: NameContext) -> float:
    if canonical_version(text):
        return SURE if re.search(r"[^\d.]", text) else LIKELY
    return POSSIBLE if re.match(r"[vV]\d", text) else UNLIKELY * bool(re.search(r"\d", text))


def _judge_version(text: str, _rules: Rules, _context: NameContext) -> Judgement:
    value = canonical_version(text)
    if value is None:
        message = Message("findings.version_unreadable", {"found": text})
        return Judgement(None, (Breach("N07", "V1.0", message),))
    return Judgement(value)


# status, lang, ext


def _status_of(text: str, rules: Rules) -> str | None:
    return rules.status_by_word.get(fold(text).strip())


def _status_fit(text: str, rules: Rules, _context: NameContext) -> float:
    return SURE if _status_of(text, rules) else 0.0


def _judge_status(text: str, rules: Rules, _context: NameContext) -> Judgement:
    return Judgement(_status_of(text, rules))


def _lang_of(text: str, rules: Rules) -> str | None:
    return next((code for code in rules.components.languages if code.lower() == text.lower()), None)


def _lang_fit(text: str, rules: Rules, _context: NameContext) -> float:
    return SURE if _lang_of(text, rules) else 0.0


def _judge_lang(text: str, rules: Rules, _context: NameContext) -> Judgement:
    return Judgement(_lang_of(text, rules))


def _ext_fit(text: str, _rules: Rules, _context: NameContext) -> float:
    return SURE if re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9]{1,10}", text) else 0.0


def _judge_ext(text: str, _rules: Rules, _context: NameContext) -> Judgement:
    return Judgement(text.lower())


JUDGES: Mapping[str, ComponentKind] = {
    "project": ComponentKind(_project_fit, _judge_project),
    "class": ComponentKind(_class_fit, _judge_class),
    "title": ComponentKind(_title_fit, _judge_title),
    "date": ComponentKind(_date_fit, _judge_date),
    "version": ComponentKind(_version_fit, _judge_version),
    "status": ComponentKind(_status_fit, _judge_status),
    "lang": ComponentKind(_lang_fit, _judge_lang),
    "ext": ComponentKind(_ext_fit, _judge_ext),
}
