"""What is sent to the provider and what comes back: JSON, of a bounded size, over https."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import structlog

from app.accounts import is_loopback
from app.errors import SingleSignOnError
from app.oidc.values import Provider

LARGEST_BYTES = 512 * 1024
PATIENCE_SECONDS = 10.0
log = structlog.get_logger(__name__)


@contextmanager
def provider_client() -> Iterator[httpx.Client]:
    """A client that follows no redirect: where a secret goes is what the provider announced."""
    with httpx.Client(timeout=PATIENCE_SECONDS, follow_redirects=False) as http:
        yield http


def discovered(http: httpx.Client, provider: Provider) -> Mapping[str, Any]:
    """Where the provider's endpoints are (OpenID Connect Discovery 1.0, 4).

    Raises:
        SingleSignOnError: If it does not say so, or speaks for another issuer.
    """
    issuer = provider.issuer.rstrip("/")
    found = asked(http, "GET", f"{issuer}/.well-known/openid-configuration")
    if str(found.get("issuer", "")).rstrip("/") != issuer:
        raise failed("its configuration is that of another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check_address(str(found.get(name, "")), name)
    return found


def redeemed(
    http: httpx.Client, provider: Provider, endpoint: str, form: Mapping[str, str]
) -> Mapping[str, Any]:
    """What the provider gives for a code.

    Raises:
        SingleSignOnError: If it gives nothing.
    """
    if not provider.client_secret:
        return asked(http, "POST", endpoint, data={**form, "client_id": provider.client_id})
    # Both are form-encoded inside HTTP Basic: RFC 6749, 2.3.1.
    login = (quote(provider.client_id, safe=""), quote(provider.client_secret, safe=""))
    return asked(http, "POST", endpoint, data=form, auth=login)


def asked(http: httpx.Client, method: str, url: str, **sent: Any) -> Mapping[str, Any]:
    """A JSON object from the provider.

    Raises:
        SingleSignOnError: If it does not answer with one.
    """
    try:
        with http.stream(
            method, url, headers={"Accept": "application/json"} | sent.pop("headers", {}), **sent
        ) as answer:
            body = b""
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > LARGEST_BYTES:
                    raise failed("its answer is too large")
            if answer.status_code != httpx.codes.OK:
                raise failed(f"it answered {answer.status_code}")
            found = httpx.Response(200, content=body).json()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise failed(f"it does not answer ({type(error).__name__})") from None
    except ValueError:
        raise failed("its answer is no JSON") from None
    if not isinstance(found, dict):
        raise failed("its answer is no JSON object")
    return found


def failed(reason: str) -> SingleSignOnError:
    """What is told to the person; the reason, which holds no secret, stands in the log too."""
    log.warning("single_sign_on_failed", reason=reason)
    return SingleSignOnError(
        f"The provider of the single sign-on could not say who you are: {reason}. Try again, or "
        "sign in with a password."
    )


def _check_address(url: str, name: str) -> None:
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.netloc))
    if not parts.netloc or not is_safe:
        raise failed(f"its {name} is not an https address")
