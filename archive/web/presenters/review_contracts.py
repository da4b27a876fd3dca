"""The contracts of a review: who agreed on what for how much, and whether what was promised came."""

from __future__ import annotations

from collections.abc import Mapping

from archive.review.parts import Part, parts_in
from archive.web.presenters.marks import joined, money_words
from archive.web.presenters.review_figures import figure_words
from archive.web.presenters.review_parts import ContractView, Line, Sentence
from archive.web.presenters.review_teller import Teller
from archive.wording import say


def contract_view(teller: Teller, part: Part, names: Mapping[str, str]) -> ContractView:
    """A contract with its promises; linked where the reader has its document among the `names`."""
    document = str(part.get("document", ""))
    amount = part.get("amount")
    known = (
        ("parties", joined(teller.language, map(str, part.get("parties") or ()))),
        ("amount", money_words(amount, part.get("currency")) if amount is not None else ""),
        ("signed_on", teller.word(part.get("signed_on"))),
    )
    terms = tuple(
        Sentence(teller.word(t.get("text")), teller.citer.chips(t.get("citations")))
        if isinstance(t, Mapping)
        else Sentence(teller.word(t))
        for t in part.get("payment_terms") or ()
    )
    return ContractView(
        names.get(document, ""),
        teller.address("documents.show", document_id=document) if document in names else "",
        tuple((say(teller.language, f"ui_review.{k}"), v) for k, v in known if v),
        terms,
        tuple(_obligation(teller, o) for o in parts_in(part.get("obligations"))),
        teller.citer.chips(part.get("citations")),
    )


def _obligation(teller: Teller, part: Part) -> Line:
    outcome, tone = teller.verdict(part.get("met"))
    return Line(
        teller.word(part.get("text")),
        figure_words(part.get("promised"), str(part.get("unit") or "")),
        figure_words(part.get("delivered"), str(part.get("unit") or "")),
        None,
        "",
        outcome,
        tone,
        teller.citer.chips(part.get("citations")),
        str(part.get("key") or ""),
    )
