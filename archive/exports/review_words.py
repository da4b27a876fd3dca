"""The words of the Word file of a review, and how it writes figures and dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from archive.domain.messages import LANGUAGES, Message
from archive.review.figures import decimal_of, grouped
from archive.wording import say

Json = Mapping[str, Any]


class ReviewWords:
    """Says the review's words in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def __call__(self, key: str, **values: object) -> str:
        """The sentence `review.<key>`."""
        return say(self.language, Message(f"review.{key}", values))

    def overview(self, key: str, **values: object) -> str:
        """The sentence `overview.<key>`."""
        return say(self.language, Message(f"overview.{key}", values))

    def audit(self, key: str) -> str:
        """The word `audit.<key>`."""
        return say(self.language, f"audit.{key}")

    def would_tell(self, silent: Json) -> str:
        """Which papers would fill an empty section, and whether they are filed."""
        filed = silent.get("filed") or ()
        papers = tuple(
            Message(
                "overview.paper_filed" if key in filed else "overview.paper_absent",
                {"label": self(f"class_{key}")},
            )
            for key in silent.get("classes") or ()
        )
        return self.overview("would_tell", papers=papers)

    def money(self, figure: object, currency: object = None) -> str:
        """An amount with its thousands grouped; what is not known is said so."""
        text = grouped(figure)
        return f"{currency} {text}" if text and currency else text or self("not_found")

    def figure(self, part: Json, key: str) -> str:
        """A metric's figure as its document writes it, else as a number with its unit."""
        written, unit = part.get(f"{key}_written"), str(part.get("unit") or "")
        bare = f"{part.get(key)}{unit}".replace(" ", "")
        if isinstance(written, str) and written and written.replace(" ", "") != bare:
            return written
        if decimal_of(part.get(key)) is None:
            return self("not_found")
        return f"{grouped(part.get(key))}{unit if unit == '%' or not unit.isascii() else f' {unit}'}".strip()

    def day(self, value: object) -> str:
        """A day as YYYY-MM-DD, a month as YYYY-MM; what is not known is said so."""
        text = str(value or "")
        try:
            date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        except ValueError:
            return self("not_found")
        return text

    def verdict(self, met: object) -> str:
        """Reached, not reached, or not known."""
        if not isinstance(met, bool):
            return self("not_known")
        return self("met" if met else "not_met")
