"""A sentence for a person, kept as a key and its values until it is known which language to say it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES = ("zh-Hant", "zh-Hans", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """What to say (`key` of `archive/wording/*.yaml`) and the values its placeholders take.

    A value may itself be a `Message`, or a tuple of them, and is then said in the same language.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
