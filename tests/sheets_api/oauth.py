"""The token endpoint: a signed JWT in, a token that expires out."""

import base64
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .model.api import Caller

LIFETIME = 3600
AUDIENCE = "https://oauth2.googleapis.com/token"
"""google-auth names Google's own endpoint, whatever ``token_uri`` says."""
SKEW = 300
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SHORT_LIVED = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


class RefusedError(Exception):
    """A reason not to give a token."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error, self.description = error, description


class ServiceAccount:
    """One service account: its key, and the tokens that it was given."""

    def __init__(self, email: str = "service@example.iam.gserviceaccount.com", clock: Callable[[], float] = time.time) -> None:  # fmt: skip
        self.email = email
        self.clock = clock
        self.revoked = False
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._tokens: dict[str, tuple[float, Caller]] = {}

    def key_json(self, root: str) -> dict[str, str]:
        """The key file that a person downloads."""
        pem = self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return {
            "type": "service_account", "project_id": "example",
            "private_key_id": secrets.token_hex(20), "private_key": pem.decode(),
            "client_email": self.email, "client_id": "123456789", "token_uri": f"{root}/token",
            "universe_domain": "googleapis.com",
        }  # fmt: skip

    def write_key(self, path: Path, root: str) -> Path:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(json.dumps(self.key_json(root), indent=1), encoding="utf-8")
        return path

    def token_reply(self, body: bytes, root: str) -> tuple[int, dict[str, Any]]:
        """The answer of the token endpoint."""
        try:
            claims = self._claims(body, root)
        except RefusedError as refused:
            return 400, {"error": refused.error, "error_description": refused.description}
        token = "ya29." + secrets.token_urlsafe(48)
        caller = Caller(self.email, frozenset(claims["scope"].split()))
        self._tokens[token] = (self.clock() + LIFETIME, caller)
        return 200, {"access_token": token, "expires_in": LIFETIME - 1, "token_type": "Bearer"}

    def caller(self, header: str) -> Caller | None:
        """Whom an Authorization header stands for; None where the token is unknown or expired."""
        expires, caller = self._tokens.get(header.removeprefix("Bearer "), (0.0, None))
        return caller if self.clock() < expires else None

    def expire_tokens(self) -> None:
        self._tokens.clear()

    @property
    def tokens(self) -> list[str]:
        """All tokens given so far that still work: canaries for a search in logs."""
        return list(self._tokens)

    def _claims(self, body: bytes, root: str) -> dict[str, Any]:
        form = {name: values[-1] for name, values in parse_qs(body.decode()).items()}
        if form.get("grant_type") != GRANT:
            raise RefusedError(
                "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type')}"
            )
        try:
            head, payload, signature = form["assertion"].split(".")
            algorithm = json.loads(_decoded(head)).get("alg")
            claims: dict[str, Any] = json.loads(_decoded(payload))
        except (KeyError, ValueError):
            raise RefusedError("invalid_grant", "Invalid JWT.") from None
        if algorithm != "RS256" or self.revoked:
            raise RefusedError("invalid_grant", "Invalid JWT Signature.")
        try:
            self._key.public_key().verify(
                _decoded(signature),
                f"{head}.{payload}".encode(),
                padding.PKCS1v15(),
                hashes.SHA256(),
            )
        except InvalidSignature:
            raise RefusedError("invalid_grant", "Invalid JWT Signature.") from None
        self._check(claims, root)
        return claims

    def _check(self, claims: dict[str, Any], root: str) -> None:
        now = self.clock()
        if claims.get("iss") != self.email:
            raise RefusedError("invalid_grant", "Invalid grant: account not found")
        if claims.get("aud") not in (f"{root}/token", AUDIENCE):
            raise RefusedError("invalid_grant", "Invalid JWT: Failed audience check.")
        issued, expires = claims.get("iat", 0), claims.get("exp", 0)
        if issued > now + SKEW or expires < now or expires - issued > LIFETIME + SKEW:
            raise RefusedError("invalid_grant", SHORT_LIVED)
        if not claims.get("scope"):
            raise RefusedError("invalid_scope", "Empty or missing scope not allowed.")


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
