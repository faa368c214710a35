"""What the provider says of somebody, believed only with its signature and meant for us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from app.oidc.asking import asked, failed
from app.oidc.values import Identity, Provider

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures with a key of the provider's own: never none, and never one that we share."""
LEEWAY_SECONDS = 60  # that clocks may differ by


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Whose word it has to be, to which question, and when."""

    provider: Provider
    nonce: str
    now: datetime


def identity_in(
    http: httpx.Client,
    given: Mapping[str, Any],
    endpoints: Mapping[str, Any],
    expected: Expected,
) -> Identity:
    """Who it is, by the ID token that was given; the address may stand at the userinfo endpoint.

    Raises:
        SingleSignOnError: If the token cannot be trusted.
    """
    claims = _checked(http, given, endpoints, expected)
    if "email" not in claims and endpoints.get("userinfo_endpoint"):
        claims = _with_userinfo(http, given, endpoints, claims)
    email = claims.get("email")
    is_verified = claims.get("email_verified") is True
    return Identity(
        issuer=expected.provider.issuer.rstrip("/"),
        subject=str(claims["sub"]),
        email=email if isinstance(email, str) and is_verified else "",
        name=str(claims.get("name") or claims.get("preferred_username") or ""),
    )


def _checked(
    http: httpx.Client,
    given: Mapping[str, Any],
    endpoints: Mapping[str, Any],
    expected: Expected,
) -> Mapping[str, Any]:
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    provider = expected.provider
    token = given.get("id_token")
    if not isinstance(token, str):
        raise failed("it gave no ID token")
    keys = asked(http, "GET", endpoints["jwks_uri"])
    try:
        key_set = KeySet.import_key_set({"keys": list(keys.get("keys", ()))})
        read = jwt.decode(token, key_set, algorithms=list(ALGORITHMS))
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": str(endpoints["issuer"])},
                "aud": {"essential": True, "value": provider.client_id},
                "sub": {"essential": True, "allow_blank": False},
            },
            params={
                "nonce": expected.nonce,
                "client_id": provider.client_id,
                "access_token": given.get("access_token"),
            },
        )
        claims.validate(now=int(expected.now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise failed(f"its ID token cannot be trusted ({type(error).__name__})") from None
    return dict(claims)


def _with_userinfo(
    http: httpx.Client,
    given: Mapping[str, Any],
    endpoints: Mapping[str, Any],
    claims: Mapping[str, Any],
) -> Mapping[str, Any]:
    headers = {"Authorization": f"Bearer {given.get('access_token', '')}"}
    more = asked(http, "GET", str(endpoints["userinfo_endpoint"]), headers=headers)
    if more.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, 5.3.2
        raise failed("it speaks of two people")
    return {**more, **claims}
