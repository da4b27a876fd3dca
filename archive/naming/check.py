"""Judge a name: every finding at once, the verdict they come to, and where one can be made a right name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.domain.documents import CLASS_CODES
from archive.domain.messages import Message
from archive.naming.judges import JUDGES, Breach, Judgement, title_breaches
from archive.naming.layout import Layout, lay_out
from archive.naming.normalise import Traced, clean_name
from archive.naming.objections import (
    CONTENT,
    NAME,
    Objection,
    content_objections,
    forbidden_parts,
    long_name,
    unusual_parts,
    unusual_type,
    wrong_structure,
)
from archive.naming.reproposal import proposal_for
from archive.naming.rules import DocumentClass, Rules
from archive.naming.verdicts import Finding, NameContext, NameVerdict, Severity, Verdict
from archive.naming.versions import is_taken

LONGEST_READ = 2000
"""Characters of a name that are looked at; no disk stores more than 255."""

_CODE_KEYS = {code: key for key, code in CLASS_CODES.items()}
_NAME_RULES = frozenset({"N02", "N03", "N04", "N05", "N06", "N07", "N08"})
_WORST_FIRST = {Severity.REFUSE: 0, Severity.HOLD: 1, Severity.WARN: 2}


def check_name(filename: str, rules: Rules, context: NameContext) -> NameVerdict:
    """Judge a file name (no folders) and, with `context.content`, the bytes behind it."""
    given = filename[:LONGEST_READ]
    name = clean_name(given, rules.cleaning)
    layout = lay_out(name, rules, context)
    judged = _judge(layout, rules, context)
    kind = rules.classes.get(judged["class"].value or "") if "class" in judged else None
    objections = list(_objections(name, layout, judged, rules, context))
    written = _written(layout, judged, rules)
    objections += long_name(written, rules)
    values = {k: j.value for k, j in judged.items() if j.value is not None}
    if not _breaks_a_name_rule(objections, rules) and is_taken(values, rules, context):
        objections.append(_taken(values["version"], layout))
    objections += _cleaned(given, written, layout, judged, objections)
    findings = _findings(objections, rules)
    verdict = worst(findings)
    suggestion = written if verdict is Verdict.FIXED else None
    if verdict in (Verdict.HELD, Verdict.REFUSED):
        suggestion = proposal_for(layout, values, kind, rules, context)
    return NameVerdict(
        verdict=verdict,
        name=written,
        class_key=_CODE_KEYS.get(kind.code) if kind else None,
        components=values,
        findings=findings,
        suggestion=suggestion,
    )


def ignored(path: str, rules: Rules) -> bool:
    """True for names that are nobody's document: lock files, folder settings, resource forks."""
    return bool(rules.junk.match(path.replace("\\", "/")))


def worst(findings: Iterable[Finding]) -> Verdict:
    """The verdict that findings come to: the worst decides; cleaning alone is `fixed`."""
    found = list(findings)
    severities = {finding.severity for finding in found}
    if Severity.REFUSE in severities:
        return Verdict.REFUSED
    if Severity.HOLD in severities:
        return Verdict.HELD
    return Verdict.FIXED if any(finding.rule == "N01" for finding in found) else Verdict.OK


def _judge(layout: Layout, rules: Rules, context: NameContext) -> dict[str, Judgement]:
    pieces = {**layout.misplaced, **layout.components}
    return {kind: JUDGES[kind].judge(piece.text, rules, context) for kind, piece in pieces.items()}


def _objections(
    name: Traced,
    layout: Layout,
    judged: Mapping[str, Judgement],
    rules: Rules,
    context: NameContext,
) -> Iterator[Objection]:
    yield from forbidden_parts(name, layout, rules)
    yield from wrong_structure(layout, rules)
    kind = rules.classes.get(judged["class"].value or "") if "class" in judged else None
    for component, piece in (*layout.components.items(), *layout.misplaced.items()):
        breaches = judged[component].breaches
        if component == "title":
            breaches += _title(judged[component], kind, rules)
        yield from (Objection(component, piece.text, breach, piece.where) for breach in breaches)
    extension = layout.components.get("ext")
    yield from unusual_type(kind, extension, rules)
    yield from unusual_parts(name, rules)
    yield from content_objections(context.content, extension, rules)


def _title(judged: Judgement, kind: DocumentClass | None, rules: Rules) -> tuple[Breach, ...]:
    return title_breaches(judged.value or "", kind, rules)


def _taken(version: str, layout: Layout) -> Objection:
    piece = layout.components["version"]
    message = Message("findings.version_taken", {"found": version})
    return Objection("version", version, Breach("N07", "", message), piece.where)


def _breaks_a_name_rule(objections: Iterable[Objection], rules: Rules) -> bool:
    """True when the name is not one that could be stored as it stands, so its version says nothing."""
    broken = {o.breach.rule for o in objections if o.component != CONTENT} & _NAME_RULES
    return any(rules.severities[rule] is not Severity.WARN for rule in broken)


def _written(layout: Layout, judged: Mapping[str, Judgement], rules: Rules) -> str:
    """The cleaned name: each component in its stored form where it can be read, the rest as it came."""
    shown = {
        kind: judged[kind].value or piece.text
        for kind, piece in (*layout.components.items(), *layout.misplaced.items())
    }
    extension = shown.pop("ext", None)
    placed = [(layout.piece(kind), text) for kind, text in shown.items()]
    placed += [(piece, piece.text) for piece in layout.extra]
    ordered = sorted(placed, key=lambda entry: entry[0].where if entry[0] else (0, 0))
    stem = rules.pattern.delimiter.join(text for _, text in ordered)
    return f"{stem}.{extension}" if extension else stem


def _cleaned(
    given: str,
    written: str,
    layout: Layout,
    judged: Mapping[str, Judgement],
    objections: Iterable[Objection],
) -> Iterator[Objection]:
    """N01: what was put right, component by component, or once for the name between them."""
    if given == written:
        return
    objected = {objection.component for objection in objections}
    shown = False
    for kind, piece in layout.components.items():
        start, end = piece.where
        before, after = given[start:end], judged[kind].value
        if after is not None and before != after and kind not in objected:
            shown = True
            values = {"found": before, "cleaned": after}
            breach = Breach("N01", after, Message("findings.cleaned", values), after)
            yield Objection(kind, before, breach, piece.where)
    if not shown:
        message = Message("findings.cleaned_name", {"cleaned": written})
        yield Objection(NAME, given, Breach("N01", written, message, written), (0, len(given)))


def _findings(objections: Iterable[Objection], rules: Rules) -> tuple[Finding, ...]:
    findings = [
        Finding(
            rule=objection.breach.rule,
            component=objection.component,
            severity=rules.severities[objection.breach.rule],
            where=objection.where,
            found=objection.found,
            expected=objection.breach.expected,
            message=objection.breach.message,
            suggestion=objection.breach.suggestion,
        )
        for objection in objections
    ]
    return tuple(sorted(findings, key=lambda f: (_WORST_FIRST[f.severity], f.rule, f.where)))
