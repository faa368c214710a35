"""Headers that every answer carries: the request's id, and what a browser must not do."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from app.accounts import Person

API = "/api/"
FOR_WATCHERS = frozenset({"/health", "/ready", "/metrics"})
"""Paths that programs ask beside those of the API: they get problem details and text, never a page."""

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
OWN_ORIGIN_ONLY = (
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=(), browsing-topics=()",
}


def is_for_programs(path: str) -> bool:
    """Whether programs ask there, and no person with a browser."""
    return path.startswith(API) or path in FOR_WATCHERS


def protect(headers: MutableHeaders, request: HTTPConnection) -> None:
    """Set the headers in place. JSON may load nothing at all, a page only from its origin."""
    is_page = headers.get("content-type", "").startswith("text/html")
    no_page = is_for_programs(request.url.path) and not is_page
    headers["Content-Security-Policy"] = NO_PAGE if no_page else OWN_ORIGIN_ONLY
    headers["X-Request-Id"] = getattr(request.state, "request_id", "")
    for name, value in ALWAYS.items():
        headers[name] = value
    _keep_private(headers, getattr(request.state, "person", None))


def _keep_private(headers: MutableHeaders, person: Person | None) -> None:
    """What somebody with an account was answered is kept by no cache that others share."""
    if person is None:
        return
    headers.add_vary_header("Cookie, Authorization")
    if not person.is_guest:
        said = headers.get("cache-control", "no-store").replace("public", "private")
        headers["Cache-Control"] = (
            said if "private" in said or said == "no-store" else f"private, {said}"
        )
