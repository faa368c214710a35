"""The authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700)."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.oidc.asking import discovered, failed, provider_client, redeemed
from app.oidc.id_token import Expected, identity_in
from app.oidc.values import Identity, Provider

SCOPE = "openid email profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-on under way: where the browser comes back to, and what it has to bring."""

    redirect_uri: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


def begin(provider: Provider, redirect_uri: str) -> tuple[str, Begun]:
    """Where to send a browser, and what to compare with when it comes back.

    Raises:
        SingleSignOnError: If the provider does not answer.
    """
    # Heavy, and needed only where there is a provider.
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    with provider_client() as http:
        endpoint = discovered(http, provider)["authorization_endpoint"]
    url = prepare_grant_uri(
        endpoint,
        client_id=provider.client_id,
        response_type="code",
        redirect_uri=redirect_uri,
        scope=SCOPE,
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return url, Begun(redirect_uri=redirect_uri, state=state, nonce=nonce, verifier=verifier)


def finish(provider: Provider, begun: Begun, brought: Mapping[str, str], now: datetime) -> Identity:
    """Who the browser's person is, by what it brought back.

    Raises:
        SingleSignOnError: If it is not the answer to what was begun, the provider refused, or what
            it says of the person cannot be trusted.
    """
    _check_answer(provider, begun, brought)
    form = {
        "grant_type": "authorization_code",
        "code": brought["code"],
        "redirect_uri": begun.redirect_uri,
        "code_verifier": begun.verifier,
    }
    with provider_client() as http:
        endpoints = discovered(http, provider)
        given = redeemed(http, provider, endpoints["token_endpoint"], form)
        expected = Expected(provider=provider, nonce=begun.nonce, now=now)
        return identity_in(http, given, endpoints, expected)


def _check_answer(provider: Provider, begun: Begun, brought: Mapping[str, str]) -> None:
    if not hmac.compare_digest(brought.get("state", "").encode(), begun.state.encode()):
        raise failed("the answer belongs to another sign-in")
    issuer = brought.get("iss")  # RFC 9207: which of several providers answers
    if issuer is not None and issuer.rstrip("/") != provider.issuer.rstrip("/"):
        raise failed("another provider answers")
    if "error" in brought:
        raise failed("it refused")
    if not brought.get("code"):
        raise failed("it sent no code")
