"""One request: where it goes, what of it may be shown, and where a redirect may take it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import httpx

from app.sources.client.answer import NoAnswerError
from app.sources.client.manners import Host

_SEE_OTHER = 303  # the one redirect that turns a form into a GET
REDIRECTS = (301, 302, 303, 307, 308)
_SAME_METHOD = (307, 308)  # the others may turn what is handed over into a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A request without its secrets; `trusted` is false once a redirect left the upstream."""

    url: httpx.URL
    form: Mapping[str, str] | None = None
    content: bytes | None = None
    """JSON to hand over, in place of a form."""
    trusted: bool = True

    @property
    def body(self) -> str:
        """The form as it is sent, without secrets."""
        return urlencode(self.form) if self.form is not None else ""


def first_sending(
    host: Host, path: str, params: Mapping[str, str | int], form: Mapping[str, str] | None
) -> Sending:
    """What `path` below the base address is asked with.

    Raises:
        NoAnswerError: If they make no address.
    """
    address = f"{host.base_url.rstrip('/')}/{path.lstrip('/')}"
    try:
        url = httpx.URL(address)
        return Sending(url=url.copy_merge_params(params) if params else url, form=form)
    except httpx.InvalidURL as error:
        raise NoAnswerError(f"no address can be made of its parts: {error}", again=False) from None


def build_request(client: httpx.Client, host: Host, sending: Sending) -> httpx.Request:
    """The request with its secrets, in the query or, where there is a form, in the form."""
    secrets = {n: v.strip() for n, v in host.secrets.items() if v.strip() and sending.trusted}
    headers = dict(host.headers) if sending.trusted else {}
    if sending.content is not None:
        headers["Content-Type"] = "application/json"
        return client.build_request("POST", sending.url, content=sending.content, headers=headers)
    if sending.form is not None:
        form = {**sending.form, **secrets}
        return client.build_request("POST", sending.url, data=form, headers=headers)
    url = sending.url.copy_merge_params(secrets) if secrets else sending.url
    return client.build_request("GET", url, headers=headers)


def redirected(host: Host, sent: Sending, status: int, location: str) -> Sending:
    """Where a redirect leads. Secrets that it carries itself are taken out.

    Raises:
        NoAnswerError: If it leads to a foreign host, or from https to http, or would lose what
            is handed over.
    """
    if sent.content is not None and status not in _SAME_METHOD:
        raise NoAnswerError("it redirects, so it has not taken what it was sent", again=False)
    url = _without_secrets(host, _target(sent, location))
    base = httpx.URL(host.base_url)
    if url.scheme not in ("https", base.scheme):
        raise NoAnswerError("it redirects to an address that is not encrypted", again=False)
    own = sent.trusted and _name(url) == _name(base)
    if not own and _name(url) not in {_name(base), *host.allowed_hosts}:
        raise NoAnswerError(f"it redirects to another host, {_name(url)}", again=False)
    if status == _SEE_OTHER:
        return replace(sent, url=url, form=None, trusted=own)
    return replace(sent, url=url, trusted=own)


def _target(sent: Sending, location: str) -> httpx.URL:
    try:
        target = sent.url.join(location)
    except httpx.InvalidURL:
        raise NoAnswerError("it redirects to no address", again=False) from None
    if not location or target.scheme not in ("http", "https") or not target.host:
        raise NoAnswerError("it redirects to no address", again=False)
    return target.copy_with(username=None, password=None, fragment=None)


def _without_secrets(host: Host, url: httpx.URL) -> httpx.URL:
    for name in host.secrets:
        if name in url.params:
            url = url.copy_remove_param(name)
    return url


def _name(url: httpx.URL) -> str:
    """Host and, where it is not the scheme's usual one, port."""
    return url.host if url.port is None else f"{url.host}:{url.port}"
