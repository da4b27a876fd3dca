"""Random identifiers: nothing a reader sees counts what they may not see."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
ACCESSION_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def now_utc() -> datetime:
    """The clock of a running archive."""
    return datetime.now(UTC)


def new_id() -> str:
    """128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def new_accession(year: int) -> str:
    """Year and eight random letters, such as 2026-7K3M-9QXA: 40 bits, never a sequence."""
    letters = "".join(secrets.choice(ACCESSION_ALPHABET) for _ in range(8))
    return f"{year}-{letters[:4]}-{letters[4:]}"


def new_secret() -> str:
    """256 random bits that fit a header and a cookie."""
    return secrets.token_urlsafe(32)


def hash_of_secret(secret: str) -> str:
    """What is stored of a session's or token's secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
