"""Signs what browsers keep for us."""

from __future__ import annotations

import hmac
from hashlib import sha256

from itsdangerous import BadSignature, Signer

__all__ = ["Seal"]


class Seal:
    """With one secret, a different one for each purpose: no value serves for another."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def sign(self, purpose: str, text: str) -> str:
        """The text, with a signature after it."""
        return self._signer(purpose).sign(text).decode()

    def opened(self, purpose: str, signed: str) -> str | None:
        """The text; none when we did not sign it so."""
        try:
            return self._signer(purpose).unsign(signed.encode(errors="replace")).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def code(self, purpose: str, text: str) -> str:
        """What only we can make of that text."""
        key = f"{purpose}\0{text}".encode(errors="replace")
        return hmac.new(self._secret.encode(), key, sha256).hexdigest()

    def is_code(self, purpose: str, text: str, shown: str) -> bool:
        return hmac.compare_digest(
            self.code(purpose, text).encode(), shown.encode(errors="replace")
        )

    def _signer(self, purpose: str) -> Signer:
        return Signer(self._secret, salt=f"desk {purpose}", digest_method=sha256)
