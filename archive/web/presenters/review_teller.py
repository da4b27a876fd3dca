"""What every part of a review is told with: its words, who changed them, the chips of its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.review.parts import Part, parts_in
from archive.web.presenters.citations import Address, Citer
from archive.web.presenters.review_parts import Sentence
from archive.wording import say


@dataclass(frozen=True, slots=True)
class Teller:
    """The reader's language, the names and addresses, and the numbers the chips of one page were given."""

    labels: Mapping[str, str]
    language: str
    address: Address
    citer: Citer

    def word(self, value: object) -> str:
        """Text as it stands; a wording key with its values is said."""
        if isinstance(value, Mapping) and "key" in value:
            return say(self.language, Message(str(value["key"]), value.get("values") or {}))
        return "" if value is None else str(value)

    def sentences(self, part: object) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(
                self.word(s.get("text")),
                self.citer.chips(s.get("citations")),
                key=str(s.get("key") or ""),
                mark=self.mark(s),
            )
            for s in parts_in(part)
        )

    def mark(self, part: Part) -> str:
        """Who changed a statement, and whether its sources changed since."""
        if not part.get("edited_by"):
            return ""
        said = "added_by" if part.get("added") else "edited_by"
        key = f"ui_review.{said}_stale" if part.get("stale") else f"ui_review.{said}"
        mark = say(self.language, key, name=part["edited_by"])
        return self.with_others(mark, part, "also_edited_by")

    def with_others(self, mark: str, part: Part, word: str) -> str:
        """The mark, and who said of the part what holds for readers of other papers."""
        others = dict.fromkeys(str(one["by"]) for one in parts_in(part.get("beside")))
        if not others:
            return mark
        return f"{mark} · {say(self.language, f'ui_review.{word}', names=tuple(others))}"

    def verdict(self, met: object) -> tuple[str, str]:
        """Whether what was promised or aimed at came, and the tone of that; two empty ones for no verdict."""
        if not isinstance(met, bool):
            return "", ""
        key, tone = ("met", "ok") if met else ("not_met", "warn")
        return say(self.language, f"ui_review.{key}"), tone

    def label(self, class_key: str) -> str:
        """What a class of documents is called."""
        return self.labels.get(class_key, class_key)
