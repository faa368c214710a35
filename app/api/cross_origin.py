"""Pages of other sites that may read the API; none may unless it is named (Fetch standard, CORS)."""

from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

API = "/api/"
ANY = "*"
METHODS = ("GET", "HEAD")
"""All else is refused to other sites anyway: `own_site_only`."""
SENT = ("Authorization", "Content-Type", "If-None-Match", "X-Request-Id")
SHOWN = (
    "Deprecation", "ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After",
    "Sunset", "X-Request-Id",
)  # fmt: skip
PREFLIGHT_S = 600  # how long a browser may remember what it was allowed


class OtherOrigins:
    """Tells browsers which pages may read what the API answers; never with a reader's cookies."""

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self.app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=sorted(origins),
            allow_credentials=False,
            allow_methods=METHODS,
            allow_headers=SENT,
            expose_headers=SHOWN,
            max_age=PREFLIGHT_S,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pages of our own are for nobody else's scripts."""
        is_api = scope["type"] == "http" and scope["path"].startswith(API)
        await (self._open if is_api else self.app)(scope, receive, send)
