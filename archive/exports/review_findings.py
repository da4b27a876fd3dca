"""What is open in a review's Word file: contradictions, gaps, unread files, waived rows, the audit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.exports.review_writer import Writer
from archive.review.audit import PARTS
from archive.review.parts import Part, part_in, parts_in
from archive.review.severity import weightiest_first
from archive.review.waived import open_first

_LONGEST_NAME = 40


def write_inconsistencies(w: Writer, review: Mapping[str, Any]) -> None:
    """The weightiest first, each with what somebody decided on it; no heading where there are none."""
    clashes = weightiest_first(parts_in(review.get("inconsistencies")))
    if not clashes:
        return
    w.heading("inconsistencies")
    for clash in clashes:
        values = parts_in(clash.get("values"))
        text = w.weighed(clash, str(clash.get("description", "")))
        w.pages.paragraph(text, w.numbers(*values), style="List Bullet")
        decided = clash.get("decided")
        if isinstance(decided, Mapping):
            said = {"value": decided.get("value"), "name": decided.get("by")}
            text = w.words("decided", **said)
            if reason := decided.get("reason"):
                text = w.words("because_of", text=text, cause=reason)
            w.pages.paragraph(text)


def write_gaps(w: Writer, review: Mapping[str, Any]) -> None:
    """The open ones first; that nothing is missing is said too."""
    w.heading("missing")
    gaps = open_first(weightiest_first(parts_in(review.get("missing"))))
    if not gaps:
        w.pages.note(w.words("nothing_missing"))
    for gap in gaps:
        text = w.words("missing_class", label=_paper(w, gap), why=str(gap.get("why", "")))
        waived = part_in(gap.get("waived"))
        said = w.words("gap_waived", text=text, **waived) if waived else w.weighed(gap, text)
        w.pages.paragraph(said, w.numbers(gap), style="List Bullet")


def _paper(w: Writer, gap: Part) -> str:
    """What the papers call it, else its class; a whole sentence is no name."""
    name = str(gap.get("name") or "")
    return name if 0 < len(name) <= _LONGEST_NAME else w.words(f"class_{gap.get('class')}")


def write_unread(w: Writer, review: Mapping[str, Any]) -> None:
    """What is filed and could not be read: nobody takes its silence for an answer."""
    unread = parts_in(review.get("unread"))
    if not unread:
        return
    w.pages.heading(w.words.overview("unread"))
    w.pages.note(w.words.overview("unread_note"))
    header = [w.words.overview(f"unread_{column}") for column in ("name", "why")]
    rows = [[str(u.get("name", "")), w.words.overview(f"why_{u.get('why')}")] for u in unread]
    w.pages.table(header, rows, widths=(9.6, 7.0))


def write_waived(w: Writer, review: Mapping[str, Any]) -> None:
    """What the project was closed without: who said so, when and why."""
    waived = parts_in(review.get("waived"))
    if not waived:
        return
    w.heading("waived")
    header = [w.words(f"waived_{column}") for column in ("title", "reason", "by", "on")]
    cells = [[str(part[name]) for name in ("title", "reason", "by", "on")] for part in waived]
    w.pages.table(header, cells, widths=(5.0, 6.4, 2.8, 2.4))


def write_audit(w: Writer, review: Mapping[str, Any]) -> None:
    """Three parts, each point behind the word of its verdict."""
    audit = part_in(review.get("audit"))
    if not audit:
        return
    w.pages.heading(w.words.audit("title"))
    w.pages.note(w.words.audit("note"))
    for name in PARTS:
        w.pages.heading(w.words.audit(name), 2)
        for point in parts_in(audit.get(name)):
            verdict = w.words.audit(f"verdict_{point.get('verdict')}")
            text = w.words("weighed", severity=verdict, text=str(point.get("text", "")))
            w.pages.paragraph(text, w.numbers(point), style="List Bullet")
