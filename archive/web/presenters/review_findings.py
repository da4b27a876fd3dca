"""What of a review needs a person: contradictions, gaps, unread files, points of the audit, personal data."""

from __future__ import annotations

from collections.abc import Mapping

from archive.domain.messages import Message
from archive.review.audit import PARTS, VERDICTS
from archive.review.parts import Part, parts_in
from archive.review.severity import SEVERITIES
from archive.web.presenters.marks import joined
from archive.web.presenters.review_figures import figure_words
from archive.web.presenters.review_parts import AuditPart, Clash, Gap, Sentence, UnreadFile, Weight
from archive.web.presenters.review_teller import Teller
from archive.wording import say

_VERDICTS = {"ok": "ok", "attention": "warn"}
_TONES = {"high": "bad", "medium": "warn", "low": ""}


def clash_view(teller: Teller, part: Part) -> Clash:
    """A contradiction: its sides with their sources, and what somebody decided on it."""
    title = teller.word(part.get("subject")) or teller.word(part.get("description"))
    values = tuple(
        Sentence(
            figure_words(v.get("value"), str(v.get("unit") or "")),
            teller.citer.chips(v.get("citations")),
        )
        for v in parts_in(part.get("values"))
    )
    offered = tuple(str(value.get("value")) for value in parts_in(part.get("values")))
    note = teller.word(part.get("description")) if part.get("subject") else ""
    decided = part.get("decided")
    if not isinstance(decided, Mapping):
        key, weight = str(part.get("key") or ""), _weight(teller, part)
        return Clash(title, note, values, key, weight=weight, offered=offered)
    said = "decided_by_stale" if decided.get("stale") else "decided_by"
    by = say(teller.language, f"ui_review.{said}", name=decided.get("by"))
    by = teller.with_others(by, part, "also_decided_by")
    chosen = decided.get("choice")
    key = str(part.get("key") or "")
    why = teller.word(decided.get("reason"))
    return Clash(title, note, values, key, chosen, by, _weight(teller, part), why, offered)


def _weight(teller: Teller, part: Part) -> Weight:
    """The word for how much a finding weighs; nothing where that is not said."""
    severity = str(part.get("severity") or "")
    if severity not in SEVERITIES:
        return Weight()
    return Weight(say(teller.language, f"overview.severity_{severity}"), _TONES[severity])


def gap_view(teller: Teller, part: Part) -> Gap:
    """A missing paper: why it is asked for, and who said that the project is closed without it."""
    label = teller.label(str(part.get("class", "")))
    label = teller.word(part.get("name")) or label
    cites = teller.citer.chips(part.get("citations"))
    why, waived = teller.word(part.get("why")), part.get("waived")
    if not isinstance(waived, Mapping):
        return Gap(label, cites, why, _weight(teller, part))
    mark = Weight(say(teller.language, "ui_closeout.state_waived"), "")
    return Gap(label, cites, why, mark, say(teller.language, "ui_review.gap_waived", **waived))


def unread_files(teller: Teller, part: object) -> tuple[UnreadFile, ...]:
    """The documents that could not be read, each with a link to it."""
    return tuple(
        UnreadFile(
            str(u.get("name", "")),
            teller.address("documents.show", document_id=str(u.get("document"))),
            say(teller.language, f"overview.why_{u.get('why')}"),
        )
        for u in parts_in(part)
    )


def told_silence(teller: Teller, part: object) -> dict[str, str]:
    """Section -> which papers would fill it, and whether they are filed."""
    found = {}
    for silence in parts_in(part):
        filed = silence.get("filed") or ()
        papers = tuple(
            Message(
                "overview.paper_filed" if key in filed else "overview.paper_absent",
                {"label": teller.label(str(key))},
            )
            for key in silence.get("classes") or ()
        )
        told = say(teller.language, "overview.would_tell", papers=papers)
        found[str(silence.get("section"))] = told
    return found


def audit_parts(teller: Teller, part: object) -> tuple[AuditPart, ...]:
    """The parts of the audit; the note of a point says that a figure in it was computed."""
    found = part if isinstance(part, Mapping) else {}
    return tuple(
        AuditPart(
            name,
            say(teller.language, f"audit.{name}"),
            tuple(_audited(teller, point) for point in parts_in(found.get(name))),
        )
        for name in PARTS
        if found.get(name)
    )


def _audited(teller: Teller, point: Part) -> tuple[Sentence, Weight]:
    verdict = str(point.get("verdict") or "")
    word = say(teller.language, f"audit.verdict_{verdict}") if verdict in VERDICTS else ""
    note = say(teller.language, "audit.computed") if point.get("computed") else ""
    told = Sentence(
        teller.word(point.get("text")), teller.citer.chips(point.get("citations")), note
    )
    return told, Weight(word, _VERDICTS.get(verdict, ""))


def sensitive_files(teller: Teller, part: object) -> tuple[Sentence, ...]:
    """The files with personal data, each once with all its kinds."""
    kinds: dict[str, list[str]] = {}
    for found in parts_in(part):
        kind = say(teller.language, f"ui.sensitive_{found.get('kind')}")
        told = f"{kind} × {found.get('count', 1)}"
        kinds.setdefault(str(found.get("name", "")), []).append(told)
    return tuple(Sentence(n, (), joined(teller.language, k)) for n, k in kinds.items())
