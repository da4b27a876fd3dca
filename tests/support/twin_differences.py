"""Where two archives that look the same to the caller answer differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.support.leak_corpus import Ask
from tests.support.twin_worlds import Twins

_ABOUT = 80  # bytes shown on either side of the first difference


@dataclass(frozen=True)
class Difference:
    """What was asked and the first place at which the answers part."""

    asked: Ask
    plain: str
    complete: str


def differences(twins: Twins, requests: Iterable[Ask]) -> Iterator[Difference]:
    """Put every request to both archives; an answer of status 5xx counts as a difference.

    Only 503 may be: no printer is installed, for one.
    """
    for asked in requests:
        twins.asked += 1  # ids follow from it: never the same twice in one archive
        plain, complete = (_told(asked.to(twin, twins.asked)) for twin in twins.both)
        if plain != complete:
            yield Difference(asked, *_parted(plain, complete))
        elif plain.startswith(b"5") and not plain.startswith(b"503"):
            yield Difference(asked, *_parted(plain, b""))


def _told(answer: TestResponse) -> bytes:
    """Everything an answer tells, but the time of day."""
    headers = sorted(f"{name}: {value}" for name, value in answer.headers if name != "Date")
    return "\n".join([str(answer.status_code), *headers, ""]).encode() + answer.data


def _parted(one: bytes, other: bytes) -> tuple[str, str]:
    pairs = enumerate(zip(one, other, strict=False))
    place = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    cut = slice(max(0, place - _ABOUT), place + _ABOUT)
    return one[cut].decode("utf-8", "replace"), other[cut].decode("utf-8", "replace")
