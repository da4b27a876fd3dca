"""The client's name as people shorten it: without legal form, place and brackets."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.domain.company_names import BRACKETS, LEGAL_FORM
from archive.domain.folding import fold

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9&'’. -]*[a-z0-9]")
_PART = 4
"""Neighbouring Chinese characters of a name that name it: places before it are left out in letters."""


@lru_cache(maxsize=256)
def _parts(client: str) -> frozenset[str]:
    name = LEGAL_FORM.sub(" ", BRACKETS.sub(" ", fold(client)))
    parts: set[str] = set()
    for run in _HAN.findall(name):
        width = min(_PART, len(run))
        parts |= (
            {run[at : at + width] for at in range(len(run) - width + 1)} if width > 1 else set()
        )
    for run in _LATIN.findall(name):
        words = run.split()
        parts.add(" ".join(words[:2]))
    return frozenset(part for part in parts if len(part) >= (_PART if part.isascii() else 2))


def names_client(text: str, client: str | None) -> bool:
    """Whether the folded text names the client, be it without its legal form or its town."""
    return bool(client) and any(part in text for part in _parts(client or ""))


def same_house(address: str, client: str | None) -> bool:
    """Whether the domain of a mail address is made of the client's Latin name (coastline-mutual.example)."""
    domain = re.sub(r"[^a-z0-9]", "", fold(address).rpartition("@")[2].partition(".")[0])
    names = (re.sub(r"[^a-z0-9]", "", part) for part in _parts(client or "") if part.isascii())
    firsts = (
        re.sub(r"[^a-z0-9]", "", part.split()[0]) for part in _parts(client or "") if part.isascii()
    )
    return len(domain) >= _PART and any(
        len(name) >= _PART and (name in domain or domain in name) for name in (*names, *firsts)
    )
