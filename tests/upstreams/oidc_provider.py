"""A stand-in for an OpenID Connect provider: signs in whoever it is told to, over real HTTP.

It is as strict as a good one: a code is good once, for its redirect address, with the verifier
of its challenge and the client's secret. What it says of the person can be spoilt by a test.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey

from tests.upstreams.server import Received, Reply, StandIn

CLIENT_ID, CLIENT_SECRET = "coregap", "s3cret/of+the client"
Spoil = Callable[[dict[str, Any]], None]


@dataclass
class Somebody:
    """Whom the provider signs in."""

    subject: str = "5b3c"
    email: str = "grace@example.org"
    verified: bool = True
    name: str = "Grace Hopper"


@dataclass
class Asked:
    """What came to the page for signing in, and waits for its code to be redeemed."""

    redirect_uri: str
    nonce: str
    challenge: str
    who: Somebody = field(default_factory=Somebody)


class OidcProvider(StandIn):
    """Used in a `with`; `person` is who signs in next."""

    def __init__(self) -> None:
        super().__init__()
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.person = Somebody()
        self.waiting: dict[str, Asked] = {}
        self.spoil: Spoil = lambda _: None
        self.sign: Callable[[dict[str, Any]], str] = self._signed
        self.email_at_userinfo = False
        self.userinfo_subject: str | None = None
        self.routes = {
            r"/\.well-known/openid-configuration": self._configuration,
            "/authorize": self._authorize,
            "/token": self._token,
            "/jwks": self._jwks,
            "/userinfo": self._userinfo,
        }

    def _configuration(self, _: Received) -> Reply:
        return _json(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/userinfo",
            }
        )

    def _authorize(self, received: Received) -> Reply:
        asked = received.query
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT_ID
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.waiting[code] = Asked(
            asked["redirect_uri"], asked["nonce"], asked["code_challenge"], self.person
        )
        back = urlencode({"code": code, "state": asked["state"], "iss": self.url})
        return Reply(status=303, headers={"Location": f"{asked['redirect_uri']}?{back}"})

    def _token(self, received: Received) -> Reply:
        sent = received.asked
        asked = self.waiting.pop(sent.get("code", ""), None)
        expected = base64.b64encode(b"coregap:s3cret%2Fof%2Bthe%20client").decode()
        if received.headers.get("authorization") != f"Basic {expected}":
            return _json({"error": "invalid_client"}, 401)
        if asked is None or sent.get("redirect_uri") != asked.redirect_uri:
            return _json({"error": "invalid_grant"}, 400)
        if _challenge(sent.get("code_verifier", "")) != asked.challenge:
            return _json({"error": "invalid_grant"}, 400)
        claims = self._claims(asked)
        self.spoil(claims)
        answer = {"access_token": "access", "token_type": "Bearer", "id_token": self.sign(claims)}
        return _json(answer)

    def _claims(self, asked: Asked) -> dict[str, Any]:
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.url,
            "sub": asked.who.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked.nonce,
            "name": asked.who.name,
        }
        return claims if self.email_at_userinfo else claims | self._email()

    def _email(self) -> dict[str, Any]:
        return {"email": self.person.email, "email_verified": self.person.verified}

    def _signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def _jwks(self, _: Received) -> Reply:
        return _json(dict(KeySet([self.key]).as_dict(private=False)))

    def _userinfo(self, received: Received) -> Reply:
        assert received.headers["authorization"] == "Bearer access"
        return _json({"sub": self.userinfo_subject or self.person.subject, **self._email()})


def with_another_key(claims: dict[str, Any]) -> str:
    """Signed by somebody else under the provider's name."""
    key = RSAKey.generate_key(2048, {"kid": "one"})
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def with_our_secret(claims: dict[str, Any]) -> str:
    """Signed with what the client knows too."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET * 3))


def with_an_unknown_kind_of_key(claims: dict[str, Any]) -> str:
    """Signed with a key that the provider does not publish."""
    return jwt.encode({"alg": "ES256", "kid": "two"}, claims, ECKey.generate_key("P-256"))


def without_signature(claims: dict[str, Any]) -> str:
    """Not signed at all."""
    parts = [{"alg": "none"}, claims]
    return ".".join(_b64(json.dumps(one).encode()) for one in parts) + "."


def _challenge(verifier: str) -> str:
    return _b64(hashlib.sha256(verifier.encode()).digest())


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _json(value: dict[str, Any], status: int = 200) -> Reply:
    return Reply(status=status, body=json.dumps(value).encode())
