"""Passwords: argon2id, and what a password has to be."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.errors import InvalidInput

SHORTEST, LONGEST = 12, 128
WORDS = "abcdefghjkmnpqrstuvwxyz23456789"


class Passwords:
    """Hashes and verifies. At most two hashes run at once: each takes 46 MiB."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        # OWASP Password Storage Cheat Sheet: argon2id, m = 46 MiB, t = 1, p = 1.
        self._hasher = hasher or PasswordHasher(time_cost=1, memory_cost=47104, parallelism=1)
        self._room = threading.BoundedSemaphore(2)
        self._nobody = self._hasher.hash(secrets.token_urlsafe(16))

    def hash(self, password: str) -> str:
        """The hash to store. InvalidInput when the password is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise InvalidInput(field="password", why=f"{SHORTEST}-{LONGEST}")
        with self._room:
            return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """True when the password is right; an unknown account (None) takes as long as a wrong one."""
        if len(password) > LONGEST:
            return False
        with self._room:
            try:
                self._hasher.verify(stored or self._nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        """True when the hash was made with other settings than today's."""
        return self._hasher.check_needs_rehash(stored)


def one_time_password() -> str:
    """A password to hand over, easy to read aloud: 4 groups of 4, about 79 bits."""
    return "-".join("".join(secrets.choice(WORDS) for _ in range(4)) for _ in range(4))
