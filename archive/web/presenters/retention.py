"""How long a document is kept, in words: the years and the beginning that the rules in force give."""

from __future__ import annotations

from archive.naming.rules import Retention
from archive.wording import say


def kept_words(retention: Retention, language: str) -> str:
    """For good, or so many years after what they are counted from, where the rules name it."""
    if retention.years is None:
        return say(language, "ui_rules.keep_forever")
    return say(language, f"ui_rules.keep_{retention.starts or 'years'}", n=retention.years)
