"""The secret of a survey's link, worked out from the archive's own key whenever it is needed."""

from __future__ import annotations

import base64
import hashlib
import hmac


class SurveyLinks:
    """Makes the links of invitations.

    A link has to be known again when its letter is sent, which may be later or a second time; it is
    not kept for that, but computed (HMAC-SHA256, RFC 2104) from the key in the data folder. Who has
    the database alone cannot answer for a client.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def secret(self, invitation_id: str) -> str:
        """The secret of one invitation: 256 bits that nobody without the key can tell."""
        about = f"survey-link:{invitation_id}".encode()
        digest = hmac.new(self._key, about, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def path(self, invitation_id: str, language: str) -> str:
        """The page behind the link."""
        return f"/s/{self.secret(invitation_id)}?lang={language}"
