"""Headers that a dependency adds to whatever is answered, a problem or a file too."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATE = "added_headers"


def add_header(request: HTTPConnection, name: str, value: str) -> None:
    """Have the answer carry a header; one that it has already gets a second line."""
    if not hasattr(request.state, STATE):
        setattr(request.state, STATE, [])
    getattr(request.state, STATE).append((name, value))


class HeadersAdded:
    """Puts the headers on the answer when it starts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in scope.get("state", {}).get(STATE, ()):
                    headers.append(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
